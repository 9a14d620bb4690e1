import { and, asc, eq, gt, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { keyScopes, organisationStatuses, roles } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

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
  readonly key: MachineKeyRow;
  /** Came with a token, not with the key itself. */
  readonly byToken: boolean;
}
export interface MachineKeyRow {
  readonly id: string;
  /** Works where it is exchanged for a token only. */
  readonly tokenOnly: boolean;
  readonly expiresAt: Date | null;
  readonly scopes: KeyCaller['scopes'];
  readonly exchangedOn: string | null;
}

/** How often the last use of a key is written down at most. */
const noteEveryMs = 60_000;

/** Machines and demo mode: keys and role sessions, both found by the SHA-256 of their secret. */
export function createAccessRepository(db: Database) {
  const { apiKeys, keyTokens, sessions, memberships, accounts, organisations } = db.schema;
  /** A key that stands, with its membership's role of today; one of a membership ends with it and with its account. */
  async function caller(now: Date, by: SQL, byToken: boolean): Promise<KeyCaller | undefined> {
    const [row] = await db.query
      .select({ key: apiKeys, role: memberships.role, status: organisations.status, reason: organisations.statusReason })
      .from(apiKeys)
      .leftJoin(memberships, eq(memberships.id, apiKeys.membershipId))
      .leftJoin(accounts, eq(accounts.id, memberships.accountId))
      .leftJoin(organisations, eq(organisations.id, apiKeys.organisationId))
      .where(
        and(
          by,
          isNull(apiKeys.revokedAt),
          or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
          or(isNull(apiKeys.membershipId), and(isNull(memberships.endedAt), eq(accounts.status, 'active'))),
        ),
      );
    if (!row) return undefined;
    const { id, role, organisationId, scopes, lastUsedAt, tokenOnly, expiresAt, exchangedOn } = row.key;
    if (lastUsedAt === null || +now - +lastUsedAt > noteEveryMs) await db.note(db.query.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id)));
    return {
      principal: { role: row.role ?? role, organisationId, actor: `key:${id}` },
      scopes,
      standing: row.status === null ? null : { status: row.status, reason: row.reason },
      key: { id, tokenOnly, expiresAt, scopes, exchangedOn },
      byToken,
    };
  }
  return {
    findKey: (secretHash: string, now: Date) => caller(now, eq(apiKeys.secretHash, secretHash), false),
    /** The key that a token stands for, while both are good. */
    async findToken(secretHash: string, now: Date): Promise<KeyCaller | undefined> {
      const [token] = await db.query
        .select({ keyId: keyTokens.keyId })
        .from(keyTokens)
        .where(and(eq(keyTokens.secretHash, secretHash), gt(keyTokens.expiresAt, now)));
      return token && caller(now, eq(apiKeys.id, token.keyId), true);
    },
    /** A token of a key; those that are over go. The first of a day is recorded. */
    async addToken(row: typeof keyTokens.$inferInsert, firstOfDay?: { readonly day: string; readonly audit: AuditRecord }) {
      await db.transaction(function* (tx) {
        yield* run(tx.delete(keyTokens).where(lte(keyTokens.expiresAt, row.createdAt)));
        yield* run(tx.insert(keyTokens).values(row));
        if (!firstOfDay) return;
        yield* run(tx.update(apiKeys).set({ exchangedOn: firstOfDay.day }).where(eq(apiKeys.id, row.keyId)));
        yield* auditStep(db, tx, firstOfDay.audit);
      });
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
