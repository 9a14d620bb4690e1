import { notificationKinds, roles } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { OrganisationTables } from './organisations.ts';

/** What people are told of, and who has read it. Rows are added with the change they tell of and forgotten in time. */
export function defineNotifications({ table, text, instant, json, index, primaryKey }: Dialect, { organisations }: OrganisationTables) {
  const notifications = table(
    'notifications',
    {
      /** The id of the audit entry of the change, and a place: time-ordered. */
      id: text('id').primaryKey(),
      /** For one person or key, as the audit record names it; null: for whoever the next two say. */
      recipient: text('recipient'),
      /** For members of an organisation; null: of any or none. */
      organisationId: text('organisation_id').references(() => organisations.id),
      /** For a role; null: any. */
      role: text('role', { enum: roles }),
      kind: text('kind', { enum: notificationKinds }).notNull(),
      entity: text('entity').notNull(),
      entityId: text('entity_id').notNull(),
      /** Years, counts and words of enumerations that the text is made with. Nothing personal. */
      values: json<Record<string, string | number>>('values').notNull(),
      /** Whoever did it is not told. */
      causedBy: text('caused_by').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [
      index('notifications_recipient_idx').on(t.recipient, t.id),
      index('notifications_role_idx').on(t.role, t.organisationId, t.id),
      index('notifications_age_idx').on(t.createdAt),
    ],
  );

  const notificationReads = table(
    'notification_reads',
    {
      notificationId: text('notification_id')
        .notNull()
        .references(() => notifications.id, { onDelete: 'cascade' }),
      reader: text('reader').notNull(),
      at: instant('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.notificationId, t.reader] })],
  );
  return { notifications, notificationReads };
}
