import { and, asc, count, eq, inArray, ne, type SQL } from 'drizzle-orm';
import type { levels } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface HeatFilter {
  readonly runId: string;
  readonly level?: (typeof levels)[number];
  readonly classCode?: string;
  /** `city` or a chain, for majors. */
  readonly chainKey: string;
}

/** Figures of a run laid out as rows and columns: every row once, then the cells of the rows of a page. */
export function createHeatRepository(db: Database) {
  const { gaps, gapTotals, majors, chains } = db.schema;
  const q = db.query;
  const decision = (t: typeof gaps | typeof gapTotals) => and(eq(t.span, 'total'), eq(t.window, 'decision'));

  const majorsWhere = ({ runId, level, classCode, chainKey }: HeatFilter): SQL | undefined =>
    and(
      eq(gaps.runId, runId),
      decision(gaps),
      eq(gaps.chainKey, chainKey),
      level === undefined ? undefined : eq(gaps.level, level),
      classCode === undefined ? undefined : inArray(gaps.majorCode, q.select({ code: majors.code }).from(majors).where(eq(majors.classCode, classCode))),
    );
  const classesWhere = ({ runId, level, classCode }: HeatFilter): SQL | undefined =>
    and(
      eq(gapTotals.runId, runId),
      decision(gapTotals),
      eq(gapTotals.cut, 'class'),
      level === undefined ? undefined : eq(gapTotals.level, level),
      classCode === undefined ? undefined : eq(gapTotals.code, classCode),
    );

  return {
    /** By code. */
    async pageMajors(filter: HeatFilter, page: PageRequest) {
      const sort = [{ column: gaps.majorCode, descending: false }];
      const rows = await q
        .select({ code: gaps.majorCode, name: majors.name, level: gaps.level })
        .from(gaps)
        .innerJoin(majors, eq(majors.code, gaps.majorCode))
        .where(and(majorsWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.code]);
    },
    async countMajors(filter: HeatFilter) {
      const [row] = await q.select({ n: count() }).from(gaps).where(majorsWhere(filter));
      return row?.n ?? 0;
    },
    async majorCells({ runId, chainKey }: HeatFilter, codes: readonly string[]) {
      return q
        .select()
        .from(gaps)
        .where(and(eq(gaps.runId, runId), eq(gaps.span, 'year'), eq(gaps.chainKey, chainKey), inArray(gaps.majorCode, [...codes])))
        .orderBy(asc(gaps.majorCode), asc(gaps.year));
    },
    /** By code, then level. */
    async pageClasses(filter: HeatFilter, page: PageRequest) {
      const sort = [
        { column: gapTotals.code, descending: false },
        { column: gapTotals.key, descending: false },
      ];
      const rows = await q
        .select({ key: gapTotals.key, code: gapTotals.code, level: gapTotals.level })
        .from(gapTotals)
        .where(and(classesWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.code, row.key]);
    },
    async countClasses(filter: HeatFilter) {
      const [row] = await q.select({ n: count() }).from(gapTotals).where(classesWhere(filter));
      return row?.n ?? 0;
    },
    async classCells(runId: string, codes: readonly string[]) {
      return q
        .select()
        .from(gapTotals)
        .where(and(eq(gapTotals.runId, runId), eq(gapTotals.cut, 'class'), eq(gapTotals.span, 'year'), inArray(gapTotals.code, [...codes])))
        .orderBy(asc(gapTotals.code), asc(gapTotals.year));
    },
    /** What chains are added up from: every major of every chain in one year, in natural order. */
    async chainCells(runId: string, year: number, level?: HeatFilter['level']) {
      const { chainKey, majorCode, demand, supply, enterprises, suppressed } = gaps;
      return q
        .select({ chainKey, majorCode, level: gaps.level, demand, supply, enterprises, suppressed })
        .from(gaps)
        .where(
          and(
            eq(gaps.runId, runId),
            eq(gaps.span, 'year'),
            eq(gaps.year, year),
            ne(gaps.chainKey, 'city'),
            level === undefined ? undefined : eq(gaps.level, level),
          ),
        )
        .orderBy(asc(gaps.key));
    },
    async chainNames(): Promise<ReadonlyMap<string, string>> {
      const rows = await q.select({ id: chains.id, name: chains.name }).from(chains);
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    /** The total of the region: which years its decision window has. */
    async region(runId: string) {
      const [row] = await q
        .select()
        .from(gapTotals)
        .where(and(eq(gapTotals.runId, runId), decision(gapTotals), eq(gapTotals.cut, 'region')));
      return row;
    },
    /** Years that any row of the run is of. */
    async years(runId: string): Promise<number[]> {
      const rows = await q
        .selectDistinct({ year: gapTotals.year })
        .from(gapTotals)
        .where(and(eq(gapTotals.runId, runId), eq(gapTotals.span, 'year')))
        .orderBy(asc(gapTotals.year));
      return rows.map(({ year }) => year);
    },
  };
}
