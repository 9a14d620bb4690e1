import type { Observations } from '../series.ts';
import type { FittedModel } from './model.ts';

/**
 * No change: every coming year equals the last report. The baseline every claim is measured against.
 * Source: Hyndman & Athanasopoulos (2021), §5.2.
 *
 * @param observations length n ≥ 1
 * @returns a constant, in units of the series
 * @example fitNaive({ times: [0, 1], values: [5, 8], origin: 1 }).predict(3) // → 8
 */
export function fitNaive(observations: Observations): FittedModel {
  const last = observations.values.at(-1)!;
  return { predict: () => last, fittedLast: last };
}
