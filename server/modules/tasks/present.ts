import type { Principal } from '../../../db/repositories/access.ts';
import type { ReportRow } from '../../../db/repositories/task-changes.ts';
import { runningStates } from '../../../db/repositories/task-list.ts';
import type { Database } from '../../../db/database.ts';
import { daysFrom } from '../../../schemas/days.ts';
import type { Task, TaskMove, TaskReport } from '../../../schemas/tasks.ts';
import { movesFrom } from '../../../schemas/workflow.ts';
import { taskWorkflow } from '../../../schemas/workflows/task.ts';
import { keepsList, readsAll, unitOf, type FoundTask } from './access.ts';

type MoveRow = Database['schema']['stateMoves']['$inferSelect'];

/** A task as somebody sees it on a day: what they can do with it included. */
export function presentTask({ row, units }: FoundTask, principal: Principal, today: string): Task {
  const { id, origin, originId, title, content, dueOn, state, version, progress, simulated } = row;
  const running = runningStates.includes(state);
  const left = dueOn === null || !running ? null : daysFrom(today, dueOn);
  const unit = unitOf(principal, units);
  const leads = keepsList(principal) || unit?.leads === true;
  return {
    ...{ id, origin, originId, title, content, dueOn, state, version, progress, overdue: left !== null && left < 0, daysLeft: left },
    units: units.map(({ id: unitId, organisationId, name, leads: responsible }) => ({ id: unitId, organisationId, name, leads: responsible })),
    can: leads ? movesFrom(taskWorkflow, state, principal.role).map(({ on }) => on) : [],
    mayReport: running && (leads || unit !== undefined),
    ...{ simulated, createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString(), doneAt: row.doneAt?.toISOString() ?? null },
  };
}
export function presentTaskReport(row: ReportRow, names: ReadonlyMap<string, string>, principal: Principal): TaskReport {
  const { id, at, unitName, leads, progress, text, actor, simulated } = row;
  return { id, at: at.toISOString(), unitName, leads, progress, text, actorName: readsAll(principal) ? (names.get(actor) ?? null) : null, simulated };
}
export function presentTaskMove({ id, at, event, from, to, reason, actor }: MoveRow, names: ReadonlyMap<string, string>, principal: Principal): TaskMove {
  const said = { event, from, to } as Pick<TaskMove, 'event' | 'from' | 'to'>; // rows of this workflow hold its own words
  return { id, at: at.toISOString(), ...said, reason, actorName: readsAll(principal) ? (names.get(actor) ?? null) : null };
}
