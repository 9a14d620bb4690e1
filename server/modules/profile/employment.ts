import { createStockHistory, type StockYear } from '../../../forecasting/labour/stock-history.ts';
import type { ChainProfile, ProfileEmployment } from '../../../schemas/profile.ts';
import { profileSegments, sizeClasses } from '../../../schemas/vocabulary.ts';
import type { Withheld } from '../../withhold.ts';
import { byPlace, keyOf, segmentSums, type createScopes, type Scope } from './scope.ts';

const yearsAhead = 3;
const sum = (rows: readonly StockYear[], of: 'reported' | 'carried' | 'persons') => rows.reduce((total, row) => total + row[of], 0);

/** Employees of a chain in every reported year: what the overview, the trend and the list of occupations are made of. */
export async function readStocks({ stocks, inputs }: ReturnType<typeof createScopes>, scope: Scope) {
  const { chain, until, parameters, year } = scope;
  const reports = await stocks.standingStocks(chain.id, until);
  const codes = [...new Set(reports.map((row) => row.occupation))].sort();
  const spans = codes.length === 0 ? [] : await inputs.stockSpans(chain.regionCode, until, codes);
  const register = await stocks.register(chain.regionCode);
  const years = [...new Set([...reports.map((row) => row.year), year])].sort((a, b) => a - b);
  const enterprises = await stocks.enterprisesByYear(chain.id, until, years);
  const history = createStockHistory({ stocks: reports, spans, register, coverageCap: parameters.coverageCap });
  const at = years.map((one) => {
    const found = history(one);
    const inSegment = new Map(enterprises.bySegment.filter((row) => row.year === one).map((row) => [row.position ?? 'unassigned', row.enterprises]));
    const inSize = new Map(enterprises.bySize.filter((row) => row.year === one).map((row) => [row.sizeClass, row.enterprises]));
    const bySegment = Map.groupBy(found.stocks, (row) => scope.segmentOf(row.occupation));
    const byOccupation = Map.groupBy(found.stocks, (row) => row.occupation);
    const bySize = Map.groupBy(found.stocks, (row) => row.sizeClass);
    const all = [...inSize.values()].reduce((total, n) => total + n, 0);
    const cells = [
      { key: keyOf.chain, enterprises: all, value: sum(found.stocks, 'persons') },
      ...[...bySegment].map(([name, rows]) => ({ key: keyOf.segment(name), enterprises: inSegment.get(name) ?? 0, value: sum(rows, 'persons') })),
      ...[...bySize].map(([name, rows]) => ({ key: keyOf.size(name), enterprises: inSize.get(name) ?? 0, value: sum(rows, 'persons') })),
      ...[...byOccupation].map(([code, rows]) => ({
        key: keyOf.occupation(code),
        enterprises: rows.reduce((total, row) => total + row.enterprises, 0),
        value: sum(rows, 'persons'),
      })),
    ];
    const sums = [
      ...segmentSums([...byOccupation.keys()].map((code) => ({ code, segment: scope.segmentOf(code) }))),
      { total: keyOf.chain, parts: [...bySize.keys()].map(keyOf.size) },
    ];
    const withheld = scope.withheld(cells, sums);
    const counts = new Map(cells.map((cell) => [cell.key, cell.enterprises]));
    const registered = found.register.filter((row) => row.chain === chain.id);
    return { ...found, year: one, bySegment, byOccupation, bySize, withheld, counts, registered };
  });
  const simulated = new Map(codes.map((code) => [code, reports.some((row) => row.occupation === code && row.simulated)]));
  const unseen = new Set(at.find((one) => one.year === year)?.withheld.keys());
  return { codes, at, simulated, unseen, years: [...new Set(reports.map((row) => row.year))].sort((a, b) => a - b) };
}
export type Stocks = Awaited<ReturnType<typeof readStocks>>;
type At = Stocks['at'][number];

function stockOf(at: At, key: string, rows: readonly StockYear[]) {
  const withheld: Withheld | null = at.withheld.get(key) ?? null;
  const [reported, persons] = [sum(rows, 'reported'), sum(rows, 'persons')];
  const shown = withheld === null;
  return {
    enterprises: at.counts.get(key) ?? 0,
    reported: shown ? reported : null,
    stock: shown ? persons : null,
    factor: shown && reported > 0 ? persons / reported : null,
    withheld,
  };
}
const shareOf = (at: At, rows: readonly StockYear[], shown: boolean) => {
  const all = sum(at.stocks, 'persons');
  return shown && all > 0 && !at.withheld.has(keyOf.chain) ? sum(rows, 'persons') / all : null;
};

