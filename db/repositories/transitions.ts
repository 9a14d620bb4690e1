import { and, count, desc, eq, gt, isNull, or } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import type { ReportFilter } from './reports.ts';

export interface PathwayFilter {
  /** Of either end. */
  readonly majorCode?: string;
  readonly schoolId?: string;
}

/** Destinations of graduates, plans for the next intake, and pathways between programmes. */
export function createTransitionRepository(db: Database) {
  const { destinationReports, intakePlans, pathways, enrolmentReports, organisations, programmes, majors } = db.schema;
  type Reports = typeof destinationReports | typeof intakePlans;
  const where = (table: Reports, f: ReportFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(table.schoolId, f.organisationId),
      f.year === undefined ? undefined : eq(table.year, f.year),
      f.majorCode === undefined ? undefined : eq(programmes.majorCode, f.majorCode),
    );
  const counting = async (table: Reports, f: ReportFilter) => {
    const [row] = await db.query.select({ n: count() }).from(table).innerJoin(programmes, eq(programmes.id, table.programmeId)).where(where(table, f));
    return row?.n ?? 0;
  };
  const names = { organisationName: organisations.name, majorCode: majors.code, majorName: majors.name, level: majors.level };
  const [from, to] = [alias(programmes, 'from_programme'), alias(programmes, 'to_programme')];
  const [fromSchool, toSchool] = [alias(organisations, 'from_school'), alias(organisations, 'to_school')];
  const [fromMajor, toMajor] = [alias(majors, 'from_major'), alias(majors, 'to_major')];
  const selectPathways = () =>
    db.query
      .select({
        row: pathways,
        from: {
          programmeId: from.id,
          schoolId: from.schoolId,
          schoolName: fromSchool.name,
          majorCode: fromMajor.code,
          majorName: fromMajor.name,
          level: fromMajor.level,
        },
        to: { programmeId: to.id, schoolId: to.schoolId, schoolName: toSchool.name, majorCode: toMajor.code, majorName: toMajor.name, level: toMajor.level },
      })
      .from(pathways)
      .innerJoin(from, eq(from.id, pathways.fromProgrammeId))
      .innerJoin(to, eq(to.id, pathways.toProgrammeId))
      .innerJoin(fromSchool, eq(fromSchool.id, from.schoolId))
      .innerJoin(toSchool, eq(toSchool.id, to.schoolId))
      .innerJoin(fromMajor, eq(fromMajor.code, from.majorCode))
      .innerJoin(toMajor, eq(toMajor.code, to.majorCode));
  const pathwayWhere = (f: PathwayFilter) =>
    and(
      f.majorCode === undefined ? undefined : or(eq(from.majorCode, f.majorCode), eq(to.majorCode, f.majorCode)),
      f.schoolId === undefined ? undefined : or(eq(from.schoolId, f.schoolId), eq(to.schoolId, f.schoolId)),
    );

  return {
    /** Graduates of a programme and year as last reported; undefined when nobody reported them. */
    async graduatesOf(programmeId: string, year: number) {
      const [row] = await db.query
        .select({ graduates: enrolmentReports.graduates })
        .from(enrolmentReports)
        .where(and(eq(enrolmentReports.programmeId, programmeId), eq(enrolmentReports.year, year)))
        .orderBy(desc(enrolmentReports.id))
        .limit(1);
      return row?.graduates;
    },
    addDestinations(row: typeof destinationReports.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(destinationReports).values(row).returning());
        if (!stored) throw new Error('insert of a destination report returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    addPlan(row: typeof intakePlans.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(intakePlans).values(row).returning());
        if (!stored) throw new Error('insert of an intake plan returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    async pageDestinations(filter: ReportFilter, page: PageRequest) {
      const sort = [{ column: destinationReports.id, descending: true }];
      const rows = await db.query
        .select({ row: destinationReports, ...names })
        .from(destinationReports)
        .innerJoin(organisations, eq(organisations.id, destinationReports.schoolId))
        .innerJoin(programmes, eq(programmes.id, destinationReports.programmeId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(where(destinationReports, filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    countDestinations: (filter: ReportFilter) => counting(destinationReports, filter),
    async pagePlans(filter: ReportFilter, page: PageRequest) {
      const sort = [{ column: intakePlans.id, descending: true }];
      const rows = await db.query
        .select({ row: intakePlans, ...names })
        .from(intakePlans)
        .innerJoin(organisations, eq(organisations.id, intakePlans.schoolId))
        .innerJoin(programmes, eq(programmes.id, intakePlans.programmeId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(where(intakePlans, filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    countPlans: (filter: ReportFilter) => counting(intakePlans, filter),
    async pagePathways(filter: PathwayFilter, page: PageRequest) {
      const sort = [{ column: pathways.id, descending: false }];
      const rows = await selectPathways()
        .where(and(pathwayWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countPathways(filter: PathwayFilter) {
      const [row] = await db.query
        .select({ n: count() })
        .from(pathways)
        .innerJoin(from, eq(from.id, pathways.fromProgrammeId))
        .innerJoin(to, eq(to.id, pathways.toProgrammeId))
        .where(pathwayWhere(filter));
      return row?.n ?? 0;
    },
    async findPathway(id: string) {
      const [row] = await selectPathways().where(eq(pathways.id, id));
      return row;
    },
    /** Those that hold for a year or later, in the order they were agreed on. */
    async openPathways(year: number) {
      return selectPathways()
        .where(or(isNull(pathways.closedYear), gt(pathways.closedYear, year)))
        .orderBy(pathways.id);
    },
    async programmeLevel(programmeId: string) {
      const [row] = await db.query
        .select({ level: majors.level })
        .from(programmes)
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(eq(programmes.id, programmeId));
      return row?.level;
    },
    addPathway(row: typeof pathways.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(pathways).values(row).returning());
        yield* auditStep(db, tx, audit);
      });
    },
    /** False when it was closed already. */
    closePathway(id: string, closedYear: number, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const closed = yield* run(
          tx
            .update(pathways)
            .set({ closedYear })
            .where(and(eq(pathways.id, id), isNull(pathways.closedYear)))
            .returning(),
        );
        if (closed.length > 0) yield* auditStep(db, tx, audit);
        return closed.length > 0;
      });
    },
  };
}
