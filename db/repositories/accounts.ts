import { and, asc, count, eq, gt, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

export type AccountRow = Database['schema']['accounts']['$inferSelect'];
export type NewAccount = Pick<AccountRow, 'id' | 'login' | 'displayName' | 'passwordHash' | 'mustChangePassword' | 'createdAt'> & {
  readonly personalKey: string;
  /** Left out, its password was made by its owner. */
  readonly oneTimeUntil?: Date;
};

interface NewPassword {
  readonly passwordHash: string;
  /** Made by somebody else: until when it lets its owner in, who has to change it first. */
  readonly oneTimeUntil?: Date;
  readonly at: Date;
  /** The session in which it was changed. */
  readonly keepSession?: string;
}

/** Wrong passwords in a row that are let pass without waiting. */
export const freeAttempts = 5;
const firstLockMs = 60_000;
const longestLockMs = 3_600_000;
/** A minute after the fifth wrong password in a row, doubling with each further one up to an hour. */
export const lockMs = (attempts: number): number => (attempts < freeAttempts ? 0 : Math.min(longestLockMs, firstLockMs * 2 ** (attempts - freeAttempts)));

export function* addAccountStep(db: Database, tx: Executor, account: NewAccount) {
  const row = { ...account, status: 'active' as const, failedCount: 0, passwordChangedAt: account.createdAt };
  yield* run(tx.insert(db.schema.accounts).values(row));
}

export function createAccountRepository(db: Database) {
  const { accounts, accountSessions, memberships, organisations } = db.schema;
  return {
    async find(id: string) {
      const [row] = await db.query
        .select()
        .from(accounts)
        .where(and(eq(accounts.id, id), isNull(accounts.deletedAt)));
      return row;
    },
    async findByLogin(login: string) {
      const [row] = await db.query.select().from(accounts).where(eq(accounts.login, login));
      return row;
    },
    async count() {
      const [row] = await db.query.select({ n: count() }).from(accounts);
      return row?.n ?? 0;
    },
    /** What an account may act as, oldest first, with the name and state of the organisation. */
    async memberships(accountId: string) {
      return db.query
        .select({ membership: memberships, organisationName: organisations.name, status: organisations.status })
        .from(memberships)
        .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
        .where(and(eq(memberships.accountId, accountId), isNull(memberships.endedAt)))
        .orderBy(asc(memberships.id));
    },
    /**
     * Counts an attempt before its password is looked at, so that guesses sent at once are counted too; undefined while the account is locked, which is
     * not counted: who waits gets in. The lock is lifted by `succeed`.
     *
     * @returns the lock that this attempt set, null where there is none yet
     */
    async attempt(id: string, now: Date): Promise<{ readonly lock: Date | null } | undefined> {
      return db.transaction(function* (tx) {
        const [counted] = yield* run(
          tx
            .update(accounts)
            .set({ failedCount: sql`${accounts.failedCount} + 1` })
            .where(and(eq(accounts.id, id), or(isNull(accounts.lockedUntil), lte(accounts.lockedUntil, now))))
            .returning({ attempts: accounts.failedCount }),
        );
        if (!counted) return undefined;
        const wait = lockMs(counted.attempts);
        const lock = wait > 0 ? new Date(+now + wait) : null;
        if (lock) {
          yield* run(tx.update(accounts).set({ lockedUntil: lock }).where(eq(accounts.id, id)));
        }
        return { lock };
      });
    },
    async succeed(id: string) {
      await db.query.update(accounts).set({ failedCount: 0, lockedUntil: null }).where(eq(accounts.id, id));
    },
    /** Takes back an attempt that was no guess: the password was right, its owner is asked for the rest. A lock that it set goes with it, one that a guess beside it set stays. */
    async takeBack(id: string, { lock }: { readonly lock: Date | null }) {
      await db.transaction(function* (tx) {
        yield* run(
          tx
            .update(accounts)
            .set({ failedCount: sql`${accounts.failedCount} - 1` })
            .where(and(eq(accounts.id, id), gt(accounts.failedCount, 0))),
        );
        if (lock)
          yield* run(
            tx
              .update(accounts)
              .set({ lockedUntil: null })
              .where(and(eq(accounts.id, id), eq(accounts.lockedUntil, lock))),
          );
      });
    },
    /** The password turned out to be known: it lets its owner in to change it, no further. */
    async demandNewPassword(id: string, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.update(accounts).set({ mustChangePassword: true }).where(eq(accounts.id, id)));
        yield* auditStep(db, tx, audit);
      });
    },
    async note(audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* auditStep(db, tx, audit);
      });
    },
    /** A new password ends every other session of the account, and a lock. */
    async setPassword(id: string, change: NewPassword, audit: AuditRecord) {
      const { passwordHash, oneTimeUntil, at, keepSession } = change;
      await db.transaction(function* (tx) {
        const ends = { mustChangePassword: oneTimeUntil !== undefined, oneTimeUntil: oneTimeUntil ?? null };
        const set = { passwordHash, ...ends, passwordChangedAt: at, failedCount: 0, lockedUntil: null };
        yield* run(tx.update(accounts).set(set).where(eq(accounts.id, id)));
        const others = keepSession === undefined ? undefined : ne(accountSessions.id, keepSession);
        yield* run(
          tx
            .update(accountSessions)
            .set({ revokedAt: at })
            .where(and(eq(accountSessions.accountId, id), isNull(accountSessions.revokedAt), others)),
        );
        yield* auditStep(db, tx, audit);
      });
    },
    /** Disabling ends all sessions; keys of a disabled account are not found either. False where the account is at another version by now. */
    async setStatus({ id, version }: Pick<AccountRow, 'id' | 'version'>, status: AccountRow['status'], at: Date, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const as = and(eq(accounts.id, id), eq(accounts.version, version));
        const changed = yield* run(
          tx
            .update(accounts)
            .set({ status, version: version + 1 })
            .where(as)
            .returning({ id: accounts.id }),
        );
        if (changed.length === 0) return false;
        if (status === 'disabled') {
          const open = and(eq(accountSessions.accountId, id), isNull(accountSessions.revokedAt));
          yield* run(tx.update(accountSessions).set({ revokedAt: at }).where(open));
        }
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
  };
}
