import { forecastSeries, type Forecast } from '../../forecasting/index.ts';
import { baseSeries, horizonOf, type BaseSeries } from '../../forecasting/labour/base-series.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';

export interface FitTask {
  /** Canonical JSON of the snapshot. */
  readonly snapshot: string;
  /** Range of base series, from included, to excluded. */
  readonly from: number;
  readonly to: number;
}
export interface FittedBase {
  readonly series: BaseSeries;
  readonly forecast: Forecast;
}

/** Fits a batch of base series. */
export function fit({ snapshot, from, to }: FitTask): FittedBase[] {
  const city = JSON.parse(snapshot) as CitySnapshot;
  const horizon = horizonOf(city);
  return baseSeries(city)
    .slice(from, to)
    .map((series) => ({ series, forecast: forecastSeries(series, horizon) }));
}