/** Coverage, size classes, segments and trend of the overview. */
export async function overviewOfStocks(
  { stocks }: ReturnType<typeof createScopes>,
  scope: Scope,
  read: Stocks,
): Promise<Pick<ChainProfile, 'coverage' | 'sizeClasses' | 'segments' | 'trend' | 'reportedYears'>> {
  const known = new Map((await stocks.enterprises(scope.chain.id)).map((row) => [row.sizeClass, row.enterprises]));
  const now = read.at.find((one) => one.year === scope.year);
  if (!now) throw new Error(`the stocks of ${scope.year} were not read`);
  const registered = now.registered.reduce((total, row) => total + row.employees, 0);
  const sizes = [...sizeClasses, ''].filter((name) => known.has(name) || now.bySize.has(name) || now.registered.some((row) => row.sizeClass === name));
  const chain = stockOf(now, keyOf.chain, now.stocks);
  return {
    reportedYears: read.years,
    coverage: {
      known: [...known.values()].reduce((total, n) => total + n, 0),
      ...chain,
      registered,
      covered: chain.withheld === null && registered > 0 ? Math.min(1, sum(now.stocks, 'carried') / registered) : null,
    },
    sizeClasses: sizes.map((name) => ({
      sizeClass: name as (typeof sizeClasses)[number],
      known: known.get(name) ?? 0,
      registered: now.registered.filter((row) => row.sizeClass === name).reduce((total, row) => total + row.employees, 0),
      ...stockOf(now, keyOf.size(name), now.bySize.get(name) ?? []),
    })),
    segments: profileSegments
      .filter((name) => name !== 'unassigned' || now.bySegment.has(name))
      .map((position) => {
        const rows = now.bySegment.get(position) ?? [];
        const found = stockOf(now, keyOf.segment(position), rows);
        return {
          position,
          names: scope.segments.filter((segment) => segment.position === position).map((segment) => segment.name),
          occupations: new Set(rows.map((row) => row.occupation)).size,
          ...found,
          share: shareOf(now, rows, found.withheld === null),
        };
      }),
    trend: read.at
      .filter((one) => read.years.includes(one.year))
      .flatMap((one) => {
        const line = (position: ChainProfile['trend'][number]['position'], key: string, rows: readonly StockYear[]) => {
          const { enterprises, reported, stock, withheld } = stockOf(one, key, rows);
          return { year: one.year, position, enterprises, reported, stock, withheld };
        };
        return [
          line(null, keyOf.chain, one.stocks),
          ...profileSegments.flatMap((name) => (one.bySegment.has(name) ? [line(name, keyOf.segment(name), one.bySegment.get(name) ?? [])] : [])),
        ];
      }),
  };
}

interface Posted {
  readonly segment: string;
  readonly code: string;
  readonly enterprises: number;
  readonly persons: number;
  readonly simulated: boolean;
}

/** Occupations of the chain with employees or postings, by segment and code. */
export async function employmentRows(
  { stocks }: ReturnType<typeof createScopes>,
  scope: Scope,
  read: Stocks,
  posted: readonly Posted[],
): Promise<ProfileEmployment[]> {
  const { run, year } = scope;
  const now = read.at.find((one) => one.year === year);
  const names = await stocks.occupationNames();
  const base = run && read.at.find((one) => one.year === run.asOfYear);
  const foretold = run
    ? new Map((await stocks.runOccupations(run.id, run.asOfYear + yearsAhead, read.codes)).map((row) => [row.code, row]))
    : new Map<string, never>();
  const wanted = new Map(posted.map((row) => [row.code, row]));
  const codes = [...new Set([...(now?.byOccupation.keys() ?? []), ...wanted.keys()])];
  // no total of postings is shown, so none needs to be kept from giving one away
  const hidden = scope.withheld(
    posted.map((row) => ({ key: row.code, enterprises: row.enterprises, value: row.persons })),
    [],
  );
  return codes
    .filter((code) => scope.wanted(scope.segmentOf(code)))
    .map((code) => {
      const rows = now?.byOccupation.get(code) ?? [];
      const found = now ? stockOf(now, keyOf.occupation(code), rows) : { enterprises: 0, reported: 0, stock: 0, factor: null, withheld: null };
      const series = foretold.get(code);
      const level = series?.history.at(-1) ?? 0;
      const part = level > 0 && base ? Math.min(1, sum(base.byOccupation.get(code) ?? [], 'persons') / level) : 0;
      const vacancy = wanted.get(code);
      const closed = hidden.get(code) ?? null;
      return {
        ...{ segment: scope.segmentOf(code), code, name: names.get(code) ?? code, year, nature: 'stock' as const },
        ...found,
        share: now ? shareOf(now, rows, found.withheld === null) : null,
        forecast:
          run && series && part > 0 && found.withheld === null && base?.withheld.has(keyOf.occupation(code)) !== true
            ? { year: run.asOfYear + yearsAhead, mean: series.mean * part, lo80: series.lo80 * part, hi80: series.hi80 * part }
            : null,
        posted: { enterprises: vacancy?.enterprises ?? 0, persons: closed === null ? (vacancy?.persons ?? 0) : null, withheld: closed },
        simulated: (read.simulated.get(code) ?? false) || (vacancy?.simulated ?? false),
      };
    })
    .sort(byPlace);
}
