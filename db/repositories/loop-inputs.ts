import { and, asc, between, eq, exists, gt, isNotNull, lte, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { isNewestOutcome, isNewestPosting } from './posting-outcomes.ts';

/** Experience asked for, in years, that people straight from education meet. */
const entryYears = 1;
/** Months after which a track stands for where graduates went. */
const trackedMonths = 6;

/** Reads what a run takes in of how things ended: who was hired through postings, and where graduates were six months later. Of several reports of the same the newest id counts. */
export function createLoopInputs(db: Database) {
  const { postings, postingOutcomes: outcomes, organisations, graduateTracks: tracks } = db.schema;
  const q = db.query;
  const group = sql<string>`substr(${postings.occupationCode}, 1, 4)`;

  /** Sums over postings of the years with an outcome that tells `persons`, by occupation group. */
  async function hired<const M extends 'net' | 'gross'>(
    measure: M,
    regionCode: string,
    since: number,
    t0: number,
    of: { persons: SQL; entrants: SQL; told: SQL | undefined },
  ) {
    const sum = (value: SQL) => sql`sum(${value})`.mapWith(Number);
    const rows = await q
      .select({
        group,
        ...{ persons: sum(of.persons), entrants: sum(of.entrants), squares: sum(sql`(${of.persons}) * (${of.persons})`) },
        postings: sql`count(*)`.mapWith(Number),
        enterprises: sql`count(distinct ${postings.organisationId})`.mapWith(Number),
      })
      .from(postings)
      .innerJoin(organisations, and(eq(organisations.id, postings.organisationId), eq(organisations.regionCode, regionCode)))
      .innerJoin(outcomes, and(eq(outcomes.postingId, postings.id), isNewestOutcome(db)))
      .where(and(between(postings.year, since, t0), lte(outcomes.closedOn, `${t0 + 1}-12-31`), sql`${of.persons} > 0`, of.told, isNewestPosting(db)))
      .groupBy(group)
      .orderBy(asc(group));
    return rows.map(({ group: code, ...sums }) => ({ group: code, measure, ...sums }));
  }

  return {
    /**
     * Persons hired through postings opened in the years, and of them those from education: as the outcome tells, else those of postings that asked for a year of experience
     * at most. `net` leaves out who did the occupation before. Outcomes after the year that follows t0 are not known yet.
     */
    async entries(regionCode: string, since: number, t0: number) {
      const { filled, newGraduates, sameOccupation } = outcomes;
      const gross = await hired('gross', regionCode, since, t0, {
        persons: sql`${filled}`,
        entrants: sql`coalesce(${newGraduates}, case when ${postings.experienceYears} <= ${sql.raw(String(entryYears))} then ${filled} else 0 end)`,
        told: or(isNotNull(newGraduates), isNotNull(postings.experienceYears)),
      });
      const net = await hired('net', regionCode, since, t0, {
        persons: sql`${filled} - ${sameOccupation}`,
        entrants: sql`${newGraduates}`,
        told: and(isNotNull(newGraduates), isNotNull(sameOccupation)),
      });
      return [...gross, ...net];
    },
    /** What graduates of the years up to t0 said six months after they left. */
    async tracks(t0: number) {
      const newer = alias(tracks, 'newer_track');
      const same = and(eq(newer.programmeId, tracks.programmeId), eq(newer.year, tracks.year), eq(newer.months, tracks.months));
      return q
        .select({
          ...{ programmeId: tracks.programmeId, year: tracks.year, localJob: tracks.localJob, otherRegion: tracks.otherRegion },
          ...{ furtherStudy: tracks.furtherStudy, military: tracks.military, unemployed: tracks.unemployed, inField: tracks.inField },
          simulated: tracks.simulated,
        })
        .from(tracks)
        .where(
          and(
            eq(tracks.months, trackedMonths),
            lte(tracks.year, t0),
            notExists(
              q
                .select({ one: sql`1` })
                .from(newer)
                .where(and(same, gt(newer.id, tracks.id))),
            ),
          ),
        )
        .orderBy(asc(tracks.programmeId), asc(tracks.year));
    },
    /** Whether an outcome of the years is simulated. */
    async anySimulated(since: number, t0: number): Promise<boolean> {
      const [row] = await q
        .select({ one: sql<number>`1` })
        .from(postings)
        .where(
          and(
            between(postings.year, since, t0),
            exists(
              q
                .select({ one: sql`1` })
                .from(outcomes)
                .where(and(eq(outcomes.postingId, postings.id), eq(outcomes.simulated, true))),
            ),
          ),
        )
        .limit(1);
      return row !== undefined;
    },
  };
}
