import { and, asc, count, countDistinct, eq, inArray } from 'drizzle-orm';
import { chunks, run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { refuseFixedYear } from './filing-guard.ts';
import { addDetails, type ReportDetails } from './report-details.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface ReportFilter {
  readonly organisationId?: string;
  readonly year?: number;
  readonly occupationCode?: string;
  readonly majorCode?: string;
}

export type NewDeclaration = Database['schema']['declarations']['$inferInsert'];
export type NewEnrolmentReport = Database['schema']['enrolmentReports']['$inferInsert'];

/** Adds declarations with their details inside a transaction: one that was posted, or those of a filing. */
export function* addDeclarations(db: Database, tx: Executor, items: readonly { readonly row: NewDeclaration; readonly details: ReportDetails }[]) {
  const { declarations } = db.schema;
  const stored = [];
  for (const some of chunks(
    declarations,
    items.map(({ row }) => row),
  ))
    stored.push(...(yield* run(tx.insert(declarations).values(some).returning())));
  for (const { row, details } of items) yield* addDetails(db, tx, 'declaration', row.id, details);
  return stored;
}

/** Adds enrolment reports with students by grade, grade 1 first, inside a transaction. */
export function* addEnrolmentReports(db: Database, tx: Executor, items: readonly { readonly row: NewEnrolmentReport; readonly enrolled: readonly number[] }[]) {
  const { enrolmentReports, enrolmentGrades } = db.schema;
  const stored = [];
  const grades = items.flatMap(({ row, enrolled }) => enrolled.map((n, i) => ({ reportId: row.id, grade: i + 1, enrolled: n })));
  for (const some of chunks(
    enrolmentReports,
    items.map(({ row }) => row),
  ))
    stored.push(...(yield* run(tx.insert(enrolmentReports).values(some).returning())));
  for (const some of chunks(enrolmentGrades, grades)) yield* run(tx.insert(enrolmentGrades).values(some));
  return stored;
}

