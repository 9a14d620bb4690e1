import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import { createTaskListRepository, type TaskFilter } from '../../../db/repositories/task-list.ts';
import { createTaskReportRepository } from '../../../db/repositories/task-reports.ts';
import { addDays, dayOf } from '../../../schemas/days.ts';
import type { Task, TaskSummary } from '../../../schemas/tasks.ts';
import { taskWorkflow } from '../../../schemas/workflows/task.ts';
import type { ServerContext } from '../../context.ts';
import { pageOfRows, toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createTaskAccess } from './access.ts';
import { presentTask, presentTaskMove, presentTaskReport } from './present.ts';

export type TasksAsked = Omit<TaskFilter, 'organisationId' | 'overdueOn'> & { readonly overdue?: boolean };
/** Days ahead in which a deadline is near. */
export const soonDays = 30;

/** Tasks as they are read: listed, counted, with what was told of them. */
export function createTaskService(context: ServerContext) {
  const { db, clock } = context;
  const list = createTaskListRepository(db);
  const reports = createTaskReportRepository(db);
  const moves = createStateMoveRepository(db);
  const actors = createActorRepository(db);
  const access = createTaskAccess(context);
  const todayIs = () => dayOf(clock());

  const filterOf = (principal: Principal, { overdue, ...asked }: TasksAsked): TaskFilter => ({
    ...asked,
    ...access.scopeOf(principal),
    ...(overdue === true ? { overdueOn: todayIs() } : {}),
  });
  /** A page with its units, in one query for all of them. */
  async function pageOf(principal: Principal, filter: TaskFilter, request: ReturnType<typeof toPageRequest>) {
    const page = await list.page(filter, request);
    const units = await list.unitsOf(page.items.map(({ id }) => id));
    const today = todayIs();
    return { items: page.items.map((row) => presentTask({ row, units: units.get(row.id) ?? [] }, principal, today)), next: page.next };
  }
  const same = <T>(row: T) => row;

  return {
    async list(principal: Principal, asked: TasksAsked, query: PageQuery) {
      const filter = filterOf(principal, asked);
      return toList(await pageOf(principal, filter, toPageRequest(query, ['text', 'text'])), query, same<Task>, () => list.count(filter));
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: TasksAsked) {
      const filter = filterOf(principal, asked);
      return walk((request) => pageOf(principal, filter, request), same<Task>);
    },
    async summary(principal: Principal): Promise<TaskSummary> {
      const [filter, today] = [filterOf(principal, {}), todayIs()];
      return { ...(await list.totals(filter, today)), today, dueSoon: await list.countDue(filter, today, addDays(today, soonDays)) };
    },
    async units(principal: Principal, asked: TasksAsked, query: PageQuery) {
      return pageOfRows(await list.unitTotals(filterOf(principal, asked), todayIs()), query, ({ name }) => name);
    },
    async get(principal: Principal, id: string): Promise<Task> {
      return presentTask(await access.visible(principal, id), principal, todayIs());
    },
    async reports(principal: Principal, id: string, query: PageQuery) {
      await access.visible(principal, id);
      const page = await reports.page(id, toPageRequest(query, ['text']));
      const names = await actors.names(page.items.map(({ actor }) => actor));
      return toList(
        page,
        query,
        (row) => presentTaskReport(row, names, principal),
        () => reports.count(id),
      );
    },
    async history(principal: Principal, id: string, query: PageQuery) {
      await access.visible(principal, id);
      const page = await moves.page(taskWorkflow.name, id, toPageRequest(query, ['text']));
      const names = await actors.names(page.items.map(({ actor }) => actor));
      return toList(
        page,
        query,
        (row) => presentTaskMove(row, names, principal),
        () => moves.count(taskWorkflow.name, id),
      );
    },
  };
}
