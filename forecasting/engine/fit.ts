import type { Observations, SeriesKind } from '../series.ts';
import { boundsOf, type Bounds } from './intervals.ts';
import { fitPath, learned, type EngineConstants } from './path.ts';

export interface EngineFit extends Bounds {
  readonly mean: number[];
  readonly level: number;
  readonly levelSpread: number;
  /** shares by behaviour one year ahead, summing to 1 */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * The engine on clean observations: point forecasts with calibrated intervals around them.
 * Source: points as `fitPath`, intervals as `boundsOf`.
 *
 * @param observations length n ≥ 1
 * @param horizon years ahead, ≥ 1
 * @param kind counts get whole bounds
 * @param constants learned constants; others are passed in training only
 * @returns means and bounds of length `horizon`
 * @example fitEngine({ times: [0, 1, 2], values: [10, 20, 30], origin: 2 }, 2, 'measure').hi95.length // → 2
 */
export function fitEngine(observations: Observations, horizon: number, kind: SeriesKind, constants: EngineConstants = learned): EngineFit {
  const path = fitPath(observations, horizon, constants);
  const bounds = boundsOf(path, observations, kind, constants.interval);
  const first = bounds.spread[0]!;
  // a path's first year adds to the error of the level, so the level must stay the surer of the two
  const levelSpread = Math.max(0.05 * first, Math.min(0.95 * first, path.levelSpread));
  return { mean: path.mean, ...bounds, level: path.level, levelSpread, weights: path.weights };
}
