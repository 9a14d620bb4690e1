import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Database } from '../database.ts';

interface OfRun {
  readonly id: string;
  readonly regionCode: string;
  readonly asOfYear: number;
}

/** What a run and the records beside it say of one major: all a docket freezes. Five queries, whatever their size. */
export function createDocketEvidenceRepository(db: Database) {
  const { runs, runSeries, runForecasts, gaps, flags, ruleFindings, majors, seatRequests, organisations } = db.schema;

  return {
    async flag(runId: string, majorCode: string) {
      const [row] = await db.query
        .select({ flag: flags, majorName: majors.name, className: majors.className, simulated: runs.simulated })
        .from(flags)
        .innerJoin(majors, eq(majors.code, flags.majorCode))
        .innerJoin(runs, eq(runs.id, flags.runId))
        .where(and(eq(flags.runId, runId), eq(flags.majorCode, majorCode)));
      return row;
    },
    /** Of the city, in natural order. */
    async gaps(runId: string, majorCode: string) {
      return db.query
        .select()
        .from(gaps)
        .where(and(eq(gaps.runId, runId), eq(gaps.majorCode, majorCode), eq(gaps.chainKey, 'city')))
        .orderBy(asc(gaps.key));
    },
    async findings(runId: string, majorCode: string) {
      return db.query
        .select()
        .from(ruleFindings)
        .where(and(eq(ruleFindings.runId, runId), eq(ruleFindings.majorCode, majorCode)))
        .orderBy(asc(ruleFindings.key));
    },
    /** Demand and supply of the major with their forecasts. */
    async series({ id, regionCode }: OfRun, majorCode: string) {
      const rows = await db.query
        .select({ series: runSeries, forecast: runForecasts })
        .from(runSeries)
        .leftJoin(runForecasts, eq(runForecasts.seriesId, runSeries.id))
        .where(and(eq(runSeries.runId, id), inArray(runSeries.side, ['demand', 'supply']), eq(runSeries.regionCode, regionCode), eq(runSeries.code, majorCode)))
        .orderBy(asc(runSeries.side), asc(runForecasts.year));
      const of = (side: 'demand' | 'supply') => {
        const own = rows.filter(({ series }) => series.side === side);
        return own[0] && { series: own[0].series, forecast: own.flatMap(({ forecast }) => (forecast ? [forecast] : [])) };
      };
      return { demand: of('demand'), supply: of('supply') };
    },
    /** Flags of the major in runs of the region that had ended by then, in the order of years and runs. */
    async flagsUntil({ regionCode, asOfYear }: OfRun, majorCode: string, by: Date) {
      return db.query
        .select({ runId: runs.id, asOfYear: runs.asOfYear, class: flags.class, proposedClass: flags.proposedClass })
        .from(flags)
        .innerJoin(runs, eq(runs.id, flags.runId))
        .where(
          and(
            eq(flags.majorCode, majorCode),
            eq(runs.status, 'succeeded'),
            eq(runs.regionCode, regionCode),
            lte(runs.asOfYear, asOfYear),
            lte(runs.finishedAt, by),
          ),
        )
        .orderBy(asc(runs.asOfYear), asc(runs.id));
    },
    async seats(majorCode: string, after: number) {
      return db.query
        .select({ row: seatRequests, schoolName: organisations.name })
        .from(seatRequests)
        .innerJoin(organisations, eq(organisations.id, seatRequests.schoolId))
        .where(and(eq(seatRequests.majorCode, majorCode), inArray(seatRequests.status, ['requested', 'approved']), gt(seatRequests.entryYear, after)))
        .orderBy(asc(seatRequests.id));
    },
  };
}
