import { coverage } from './metrics.ts';
import { mean } from '../numbers.ts';

/** A forecast made in the past, of one series. */
export interface PastForecast {
  readonly code: string;
  /** Last value known when it was made: what "no change" would have said; null where none was. */
  readonly last: number | null;
  readonly years: readonly {
    readonly year: number;
    readonly mean: number;
    readonly lo80: number;
    readonly hi80: number;
    readonly lo95: number;
    readonly hi95: number;
  }[];
}

/** One forecast beside what came. */
export interface Outcome {
  readonly code: string;
  readonly year: number;
  readonly forecast: number;
  readonly naive: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly actual: number;
}
export interface OutcomeScore {
  readonly yearsAhead: number;
  readonly n: number;
  /** Mean |actual − forecast|, in units of the series. */
  readonly mae: number;
  readonly naiveMae: number;
  /** mae ÷ naiveMae, below 1 beats "no change"; null where naive made no error. */
  readonly ratio: number | null;
  /** Shares of actual values inside their intervals. */
  readonly coverage80: number;
  readonly coverage95: number;
  /** Mean (forecast − actual): positive is too high. */
  readonly bias: number;
  /** The largest errors, largest first. */
  readonly misses: readonly Outcome[];
}

/** Misses kept for each number of years ahead. */
const missesKept = 5;

/**
 * Past forecasts of one side against what a later run knows, by years ahead: MAE = mean |y − f|, ratio = MAE ÷ MAE of the last known value, bias = mean (f − y), coverage = share
 * of y inside the interval. A forecast counts where both the actual value and the last value then known exist, so that all measures rest on the same pairs.
 * Source: Armstrong, Principles of Forecasting (2001), on error measures relative to the naive forecast; Gneiting & Raftery (2007) on coverage.
 *
 * @param past forecasts made as of `asOfYear`, in units of their series
 * @param asOfYear last year known to them
 * @param actual value of a series in a year as known later; null where it is not
 * @returns one score for each number of years ahead with at least one pair, ascending
 * @example scoreOutcomes([{ code: 'a', last: 10, years: [{ year: 2025, mean: 12, lo80: 11, hi80: 13, lo95: 10, hi95: 14 }] }], 2024, () => 14)[0].ratio // → 0.5
 */
export function scoreOutcomes(past: readonly PastForecast[], asOfYear: number, actual: (code: string, year: number) => number | null): OutcomeScore[] {
  const pairs = past.flatMap(({ code, last, years }) =>
    years.flatMap((step) => {
      const value = actual(code, step.year);
      return value === null || last === null ? [] : [{ ...step, code, actual: value, naive: last }];
    }),
  );
  const bySteps = [...Map.groupBy(pairs, (pair) => pair.year - asOfYear)].sort(([a], [b]) => a - b);
  return bySteps.map(([yearsAhead, group]) => {
    const values = group.map((pair) => pair.actual);
    const mae = mean(group.map((pair) => Math.abs(pair.actual - pair.mean)));
    const naiveMae = mean(group.map((pair) => Math.abs(pair.actual - pair.naive)));
    const within = (low: 'lo80' | 'lo95', high: 'hi80' | 'hi95') =>
      coverage(
        values,
        group.map((pair) => pair[low]),
        group.map((pair) => pair[high]),
      );
    const sorted = group.toSorted((a, b) => Math.abs(b.actual - b.mean) - Math.abs(a.actual - a.mean) || (a.code < b.code ? -1 : 1));
    return {
      ...{ yearsAhead, n: group.length, mae, naiveMae, ratio: naiveMae > 0 ? mae / naiveMae : null },
      ...{ coverage80: within('lo80', 'hi80'), coverage95: within('lo95', 'hi95'), bias: mean(group.map((pair) => pair.mean - pair.actual)) },
      misses: sorted
        .slice(0, missesKept)
        .map(({ code, year, mean: forecast, naive, lo80, hi80, actual: came }) => ({ code, year, forecast, naive, lo80, hi80, actual: came })),
    };
  });
}
