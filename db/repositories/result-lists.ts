import { and, asc, count, eq, inArray, sql, type Column, type SQL } from 'drizzle-orm';
import type { bands, cuts, flagClasses, levels, windows } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { isWithheld, withheldCase, type Disclosed } from './disclosure.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface GapFilter {
  readonly runId: string;
  readonly span: 'year' | 'total';
  readonly chainKey: string;
  readonly window?: (typeof windows)[number];
  readonly majorCode?: string;
  readonly level?: (typeof levels)[number];
  readonly band?: (typeof bands)[number];
  readonly year?: number;
  readonly regionCode?: string;
  readonly classCode?: string;
  readonly categoryCode?: string;
}
export const gapSorts = ['gap', 'demand', 'supply', 'probability', 'year', 'majorCode'] as const;
export interface GapSort {
  readonly by: (typeof gapSorts)[number];
  readonly descending: boolean;
  /** Withheld rows stand last, in the order of their keys: a place in the order would tell the figure. */
  readonly withheldLast: boolean;
}
export interface TotalFilter {
  readonly runId: string;
  readonly cut: (typeof cuts)[number];
  readonly span: 'year' | 'total';
  readonly window?: (typeof windows)[number];
  readonly year?: number;
  readonly level?: (typeof levels)[number];
  readonly code?: string;
}
export const totalSorts = ['key', 'gap', 'demand', 'supply', 'probability', 'year'] as const;
export interface TotalSort {
  readonly by: (typeof totalSorts)[number];
  readonly descending: boolean;
  readonly withheldLast: boolean;
}
export interface FlagFilter {
  readonly runId: string;
  readonly class?: (typeof flagClasses)[number];
  /** Any of these. */
  readonly classes?: readonly (typeof flagClasses)[number][];
  readonly level?: (typeof levels)[number];
  readonly majorCode?: string;
  readonly chain?: string;
}
export const flagSorts = ['urgency', 'gap', 'probability', 'majorCode'] as const;
export interface FlagSort {
  readonly by: (typeof flagSorts)[number];
  readonly descending: boolean;
  readonly withheldLast: boolean;
}

/** Sorts by what is never withheld. */
export const openSorts: ReadonlySet<string> = new Set(['supply', 'year', 'majorCode', 'key']);

