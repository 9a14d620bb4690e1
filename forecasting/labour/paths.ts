import type { Forecast } from '../engine/forecast.ts';
import { samplePaths } from '../engine/paths.ts';
import { createRandom } from '../random.ts';

/** What a stored fit keeps of a forecast: enough to draw its paths. */
export type FittedSeries = Pick<Forecast, 'mean' | 'lo80' | 'hi80' | 'lo95' | 'hi95' | 'level' | 'levelSpread' | 'spread'>;

/** Independent standard normals of a natural key, row-major [path][step]. */
export function normalsOf(key: string, length: number): Float64Array {
  const random = createRandom(key);
  const normals = new Float64Array(length);
  for (let i = 0; i < length; i++) normals[i] = random.normal();
  return normals;
}

/** √ρ · shared + √(1−ρ) · own: series that share a factor move together, each still standard normal. */
export function mixNormals(shared: Float64Array, own: Float64Array, correlation: number): Float64Array {
  const a = Math.sqrt(correlation);
  const b = Math.sqrt(1 - correlation);
  return own.map((value, i) => a * shared[i]! + b * value);
}

/** Sample paths of a stored fit, row-major [path][step 0…H]. */
export function pathsOf(fit: FittedSeries, normals: Float64Array, paths: number): Float64Array {
  return samplePaths({ ...fit, why: { model: '', observations: 0, regimeStart: 0, weights: {}, skill: null } }, normals, paths);
}

/** The value below which the share `q` of the values lies (linear between order statistics); sorts a copy. */
export function quantile(sorted: Float64Array, q: number): number {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(sorted.length - 1, below + 1)]!;
  return low + (high - low) * (position - below);
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
