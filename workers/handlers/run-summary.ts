import type { CityResult } from '../../forecasting/labour/results.ts';
import type { RunSummary } from '../../schemas/runs.ts';
import type { SeriesRow } from './result-rows.ts';

/** Base series of a run, ordered by side, region and code: sums of floats are taken in this order everywhere. */
export type BaseRows = readonly Pick<SeriesRow, 'coverage95' | 'widthScores' | 'why'>[];

/** Share of later reports inside the 95 % interval of their origin, pooled over series by their number of tests. */
function coverage(series: BaseRows): number | null {
  let inside = 0;
  let tests = 0;
  for (const row of series) {
    if (row.coverage95 === null || row.coverage95 === undefined) continue;
    inside += row.coverage95 * row.widthScores.flat().length;
    tests += row.widthScores.flat().length;
  }
  return tests === 0 ? null : inside / tests;
}

export function summarise(result: CityResult, series: BaseRows): RunSummary {
  const flags: Record<string, number> = {};
  for (const flag of result.flags) flags[flag.class] = (flags[flag.class] ?? 0) + 1;
  const skills = series.map((row) => row.why.skill).filter((skill) => skill !== null);
  return {
    ...{ cells: result.cells, flags, series: series.length, uncoveredMajors: result.uncoveredMajors, uncoveredOccupations: result.uncoveredOccupations },
    engineErrorToNaive: skills.length === 0 ? null : 1 - skills.reduce((sum, skill) => sum + skill, 0) / skills.length,
    coverage95: coverage(series),
    reporterShare: result.reporterShare,
  };
}
