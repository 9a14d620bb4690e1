import { and, asc, count, eq, gt, isNotNull, lte, notExists, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';

/** Reads what a run takes in of destinations, plans and pathways. Of several reports of the same thing the newest id counts. */
export function createTransitionInputs(db: Database) {
  const { destinationReports, intakePlans, enrolmentReports, pathways, programmes, organisations } = db.schema;
  const q = db.query;
  return {
    async destinations(t0: number) {
      const report = alias(destinationReports, 'report');
      const newer = alias(destinationReports, 'newer');
      return q
        .select({
          programmeId: report.programmeId,
          year: report.year,
          localJob: report.localJob,
          otherRegion: report.otherRegion,
          furtherStudy: report.furtherStudy,
          military: report.military,
          unemployed: report.unemployed,
          inField: report.inField,
        })
        .from(report)
        .where(
          and(
            lte(report.year, t0),
            notExists(
              q
                .select({ one: sql`1` })
                .from(newer)
                .where(and(eq(newer.programmeId, report.programmeId), eq(newer.year, report.year), gt(newer.id, report.id))),
            ),
          ),
        )
        .orderBy(asc(report.programmeId), asc(report.year));
    },
    /** Plans for t0 + 1: those of their own, and those in enrolment reports of that year (nothing else of these reports is known at t0). */
    async plans(t0: number) {
      const own = await q
        .select({ id: intakePlans.id, programmeId: intakePlans.programmeId, year: intakePlans.year, plan: intakePlans.plan })
        .from(intakePlans)
        .where(eq(intakePlans.year, t0 + 1));
      const reported = await q
        .select({ id: enrolmentReports.id, programmeId: enrolmentReports.programmeId, year: enrolmentReports.year, plan: enrolmentReports.plan })
        .from(enrolmentReports)
        .where(and(eq(enrolmentReports.year, t0 + 1), isNotNull(enrolmentReports.plan)));
      const newest = new Map<string, { readonly year: number; readonly plan: number }>();
      for (const { programmeId, year, plan } of [...own, ...reported].sort((a, b) => (a.id < b.id ? -1 : 1))) {
        if (plan !== null) newest.set(programmeId, { year, plan });
      }
      return newest;
    },
    /** Pathways known at t0: those that hold for an intake of t0 + 1 or before, by the natural keys of their ends. */
    async pathways(regionCode: string, t0: number) {
      const [from, to] = [alias(programmes, 'from_programme'), alias(programmes, 'to_programme')];
      const [fromSchool, toSchool] = [alias(organisations, 'from_school'), alias(organisations, 'to_school')];
      const rows = await q
        .select({
          from: pathways.fromProgrammeId,
          to: pathways.toProgrammeId,
          share: pathways.share,
          seats: pathways.seats,
          firstYear: pathways.firstYear,
          closedYear: pathways.closedYear,
          fromMajor: from.majorCode,
          fromSchool: fromSchool.name,
          toMajor: to.majorCode,
          toSchool: toSchool.name,
        })
        .from(pathways)
        .innerJoin(from, eq(from.id, pathways.fromProgrammeId))
        .innerJoin(to, eq(to.id, pathways.toProgrammeId))
        .innerJoin(fromSchool, eq(fromSchool.id, from.schoolId))
        .innerJoin(toSchool, eq(toSchool.id, to.schoolId))
        .where(and(lte(pathways.firstYear, t0 + 1), eq(toSchool.regionCode, regionCode)));
      const key = (row: (typeof rows)[number]) =>
        [row.fromMajor, row.fromSchool, row.toMajor, row.toSchool, row.firstYear, row.closedYear ?? 9999, row.share, row.seats ?? -1].join('|');
      return rows
        .map((row) => ({ key: key(row), row }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ row: { share, seats, firstYear, closedYear, ...row } }) => ({
          ...{ from: row.from, to: row.to, share, seats, firstYear },
          // a closure after the first year that is not known yet
          closedYear: closedYear !== null && closedYear > t0 + 1 ? null : closedYear,
        }));
    },
    /** Whether any of it is simulated. */
    async anySimulated(t0: number): Promise<boolean> {
      const counts = [
        await q
          .select({ n: count() })
          .from(destinationReports)
          .where(and(eq(destinationReports.simulated, true), lte(destinationReports.year, t0))),
        await q
          .select({ n: count() })
          .from(intakePlans)
          .where(and(eq(intakePlans.simulated, true), eq(intakePlans.year, t0 + 1))),
        await q
          .select({ n: count() })
          .from(pathways)
          .where(and(eq(pathways.simulated, true), lte(pathways.firstYear, t0 + 1))),
      ];
      return counts.some(([row]) => (row?.n ?? 0) > 0);
    },
  };
}
