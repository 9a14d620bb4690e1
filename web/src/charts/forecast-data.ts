import type { Series } from '../api/client.ts';
import type { FrameColumn, FrameRow } from './frame-data.ts';

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
/** Of a series, what a figure says of it: it may be one that was kept elsewhere. */
export type DrawnSeries = Pick<Series, 'runId' | 'asOfYear' | 'history' | 'forecast' | 'simulated'>;
const nothing: SidePoint = { history: null, mean: null, lo80: null, hi80: null, lo95: null, hi95: null };

function pointAt(series: DrawnSeries | null, year: number): SidePoint {
  const forecast = series?.forecast.find((point) => point.year === year);
  const history = series?.history.find((point) => point.year === year)?.value ?? null;
  return forecast ? { ...forecast, history } : { ...nothing, history };
}

export function forecastRows(demand: DrawnSeries | null, supply: DrawnSeries | null): ForecastRow[] {
  const years = new Set<number>();
  for (const series of [demand, supply]) for (const { year } of [...(series?.history ?? []), ...(series?.forecast ?? [])]) years.add(year);
  return [...years].sort((a, b) => a - b).map((year) => ({ year, demand: pointAt(demand, year), supply: pointAt(supply, year) }));
}

export interface ForecastTableWords {
  readonly year: string;
  readonly kind: string;
  readonly history: string;
  readonly forecast: string;
  readonly demand: string;
  readonly supply: string;
  readonly low: (percent: 80 | 95) => string;
  readonly high: (percent: 80 | 95) => string;
}
/** The rows as a plain table: ends of ranges are columns of their own, so that a file of it can be calculated with. */
export function forecastTable(
  rows: readonly ForecastRow[],
  origin: number,
  words: ForecastTableWords,
): { readonly columns: FrameColumn[]; readonly rows: FrameRow[] } {
  const sides = ['demand', 'supply'] as const;
  const columnsOf = (side: (typeof sides)[number]): FrameColumn[] => {
    const name = words[side];
    const ends = ([80, 95] as const).flatMap((percent) => [
      { key: `${side}Lo${percent}`, label: `${name} ${words.low(percent)}`, numeric: true, digits: 0 },
      { key: `${side}Hi${percent}`, label: `${name} ${words.high(percent)}`, numeric: true, digits: 0 },
    ]);
    return [{ key: side, label: name, numeric: true, digits: 0 }, ...ends];
  };
  const cellsOf = (side: (typeof sides)[number], { history, mean, lo80, hi80, lo95, hi95 }: SidePoint): FrameRow => ({
    ...{ [side]: mean ?? history, [`${side}Lo80`]: lo80, [`${side}Hi80`]: hi80, [`${side}Lo95`]: lo95, [`${side}Hi95`]: hi95 },
  });
  return {
    columns: [{ key: 'year', label: words.year }, { key: 'kind', label: words.kind }, ...sides.flatMap(columnsOf)],
    rows: rows.map((row) => ({
      ...{ year: row.year, kind: row.year > origin ? words.forecast : words.history },
      ...cellsOf('demand', row.demand),
      ...cellsOf('supply', row.supply),
    })),
  };
}
