import { and, count, eq, isNull, lt, ne } from 'drizzle-orm';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

/** Forgets everything an account shows beside its password: generator, passkeys, recovery codes. Says how many factors there were. */
export function* removeSecondFactorStep(db: Database, tx: Executor, accountId: string) {
  const { secondFactors, recoveryCodes, passkeys, passkeyChallenges } = db.schema;
  yield* run(tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId)));
  yield* run(tx.delete(passkeyChallenges).where(eq(passkeyChallenges.accountId, accountId)));
  const keys = yield* run(tx.delete(passkeys).where(eq(passkeys.accountId, accountId)).returning({ id: passkeys.id }));
  const generators = yield* run(tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId)).returning({ id: secondFactors.accountId }));
  return keys.length + generators.length;
}

/** Recovery codes stand for a factor: without any they would be the only one. */
export function* dropIdleCodesStep(db: Database, tx: Executor, accountId: string) {
  const { secondFactors, recoveryCodes, passkeys } = db.schema;
  const [generator] = yield* run(tx.select({ id: secondFactors.accountId }).from(secondFactors).where(eq(secondFactors.accountId, accountId)));
  const [key] = yield* run(tx.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.accountId, accountId)).limit(1));
  if (!generator && !key) yield* run(tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId)));
}

/** Sessions of the account that came in without the new factor end. */
export function* endOtherSessionsStep(db: Database, tx: Executor, accountId: string, keepSession: string, at: Date) {
  const { accountSessions } = db.schema;
  const others = and(eq(accountSessions.accountId, accountId), isNull(accountSessions.revokedAt), ne(accountSessions.id, keepSession));
  yield* run(tx.update(accountSessions).set({ revokedAt: at }).where(others));
}

/** Second factors: sealed secrets of code generators, and hashes of recovery codes. */
export function createSecondFactorRepository(db: Database) {
  const { secondFactors, recoveryCodes } = db.schema;
  return {
    async find(accountId: string) {
      const [row] = await db.query.select().from(secondFactors).where(eq(secondFactors.accountId, accountId));
      return row;
    },
    /** Recovery codes that still work. */
    async codesLeft(accountId: string): Promise<number> {
      const [row] = await db.query
        .select({ n: count() })
        .from(recoveryCodes)
        .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)));
      return row?.n ?? 0;
    },
    /** False where a code of this period or a later one was taken before: of two who send it at once one is let in. */
    async usePeriod(accountId: string, period: number): Promise<boolean> {
      const used = await db.query
        .update(secondFactors)
        .set({ lastPeriod: period })
        .where(and(eq(secondFactors.accountId, accountId), lt(secondFactors.lastPeriod, period)))
        .returning({ id: secondFactors.accountId });
      return used.length > 0;
    },
    /** False where there is no such code, or it was used. */
    useRecoveryCode(accountId: string, codeHash: string, at: Date, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const used = yield* run(
          tx
            .update(recoveryCodes)
            .set({ usedAt: at })
            .where(and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)))
            .returning({ id: recoveryCodes.accountId }),
        );
        if (used.length > 0) yield* auditStep(db, tx, audit);
        return used.length > 0;
      });
    },
    /** In place of what there was. Other sessions of the account, which came in without it, end. */
    async set(
      row: { readonly accountId: string; readonly secretSealed: string; readonly lastPeriod: number; readonly createdAt: Date },
      codeHashes: readonly string[],
      keepSession: string,
      audit: AuditRecord,
    ): Promise<void> {
      const { accountId, createdAt: at } = row;
      await db.transaction(function* (tx) {
        yield* run(tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId)));
        yield* run(tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId)));
        yield* run(tx.insert(secondFactors).values(row));
        yield* run(tx.insert(recoveryCodes).values(codeHashes.map((codeHash) => ({ accountId, codeHash, usedAt: null }))));
        yield* endOtherSessionsStep(db, tx, accountId, keepSession, at);
        yield* auditStep(db, tx, audit);
      });
    },
    /** The generator alone; passkeys stay, and recovery codes while there are any. False where there was none. */
    async removeGenerator(accountId: string, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const removed = yield* run(tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId)).returning({ id: secondFactors.accountId }));
        if (removed.length === 0) return false;
        yield* dropIdleCodesStep(db, tx, accountId);
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Every factor, for who lost theirs. False where there was none. */
    async remove(accountId: string, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const removed = yield* removeSecondFactorStep(db, tx, accountId);
        if (removed > 0) yield* auditStep(db, tx, audit);
        return removed > 0;
      });
    },
  };
}
