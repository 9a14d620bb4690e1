import type { Disclosure } from '../disclosure/suppress.ts';
import { yearsOf, type CellSeries } from './cell-series.ts';
import type { GroupPaths } from './group-totals.ts';

/** Demand or supply of all majors together; the forecast comes from the summed paths, so its intervals are those of the sum. */
export interface CitySeries extends Disclosure, Pick<CellSeries, 'firstYear' | 'history' | 'forecast'> {
  readonly side: 'cityDemand' | 'citySupply';
}

/** Share of persons that a year may lack. */
const mostMissing = 0.05;

/**
 * The past of all majors together. A year stands only where the majors known in it make up nearly all persons: a sum over fewer would grow because reports do.
 * Source: docs/model.md, Totals: sums over majors.
 *
 * @param histories persons by year of every major, all of the same years, the last one t0; in natural order, since sums of floats depend on it
 * @returns persons by year; null where majors with more than 5 % of the persons, each counted with its newest figure, are not known
 * @example cityHistory([[null, 40, 50], [30, 30, 30], [null, null, null]]) // → [null, 70, 80]
 */
export function cityHistory(histories: readonly (readonly (number | null)[])[]): (number | null)[] {
  const length = Math.max(0, ...histories.map((history) => history.length));
  const lastOf = (history: readonly (number | null)[]) => history.findLast((value) => value !== null) ?? 0;
  const all = histories.reduce((sum, history) => sum + lastOf(history), 0);
  return Array.from({ length }, (_, i) => {
    let sum: number | null = null;
    let known = 0;
    for (const history of histories) {
      const value = history[i] ?? null;
      if (value === null) continue;
      sum = (sum ?? 0) + value;
      known += lastOf(history);
    }
    return known >= (1 - mostMissing) * all ? sum : null;
  });
}

/**
 * Demand and supply of the city.
 * Source: docs/model.md, Totals: sums over majors.
 *
 * @param cells series of all majors in natural order
 * @param region paths of all majors added up; undefined where there is none
 * @param told what of the demand of the region is withheld
 * @param horizon H
 * @param t0 year before the first of the paths
 * @returns both sides, persons; none without a major
 * @example citySeries([], undefined, { enterprises: null, suppressed: null }, 6, 2025) // → []
 */
export function citySeries(cells: readonly CellSeries[], region: GroupPaths | undefined, told: Disclosure, horizon: number, t0: number): CitySeries[] {
  const [first] = cells;
  if (!region || !first) return [];
  const past = (side: CellSeries['side']) => cityHistory(cells.filter((own) => own.side === side).map(({ history }) => history));
  const { firstYear } = first;
  return [
    { ...told, side: 'cityDemand', firstYear, history: past('demand'), forecast: yearsOf(region.demand, horizon, t0) },
    { ...{ enterprises: null, suppressed: null }, side: 'citySupply', firstYear, history: past('supply'), forecast: yearsOf(region.supply, horizon, t0) },
  ];
}
