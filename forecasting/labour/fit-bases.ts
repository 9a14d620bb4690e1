import { forecastSeries } from '../engine/forecast.ts';
import { baseSeries, horizonOf } from './base-series.ts';
import type { StoredFit } from './base-forecasts.ts';
import type { CitySnapshot } from './snapshot.ts';

/**
 * Engine forecasts of all base series of a snapshot in one go, as `modelCity` takes them; a run makes them in batches and keeps their backtests besides.
 * Source: docs/model.md, Forecasts: the engine’s part.
 *
 * @param snapshot of the city
 * @returns by occupation code or programme id; means of `horizonOf` years ahead
 * @example fitBases({ asOfYear: 2025, parameters: {}, stockSpans: [], lastStocks: [], register: [], hires: [], programmes: [{ id: 'p', lengthYears: 3, breaks: [], closedYear: null, years: [{ year: 2024, intake: 40 }, { year: 2025, intake: 40 }] }] }).get('p').mean.length // → 7
 */
export function fitBases(snapshot: CitySnapshot): Map<string, StoredFit> {
  const horizon = horizonOf(snapshot);
  return new Map(
    baseSeries(snapshot).map((series) => {
      const { mean, level } = forecastSeries(series, horizon, { scores: false });
      return [series.code, { side: series.side, mean, level }];
    }),
  );
}
