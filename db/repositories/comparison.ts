import { and, count, eq, or, sql, type SQL } from 'drizzle-orm';
import type { levels } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { withheldWhere } from './disclosure.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface ComparisonFilter {
  /** Run that is compared with. */
  readonly before: string;
  readonly after: string;
  readonly majorCode?: string;
  readonly level?: (typeof levels)[number];
  readonly onlyChanged?: boolean;
}
export const comparisonSorts = ['change', 'majorCode'] as const;
export interface ComparisonSort {
  readonly by: (typeof comparisonSorts)[number];
  readonly descending: boolean;
  /** Cells of which either run withholds the figures stand last, in the order of their codes. */
  readonly withheldLast: boolean;
}

/** Two runs side by side: city totals of the decision window with their flags, joined by region and major in one statement. */
export function createComparisonRepository(db: Database) {
  const { gaps, flags, majors } = db.schema;
  const q = db.query;

  function sideOf(runId: string, name: string) {
    const { regionCode, majorCode, level, year, lastYear, demand, supply, gap, lo80, hi80, ratio, probability, band, grade, enterprises, suppressed } = gaps;
    return q
      .select({
        ...{ regionCode, majorCode, level, year, lastYear, demand, supply, gap, lo80, hi80, ratio, probability, band, grade },
        ...{ class: flags.class, proposedClass: flags.proposedClass, enterprises, suppressed },
      })
      .from(gaps)
      .leftJoin(flags, and(eq(flags.runId, gaps.runId), eq(flags.majorCode, gaps.majorCode), eq(flags.regionCode, gaps.regionCode)))
      .where(and(eq(gaps.runId, runId), eq(gaps.span, 'total'), eq(gaps.window, 'decision'), eq(gaps.chainKey, 'city')))
      .as(name);
  }

  /** The region comes first: it is what tells a cell that a run does not have. */
  function fieldsOf(side: ReturnType<typeof sideOf>) {
    const { regionCode, year, lastYear, demand, supply, gap, lo80, hi80, ratio, probability, band, grade, proposedClass, enterprises, suppressed } = side;
    return {
      ...{
        regionCode,
        year,
        lastYear,
        demand,
        supply,
        gap,
        lo80,
        hi80,
        ratio,
        probability,
        band,
        grade,
        class: side.class,
        proposedClass,
        enterprises,
        suppressed,
      },
    };
  }

  function cellsOf(filter: ComparisonFilter) {
    const before = sideOf(filter.before, 'before');
    const after = sideOf(filter.after, 'after');
    const either = (name: 'regionCode' | 'majorCode' | 'level') => sql<string>`coalesce(${after[name]}, ${before[name]})`;
    const compared = ['demand', 'supply', 'gap', 'ratio', 'probability', 'band', 'class', 'proposedClass'] as const;
    const changed = or(...compared.map((name) => sql`${before[name]} is distinct from ${after[name]}`)) as SQL;
    const gapChange = sql<number>`coalesce(${after.gap}, 0) - coalesce(${before.gap}, 0)`;
    const withheld = (side: typeof before) => sql`(${side.regionCode} is not null and ${withheldWhere(side)})`;
    const hidden = sql<number>`case when ${withheld(before)} or ${withheld(after)} then 1 else 0 end`;
    const place = { regionCode: either('regionCode'), majorCode: either('majorCode') };
    return {
      ...{ before, after, changed, hidden, gapChange, ...place, size: sql<number>`abs(${gapChange})` },
      same: and(eq(before.regionCode, after.regionCode), eq(before.majorCode, after.majorCode)),
      where: and(
        filter.majorCode === undefined ? undefined : eq(place.majorCode, filter.majorCode),
        filter.level === undefined ? undefined : eq(either('level'), filter.level),
        filter.onlyChanged === true ? changed : undefined,
      ),
    };
  }

  return {
    async pageCells(filter: ComparisonFilter, by: ComparisonSort, page: PageRequest) {
      const { before, after, changed, hidden, gapChange, size, regionCode, majorCode, same, where } = cellsOf(filter);
      const masked = by.withheldLast && by.by === 'change';
      const value = masked ? sql<number>`case when ${hidden} = 1 then 0 else ${size} end` : size;
      const sort = [
        ...(masked ? [{ column: hidden, descending: false }] : []),
        { column: by.by === 'change' ? value : majorCode, descending: by.descending },
        { column: majorCode, descending: false },
        { column: regionCode, descending: false },
      ];
      const rows = await q
        .select({
          ...{ regionCode, majorCode, majorName: majors.name, level: majors.level, className: majors.className },
          ...{
            gapChange: gapChange.mapWith(Number),
            size: value.mapWith(Number),
            hidden: hidden.mapWith(Number),
            changed: sql`case when ${changed} then 1 else 0 end`.mapWith(Boolean),
          },
          ...{ before: fieldsOf(before), after: fieldsOf(after) },
        })
        .from(before)
        .fullJoin(after, same)
        .innerJoin(majors, eq(majors.code, majorCode))
        .where(and(where, afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [...(masked ? [row.hidden] : []), by.by === 'change' ? row.size : row.majorCode, row.majorCode, row.regionCode]);
    },
    /** Cells that the filters admit, and how many of them changed. */
    async countCells(filter: ComparisonFilter) {
      const { before, after, changed, same, where } = cellsOf(filter);
      const [row] = await q
        .select({ compared: count(), changed: sql`coalesce(sum(case when ${changed} then 1 else 0 end), 0)`.mapWith(Number) })
        .from(before)
        .fullJoin(after, same)
        .where(where);
      return row ?? { compared: 0, changed: 0 };
    },
  };
}
