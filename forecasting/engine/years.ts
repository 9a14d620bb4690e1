import type { Observations } from '../series.ts';

/** A history without gaps, as filters need it. */
export interface YearlyHistory {
  /** one value a year from the first report to the last; missing years on the straight line between their neighbours */
  readonly values: readonly number[];
  /** number of reports among the last `window` years */
  readonly reportedIn: (window: number) => number;
  /** years from the last report to the origin */
  readonly lag: number;
}

/**
 * Fills missing years on the straight line between the reports around them. A change over k years then adds its square ÷ k to the sum of squares,
 * which is what one step of a random walk is expected to add: the error variance stays honest as long as only reports count as degrees of freedom.
 * Source: linear interpolation; the expected square of a random walk over k years is k steps.
 *
 * @param observations length n ≥ 1
 * @returns one value a year from the first report to the last, in units of the series
 * @example fillYears({ times: [0, 2], values: [10, 14], origin: 3 }).values // → [10, 12, 14]
 */
export function fillYears(observations: Observations): YearlyHistory {
  const { times, values, origin } = observations;
  const last = times.at(-1)!;
  const reportedIn = (window: number): number => {
    let count = 0;
    for (let index = times.length - 1; index >= 0 && times[index]! > last - window; index--) count += 1;
    return count;
  };
  if (last === times.length - 1) return { values, reportedIn, lag: origin - last };
  const filled: number[] = [values[0]!];
  for (let index = 1; index < times.length; index++) {
    const years = times[index]! - times[index - 1]!;
    const step = (values[index]! - values[index - 1]!) / years;
    for (let year = 1; year < years; year++) filled.push(values[index - 1]! + step * year);
    filled.push(values[index]!);
  }
  return { values: filled, reportedIn, lag: origin - last };
}
