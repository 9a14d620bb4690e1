import type { Dialect } from '../dialects/postgres.ts';
import type { Json } from './runs.ts';

export function defineRecords({ table, text, instant, json, index }: Dialect) {
  /** Every state change: who, when, what, before and after. Rows are added, never changed. */
  const auditEntries = table(
    'audit_entries',
    {
      id: text('id').primaryKey(),
      at: instant('at').notNull(),
      actor: text('actor').notNull(),
      action: text('action').notNull(),
      entity: text('entity').notNull(),
      entityId: text('entity_id').notNull(),
      before: json<Json>('before'),
      after: json<Json>('after'),
      requestId: text('request_id'),
    },
    (t) => [index('audit_entity_idx').on(t.entity, t.entityId, t.id)],
  );

  /** Facts about this installation: demo mode, seed number, when it was seeded. */
  const installation = table('installation', {
    key: text('key').primaryKey(),
    value: text('value').notNull(),
  });

  return { auditEntries, installation };
}
