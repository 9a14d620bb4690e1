import { and, asc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { dropIdleCodesStep, endOtherSessionsStep } from './second-factors.ts';

export type PasskeyRow = Database['schema']['passkeys']['$inferSelect'];
type ChallengeRow = Database['schema']['passkeyChallenges']['$inferSelect'];

/** SQL that names a passkey of the account in `accountId`, null where it has none. */
export const anyPasskey = ({ schema: { passkeys, accounts } }: Database) =>
  sql<string | null>`(select min(${passkeys.id}) from ${passkeys} where ${passkeys.accountId} = ${accounts.id})`;

/** Passkeys of accounts, and challenges that wait for an answer. */
export function createPasskeyRepository(db: Database) {
  const { passkeys, passkeyChallenges, recoveryCodes } = db.schema;
  return {
    async list(accountId: string): Promise<PasskeyRow[]> {
      return db.query.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(asc(passkeys.id));
    },
    /** Those that ran out are dropped with it. */
    async ask(row: ChallengeRow, now: Date) {
      await db.transaction(function* (tx) {
        yield* run(tx.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, now)));
        yield* run(tx.insert(passkeyChallenges).values(row));
      });
    },
    /** The challenge, once; undefined where it is over, was answered, or was asked for by another account or session or for another purpose. */
    async take({ id, accountId, sessionId, purpose }: Omit<ChallengeRow, 'challenge' | 'expiresAt'>, now: Date): Promise<string | undefined> {
      const session = sessionId === null ? isNull(passkeyChallenges.sessionId) : eq(passkeyChallenges.sessionId, sessionId);
      const own = and(eq(passkeyChallenges.id, id), eq(passkeyChallenges.accountId, accountId), session, eq(passkeyChallenges.purpose, purpose));
      const [taken] = await db.query
        .delete(passkeyChallenges)
        .where(and(own, gt(passkeyChallenges.expiresAt, now)))
        .returning({ challenge: passkeyChallenges.challenge });
      return taken?.challenge;
    },
    /** Notes a use; false where another one with this count, or a later one, came first. */
    async use(id: string, counter: number, at: Date): Promise<boolean> {
      const ahead = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter);
      const used = await db.query
        .update(passkeys)
        .set({ counter, lastUsedAt: at })
        .where(and(eq(passkeys.id, id), ahead))
        .returning({ id: passkeys.id });
      return used.length > 0;
    },
    /** With recovery codes where the account has none; other sessions end where they came in without any factor. */
    async add(row: PasskeyRow, codeHashes: readonly string[], endOthers: { readonly keepSession: string } | null, audit: AuditRecord) {
      const { accountId } = row;
      await db.transaction(function* (tx) {
        yield* run(tx.insert(passkeys).values(row));
        if (codeHashes.length > 0) yield* run(tx.insert(recoveryCodes).values(codeHashes.map((codeHash) => ({ accountId, codeHash, usedAt: null }))));
        if (endOthers) yield* endOtherSessionsStep(db, tx, accountId, endOthers.keepSession, row.createdAt);
        yield* auditStep(db, tx, audit);
      });
    },
    /** False where the account has no such passkey. */
    async remove(accountId: string, id: string, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const own = and(eq(passkeys.id, id), eq(passkeys.accountId, accountId));
        const removed = yield* run(tx.delete(passkeys).where(own).returning({ id: passkeys.id }));
        if (removed.length === 0) return false;
        yield* dropIdleCodesStep(db, tx, accountId);
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
  };
}
