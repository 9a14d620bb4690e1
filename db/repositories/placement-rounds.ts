import { and, asc, count, eq, gte, inArray, lt, or, sql, sum } from 'drizzle-orm';
import type { placementStatuses } from '../../schemas/vocabulary.ts';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type RoundStatus = (typeof placementStatuses)[number];
export type RoundRow = Database['schema']['placementRounds']['$inferSelect'];

/**
 * First step of every entry into a round: holds its row until the transaction ends, so that the closing waits for entries on their way and none comes after it.
 *
 * @returns false where the round is in none of these states
 */
export function* entryStep({ schema }: Database, tx: Executor, roundId: string, statuses: readonly RoundStatus[]) {
  const { placementRounds: rounds } = schema;
  const held = yield* run(
    tx
      .update(rounds)
      .set({ entries: sql`${rounds.entries} + 1` })
      .where(and(eq(rounds.id, roundId), inArray(rounds.status, [...statuses])))
      .returning({ id: rounds.id }),
  );
  return held.length > 0;
}

/** Rounds and how far they have come. Every change of state is a compare-and-set on the row. */
export function createRoundRepository(db: Database) {
  const { placementRounds: rounds, placementPosts: posts, placementCandidates: candidates } = db.schema;
  const only = (status: RoundStatus | undefined) => (status === undefined ? undefined : eq(rounds.status, status));
  return {
    add(row: typeof rounds.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(rounds).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async find(id: string): Promise<RoundRow | undefined> {
      const [row] = await db.query.select().from(rounds).where(eq(rounds.id, id));
      return row;
    },
    /** Rounds that were opened, closed or published between two instants, the second excluded. */
    async between(since: Date, until: Date): Promise<RoundRow[]> {
      const within = [rounds.openedAt, rounds.closedAt, rounds.publishedAt].map((at) => and(gte(at, since), lt(at, until)));
      return db.query
        .select()
        .from(rounds)
        .where(or(...within))
        .orderBy(asc(rounds.id));
    },
    /** Newest first: ids are time-ordered. */
    async page(status: RoundStatus | undefined, page: PageRequest) {
      const sort = [{ column: rounds.id, descending: true }];
      const rows = await db.query
        .select()
        .from(rounds)
        .where(and(only(status), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ id }) => [id]);
    },
    async count(status: RoundStatus | undefined) {
      const [row] = await db.query.select({ n: count() }).from(rounds).where(only(status));
      return row?.n ?? 0;
    },
    /** Posts, seats, candidates and those who have chosen, by round. */
    async sizes(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, { posts: number; seats: number; candidates: number; wished: number }>();
      const offered = await db.query
        .select({ id: posts.roundId, n: count(), seats: sum(posts.capacity) })
        .from(posts)
        .where(inArray(posts.roundId, [...ids]))
        .groupBy(posts.roundId);
      const people = await db.query
        .select({ id: candidates.roundId, n: count(), wished: count(candidates.wishedAt) })
        .from(candidates)
        .where(inArray(candidates.roundId, [...ids]))
        .groupBy(candidates.roundId);
      const byId = new Map(offered.map((row) => [row.id, row]));
      const peopleById = new Map(people.map((row) => [row.id, row]));
      const of = (id: string) => ({ posts: byId.get(id)?.n ?? 0, seats: Number(byId.get(id)?.seats ?? 0), candidates: peopleById.get(id)?.n ?? 0, wished: peopleById.get(id)?.wished ?? 0 }); // prettier-ignore
      return new Map(ids.map((id) => [id, of(id)]));
    },
    /** False where the round is not in the state it was to leave. */
    move(id: string, from: RoundStatus, values: Partial<typeof rounds.$inferInsert>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [moved] = yield* run(
          tx
            .update(rounds)
            .set(values)
            .where(and(eq(rounds.id, id), eq(rounds.status, from)))
            .returning({ id: rounds.id }),
        );
        if (!moved) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
  };
}
