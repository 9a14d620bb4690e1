import { and, asc, between, eq, gt, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { isNewestOutcome, isNewestPosting } from './posting-outcomes.ts';

/** Reads what became of what enterprises announced. Of several postings of the same enterprise, occupation and day the newest id counts. */
export function createReliabilityInputs(db: Database) {
  const { postings, postingOutcomes: outcomes, organisations } = db.schema;
  const q = db.query;
  return {
    /**
     * Postings of each enterprise opened from the first day of `since` to the end of June of t0, so that each had half a year, and of them those whose outcome was told by the end
     * of t0 + 1: persons looked for, as sums and sums of squares.
     */
    async records(regionCode: string, since: number, t0: number) {
      const sum = (value: SQL) => sql`sum(${value})`.mapWith(Number);
      const persons = sql`${postings.headcount}`;
      return q
        .select({
          ...{ enterpriseId: postings.organisationId, postings: sql`count(*)`.mapWith(Number), persons: sum(persons) },
          told: sum(sql`case when ${outcomes.id} is null then 0 else ${persons} end`),
          squares: sum(sql`${persons} * ${persons}`),
        })
        .from(postings)
        .innerJoin(organisations, and(eq(organisations.id, postings.organisationId), eq(organisations.regionCode, regionCode)))
        .leftJoin(outcomes, and(eq(outcomes.postingId, postings.id), isNewestOutcome(db), lte(outcomes.closedOn, `${t0 + 1}-12-31`)))
        .where(and(between(postings.openedOn, `${since}-01-01`, `${t0}-06-30`), gt(postings.headcount, 0), isNewestPosting(db)))
        .groupBy(postings.organisationId)
        .orderBy(asc(postings.organisationId));
    },
  };
}
