import { chunks, run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

export type ReminderRow = Database['schema']['taskReminders']['$inferSelect'];

/** Reminders, each sent once: the row is what says so. */
export function createTaskReminderRepository(db: Database) {
  const { taskReminders } = db.schema;
  return {
    /** Notes those that did not go out yet and tells of them in the same transaction; the record is made of them, and left out where there are none. */
    send(rows: readonly ReminderRow[], auditOf: (fresh: readonly ReminderRow[]) => AuditRecord): Promise<number> {
      return db.transaction(function* (tx) {
        const fresh: ReminderRow[] = [];
        for (const some of chunks(taskReminders, rows)) fresh.push(...(yield* run(tx.insert(taskReminders).values(some).onConflictDoNothing().returning())));
        if (fresh.length > 0) yield* auditStep(db, tx, auditOf(fresh));
        return fresh.length;
      });
    },
  };
}
