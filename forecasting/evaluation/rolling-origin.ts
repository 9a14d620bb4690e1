import { firstObservations, type Observations } from '../series.ts';

/** Years ahead at which forecasts are scored. */
export const SCORED_HORIZON = 3;

/** What was forecast at one origin for one later report. */
export interface Fold {
  /** number of reports known at the origin */
  readonly count: number;
  /** position of the target among the reports, ≥ count */
  readonly target: number;
  /** years from the origin to the target, 1 … 3 */
  readonly step: number;
  readonly actual: number;
}

/**
 * The folds of a rolling-origin evaluation: every origin among the last `origins` reports, every later report within three years of it.
 * Source: Tashman (2000), Out-of-sample tests of forecasting accuracy.
 *
 * @param observations length n
 * @param origins how many origins to look back at most
 * @param minimum reports needed before the first origin
 * @returns folds by origin, then by target; none for n ≤ minimum
 * @example listFolds({ times: [0, 1, 3], values: [5, 6, 8], origin: 3 }, 9, 2) // → [{ count: 2, target: 2, step: 2, actual: 8 }]
 */
export function listFolds(observations: Observations, origins: number, minimum: number): Fold[] {
  const { times, values } = observations;
  const folds: Fold[] = [];
  for (let count = Math.max(minimum, values.length - origins); count < values.length; count++) {
    for (let target = count; target < values.length; target++) {
      const step = times[target]! - times[count - 1]!;
      if (step > SCORED_HORIZON) break;
      folds.push({ count, target, step, actual: values[target]! });
    }
  }
  return folds;
}

/**
 * Runs `make` once for every origin of the folds; the result at an origin sees only what was known there.
 * Source: Tashman (2000).
 *
 * @param observations length n
 * @param folds of the same observations
 * @param make from the observations known at an origin
 * @returns results by number of reports known
 * @example [...rollOrigins({ times: [0, 1, 2], values: [5, 6, 8], origin: 2 }, [{ count: 2, target: 2, step: 1, actual: 8 }], (known) => known.values)] // → [[2, [5, 6]]]
 */
export function rollOrigins<Result>(observations: Observations, folds: readonly Fold[], make: (known: Observations) => Result): Map<number, Result> {
  const results = new Map<number, Result>();
  for (const { count } of folds) if (!results.has(count)) results.set(count, make(firstObservations(observations, count)));
  return results;
}
