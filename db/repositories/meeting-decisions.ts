import { and, eq, isNull } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { subjectsStep, type Doing, type Subjects } from './agendas.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { resolveDocketStep, type Resolved } from './docket-steps.ts';
import { touchMeetingStep, type AgendaRow, type SeenMeeting } from './meetings.ts';
import { OvertakenError, unlessOvertaken } from './overtaken.ts';
import { openTaskStep, type NewTask, type TaskUnitRow } from './task-steps.ts';

export type ResolutionRow = Database['schema']['resolutions']['$inferSelect'];
export type ResolutionUnitRow = Database['schema']['resolutionUnits']['$inferSelect'];
/** All that one decision brings about. */
export interface Decision {
  readonly meeting: SeenMeeting;
  readonly itemId: string;
  readonly set: Partial<AgendaRow>;
  readonly issue?: Subjects['issue'];
  readonly resolution?: ResolutionRow;
  readonly units: readonly ResolutionUnitRow[];
  readonly docket?: Resolved;
  readonly task?: { readonly row: NewTask; readonly units: readonly Omit<TaskUnitRow, 'taskId'>[] };
  readonly doing: Doing;
  readonly audit: AuditRecord;
}

/**
 * Stores what a meeting decided on an item, in one transaction: the resolution with its units, what it does to the docket (measures, ledger) or the
 * issue, and the task it gives out. Undefined when any of them was changed meanwhile; nothing is stored then.
 */
export function storeDecision(db: Database, { meeting, itemId, set, issue, resolution, units, docket, task, doing, audit }: Decision) {
  const { agendaItems, resolutions, resolutionUnits } = db.schema;
  return unlessOvertaken(
    db.transaction(function* (tx) {
      const changed = yield* touchMeetingStep(db, tx, meeting, ['held'], { changedAt: doing.at });
      if (!changed) throw new OvertakenError();
      const [item] = yield* run(
        tx
          .update(agendaItems)
          .set(set)
          .where(and(eq(agendaItems.id, itemId), eq(agendaItems.meetingId, meeting.id), isNull(agendaItems.outcome)))
          .returning(),
      );
      if (!item) throw new OvertakenError();
      if (resolution) yield* run(tx.insert(resolutions).values(resolution));
      if (units.length > 0) yield* run(tx.insert(resolutionUnits).values([...units]));
      if (docket && !(yield* resolveDocketStep(db, tx, docket))) throw new OvertakenError();
      yield* subjectsStep(db, tx, { issue }, 'settle', doing);
      if (task) yield* openTaskStep(db, tx, task.row, task.units);
      yield* auditStep(db, tx, audit);
      return changed;
    }),
  );
}
