import { createKeyReminderRepository } from '../../db/repositories/key-reminders.ts';
import { createTaskReminderRepository, type ReminderRow } from '../../db/repositories/task-reminders.ts';
import { addDays, dayOf } from '../../schemas/days.ts';
import type { WorkerContext } from './context.ts';

/** Days before a key for machines ends on which its owner is told, once. */
const aheadDays = 14;
const dayMs = 86_400_000;

/** Tells owners of keys for machines that one of them ends soon, so that what depends on it does not stop. Returns how many were told of. */
export function createKeyReminder({ db, clock, newId }: Pick<WorkerContext, 'db' | 'clock' | 'newId'>): () => Promise<number> {
  const keys = createKeyReminderRepository(db);
  const reminders = createTaskReminderRepository(db);
  return async () => {
    const at = clock();
    const ending = await keys.ending(at, new Date(+at + aheadDays * dayMs));
    if (ending.length === 0) return 0;
    const owners = new Map(ending.map(({ id, accountId }) => [id, accountId]));
    const rows: ReminderRow[] = ending.map(({ id, expiresAt }) => ({ subject: id, kind: 'key_ending', day: dayOf(expiresAt ?? at), at }));
    return reminders.send(rows, (fresh) => ({
      ...{
        id: newId(),
        at,
        actor: 'worker',
        action: 'remind',
        entity: 'api_key',
        entityId: 'list',
        after: { until: addDays(dayOf(at), aheadDays), reminders: fresh.length },
      },
      tell: fresh.map(({ subject, day }) => ({
        ...{ to: { actor: `account:${owners.get(subject) ?? ''}` }, kind: 'key_ending' as const, values: { day }, about: ['api_key', subject] as const },
      })),
    }));
  };
}
