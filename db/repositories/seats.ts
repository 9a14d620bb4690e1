import { and, asc, count, desc, eq, gt, gte, inArray, lte } from 'drizzle-orm';
import type { seatStatuses } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type SeatStatus = (typeof seatStatuses)[number];
export interface SeatFilter {
  readonly organisationId?: string;
  readonly majorCode?: string;
  readonly status?: SeatStatus;
  readonly entryYear?: number;
}
export interface GuardedRun {
  readonly id: string;
  readonly asOfYear: number;
  readonly createdAt: Date;
}
const active: SeatStatus[] = ['requested', 'approved'];

/** Requests of seats, and what the guard reads beside them: gaps and survival of a run. */
export function createSeatRepository(db: Database) {
  const { seatRequests, runSurvival, gaps, organisations, programmes, majors, enrolmentReports, intakePlans } = db.schema;
  const where = (f: SeatFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(seatRequests.schoolId, f.organisationId),
      f.majorCode === undefined ? undefined : eq(seatRequests.majorCode, f.majorCode),
      f.status === undefined ? undefined : eq(seatRequests.status, f.status),
      f.entryYear === undefined ? undefined : eq(seatRequests.entryYear, f.entryYear),
    );
  const shown = () =>
    db.query
      .select({ row: seatRequests, organisationName: organisations.name, majorName: majors.name, level: majors.level })
      .from(seatRequests)
      .innerJoin(organisations, eq(organisations.id, seatRequests.schoolId))
      .innerJoin(majors, eq(majors.code, seatRequests.majorCode));

  return {
    add(row: typeof seatRequests.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(seatRequests).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async find(id: string) {
      const [row] = await shown().where(eq(seatRequests.id, id));
      return row;
    },
    /** Compare-and-set: false when the request is not in the state it was decided on. */
    decide(
      id: string,
      from: SeatStatus,
      change: { readonly status: SeatStatus; readonly decidedBy: string; readonly decidedAt: Date; readonly decisionNote: string | null },
      audit: AuditRecord,
    ) {
      return db.transaction(function* (tx) {
        const changed = yield* run(
          tx
            .update(seatRequests)
            .set(change)
            .where(and(eq(seatRequests.id, id), eq(seatRequests.status, from)))
            .returning(),
        );
        if (changed.length === 0) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Newest first: ids are time-ordered. */
    async page(filter: SeatFilter, page: PageRequest) {
      const sort = [{ column: seatRequests.id, descending: true }];
      const rows = await shown()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: SeatFilter) {
      const [row] = await db.query.select({ n: count() }).from(seatRequests).where(where(filter));
      return row?.n ?? 0;
    },
    async findProgramme(id: string) {
      const [row] = await db.query.select().from(programmes).where(eq(programmes.id, id));
      return row;
    },
    /** Intake of the newest report of a programme. */
    async newestIntake(programmeId: string) {
      const [row] = await db.query
        .select({ year: enrolmentReports.year, intake: enrolmentReports.intake })
        .from(enrolmentReports)
        .where(eq(enrolmentReports.programmeId, programmeId))
        .orderBy(desc(enrolmentReports.year), desc(enrolmentReports.id))
        .limit(1);
      return row;
    },
    /** Majors with seats asked for or granted after t0, in code order. */
    async pageMajors(t0: number, page: PageRequest) {
      const sort = [{ column: seatRequests.majorCode, descending: false }];
      const rows = await db.query
        .selectDistinct({ code: seatRequests.majorCode })
        .from(seatRequests)
        .where(and(inArray(seatRequests.status, active), gt(seatRequests.entryYear, t0), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ code }) => [code]);
    },
    async countMajors(t0: number) {
      const rows = await db.query
        .selectDistinct({ code: seatRequests.majorCode })
        .from(seatRequests)
        .where(and(inArray(seatRequests.status, active), gt(seatRequests.entryYear, t0)));
      return rows.length;
    },
    /** What the guard of these majors needs, in natural order. */
    async guardInputs({ id: runId, asOfYear: t0, createdAt }: GuardedRun, codes: readonly string[]) {
      const wanted = [...codes];
      if (wanted.length === 0) return { cells: [], requests: [], gaps: [], survival: [], plans: [] };
      const cells = await db.query
        .select({ code: majors.code, name: majors.name, level: majors.level })
        .from(majors)
        .where(inArray(majors.code, wanted))
        .orderBy(asc(majors.code));
      const requests = await db.query
        .select({ row: seatRequests, schoolName: organisations.name, lengthYears: programmes.lengthYears })
        .from(seatRequests)
        .innerJoin(organisations, eq(organisations.id, seatRequests.schoolId))
        .leftJoin(programmes, eq(programmes.id, seatRequests.programmeId))
        .where(and(inArray(seatRequests.majorCode, wanted), inArray(seatRequests.status, active), gte(seatRequests.entryYear, t0)))
        .orderBy(asc(seatRequests.majorCode), asc(seatRequests.id));
      // plans the run was started with: seats approved before they were filed are in them
      const plans = await db.query
        .select({ programmeId: intakePlans.programmeId, year: intakePlans.year, filedAt: intakePlans.validFrom })
        .from(intakePlans)
        .innerJoin(programmes, eq(programmes.id, intakePlans.programmeId))
        .where(and(inArray(programmes.majorCode, wanted), gt(intakePlans.year, t0), lte(intakePlans.validFrom, createdAt)));
      const rows = await db.query
        .select()
        .from(gaps)
        .where(and(eq(gaps.runId, runId), eq(gaps.chainKey, 'city'), inArray(gaps.majorCode, wanted)))
        .orderBy(asc(gaps.key));
      const levels = [...new Set(cells.map(({ level }) => level))];
      const survival = await db.query
        .select()
        .from(runSurvival)
        .where(and(eq(runSurvival.runId, runId), inArray(runSurvival.level, levels)))
        .orderBy(asc(runSurvival.majorCode), asc(runSurvival.programmeId));
      return { cells, requests, gaps: rows, survival, plans };
    },
  };
}
