import { and, asc, count, eq, isNull, ne } from 'drizzle-orm';
import { run, type Database, type Executor } from '../database.ts';
import type { Role } from './access.ts';
import { addAccountStep, type NewAccount } from './accounts.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { anyPasskey } from './passkeys.ts';

export interface MemberFilter {
  /** Null: members of the city itself, who belong to no organisation. */
  readonly organisationId?: string | null;
  readonly role?: Role;
}

export function* addMembershipStep(db: Database, tx: Executor, row: Database['schema']['memberships']['$inferInsert']) {
  yield* run(tx.insert(db.schema.memberships).values(row));
}

/** Who belongs to which organisation, in which role. */
export function createMemberRepository(db: Database) {
  const { memberships, accounts, organisations, apiKeys, secondFactors } = db.schema;
  const where = ({ organisationId, role }: MemberFilter) =>
    and(
      isNull(memberships.endedAt),
      organisationId === undefined ? undefined : organisationId === null ? isNull(memberships.organisationId) : eq(memberships.organisationId, organisationId),
      role === undefined ? undefined : eq(memberships.role, role),
    );
  const select = () =>
    db.query
      .select({ membership: memberships, account: accounts, organisationName: organisations.name, factor: secondFactors.accountId, passkey: anyPasskey(db) })
      .from(memberships)
      .innerJoin(accounts, eq(accounts.id, memberships.accountId))
      .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
      .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id));
  return {
    async find(id: string) {
      const [row] = await select().where(and(eq(memberships.id, id), isNull(memberships.endedAt)));
      return row;
    },
    async page(filter: MemberFilter, page: PageRequest) {
      const sort = [{ column: memberships.id, descending: false }];
      const rows = await select()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ membership }) => [membership.id]);
    },
    async count(filter: MemberFilter) {
      const [row] = await db.query.select({ n: count() }).from(memberships).where(where(filter));
      return row?.n ?? 0;
    },
    /** Memberships of other accounts that could take the place: active managers of the organisation, or active holders of a role. */
    async others(accountId: string, asked: { readonly organisationId: string } | { readonly role: Role }) {
      const kind =
        'role' in asked ? eq(memberships.role, asked.role) : and(eq(memberships.organisationId, asked.organisationId), eq(memberships.manager, true));
      const [row] = await db.query
        .select({ n: count() })
        .from(memberships)
        .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), eq(accounts.status, 'active')))
        .where(and(kind, isNull(memberships.endedAt), ne(memberships.accountId, accountId)));
      return row?.n ?? 0;
    },
    /** False where the membership is at another version by now. */
    async change({ id, version }: { id: string; version: number }, set: { role: Role; manager: boolean }, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const as = and(eq(memberships.id, id), eq(memberships.version, version), isNull(memberships.endedAt));
        const changed = yield* run(
          tx
            .update(memberships)
            .set({ ...set, version: version + 1 })
            .where(as)
            .returning({ id: memberships.id }),
        );
        if (changed.length > 0) yield* auditStep(db, tx, audit);
        return changed.length > 0;
      });
    },
    /** Ends a membership and its keys. Its sessions lose role and organisation with the next request. */
    async end(id: string, at: Date, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.update(memberships).set({ endedAt: at }).where(eq(memberships.id, id)));
        yield* run(
          tx
            .update(apiKeys)
            .set({ revokedAt: at })
            .where(and(eq(apiKeys.membershipId, id), isNull(apiKeys.revokedAt))),
        );
        yield* auditStep(db, tx, audit);
      });
    },
    /** An account with its first membership, such as the first administrator. */
    async addAccount(account: NewAccount, membership: typeof memberships.$inferInsert, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* addAccountStep(db, tx, account);
        yield* addMembershipStep(db, tx, membership);
        yield* auditStep(db, tx, audit);
      });
    },
    async addKey(row: typeof apiKeys.$inferInsert, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.insert(apiKeys).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async keys(membershipId: string) {
      return db.query
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.membershipId, membershipId), isNull(apiKeys.revokedAt)))
        .orderBy(asc(apiKeys.id));
    },
    /** False where the membership has no such key, or it is revoked already. */
    async revokeKey(membershipId: string, id: string, at: Date, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const own = and(eq(apiKeys.id, id), eq(apiKeys.membershipId, membershipId), isNull(apiKeys.revokedAt));
        const [revoked] = yield* run(tx.update(apiKeys).set({ revokedAt: at }).where(own).returning({ id: apiKeys.id }));
        if (revoked) yield* auditStep(db, tx, audit);
        return revoked !== undefined;
      });
    },
  };
}
