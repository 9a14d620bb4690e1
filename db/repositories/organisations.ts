import { and, asc, count, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface ProgrammeFilter {
  readonly schoolId?: string;
  readonly majorCode?: string;
}

export function createOrganisationRepository(db: Database) {
  const { organisations, schoolTotals, programmes, majors } = db.schema;
  const schoolWhere = (text: string | undefined) =>
    and(eq(organisations.kind, 'school'), eq(organisations.status, 'verified'), text === undefined ? undefined : contains(organisations.name, text));
  const programmeWhere = (filter: ProgrammeFilter) =>
    and(
      filter.schoolId === undefined ? undefined : eq(programmes.schoolId, filter.schoolId),
      filter.majorCode === undefined ? undefined : eq(programmes.majorCode, filter.majorCode),
    );
  return {
    async find(id: string) {
      const [row] = await db.query.select().from(organisations).where(eq(organisations.id, id));
      return row;
    },
    /** Of the organisations named, by id. */
    async names(ids: readonly string[]): Promise<Map<string, string>> {
      if (ids.length === 0) return new Map();
      const rows = await db.query
        .select({ id: organisations.id, name: organisations.name })
        .from(organisations)
        .where(inArray(organisations.id, [...new Set(ids)]));
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    async firstOfKind(kind: 'school' | 'enterprise' | 'bureau') {
      const [row] = await db.query
        .select()
        .from(organisations)
        .where(and(eq(organisations.kind, kind), eq(organisations.status, 'verified'), isNull(organisations.closedYear), isNull(organisations.openedYear)))
        .orderBy(asc(organisations.id))
        .limit(1);
      return row;
    },
    async pageSchools(text: string | undefined, page: PageRequest) {
      const sort = [{ column: organisations.id, descending: false }];
      const rows = await db.query
        .select()
        .from(organisations)
        .where(and(schoolWhere(text), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async countSchools(text: string | undefined) {
      const [row] = await db.query.select({ n: count() }).from(organisations).where(schoolWhere(text));
      return row?.n ?? 0;
    },
    async schoolDetails(schoolIds: readonly string[]) {
      const ids = [...schoolIds];
      if (ids.length === 0) return { totals: [], programmes: new Map<string, number>() };
      const totals = await db.query
        .select()
        .from(schoolTotals)
        .where(inArray(schoolTotals.schoolId, ids))
        .orderBy(asc(schoolTotals.schoolId), asc(schoolTotals.year), asc(schoolTotals.basis));
      const counted = await db.query
        .select({ schoolId: programmes.schoolId, n: count() })
        .from(programmes)
        .where(inArray(programmes.schoolId, ids))
        .groupBy(programmes.schoolId);
      return { totals, programmes: new Map(counted.map((row) => [row.schoolId, row.n])) };
    },
    async pageProgrammes(filter: ProgrammeFilter & { readonly text?: string }, page: PageRequest) {
      const sort = [{ column: programmes.id, descending: false }];
      const rows = await db.query
        .select({
          id: programmes.id,
          schoolId: programmes.schoolId,
          schoolName: organisations.name,
          majorCode: programmes.majorCode,
          majorName: majors.name,
          level: majors.level,
          lengthYears: programmes.lengthYears,
          openedYear: programmes.openedYear,
          closedYear: programmes.closedYear,
          simulated: programmes.simulated,
          source: programmes.source,
        })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(
          and(
            programmeWhere(filter),
            filter.text === undefined ? undefined : or(contains(majors.name, filter.text), contains(organisations.name, filter.text)),
            afterCursor(sort, page.cursor),
          ),
        )
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async countProgrammes(filter: ProgrammeFilter) {
      const [row] = await db.query.select({ n: count() }).from(programmes).where(programmeWhere(filter));
      return row?.n ?? 0;
    },
    async findProgramme(schoolId: string, majorCode: string) {
      const [row] = await db.query
        .select()
        .from(programmes)
        .where(and(eq(programmes.schoolId, schoolId), eq(programmes.majorCode, majorCode)));
      return row;
    },
    /** Everything a school offers, by code of the major. */
    async programmesOfSchool(schoolId: string) {
      const rows = await db.query
        .select({
          id: programmes.id,
          schoolId: programmes.schoolId,
          lengthYears: programmes.lengthYears,
          code: majors.code,
          name: majors.name,
          level: majors.level,
          retired: majors.retired,
        })
        .from(programmes)
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(eq(programmes.schoolId, schoolId));
      return new Map(rows.map((row) => [row.code, row]));
    },
  };
}
