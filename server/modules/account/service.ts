import { randomBytes } from 'node:crypto';
import { createAccountSessionRepository, type SignedIn } from '../../../db/repositories/account-sessions.ts';
import { createAccountRepository } from '../../../db/repositories/accounts.ts';
import { createMemberRepository } from '../../../db/repositories/members.ts';
import { createPersonalDataRepository } from '../../../db/repositories/personal-data.ts';
import type { AccountSession, DeletionInput, KeyInput, MachineKey, PasswordInput, PersonalData } from '../../../schemas/accounts.ts';
import { createAccountDeletion } from '../../account-deletion.ts';
import type { ServerContext } from '../../context.ts';
import { createConfirmation } from '../../credentials.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import type { Site } from '../../passkeys.ts';
import { hashPassword, refusedPassword } from '../../passwords.ts';
import { hashSecret } from '../../plugins/access.ts';
import { createRecorder } from '../../recording.ts';
import { toldOwner } from '../../safety-notices.ts';
import { presentHeld } from './personal-data.ts';

const dayMs = 86_400_000;

/** What people do with their own account. */
export function createAccountService(context: ServerContext) {
  const { db, clock, newId } = context;
  const accounts = createAccountRepository(db);
  const sessions = createAccountSessionRepository(db);
  const members = createMemberRepository(db);
  const record = createRecorder(context);
  const personal = createPersonalDataRepository(db);
  const deletion = createAccountDeletion(context);
  const confirmed = createConfirmation(context);
  const doer = ({ accountId }: SignedIn, requestId: string) => ({ actor: `account:${accountId}`, requestId });

  /** Keys act for the membership chosen in the session. */
  function acting({ membership }: SignedIn) {
    if (membership) return membership;
    throw new ApiError('forbidden', { zh: '此账号目前不属于任何单位或角色', en: 'This account has no role at present' });
  }
  /** Password and, where there is one, second factor; each is named as a field of its own, for the session stands. */
  async function check(
    { accountId, sessionId }: SignedIn,
    pointer: string,
    { passkey: answer, ...given }: DeletionInput,
    site: Site | undefined,
    requestId: string,
  ) {
    const right = await confirmed(accountId, { ...given, ...(answer ? { passkey: { answer, site, sessionId } } : {}) }, requestId).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'second_factor_needed')
        throw invalidField(answer ? '/passkey' : '/code', error.detail.zh, error.detail.en);
      throw error;
    });
    if (!right)
      throw invalidField(
        pointer,
        '当前密码不正确；连续输错 5 次后会暂时锁定',
        'is not the present password; five wrong ones in a row lock the account for a while',
      );
  }
  return {
    async sessions(own: SignedIn): Promise<AccountSession[]> {
      const rows = await sessions.list(own.accountId, clock());
      return rows.map(({ id, createdAt, lastSeenAt, idleExpiresAt, expiresAt, userAgent }) => ({
        ...{ id, current: id === own.sessionId, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() },
        ...{ idleExpiresAt: idleExpiresAt.toISOString(), expiresAt: expiresAt.toISOString(), userAgent },
      }));
    },
    async endSession(own: SignedIn, id: string, requestId: string) {
      const now = clock();
      const audit = record(doer(own, requestId), now, 'end_session', ['account', own.accountId], { session: id });
      if ((await sessions.revoke(own.accountId, { id }, now, audit)) === 0) throw notFound({ zh: '此登录会话', en: 'This session' });
    },
    async endOtherSessions(own: SignedIn, requestId: string) {
      const now = clock();
      const audit = record(doer(own, requestId), now, 'end_other_sessions', ['account', own.accountId]);
      await sessions.revoke(own.accountId, { except: own.sessionId }, now, audit);
    },
    async changePassword(own: SignedIn, { current, password, ...factor }: PasswordInput, site: Site | undefined, requestId: string) {
      const refused = await refusedPassword('/password', password, own.login);
      if (refused) throw refused;
      await check(own, '/current', { password: current, ...factor }, site, requestId);
      if (password === current) throw invalidField('/password', '新密码不能与当前密码相同', 'must differ from the present one');
      const at = clock();
      const change = { passwordHash: await hashPassword(password, context.secretKey), at, keepSession: own.sessionId };
      const audit = record(doer(own, requestId), at, 'change_password', ['account', own.accountId]);
      await accounts.setPassword(own.accountId, change, { ...audit, ...toldOwner(own.accountId, 'password_changed') });
    },
    async personalData({ accountId }: SignedIn): Promise<PersonalData> {
      const held = await personal.of(accountId);
      if (!held) throw notFound({ zh: '此账号', en: 'This account' });
      return presentHeld(held);
    },
    async deleteAccount(own: SignedIn, given: DeletionInput, site: Site | undefined, requestId: string) {
      await check(own, '/password', given, site, requestId);
      await deletion(own.accountId, doer(own, requestId), true);
    },
    async keys(own: SignedIn): Promise<MachineKey[]> {
      const membership = acting(own);
      return (await members.keys(membership.id)).map((row) => presentKey(row, clock()));
    },
    async addKey(own: SignedIn, { label, scopes, days, tokenOnly }: KeyInput, requestId: string) {
      const { id: membershipId, role, organisationId } = acting(own);
      const secret = `gx_${role}_${randomBytes(24).toString('base64url')}`;
      const now = clock();
      const row = {
        ...{ id: newId(), role, organisationId, secretHash: hashSecret(secret), label, scopes, tokenOnly, membershipId, createdAt: now },
        ...{ expiresAt: new Date(+now + days * dayMs), lastUsedAt: null, exchangedOn: null, revokedAt: null },
      };
      const audit = record(doer(own, requestId), now, 'create', ['api_key', row.id], { scopes, role, organisationId, days, tokenOnly });
      await members.addKey(row, { ...audit, ...toldOwner(own.accountId, 'key_made', { days }) });
      return { ...presentKey(row, now), secret };
    },
    async revokeKey(own: SignedIn, id: string, requestId: string) {
      const now = clock();
      const revoked = await members.revokeKey(acting(own).id, id, now, record(doer(own, requestId), now, 'revoke', ['api_key', id]));
      if (!revoked) throw notFound({ zh: '此密钥', en: 'This key' });
    },
  };
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof createMemberRepository>['keys']>>[number];
function presentKey({ id, label, scopes, tokenOnly, role, createdAt, expiresAt, lastUsedAt }: KeyRow, now: Date): MachineKey {
  return {
    ...{ id, label, scopes: scopes ?? [], tokenOnly, role, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null },
    ...{ expired: expiresAt !== null && expiresAt <= now, lastUsedAt: lastUsedAt?.toISOString() ?? null },
  };
}
