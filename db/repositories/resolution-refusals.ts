import { and, eq, inArray, isNull, notExists, sql } from 'drizzle-orm';
import { moveOf } from '../../schemas/workflow.ts';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { taskWorkflow } from '../../schemas/workflows/task.ts';
import { run, type Database, type Executor } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import type { ResolutionRow } from './meeting-decisions.ts';
import { OvertakenError, unlessOvertaken } from './overtaken.ts';
import { moveStep, type Step } from './state-moves.ts';

/** A resolution that was not approved, and what is said of what it had brought about. */
export interface Refusal {
  readonly resolution: Pick<ResolutionRow, 'id' | 'number' | 'docketId'>;
  readonly step: Step;
  /** Why, as the basis of the lines that take the ledger back. */
  readonly basis: string;
  /** Day of the answer, YYYY-MM-DD. */
  readonly answeredOn: string;
  readonly newId: () => string;
}
/** What went back with it: lines of the ledger that were taken back, tasks that were cancelled. */
export interface Undone {
  readonly lines: readonly string[];
  readonly tasks: readonly string[];
}

/** Lines that the resolution wrote and that still stand get an answer each; lines themselves never change. */
function* answerLines({ schema: { adjustments }, query }: Database, tx: Executor, docketId: string, { resolution, step, basis, answeredOn, newId }: Refusal) {
  const answer = alias(adjustments, 'answer');
  const unanswered = notExists(
    query
      .select({ one: sql`1` })
      .from(answer)
      .where(eq(answer.takesBackId, adjustments.id)),
  );
  const written = and(
    eq(adjustments.docketId, docketId),
    eq(adjustments.resolutionNumber, resolution.number),
    eq(adjustments.source, 'resolution'),
    isNull(adjustments.takesBackId),
    unanswered,
  );
  const lines = yield* run(tx.select().from(adjustments).where(written).orderBy(adjustments.id));
  const answers = lines.map((line) => ({
    ...{ ...line, id: newId(), basis, decidedOn: answeredOn, takesBackId: line.id, batchId: null, createdBy: step.actor, createdAt: step.at },
  }));
  // a line that somebody takes back at the same moment has its answer
  if (answers.length > 0) yield* run(tx.insert(adjustments).values(answers).onConflictDoNothing());
  return lines.map(({ id }) => id);
}

/** Tasks that the resolution gave out and nobody has finished are cancelled. */
function* cancelTasks(db: Database, tx: Executor, { resolution, step, newId }: Refusal) {
  const { tasks } = db.schema;
  const move = moveOf(taskWorkflow, 'open', 'cancel');
  if (!move) throw new Error('a task needs a move "cancel"');
  const given = and(eq(tasks.origin, 'resolution'), eq(tasks.originId, resolution.id), inArray(tasks.state, [...move.from]));
  const found = yield* run(tx.select({ id: tasks.id, state: tasks.state, version: tasks.version }).from(tasks).where(given));
  const { at, actor, reason } = step;
  const about = { workflow: taskWorkflow.name, move, set: { changedAt: at }, at, actor, reason: reason ?? null };
  for (const { id, state: from, version } of found)
    if (!(yield* moveStep(db, tx, tasks, { ...about, id, version, from, moveId: newId() }))) throw new OvertakenError();
  return found.map(({ id }) => id);
}

/** Its docket ends without a decision that counts, unless it was reviewed already or decided anew since. */
function* endDocket(db: Database, tx: Executor, docketId: string, { resolution, step: { at, actor, reason }, newId }: Refusal) {
  const { dockets } = db.schema;
  const decided = and(eq(dockets.id, docketId), eq(dockets.resolutionId, resolution.id));
  const [docket] = yield* run(tx.select({ id: dockets.id, from: dockets.state, version: dockets.version }).from(dockets).where(decided));
  const move = docket && moveOf(docketWorkflow, docket.from, 'refuse');
  if (!move) return;
  const about = { workflow: docketWorkflow.name, move, set: { reviewOn: null, changedAt: at }, at, actor, reason: reason ?? null };
  if (!(yield* moveStep(db, tx, dockets, { ...docket, ...about, moveId: newId() }))) throw new OvertakenError();
}

/**
 * Notes that a resolution was not approved, with all that goes back with it, in one transaction: its lines of the ledger are answered, its docket ends,
 * its tasks are cancelled. Undefined when any of them was changed meanwhile; nothing is stored then.
 */
export function refuseResolution(db: Database, refusal: Refusal, audit: (undone: Undone) => AuditRecord) {
  const { resolutions } = db.schema;
  const { resolution, step } = refusal;
  return unlessOvertaken(
    db.transaction(function* (tx) {
      const changed = yield* moveStep(db, tx, resolutions, step);
      if (!changed) return undefined;
      const { docketId } = resolution;
      const lines = docketId === null ? [] : yield* answerLines(db, tx, docketId, refusal);
      if (docketId !== null) yield* endDocket(db, tx, docketId, refusal);
      const tasks = yield* cancelTasks(db, tx, refusal);
      yield* auditStep(db, tx, audit({ lines, tasks }));
      return changed;
    }),
  );
}
