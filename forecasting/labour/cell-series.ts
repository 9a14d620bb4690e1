import type { Cell } from './cells.ts';
import { blockYears } from './openings.ts';
import type { OccupationSeries } from './occupations.ts';
import { quantile, meanOf } from './paths.ts';
import type { CitySnapshot } from './snapshot.ts';

export interface CellSeries {
  readonly side: 'demand' | 'supply';
  readonly major: string;
  readonly firstYear: number;
  readonly history: (number | null)[];
  readonly forecast: readonly {
    readonly year: number;
    readonly mean: number;
    readonly lo80: number;
    readonly hi80: number;
    readonly lo95: number;
    readonly hi95: number;
    readonly spread: number;
  }[];
}

/** Yearly statistics of a path matrix [path][year 1…H], persons. */
export function yearsOf(matrix: Float64Array, horizon: number, t0: number): CellSeries['forecast'] {
  const paths = matrix.length / horizon;
  return Array.from({ length: horizon }, (_, h) => {
    const values = Float64Array.from({ length: paths }, (_value, i) => matrix[i * horizon + h]!).sort();
    const mean = meanOf(values);
    let squares = 0;
    for (const value of values) squares += (value - mean) ** 2;
    const at = (q: number) => quantile(values, q);
    return { year: t0 + h + 1, mean, lo80: at(0.1), hi80: at(0.9), lo95: at(0.025), hi95: at(0.975), spread: Math.sqrt(squares / paths) };
  });
}

/** Graduates reported for the major by all its programmes, by year; null where none reported. */
export function supplyHistory(cell: Cell, firstYear: number, t0: number): (number | null)[] {
  const sums = new Map<number, number>();
  for (const programme of cell.programmes) for (const year of programme.years) sums.set(year.year, (sums.get(year.year) ?? 0) + year.graduates);
  return Array.from({ length: t0 - firstYear + 1 }, (_, i) => sums.get(firstYear + i) ?? null);
}

/** Openings of the past, by the same blocks as the future but counted back from t0; null in blocks that a break or a missing year cuts. */
function pastOpenings(series: OccupationSeries, firstYear: number, t0: number, sigma: number): (number | null)[] {
  const at = (year: number) => series.values[year - series.firstYear] ?? null;
  const length = t0 - firstYear + 1;
  if (series.nature === 'flow') return Array.from({ length }, (_, i) => at(firstYear + i));
  const result: (number | null)[] = Array.from({ length }, () => null);
  for (let end = t0; end - blockYears >= firstYear - 1; end -= blockYears) {
    const start = end - blockYears + 1;
    const stocks = Array.from({ length: blockYears + 1 }, (_, i) => at(start - 1 + i));
    const broken = series.breaks.some((index) => series.firstYear + index >= start && series.firstYear + index <= end);
    if (broken || stocks.some((stock) => stock === null)) continue;
    const values = stocks as number[];
    const left = values.slice(0, -1).reduce((sum, value) => sum + sigma * value, 0);
    const openings = Math.max(0, values.at(-1)! - values[0]! + left);
    const weight = values.slice(1).reduce((sum, value) => sum + value, 0);
    for (let i = 0; i < blockYears; i++) {
      const index = start + i - firstYear;
      if (index >= 0) result[index] = weight > 0 ? (openings * values[i + 1]!) / weight : 0;
    }
  }
  return result;
}

/** Entry demand of the past as today's weights and entry shares read it: an estimate, for the chart; null where an occupation's past is unknown. */
export function demandHistory(cell: Cell, occupations: ReadonlyMap<string, OccupationSeries>, firstYear: number, snapshot: CitySnapshot): (number | null)[] {
  const { sigma, lambdaNet, lambdaGross } = snapshot.parameters;
  const sums: (number | null)[] = Array.from({ length: snapshot.asOfYear - firstYear + 1 }, () => (cell.weights.length > 0 ? 0 : null));
  for (const weight of cell.weights) {
    const series = occupations.get(weight.occupation);
    if (!series) continue;
    const factor = weight.weight * (series.nature === 'stock' ? lambdaNet : lambdaGross);
    const openings = pastOpenings(series, firstYear, snapshot.asOfYear, sigma);
    openings.forEach((value, i) => {
      const sum = sums[i];
      sums[i] = value === null || sum === null || sum === undefined ? null : sum + factor * value;
    });
  }
  return sums;
}
