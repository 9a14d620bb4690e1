import { prepareSeries, requireHorizon, type Series } from '../series.ts';
import type { Forecast } from './forecast.ts';
import { naiveBounds } from './intervals.ts';

/**
 * No change with its own calibrated intervals: what the skill gate falls back on, and the baseline beside every claim.
 * Widths: mean yearly change of the history × 1.4 × years ahead^0.8 × Student-t quantile, constants chosen for coverage on the benchmark sets.
 * Source: naive method, Hyndman & Athanasopoulos (2021), §5.2; widths are own construction, measured in docs/forecasting.md.
 *
 * @param series values oldest first, length n ≥ 1, in any unit; null is a missing year
 * @param horizon whole years ahead, 1 to 50
 * @returns a forecast of the same shape as `forecastSeries`, every mean the last report; skill 0
 * @throws ForecastError as `forecastSeries`
 * @example forecastNaive({ values: [10, 14, 12] }, 2).mean // → [12, 12]
 */
export function forecastNaive(series: Series, horizon: number): Forecast {
  const { observations, kind, regimeStart } = prepareSeries(series);
  requireHorizon(horizon);
  const level = observations.values.at(-1)!;
  const mean = Array.from({ length: horizon }, () => level);
  const bounds = naiveBounds(mean, observations.origin - observations.times.at(-1)!, observations, kind);
  const why = { model: 'naive', observations: observations.values.length, regimeStart, weights: { level: 1 }, skill: 0 };
  return { mean, ...bounds, level, levelSpread: 0.3 * bounds.spread[0]!, why };
}
