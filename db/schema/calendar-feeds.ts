import type { Dialect } from '../dialects/postgres.ts';
import type { AccountTables } from './accounts.ts';

/** Addresses under which a program that keeps calendars reads one: each speaks for a membership and reads nothing else. Secrets are kept as hashes only. */
export function defineCalendarFeeds({ table, text, instant, index, uniqueIndex }: Dialect, { memberships }: AccountTables) {
  const calendarFeeds = table(
    'calendar_feeds',
    {
      id: text('id').primaryKey(),
      membershipId: text('membership_id')
        .notNull()
        .references(() => memberships.id),
      secretHash: text('secret_hash').notNull(),
      createdAt: instant('created_at').notNull(),
      lastUsedAt: instant('last_used_at'),
      revokedAt: instant('revoked_at'),
    },
    (t) => [uniqueIndex('calendar_feeds_secret_idx').on(t.secretHash), index('calendar_feeds_membership_idx').on(t.membershipId, t.id)],
  );
  return { calendarFeeds };
}
