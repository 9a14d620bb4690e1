import { forecastSeries } from '../engine/forecast.ts';
import { baseSeries, horizonOf } from './base-series.ts';
import type { StoredFit } from './base-forecasts.ts';
import type { CitySnapshot } from './snapshot.ts';

/**
 * Engine forecasts of all base series of a snapshot in one go, as `modelCity` takes them; a run makes them in batches and keeps their backtests besides.
 *
 * @param snapshot of the city
 * @returns by occupation code or programme id
 * @example [...fitBases({ asOfYear: 2025, stockSpans: [], lastStocks: [], register: [], hires: [], programmes: [], parameters: {} })] // → []
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
