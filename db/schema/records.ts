import type { Dialect } from '../dialects/postgres.ts';
import type { Json } from './runs.ts';

export function defineRecords({ table, text, integer, instant, json, index, uniqueIndex }: Dialect) {
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

  /** Facts about this installation: demo mode, seed number, when it was seeded. */
  const installation = table('installation', {
    key: text('key').primaryKey(),
    value: text('value').notNull(),
  });

  return { auditEntries, auditHead, installation };
}
