import type { Series } from '../api/client.ts';

/** One row of the forecast table, which the chart draws: years with what is known on each side. */
export interface SidePoint {
  readonly history: number | null;
  readonly mean: number | null;
  readonly lo80: number | null;
  readonly hi80: number | null;
  readonly lo95: number | null;
  readonly hi95: number | null;
}
export interface ForecastRow {
  readonly year: number;
  readonly demand: SidePoint;
  readonly supply: SidePoint;
}
const nothing: SidePoint = { history: null, mean: null, lo80: null, hi80: null, lo95: null, hi95: null };

function pointAt(series: Series | null, year: number): SidePoint {
  const forecast = series?.forecast.find((point) => point.year === year);
  const history = series?.history.find((point) => point.year === year)?.value ?? null;
  return forecast ? { ...forecast, history } : { ...nothing, history };
}

export function forecastRows(demand: Series | null, supply: Series | null): ForecastRow[] {
  const years = new Set<number>();
  for (const series of [demand, supply]) for (const { year } of [...(series?.history ?? []), ...(series?.forecast ?? [])]) years.add(year);
  return [...years].sort((a, b) => a - b).map((year) => ({ year, demand: pointAt(demand, year), supply: pointAt(supply, year) }));
}
