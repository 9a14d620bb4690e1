import { linearRegression } from 'simple-statistics';
import { mean } from '../numbers.ts';
import type { Observations } from '../series.ts';
import { fromCurve, type FittedModel } from './model.ts';

/**
 * Straight line by least squares through all reports (simple-statistics `linearRegression`), with years and values centred first,
 * since the library's sums lose digits far from zero.
 * Source: least squares, Legendre (1805).
 *
 * @param observations length n ≥ 3
 * @returns a line, in units of the series
 * @example fitLinear({ times: [0, 1, 2], values: [10, 20, 30], origin: 2 }).predict(2) // → 50
 */
export function fitLinear(observations: Observations): FittedModel {
  const centreTime = mean(observations.times);
  const centreValue = mean(observations.values);
  const line = linearRegression(observations.times.map((time, index) => [time - centreTime, observations.values[index]! - centreValue]));
  return fromCurve(observations, (time) => centreValue + line.b + line.m * (time - centreTime));
}
