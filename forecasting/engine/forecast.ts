import { backtestObservations, type CandidateScore } from '../evaluation/backtest.ts';
import { prepareSeries, requireHorizon, type Series } from '../series.ts';
import { rollCandidates } from '../evaluation/roll-candidates.ts';
import { fitEngine } from './fit.ts';

export interface Why {
  /** the engine that made the forecast */
  readonly model: string;
  readonly observations: number;
  /** index into the values at which the fitted regime starts */
  readonly regimeStart: number;
  /** shares by behaviour one year ahead (level, drift, trend, damped, reverting, line, growth), summing to 1 */
  readonly weights: Readonly<Record<string, number>>;
  /** the engine itself, then the models of the registry, at the same rolling origins */
  readonly candidates?: readonly CandidateScore[];
  /** 1 − engine error ÷ naive error at rolling origins, one to three years ahead; null when it cannot be measured or was not asked for */
  readonly skill: number | null;
  /** share of later reports inside the engine's interval at rolling origins, 0 to 1; null without any */
  readonly coverage80?: number | null;
  readonly coverage95?: number | null;
  /** share of the departure from naive that `shrinkToNaive` kept, by year ahead */
  readonly kept?: readonly number[];
}

/** All arrays have one entry a year ahead and are in units of the series. */
export interface Forecast {
  readonly mean: number[];
  readonly lo80: number[];
  readonly hi80: number[];
  readonly lo95: number[];
  readonly hi95: number[];
  /** fitted (noise-free) level of the last year of the series */
  readonly level: number;
  /** predictive standard deviation by step */
  readonly spread: number[];
  readonly levelSpread: number;
  readonly why: Why;
}

export interface ForecastOptions {
  /** also score the candidates and the engine at rolling origins; default true */
  readonly scores?: boolean;
}

/**
 * Forecasts a short annual non-negative series: a weighted mean of simple models, each weighted by how it did at earlier origins of the same series,
 * with 80 % and 95 % prediction intervals that widen with the years ahead and never fall below 0.
 * Sources: combination, Bates & Granger (1969); benchmarks and constants, docs/forecasting.md.
 *
 * @param series values oldest first, length n ≥ 1, in any unit; null is a missing year
 * @param horizon whole years ahead, 1 to 50, counted from the last entry of `values`
 * @param options `scores: false` skips the rolling-origin scores of `why`
 * @returns mean and bounds, arrays of length `horizon`; the fitted level of the last year; why
 * @throws ForecastError for an empty, negative, not finite or too large series, a bad break or horizon
 * @example forecastSeries({ values: [10, 12, null, 16, 18] }, 3).mean.length // → 3
 */
export function forecastSeries(series: Series, horizon: number, options: ForecastOptions = {}): Forecast {
  const { observations, kind, regimeStart } = prepareSeries(series);
  requireHorizon(horizon);
  const { scores = true } = options;
  const { weights, ...forecast } = fitEngine(observations, horizon, kind);
  const why = { model: 'filter-bank', observations: observations.values.length, regimeStart, weights };
  if (!scores) return { ...forecast, why: { ...why, skill: null } };
  const { engine, candidates, skill, coverage80, coverage95 } = backtestObservations(observations, kind, rollCandidates(observations));
  return { ...forecast, why: { ...why, candidates: [engine, ...candidates], skill, coverage80, coverage95 } };
}
