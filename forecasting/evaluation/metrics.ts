import { mean } from '../numbers.ts';

/**
 * Symmetric mean absolute percentage error: the mean of 200·|y − f| ÷ (|y| + |f|), 0 where both are 0.
 * Source: M4 competition (Makridakis, Spiliotis & Assimakopoulos 2020).
 *
 * @param actual values, length h
 * @param forecast point forecasts, length h
 * @returns percent, 0 to 200
 * @example smape([100, 100], [100, 300]) // → 50
 */
export function smape(actual: readonly number[], forecast: readonly number[]): number {
  return mean(
    actual.map((value, index) => {
      const size = Math.abs(value) + Math.abs(forecast[index]!);
      return size === 0 ? 0 : (200 * Math.abs(value - forecast[index]!)) / size;
    }),
  );
}

/**
 * Mean absolute yearly change: the error naive makes inside the history, the unit of MASE and MSIS.
 * Source: Hyndman & Koehler (2006).
 *
 * @param history values, oldest first, length n ≥ 2
 * @returns units of the series a year
 * @example naiveScale([1, 3, 2]) // → 1.5
 */
export function naiveScale(history: readonly number[]): number {
  return mean(history.slice(1).map((value, index) => Math.abs(value - history[index]!)));
}

/**
 * Mean absolute scaled error: mean |y − f| ÷ mean |Δ history|. Source: Hyndman & Koehler (2006).
 *
 * @param actual values, length h
 * @param forecast point forecasts, length h
 * @param history values the forecast was made from
 * @returns scaled error; null when the history is constant
 * @example mase([4], [6], [1, 2, 3]) // → 2
 */
export function mase(actual: readonly number[], forecast: readonly number[], history: readonly number[]): number | null {
  const scale = naiveScale(history);
  return scale > 0 ? mean(actual.map((value, index) => Math.abs(value - forecast[index]!))) / scale : null;
}

/**
 * Overall weighted average: the mean of sMAPE ÷ naive's sMAPE and MASE ÷ naive's MASE, all averaged over a set of series. Below 1 beats naive. Source: M4 competition.
 *
 * @param scores of the method, averaged over the set
 * @param naive scores of naive on the same set, both above 0
 * @returns ratio, 1 for naive itself
 * @example owa({ smape: 9, mase: 1.2 }, { smape: 10, mase: 1.5 }) // → 0.85
 */
export function owa(scores: { readonly smape: number; readonly mase: number }, naive: { readonly smape: number; readonly mase: number }): number {
  return (scores.smape / naive.smape + scores.mase / naive.mase) / 2;
}

/**
 * Mean scaled interval score: width plus 2/α × the miss where the value falls outside, averaged and divided by mean |Δ history|. Source: Gneiting & Raftery (2007), M4 competition.
 *
 * @param actual values, length h
 * @param low lower bounds, length h
 * @param high upper bounds, length h
 * @param level nominal coverage as a share, such as 0.95
 * @param history values the forecast was made from
 * @returns scaled score; null when the history is constant
 * @example msis([5], [2], [4], 0.5, [1, 2]) // → 6
 */
export function msis(actual: readonly number[], low: readonly number[], high: readonly number[], level: number, history: readonly number[]): number | null {
  const scale = naiveScale(history);
  if (scale === 0) return null;
  const penalty = 2 / (1 - level);
  return (
    mean(actual.map((value, index) => high[index]! - low[index]! + penalty * (Math.max(0, low[index]! - value) + Math.max(0, value - high[index]!)))) / scale
  );
}

/**
 * Share of values inside their interval.
 * Source: Christoffersen (1998).
 *
 * @param actual values, length h
 * @param low lower bounds, length h
 * @param high upper bounds, length h
 * @returns share in [0, 1]
 * @example coverage([1, 5], [0, 0], [2, 2]) // → 0.5
 */
export function coverage(actual: readonly number[], low: readonly number[], high: readonly number[]): number {
  return mean(actual.map((value, index) => Number(value >= low[index]! && value <= high[index]!)));
}
