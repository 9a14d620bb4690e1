import { normalsPerPath, trendPaths, trendResponse } from '../pooled/paths.ts';
import { fromLog } from '../pooled/trend.ts';
import { createRandom } from '../random.ts';
import type { BaseForecast } from './base-forecasts.ts';

/**
 * Independent standard normals of a natural key: the same key gives the same numbers, a longer stream begins like a shorter one.
 * Source: docs/model.md, Forecasts: joint paths; Gaussian factor with correlation ρ.
 *
 * @param key of the stream, such as region and code
 * @param length paths × steps
 * @param into receives them where given; at least as long
 * @returns row-major [path][step]
 * @example [...normalsOf('a', 3)].slice(0, 2).join() === [...normalsOf('a', 2)].join() // → true
 */
export function normalsOf(key: string, length: number, into: Float64Array = new Float64Array(length)): Float64Array {
  const normals = into.length === length ? into : into.subarray(0, length);
  createRandom(key).fill(normals);
  return normals;
}

/**
 * √ρ · shared + √(1−ρ) · own: series that share a factor move together, each still standard normal.
 * Source: one-factor Gaussian model (Vasicek 1987).
 *
 * @param shared independent standard normals of the factor, at least as many as `own`
 * @param own those of the series
 * @param correlation ρ in [0, 1]
 * @param mixed receives them where given; `own` itself may
 * @returns same shape as `own`
 * @example [...mixNormals(new Float64Array([5]), new Float64Array([10]), 0.36)] // → [11]
 */
export function mixNormals(shared: Float64Array, own: Float64Array, correlation: number, mixed: Float64Array = new Float64Array(own.length)): Float64Array {
  const a = Math.sqrt(correlation);
  const b = Math.sqrt(1 - correlation);
  for (let i = 0; i < own.length; i++) mixed[i] = a * shared[i]! + b * own[i]!;
  return mixed;
}

/**
 * Sample paths of what lasts in a base series, by `trendPaths`. Years before the state are known and the same on every path.
 * Source: docs/model.md, Forecasts: joint paths; Gaussian factor with correlation ρ.
 *
 * @param forecast of the series: state, model, frame, and the year its state stands at
 * @param normals independent standard normals, row-major [path][2 + 2H]
 * @returns row-major [path][0 … H], units of the series
 * @example [...pathsOf({ startsAt: 0, state: { levelVariance: 0, covariance: 0, slopeVariance: 0, scale: 1 }, model: { level: 0, slope: 0, damping: 1 }, frame: { centre: [0, toLog(20)], factor: [1, 1] } }, new Float64Array(4))] // → [0.5, 20]
 */
export function pathsOf({ state, model, frame, startsAt }: BaseForecast, normals: Float64Array): Float64Array {
  if (startsAt === 0) return trendPaths(state, model, frame, normals);
  const width = frame.centre.length;
  const drawn = normalsPerPath(width - 1);
  const paths = normals.length / drawn;
  const later = { centre: frame.centre.slice(1), factor: frame.factor.slice(1) };
  const needed = normalsPerPath(width - 2);
  const own = new Float64Array(paths * needed);
  for (let i = 0; i < paths; i++) own.set(normals.subarray(i * drawn, i * drawn + needed), i * needed);
  const values = trendPaths(state, model, later, own);
  const known = fromLog(frame.centre[0]!);
  const all = new Float64Array(paths * width);
  for (let i = 0; i < paths; i++) {
    all[i * width] = known;
    all.set(values.subarray(i * (width - 1), (i + 1) * (width - 1)), i * width + 1);
  }
  return all;
}

/**
 * What lasts in a base series as a linear combination of normals, log scale, by year 0 … H; years before the state are known and respond to none.
 * The variance of a year is the sum of its squares.
 * Source: docs/model.md, Forecasts: joint paths; Gaussian factor with correlation ρ.
 *
 * @param forecast of the series: state, model, frame, and the year its state stands at
 * @returns one array a year 0 … H, of length 2 + 2h with h counted from the state, as `trendResponse`
 * @example responsesOf({ startsAt: 0, state: { levelVariance: 0.25, covariance: 0, slopeVariance: 0, scale: 1 }, model: { level: 0.1, slope: 0, damping: 1 }, frame: { factor: [1, 1] } }).map((own) => [...own]) // → [[0.5, 0], [0.5, 0, 0.1, 0]]
 */
export function responsesOf({ state, model, frame, startsAt }: BaseForecast): Float64Array[] {
  const own = trendResponse(state, model, frame.factor.slice(startsAt));
  return startsAt === 0 ? own : [new Float64Array(0), ...own];
}

/**
 * Paths with the luck of each single year added: value · (1 + luck · normal), never below 0.
 * Source: docs/model.md, Forecasts: joint paths; Gaussian factor with correlation ρ.
 *
 * @param paths row-major [path][year], units of the series
 * @param luck standard deviation as a share of the value
 * @param key of the random stream
 * @returns same shape as `paths`
 * @example [...withLuck(new Float64Array([10, 0]), 0, 'a')] // → [10, 0]
 */
export function withLuck(paths: Float64Array, luck: number, key: string): Float64Array {
  const normals = normalsOf(key, paths.length);
  return paths.map((value, i) => Math.max(0, value * (1 + luck * normals[i]!)));
}

/**
 * Arithmetic mean.
 * Source: definition.
 *
 * @param values at least one; NaN without any
 * @returns units of the values
 * @example meanOf(new Float64Array([1, 3])) // → 2
 */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!; // iterators of typed arrays cost more than the sum
  return sum / values.length;
}
