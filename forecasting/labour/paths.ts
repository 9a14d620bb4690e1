import { normalsPerPath, trendPaths } from '../pooled/paths.ts';
import { fromLog } from '../pooled/trend.ts';
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

/** Sample paths of what lasts in a base series, row-major [path][0 … H]; normals row-major [path][normalsPerPath(H)]. Years before the state are known. */
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
