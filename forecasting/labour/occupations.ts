import { countedHires } from './reliability.ts';
import { carriedYears, type CitySnapshot, type LastStock } from './snapshot.ts';

/** One occupation of the city, as its series is forecast. Values are persons, oldest first from `firstYear` to t0. */
export interface OccupationSeries {
  readonly code: string;
  readonly nature: 'stock' | 'flow';
  readonly firstYear: number;
  readonly values: (number | null)[];
  /** Indices into values. */
  readonly breaks: number[];
  /** Share of each chain ('' = none) in the occupation's employees (or hires) at t0; sums to 1. */
  readonly chainShares: ReadonlyMap<string, number>;
  /** Years with a report. */
  readonly observations: number;
  /** City total ÷ reported, at t0. */
  readonly coverage: number;
}

/**
 * Name of a cell of the register: a chain ('' = none) and a size class.
 * Source: docs/model.md, Demand 1.
 *
 * @param chain id
 * @param sizeClass of the enterprise
 * @returns a key for maps; nothing is read from it
 * @example cellKey('coal', '20-299') // → 'coal|20-299'
 */
export const cellKey = (chain: string, sizeClass: string) => `${chain}|${sizeClass}`;
const add = (map: Map<string, number>, key: string, value: number) => map.set(key, (map.get(key) ?? 0) + value);

/**
 * Growth factor from year t−1 to t of one occupation, on enterprises that were there in both: changing reporters create no jobs. A year missed between two
 * reports lies on the line between them (up to `carriedYears` of them), so that a gap does not exchange the enterprises compared and turn their noise
 * into a random walk.
 * Source: docs/model.md, Demand 1: grossing up by register ÷ reported, at most 3; matched growth as a chain-linked index of matched pairs.
 *
 * @param snapshot of the city, its spans between consecutive reports
 * @returns E(t) ÷ E(t−1) by occupation and year t; null where nobody was there in both
 * @example matchedGrowth({ stockSpans: [{ occupation: 'o', from: 2023, to: 2025, before: 100, now: 120 }] })('o', 2024) // → 1.1
 */
export function matchedGrowth(snapshot: Pick<CitySnapshot, 'stockSpans'>): (occupation: string, year: number) => number | null {
  const matched = new Map<string, { now: number; before: number }>();
  for (const { occupation, from, to, before, now } of snapshot.stockSpans) {
    if (from === null || to - from > carriedYears + 1) continue;
    const at = (year: number) => before + ((now - before) * (year - from)) / (to - from);
    for (let year = from + 1; year <= to; year++) {
      const sum = matched.get(`${occupation}|${year}`) ?? { now: 0, before: 0 };
      matched.set(`${occupation}|${year}`, { now: sum.now + at(year), before: sum.before + at(year - 1) });
    }
  }
  return (occupation, year) => {
    const sum = matched.get(`${occupation}|${year}`);
    return sum && sum.before > 0 ? sum.now / sum.before : null;
  };
}

/**
 * The newest report of an enterprise, carried to t0 with the growth of its occupation's other reporters.
 * Source: docs/model.md, Demand 1: grossing up by register ÷ reported, at most 3; matched growth as a chain-linked index of matched pairs.
 *
 * @param row stock and the year it was reported for, persons
 * @param t0 year it is carried to
 * @param growth of `matchedGrowth`; a year without stays as it was
 * @returns employees, persons
 * @example carried({ occupation: 'o', year: 2023, stock: 100 }, 2025, (_, year) => (year === 2025 ? 1.2 : null)) // → 120
 */
export function carried(row: Pick<LastStock, 'occupation' | 'year' | 'stock'>, t0: number, growth: ReturnType<typeof matchedGrowth>): number {
  let value = row.stock;
  for (let year = row.year + 1; year <= t0; year++) value *= growth(row.occupation, year) ?? 1;
  return value;
}

