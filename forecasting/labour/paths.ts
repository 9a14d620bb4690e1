import { trendPaths } from '../pooled/paths.ts';
import { createRandom } from '../random.ts';
import type { BaseForecast } from './base-forecasts.ts';

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

/** Sample paths of what lasts in a base series, row-major [path][0 … H]; normals row-major [path][normalsPerPath(H)]. */
export function pathsOf({ state, model, frame }: BaseForecast, normals: Float64Array): Float64Array {
  return trendPaths(state, model, frame, normals);
}

/** Paths with the luck of each single year added: value · (1 + luck · normal), never below 0. */
export function withLuck(paths: Float64Array, luck: number, key: string): Float64Array {
  const normals = normalsOf(key, paths.length);
  return paths.map((value, i) => Math.max(0, value * (1 + luck * normals[i]!)));
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
