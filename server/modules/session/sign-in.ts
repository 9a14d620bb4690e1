import { randomBytes } from 'node:crypto';
import { createAccountSessionRepository, type SignedIn } from '../../../db/repositories/account-sessions.ts';
import { createAccountRepository } from '../../../db/repositories/accounts.ts';
import type { LoginInput } from '../../../schemas/session.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { verifyPassword } from '../../passwords.ts';
import { hashSecret, sessionIdleMs, sessionLifeMs } from '../../plugins/access.ts';
import { createRecorder } from '../../recording.ts';

export function createSignInService(context: ServerContext) {
  const { db, clock, newId } = context;
  const accounts = createAccountRepository(db);
  const sessions = createAccountSessionRepository(db);
  const record = createRecorder(context);

  /** Whether the password is right. An account that is not there, is locked or disabled takes the same steps and the same answer. */
  async function check({ login, password }: LoginInput, requestId: string) {
    const account = await accounts.findByLogin(login.trim().toLowerCase());
    const open = await accounts.attempt(account?.id ?? '', clock());
    const right = await verifyPassword(account?.passwordHash, password);
    if (account?.status === 'active' && open && right) return account;
    const who = { actor: 'nobody', requestId };
    await accounts.note(record(who, clock(), 'sign_in_refused', ['account', account?.id ?? 'unknown'], { locked: account !== undefined && !open }));
    throw new ApiError('unauthenticated', {
      zh: '账号或密码不正确；连续输错 5 次后账号会暂时锁定',
      en: 'The account or the password is wrong; after five wrong passwords in a row an account is locked for a while',
    });
  }
  return {
    /** The secret of a new session. */
    async signIn(input: LoginInput, userAgent: string, requestId: string): Promise<string> {
      const account = await check(input, requestId);
      await accounts.succeed(account.id);
      const [first] = await accounts.memberships(account.id);
      const secret = randomBytes(32).toString('base64url');
      const now = clock();
      const row = {
        ...{ id: newId(), secretHash: hashSecret(secret), accountId: account.id, membershipId: first?.membership.id ?? null, createdAt: now, lastSeenAt: now },
        ...{ idleExpiresAt: new Date(+now + sessionIdleMs), expiresAt: new Date(+now + sessionLifeMs), userAgent: userAgent.slice(0, 200) },
      };
      await sessions.open(row, record({ actor: `account:${account.id}`, requestId }, now, 'sign_in', ['account', account.id], { session: row.id }));
      return secret;
    },
    async signOut({ accountId, sessionId }: SignedIn, requestId: string) {
      const now = clock();
      const audit = record({ actor: `account:${accountId}`, requestId }, now, 'sign_out', ['account', accountId], { session: sessionId });
      await sessions.revoke(accountId, { id: sessionId }, now, audit);
    },
    async choose({ accountId, sessionId }: SignedIn, membershipId: string, requestId: string) {
      const own = await accounts.memberships(accountId);
      if (!own.some(({ membership }) => membership.id === membershipId)) throw notFound({ zh: '此身份', en: 'This membership' });
      const audit = record({ actor: `account:${accountId}`, requestId }, clock(), 'choose_membership', ['account', accountId], { membershipId });
      await sessions.choose(sessionId, membershipId, audit);
    },
    async memberships(accountId: string) {
      return (await accounts.memberships(accountId)).map(({ membership: { id, role, manager, organisationId }, organisationName, status }) => ({
        ...{ id, role, manager, organisationId, organisationName },
        organisationStatus: status,
      }));
    },
  };
}
