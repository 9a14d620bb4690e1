import { and, asc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { keyScopes, organisationStatuses, roles } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';

export type Role = (typeof roles)[number];
export interface Principal {
  readonly role: Role;
  readonly organisationId: string | null;
  /** Names the key, session or account in the audit trail; never the secret. */
  readonly actor: string;
}
/** Whether the caller's organisation has been looked at. */
export interface Standing {
  readonly status: (typeof organisationStatuses)[number];
  readonly reason: string | null;
}
export interface KeyCaller {
  readonly principal: Principal;
  /** Null: all that the role may. */
  readonly scopes: readonly (typeof keyScopes)[number][] | null;
  readonly standing: Standing | null;
}

/** How often the last use of a key is written down at most. */
const noteEveryMs = 60_000;

/** Machines and demo mode: keys and role sessions, both found by the SHA-256 of their secret. */
export function createAccessRepository(db: Database) {
  const { apiKeys, sessions, memberships, accounts, organisations } = db.schema;
  return {
    /** A key that stands, with its membership's role of today; one of a membership ends with it and with its account. */
    async findKey(secretHash: string, now: Date): Promise<KeyCaller | undefined> {
      const [row] = await db.query
        .select({ key: apiKeys, role: memberships.role, status: organisations.status, reason: organisations.statusReason })
        .from(apiKeys)
        .leftJoin(memberships, eq(memberships.id, apiKeys.membershipId))
        .leftJoin(accounts, eq(accounts.id, memberships.accountId))
        .leftJoin(organisations, eq(organisations.id, apiKeys.organisationId))
        .where(
          and(
            eq(apiKeys.secretHash, secretHash),
            isNull(apiKeys.revokedAt),
            or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
            or(isNull(apiKeys.membershipId), and(isNull(memberships.endedAt), eq(accounts.status, 'active'))),
          ),
        );
      if (!row) return undefined;
      const { id, role, organisationId, scopes, lastUsedAt } = row.key;
      if (lastUsedAt === null || +now - +lastUsedAt > noteEveryMs) await db.note(db.query.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id)));
      return {
        principal: { role: row.role ?? role, organisationId, actor: `key:${id}` },
        scopes,
        standing: row.status === null ? null : { status: row.status, reason: row.reason },
      };
    },
    async findSession(secretHash: string, now: Date): Promise<Principal | undefined> {
      const [row] = await db.query
        .select()
        .from(sessions)
        .where(and(eq(sessions.secretHash, secretHash), gt(sessions.expiresAt, now)));
      return row && { role: row.role, organisationId: row.organisationId, actor: `session:${row.role}` };
    },
    /** The installation's own key of a role (demo mode has one a role). */
    async findKeyOfRole(role: Role) {
      const [row] = await db.query
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.role, role), isNull(apiKeys.membershipId)))
        .orderBy(asc(apiKeys.id))
        .limit(1);
      return row;
    },
    async addKeys(rows: (typeof apiKeys.$inferInsert)[]) {
      await db.query.insert(apiKeys).values(rows);
    },
    async addSession(row: typeof sessions.$inferInsert) {
      await db.transaction(function* (tx) {
        yield* run(tx.delete(sessions).where(lt(sessions.expiresAt, row.createdAt)));
        yield* run(tx.insert(sessions).values(row));
      });
    },
    async removeSession(secretHash: string) {
      await db.query.delete(sessions).where(eq(sessions.secretHash, secretHash));
    },
  };
}
