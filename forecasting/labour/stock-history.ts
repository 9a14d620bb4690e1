import { carried, cellKey, coverageFactors, matchedGrowth } from './occupations.ts';
import { carriedYears, type StockSpan } from './snapshot.ts';

/** Reports of one occupation, chain and size class that were the newest of their enterprises for the same years, summed. */
export interface StandingStock {
  readonly occupation: string;
  /** '' for enterprises of no chain. */
  readonly chain: string;
  readonly sizeClass: string;
  /** Year reported for, and the year of the report that took its place; null: none did. */
  readonly year: number;
  readonly next: number | null;
  /** Employees at the end of the year, persons. */
  readonly stock: number;
  readonly enterprises: number;
}
export interface RegisterYear {
  readonly chain: string;
  readonly sizeClass: string;
  readonly year: number;
  readonly employees: number;
}
/** Employees of an occupation in one chain and size class at the end of a year. */
export interface StockYear {
  readonly occupation: string;
  readonly chain: string;
  readonly sizeClass: string;
  /** Persons as reported, reports of up to two years before included. */
  readonly reported: number;
  /** The same, older reports carried to the year with the growth of the occupation's other reporters. */
  readonly carried: number;
  /** Grossed up to the register: carried × factor. */
  readonly persons: number;
  readonly enterprises: number;
}

export interface StocksOfYear {
  /** By occupation, chain and size class, in natural order. */
  readonly stocks: readonly StockYear[];
  /** The register held against them. */
  readonly register: readonly RegisterYear[];
  readonly factor: (chain: string, sizeClass: string) => number;
}

/**
 * Employees by occupation, chain and size class at the end of a year, exactly as a run with that base year grosses them up: the newest report of each
 * enterprise, up to two years old and carried with matched growth, times register ÷ reported per chain and size class (1 to `coverageCap`). Summed over
 * chains and classes it is the level a run starts from. Stocks, persons.
 * Source: docs/model.md, Profile of a chain: the code a run grosses up with.
 *
 * @param inputs `stocks` standing reports of whole chains (a factor compares all of a chain's reports with its register); `spans` growth of the occupations
 *   concerned, of all enterprises of the city; `register` rows of any years, of which the newest not after the year asked for counts.
 * @returns stocks of a year, with the register and the factor they were grossed up by
 * @example createStockHistory({ stocks: [{ occupation: 'o', chain: 'c', sizeClass: 's', year: 2024, next: null, stock: 50, enterprises: 1 }], spans: [{ occupation: 'o', from: 2024, to: 2025, before: 10, now: 12 }], register: [{ chain: 'c', sizeClass: 's', year: 2025, employees: 90 }], coverageCap: 3 })(2025).stocks.map(({ reported, carried, persons }) => [reported, carried, persons]) // → [[50, 60, 90]]
 */
export function createStockHistory({ stocks, spans, register, coverageCap }: StockInputs): (year: number) => StocksOfYear {
  const growth = matchedGrowth({ stockSpans: spans });
  return (year) => {
    const standing = stocks.filter((row) => row.year <= year && row.year >= year - carriedYears && (row.next === null || row.next > year));
    const newest = Math.max(...register.map((row) => row.year).filter((known) => known <= year));
    const registered = register.filter((row) => row.year === newest);
    const rows = Map.groupBy(standing, (row) => `${row.occupation}|${cellKey(row.chain, row.sizeClass)}`);
    const summed = [...rows.values()].map((same) => ({
      ...{ occupation: same[0]?.occupation ?? '', chain: same[0]?.chain ?? '', sizeClass: same[0]?.sizeClass ?? '' },
      reported: same.reduce((sum, row) => sum + row.stock, 0),
      carried: same.reduce((sum, row) => sum + carried(row, year, growth), 0),
      enterprises: same.reduce((sum, row) => sum + row.enterprises, 0),
    }));
    const heard = new Map<string, number>();
    for (const row of summed) heard.set(cellKey(row.chain, row.sizeClass), (heard.get(cellKey(row.chain, row.sizeClass)) ?? 0) + row.carried);
    const factor = coverageFactors({ register: registered, parameters: { coverageCap } }, heard);
    const grossed = summed.map((row) => ({ ...row, persons: row.carried * factor(row.chain, row.sizeClass) }));
    return { stocks: grossed.sort(byKey), register: registered, factor };
  };
}
export interface StockInputs {
  readonly stocks: readonly StandingStock[];
  readonly spans: readonly StockSpan[];
  readonly register: readonly RegisterYear[];
  /** Largest factor, a parameter of the run. */
  readonly coverageCap: number;
}

const byKey = (a: StockYear, b: StockYear) => compare(a.occupation, b.occupation) || compare(a.chain, b.chain) || compare(a.sizeClass, b.sizeClass);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
