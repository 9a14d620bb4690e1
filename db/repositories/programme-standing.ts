import { and, asc, between, count, countDistinct, eq, gt, inArray, isNull, notExists, sql, sum } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

/** What a school is shown of its programmes beside the city. Every query reads all programmes or majors of a page at once. */
export function createProgrammeStandingRepository(db: Database) {
  const { programmes, majors, organisations, flags, enrolmentReports, destinationReports, runSeries, runForecasts, runSurvival } = db.schema;
  const openOf = (schoolId: string) => and(eq(programmes.schoolId, schoolId), isNull(programmes.closedYear));
  const newerReport = alias(enrolmentReports, 'newer_report');
  const newestReport = notExists(
    db.query
      .select({ one: sql`1` })
      .from(newerReport)
      .where(
        and(eq(newerReport.programmeId, enrolmentReports.programmeId), eq(newerReport.year, enrolmentReports.year), gt(newerReport.id, enrolmentReports.id)),
      ),
  );
  const newerDestination = alias(destinationReports, 'newer_destination');
  const newestDestination = notExists(
    db.query
      .select({ one: sql`1` })
      .from(newerDestination)
      .where(
        and(
          eq(newerDestination.programmeId, destinationReports.programmeId),
          eq(newerDestination.year, destinationReports.year),
          gt(newerDestination.id, destinationReports.id),
        ),
      ),
  );
  const destinationSums = {
    localJobs: sum(destinationReports.localJob).mapWith(Number),
    otherRegion: sum(destinationReports.otherRegion).mapWith(Number),
    unemployed: sum(destinationReports.unemployed).mapWith(Number),
    schools: countDistinct(destinationReports.schoolId),
  };
  const inYears = (years: readonly [number, number]) => and(between(destinationReports.year, years[0], years[1]), newestDestination);

  return {
    /** Open programmes of a school, by major. */
    async page(schoolId: string, page: PageRequest) {
      const sort = [{ column: programmes.majorCode, descending: false }];
      const rows = await db.query
        .select({ programme: programmes, majorName: majors.name, level: majors.level })
        .from(programmes)
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(openOf(schoolId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ programme }) => [programme.majorCode]);
    },
    async count(schoolId: string) {
      const [row] = await db.query.select({ n: count() }).from(programmes).where(openOf(schoolId));
      return row?.n ?? 0;
    },
    /** Open programmes of these majors in all open schools. */
    async offering(majorCodes: readonly string[]) {
      return db.query
        .select({ programmeId: programmes.id, majorCode: programmes.majorCode, schoolId: programmes.schoolId, schoolName: organisations.name })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .where(and(inArray(programmes.majorCode, [...majorCodes]), isNull(programmes.closedYear), isNull(organisations.closedYear)))
        .orderBy(asc(programmes.majorCode), asc(organisations.name), asc(programmes.id));
    },
    async flags(runId: string, majorCodes: readonly string[]) {
      return db.query
        .select({ flag: flags })
        .from(flags)
        .where(and(eq(flags.runId, runId), inArray(flags.majorCode, [...majorCodes])));
    },
    /** New students of a year by programme, as last reported. */
    async entrants(majorCodes: readonly string[], year: number) {
      return db.query
        .select({ programmeId: programmes.id, majorCode: programmes.majorCode, intake: enrolmentReports.intake })
        .from(enrolmentReports)
        .innerJoin(programmes, eq(programmes.id, enrolmentReports.programmeId))
        .where(and(inArray(programmes.majorCode, [...majorCodes]), eq(enrolmentReports.year, year), newestReport));
    },
    /** Intakes the run forecasts by programme and year, with the share that supplies the city. */
    async forecastIntakes(runId: string, majorCodes: readonly string[], years: readonly [number, number]) {
      return db.query
        .select({
          ...{ programmeId: runSurvival.programmeId, majorCode: runSurvival.majorCode, survival: runSurvival.survival },
          ...{ lengthYears: programmes.lengthYears, year: runForecasts.year, mean: runForecasts.mean },
        })
        .from(runSurvival)
        .innerJoin(programmes, eq(programmes.id, runSurvival.programmeId))
        .innerJoin(runSeries, and(eq(runSeries.runId, runSurvival.runId), eq(runSeries.side, 'intake'), eq(runSeries.code, runSurvival.programmeId)))
        .innerJoin(runForecasts, eq(runForecasts.seriesId, runSeries.id))
        .where(and(eq(runSurvival.runId, runId), inArray(runSurvival.majorCode, [...majorCodes]), between(runForecasts.year, years[0], years[1])))
        .orderBy(asc(runSurvival.programmeId), asc(runForecasts.year));
    },
    /** Destinations over years, added up by programme, by major and by level. */
    async destinations(schoolId: string, majorCodes: readonly string[], years: readonly [number, number]) {
      const byProgramme = await db.query
        .select({ key: destinationReports.programmeId, ...destinationSums })
        .from(destinationReports)
        .where(and(eq(destinationReports.schoolId, schoolId), inYears(years)))
        .groupBy(destinationReports.programmeId);
      const byMajor = await db.query
        .select({ key: programmes.majorCode, ...destinationSums })
        .from(destinationReports)
        .innerJoin(programmes, eq(programmes.id, destinationReports.programmeId))
        .where(and(inArray(programmes.majorCode, [...majorCodes]), inYears(years)))
        .groupBy(programmes.majorCode);
      const byLevel = await db.query
        .select({ key: majors.level, ...destinationSums })
        .from(destinationReports)
        .innerJoin(programmes, eq(programmes.id, destinationReports.programmeId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(inYears(years))
        .groupBy(majors.level);
      return { byProgramme, byMajor, byLevel };
    },
  };
}
