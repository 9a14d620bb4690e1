import { mean } from '../numbers.ts';
import type { Observations, SeriesKind } from '../series.ts';
import { recentChanges } from './guard.ts';
import { studentHalfWidths } from './student.ts';

/** Interval constants, chosen for coverage and interval score on public yearly series (docs/forecasting.md). */
export const intervalConstants = {
  /** factor on the one-step error */
  factor: 1.2,
  /** errors grow as years ahead to this power */
  growth: 0.8,
  /** extra width of a history of one report, as a share; falls as 1 ÷ (n + 1) */
  shortness: 0.5,
  /** yearly change, as a share of the level, expected of a series of which one value is known */
  pooledChange: 0.1,
  /** observations the pooled change counts for */
  pooledWeight: 0.35,
  /** smallest one-step error as a share of the level: a history that never moved may still move */
  smallestChange: 0.01,
};
/** Below this mean a count is at least as noisy as a Poisson variable. */
const POISSON_BELOW = 30;

export interface Bounds {
  readonly lo80: number[];
  readonly hi80: number[];
  readonly lo95: number[];
  readonly hi95: number[];
  /** predictive standard deviation by step */
  readonly spread: number[];
}

/** Typical absolute one-step error: own residuals and yearly changes, pooled with the share of the level that any series may move. */
export function typicalError(observations: Observations, residuals: readonly number[]): number {
  const changes = recentChanges(observations);
  const level = mean(observations.values.slice(-5));
  const pooled = intervalConstants.pooledChange * level;
  const own =
    changes.length === 0
      ? pooled
      : (mean(changes) * changes.length + residuals.reduce((sum, value) => sum + Math.abs(value), 0)) / (changes.length + residuals.length);
  const weight = intervalConstants.pooledWeight / (intervalConstants.pooledWeight + changes.length);
  return Math.max(own * (1 - weight) + pooled * weight, intervalConstants.smallestChange * level);
}

/**
 * Prediction intervals around a path: centre ± Student-t quantile × typical error × years ahead^growth × a widening for short histories, never below 0.
 *
 * @param observations length n ≥ 1
 * @param centre point forecasts, length h
 * @param residuals one-step errors at rolling origins, any length
 * @param kind counts get whole bounds (outwards) and at least Poisson noise
 * @returns five arrays of length h, 80 % inside 95 %
 * @example intervalsAround({ times: [0], values: [40], origin: 0 }, [40], [], 'count').lo95[0] < 40 // → true
 */
export function intervalsAround(observations: Observations, centre: readonly number[], residuals: readonly number[], kind: SeriesKind): Bounds {
  const { factor, growth, shortness } = intervalConstants;
  const count = observations.values.length;
  const gap = observations.origin - observations.times.at(-1)!;
  const unit = typicalError(observations, residuals) * factor * (1 + shortness / (count + 1));
  const { half80, half95 } = studentHalfWidths(Math.max(4, count - 1));
  const bounds: Bounds = { lo80: [], hi80: [], lo95: [], hi95: [], spread: [] };
  centre.forEach((value, index) => {
    let spread = unit * (index + 1 + gap) ** growth;
    if ((kind === 'count' || value === 0) && value < POISSON_BELOW) spread = Math.max(spread, Math.sqrt(value + 0.5 / count));
    const down = kind === 'count' ? Math.floor : (bound: number) => bound;
    const up = kind === 'count' ? Math.ceil : (bound: number) => bound;
    bounds.spread.push(spread);
    bounds.lo80.push(Math.max(0, down(value - half80 * spread)));
    bounds.hi80.push(up(value + half80 * spread));
    bounds.lo95.push(Math.max(0, down(value - half95 * spread)));
    bounds.hi95.push(up(value + half95 * spread));
  });
  return bounds;
}
