import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Keys of memberships that stand and end within a span, with the account to be told. */
export function createKeyReminderRepository(db: Database) {
  const { apiKeys, memberships, accounts } = db.schema;
  return {
    async ending(after: Date, until: Date) {
      return db.query
        .select({ id: apiKeys.id, expiresAt: apiKeys.expiresAt, accountId: memberships.accountId })
        .from(apiKeys)
        .innerJoin(memberships, and(eq(memberships.id, apiKeys.membershipId), isNull(memberships.endedAt)))
        .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), eq(accounts.status, 'active')))
        .where(and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, after), lte(apiKeys.expiresAt, until)))
        .orderBy(asc(apiKeys.id));
    },
  };
}
