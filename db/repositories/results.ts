import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { RunSummary } from '../../schemas/runs.ts';
import { chunks, run, type Database } from '../database.ts';
import { alertStep, schoolsWarnedStep, type AlertRows } from './alerts.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { evaluationStep, type EvaluationRows } from './evaluations.ts';
import type { Telling } from './notifications.ts';

/** What runs produce: series with their forecasts, gaps and flags. Written once, in one transaction with the state change they belong to. */
export function createResultRepository(db: Database) {
  const { runs, runTasks, runSeries, runForecasts, gaps, gapTotals, flags, runSurvival, ruleFindings } = db.schema;
  type SeriesRow = typeof runSeries.$inferInsert;
  type ForecastRow = typeof runForecasts.$inferInsert;
  type GapRow = typeof gaps.$inferInsert;
  type FlagRow = typeof flags.$inferInsert;

  /** Marks the task done if this attempt still owns it; false when it was taken over or its run is no longer wanted. */
  function* ownTask(tx: Parameters<Parameters<Database['transaction']>[0]>[0], taskId: string, attempt: number) {
    const done = yield* run(
      tx
        .update(runTasks)
        .set({ status: 'succeeded', leaseUntil: null, error: null })
        .where(
          and(
            eq(runTasks.id, taskId),
            eq(runTasks.attempts, attempt),
            eq(runTasks.status, 'running'),
            inArray(runTasks.runId, tx.select({ id: runs.id }).from(runs).where(eq(runs.status, 'running'))),
          ),
        )
        .returning(),
    );
    return done.length > 0;
  }

  return {
    /** Series and forecasts of one fit task, counted into the run's progress; undefined when they are no longer wanted. */
    saveFits(input: {
      readonly taskId: string;
      readonly attempt: number;
      readonly runId: string;
      readonly series: SeriesRow[];
      readonly forecasts: ForecastRow[];
    }) {
      return db.transaction(function* (tx) {
        if (!(yield* ownTask(tx, input.taskId, input.attempt))) return undefined;
        // holds the run's row, so that a cancellation finds these series or keeps them out
        const [owner] = yield* run(
          tx
            .update(runs)
            .set({ done: sql`${runs.done} + 1` })
            .where(and(eq(runs.id, input.runId), eq(runs.status, 'running')))
            .returning(),
        );
        if (!owner) return undefined;
        for (const rows of chunks(runSeries, input.series)) yield* run(tx.insert(runSeries).values(rows));
        for (const rows of chunks(runForecasts, input.forecasts)) yield* run(tx.insert(runForecasts).values(rows));
        return owner;
      });
    },
    /** Everything the run found, and that it is over: one transaction, so a reader sees all of it or none. */
    finish(input: {
      readonly taskId: string;
      readonly attempt: number;
      readonly runId: string;
      readonly series: SeriesRow[];
      readonly forecasts: ForecastRow[];
      readonly gaps: GapRow[];
      readonly flags: FlagRow[];
      readonly totals: (typeof gapTotals.$inferInsert)[];
      /** Earlier runs against what this one knows. */
      readonly evaluations: EvaluationRows;
      readonly alerts: AlertRows;
      readonly survival: (typeof runSurvival.$inferInsert)[];
      readonly findings: (typeof ruleFindings.$inferInsert)[];
      readonly summary: RunSummary;
      readonly simulated: boolean;
      readonly now: Date;
      readonly audit: AuditRecord;
      /** Who is told, given how many alerts it raised and how many of them concern each school. */
      readonly tellingOf: (raised: number, schools: readonly { readonly school: string; readonly n: number }[]) => readonly Telling[];
    }) {
      return db.transaction(function* (tx) {
        if (!(yield* ownTask(tx, input.taskId, input.attempt))) return false;
        const ended = yield* run(
          tx
            .update(runs)
            .set({ status: 'succeeded', stage: 'finished', done: runs.total, summary: input.summary, simulated: input.simulated, finishedAt: input.now })
            .where(and(eq(runs.id, input.runId), eq(runs.status, 'running')))
            .returning(),
        );
        if (ended.length === 0) return false;
        // the engine's fits were what the forecasts are made of; these take their place
        yield* run(tx.delete(runSeries).where(eq(runSeries.runId, input.runId)));
        for (const rows of chunks(runSeries, input.series)) yield* run(tx.insert(runSeries).values(rows));
        for (const rows of chunks(runForecasts, input.forecasts)) yield* run(tx.insert(runForecasts).values(rows));
        for (const rows of chunks(gaps, input.gaps)) yield* run(tx.insert(gaps).values(rows));
        for (const rows of chunks(flags, input.flags)) yield* run(tx.insert(flags).values(rows));
        for (const rows of chunks(gapTotals, input.totals)) yield* run(tx.insert(gapTotals).values(rows));
        yield* evaluationStep(db, tx, input.evaluations);
        const raised = yield* alertStep(db, tx, input.alerts);
        for (const rows of chunks(runSurvival, input.survival)) yield* run(tx.insert(runSurvival).values(rows));
        for (const rows of chunks(ruleFindings, input.findings)) yield* run(tx.insert(ruleFindings).values(rows));
        const [ofRun] = ended;
        const schools = ofRun ? yield* schoolsWarnedStep(db, tx, ofRun.regionCode, ofRun.asOfYear, raised) : [];
        yield* auditStep(db, tx, { ...input.audit, tell: input.tellingOf(raised.length, schools) });
        return true;
      });
    },
    /** Series of a run with their forecasts, in natural order (never by id, which is random). */
    async fitsOf(runId: string) {
      const series = await db.query
        .select()
        .from(runSeries)
        .where(eq(runSeries.runId, runId))
        .orderBy(asc(runSeries.side), asc(runSeries.regionCode), asc(runSeries.code));
      const forecasts = await db.query
        .select({ row: runForecasts })
        .from(runForecasts)
        .innerJoin(runSeries, eq(runSeries.id, runForecasts.seriesId))
        .where(eq(runSeries.runId, runId))
        .orderBy(asc(runForecasts.seriesId), asc(runForecasts.year));
      return { series, forecasts: forecasts.map((f) => f.row) };
    },
    /** Gaps, flags and totals of a run in natural order. */
    async cellsOf(runId: string) {
      return {
        gaps: await db.query.select().from(gaps).where(eq(gaps.runId, runId)).orderBy(asc(gaps.key)),
        flags: await db.query.select().from(flags).where(eq(flags.runId, runId)).orderBy(asc(flags.key)),
        totals: await db.query.select().from(gapTotals).where(eq(gapTotals.runId, runId)).orderBy(asc(gapTotals.key)),
      };
    },
    /** What stands beside the forecast of a run: findings of rules, and what the guard reads seats with. */
    async besideOf(runId: string) {
      return {
        findings: await db.query.select().from(ruleFindings).where(eq(ruleFindings.runId, runId)).orderBy(asc(ruleFindings.key)),
        survival: await db.query.select().from(runSurvival).where(eq(runSurvival.runId, runId)).orderBy(asc(runSurvival.programmeId)),
      };
    },
    async findSeries(id: string) {
      const [row] = await db.query
        .select({ series: runSeries, asOfYear: runs.asOfYear })
        .from(runSeries)
        .innerJoin(runs, eq(runs.id, runSeries.runId))
        .where(eq(runSeries.id, id));
      if (!row) return undefined;
      const forecast = await db.query.select().from(runForecasts).where(eq(runForecasts.seriesId, id)).orderBy(asc(runForecasts.year));
      return { ...row, forecast };
    },
    /** Schools that offer these majors, as flags of these runs name them. */
    async schoolsOf(runIds: readonly string[], majorCodes: readonly string[]) {
      if (runIds.length === 0 || majorCodes.length === 0) return [];
      const rows = await db.query
        .select({ runId: flags.runId, majorCode: flags.majorCode, evidence: flags.evidence })
        .from(flags)
        .where(and(inArray(flags.runId, [...runIds]), inArray(flags.majorCode, [...majorCodes])));
      return rows.map(({ runId, majorCode, evidence }) => ({ runId, majorCode, schools: evidence.schools }));
    },
    /** Proposed and final class of every flag of a run, by natural key. */
    async flagClasses(runId: string) {
      return db.query
        .select({ key: flags.key, class: flags.class, proposedClass: flags.proposedClass })
        .from(flags)
        .where(eq(flags.runId, runId))
        .orderBy(asc(flags.key));
    },
  };
}