/**
 * Factor that grosses reported employees up to the register, per chain and size class: register ÷ reported, between 1 and `coverageCap`. Register
 * employees of size classes in which nobody reports are spread over the chain's reporting classes. Enterprises without a chain have no register: factor 1.
 * Source: docs/model.md, Demand 1: grossing up by register ÷ reported, at most 3; matched growth as a chain-linked index of matched pairs.
 *
 * @param snapshot register employees by chain and size class, and the cap
 * @param reported persons by `cellKey`
 * @returns factor by chain and size class
 * @example coverageFactors({ register: [{ chain: 'c', sizeClass: 's', employees: 300 }], parameters: { coverageCap: 3 } }, new Map([['c|s', 200]]))('c', 's') // → 1.5
 */
export function coverageFactors(
  snapshot: Pick<CitySnapshot, 'register'> & { readonly parameters: Pick<CitySnapshot['parameters'], 'coverageCap'> },
  reported: ReadonlyMap<string, number>,
): (chain: string, sizeClass: string) => number {
  const { coverageCap } = snapshot.parameters;
  const all = new Map<string, number>();
  const heard = new Map<string, number>();
  for (const { chain, sizeClass, employees } of snapshot.register) {
    add(all, chain, employees);
    if ((reported.get(cellKey(chain, sizeClass)) ?? 0) > 0) add(heard, chain, employees);
  }
  const factors = new Map<string, number>();
  for (const { chain, sizeClass, employees } of snapshot.register) {
    const here = reported.get(cellKey(chain, sizeClass)) ?? 0;
    if (here <= 0) continue;
    const spread = (all.get(chain) ?? 0) / (heard.get(chain) ?? 1);
    factors.set(cellKey(chain, sizeClass), Math.min(coverageCap, Math.max(1, (employees * spread) / here)));
  }
  return (chain, sizeClass) => factors.get(cellKey(chain, sizeClass)) ?? 1;
}

/**
 * Share of the register's employees whose enterprises reported for t0 or the year before, per chain, at most 1; 0 where the register has nobody.
 * Source: docs/model.md, Demand 1: grossing up by register ÷ reported, at most 3; matched growth as a chain-linked index of matched pairs.
 *
 * @param snapshot of the city
 * @returns shares by chain id
 * @example [...reporterShares({ asOfYear: 2025, register: [{ chain: 'c', employees: 200 }], lastStocks: [{ chain: 'c', year: 2024, stock: 50 }, { chain: 'c', year: 2020, stock: 99 }] })] // → [['c', 0.25]]
 */
export function reporterShares(snapshot: CitySnapshot): Map<string, number> {
  const register = new Map<string, number>();
  for (const row of snapshot.register) add(register, row.chain, row.employees);
  const reported = new Map<string, number>();
  for (const row of snapshot.lastStocks) if (row.year >= snapshot.asOfYear - 1) add(reported, row.chain, row.stock);
  return new Map([...register].map(([chain, employees]) => [chain, employees > 0 ? Math.min(1, (reported.get(chain) ?? 0) / employees) : 0]));
}

/** Reports that still stand at t0, and what they mean for coverage. */
function reportedNow(snapshot: CitySnapshot) {
  const t0 = snapshot.asOfYear;
  const growth = matchedGrowth(snapshot);
  const recent = snapshot.lastStocks.filter((row) => row.year >= t0 - carriedYears);
  const cells = new Map<string, number>();
  for (const row of recent) add(cells, cellKey(row.chain, row.sizeClass), carried(row, t0, growth));
  return { growth, recent, factor: coverageFactors(snapshot, cells) };
}
type Reported = ReturnType<typeof reportedNow>;

