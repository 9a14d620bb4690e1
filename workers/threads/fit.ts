import { backtest, forecastSeries, type BacktestResult, type Forecast } from '../../forecasting/index.ts';
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
  readonly tested: BacktestResult;
}

/** Fits a batch of base series and tests the engine on their past. */
export function fit({ snapshot, from, to }: FitTask): FittedBase[] {
  const city = JSON.parse(snapshot) as CitySnapshot;
  const horizon = horizonOf(city);
  return baseSeries(city)
    .slice(from, to)
    .map((series) => ({ series, forecast: forecastSeries(series, horizon, { scores: false }), tested: backtest(series) }));
}
