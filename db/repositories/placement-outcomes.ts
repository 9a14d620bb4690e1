import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { RoundVerification } from '../../schemas/placement.ts';
import { run, chunks, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import type { RoundRow } from './placement-rounds.ts';

type Schema = Database['schema'];
export interface OutcomeRows {
  readonly outcomes: Schema['placementOutcomes']['$inferInsert'][];
  readonly closings: Schema['placementClosings']['$inferInsert'][];
  readonly verification: RoundVerification;
}

/** The lease of a round that nobody tries to place any more. */
const never = new Date('9999-12-31T00:00:00Z');
export const isGivenUp = ({ status, leaseUntil }: Pick<RoundRow, 'status' | 'leaseUntil'>): boolean =>
  status === 'closing' && leaseUntil?.getTime() === never.getTime();

/** What a closed round depends on, and what came of it, written in one transaction by the worker that still holds the round. */
export function createOutcomeRepository(db: Database) {
  const { placementRounds: rounds, placementPosts: posts, placementCandidates: candidates, placementChoices: choices } = db.schema;
  const { placementRankings: rankings, placementOutcomes: outcomes, placementClosings: closings } = db.schema;
  const free = (now: Date) => or(isNull(rounds.leaseUntil), lt(rounds.leaseUntil, now));
  return {
    /** Gives a round that is closing to one worker until the lease runs out. Undefined: there is nothing to do, or another has it. */
    async claim(id: string, now: Date, leaseUntil: Date): Promise<RoundRow | undefined> {
      const [claimed] = await db.query
        .update(rounds)
        .set({ leaseUntil, attempts: sql`${rounds.attempts} + 1` })
        .where(and(eq(rounds.id, id), eq(rounds.status, 'closing'), free(now)))
        .returning();
      return claimed;
    },
    async release({ id, attempts }: Pick<RoundRow, 'id' | 'attempts'>) {
      await db.query
        .update(rounds)
        .set({ leaseUntil: null })
        .where(and(eq(rounds.id, id), eq(rounds.status, 'closing'), eq(rounds.attempts, attempts)))
        .returning({ id: rounds.id });
    },
    /** Keeps a claim alive while its worker is at it. */
    async extendLease({ id, attempts }: Pick<RoundRow, 'id' | 'attempts'>, leaseUntil: Date) {
      await db.query
        .update(rounds)
        .set({ leaseUntil })
        .where(and(eq(rounds.id, id), eq(rounds.status, 'closing'), eq(rounds.attempts, attempts)))
        .returning({ id: rounds.id });
    },
    /** Nobody tries again by itself: the lease never runs out. What was entered stays as it is. False where another attempt has the round by now. */
    giveUp({ id, attempts }: Pick<RoundRow, 'id' | 'attempts'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [given] = yield* run(
          tx
            .update(rounds)
            .set({ leaseUntil: never })
            .where(and(eq(rounds.id, id), eq(rounds.status, 'closing'), eq(rounds.attempts, attempts)))
            .returning({ id: rounds.id }),
        );
        if (!given) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Lets a round that was given up be tried once more. False where it was not. */
    resume(id: string, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [freed] = yield* run(
          tx
            .update(rounds)
            .set({ leaseUntil: null })
            .where(and(eq(rounds.id, id), eq(rounds.status, 'closing'), eq(rounds.leaseUntil, never)))
            .returning({ id: rounds.id }),
        );
        if (!freed) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Rounds that a worker that went away left behind. */
    async unfinished(now: Date) {
      return db.query
        .select({ id: rounds.id })
        .from(rounds)
        .where(and(eq(rounds.status, 'closing'), free(now)))
        .orderBy(asc(rounds.id));
    },
    /** Nobody else works on an embedded installation: what a killed process held is free again. */
    async dropLeases() {
      await db.query.update(rounds).set({ leaseUntil: null }).where(eq(rounds.status, 'closing')).returning({ id: rounds.id });
    },
    /** Everything that was entered, in natural order. Nothing is entered from closing on, so it says the same however often it is read. */
    async entries(roundId: string) {
      const offered = await db.query.select().from(posts).where(eq(posts.roundId, roundId)).orderBy(asc(posts.organisationId), asc(posts.title));
      const people = await db.query
        .select({ id: candidates.id, schoolId: candidates.schoolId, number: candidates.number })
        .from(candidates)
        .where(eq(candidates.roundId, roundId))
        .orderBy(asc(candidates.schoolId), asc(candidates.number));
      const wished = await db.query
        .select({ candidateId: choices.candidateId, postId: choices.postId })
        .from(choices)
        .innerJoin(candidates, eq(candidates.id, choices.candidateId))
        .where(eq(candidates.roundId, roundId))
        .orderBy(asc(choices.candidateId), asc(choices.place));
      const ranked = await db.query
        .select({ postId: rankings.postId, candidateId: rankings.candidateId, place: rankings.place })
        .from(rankings)
        .innerJoin(posts, eq(posts.id, rankings.postId))
        .where(eq(posts.roundId, roundId))
        .orderBy(asc(rankings.postId), asc(rankings.candidateId));
      return { posts: offered, candidates: people, choices: wished, rankings: ranked };
    },
    async outcomesOf(roundId: string) {
      return db.query
        .select({ candidateId: outcomes.candidateId, postId: outcomes.postId })
        .from(outcomes)
        .where(eq(outcomes.roundId, roundId))
        .orderBy(asc(outcomes.candidateId));
    },
    async closedOf(roundId: string) {
      return db.query.select().from(closings).where(eq(closings.roundId, roundId)).orderBy(asc(closings.no));
    },
    async outcomeOf(candidateId: string) {
      const [row] = await db.query.select().from(outcomes).where(eq(outcomes.candidateId, candidateId));
      return row;
    },
    /** Publishes, once: false where another attempt has the round by now. */
    publish({ id, attempts }: Pick<RoundRow, 'id' | 'attempts'>, now: Date, rows: OutcomeRows, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [published] = yield* run(
          tx
            .update(rounds)
            .set({ status: 'published', publishedAt: now, leaseUntil: null, verification: rows.verification })
            .where(and(eq(rounds.id, id), eq(rounds.status, 'closing'), eq(rounds.attempts, attempts)))
            .returning({ id: rounds.id }),
        );
        if (!published) return false;
        for (const some of chunks(outcomes, rows.outcomes)) yield* run(tx.insert(outcomes).values(some));
        for (const some of chunks(closings, rows.closings)) yield* run(tx.insert(closings).values(some));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
  };
}