/** City totals of every occupation that is reported as a stock: the level of t0 grossed up, its past chained back with matched growth. */
function stockSeries(snapshot: CitySnapshot, { growth, recent, factor }: Reported): OccupationSeries[] {
  const t0 = snapshot.asOfYear;
  const levels = Map.groupBy(recent, (row) => row.occupation);
  const years = Map.groupBy(snapshot.stockSpans, (row) => row.occupation);

  return [...levels].map(([code, rows]) => {
    const chains = new Map<string, number>();
    let raw = 0;
    for (const row of rows) {
      const value = carried(row, t0, growth);
      raw += value;
      add(chains, row.chain, value * factor(row.chain, row.sizeClass));
    }
    const level = [...chains.values()].reduce((sum, value) => sum + value, 0);
    const reported = new Set((years.get(code) ?? []).map((row) => row.to));
    const firstYear = Math.min(t0, ...reported);
    const values: (number | null)[] = [];
    let value: number | null = level;
    for (let year = t0; year >= firstYear; year--) {
      values.unshift(value !== null && (reported.has(year) || year === t0) ? value : null);
      const step: number | null = growth(code, year);
      // without matched reporters the level before is unknown; the year after a gap starts a new series
      value = value !== null && step !== null && step > 0 ? value / step : null;
    }
    const start = values.findIndex((v) => v !== null);
    const kept = values.slice(start);
    return {
      code,
      nature: 'stock' as const,
      firstYear: firstYear + start,
      values: kept,
      breaks: breaksOf(snapshot, code, firstYear + start, kept.length),
      chainShares: new Map([...chains].map(([chain, persons]) => [chain, level > 0 ? persons / level : 1 / chains.size])),
      observations: kept.filter((v) => v !== null).length,
      coverage: raw > 0 ? level / raw : 1,
    };
  });
}

/**
 * Occupations known only through postings: hires wanted a year, grossed up like stocks. (Where an occupation is declared its postings are not added: the
 * register already stands for enterprises that post but do not declare.)
 */
function hireSeries(snapshot: CitySnapshot, declared: ReadonlySet<string>, factor: Reported['factor']): OccupationSeries[] {
  const t0 = snapshot.asOfYear;
  const rows = countedHires(snapshot).filter((row) => !declared.has(row.occupation));
  return [...Map.groupBy(rows, (row) => row.occupation)].map(([code, hires]) => {
    const firstYear = Math.min(...hires.map((row) => row.year));
    const totals = new Map<number, number>();
    const chains = new Map<string, number>();
    for (const row of hires) {
      const hired = row.headcount * factor(row.chain, row.sizeClass);
      totals.set(row.year, (totals.get(row.year) ?? 0) + hired);
      add(chains, row.chain, hired);
    }
    const reported = hires.reduce((sum, row) => sum + row.headcount, 0);
    const all = [...chains.values()].reduce((sum, value) => sum + value, 0);
    const values = Array.from({ length: t0 - firstYear + 1 }, (_, i) => totals.get(firstYear + i) ?? 0);
    return {
      code,
      nature: 'flow' as const,
      firstYear,
      values,
      breaks: breaksOf(snapshot, code, firstYear, values.length),
      chainShares: new Map([...chains].map(([chain, persons]) => [chain, all > 0 ? persons / all : 1 / chains.size])),
      observations: values.length,
      coverage: reported > 0 ? all / reported : 1,
    };
  });
}

function breaksOf(snapshot: CitySnapshot, occupation: string, firstYear: number, length: number): number[] {
  return snapshot.occupationBreaks
    .filter((row) => row.occupation === occupation)
    .map((row) => row.year - firstYear)
    .filter((index) => index > 0 && index < length);
}

/**
 * Every occupation with demand in the city, in code order: stocks grossed up to the register at t0 and chained back with the growth of enterprises that reported in both years, and hires
 * wanted where no enterprise declares the occupation.
 * Source: docs/model.md, Demand 1: grossing up by register ÷ reported, at most 3; matched growth as a chain-linked index of matched pairs.
 *
 * @param snapshot of the city
 * @returns persons a year, oldest first, the last of t0
 * @example occupationSeries({ asOfYear: 2025, parameters: { coverageCap: 3 }, stockSpans: [{ occupation: 'o', from: null, to: 2024 }, { occupation: 'o', from: 2024, to: 2025, before: 40, now: 50 }], lastStocks: [{ occupation: 'o', chain: 'c', sizeClass: 's', year: 2025, stock: 50 }], register: [{ chain: 'c', sizeClass: 's', employees: 100 }], hires: [], occupationBreaks: [] })[0].values // → [80, 100]
 */
export function occupationSeries(snapshot: CitySnapshot): OccupationSeries[] {
  const reported = reportedNow(snapshot);
  const stocks = stockSeries(snapshot, reported);
  const declared = new Set(stocks.map((series) => series.code));
  return [...stocks, ...hireSeries(snapshot, declared, reported.factor)].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
