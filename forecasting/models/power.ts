import { PowerRegression } from 'ml-regression';
import { mean } from '../numbers.ts';
import type { Observations } from '../series.ts';
import { fromCurve, type FittedModel } from './model.ts';

/**
 * Power curve over the years counted from 1: least squares of log values on log years (ml-regression `PowerRegression`). Growth that slows down, or the reverse.
 * Source: log–log least squares.
 *
 * @param observations length n ≥ 3, all values above 0
 * @returns a curve above 0, in units of the series
 * @example Math.round(fitPower({ times: [0, 1, 2], values: [1, 4, 9], origin: 2 }).predict(1)) // → 16
 */
export function fitPower(observations: Observations): FittedModel {
  const unit = mean(observations.values);
  const curve = new PowerRegression(
    observations.times.map((time) => time + 1),
    observations.values.map((value) => value / unit),
  );
  return fromCurve(observations, (time) => curve.A * (time + 1) ** curve.B * unit);
}
