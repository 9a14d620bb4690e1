import type { Observations } from '../series.ts';
import { fromCurve, type FittedModel } from './model.ts';

/**
 * Random walk with drift: the last report plus the mean yearly change, (last − first) ÷ years between, for every year ahead.
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. (2021), §5.2.
 *
 * @param observations length n ≥ 2
 * @returns a line through the last report, in units of the series
 * @example fitDrift({ times: [0, 1, 2], values: [4, 9, 8], origin: 2 }).predict(2) // → 12
 */
export function fitDrift(observations: Observations): FittedModel {
  const { times, values } = observations;
  const last = values.at(-1)!;
  const lastTime = times.at(-1)!;
  const slope = (last - values[0]!) / lastTime;
  return fromCurve(observations, (time) => last + slope * (time - lastTime));
}
