import type { Dialect } from '../dialects/postgres.ts';
import type { Json } from './runs.ts';

export function defineRecords({ table, text, integer, instant, json, index, uniqueIndex, primaryKey }: Dialect) {
  /** Every state change: who, when, what, before and after. Rows are added, never changed; each holds the hash of the one before it. */
  const auditEntries = table(
    'audit_entries',
    {
      id: text('id').primaryKey(),
      /** Place in the chain, from 1 without gaps. Null only in rows written before there was a chain, until the next row is added. */
      seq: integer('seq'),
      /** SHA-256 over the hash of the row before and everything in this one. */
      hash: text('hash'),
      at: instant('at').notNull(),
      actor: text('actor').notNull(),
      action: text('action').notNull(),
      entity: text('entity').notNull(),
      entityId: text('entity_id').notNull(),
      before: json<Json>('before'),
      after: json<Json>('after'),
      requestId: text('request_id'),
    },
    (t) => [
      uniqueIndex('audit_seq_idx').on(t.seq),
      index('audit_entity_idx').on(t.entity, t.entityId, t.id),
      index('audit_actor_idx').on(t.actor, t.id),
      index('audit_at_idx').on(t.at, t.id),
    ],
  );

  /** The end of the audit chain, one row: whoever adds an entry holds it until the transaction ends, so places are given out one after another. */
  const auditHead = table('audit_head', {
    id: text('id').primaryKey(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
  });

  /** Answers to calls that named themselves (Idempotency-Key), for a day: a repeated call gets the same answer and does nothing. */
  const repeatableCalls = table(
    'repeatable_calls',
    {
      actor: text('actor').notNull(),
      key: text('key').notNull(),
      /** SHA-256 of method, address and body: the same key for another call is refused. */
      callHash: text('call_hash').notNull(),
      createdAt: instant('created_at').notNull(),
      /** Null while the first call is at work, and for good where its process ended before it answered. */
      status: integer('status'),
      location: text('location'),
      body: text('body'),
    },
    (t) => [primaryKey({ columns: [t.actor, t.key] }), index('repeatable_calls_age_idx').on(t.createdAt)],
  );

  /** Facts about this installation: demo mode, seed number, when it was seeded. */
  const installation = table('installation', {
    key: text('key').primaryKey(),
    value: text('value').notNull(),
  });

  return { auditEntries, auditHead, repeatableCalls, installation };
}
