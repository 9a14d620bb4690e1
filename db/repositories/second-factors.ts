import { and, count, eq, isNull, lt, ne } from 'drizzle-orm';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

/** Forgets what an account shows beside its password. */
export function* removeSecondFactorStep(db: Database, tx: Executor, accountId: string) {
  const { secondFactors, recoveryCodes } = db.schema;
  yield* run(tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId)));
  return yield* run(tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId)).returning({ id: secondFactors.accountId }));
}

/** Second factors: sealed secrets of code generators, and hashes of recovery codes. */
export function createSecondFactorRepository(db: Database) {
  const { secondFactors, recoveryCodes, accountSessions } = db.schema;
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
        yield* removeSecondFactorStep(db, tx, accountId);
        yield* run(tx.insert(secondFactors).values(row));
        yield* run(tx.insert(recoveryCodes).values(codeHashes.map((codeHash) => ({ accountId, codeHash, usedAt: null }))));
        const others = and(eq(accountSessions.accountId, accountId), isNull(accountSessions.revokedAt), ne(accountSessions.id, keepSession));
        yield* run(tx.update(accountSessions).set({ revokedAt: at }).where(others));
        yield* auditStep(db, tx, audit);
      });
    },
    /** False where there was none. */
    async remove(accountId: string, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const removed = yield* removeSecondFactorStep(db, tx, accountId);
        if (removed.length > 0) yield* auditStep(db, tx, audit);
        return removed.length > 0;
      });
    },
  };
}
