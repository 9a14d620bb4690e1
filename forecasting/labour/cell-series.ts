import type { Disclosure } from '../disclosure/suppress.ts';
import type { Cell } from './cells.ts';
import { entryShares } from './entry-shares.ts';
import { ofOccupation } from './group-parameters.ts';
import { blockYears } from './openings.ts';
import type { OccupationSeries } from './occupations.ts';
import { meanOf } from './paths.ts';
import { quantilesOf } from './quantiles.ts';
import type { CitySnapshot } from './snapshot.ts';
import type { CitySupply } from './supply.ts';
import { yearOf } from './windows.ts';

export interface CellSeries extends Disclosure {
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

/**
 * Yearly statistics over paths: mean, standard deviation, and the 2.5, 10, 90 and 97.5 % quantiles.
 * Source: docs/model.md, Windows, probability, band: means and quantiles of the joint paths.
 *
 * @param matrix row-major [year 1…H][path], persons
 * @param horizon H
 * @param t0 year before the first
 * @returns one row a year
 * @example yearsOf(new Float64Array([1, 3, 5, 7]), 2, 2025).map(({ year, mean, spread }) => [year, mean, spread]) // → [[2026, 2, 1], [2027, 6, 1]]
 */
export function yearsOf(matrix: Float64Array, horizon: number, t0: number): CellSeries['forecast'] {
  const paths = matrix.length / horizon;
  return Array.from({ length: horizon }, (_, h) => {
    const values = yearOf(matrix, horizon, h);
    const mean = meanOf(values);
    let squares = 0;
    for (let i = 0; i < paths; i++) squares += (values[i]! - mean) ** 2; // iterators of typed arrays cost more than the sum
    const [lo95 = 0, lo80 = 0, hi80 = 0, hi95 = 0] = quantilesOf(values, [0.025, 0.1, 0.9, 0.975]);
    return { year: t0 + h + 1, mean, lo80, hi80, lo95, hi95, spread: Math.sqrt(squares / paths) };
  });
}

/**
 * Graduates reported for the major by all its programmes, those who left taken out, with the inflow declared for a year somebody reported.
 * Source: docs/model.md, Windows, probability, band: means and quantiles of the joint paths.
 *
 * @param cell the major with its programmes
 * @param supply share of a year's graduates that stayed
 * @param firstYear of the result
 * @param t0 last year of the result
 * @returns persons by year; null where none reported
 * @example supplyHistory({ programmes: [{ years: [{ year: 2025, graduates: 40 }] }, { years: [{ year: 2025, graduates: 8 }] }], inflows: [] }, { stayedIn: () => 0.5 }, 2024, 2025) // → [null, 24]
 */
export function supplyHistory(cell: Cell, supply: Pick<CitySupply, 'stayedIn'>, firstYear: number, t0: number): (number | null)[] {
  const sums = new Map<number, number>();
  for (const programme of cell.programmes) {
    for (const { year, graduates } of programme.years) sums.set(year, (sums.get(year) ?? 0) + graduates * supply.stayedIn(programme, year));
  }
  for (const { year, persons } of cell.inflows) if (sums.has(year)) sums.set(year, sums.get(year)! + persons);
  return Array.from({ length: t0 - firstYear + 1 }, (_, i) => sums.get(firstYear + i) ?? null);
}

interface Past {
  readonly of: string;
  readonly openings: readonly (number | null)[];
}
/** An occupation's past is asked for by every major it leads to. */
const pasts = new WeakMap<OccupationSeries, Past>();
function openingsBefore(series: OccupationSeries, firstYear: number, t0: number, sigma: number): readonly (number | null)[] {
  const of = `${firstYear}|${t0}|${sigma}`;
  const known = pasts.get(series);
  if (known?.of === of) return known.openings;
  const openings = pastOpenings(series, firstYear, t0, sigma);
  pasts.set(series, { of, openings });
  return openings;
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

/**
 * Entry demand of the past as today's weights and entry shares read it, Σ weight × λ × openings: an estimate, for the chart. Openings count in the same blocks as the future's, back from t0.
 * Source: docs/model.md, Windows, probability, band: means and quantiles of the joint paths.
 *
 * @param cell the major with its weights
 * @param occupations series by code
 * @param firstYear of the result
 * @param snapshot of the city, for its last year and parameters
 * @returns persons by year; null where an occupation's past is unknown
 * @example demandHistory({ weights: [{ occupation: 'o', weight: 0.5 }] }, new Map([['o', { nature: 'flow', firstYear: 2024, values: [10, 20] }]]), 2024, { asOfYear: 2025, parameters: { lambdaGross: 0.4 } }) // → [2, 4]
 */
export function demandHistory(cell: Cell, occupations: ReadonlyMap<string, OccupationSeries>, firstYear: number, snapshot: CitySnapshot): (number | null)[] {
  const shareOf = entryShares(snapshot);
  const sums: (number | null)[] = Array.from({ length: snapshot.asOfYear - firstYear + 1 }, () => (cell.weights.length > 0 ? 0 : null));
  for (const weight of cell.weights) {
    const series = occupations.get(weight.occupation);
    if (!series) continue;
    const factor = weight.weight * shareOf(series.nature === 'stock' ? 'net' : 'gross', weight.occupation).value;
    const openings = openingsBefore(series, firstYear, snapshot.asOfYear, ofOccupation(snapshot.parameters, 'sigma', weight.occupation));
    openings.forEach((value, i) => {
      const sum = sums[i];
      sums[i] = value === null || sum === null || sum === undefined ? null : sum + factor * value;
    });
  }
  return sums;
}
