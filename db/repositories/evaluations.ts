import { and, asc, count, eq, inArray, lt, lte } from 'drizzle-orm';
import type { flagOutcomes, levels, scoredSides } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database, type Executor } from '../database.ts';
import { withheldInRuns, withheldWhere } from './disclosure.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface EvaluationFilter {
  readonly runId?: string;
  readonly againstRunId?: string;
  readonly side?: (typeof scoredSides)[number];
  readonly yearsAhead?: number;
}
export interface FlagEvaluationFilter {
  readonly runId?: string;
  readonly againstRunId?: string;
  readonly outcome?: (typeof flagOutcomes)[number];
  readonly level?: (typeof levels)[number];
  readonly majorCode?: string;
}
type Tables = Database['schema'];
export interface EvaluationRows {
  readonly forecasts: Tables['runEvaluations']['$inferInsert'][];
  readonly flags: Tables['flagEvaluations']['$inferInsert'][];
}

/** Adds evaluations inside the transaction that ends the later run. */
export function* evaluationStep({ schema }: Database, tx: Executor, { forecasts, flags }: EvaluationRows) {
  for (const rows of chunks(schema.runEvaluations, forecasts)) yield* run(tx.insert(schema.runEvaluations).values(rows).onConflictDoNothing());
  for (const rows of chunks(schema.flagEvaluations, flags)) yield* run(tx.insert(schema.flagEvaluations).values(rows).onConflictDoNothing());
}

/** Past forecasts and flags, and what became of them. */
export function createEvaluationRepository(db: Database) {
  const { runs, runSeries, runForecasts, flags, majors, runEvaluations, flagEvaluations } = db.schema;
  const q = db.query;
  const is = (column: Parameters<typeof eq>[0], value: string | number | undefined) => (value === undefined ? undefined : eq(column, value));
  const forecastWhere = (f: EvaluationFilter) =>
    and(
      is(runEvaluations.runId, f.runId),
      is(runEvaluations.againstRunId, f.againstRunId),
      is(runEvaluations.side, f.side),
      is(runEvaluations.yearsAhead, f.yearsAhead),
    );
  const flagWhere = (f: FlagEvaluationFilter) =>
    and(
      is(flagEvaluations.runId, f.runId),
      is(flagEvaluations.againstRunId, f.againstRunId),
      is(flagEvaluations.outcome, f.outcome),
      is(flagEvaluations.level, f.level),
      is(flagEvaluations.majorCode, f.majorCode),
    );

  return {
    /** Succeeded runs of the region with an earlier year, oldest first. */
    async earlierRuns(regionCode: string, year: number) {
      return q
        .select({ id: runs.id, asOfYear: runs.asOfYear, simulated: runs.simulated })
        .from(runs)
        .where(and(eq(runs.status, 'succeeded'), eq(runs.regionCode, regionCode), lt(runs.asOfYear, year)))
        .orderBy(asc(runs.asOfYear), asc(runs.id));
    },
    /** What a run forecast for the years up to `through`, with the history it knew. */
    async pastOf(runId: string, through: number) {
      const { id, side, code, firstYear, history } = runSeries;
      const { seriesId, year, mean, lo80, hi80, lo95, hi95 } = runForecasts;
      return {
        series: await q.select({ id, side, code, firstYear, history }).from(runSeries).where(eq(runSeries.runId, runId)).orderBy(asc(side), asc(code)),
        forecasts: await q
          .select({ seriesId, year, mean, lo80, hi80, lo95, hi95 })
          .from(runForecasts)
          .innerJoin(runSeries, eq(runSeries.id, runForecasts.seriesId))
          .where(and(eq(runSeries.runId, runId), lte(runForecasts.year, through)))
          .orderBy(asc(runForecasts.seriesId), asc(runForecasts.year)),
        flags: await q
          .select({
            ...{ key: flags.key, regionCode: flags.regionCode, majorCode: flags.majorCode, level: flags.level, class: flags.class },
            ...{ proposedClass: flags.proposedClass, firstYear: flags.firstYear, lastYear: flags.lastYear },
          })
          .from(flags)
          .where(eq(flags.runId, runId))
          .orderBy(asc(flags.key)),
      };
    },
    async pageForecasts(filter: EvaluationFilter, page: PageRequest) {
      const sort = [
        { column: runEvaluations.againstRunId, descending: true },
        { column: runEvaluations.runId, descending: true },
        { column: runEvaluations.side, descending: false },
        { column: runEvaluations.yearsAhead, descending: false },
      ];
      const rows = await q
        .select()
        .from(runEvaluations)
        .where(and(forecastWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.againstRunId, row.runId, row.side, row.yearsAhead]);
    },
    /** Series of enterprises that any of these runs withholds, as `run|side|code`. */
    async withheldSeries(runIds: readonly string[]): Promise<ReadonlySet<string>> {
      if (runIds.length === 0) return new Set();
      const { runId, side, code } = runSeries;
      const rows = await q
        .select({ runId, side, code })
        .from(runSeries)
        .where(and(inArray(runId, [...runIds]), inArray(side, ['occupation', 'hires', 'demand']), withheldWhere(runSeries)));
      return new Set(rows.map((row) => `${row.runId}|${row.side}|${row.code}`));
    },
    async countForecasts(filter: EvaluationFilter) {
      const [row] = await q.select({ n: count() }).from(runEvaluations).where(forecastWhere(filter));
      return row?.n ?? 0;
    },
    async pageFlags(filter: FlagEvaluationFilter, page: PageRequest) {
      const sort = [
        { column: flagEvaluations.againstRunId, descending: true },
        { column: flagEvaluations.runId, descending: true },
        { column: flagEvaluations.key, descending: false },
      ];
      const rows = await q
        .select({
          ...{ row: flagEvaluations, majorName: majors.name },
          suppressed: withheldInRuns(db, flagEvaluations.majorCode, [flagEvaluations.runId, flagEvaluations.againstRunId]),
        })
        .from(flagEvaluations)
        .innerJoin(majors, eq(majors.code, flagEvaluations.majorCode))
        .where(and(flagWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.againstRunId, row.runId, row.key]);
    },
    /** Flags by outcome, whatever outcome the filter names. */
    async countOutcomes({ outcome: _any, ...filter }: FlagEvaluationFilter) {
      const rows = await q
        .select({ outcome: flagEvaluations.outcome, n: count() })
        .from(flagEvaluations)
        .where(flagWhere(filter))
        .groupBy(flagEvaluations.outcome);
      return new Map(rows.map((row) => [row.outcome, row.n]));
    },
  };
}
