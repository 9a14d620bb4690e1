import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../../../db/repositories/account-sessions.ts';
import { createAccountRepository, type NewAccount } from '../../../db/repositories/accounts.ts';
import { createInvitationRepository, InvitationTakenError, type InvitationRow } from '../../../db/repositories/invitations.ts';
import type { AcceptanceInput, Invitation, InvitationInput, InvitationOffer } from '../../../schemas/accounts.ts';
import { personalDigest } from '../../../schemas/personal.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { newAccount } from '../../new-account.ts';
import { refusedPassword } from '../../passwords.ts';
import { hashSecret } from '../../plugins/access.ts';
import { createRecorder } from '../../recording.ts';
import { checkPower, createPlaceCheck, readable, type Authority } from './authority.ts';

const dayMs = 86_400_000;
const gone = () => notFound({ zh: '此邀请（已使用、已撤销或已过期的邀请也不再有效）', en: 'This invitation (a used, revoked or expired one is none)' });

export function createInvitationService(context: ServerContext) {
  const { db, clock, newId } = context;
  const invitations = createInvitationRepository(db);
  const accounts = createAccountRepository(db);
  const record = createRecorder(context);
  const checkPlace = createPlaceCheck(context);
  const what = { zh: '此邀请', en: 'This invitation' };

  async function use(token: string, accountId: string, account: NewAccount | undefined, requestId: string): Promise<InvitationRow> {
    const now = clock();
    const said = account && { login: personalDigest(account.personalKey, account.login) };
    const audit = record({ actor: `account:${accountId}`, requestId }, now, 'accept', ['invitation', ''], { account: accountId, ...said });
    const used = await invitations.use(hashSecret(token), now, { id: newId(), accountId }, account, audit).catch((error: unknown) => {
      if (error instanceof InvitationTakenError) return undefined;
      throw error;
    });
    if (used === 'member') throw new ApiError('conflict', { zh: '你已是此单位的成员', en: 'You are a member of this organisation already' });
    if (!used) throw gone();
    return used;
  }
  return {
    async list(by: Authority, named: string | undefined, query: PageQuery) {
      const organisationId = readable(by, named);
      const now = clock();
      const page = await invitations.page(organisationId, now, toPageRequest(query, ['text']));
      return toList(
        page,
        query,
        ({ invitation, organisationName }) => present(invitation, organisationName),
        () => invitations.count(organisationId, now),
      );
    },
    async invite(by: Authority, { label, role, organisationId: named, manager = false, days = 7 }: InvitationInput) {
      const organisationId = by.role === 'administrator' ? (named ?? null) : (named ?? by.organisationId);
      checkPower(by, { organisationId, role }, { zh: '此单位', en: 'This organisation' });
      const organisationName = await checkPlace(organisationId, role);
      const token = randomBytes(32).toString('base64url');
      const now = clock();
      const row = {
        ...{ id: newId(), tokenHash: hashSecret(token), label, organisationId, role, manager, createdBy: by.actor, createdAt: now },
        ...{ expiresAt: new Date(+now + days * dayMs), usedAt: null, usedBy: null, revokedAt: null },
      };
      const audit = record(by, now, 'invite', ['invitation', row.id], { organisationId, role, manager, days });
      const colleagues = organisationId === null ? {} : { tell: [{ to: { organisationId }, kind: 'member_invited' as const, values: { role } }] };
      await invitations.add(row, { ...audit, ...colleagues });
      return { ...present(row, organisationName), token };
    },
    async revoke(by: Authority, id: string) {
      const row = await invitations.find(id);
      if (!row) throw notFound(what);
      checkPower(by, row, what);
      const now = clock();
      if (!(await invitations.revoke(id, now, record(by, now, 'revoke', ['invitation', id])))) throw gone();
    },
    /** What the holder of a token is invited to. */
    async offer(token: string): Promise<InvitationOffer> {
      const row = await invitations.findByToken(hashSecret(token), clock());
      if (!row) throw gone();
      const { id: _id, label: _label, createdAt: _at, ...offer } = present(row.invitation, row.organisationName);
      return offer;
    },
    /** Somebody without an account. */
    async accept({ token, login: typed, displayName, password }: AcceptanceInput, requestId: string) {
      const login = typed.toLowerCase();
      if (!(await invitations.findByToken(hashSecret(token), clock()))) throw gone();
      const refused = await refusedPassword('/password', password, login);
      if (refused) throw refused;
      if (await accounts.findByLogin(login))
        throw new ApiError('conflict', { zh: '此账号名已被使用', en: 'The account name is taken' }, [
          { pointer: '/login', zh: '已被使用；若是你的账号，请登录后接受邀请', en: 'is taken; if it is yours, sign in and accept the invitation then' },
        ]);
      const account = await newAccount(context, { login, displayName, password });
      await use(token, account.id, account, requestId);
      return { login };
    },
    /** Somebody who has signed in joins with the account they have. */
    async join({ accountId }: SignedIn, token: string, requestId: string) {
      await use(token, accountId, undefined, requestId);
    },
  };
}

function present({ id, label, role, manager, organisationId, expiresAt, createdAt }: InvitationRow, organisationName: string | null): Invitation {
  return { id, label, role, manager, organisationId, organisationName, expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString() };
}
