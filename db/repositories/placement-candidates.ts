import { and, asc, count, eq, gt, inArray, isNotNull, like, lte, or, exists, notExists, sql, type SQL } from 'drizzle-orm';
import { run, chunks, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { entryStep } from './placement-rounds.ts';

/** What stands in place of the hash of a code where there is none: no hash looks like it. */
const none = 'none:';
export const noCode = (candidateId: string): string => `${none}${candidateId}`;
export const hasCode = ({ codeHash }: Pick<CandidateRow, 'codeHash'>): boolean => !codeHash.startsWith(none);
export type CandidateRow = Database['schema']['placementCandidates']['$inferSelect'];
export interface CandidateFilter {
  readonly roundId: string;
  readonly schoolId?: string;
}

/** Students of rounds under the numbers of their schools, their sessions and their wishes. */
export function createCandidateRepository(db: Database) {
  const { placementCandidates: candidates, placementChoices: choices, placementSessions: sessions, placementRankings: rankings } = db.schema;
  const { placementOutcomes: outcomes, placementPosts: posts, placementPostMajors: postMajors, organisations, majors } = db.schema;
  const where = ({ roundId, schoolId }: CandidateFilter) =>
    and(eq(candidates.roundId, roundId), schoolId === undefined ? undefined : eq(candidates.schoolId, schoolId));
  const person = { row: candidates, schoolName: organisations.name, majorName: majors.name, level: majors.level };
  const sort = [{ column: candidates.id, descending: false }];
  const one = db.query.select({ one: sql`1` });
  const withoutCode = like(candidates.codeHash, `${none}%`);
  /** Candidates whom a post is for. */
  const eligible = (post: typeof posts.$inferSelect): SQL | undefined =>
    and(
      eq(candidates.roundId, post.roundId),
      post.level === null ? undefined : eq(majors.level, post.level),
      or(
        notExists(one.from(postMajors).where(eq(postMajors.postId, post.id))),
        exists(one.from(postMajors).where(and(eq(postMajors.postId, post.id), eq(postMajors.majorCode, candidates.majorCode)))),
      ),
    );
  const chose = (postId: string) => exists(one.from(choices).where(and(eq(choices.candidateId, candidates.id), eq(choices.postId, postId))));

  return {
    /** False where the round takes no candidates. */
    add(roundId: string, rows: readonly (typeof candidates.$inferInsert)[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if (!(yield* entryStep(db, tx, roundId, ['draft', 'open'], audit.at))) return false;
        for (const some of chunks(candidates, rows)) yield* run(tx.insert(candidates).values(some));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Candidates of a school that no code was handed out for, in the order they were added. */
    async withoutCode(roundId: string, schoolId: string, limit: number) {
      return db.query
        .select()
        .from(candidates)
        .where(and(where({ roundId, schoolId }), withoutCode))
        .orderBy(asc(candidates.id))
        .limit(limit);
    },
    /** Codes for candidates that have none; who got one in the meantime keeps it. False where the round takes no candidates any more. */
    issue(roundId: string, rows: readonly CandidateRow[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if (!(yield* entryStep(db, tx, roundId, ['draft', 'open'], audit.at))) return false;
        for (const some of chunks(candidates, rows))
          yield* run(
            tx
              .insert(candidates)
              .values(some)
              .onConflictDoUpdate({ target: candidates.id, set: { codeHash: sql`excluded.code_hash` }, setWhere: withoutCode }),
          );
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    async numbersTaken(roundId: string, schoolId: string, numbers: readonly string[]) {
      const rows = await db.query
        .select({ number: candidates.number })
        .from(candidates)
        .where(and(where({ roundId, schoolId }), inArray(candidates.number, [...numbers])));
      return new Set(rows.map(({ number }) => number));
    },
    async find(id: string) {
      const [row] = await db.query
        .select(person)
        .from(candidates)
        .innerJoin(organisations, eq(organisations.id, candidates.schoolId))
        .innerJoin(majors, eq(majors.code, candidates.majorCode))
        .where(eq(candidates.id, id));
      return row;
    },
    async count(filter: CandidateFilter) {
      const [row] = await db.query.select({ n: count() }).from(candidates).where(where(filter));
      return row?.n ?? 0;
    },
    /** In the order they were added, with what they got. */
    async page(filter: CandidateFilter, page: PageRequest) {
      const rows = await db.query
        .select({
          ...person,
          outcome: outcomes,
          postTitle: posts.title,
          postOrganisationId: posts.organisationId,
          wishes: sql<number>`(select count(*) from ${choices} where ${choices.candidateId} = ${candidates.id})`.mapWith(Number),
        }) // prettier-ignore
        .from(candidates)
        .innerJoin(organisations, eq(organisations.id, candidates.schoolId))
        .innerJoin(majors, eq(majors.code, candidates.majorCode))
        .leftJoin(outcomes, eq(outcomes.candidateId, candidates.id))
        .leftJoin(posts, eq(posts.id, outcomes.postId))
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    /** A code that is lost: the old one and its sessions end. False where the round is over. */
    renew(row: CandidateRow, codeHash: string, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.update(candidates).set({ codeHash }).where(eq(candidates.id, row.id)).returning({ id: candidates.id }));
        yield* run(tx.delete(sessions).where(eq(sessions.candidateId, row.id)));
        yield* auditStep(db, tx, audit);
      });
    },
    /** Takes a candidate out, wishes and rankings with them. */
    remove(row: CandidateRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if (!(yield* entryStep(db, tx, row.roundId, ['draft', 'open'], audit.at))) return false;
        yield* run(tx.delete(sessions).where(eq(sessions.candidateId, row.id)));
        yield* run(tx.delete(choices).where(eq(choices.candidateId, row.id)));
        yield* run(tx.delete(rankings).where(eq(rankings.candidateId, row.id)));
        yield* run(tx.delete(candidates).where(eq(candidates.id, row.id)));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Candidates a post is for, in the order they were added. */
    async applicants(post: typeof posts.$inferSelect, applied: boolean, page: PageRequest) {
      const rows = await db.query
        .select({
          ...{
            ...person,
            place: rankings.place,
            ranked: isNotNull(rankings.candidateId).mapWith(Boolean),
            chosenPost: outcomes.postId,
            choice: choices.place,
            missed: outcomes.missed,
          },
        })
        .from(candidates)
        .innerJoin(organisations, eq(organisations.id, candidates.schoolId))
        .innerJoin(majors, eq(majors.code, candidates.majorCode))
        .leftJoin(rankings, and(eq(rankings.candidateId, candidates.id), eq(rankings.postId, post.id)))
        .leftJoin(choices, and(eq(choices.candidateId, candidates.id), eq(choices.postId, post.id)))
        .leftJoin(outcomes, eq(outcomes.candidateId, candidates.id))
        .where(and(eligible(post), applied ? chose(post.id) : undefined, afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countApplicants(post: typeof posts.$inferSelect, applied: boolean) {
      const [row] = await db.query
        .select({ n: count() })
        .from(candidates)
        .innerJoin(majors, eq(majors.code, candidates.majorCode))
        .where(and(eligible(post), applied ? chose(post.id) : undefined));
      return row?.n ?? 0;
    },
    /** Of these candidates, those the post is for. */
    async eligibleOf(post: typeof posts.$inferSelect, ids: readonly string[]) {
      if (ids.length === 0) return new Set<string>();
      const rows = await db.query
        .select({ id: candidates.id })
        .from(candidates)
        .innerJoin(majors, eq(majors.code, candidates.majorCode))
        .where(and(eligible(post), inArray(candidates.id, [...ids])));
      return new Set(rows.map(({ id }) => id));
    },

    async findByCode(codeHash: string) {
      const [row] = await db.query.select().from(candidates).where(eq(candidates.codeHash, codeHash));
      return row;
    },
    /** Opens a session; those that are over are forgotten. */
    openSession(row: typeof sessions.$inferInsert, now: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.delete(sessions).where(and(eq(sessions.candidateId, row.candidateId), lte(sessions.expiresAt, now))));
        yield* run(tx.insert(sessions).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async closeSession(secretHash: string, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        const ended = yield* run(tx.delete(sessions).where(eq(sessions.secretHash, secretHash)).returning({ of: sessions.candidateId }));
        if (ended.length > 0) yield* auditStep(db, tx, audit);
      });
    },
    /** Whose session that is. */
    async findSession(secretHash: string, now: Date) {
      const [row] = await db.query
        .select({ candidateId: sessions.candidateId })
        .from(sessions)
        .where(and(eq(sessions.secretHash, secretHash), gt(sessions.expiresAt, now)));
      return row?.candidateId;
    },
    /** Posts a candidate has chosen, best first. */
    async wishes(candidateId: string) {
      return db.query
        .select({ post: posts, organisationName: organisations.name })
        .from(choices)
        .innerJoin(posts, eq(posts.id, choices.postId))
        .innerJoin(organisations, eq(organisations.id, posts.organisationId))
        .where(eq(choices.candidateId, candidateId))
        .orderBy(asc(choices.place));
    },
    /** Replaces the wishes. `closed`: the round takes none; `stale`: another version was changed. */
    wish({ id, roundId, version }: Pick<CandidateRow, 'id' | 'roundId' | 'version'>, postIds: readonly string[], now: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if (!(yield* entryStep(db, tx, roundId, ['open'], audit.at))) return 'closed' as const;
        const changed = yield* run(
          tx
            .update(candidates)
            .set({ wishedAt: now, version: version + 1 })
            .where(and(eq(candidates.id, id), eq(candidates.version, version)))
            .returning({ id: candidates.id }),
        );
        if (changed.length === 0) return 'stale' as const;
        yield* run(tx.delete(choices).where(eq(choices.candidateId, id)));
        const rows = postIds.map((postId, index) => ({ candidateId: id, place: index + 1, postId }));
        if (rows.length > 0) yield* run(tx.insert(choices).values(rows));
        yield* auditStep(db, tx, audit);
        return 'done' as const;
      });
    },
  };
}
