import { and, asc, count, desc, eq, gt, gte, isNull, lt, sql } from 'drizzle-orm';
import { run, type Database, type Executor } from '../database.ts';
import type { Json } from '../schema/runs.ts';
import { chainStart, createChainCheck, entryHash, type Anchor } from './audit-chain.ts';
import { notifyStep, type Telling } from './notifications.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface AuditRecord {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly requestId?: string;
  /** Who is told of the change, in the same transaction. No part of the record. */
  readonly tell?: readonly Telling[];
}

const headId = 'audit';
const whole = ({ id, at, actor, action, entity, entityId, before, after, requestId }: AuditRecord) => ({
  ...{ id, at, actor, action, entity, entityId },
  ...{ before: before ?? null, after: after ?? null, requestId: requestId ?? null },
});

/** For an installation that opens: what was written before there was a chain takes its place now, not with the next change. */
export function ensureAuditChain(db: Database): Promise<void> {
  return db.transaction(function* (tx) {
    yield* startChain(db, tx);
  });
}

/** Starts the chain: an installation from before there was one brings entries along, which take their places in the order of their ids. */
function* startChain(db: Database, tx: Executor) {
  const { auditEntries, auditHead } = db.schema;
  const [created] = yield* run(tx.insert(auditHead).values({ id: headId, seq: 0, hash: chainStart }).onConflictDoNothing().returning());
  if (!created) return;
  const old = yield* run(tx.select().from(auditEntries).where(isNull(auditEntries.seq)).orderBy(asc(auditEntries.id)));
  let hash = chainStart;
  let seq = 0;
  for (const entry of old) {
    hash = entryHash(hash, ++seq, entry);
    yield* run(tx.update(auditEntries).set({ seq, hash }).where(eq(auditEntries.id, entry.id)).returning());
  }
  yield* run(tx.update(auditHead).set({ seq, hash }).where(eq(auditHead.id, headId)).returning());
}

/**
 * Adds an audit entry inside the transaction of the change it records, as its last step: from here on the transaction holds the end of the chain, and
 * what it still waited for might wait for it.
 */
export function* auditStep(db: Database, tx: Executor, record: AuditRecord) {
  const { auditEntries, auditHead } = db.schema;
  yield* notifyStep(db, tx, record);
  const next = () =>
    tx
      .update(auditHead)
      .set({ seq: sql`${auditHead.seq} + 1` })
      .where(eq(auditHead.id, headId))
      .returning();
  let [head] = yield* run(next());
  if (!head) {
    yield* startChain(db, tx);
    [head] = yield* run(next());
  }
  if (!head) throw new Error('the audit chain has no end to add to');
  const entry = whole(record);
  const hash = entryHash(head.hash, head.seq, entry);
  yield* run(tx.insert(auditEntries).values({ ...entry, seq: head.seq, hash }));
  yield* run(tx.update(auditHead).set({ hash }).where(eq(auditHead.id, headId)).returning());
}

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly requestId?: string;
  /** From included, to excluded. */
  readonly from?: Date;
  readonly to?: Date;
}

export function createAuditRepository(db: Database) {
  const { auditEntries, auditHead } = db.schema;
  const batch = 1_000;
  const matching = (f: AuditFilter) =>
    and(
      f.actor === undefined ? undefined : eq(auditEntries.actor, f.actor),
      f.action === undefined ? undefined : eq(auditEntries.action, f.action),
      f.entity === undefined ? undefined : eq(auditEntries.entity, f.entity),
      f.entityId === undefined ? undefined : eq(auditEntries.entityId, f.entityId),
      f.requestId === undefined ? undefined : eq(auditEntries.requestId, f.requestId),
      f.from === undefined ? undefined : gte(auditEntries.at, f.from),
      f.to === undefined ? undefined : lt(auditEntries.at, f.to),
    );
  return {
    /** Newest first: ids are time-ordered. */
    async page(filter: AuditFilter, page: PageRequest) {
      const sort = [{ column: auditEntries.id, descending: true }];
      const rows = await db.query
        .select()
        .from(auditEntries)
        .where(and(matching(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: AuditFilter) {
      const [row] = await db.query.select({ n: count() }).from(auditEntries).where(matching(filter));
      return row?.n ?? 0;
    },
    /** Values a filter can take. */
    async kinds() {
      const rows = await db.query
        .selectDistinct({ entity: auditEntries.entity, action: auditEntries.action })
        .from(auditEntries)
        .orderBy(asc(auditEntries.entity), asc(auditEntries.action));
      return rows;
    },
    /** Reads the whole chain in pieces and says what is wrong with it. Entries added meanwhile are left to the next time. */
    async verify(anchor?: Anchor) {
      const [head] = await db.query.select().from(auditHead).where(eq(auditHead.id, headId));
      const check = createChainCheck(anchor);
      const end = head?.seq ?? Infinity;
      for (let seq = 0; ;) {
        const rows = await db.query.select().from(auditEntries).where(gt(auditEntries.seq, seq)).orderBy(asc(auditEntries.seq)).limit(batch);
        for (const row of rows) if ((row.seq ?? 0) <= end) check.follow(row);
        const last = rows.at(-1)?.seq ?? null;
        if (last === null || last >= end || rows.length < batch) break;
        seq = last;
      }
      const outside = head ? await db.query.select().from(auditEntries).where(isNull(auditEntries.seq)).orderBy(desc(auditEntries.id)).limit(batch) : [];
      for (const row of outside) check.follow(row);
      return check.end(head);
    },
  };
}
