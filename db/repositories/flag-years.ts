import { and, asc, count, eq, inArray, isNull, lte, min } from 'drizzle-orm';
import { askingClasses } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface AskedFilter {
  readonly majorCodes: readonly string[];
  readonly schoolId?: string;
}

/** Flags over the years of a region, and the programmes they ask. */
export function createFlagYearRepository(db: Database) {
  const { runs, flags, programmes, organisations, majors } = db.schema;
  const asked = ({ majorCodes, schoolId }: AskedFilter) =>
    and(
      inArray(programmes.majorCode, [...majorCodes]),
      isNull(programmes.closedYear),
      isNull(organisations.closedYear),
      schoolId === undefined ? undefined : eq(programmes.schoolId, schoolId),
    );

  return {
    /** Runs of the region that succeeded, up to a year, in the order of years and ids. */
    async runsUntil(regionCode: string, year: number) {
      return db.query
        .select({ id: runs.id, asOfYear: runs.asOfYear })
        .from(runs)
        .where(and(eq(runs.status, 'succeeded'), eq(runs.regionCode, regionCode), lte(runs.asOfYear, year)))
        .orderBy(asc(runs.asOfYear), asc(runs.id));
    },
    /** Classes of majors in these runs; without majors, of all. */
    async classes(runIds: readonly string[], majorCodes?: readonly string[]) {
      if (runIds.length === 0 || majorCodes?.length === 0) return [];
      return db.query
        .select({ runId: flags.runId, majorCode: flags.majorCode, level: flags.level, class: flags.class })
        .from(flags)
        .where(and(inArray(flags.runId, [...runIds]), majorCodes === undefined ? undefined : inArray(flags.majorCode, [...majorCodes])));
    },
    /** When each asking class of a major was first said, by year of the run. */
    async firstSaid(regionCode: string, year: number, majorCodes?: readonly string[]) {
      if (majorCodes?.length === 0) return [];
      return db.query
        .select({ majorCode: flags.majorCode, class: flags.class, asOfYear: runs.asOfYear, at: min(runs.finishedAt) })
        .from(flags)
        .innerJoin(runs, eq(runs.id, flags.runId))
        .where(
          and(
            eq(runs.status, 'succeeded'),
            eq(runs.regionCode, regionCode),
            lte(runs.asOfYear, year),
            inArray(flags.class, [...askingClasses]),
            majorCodes === undefined ? undefined : inArray(flags.majorCode, [...majorCodes]),
          ),
        )
        .groupBy(flags.majorCode, flags.class, runs.asOfYear);
    },
    /** Open programmes of these majors, by major and school. */
    async pageAsked(filter: AskedFilter, page: PageRequest) {
      if (filter.majorCodes.length === 0) return { items: [], next: null };
      const sort = [
        { column: programmes.majorCode, descending: false },
        { column: programmes.id, descending: false },
      ];
      const rows = await db.query
        .select({ programme: programmes, organisationName: organisations.name, majorName: majors.name })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(asked(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ programme }) => [programme.majorCode, programme.id]);
    },
    async countAsked(filter: AskedFilter) {
      if (filter.majorCodes.length === 0) return 0;
      const [row] = await db.query
        .select({ n: count() })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .where(asked(filter));
      return row?.n ?? 0;
    },
    /** Majors with how many open programmes each has. */
    async askedByMajor(filter: AskedFilter) {
      if (filter.majorCodes.length === 0) return [];
      return db.query
        .select({ majorCode: programmes.majorCode, majorName: majors.name, n: count() })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(asked(filter))
        .groupBy(programmes.majorCode, majors.name)
        .orderBy(asc(programmes.majorCode));
    },
  };
}
