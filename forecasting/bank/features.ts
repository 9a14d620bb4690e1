import { clamp } from '../numbers.ts';

/** What the learned prior sees of a series: scale-free, bounded, 0 near the middle of ordinary yearly series. */
export const featureNames = ['constant', 'length', 'trendRatio', 'lastStep', 'persistence', 'volatility', 'steadiness'] as const;

/** A series of which too little is known for its features. */
const UNKNOWN: readonly number[] = [1, -1.1, -1, 0, 0, 0, 0];

/**
 * Features of a window of yearly values: the constant; log of the length against 12; t-ratio of the mean step; last step against the mean step, along the trend;
 * lag-1 autocorrelation of the steps; mean absolute step against the level; share of steps along the trend.
 * Source: time-series features for choosing forecasts, Montero-Manso, Athanasopoulos, Hyndman & Talagala (2020); the six here are own construction, measured in docs/forecasting.md.
 *
 * @param values window, oldest first, length n ≥ 1
 * @returns one bounded number per name in `featureNames`
 * @example featuresOf([5]).length // → 7
 */
export function featuresOf(values: readonly number[]): readonly number[] {
  const steps = values.length - 1;
  if (steps < 1) return UNKNOWN;
  let net = 0;
  let absolute = 0;
  let signs = 0;
  let level = values[0]!;
  for (let index = 1; index <= steps; index++) {
    const step = values[index]! - values[index - 1]!;
    net += step;
    absolute += Math.abs(step);
    signs += Math.sign(step);
    level += values[index]!;
  }
  const drift = net / steps;
  const direction = Math.sign(drift) || 1;
  let squares = 0;
  let products = 0;
  for (let index = 1, before = 0; index <= steps; index++) {
    const deviation = values[index]! - values[index - 1]! - drift;
    squares += deviation * deviation;
    if (index > 1) products += deviation * before;
    before = deviation;
  }
  const unit = level / values.length || 1;
  const spread = Math.sqrt(squares / Math.max(1, steps - 1)) + 1e-12 * unit;
  const last = values[steps]! - values[steps - 1]! - drift;
  return [
    1,
    clamp(Math.log(values.length / 12), -1.1, 1.1),
    clamp(((Math.abs(drift) / spread) * Math.sqrt(steps)) / 2 - 1, -2, 2),
    clamp((last * direction) / spread, -2, 2) / 2,
    clamp((1.5 * products) / (spread * spread * steps), -1, 1),
    clamp(Math.log(absolute / steps / unit / 0.06 + 1e-12) / 1.5, -1.5, 1.5),
    (signs / steps) * direction - 0.4,
  ];
}
