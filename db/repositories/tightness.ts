import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** What placement rounds left over: places of posts and students, counted as the outcomes stand now, changes by hand included. */
export function createTightnessRepository(db: Database) {
  const { placementRounds: rounds, placementPosts: posts, placementPostMajors: postMajors } = db.schema;
  const { placementCandidates: candidates, placementOutcomes: outcomes, majors } = db.schema;
  const q = db.query;
  return {
    /** Published rounds, newest first. */
    async rounds(limit: number, roundId?: string) {
      return q
        .select({ id: rounds.id, name: rounds.name, kind: rounds.kind, publishedAt: rounds.publishedAt })
        .from(rounds)
        .where(and(eq(rounds.status, 'published'), roundId === undefined ? undefined : eq(rounds.id, roundId)))
        .orderBy(desc(rounds.publishedAt), desc(rounds.id))
        .limit(limit);
    },
    async posts(roundIds: readonly string[]) {
      if (roundIds.length === 0) return [];
      const placed = q
        .select({ postId: outcomes.postId, n: sql`count(*)`.mapWith(Number).as('placed_n') })
        .from(outcomes)
        .where(inArray(outcomes.roundId, [...roundIds]))
        .groupBy(outcomes.postId)
        .as('placed');
      const rows = await q
        .select({
          ...{ id: posts.id, roundId: posts.roundId, organisationId: posts.organisationId, capacity: posts.capacity, level: posts.level },
          placed: sql`coalesce(${placed.n}, 0)`.mapWith(Number),
        })
        .from(posts)
        .leftJoin(placed, eq(placed.postId, posts.id))
        .where(inArray(posts.roundId, [...roundIds]))
        .orderBy(asc(posts.id));
      const named = await q
        .select({ postId: postMajors.postId, major: postMajors.majorCode })
        .from(postMajors)
        .innerJoin(posts, eq(posts.id, postMajors.postId))
        .where(inArray(posts.roundId, [...roundIds]))
        .orderBy(asc(postMajors.postId), asc(postMajors.majorCode));
      const majorsOf = Map.groupBy(named, ({ postId }) => postId);
      return rows.map(({ id, ...post }) => ({ ...post, majors: (majorsOf.get(id) ?? []).map(({ major }) => major) }));
    },
    /** Students by round and major, and those without a post. */
    async students(roundIds: readonly string[]) {
      if (roundIds.length === 0) return [];
      return q
        .select({
          ...{ roundId: candidates.roundId, major: candidates.majorCode, level: majors.level },
          students: sql`count(*)`.mapWith(Number),
          unmatched: sql`sum(case when ${outcomes.postId} is null then 1 else 0 end)`.mapWith(Number),
        })
        .from(candidates)
        .innerJoin(majors, eq(majors.code, candidates.majorCode))
        .leftJoin(outcomes, eq(outcomes.candidateId, candidates.id))
        .where(inArray(candidates.roundId, [...roundIds]))
        .groupBy(candidates.roundId, candidates.majorCode, majors.level)
        .orderBy(asc(candidates.roundId), asc(candidates.majorCode));
    },
    async names(codes: readonly string[]) {
      if (codes.length === 0) return new Map<string, { name: string; level: (typeof majors.$inferSelect)['level'] }>();
      const rows = await q
        .select({ code: majors.code, name: majors.name, level: majors.level })
        .from(majors)
        .where(inArray(majors.code, [...codes]));
      return new Map(rows.map(({ code, ...row }) => [code, row]));
    },
  };
}
