import { and, count, eq, gt, notExists, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface SchoolYearFilter {
  readonly organisationId?: string;
  readonly year?: number;
  /** Only the newest report of each school and year. */
  readonly inForce: boolean;
}

/** Condition that a report of a school and year is the newest one. */
export function newestSchoolYear(db: Database) {
  const { schoolYears } = db.schema;
  const newer = alias(schoolYears, 'newer');
  return notExists(
    db.query
      .select({ one: sql`1` })
      .from(newer)
      .where(and(eq(newer.schoolId, schoolYears.schoolId), eq(newer.year, schoolYears.year), gt(newer.id, schoolYears.id))),
  );
}

/** What schools report of themselves by year. Reports are only added; of a school and year the newest id counts. */
export function createSchoolYearRepository(db: Database) {
  const { schoolYears, organisations } = db.schema;
  const newest = newestSchoolYear(db);
  const where = (f: SchoolYearFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(schoolYears.schoolId, f.organisationId),
      f.year === undefined ? undefined : eq(schoolYears.year, f.year),
      f.inForce ? newest : undefined,
    );
  return {
    add(row: typeof schoolYears.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(schoolYears).values(row).returning());
        if (!stored) throw new Error('insert of a school year returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    /** The report of a school and year that counts. */
    async newest(schoolId: string, year: number) {
      const [row] = await db.query
        .select()
        .from(schoolYears)
        .where(and(eq(schoolYears.schoolId, schoolId), eq(schoolYears.year, year), newest));
      return row;
    },
    /** Newest year first, within it newest report first. */
    async page(filter: SchoolYearFilter, page: PageRequest) {
      const sort = [
        { column: schoolYears.year, descending: true },
        { column: schoolYears.id, descending: true },
      ];
      const rows = await db.query
        .select({ row: schoolYears, newest: sql`case when ${newest} then 1 else 0 end`.mapWith(Number), organisationName: organisations.name })
        .from(schoolYears)
        .innerJoin(organisations, eq(organisations.id, schoolYears.schoolId))
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.year, row.id]);
    },
    async count(filter: SchoolYearFilter) {
      const [row] = await db.query.select({ n: count() }).from(schoolYears).where(where(filter));
      return row?.n ?? 0;
    },
  };
}
