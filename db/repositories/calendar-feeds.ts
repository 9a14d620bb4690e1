import { and, count, eq, isNull, lt, or } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import type { Principal, Standing } from './access.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

/** How often the last use of a subscription is written down at most. */
const noteEveryMs = 3_600_000;

/** Subscriptions to calendars: each ends with its membership. */
export function createCalendarFeedRepository(db: Database) {
  const { calendarFeeds, memberships, accounts, organisations } = db.schema;
  const standing = (membershipId: string) => and(eq(calendarFeeds.membershipId, membershipId), isNull(calendarFeeds.revokedAt));
  return {
    /** False where the membership has as many as it may have. */
    add(row: typeof calendarFeeds.$inferInsert, most: number, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [have] = yield* run(tx.select({ n: count() }).from(calendarFeeds).where(standing(row.membershipId)));
        if ((have?.n ?? 0) >= most) return false;
        yield* run(tx.insert(calendarFeeds).values(row));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** For whom a subscription speaks, with the role of today; undefined once it, the membership or the account has ended. */
    async find(secretHash: string, now: Date): Promise<{ principal: Principal; standing: Standing | null } | undefined> {
      const [row] = await db.query
        .select({ id: calendarFeeds.id, membership: memberships, status: organisations.status, reason: organisations.statusReason })
        .from(calendarFeeds)
        .innerJoin(memberships, and(eq(memberships.id, calendarFeeds.membershipId), isNull(memberships.endedAt)))
        .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), eq(accounts.status, 'active')))
        .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
        .where(and(eq(calendarFeeds.secretHash, secretHash), isNull(calendarFeeds.revokedAt)));
      if (!row) return undefined;
      const unnoted = or(isNull(calendarFeeds.lastUsedAt), lt(calendarFeeds.lastUsedAt, new Date(+now - noteEveryMs)));
      const noting = db.query.update(calendarFeeds).set({ lastUsedAt: now });
      await db.note(noting.where(and(eq(calendarFeeds.id, row.id), unnoted)));
      const { role, organisationId } = row.membership;
      return {
        principal: { role, organisationId, actor: `feed:${row.id}` },
        standing: row.status === null ? null : { status: row.status, reason: row.reason },
      };
    },
    /** Oldest first. */
    async page(membershipId: string, page: PageRequest) {
      const sort = [{ column: calendarFeeds.id, descending: false }];
      const rows = await db.query
        .select()
        .from(calendarFeeds)
        .where(and(standing(membershipId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(membershipId: string) {
      const [row] = await db.query.select({ n: count() }).from(calendarFeeds).where(standing(membershipId));
      return row?.n ?? 0;
    },
    /** False where the membership has no such subscription, or it is revoked already. */
    revoke(membershipId: string, id: string, at: Date, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const own = and(eq(calendarFeeds.id, id), standing(membershipId));
        const [revoked] = yield* run(tx.update(calendarFeeds).set({ revokedAt: at }).where(own).returning({ id: calendarFeeds.id }));
        if (revoked) yield* auditStep(db, tx, audit);
        return revoked !== undefined;
      });
    },
  };
}
