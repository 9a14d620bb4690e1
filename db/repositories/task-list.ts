import { and, asc, count, eq, exists, gte, inArray, isNotNull, lt, lte, or, sql } from 'drizzle-orm';
import type { taskOrigins } from '../../schemas/vocabulary.ts';
import { statesOf } from '../../schemas/workflow.ts';
import { taskWorkflow } from '../../schemas/workflows/task.ts';
import type { Database } from '../database.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import type { TaskRow, TaskUnitRow } from './task-steps.ts';

export type TaskState = TaskRow['state'];
export const taskStates = statesOf(taskWorkflow);
/** States in which a deadline that is past makes a task overdue: what was reported done waits for somebody else. */
export const runningStates: readonly TaskState[] = ['open', 'underway'];
export interface TaskFilter {
  readonly state?: TaskState;
  readonly origin?: (typeof taskOrigins)[number];
  /** Part of the name of the list or resolution it comes from. */
  readonly originPrefix?: string;
  /** A unit's name, responsible or cooperating. */
  readonly unit?: string;
  readonly text?: string;
  /** YYYY-MM-DD, both included. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  /** Only what is overdue on this day. */
  readonly overdueOn?: string;
  /** Only tasks this organisation is a unit of. */
  readonly organisationId?: string;
}
export interface StateCounts extends Readonly<Record<TaskState, number>> {
  readonly total: number;
  readonly overdue: number;
}
export const noCounts: StateCounts = { total: 0, open: 0, underway: 0, reported: 0, done: 0, cancelled: 0, overdue: 0 };

