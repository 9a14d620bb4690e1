import { ForecastError } from '../errors.ts';
import type { Forecast } from './forecast.ts';

/** Standard normal quantiles at 90 % and 97.5 %. */
const Z80 = 1.2815515655446004;
const Z95 = 1.959963984540054;

/**
 * Sample paths of the level of the last year and the years ahead, consistent with the intervals of the forecast.
 * Each year's value is the quantile function through its five known points (2.5, 10, 50, 90 and 97.5 %), straight in the normal score between and beyond them, floored at 0.
 * The normal scores of one path are cumulated errors: score(h) = Σ_{j ≤ h} step_j · normal_j ÷ √Σ step_j², where step_j² is how much the variance grows in year j;
 * so two years of one path correlate as spread(earlier) ÷ spread(later).
 * Source: probability integral transform with a Gaussian copula, Sklar (1959).
 *
 * @param forecast of horizon H
 * @param normals independent standard normals, row-major [path][step], length paths × (H + 1); step 0 belongs to the last year of the series
 * @param paths number of paths, ≥ 1
 * @returns same shape, values ≥ 0 in units of the series
 * @throws ForecastError `bad_shape` when the length of `normals` does not fit
 * @example samplePaths(forecastSeries({ values: [5, 6, 7] }, 2), new Float64Array(3), 1).length // → 3
 */
export function samplePaths(forecast: Forecast, normals: Float64Array, paths: number): Float64Array {
  const width = forecast.mean.length + 1;
  if (normals.length !== paths * width) throw new ForecastError('bad_shape', `Sample paths need ${paths} × ${width} normals, got ${normals.length}.`);
  const steps = errorSteps(forecast);
  const quantiles = forecast.mean.map((_, index) => quantileFunction(forecast, index));
  const values = new Float64Array(normals.length);
  for (let start = 0; start < normals.length; start += width) {
    let cumulated = steps[0]! * normals[start]!;
    values[start] = Math.max(0, forecast.level + forecast.levelSpread * normals[start]!);
    let variance = steps[0]! ** 2;
    for (let step = 1; step < width; step++) {
      cumulated += steps[step]! * normals[start + step]!;
      variance += steps[step]! ** 2;
      values[start + step] = quantiles[step - 1]!(cumulated / Math.sqrt(variance));
    }
  }
  return values;
}

/** Size of the error that each year adds; where the spread does not grow, nothing is added and the years move together. */
function errorSteps(forecast: Forecast): number[] {
  let reached = forecast.levelSpread ** 2;
  const steps = [forecast.levelSpread];
  for (const spread of forecast.spread) {
    const grown = Math.max(reached, spread ** 2);
    steps.push(Math.sqrt(grown - reached));
    reached = grown;
  }
  return steps;
}

function quantileFunction(forecast: Forecast, index: number): (score: number) => number {
  const middle = forecast.mean[index]!;
  const slope = (near: number, far: number, distance: number): number => Math.abs(far - near) / distance;
  const down = { inner: slope(middle, forecast.lo80[index]!, Z80), outer: slope(forecast.lo80[index]!, forecast.lo95[index]!, Z95 - Z80) };
  const up = { inner: slope(middle, forecast.hi80[index]!, Z80), outer: slope(forecast.hi80[index]!, forecast.hi95[index]!, Z95 - Z80) };
  return (score) => {
    const side = score < 0 ? down : up;
    const size = Math.abs(score);
    const distance = side.inner * Math.min(size, Z80) + side.outer * Math.max(0, size - Z80);
    return Math.max(0, middle + Math.sign(score) * distance);
  };
}
