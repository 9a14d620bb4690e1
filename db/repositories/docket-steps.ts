import { and, eq, max } from 'drizzle-orm';
import type { resolutionOutcomes } from '../../schemas/vocabulary.ts';
import { resolutionFault } from '../../schemas/resolution-rules.ts';
import { moveOf } from '../../schemas/workflow.ts';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { run, type Database, type Executor } from '../database.ts';
import { moveStep } from './state-moves.ts';

export type DocketRow = Database['schema']['dockets']['$inferSelect'];
export type MeasureRow = Database['schema']['docketMeasures']['$inferSelect'];
export type NewDocket = Omit<
  DocketRow,
  'number' | 'state' | 'version' | 'opinion' | 'outcome' | 'resolutionId' | 'resolutionNumber' | 'decidedOn' | 'reviewOn' | 'review' | 'changedAt'
>;
/** What the conference decided on a docket. */
export interface Resolved {
  readonly docketId: string;
  /** Of the docket as it was seen. */
  readonly version: number;
  readonly resolutionId: string;
  readonly resolutionNumber: string;
  readonly outcome: (typeof resolutionOutcomes)[number];
  /** YYYY-MM-DD. */
  readonly decidedOn: string;
  readonly reviewOn: string | null;
  /** Measures as they were amended; left out, as they were proposed. Ids of the docket's own measures stay. */
  readonly measures?: readonly Omit<MeasureRow, 'docketId'>[];
  readonly at: Date;
  readonly actor: string;
  readonly newId: () => string;
}

/** Opens a docket under the next number of its year. Two that are opened at once get the same number and one of the transactions fails: try again. */
export function* openDocketStep(
  { schema: { dockets, docketMeasures } }: Database,
  tx: Executor,
  docket: NewDocket,
  measures: readonly Omit<MeasureRow, 'docketId'>[],
) {
  const [last] = yield* run(
    tx
      .select({ number: max(dockets.number) })
      .from(dockets)
      .where(and(eq(dockets.regionCode, docket.regionCode), eq(dockets.year, docket.year))),
  );
  const fresh = { number: (last?.number ?? 0) + 1, state: docketWorkflow.initial, version: 1, changedAt: docket.createdAt };
  const [added] = yield* run(
    tx
      .insert(dockets)
      .values({ ...docket, ...fresh })
      .returning(),
  );
  if (!added) throw new Error(`docket ${docket.id} needs a row, got none`);
  if (measures.length > 0) yield* run(tx.insert(docketMeasures).values(measures.map((measure) => ({ ...measure, docketId: docket.id }))));
  return added;
}

/**
 * Stores what the conference decided: the docket moves on, and measures that were approved become lines of the ledger, once, because a docket is resolved once. A programme that
 * is to be opened gets a line without a programme: it is in the register when its school reports it. Undefined when it was moved meanwhile. Whoever takes
 * a resolution in asks `resolutionFault` first.
 */
export function* resolveDocketStep(db: Database, tx: Executor, resolved: Resolved) {
  const { dockets, docketMeasures, adjustments } = db.schema;
  const { docketId, version, resolutionId, resolutionNumber, outcome, decidedOn, reviewOn, at, actor, newId } = resolved;
  const fault = resolutionFault(outcome, resolved.measures);
  if (fault) throw new Error(`a resolution that is to ${outcome}: its measures ${fault.en}`);
  const event = outcome === 'defer' ? 'defer' : outcome === 'reject' ? 'reject' : 'resolve';
  const move = moveOf(docketWorkflow, 'scheduled', event);
  if (!move) throw new Error(`a docket on an agenda needs a move "${event}"`);
  // nothing was decided that could be looked back at
  const set = { outcome, resolutionId, resolutionNumber, decidedOn, reviewOn: event === 'resolve' ? reviewOn : null, changedAt: at };
  const docket = yield* moveStep(db, tx, dockets, {
    workflow: docketWorkflow.name,
    id: docketId,
    version,
    move,
    from: 'scheduled',
    set,
    at,
    actor,
    moveId: newId(),
  });
  if (!docket) return undefined;
  if (resolved.measures) {
    yield* run(tx.delete(docketMeasures).where(eq(docketMeasures.docketId, docketId)).returning({ id: docketMeasures.id }));
    if (resolved.measures.length > 0) yield* run(tx.insert(docketMeasures).values(resolved.measures.map((measure) => ({ ...measure, docketId }))));
  }
  if (event !== 'resolve') return docket;
  const measures = yield* run(tx.select().from(docketMeasures).where(eq(docketMeasures.docketId, docketId)).orderBy(docketMeasures.id));
  const lines = measures.map(({ schoolId, programmeId, change, fromYear, seatsBefore, seatsAfter, newName }) => ({
    ...{ id: newId(), regionCode: docket.regionCode, year: fromYear, schoolId, programmeId, majorCode: docket.majorCode, level: docket.level },
    ...{ change, seatsBefore, seatsAfter, newName, basis: resolutionNumber, docketId, resolutionNumber, decidedOn, takesBackId: null },
    ...{ simulated: docket.simulated, source: 'resolution', createdBy: actor, createdAt: at },
  }));
  if (lines.length > 0) yield* run(tx.insert(adjustments).values(lines));
  return docket;
}
