import { PolynomialRegression } from 'ml-regression';
import { mean } from '../numbers.ts';
import type { Observations } from '../series.ts';
import { fromCurve, type FittedModel } from './model.ts';

const DEGREE = 2;

/**
 * Parabola by least squares (ml-regression `PolynomialRegression`, degree 2), on years centred and values divided by their mean, so that the normal equations stay well conditioned.
 * Source: least squares by normal equations.
 *
 * @param observations length n ≥ 5
 * @returns a parabola, in units of the series
 * @example Math.round(fitPolynomial({ times: [0, 1, 2, 3, 4], values: [0, 1, 4, 9, 16], origin: 4 }).predict(1)) // → 25
 */
export function fitPolynomial(observations: Observations): FittedModel {
  const centre = mean(observations.times);
  const unit = mean(observations.values) || 1;
  const parabola = new PolynomialRegression(
    observations.times.map((time) => time - centre),
    observations.values.map((value) => value / unit),
    DEGREE,
  );
  const [constant = 0, slope = 0, curvature = 0] = parabola.coefficients;
  return fromCurve(observations, (time) => {
    const distance = time - centre;
    return (constant + distance * (slope + distance * curvature)) * unit;
  });
}
