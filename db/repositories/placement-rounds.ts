import { and, asc, count, eq, exists, gt, gte, inArray, isNull, lt, lte, or, sql, sum } from 'drizzle-orm';
import type { placementStatuses } from '../../schemas/vocabulary.ts';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type RoundStatus = (typeof placementStatuses)[number];
export type RoundRow = Database['schema']['placementRounds']['$inferSelect'];

/**
 * First step of every entry into a round: holds its row until the transaction ends, so that the closing waits for entries on their way and none comes after it.
 *
 * @param at of the entry: none is taken after the time a round closes, even if no worker has closed it yet
 * @returns false where the round is in none of these states, or over
 */
export function* entryStep({ schema }: Database, tx: Executor, roundId: string, statuses: readonly RoundStatus[], at: Date) {
  const { placementRounds: rounds } = schema;
  const held = yield* run(
    tx
      .update(rounds)
      .set({ entries: sql`${rounds.entries} + 1` })
      .where(and(eq(rounds.id, roundId), inArray(rounds.status, [...statuses]), or(isNull(rounds.closesAt), gt(rounds.closesAt, at))))
      .returning({ id: rounds.id }),
  );
  return held.length > 0;
}

/** Rounds and how far they have come. Every change of state is a compare-and-set on the row. */
export function createRoundRepository(db: Database) {
  const { placementRounds: rounds, placementPosts: posts, placementCandidates: candidates } = db.schema;
  const only = (status: RoundStatus | undefined) => (status === undefined ? undefined : eq(rounds.status, status));
  const offered = db.query
    .select({ one: sql`1` })
    .from(posts)
    .where(eq(posts.roundId, rounds.id));
  const dueIn = (status: RoundStatus, now: Date) =>
    status === 'draft'
      ? and(eq(rounds.status, 'draft'), lte(rounds.opensAt, now), or(isNull(rounds.closesAt), gt(rounds.closesAt, now)), exists(offered))
      : and(eq(rounds.status, 'open'), lte(rounds.closesAt, now));
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
      const within = [rounds.openedAt, rounds.closedAt, rounds.publishedAt, rounds.opensAt, rounds.closesAt].map((at) => and(gte(at, since), lt(at, until)));
      return db.query
        .select()
        .from(rounds)
        .where(or(...within))
        .orderBy(asc(rounds.id));
    },
    /** Rounds whose time to open or to close has come. */
    async due(now: Date) {
      return db.query.select({ id: rounds.id, status: rounds.status }).from(rounds).where(or(dueIn('draft', now), dueIn('open', now))).orderBy(asc(rounds.id)); // prettier-ignore
    },
    /** Lets a round follow its date, once: false where it is not due any more. */
    follow(id: string, from: RoundStatus, now: Date, audit: AuditRecord) {
      const values = from === 'draft' ? { status: 'open' as const, openedAt: now } : { status: 'closing' as const, closedAt: now };
      return db.transaction(function* (tx) {
        const [moved] = yield* run(
          tx
            .update(rounds)
            .set(values)
            .where(and(eq(rounds.id, id), dueIn(from, now)))
            .returning({ id: rounds.id }),
        );
        if (!moved) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Name and dates of a round that is not closed. False where it is, or was changed since. */
    change({ id, version }: Pick<RoundRow, 'id' | 'version'>, values: Pick<RoundRow, 'name' | 'opensAt' | 'closesAt'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(rounds)
            .set({ ...values, version: version + 1 })
            .where(and(eq(rounds.id, id), eq(rounds.version, version), inArray(rounds.status, ['draft', 'open'])))
            .returning({ id: rounds.id }),
        );
        if (!changed) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
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
