import { and, eq } from 'drizzle-orm';
import { moveOf } from '../../schemas/workflow.ts';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { issueWorkflow } from '../../schemas/workflows/issue.ts';
import { meetingWorkflow } from '../../schemas/workflows/meeting.ts';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { touchMeetingStep, type AgendaRow, type MeetingRow, type SeenMeeting } from './meetings.ts';
import { OvertakenError, unlessOvertaken } from './overtaken.ts';
import { moveStep, type Step } from './state-moves.ts';

export interface Doing {
  readonly at: Date;
  readonly actor: string;
  readonly newId: () => string;
}
/** What an item is about, as it was seen. */
export interface Subjects {
  readonly docket?: { readonly id: string; readonly version: number } | undefined;
  readonly issue?: { readonly id: string; readonly version: number } | undefined;
}
type Scheduling = 'schedule' | 'unschedule' | 'settle';

/** Moves what an item is about along with it: on an agenda, off it again, or (issues only) settled. Throws when it was changed meanwhile. */
export function* subjectsStep(db: Database, tx: Executor, { docket, issue }: Subjects, event: Scheduling, { at, actor, newId }: Doing) {
  const from =
    event === 'schedule' ? { docket: 'assessed' as const, issue: 'accepted' as const } : { docket: 'scheduled' as const, issue: 'scheduled' as const };
  const about = { set: { changedAt: at }, at, actor };
  if (docket && event !== 'settle') {
    const move = moveOf(docketWorkflow, from.docket, event);
    if (!move) throw new Error(`a docket needs a move "${event}"`);
    const step = { ...about, ...docket, workflow: docketWorkflow.name, move, from: from.docket, moveId: newId() };
    if (!(yield* moveStep(db, tx, db.schema.dockets, step))) throw new OvertakenError();
  }
  if (issue) {
    const move = moveOf(issueWorkflow, from.issue, event);
    if (!move) throw new Error(`an issue needs a move "${event}"`);
    const step = { ...about, ...issue, workflow: issueWorkflow.name, move, from: from.issue, moveId: newId() };
    if (!(yield* moveStep(db, tx, db.schema.conferenceIssues, step))) throw new OvertakenError();
  }
}

/** Agendas: what stands on one is held by it until it is decided, taken off, or the meeting cancelled. */
export function createAgendaRepository(db: Database) {
  const { agendaItems, minutesRecipients, conferenceMeetings } = db.schema;
  const states = ['planned', 'convened', 'held'] as const satisfies readonly MeetingRow['state'][];
  /** Undefined when the meeting, the docket or the issue has changed since. */
  const within = <T>(seen: SeenMeeting, doing: Doing, audit: AuditRecord, body: (tx: Executor) => Generator<PromiseLike<unknown>, T, unknown>) =>
    unlessOvertaken(
      db.transaction(function* (tx) {
        if (!(yield* touchMeetingStep(db, tx, seen, states, { changedAt: doing.at }))) throw new OvertakenError();
        const done = yield* body(tx);
        yield* auditStep(db, tx, audit);
        return { done };
      }),
    );
  return {
    add(seen: SeenMeeting, item: AgendaRow, subjects: Subjects, doing: Doing, audit: AuditRecord) {
      return within(seen, doing, audit, function* (tx) {
        yield* run(tx.insert(agendaItems).values(item));
        yield* subjectsStep(db, tx, subjects, 'schedule', doing);
      });
    },
    remove(seen: SeenMeeting, { id, meetingId }: AgendaRow, subjects: Subjects, doing: Doing, audit: AuditRecord) {
      return within(seen, doing, audit, function* (tx) {
        yield* run(tx.delete(agendaItems).where(and(eq(agendaItems.id, id), eq(agendaItems.meetingId, meetingId))));
        yield* subjectsStep(db, tx, subjects, 'unschedule', doing);
      });
    },
    /** Changes one item, and places of others that it moves past. */
    change(seen: SeenMeeting, changes: readonly { readonly id: string; readonly set: Partial<AgendaRow> }[], doing: Doing, audit: AuditRecord) {
      return within(seen, doing, audit, function* (tx) {
        for (const { id, set } of changes) yield* run(tx.update(agendaItems).set(set).where(eq(agendaItems.id, id)));
      });
    },
    /** Moves a meeting along; a cancelled one lets go of what stood on its agenda, a distributed one keeps whom it went to. */
    move(
      step: Step,
      { freed = [], recipients = [] }: { readonly freed?: readonly Subjects[]; readonly recipients?: readonly (typeof minutesRecipients.$inferInsert)[] },
      doing: Doing,
      audit: AuditRecord,
    ) {
      return unlessOvertaken(
        db.transaction(function* (tx) {
          const changed = yield* moveStep(db, tx, conferenceMeetings, { ...step, workflow: meetingWorkflow.name });
          if (!changed) return undefined;
          for (const subjects of freed) yield* subjectsStep(db, tx, subjects, 'unschedule', doing);
          if (recipients.length > 0) yield* run(tx.insert(minutesRecipients).values([...recipients]));
          yield* auditStep(db, tx, audit);
          return changed;
        }),
      );
    },
  };
}
