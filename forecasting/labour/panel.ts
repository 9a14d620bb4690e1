import type { Parameters } from './parameters.ts';
import { snapshotVersion, type CitySnapshot, type LastStock, type SnapshotProgramme, type StockSpan } from './snapshot.ts';

/** National or regional totals as statistical offices publish them: no enterprises, no schools, no grades. Counts are persons. */
export interface LabourPanel {
  readonly region: string;
  readonly employment: readonly { readonly occupation: string; readonly title: string; readonly year: number; readonly employment: number }[];
  readonly completions: readonly { readonly programme: string; readonly title: string; readonly year: number; readonly completions: number }[];
  readonly links: readonly { readonly programme: string; readonly occupation: string }[];
}

/** Length of what a panel of completions knows: who completes in the school year t supplies the openings between t and t + 1. */
const panelLength = 1;
const byYear = (a: { readonly year: number }, b: { readonly year: number }): number => a.year - b.year;
/** Some years of a table carry no title: the newest that does names the code. */
const nameOf = (code: string, rows: readonly { readonly title: string }[]): string => rows.findLast((row) => row.title !== '')?.title ?? code;
const byCode = <T extends { readonly code: string }>(rows: Iterable<T>): T[] => [...rows].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));

/** Consecutive years of one occupation's total, as if one reporter had answered; a missing year lies inside a span. */
function stocksOf(occupation: string, rows: LabourPanel['employment']): { readonly spans: StockSpan[]; readonly last: LastStock } {
  const years = rows.toSorted(byYear);
  const spans = years.map((row, i): StockSpan => {
    const before = years[i - 1];
    return { occupation, from: before?.year ?? null, to: row.year, before: before?.employment ?? 0, now: row.employment, enterprises: 1 };
  });
  const { year, employment } = years.at(-1)!;
  return { spans, last: { occupation, chain: '', sizeClass: '', year, stock: employment } };
}

/** Completions of the year t stand as the intake of t of a one-year programme that loses nobody, so its graduates of t + 1 are the completions of t. */
function programmeOf(code: string, rows: LabourPanel['completions']): SnapshotProgramme {
  const known = new Map(rows.map((row) => [row.year, row.completions]));
  const years = rows.toSorted(byYear).map(({ year, completions }) => ({
    ...{ year, plan: null, intake: completions },
    ...{ graduates: known.get(year - 1) ?? 0, enrolled: [completions] },
  }));
  const all = { schoolId: 'all', school: 'all' };
  return { id: code, major: code, ...all, lengthYears: panelLength, closedYear: null, breaks: [], years, plans: [], destinations: [] };
}

/**
 * A panel of employment and completions as the snapshot of a city, so that the whole model runs on published statistics. There is no register (coverage 1), no destination
 * (p = u = 0, q = 1, which costs a grade) and no school; what the panel cannot say stays at the labelled default of its parameter.
 * Source: docs/panel.md.
 *
 * @param panel totals by code and year; later years than `asOfYear` are not looked at
 * @param asOfYear t0
 * @param parameters of the run
 * @throws RangeError when the panel has nothing up to t0 on one of the sides
 * @returns a snapshot of the newest version; counts are persons
 * @example panelSnapshot({ region: 'US', employment: [{ occupation: '15-1252', title: 'Software Developers', year: 2024, employment: 100 }], completions: [{ programme: '11.0701', title: 'Computer Science', year: 2024, completions: 20 }], links: [] }, 2024, resolveParameters({}).parameters).majors[0].classCode // → '11.07'
 */
export function panelSnapshot(panel: LabourPanel, asOfYear: number, parameters: Parameters): CitySnapshot {
  const known = <T extends { readonly year: number }>(rows: readonly T[]): T[] => rows.filter((row) => row.year <= asOfYear);
  const employment = Map.groupBy(known(panel.employment), (row) => row.occupation);
  const completions = Map.groupBy(known(panel.completions), (row) => row.programme);
  if (employment.size === 0 || completions.size === 0)
    throw new RangeError(
      `panelSnapshot needs employment and completions up to ${asOfYear}, got ${employment.size} occupations and ${completions.size} programmes`,
    );
  const stocks = [...employment].map(([code, rows]) => ({ code, ...stocksOf(code, rows) }));
  const majors = [...completions].map(([code, rows]) => {
    const [category = '', rest = ''] = code.split('.');
    return { code, name: nameOf(code, rows), level: 'associate' as const, classCode: `${category}.${rest.slice(0, 2)}`, categoryCode: category };
  });
  return {
    ...{ version: snapshotVersion, region: panel.region, asOfYear, parameters, simulated: false },
    majors: byCode(majors),
    occupations: byCode([...employment].map(([code, rows]) => ({ code, name: nameOf(code, rows) }))),
    chains: [],
    links: panel.links
      .filter((link) => completions.has(link.programme) && employment.has(link.occupation))
      .map((link) => ({ major: link.programme, occupation: link.occupation, strength: 1, origin: 'official' as const }))
      .sort((a, b) => (a.major + a.occupation < b.major + b.occupation ? -1 : 1)),
    stockSpans: byCode(stocks).flatMap(({ spans }) => spans),
    lastStocks: byCode(stocks).map(({ last }) => last),
    ...{ register: [], hires: [], occupationBreaks: [], pathways: [], previous: null },
    programmes: byCode([...completions].map(([code, rows]) => ({ code, ...programmeOf(code, rows) }))).map(({ code: _code, ...programme }) => programme),
  };
}