/** Lists of what a run found: gaps, totals and flags, filtered, sorted and paged. */
export function createResultLists(db: Database) {
  const { runs, gaps, gapTotals, flags, majors, chains, chainMajors, regions } = db.schema;
  const codesWhere = (condition: SQL) => db.query.select({ code: majors.code }).from(majors).where(condition);
  const gapWhere = (f: GapFilter) =>
    and(
      eq(gaps.runId, f.runId),
      eq(gaps.span, f.span),
      eq(gaps.chainKey, f.chainKey),
      f.window === undefined ? undefined : eq(gaps.window, f.window),
      f.majorCode === undefined ? undefined : eq(gaps.majorCode, f.majorCode),
      f.level === undefined ? undefined : eq(gaps.level, f.level),
      f.band === undefined ? undefined : eq(gaps.band, f.band),
      f.year === undefined ? undefined : eq(gaps.year, f.year),
      f.regionCode === undefined ? undefined : eq(gaps.regionCode, f.regionCode),
      f.classCode === undefined ? undefined : inArray(gaps.majorCode, codesWhere(eq(majors.classCode, f.classCode))),
      f.categoryCode === undefined ? undefined : inArray(gaps.majorCode, codesWhere(eq(majors.categoryCode, f.categoryCode))),
    );
  const totalWhere = (f: TotalFilter) =>
    and(
      eq(gapTotals.runId, f.runId),
      eq(gapTotals.cut, f.cut),
      eq(gapTotals.span, f.span),
      f.window === undefined ? undefined : eq(gapTotals.window, f.window),
      f.year === undefined ? undefined : eq(gapTotals.year, f.year),
      f.level === undefined ? undefined : eq(gapTotals.level, f.level),
      f.code === undefined ? undefined : eq(gapTotals.code, f.code),
    );
  const flagWhere = (f: FlagFilter) =>
    and(
      eq(flags.runId, f.runId),
      f.class === undefined ? undefined : eq(flags.class, f.class),
      f.classes === undefined ? undefined : inArray(flags.class, [...f.classes]),
      f.level === undefined ? undefined : eq(flags.level, f.level),
      f.majorCode === undefined ? undefined : eq(flags.majorCode, f.majorCode),
      f.chain === undefined
        ? undefined
        : inArray(flags.majorCode, db.query.select({ code: chainMajors.majorCode }).from(chainMajors).where(eq(chainMajors.chainId, f.chain))),
    );

  /** The order of a list, with what its cursor holds of a row. Only figures are withheld: supply, years and codes sort as they are. */
  function sortOf<T extends typeof gaps | typeof flags | typeof gapTotals>(
    table: T,
    { by, descending, withheldLast }: { readonly by: keyof T & string; readonly descending: boolean; readonly withheldLast: boolean },
  ) {
    const column = table[by] as Column;
    const key = { column: table.key, descending: false };
    const plain = !withheldLast || openSorts.has(by);
    const hidden = withheldCase(table);
    return {
      sort: plain
        ? [{ column, descending }, key]
        : [{ column: hidden, descending: false }, { column: sql`case when ${hidden} = 1 then 0 else ${column} end`, descending }, key], // prettier-ignore
      valuesOf: (row: Disclosed & { readonly key: string }, value: string | number) =>
        plain ? [value, row.key] : isWithheld(row) ? [1, 0, row.key] : [0, value, row.key],
    };
  }

  return {
    async pageGaps(filter: GapFilter, by: GapSort, page: PageRequest) {
      const { sort, valuesOf } = sortOf(gaps, by);
      const rows = await db.query
        .select({ gap: gaps, majorName: majors.name, className: majors.className, simulated: runs.simulated })
        .from(gaps)
        .innerJoin(majors, eq(majors.code, gaps.majorCode))
        .innerJoin(runs, eq(runs.id, gaps.runId))
        .where(and(gapWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => valuesOf(row.gap, row.gap[by.by]));
    },
    async countGaps(filter: GapFilter) {
      const [row] = await db.query.select({ n: count() }).from(gaps).where(gapWhere(filter));
      return row?.n ?? 0;
    },
    async pageTotals(filter: TotalFilter, by: TotalSort, page: PageRequest) {
      const { sort, valuesOf } = sortOf(gapTotals, by);
      const rows = await db.query
        .select({ total: gapTotals, simulated: runs.simulated })
        .from(gapTotals)
        .innerJoin(runs, eq(runs.id, gapTotals.runId))
        .where(and(totalWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => valuesOf(row.total, row.total[by.by]));
    },
    async countTotals(filter: TotalFilter) {
      const [row] = await db.query.select({ n: count() }).from(gapTotals).where(totalWhere(filter));
      return row?.n ?? 0;
    },
    /** Names of groups by `level|code` (classes, categories) or code (chains, regions). */
    async groupNames(cut: TotalFilter['cut']): Promise<ReadonlyMap<string, string>> {
      if (cut === 'class' || cut === 'category') {
        const [code, name] = cut === 'class' ? [majors.classCode, majors.className] : [majors.categoryCode, majors.categoryName];
        const rows = await db.query.selectDistinct({ level: majors.level, code, name }).from(majors).orderBy(asc(code), asc(name));
        return new Map(rows.map((row) => [`${row.level}|${row.code}`, row.name]));
      }
      if (cut === 'level') return new Map();
      const rows =
        cut === 'chain'
          ? await db.query.select({ code: chains.id, name: chains.name }).from(chains)
          : await db.query.select({ code: regions.code, name: regions.name }).from(regions);
      return new Map(rows.map((row) => [row.code, row.name]));
    },
    async pageFlags(filter: FlagFilter, by: FlagSort, page: PageRequest) {
      const { sort, valuesOf } = sortOf(flags, by);
      const rows = await db.query
        .select({ flag: flags, majorName: majors.name, className: majors.className, simulated: runs.simulated })
        .from(flags)
        .innerJoin(majors, eq(majors.code, flags.majorCode))
        .innerJoin(runs, eq(runs.id, flags.runId))
        .where(and(flagWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => valuesOf(row.flag, row.flag[by.by]));
    },
    async countFlags(filter: FlagFilter) {
      const [row] = await db.query.select({ n: count() }).from(flags).where(flagWhere(filter));
      return row?.n ?? 0;
    },
  };
}