/** Reported facts: declarations, postings and enrolment reports. Facts are only ever added; of repeated ones the newest id counts. */
export function createReportRepository(db: Database) {
  const { declarations, postings, enrolmentReports, enrolmentGrades, organisations, occupations, programmes, majors } = db.schema;
  type NewPosting = typeof postings.$inferInsert;

  const declarationWhere = (f: ReportFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(declarations.organisationId, f.organisationId),
      f.year === undefined ? undefined : eq(declarations.year, f.year),
      f.occupationCode === undefined ? undefined : eq(declarations.occupationCode, f.occupationCode),
    );
  const postingWhere = (f: ReportFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(postings.organisationId, f.organisationId),
      f.year === undefined ? undefined : eq(postings.year, f.year),
      f.occupationCode === undefined ? undefined : eq(postings.occupationCode, f.occupationCode),
    );
  const enrolmentWhere = (f: ReportFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(enrolmentReports.schoolId, f.organisationId),
      f.year === undefined ? undefined : eq(enrolmentReports.year, f.year),
      f.majorCode === undefined ? undefined : eq(programmes.majorCode, f.majorCode),
    );

  return {
    addDeclaration(row: NewDeclaration, audit: AuditRecord, details: ReportDetails = {}) {
      return db.transaction(function* (tx) {
        yield* refuseFixedYear(db, tx, { organisationId: row.organisationId, kind: 'demand', year: row.year });
        const [stored] = yield* addDeclarations(db, tx, [{ row, details }]);
        if (!stored) throw new Error('insert of a declaration returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    addPosting(row: NewPosting, audit: AuditRecord, details: Pick<ReportDetails, 'competences'> = {}) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(postings).values(row).returning());
        if (!stored) throw new Error('insert of a posting returned no row');
        yield* addDetails(db, tx, 'posting', stored.id, details);
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    addEnrolmentReport(row: NewEnrolmentReport, enrolled: readonly number[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* refuseFixedYear(db, tx, { organisationId: row.schoolId, kind: 'enrolment', year: row.year });
        const [stored] = yield* addEnrolmentReports(db, tx, [{ row, enrolled }]);
        if (!stored) throw new Error('insert of an enrolment report returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    /** Newest first: ids are time-ordered. */
    async pageDeclarations(filter: ReportFilter, page: PageRequest) {
      const sort = [{ column: declarations.id, descending: true }];
      const rows = await db.query
        .select({ row: declarations, organisationName: organisations.name, occupationName: occupations.name })
        .from(declarations)
        .innerJoin(organisations, eq(organisations.id, declarations.organisationId))
        .innerJoin(occupations, eq(occupations.code, declarations.occupationCode))
        .where(and(declarationWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countDeclarations(filter: ReportFilter) {
      const [row] = await db.query.select({ n: count() }).from(declarations).where(declarationWhere(filter));
      return row?.n ?? 0;
    },
    async pagePostings(filter: ReportFilter, page: PageRequest) {
      const sort = [{ column: postings.id, descending: true }];
      const rows = await db.query
        .select({ row: postings, organisationName: organisations.name, occupationName: occupations.name })
        .from(postings)
        .innerJoin(organisations, eq(organisations.id, postings.organisationId))
        .innerJoin(occupations, eq(occupations.code, postings.occupationCode))
        .where(and(postingWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countPostings(filter: ReportFilter) {
      const [row] = await db.query.select({ n: count() }).from(postings).where(postingWhere(filter));
      return row?.n ?? 0;
    },
    async pageEnrolmentReports(filter: ReportFilter, page: PageRequest) {
      const sort = [{ column: enrolmentReports.id, descending: true }];
      const rows = await db.query
        .select({ row: enrolmentReports, organisationName: organisations.name, majorCode: majors.code, majorName: majors.name, level: majors.level })
        .from(enrolmentReports)
        .innerJoin(organisations, eq(organisations.id, enrolmentReports.schoolId))
        .innerJoin(programmes, eq(programmes.id, enrolmentReports.programmeId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(enrolmentWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countEnrolmentReports(filter: ReportFilter) {
      const [row] = await db.query
        .select({ n: count() })
        .from(enrolmentReports)
        .innerJoin(programmes, eq(programmes.id, enrolmentReports.programmeId))
        .where(enrolmentWhere(filter));
      return row?.n ?? 0;
    },
    async gradesOf(reportIds: readonly string[]) {
      if (reportIds.length === 0) return new Map<string, number[]>();
      const rows = await db.query
        .select()
        .from(enrolmentGrades)
        .where(inArray(enrolmentGrades.reportId, [...reportIds]))
        .orderBy(asc(enrolmentGrades.reportId), asc(enrolmentGrades.grade));
      const grades = new Map<string, number[]>();
      for (const row of rows) grades.set(row.reportId, [...(grades.get(row.reportId) ?? []), row.enrolled]);
      return grades;
    },
    /**
     * t0 of a run that names none: the newest year that at least half as many enterprises and half as many schools reported for as for
     * the year before. (One early report of a new year must not make every other reporter look missing.)
     */
    async newestYear(): Promise<number | undefined> {
      const enterprises = await db.query
        .select({ year: declarations.year, n: countDistinct(declarations.organisationId) })
        .from(declarations)
        .groupBy(declarations.year);
      const schools = await db.query
        .select({ year: enrolmentReports.year, n: countDistinct(enrolmentReports.schoolId) })
        .from(enrolmentReports)
        .groupBy(enrolmentReports.year);
      const complete = (rows: readonly { year: number; n: number }[]) => {
        const counts = new Map(rows.map((row) => [row.year, row.n]));
        return rows.filter((row) => row.n >= (counts.get(row.year - 1) ?? 0) / 2).map((row) => row.year);
      };
      const newest = [complete(enterprises), complete(schools)].filter((years) => years.length > 0).map((years) => Math.max(...years));
      return newest.length === 0 ? undefined : Math.min(...newest);
    },
  };
}
