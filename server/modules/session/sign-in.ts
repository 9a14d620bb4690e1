import { randomBytes } from 'node:crypto';
import { createAccountSessionRepository, type SignedIn } from '../../../db/repositories/account-sessions.ts';
import { createAccountRepository } from '../../../db/repositories/accounts.ts';
import type { PasskeyQuestion } from '../../../schemas/passkeys.ts';
import type { ConfirmationInput, LoginInput } from '../../../schemas/session.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { createConfirmation, createCredentialCheck } from '../../credentials.ts';
import { createPasskeys, type Site } from '../../passkeys.ts';
import { passwordStrength } from '../../password-strength.ts';
import { hashSecret, sessionIdleMs, sessionLifeMs } from '../../plugins/access.ts';
import { createRecorder } from '../../recording.ts';

export function createSignInService(context: ServerContext) {
  const { db, clock, newId } = context;
  const accounts = createAccountRepository(db);
  const sessions = createAccountSessionRepository(db);
  const record = createRecorder(context);
  const credentials = createCredentialCheck(context);
  const confirmed = createConfirmation(context);
  const passkeys = createPasskeys(context);

  /** The account whose password (and second factor) it is. */
  async function check({ login, password, code, passkey: answer }: LoginInput, site: Site | undefined, requestId: string) {
    const account = await accounts.findByLogin(login.trim().toLowerCase());
    const refused = (why: Record<string, boolean | string>) =>
      accounts.note(record({ actor: 'nobody', requestId }, clock(), 'sign_in_refused', ['account', account?.id ?? 'unknown'], why));
    const given = { password, ...(code === undefined ? {} : { code }), ...(answer ? { passkey: { answer, site, sessionId: null } } : {}) };
    const found = await credentials(account, given, requestId).catch(async (error: unknown) => {
      if (code !== undefined || answer) await refused({ secondFactor: true });
      throw error;
    });
    if (account && found === 'right') {
      if (account.oneTimeUntil === null || account.oneTimeUntil > clock()) return account;
      await refused({ oneTimePassword: 'over' });
      throw new ApiError('unauthenticated', {
        zh: '这个一次性密码已过期，请管理员重新生成',
        en: 'This one-time password is over; ask an administrator for another',
      });
    }
    await refused({ locked: found === 'locked' });
    throw new ApiError('unauthenticated', {
      zh: '账号或密码不正确；连续输错 5 次后账号会暂时锁定',
      en: 'The account or the password is wrong; after five wrong passwords in a row an account is locked for a while',
    });
  }
  return {
    /** The secret of a new session. */
    async signIn(input: LoginInput, site: Site | undefined, userAgent: string, requestId: string): Promise<string> {
      const account = await check(input, site, requestId);
      // leaked since it was chosen, or chosen when less was asked
      if (!account.mustChangePassword && (await passwordStrength(input.password, account.login)).guessable)
        await accounts.demandNewPassword(
          account.id,
          record({ actor: `account:${account.id}`, requestId }, clock(), 'demand_new_password', ['account', account.id]),
        );
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
    /** A challenge to the passkeys of an account, for who gives its password; counts like a sign-in, a right password is none. */
    async askPasskey(question: PasskeyQuestion, site: Site | undefined, requestId: string) {
      const account = await check(question, site, requestId).catch(async (error: unknown) => {
        if (error instanceof ApiError && error.code === 'second_factor_needed') return accounts.findByLogin(question.login.trim().toLowerCase());
        throw error;
      });
      return passkeys.challenge(account?.id ?? '', null, site);
    },
    /** The password again, before something that matters; counts like a sign-in. */
    async confirm({ accountId, sessionId }: SignedIn, { passkey: answer, ...input }: ConfirmationInput, site: Site | undefined, requestId: string) {
      if (!(await confirmed(accountId, { ...input, ...(answer ? { passkey: { answer, site, sessionId } } : {}) }, requestId)))
        throw invalidField('/password', '密码不正确；连续输错 5 次后会暂时锁定', 'is not the password; five wrong ones in a row lock the account for a while');
      await sessions.confirm(
        sessionId,
        clock(),
        record({ actor: `account:${accountId}`, requestId }, clock(), 'confirm', ['account', accountId], { session: sessionId }),
      );
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
