import type { Database } from '../../db/database.ts';
import { createEvaluationRepository, type EvaluationRows } from '../../db/repositories/evaluations.ts';
import { scoreDirection } from '../../forecasting/evaluation/directions.ts';
import { scoreOutcomes, type PastForecast } from '../../forecasting/evaluation/outcomes.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import { scoredSides } from '../../schemas/vocabulary.ts';
import type { RowOwner, SeriesRow } from './result-rows.ts';

type Past = Awaited<ReturnType<ReturnType<typeof createEvaluationRepository>['pastOf']>>;
type Known = Pick<SeriesRow, 'side' | 'code' | 'firstYear' | 'history'>;

/** What a run's own series say of a year. */
function historyOf(series: readonly Known[]): (side: string, code: string, year: number) => number | null {
  const known = new Map(series.map((row) => [`${row.side}|${row.code}`, row]));
  return (side, code, year) => {
    const row = known.get(`${side}|${code}`);
    return row?.history[year - row.firstYear] ?? null;
  };
}

/** Names of the things series are of, as the later run's snapshot has them. */
function namesOf({ majors, occupations, programmes }: CitySnapshot): ReadonlyMap<string, string> {
  const major = new Map(majors.map(({ code, name }) => [code, name]));
  return new Map([
    ...major,
    ...occupations.map(({ code, name }) => [code, name] as const),
    ...programmes.map((programme) => [programme.id, `${programme.school} · ${major.get(programme.major) ?? programme.major}`] as const),
  ]);
}

function pastForecasts({ series, forecasts }: Past, side: string): PastForecast[] {
  const years = Map.groupBy(forecasts, (row) => row.seriesId);
  return series
    .filter((row) => row.side === side)
    .map((row) => ({ code: row.code, last: row.history.findLast((value) => value !== null) ?? null, years: years.get(row.id) ?? [] }));
}

/**
 * Every earlier succeeded run of the region against what this one knows: its forecasts against the histories of this run's series, its flags against this run's estimate of past
 * demand and the graduates reported since.
 *
 * @param series all series of the run that ends, those of its cells included
 */
export async function evaluateEarlier(db: Database, run: RowOwner, snapshot: CitySnapshot, series: readonly Known[], now: Date): Promise<EvaluationRows> {
  const repository = createEvaluationRepository(db);
  const actual = historyOf(series);
  const names = namesOf(snapshot);
  // nobody ever reported graduates of these: there are none, which is something else than not knowing
  const unoffered = new Set(series.filter((row) => row.side === 'supply' && row.history.every((value) => value === null)).map((row) => row.code));
  const rows: EvaluationRows = { forecasts: [], flags: [] };
  for (const earlier of await repository.earlierRuns(run.regionCode, run.asOfYear)) {
    const past = await repository.pastOf(earlier.id, run.asOfYear);
    const pair = { runId: earlier.id, againstRunId: run.id, regionCode: run.regionCode, simulated: earlier.simulated || snapshot.simulated };
    for (const side of scoredSides)
      for (const { misses, ...score } of scoreOutcomes(pastForecasts(past, side), earlier.asOfYear, (code, year) => actual(side, code, year)))
        rows.forecasts.push({
          ...{ ...pair, ...score, side, asOfYear: earlier.asOfYear, againstYear: run.asOfYear, evaluatedAt: now },
          misses: misses.map((miss) => ({ ...miss, name: names.get(miss.code) ?? miss.code })),
        });
    for (const flag of past.flags) {
      const demand = (year: number) => actual('demand', flag.majorCode, year);
      const supply = (year: number) => (year <= run.asOfYear && unoffered.has(flag.majorCode) ? 0 : actual('supply', flag.majorCode, year));
      rows.flags.push({ ...pair, ...flag, ...scoreDirection(flag, demand, supply) });
    }
  }
  return rows;
}
