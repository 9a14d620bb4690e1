import { ExponentialRegression } from 'ml-regression';
import { mean } from '../numbers.ts';
import type { Observations } from '../series.ts';
import { fromCurve, type FittedModel } from './model.ts';

/**
 * Constant rate of growth: least squares of log values on years (ml-regression `ExponentialRegression`).
 * Source: log-linear least squares.
 *
 * @param observations length n ≥ 3, all values above 0
 * @returns a curve above 0, in units of the series
 * @example Math.round(fitExponential({ times: [0, 1, 2], values: [1, 2, 4], origin: 2 }).predict(1)) // → 8
 */
export function fitExponential(observations: Observations): FittedModel {
  const unit = mean(observations.values);
  const centre = mean(observations.times);
  const curve = new ExponentialRegression(
    observations.times.map((time) => time - centre),
    observations.values.map((value) => value / unit),
  );
  return fromCurve(observations, (time) => curve.B * Math.exp(curve.A * (time - centre)) * unit);
}
