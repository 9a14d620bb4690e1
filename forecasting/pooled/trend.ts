/** A short yearly series among others of its kind. */
export interface PooledSeries {
  /** oldest first, ≥ 0; null is a year without a report */
  readonly values: readonly (number | null)[];
  /** indices at which the level may jump */
  readonly breaks?: readonly number[];
  /** whole persons: at least Poisson noise */
  readonly counts?: boolean;
  /** what the pool has in common, log scale, one a year; taken off before the series is looked at */
  readonly offsets?: readonly number[];
}

/** What all series of a pool share: standard deviations a year and growth, on the log scale. */
export interface TrendModel {
  /** what one year brings and the next takes back (noise of reports, luck of a year) */
  readonly noise: number;
  /** lasting shocks to the level */
  readonly level: number;
  /** changes of growth */
  readonly slope: number;
  /** share of a series' own growth, beyond the pool's, that is left after a year */
  readonly damping: number;
  /** growth of the pool */
  readonly growth: number;
  /** how far the growth of single series lies around it */
  readonly growthSpread: number;
}

/** Level and growth of one series after its last year, log scale, with their covariance. */
export interface TrendState {
  readonly level: number;
  readonly slope: number;
  readonly levelVariance: number;
  readonly covariance: number;
  readonly slopeVariance: number;
  /** how much larger or smaller this series' shocks are than the pool's */
  readonly scale: number;
  /** variance of noise of the last year, Poisson part included */
  readonly noiseVariance: number;
  readonly logLikelihood: number;
  /** sum and number of squared one-step errors in units of their variance */
  readonly squares: number;
  readonly steps: number;
}

/** Added before the logarithm, so that zero has one. */
const HALF = 0.5;
/** A squared error counts as at most this many variances: one odd year does not set the model. */
const LARGEST_SQUARE = 9;
/** Variance of a jump at a break. */
const JUMP = 1;

/**
 * Log scale of the pooled model: ln(value + ½).
 * Source: started logarithm, Tukey (1977).
 *
 * @param value ≥ 0, units of the series
 * @returns log of persons
 * @example toLog(0) // → -0.6931471805599453
 */
export const toLog = (value: number): number => Math.log(value + HALF);

/**
 * Back from the log scale: max(0, e^log − ½).
 * Source: inverse of `toLog`.
 *
 * @param log ln(value + ½)
 * @returns units of the series
 * @example [fromLog(toLog(20)), fromLog(-3)] // → [20, 0]
 */
export const fromLog = (log: number): number => Math.max(0, Math.exp(log) - HALF);

/**
 * Kalman filter of a damped local linear trend on the log scale: y = level + noise, level ← level + slope + shock, slope ← growth + damping · (slope − growth) + shock.
 * Source: Harvey (1989), Forecasting, Structural Time Series Models; the pool's growth is the prior of every slope (empirical Bayes).
 *
 * @param series at least one reported year
 * @param model shared by the pool
 * @param scale of this series' shocks and noise, 1 as the pool's
 * @returns state after the last year of `values`, reported or not
 * @example filterTrend({ values: [100, 100, 100] }, { noise: 0.1, level: 0, slope: 0, damping: 1, growth: 0, growthSpread: 0 }, 1).slope // → 0
 */
export function filterTrend({ values, breaks = [], counts = false, offsets }: PooledSeries, model: TrendModel, scale: number): TrendState {
  const { damping, growth } = model;
  const shock = (scale * model.level) ** 2;
  const turn = (scale * model.slope) ** 2;
  const noiseOf = (value: number) => (scale * model.noise) ** 2 + (counts ? 1 / (value + HALF) : 0);
  const first = values.findIndex((value) => value !== null);
  let noiseVariance = noiseOf(values[first] ?? 0);
  const seen = (value: number, t: number) => toLog(value) - (offsets?.[t] ?? 0);
  let level = seen(values[first] ?? 0, first);
  let slope = growth;
  let [levelVariance, covariance, slopeVariance] = [noiseVariance, 0, model.growthSpread ** 2];
  let [logLikelihood, squares, steps] = [0, 0, 0];
  for (let t = first + 1; t < values.length; t++) {
    level += slope;
    slope = growth + damping * (slope - growth);
    levelVariance += 2 * covariance + slopeVariance + shock;
    covariance = damping * (covariance + slopeVariance);
    slopeVariance = damping ** 2 * slopeVariance + turn;
    const broken = breaks.includes(t);
    if (broken) levelVariance += JUMP;
    const value = values[t];
    if (value === null || value === undefined) continue;
    noiseVariance = noiseOf(value);
    const variance = levelVariance + noiseVariance;
    const error = seen(value, t) - level;
    if (!broken) {
      const square = Math.min(LARGEST_SQUARE, (error * error) / variance);
      logLikelihood -= (Math.log(variance) + square) / 2;
      squares += square;
      steps++;
    }
    const gain = levelVariance / variance;
    const turnGain = covariance / variance;
    level += gain * error;
    slope += turnGain * error;
    slopeVariance -= turnGain * covariance;
    covariance -= gain * covariance;
    levelVariance -= gain * levelVariance;
  }
  return { level, slope, levelVariance, covariance, slopeVariance, scale, noiseVariance, logLikelihood, squares, steps };
}

/** Level of the years ahead, log scale; index 0 is the last year. */
export interface TrendOutlook {
  readonly centre: readonly number[];
  /** variance of the level, noise of the year left out */
  readonly variance: readonly number[];
}

/**
 * Where the level of a filtered series goes: each year level ← level + slope, slope ← growth + damping · (slope − growth), with the variances that follow.
 * Source: damped local linear trend, Gardner & McKenzie (1985).
 *
 * @param state after the last year, log scale
 * @param model shared by the pool
 * @param horizon years ahead, H
 * @returns two arrays of length H + 1
 * @example projectTrend({ level: 1, slope: 1, levelVariance: 0, covariance: 0, slopeVariance: 0, scale: 1 }, { level: 0, slope: 0, damping: 0.5, growth: 0 }, 2).centre // → [1, 2, 2.5]
 */
export function projectTrend(state: TrendState, model: TrendModel, horizon: number): TrendOutlook {
  const { damping, growth } = model;
  let { level, slope, levelVariance, covariance, slopeVariance } = state;
  const centre = [level];
  const variance = [levelVariance];
  for (let h = 1; h <= horizon; h++) {
    level += slope;
    slope = growth + damping * (slope - growth);
    levelVariance += 2 * covariance + slopeVariance + (state.scale * model.level) ** 2;
    covariance = damping * (covariance + slopeVariance);
    slopeVariance = damping ** 2 * slopeVariance + (state.scale * model.slope) ** 2;
    centre.push(level);
    variance.push(levelVariance);
  }
  return { centre, variance };
}
