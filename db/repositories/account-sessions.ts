import { and, desc, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import type { Standing } from './access.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { anyPasskey } from './passkeys.ts';

/** How often the last request of a session is written down at most. */
const noteEveryMs = 60_000;

export type SignedIn = NonNullable<Awaited<ReturnType<ReturnType<typeof createAccountSessionRepository>['find']>>>;

/** Sessions of accounts. One that was revoked, idle for too long or is too old is not found; role and organisation are those of today. */
export function createAccountSessionRepository(db: Database) {
  const { accountSessions, accounts, memberships, organisations, secondFactors } = db.schema;
  const living = (now: Date) => and(isNull(accountSessions.revokedAt), gt(accountSessions.idleExpiresAt, now), gt(accountSessions.expiresAt, now));
  return {
    /** Finding a session keeps it from idling out: each request moves the end by `idleMs`. */
    async find(secretHash: string, now: Date, idleMs: number) {
      const [row] = await db.query
        .select({
          session: accountSessions,
          account: accounts,
          membership: memberships,
          organisation: organisations,
          generator: secondFactors.accountId,
          passkey: anyPasskey(db),
        })
        .from(accountSessions)
        .innerJoin(accounts, and(eq(accounts.id, accountSessions.accountId), eq(accounts.status, 'active')))
        .leftJoin(memberships, and(eq(memberships.id, accountSessions.membershipId), isNull(memberships.endedAt)))
        .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
        .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id))
        .where(and(eq(accountSessions.secretHash, secretHash), living(now)));
      if (!row) return undefined;
      const { session, account, membership, organisation, generator, passkey } = row;
      if (+now - +session.lastSeenAt > noteEveryMs) {
        const seen = { lastSeenAt: now, idleExpiresAt: new Date(+now + idleMs) };
        await db.note(db.query.update(accountSessions).set(seen).where(eq(accountSessions.id, session.id)));
      }
      const standing: Standing | null = organisation && { status: organisation.status, reason: organisation.statusReason };
      return {
        ...{ sessionId: session.id, accountId: account.id, login: account.login, displayName: account.displayName },
        ...{ secondFactor: generator !== null || passkey !== null, passkey: passkey !== null, confirmedAt: session.confirmedAt ?? session.createdAt },
        ...{ mustChangePassword: account.mustChangePassword, membership, organisationName: organisation?.name ?? null, standing },
      };
    },
    /** Opens a session; those of the account that are over are forgotten. */
    async open(row: typeof accountSessions.$inferInsert, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.delete(accountSessions).where(and(eq(accountSessions.accountId, row.accountId), lt(accountSessions.expiresAt, row.createdAt))));
        yield* run(tx.insert(accountSessions).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async choose(id: string, membershipId: string, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.update(accountSessions).set({ membershipId }).where(eq(accountSessions.id, id)));
        yield* auditStep(db, tx, audit);
      });
    },
    /** Its owner gave the password again. */
    async confirm(id: string, confirmedAt: Date, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.update(accountSessions).set({ confirmedAt }).where(eq(accountSessions.id, id)));
        yield* auditStep(db, tx, audit);
      });
    },
    async list(accountId: string, now: Date) {
      return db.query
        .select()
        .from(accountSessions)
        .where(and(eq(accountSessions.accountId, accountId), living(now)))
        .orderBy(desc(accountSessions.lastSeenAt), desc(accountSessions.id));
    },
    /** Ends one session of the account, or with `except` all others; says how many. */
    async revoke(accountId: string, which: { readonly id: string } | { readonly except: string }, now: Date, audit: AuditRecord): Promise<number> {
      return db.transaction(function* (tx) {
        const chosen = 'id' in which ? eq(accountSessions.id, which.id) : ne(accountSessions.id, which.except);
        const ended = yield* run(
          tx
            .update(accountSessions)
            .set({ revokedAt: now })
            .where(and(eq(accountSessions.accountId, accountId), living(now), chosen))
            .returning({ id: accountSessions.id }),
        );
        if (ended.length > 0) yield* auditStep(db, tx, audit);
        return ended.length;
      });
    },
  };
}
