import { besideCommon, commonGrowth, type CommonGrowth } from './common.ts';
import { estimateTrend, type PooledFit } from './estimate.ts';
import type { PooledSeries, TrendOutlook } from './trend.ts';

/** A pool with everything its forecasts are made of. */
export interface Pool extends PooledFit {
  /** the series beside their common growth, in the order given */
  readonly pool: readonly PooledSeries[];
  readonly common: CommonGrowth;
}

/**
 * Common growth of a pool, carried on by the engine, and the model of what its series do beside it.
 * Source: maximum likelihood on a grid, see `estimateTrend`.
 *
 * @param series of one kind, all ending in the same year
 * @param horizon years ahead
 * @returns growth a year on the log scale, and the model of the rest
 * @example fitPool([{ values: [10, 11, 12, 13] }, { values: [20, 22, 25, 27] }], 2).common.ahead.length // → 3
 */
export function fitPool(series: readonly PooledSeries[], horizon: number): Pool {
  const common = commonGrowth(series, horizon);
  const pool = series.map((one) => besideCommon(one, common));
  return { pool, common, ...estimateTrend(pool) };
}

/**
 * An outlook with the pool's common growth put back: centres and variances add.
 * Source: sums of independent parts.
 *
 * @param outlook of one series beside the common growth, length H + 1
 * @param common growth of its pool, ahead and variance of length H + 1
 * @returns centres and variances a year ahead, on the log scale
 * @example withCommon({ centre: [1, 1], variance: [0, 0] }, { past: [0], ahead: [0, 0.1], variance: [0, 0.01] }).centre // → [1, 1.1]
 */
export const withCommon = ({ centre, variance }: TrendOutlook, common: CommonGrowth): TrendOutlook => ({
  centre: centre.map((value, h) => value + common.ahead[h]!),
  variance: variance.map((value, h) => value + common.variance[h]!),
});
