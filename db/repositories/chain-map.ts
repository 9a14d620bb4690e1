import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** What a run says of a chain, for its map. */
export function createChainMapRepository({ query: q, schema: { gaps, majors, runSeries, runForecasts, chainMajors } }: Database) {
  return {
    /** Decision windows of the chain's majors, in code order. */
    async majors(runId: string, chainId: string) {
      return q
        .select({
          ...{ code: gaps.majorCode, name: majors.name, level: gaps.level, from: gaps.year, to: gaps.lastYear, demand: gaps.demand, supply: gaps.supply },
          ...{ band: gaps.band, enterprises: gaps.enterprises, suppressed: gaps.suppressed },
        })
        .from(gaps)
        .innerJoin(majors, eq(majors.code, gaps.majorCode))
        .where(and(eq(gaps.runId, runId), eq(gaps.chainKey, chainId), eq(gaps.span, 'total'), eq(gaps.window, 'decision')))
        .orderBy(asc(gaps.majorCode));
    },
    /** Majors the chain names. */
    async keyMajors(chainId: string) {
      return q
        .select({ code: majors.code, name: majors.name, level: majors.level })
        .from(chainMajors)
        .innerJoin(majors, eq(majors.code, chainMajors.majorCode))
        .where(eq(chainMajors.chainId, chainId))
        .orderBy(asc(majors.code));
    },
    /** Mean forecasts of employees and hires: level at t0 and the years after it, by occupation and year. */
    async occupations(runId: string) {
      return q
        .select({ code: runSeries.code, nature: runSeries.nature, level: runSeries.level, year: runForecasts.year, mean: runForecasts.mean })
        .from(runSeries)
        .innerJoin(runForecasts, eq(runForecasts.seriesId, runSeries.id))
        .where(and(eq(runSeries.runId, runId), inArray(runSeries.side, ['occupation', 'hires'])))
        .orderBy(asc(runSeries.code), asc(runForecasts.year));
    },
  };
}
