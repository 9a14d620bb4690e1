import { and, asc, between, eq, ne, sql, type Column, type SQL } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { isNewestOutcome, isNewestPosting } from './posting-outcomes.ts';

export interface PostingScope {
  readonly from: number;
  readonly to: number;
  readonly organisationId?: string;
}
/** By occupation, or over all of them (code ''). */
export type PostingUnit = 'occupation' | 'all';

/** Number of a day, from its text: days apart are differences of it (Fliegel & Van Flandern 1968 without centuries: 1901 to February 2100). */
function dayNumber(day: Column): SQL {
  const part = (from: number, length: number) => sql`cast(substr(${day}, ${sql.raw(String(from))}, ${sql.raw(String(length))}) as integer)`;
  const [y, m, d] = [part(1, 4), part(6, 2), part(9, 2)];
  return sql`(367 * ${y} - 7 * (${y} + (${m} + 9) / 12) / 4 + 275 * ${m} / 9 + ${d})`;
}

/** What became of postings, in whole numbers: of several of an enterprise, occupation and day the newest id counts, and of several outcomes the newest. */
export function createPostingStatisticsRepository(db: Database) {
  const { postings, postingOutcomes: outcomes, occupations } = db.schema;
  const q = db.query;

  const newest = ({ from, to, organisationId }: PostingScope) => {
    return and(between(postings.year, from, to), organisationId === undefined ? undefined : eq(postings.organisationId, organisationId), isNewestPosting(db));
  };
  const told = and(eq(outcomes.postingId, postings.id), isNewestOutcome(db));
  const codeOf = { occupation: sql<string>`${postings.occupationCode}`, all: sql<string>`''` };
  const groupOf = { occupation: [postings.occupationCode], all: [] };

  return {
    async names(): Promise<Map<string, string>> {
      const rows = await q.select({ code: occupations.code, name: occupations.name }).from(occupations);
      return new Map(rows.map((row) => [row.code, row.name]));
    },
    async sums(scope: PostingScope, unit: PostingUnit) {
      const counts = sql`(${outcomes.id} is not null and ${outcomes.outcome} <> 'withdrawn')`;
      const wanted = sql`${postings.headcount}`;
      const hired = sql`case when ${outcomes.filled} > ${postings.headcount} then ${postings.headcount} else ${outcomes.filled} end`;
      const sum = (value: SQL, when = counts) => sql`coalesce(sum(case when ${when} then ${value} else 0 end), 0)`.mapWith(Number);
      return q
        .select({
          code: codeOf[unit],
          postings: sql`count(*)`.mapWith(Number),
          open: sum(sql`1`, sql`${outcomes.id} is null`),
          withdrawn: sum(sql`1`, sql`${outcomes.outcome} = 'withdrawn'`),
          ended: sum(sql`1`),
          enterprises: sql`count(distinct ${postings.organisationId})`.mapWith(Number),
          /** Those behind the rate. */
          telling: sql`count(distinct case when ${counts} then ${postings.organisationId} end)`.mapWith(Number),
          wanted: sum(wanted),
          hired: sum(hired),
          wantedSquares: sum(sql`${wanted} * ${wanted}`),
          hiredSquares: sum(sql`(${hired}) * (${hired})`),
          products: sum(sql`${wanted} * (${hired})`),
          simulated: sql`max(case when ${postings.simulated} then 1 else 0 end)`.mapWith(Boolean),
        })
        .from(postings)
        .leftJoin(outcomes, told)
        .where(newest(scope))
        .groupBy(...groupOf[unit])
        .orderBy(...groupOf[unit].map((code) => asc(code))); // PostgreSQL orders by no constant
    },
    /** Days from opening to outcome: the least that a quarter, half and three quarters of the postings stayed within. */
    async days(scope: PostingScope, unit: PostingUnit) {
      const days = sql`${dayNumber(outcomes.closedOn)} - ${dayNumber(postings.openedOn)}`;
      const within = unit === 'all' ? sql`` : sql`partition by ${postings.occupationCode}`;
      const ranked = q
        .select({
          code: codeOf[unit].as('ranked_code'),
          days: sql<number>`${days}`.as('days_open'),
          place: sql<number>`row_number() over (${within} order by ${days}, ${postings.id})`.as('place'),
          n: sql<number>`count(*) over (${within})`.as('n_of'),
        })
        .from(postings)
        .innerJoin(outcomes, and(told, ne(outcomes.outcome, 'withdrawn')))
        .where(newest(scope))
        .as('ranked');
      const at = (quarters: number) =>
        sql`max(case when ${ranked.place} = (${ranked.n} * ${sql.raw(String(quarters))} + 3) / 4 then ${ranked.days} end)`.mapWith(Number);
      return q
        .select({ code: ranked.code, low: at(1), median: at(2), high: at(3) })
        .from(ranked)
        .groupBy(ranked.code);
    },
  };
}
