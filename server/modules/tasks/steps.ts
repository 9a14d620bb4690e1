import type { Principal } from '../../../db/repositories/access.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { createTaskChangeRepository, type NewUnit } from '../../../db/repositories/task-changes.ts';
import type { NewTask } from '../../../db/repositories/task-steps.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { Task, TaskInput, TaskMoveInput, TaskReportInput } from '../../../schemas/tasks.ts';
import { taskWorkflow } from '../../../schemas/workflows/task.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createTaskAccess, keepsList, unitOf, type FoundTask } from './access.ts';
import { presentTask } from './present.ts';
import { createTaskUnits, told } from './units.ts';

export interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  /** Of If-Match. */
  readonly seen: Seen;
}
const notTheirs = () =>
  new ApiError('forbidden', { zh: '只有此任务的责任单位和秘书处可以进行此操作', en: 'Only a responsible unit of the task or the secretariat may do this' });

/** What changes tasks: opened by hand, reworded, moved on, told of. */
export function createTaskSteps(context: ServerContext) {
  const { db, clock, newId } = context;
  const changes = createTaskChangeRepository(db);
  const installation = createInstallationRepository(db);
  const access = createTaskAccess(context);
  const namedUnits = createTaskUnits(context);
  const record = createRecorder(context);
  const shown = async (principal: Principal, id: string) => presentTask(await access.visible(principal, id), principal, dayOf(clock()));

  /** Opens tasks with their units, tells the units that have accounts, and says which were new. */
  async function open(
    { actor }: Principal,
    requestId: string,
    drafts: readonly { readonly task: Pick<NewTask, 'origin' | 'originId' | 'title' | 'content' | 'dueOn'>; readonly units: readonly NewUnit[] }[],
    simulated = false,
  ): Promise<string[]> {
    const now = clock();
    const regionCode = await installation.region();
    const fresh = drafts.map(({ task, units }) => ({ task: { ...task, id: newId(), regionCode, simulated, createdBy: actor, createdAt: now }, units }));
    const opened = await changes.open(fresh, (rows) => {
      const ids = new Set(rows.map(({ id }) => id));
      const mine = fresh.filter(({ task }) => ids.has(task.id));
      const first = mine.length === 1 ? mine[0]?.task.id : undefined;
      const about = ['task', first ?? 'list'] as const;
      return {
        ...record({ actor, requestId }, now, 'create', about, { tasks: rows.length, origin: rows[0]?.origin ?? null, ids: [...ids] }),
        tell: told(mine.flatMap(({ units }) => units)).map((organisationId) => {
          const n = mine.filter(({ units }) => units.some((unit) => unit.organisationId === organisationId)).length;
          return { to: { organisationId }, kind: 'task_opened' as const, values: { n } };
        }),
      };
    });
    return opened.map(({ id }) => id);
  }
  /** A unit that is responsible, or who keeps the list. */
  function actsOn({ units }: FoundTask, principal: Principal): void {
    if (!keepsList(principal) && unitOf(principal, units)?.leads !== true) throw notTheirs();
  }

  return {
    open,
    async create({ principal, requestId }: Omit<Doing, 'seen'>, { title, content, dueOn, units }: TaskInput): Promise<Task> {
      const task = { origin: 'manual' as const, originId: null, title: title.trim(), content: content.trim(), dueOn: dueOn ?? null };
      const [id] = await open(principal, requestId, [{ task, units: await namedUnits(units) }]);
      return shown(principal, id ?? '');
    },
    async change(id: string, { principal, requestId, seen }: Doing, { title, content, dueOn, units }: TaskInput): Promise<Task> {
      const found = await access.visible(principal, id);
      checkVersion(seen, found.row.version);
      if (found.row.state === 'done' || found.row.state === 'cancelled')
        throw new ApiError('conflict', { zh: '任务已办结或已终止，不能修改；已办结的可先重新打开', en: 'The task is done or cancelled and cannot be changed; one that is done can be opened again first' }); // prettier-ignore
      const rows = await namedUnits(units);
      const now = clock();
      const set = { title: title.trim(), content: content.trim(), dueOn: dueOn ?? null, changedAt: now };
      const about = { dueOn: set.dueOn, units: rows.length };
      const audit = record({ actor: principal.actor, requestId }, now, 'update', ['task', id], about, { dueOn: found.row.dueOn, units: found.units.length });
      const before = new Set(told(found.units));
      const tell = told(rows).filter((one) => !before.has(one)).map((organisationId) => ({ to: { organisationId }, kind: 'task_opened' as const, values: { n: 1 } })); // prettier-ignore
      if (!(await changes.change(found.row, set, rows, { ...audit, tell }))) throw stale();
      return shown(principal, id);
    },
    async move(id: string, { principal, requestId, seen }: Doing, { event, reason }: TaskMoveInput): Promise<Task> {
      const found = await access.visible(principal, id);
      checkVersion(seen, found.row.version);
      const { row, units } = found;
      const move = nextMove(taskWorkflow, row.state, { event, by: principal.role, reason });
      actsOn(found, principal);
      const now = clock();
      const done = move.to === 'done' ? { doneAt: now, progress: 100 } : row.state === 'done' ? { doneAt: null } : {};
      const step = {
        ...{ workflow: taskWorkflow.name, id, version: row.version, move, from: row.state, set: { ...done, changedAt: now }, at: now },
        ...{ actor: principal.actor, moveId: newId(), reason: reason?.trim() ?? null },
      };
      const audit = record({ actor: principal.actor, requestId }, now, event, ['task', id], { state: move.to }, { state: row.state });
      const leads = told(units.filter((unit) => unit.leads));
      const tell =
        event === 'report'
          ? [{ to: { role: 'secretariat' as const }, kind: 'task_reported' as const }]
          : event === 'return' || event === 'reopen'
            ? leads.map((organisationId) => ({ to: { organisationId }, kind: 'task_returned' as const }))
            : [];
      if (!(await changes.move(step, { ...audit, tell }))) throw stale();
      return shown(principal, id);
    },
    /** A word about progress. Responsible units and who keeps the list move the task's own; a cooperating unit tells of its part. */
    async report(id: string, { principal, requestId }: Doing, { progress, text, unitId }: TaskReportInput): Promise<Task> {
      const { row, units } = await access.visible(principal, id);
      const keeps = keepsList(principal);
      const named = unitId === undefined ? undefined : units.find((unit) => unit.id === unitId);
      if (unitId !== undefined && (!named || (!keeps && named.organisationId !== principal.organisationId)))
        throw invalidField('/unitId', '须为此任务的单位；各单位只能填报本单位的进展', 'must be a unit of the task, and a unit tells of its own part only');
      const unit = named ?? unitOf(principal, units);
      if (!keeps && !unit) throw notTheirs();
      const now = clock();
      const leads = unit?.leads ?? true;
      const told = { id: newId(), taskId: id, unitName: unit?.name ?? null, organisationId: unit?.organisationId ?? null, leads, progress };
      const audit = record({ actor: principal.actor, requestId }, now, 'report', ['task', id], { progress, leads }, { progress: row.progress });
      const stored = await changes.report({ ...told, text: text.trim(), simulated: row.simulated, actor: principal.actor, at: now }, newId(), audit);
      if (!stored)
        throw new ApiError('conflict', { zh: '任务已报请办结、已办结或已终止，不能再填报进展', en: 'The task was reported done, is done or cancelled: progress can no longer be told' }); // prettier-ignore
      return shown(principal, id);
    },
  };
}
