import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { roles } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';

export type Role = (typeof roles)[number];
export interface Principal {
  readonly role: Role;
  readonly organisationId: string | null;
  /** Names the key or session in the audit trail; never the secret. */
  readonly actor: string;
}

/** Who may call: machine keys and sessions, both found by the SHA-256 of their secret. */
export function createAccessRepository(db: Database) {
  const { apiKeys, sessions } = db.schema;
  return {
    async findKey(secretHash: string, now: Date): Promise<Principal | undefined> {
      const [row] = await db.query
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.secretHash, secretHash), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))));
      return row && { role: row.role, organisationId: row.organisationId, actor: `key:${row.id}` };
    },
    async findSession(secretHash: string, now: Date): Promise<Principal | undefined> {
      const [row] = await db.query
        .select()
        .from(sessions)
        .where(and(eq(sessions.secretHash, secretHash), gt(sessions.expiresAt, now)));
      return row && { role: row.role, organisationId: row.organisationId, actor: `session:${row.role}` };
    },
    /** A key of one role for one organisation (demo mode has one a role). */
    async findKeyOfRole(role: Role) {
      const [row] = await db.query.select().from(apiKeys).where(eq(apiKeys.role, role)).limit(1);
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