/** Tasks as they are listed and counted. */
export function createTaskListRepository(db: Database) {
  const { tasks, taskUnits } = db.schema;
  const q = db.query;
  const unitOf = (condition: ReturnType<typeof eq>) =>
    exists(
      q
        .select({ one: sql`1` })
        .from(taskUnits)
        .where(and(eq(taskUnits.taskId, tasks.id), condition)),
    );
  const overdueOn = (day: string) => and(isNotNull(tasks.dueOn), lt(tasks.dueOn, day), inArray(tasks.state, [...runningStates]));
  const where = (f: TaskFilter) =>
    and(
      f.state === undefined ? undefined : eq(tasks.state, f.state),
      f.origin === undefined ? undefined : eq(tasks.origin, f.origin),
      f.originPrefix === undefined ? undefined : sql`substr(${tasks.originId}, 1, ${sql.raw(String(f.originPrefix.length))}) = ${f.originPrefix}`,
      f.unit === undefined ? undefined : unitOf(eq(taskUnits.name, f.unit)),
      f.organisationId === undefined ? undefined : unitOf(eq(taskUnits.organisationId, f.organisationId)),
      f.text === undefined ? undefined : or(contains(tasks.title, f.text), contains(tasks.content, f.text)),
      f.dueFrom === undefined ? undefined : gte(tasks.dueOn, f.dueFrom),
      f.dueTo === undefined ? undefined : lte(tasks.dueOn, f.dueTo),
      f.overdueOn === undefined ? undefined : overdueOn(f.overdueOn),
    );
  const dueOrLast = sql<string>`coalesce(${tasks.dueOn}, '9999-12-31')`;
  const sort = [
    { column: dueOrLast, descending: false },
    { column: tasks.id, descending: false },
  ];
  const overdueCount = (day: string) => sql<number>`sum(case when ${overdueOn(day)} then 1 else 0 end)`.mapWith(Number);

  return {
    async find(id: string): Promise<TaskRow | undefined> {
      const [row] = await q.select().from(tasks).where(eq(tasks.id, id));
      return row;
    },
    /** By deadline, those without one last. */
    async page(filter: TaskFilter, page: PageRequest) {
      const rows = await q
        .select()
        .from(tasks)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.dueOn ?? '9999-12-31', row.id]);
    },
    async count(filter: TaskFilter): Promise<number> {
      const [row] = await q.select({ n: count() }).from(tasks).where(where(filter));
      return row?.n ?? 0;
    },
    /** Units of a page of tasks: responsible ones first, then as they were entered. */
    async unitsOf(ids: readonly string[]): Promise<Map<string, TaskUnitRow[]>> {
      if (ids.length === 0) return new Map();
      const rows = await q.select().from(taskUnits).where(inArray(taskUnits.taskId, [...ids])).orderBy(asc(taskUnits.id)); // prettier-ignore
      return Map.groupBy(
        rows.toSorted((a, b) => Number(b.leads) - Number(a.leads)),
        ({ taskId }) => taskId,
      );
    },
    /** How many in each state, and how many of them overdue on a day. */
    async totals(filter: TaskFilter, day: string): Promise<StateCounts> {
      const rows = await q
        .select({ state: tasks.state, n: count(), overdue: overdueCount(day) })
        .from(tasks)
        .where(where(filter))
        .groupBy(tasks.state);
      return rows.reduce<StateCounts>((all, { state, n, overdue }) => added(all, state, n, overdue), noCounts);
    },
    /** Tasks each unit is responsible for, those with most overdue first, then most tasks, then by name. */
    async unitTotals(filter: TaskFilter, day: string) {
      const rows = await q
        .select({
          name: taskUnits.name,
          organisationId: sql<string | null>`min(${taskUnits.organisationId})`,
          state: tasks.state,
          n: count(),
          overdue: overdueCount(day),
        }) // prettier-ignore
        .from(taskUnits)
        .innerJoin(tasks, eq(tasks.id, taskUnits.taskId))
        .where(and(eq(taskUnits.leads, true), where(filter)))
        .groupBy(taskUnits.name, tasks.state)
        .orderBy(asc(taskUnits.name), asc(tasks.state));
      const units = new Map<string, StateCounts & { name: string; organisationId: string | null }>();
      for (const { name, organisationId, state, n, overdue } of rows) {
        const before = units.get(name) ?? { ...noCounts, name, organisationId };
        units.set(name, { ...added(before, state, n, overdue), name, organisationId: before.organisationId ?? organisationId });
      }
      return [...units.values()].sort((a, b) => b.overdue - a.overdue || b.total - a.total);
    },
    /** Due from one day to another, both included, and not begun or under way. */
    async countDue(filter: TaskFilter, dueFrom: string, dueTo: string): Promise<number> {
      const [row] = await q
        .select({ n: count() })
        .from(tasks)
        .where(and(where({ ...filter, dueFrom, dueTo }), inArray(tasks.state, [...runningStates])));
      return row?.n ?? 0;
    },
    /** Not begun or under way, with a deadline up to a day: by deadline. */
    async running(dueTo: string): Promise<(TaskRow & { dueOn: string })[]> {
      const rows = await q
        .select()
        .from(tasks)
        .where(and(where({ dueTo }), inArray(tasks.state, [...runningStates])))
        .orderBy(...orderBy(sort));
      return rows.flatMap((row) => (row.dueOn === null ? [] : [{ ...row, dueOn: row.dueOn }]));
    },
    async anySimulated(): Promise<boolean> {
      return (await q.select({ id: tasks.id }).from(tasks).where(eq(tasks.simulated, true)).limit(1)).length > 0;
    },
    /** Deadlines from one day to another, both included, of tasks that are neither done nor cancelled. */
    async deadlines(filter: TaskFilter, dueFrom: string, dueTo: string): Promise<TaskRow[]> {
      const rows = await q
        .select()
        .from(tasks)
        .where(where({ ...filter, dueFrom, dueTo }))
        .orderBy(...orderBy(sort))
        .limit(1_000);
      return rows.filter(({ state }) => state !== 'cancelled' && state !== 'done');
    },
  };
}

const added = (all: StateCounts, state: TaskState, n: number, overdue: number): StateCounts => ({
  ...all,
  total: all.total + n,
  [state]: all[state] + n,
  overdue: all.overdue + overdue,
});
