import { TheilSenRegression } from 'ml-regression';
import type { Observations } from '../series.ts';
import { fromCurve, type FittedModel } from './model.ts';

/**
 * Robust line: the median of the slopes of all pairs of years and the median intercept (ml-regression `TheilSenRegression`; Theil 1950, Sen 1968). One odd report does not bend it.
 * Source: Theil (1950), Sen (1968).
 *
 * @param observations length n ≥ 3
 * @returns a line, in units of the series
 * @example fitTheilSen({ times: [0, 1, 2, 3], values: [1, 2, 3, 4], origin: 3 }).predict(1) // → 5
 */
export function fitTheilSen(observations: Observations): FittedModel {
  const line = new TheilSenRegression([...observations.times], [...observations.values]);
  return fromCurve(observations, (time) => line.intercept + line.slope * time);
}
