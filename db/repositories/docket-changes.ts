import { and, eq, inArray, ne, notInArray, sql } from 'drizzle-orm';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { ConflictError } from '../errors.ts';
import { run, type Database, type Executor } from '../database.ts';
import type { Json } from '../schema/runs.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { openDocketStep, resolveDocketStep, type DocketRow, type MeasureRow, type NewDocket, type Resolved } from './docket-steps.ts';
import { moveStep, type Step } from './state-moves.ts';

type Measures = readonly Omit<MeasureRow, 'docketId'>[];
/** States in which a docket still is on its way to a decision. */
const settled: readonly DocketRow['state'][] = ['resolved', 'rejected', 'withdrawn', 'reviewed'];
/** Of two dockets opened at once one finds its number taken and tries again with the next. */
const attempts = 5;

/** There is a docket on its way for the same major already. */
export class DocketOpenError extends Error {
  override readonly name = 'DocketOpenError';
  readonly docket: Pick<DocketRow, 'id' | 'year' | 'number'>;
  constructor(docket: Pick<DocketRow, 'id' | 'year' | 'number'>) {
    super(`docket ${docket.year}-${docket.number} is open`);
    this.docket = docket;
  }
}

/** Writes of dockets. Every one counts the version up: of two that began with the same version one finds the other there. */
export function createDocketChangeRepository(db: Database) {
  const { dockets, docketMeasures } = db.schema;

  function* replaceMeasures(tx: Executor, docketId: string, measures: Measures) {
    yield* run(tx.delete(docketMeasures).where(eq(docketMeasures.docketId, docketId)).returning({ id: docketMeasures.id }));
    if (measures.length > 0) yield* run(tx.insert(docketMeasures).values(measures.map((measure) => ({ ...measure, docketId }))));
  }

  return {
    /**
     * Opens a docket on a flag. Looked for after it was written, so that of two at once at least one sees the other: both transactions took the same number,
     * or one had ended.
     * @throws DocketOpenError where the major has one on its way
     */
    async open(docket: NewDocket, measures: Measures, auditOf: (opened: DocketRow) => AuditRecord): Promise<DocketRow> {
      for (let attempt = 1; ; attempt++)
        try {
          return await db.transaction(function* (tx) {
            const opened = yield* openDocketStep(db, tx, docket, measures);
            const [other] = yield* run(
              tx
                .select({ id: dockets.id, year: dockets.year, number: dockets.number })
                .from(dockets)
                .where(
                  and(
                    ne(dockets.id, docket.id),
                    eq(dockets.origin, 'flag'),
                    eq(dockets.regionCode, docket.regionCode),
                    eq(dockets.majorCode, docket.majorCode),
                    notInArray(dockets.state, [...settled]),
                  ),
                )
                .limit(1),
            );
            if (other) throw new DocketOpenError(other);
            yield* auditStep(db, tx, auditOf(opened));
            return opened;
          });
        } catch (error) {
          if (!(error instanceof ConflictError) || attempt === attempts) throw error;
        }
    },
    /** Undefined when it has changed since, or stands where nothing can be written into it. */
    change(
      { id, version }: Pick<DocketRow, 'id' | 'version'>,
      change: {
        readonly from: readonly DocketRow['state'][];
        readonly set: Partial<Pick<DocketRow, 'opinion' | 'reviewOn'>> & Pick<DocketRow, 'changedAt'> & { readonly review?: Json };
        readonly measures?: Measures;
        readonly audit: AuditRecord;
      },
    ) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(dockets)
            .set({ ...change.set, version: sql`${dockets.version} + 1` })
            .where(and(eq(dockets.id, id), eq(dockets.version, version), inArray(dockets.state, [...change.from])))
            .returning(),
        );
        if (!changed) return undefined;
        if (change.measures) yield* replaceMeasures(tx, id, change.measures);
        yield* auditStep(db, tx, change.audit);
        return changed;
      });
    },
    /** What the conference decided, by itself: a meeting stores its resolution in the same transaction and calls the step. */
    resolve(resolved: Resolved, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const docket = yield* resolveDocketStep(db, tx, resolved);
        if (docket) yield* auditStep(db, tx, audit);
        return docket;
      });
    },
    /** One move of the docket's workflow; undefined when somebody was faster. */
    move(step: Omit<Step, 'workflow'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const moved = yield* moveStep(db, tx, dockets, { ...step, workflow: docketWorkflow.name });
        if (moved) yield* auditStep(db, tx, audit);
        return moved;
      });
    },
  };
}
