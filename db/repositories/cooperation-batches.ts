import { and, asc, count, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { chunks, run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { takingStates, type CooperationRow } from './cooperations.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type BatchRow = Database['schema']['cooperationBatches']['$inferSelect'];

/** Batches that pair many listings at once, and how cooperation stands as a whole. */
export function createCooperationBatchRepository(db: Database) {
  const { cooperationBatches: batches, cooperationListings: listings, cooperations, cooperationMilestones: milestones } = db.schema;
  const q = db.query;
  const flagged = (column: unknown) => sql`max(case when ${column} then 1 else 0 end)`.mapWith(Boolean);
  return {
    /** The batch with the cooperations it suggests; what somebody began meanwhile is left as it is. */
    add(row: BatchRow, suggested: readonly CooperationRow[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(batches).values(row));
        for (const some of chunks(cooperations, suggested)) yield* run(tx.insert(cooperations).values(some).onConflictDoNothing());
        yield* auditStep(db, tx, audit);
      });
    },
    async find(id: string) {
      const [row] = await q.select().from(batches).where(eq(batches.id, id));
      return row;
    },
    /** Newest first. */
    async page(page: PageRequest) {
      const sort = [{ column: batches.id, descending: true }];
      const rows = await q
        .select()
        .from(batches)
        .where(afterCursor(sort, page.cursor))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count() {
      const [row] = await q.select({ n: count() }).from(batches);
      return row?.n ?? 0;
    },
    /** Open listings by pair and side, cooperations by pair, state and outcome, late milestones by pair. */
    async statistics(today: string) {
      const open = await q
        .select({
          pair: listings.pair,
          side: listings.side,
          n: count(),
          capacity: sql`coalesce(sum(${listings.capacity}), 0)`.mapWith(Number),
          simulated: flagged(listings.simulated),
        })
        .from(listings)
        .where(eq(listings.state, 'open'))
        .groupBy(listings.pair, listings.side)
        .orderBy(asc(listings.pair), asc(listings.side));
      const begun = await q
        .select({
          pair: cooperations.pair,
          state: cooperations.state,
          outcome: cooperations.outcome,
          n: count(),
          capacity: sql`coalesce(sum(${cooperations.agreedCapacity}), 0)`.mapWith(Number),
          simulated: flagged(cooperations.simulated),
        })
        .from(cooperations)
        .groupBy(cooperations.pair, cooperations.state, cooperations.outcome)
        .orderBy(asc(cooperations.pair), asc(cooperations.state));
      const late = await q
        .select({ pair: cooperations.pair, n: count() })
        .from(milestones)
        .innerJoin(cooperations, eq(cooperations.id, milestones.cooperationId))
        .where(and(isNull(milestones.doneOn), lt(milestones.dueOn, today), inArray(cooperations.state, takingStates.slice(0, 2))))
        .groupBy(cooperations.pair);
      return { open, begun, late };
    },
  };
}
