import { createTaskListRepository } from '../../db/repositories/task-list.ts';
import { createTaskReminderRepository, type ReminderRow } from '../../db/repositories/task-reminders.ts';
import type { Telling } from '../../db/repositories/notifications.ts';
import { addDays, dayOf, daysFrom, mondayOf } from '../../schemas/days.ts';
import type { Handlers } from '../catalog.ts';
import type { WorkerContext } from './context.ts';

/** Days before a deadline on which its units are told; a day that was missed is made up for. */
const aheadDays = 7;
const week = 'week';

/**
 * Tells responsible units of deadlines a week before and once they are past, and the secretariat once a week how many are overdue. Units without accounts are the secretariat's, which passes it on.
 * A reminder is a row of its own, so a job that comes twice, or on a day after one that was missed, tells nothing twice; a deadline that is moved is told of anew.
 */
export function createReminderHandler({ db, clock, newId, logger }: WorkerContext): Handlers['remindTasks'] {
  const list = createTaskListRepository(db);
  const reminders = createTaskReminderRepository(db);
  return async () => {
    const at = clock();
    const today = dayOf(at);
    const near = await list.running(addDays(today, aheadDays));
    const units = await list.unitsOf(near.map(({ id }) => id));
    const late = near.filter(({ dueOn }) => dueOn < today);
    const rows: ReminderRow[] = near.map(({ id, dueOn }) => ({ subject: id, kind: dueOn < today ? 'overdue' : 'due_soon', day: dueOn, at }));
    if (late.length > 0) rows.push({ subject: week, kind: 'weekly', day: mondayOf(today), at });
    if (rows.length === 0) return;
    const toldOf = ({ subject, kind, day }: ReminderRow): Telling[] => {
      if (kind === 'weekly') return [{ to: { role: 'secretariat' }, kind: 'tasks_overdue', values: { n: late.length }, about: ['task', 'list'] }];
      const leads = (units.get(subject) ?? []).filter((unit) => unit.leads);
      const accounts = [...new Set(leads.flatMap(({ organisationId }) => organisationId ?? []))].map((organisationId) => ({ organisationId }));
      const to = leads.some(({ organisationId }) => organisationId === null) ? [...accounts, { role: 'secretariat' as const }] : accounts;
      const said = { kind: kind === 'overdue' ? ('task_overdue' as const) : ('task_due' as const), values: { day, days: Math.abs(daysFrom(today, day)) } };
      return to.map((whom) => ({ ...said, to: whom, about: ['task', subject] as const }));
    };
    const sent = await reminders.send(rows, (fresh) => ({
      ...{ id: newId(), at, actor: 'worker', action: 'remind', entity: 'task', entityId: 'list', after: { reminders: fresh.length } },
      tell: fresh.flatMap(toldOf),
    }));
    if (sent > 0) logger.info({ reminders: sent }, 'reminded of tasks');
  };
}
