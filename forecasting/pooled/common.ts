import { fitEngine } from '../engine/fit.ts';
import { learned } from '../engine/path.ts';
import { prepareSeries } from '../series.ts';
import type { PooledSeries } from './trend.ts';

/** The growth that the series of a pool have in common, on the log scale. */
export interface CommonGrowth {
  /** Index by years before the last, 0 first (which is 0): ln(total then ÷ total now), chained over series reported in both years. */
  readonly past: readonly number[];
  /** Where it goes: index 0 (now) is 0, then one a year ahead. */
  readonly ahead: readonly number[];
  /** Variance of it, same shape. */
  readonly variance: readonly number[];
}

/** Caution is learned for single series, which say little about the years after next; what a whole side has in common is known far better. */
const uncautious = { ...learned, caution: null };

/** A total too small to compare says nothing. */
const HALF = 0.5;
/** What a side has in common is never less certain than by a factor of e: after a total of next to nothing (a year whose postings are not in) its relative spread is without bounds, and means of paths with it. */
const WIDEST = 1;

/**
 * What a pool's series share: totals chained over the series reported in both years (so that changing reporters make no growth), carried on by the engine without caution. A city's
 * expansion or downturn is one story told by all its series, and single ones are too noisy to tell it.
 * Going back a year, past ← past − ln((Σ now + ½) ÷ (Σ before + ½)); a series with a break between the two years is left out of both sums.
 * Source: matched totals as in a chain index; carried on by the engine.
 *
 * @param pool series that end in the same year
 * @param horizon whole years ahead, H, 1 to 50
 * @returns past as long as the longest series; ahead and variance of length H + 1
 * @example commonGrowth([{ values: [9.5, 19.5] }, { values: [null, 30] }], 1).past // → [0, -0.6931471805599453]
 */
export function commonGrowth(pool: readonly PooledSeries[], horizon: number): CommonGrowth {
  const longest = Math.max(0, ...pool.map(({ values }) => values.length));
  const past = [0];
  for (let back = 1; back < longest; back++) {
    let [now, before] = [HALF, HALF];
    for (const { values, breaks = [] } of pool) {
      const at = values.length - back;
      const [later, earlier] = [values[at], values[at - 1]];
      if (at < 1 || breaks.includes(at) || later === null || later === undefined || earlier === null || earlier === undefined) continue;
      now += later;
      before += earlier;
    }
    past.push(past[back - 1]! - Math.log(now / before));
  }
  const { observations, kind } = prepareSeries({ values: past.toReversed().map((log) => Math.exp(log)), kind: 'measure' });
  const { mean, spread } = fitEngine(observations, horizon, kind, uncautious);
  return {
    past,
    ahead: [0, ...mean.map((value) => Math.log(Math.max(value, 1e-6)))],
    variance: [0, ...spread.map((value, h) => Math.min(WIDEST, (value / Math.max(mean[h]!, 1e-6)) ** 2))],
  };
}

/**
 * A series seen from the pool's common growth: offsets on the log scale, one a year, 0 in the last.
 * Source: definition.
 *
 * @param series one of the pool
 * @param common growth of the pool, at least as long as the series
 * @returns the series with every year’s offset, on the log scale
 * @example besideCommon({ values: [10, 20] }, { past: [0, -0.7], ahead: [0], variance: [0] }).offsets // → [-0.7, 0]
 */
export const besideCommon = (series: PooledSeries, { past }: CommonGrowth): PooledSeries => ({
  ...series,
  offsets: series.values.map((_, t) => past[series.values.length - 1 - t]!),
});
