import { and, asc, count, eq, inArray, isNull, like, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface MajorFilter {
  readonly level?: string;
  readonly chain?: string;
  readonly text?: string;
  readonly retired: boolean;
}

export type OccupationFilter = Pick<MajorFilter, 'text' | 'retired'>;

/** `%` and `_` of a search text are taken literally. */
export function contains(column: SQL | Parameters<typeof eq>[0], text: string): SQL {
  return sql`${column} like ${`%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`} escape '\\'`;
}

export function createCatalogueRepository(db: Database) {
  const { majors, occupations, chains, chainSegments, chainMajors, chainOccupations, chainUnmatchedMajors, regions } = db.schema;
  const { organisations, programmes } = db.schema;

  const majorWhere = (filter: MajorFilter) =>
    and(
      eq(majors.retired, filter.retired),
      filter.level === undefined ? undefined : eq(majors.level, filter.level as 'secondary'),
      filter.chain === undefined
        ? undefined
        : inArray(majors.code, db.query.select({ code: chainMajors.majorCode }).from(chainMajors).where(eq(chainMajors.chainId, filter.chain))),
      filter.text === undefined ? undefined : or(contains(majors.name, filter.text), contains(majors.code, filter.text)),
    );
  const occupationWhere = ({ text, retired }: OccupationFilter) =>
    and(eq(occupations.retired, retired), text === undefined ? undefined : or(contains(occupations.name, text), contains(occupations.code, text)));

  return {
    async pageMajors(filter: MajorFilter, page: PageRequest) {
      const sort = [{ column: majors.code, descending: false }];
      const rows = await db.query
        .select()
        .from(majors)
        .where(and(majorWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.code]);
    },
    async countMajors(filter: MajorFilter) {
      const [row] = await db.query.select({ n: count() }).from(majors).where(majorWhere(filter));
      return row?.n ?? 0;
    },
    async programmeCounts(majorCodes: readonly string[]) {
      if (majorCodes.length === 0) return new Map<string, number>();
      const rows = await db.query
        .select({ code: programmes.majorCode, n: count() })
        .from(programmes)
        .where(and(inArray(programmes.majorCode, [...majorCodes]), isNull(programmes.closedYear)))
        .groupBy(programmes.majorCode);
      return new Map(rows.map((row) => [row.code, row.n]));
    },
    async chainsOfMajors(majorCodes: readonly string[]) {
      if (majorCodes.length === 0) return [];
      return db.query
        .select({ majorCode: chainMajors.majorCode, chainId: chainMajors.chainId })
        .from(chainMajors)
        .where(inArray(chainMajors.majorCode, [...majorCodes]))
        .orderBy(asc(chainMajors.majorCode), asc(chainMajors.chainId));
    },
    async findMajor(code: string) {
      const [row] = await db.query.select().from(majors).where(eq(majors.code, code));
      return row;
    },
    /** Those of the codes that stand in the catalogue in force. */
    async knownOccupations(codes: readonly string[]) {
      if (codes.length === 0) return new Set<string>();
      const rows = await db.query
        .select({ code: occupations.code })
        .from(occupations)
        .where(and(inArray(occupations.code, [...codes]), eq(occupations.retired, false)));
      return new Set(rows.map(({ code }) => code));
    },
    /** Those of the groups (first two parts of a code) that have an occupation in the catalogue in force. */
    async knownOccupationGroups(groups: readonly string[]) {
      if (groups.length === 0) return new Set<string>();
      const rows = await db.query
        .select({ code: occupations.code })
        .from(occupations)
        .where(and(or(...groups.map((group) => like(occupations.code, `${group}-%`))), eq(occupations.retired, false)));
      return new Set(groups.filter((group) => rows.some(({ code }) => code.startsWith(`${group}-`))));
    },
    async knownMajors(codes: readonly string[]) {
      if (codes.length === 0) return new Set<string>();
      const rows = await db.query
        .select({ code: majors.code })
        .from(majors)
        .where(and(inArray(majors.code, [...codes]), eq(majors.retired, false)));
      return new Set(rows.map(({ code }) => code));
    },
    async pageOccupations(filter: OccupationFilter, page: PageRequest) {
      const sort = [{ column: occupations.code, descending: false }];
      const rows = await db.query
        .select()
        .from(occupations)
        .where(and(occupationWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.code]);
    },
    async countOccupations(filter: OccupationFilter) {
      const [row] = await db.query.select({ n: count() }).from(occupations).where(occupationWhere(filter));
      return row?.n ?? 0;
    },
    async findOccupation(code: string) {
      const [row] = await db.query.select().from(occupations).where(eq(occupations.code, code));
      return row;
    },
    /** Names of those of the codes that the catalogue holds. */
    async occupationNames(codes: readonly string[]): Promise<Map<string, string>> {
      if (codes.length === 0) return new Map();
      const { code, name } = occupations;
      const rows = await db.query
        .select({ code, name })
        .from(occupations)
        .where(inArray(code, [...codes]));
      return new Map(rows.map((row) => [row.code, row.name]));
    },
    async pageChains(page: PageRequest) {
      const sort = [
        { column: chains.number, descending: false },
        { column: chains.id, descending: false },
      ];
      const rows = await db.query
        .select()
        .from(chains)
        .where(afterCursor(sort, page.cursor))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.number, row.id]);
    },
    async countChains() {
      const [row] = await db.query.select({ n: count() }).from(chains);
      return row?.n ?? 0;
    },
    /** Segments, majors, unmatched names and enterprise counts of several chains, one query each. */
    async chainDetails(chainIds: readonly string[]) {
      const ids = [...chainIds];
      if (ids.length === 0) return { segments: [], majors: [], unmatched: [], enterprises: [] };
      const segments = await db.query
        .select({
          id: chainSegments.id,
          chainId: chainSegments.chainId,
          position: chainSegments.position,
          name: chainSegments.name,
          occupations: count(chainOccupations.occupationCode),
        })
        .from(chainSegments)
        .leftJoin(chainOccupations, eq(chainOccupations.segmentId, chainSegments.id))
        .where(inArray(chainSegments.chainId, ids))
        .groupBy(chainSegments.id, chainSegments.chainId, chainSegments.position, chainSegments.name)
        .orderBy(asc(chainSegments.id));
      const linked = await db.query
        .select({ chainId: chainMajors.chainId, code: majors.code, name: majors.name, level: majors.level, origin: chainMajors.origin })
        .from(chainMajors)
        .innerJoin(majors, eq(majors.code, chainMajors.majorCode))
        .where(inArray(chainMajors.chainId, ids))
        .orderBy(asc(chainMajors.chainId), asc(majors.code));
      const unmatched = await db.query
        .select({ chainId: chainUnmatchedMajors.chainId, name: chainUnmatchedMajors.name })
        .from(chainUnmatchedMajors)
        .where(inArray(chainUnmatchedMajors.chainId, ids))
        .orderBy(asc(chainUnmatchedMajors.chainId), asc(chainUnmatchedMajors.name));
      const enterprises = await db.query
        .select({ chainId: organisations.chainId, n: count() })
        .from(organisations)
        .where(and(inArray(organisations.chainId, ids), eq(organisations.status, 'verified')))
        .groupBy(organisations.chainId);
      return { segments, majors: linked, unmatched, enterprises };
    },
    async findRegion(code: string) {
      const [row] = await db.query.select().from(regions).where(eq(regions.code, code));
      return row;
    },
    async names() {
      const major = await db.query.select({ code: majors.code, name: majors.name, level: majors.level, className: majors.className }).from(majors);
      const occupation = await db.query.select({ code: occupations.code, name: occupations.name }).from(occupations);
      return { majors: new Map(major.map((m) => [m.code, m])), occupations: new Map(occupation.map((o) => [o.code, o.name])) };
    },
  };
}
