import { createAccountRepository } from '../../../db/repositories/accounts.ts';
import { createMemberRepository, type MemberFilter } from '../../../db/repositories/members.ts';
import { createSecondFactorRepository } from '../../../db/repositories/second-factors.ts';
import type { Member, MemberChange } from '../../../schemas/accounts.ts';
import { createAccountDeletion } from '../../account-deletion.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { defined, toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { hashPassword, newOneTimePassword, oneTimeMs } from '../../passwords.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { toldOwner } from '../../safety-notices.ts';
import { checkPower, createPlaceCheck, readable, type Authority } from './authority.ts';

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createMemberRepository>['find']>>>;
type Asked = { readonly organisationId?: string; readonly role?: MemberFilter['role'] };

export function createMemberService(context: ServerContext) {
  const { db, clock } = context;
  const members = createMemberRepository(db);
  const accounts = createAccountRepository(db);
  const record = createRecorder(context);
  const deletion = createAccountDeletion(context);
  const checkPlace = createPlaceCheck(context);
  const what = { zh: '此成员', en: 'This member' };

  async function found(by: Authority, id: string): Promise<Row> {
    const row = await members.find(id);
    if (!row) throw notFound(what);
    checkPower(by, row.membership, what);
    return row;
  }
  /** There is always somebody who can go on: an administrator of the city, a manager of an organisation. */
  async function checkSuccession({ membership, account }: Row, by: Authority) {
    if (membership.role === 'administrator' && (await members.others(account.id, { role: 'administrator' })) === 0)
      throw new ApiError('conflict', { zh: '这是最后一位系统管理员', en: 'This is the last administrator' });
    if (by.role === 'administrator' || !membership.manager || membership.organisationId === null) return;
    if ((await members.others(account.id, { organisationId: membership.organisationId })) === 0)
      throw new ApiError('conflict', {
        zh: '这是本单位最后一位管理成员，请先指定另一位',
        en: 'This is the last manager of the organisation; name another first',
      });
  }
  return {
    async list(by: Authority, asked: Asked, query: PageQuery) {
      const filter = defined({ organisationId: readable(by, asked.organisationId), role: asked.role });
      const page = await members.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, present, () => members.count(filter));
    },
    async change(by: Authority, id: string, asked: MemberChange, seen: Seen): Promise<Member> {
      const row = await found(by, id);
      checkVersion(seen, row.membership.version);
      const { role, manager, organisationId } = row.membership;
      const set = { role: asked.role ?? role, manager: asked.manager ?? manager };
      await checkPlace(organisationId, set.role);
      checkPower(by, { organisationId, role: set.role }, what);
      if (set.role !== role || (manager && !set.manager)) await checkSuccession(row, by);
      const done = await members.change(row.membership, set, record(by, clock(), 'update', ['membership', id], set, { role, manager }));
      if (!done) throw stale();
      return present({ ...row, membership: { ...row.membership, ...set, version: row.membership.version + 1 } });
    },
    async remove(by: Authority, id: string) {
      const row = await found(by, id);
      await checkSuccession(row, by);
      const now = clock();
      const { organisationId, role } = row.membership;
      await members.end(id, now, record(by, now, 'remove', ['membership', id], { account: row.account.id, organisationId, role }));
    },
    async setStatus(by: Authority, accountId: string, status: 'active' | 'disabled', seen: Seen) {
      const account = await accounts.find(accountId);
      if (!account) throw notFound({ zh: '此账号', en: 'This account' });
      checkVersion(seen, account.version);
      if (status === 'disabled' && accountId === by.accountId)
        throw new ApiError('conflict', { zh: '不能停用自己的账号', en: 'The own account cannot be disabled' });
      if (status === 'disabled' && (await members.others(accountId, { role: 'administrator' })) === 0)
        throw new ApiError('conflict', { zh: '这是最后一位系统管理员', en: 'This is the last administrator' });
      const now = clock();
      const audit = record(by, now, status, ['account', accountId], { status }, { status: account.status });
      if (!(await accounts.setStatus(account, status, now, audit))) throw stale();
    },
    async erase(by: Authority, accountId: string) {
      if (accountId === by.accountId) throw new ApiError('conflict', { zh: '注销自己的账号请到“我的账号”', en: 'The own account is deleted on its own page' });
      await deletion(accountId, by, false);
    },
    /** For somebody who lost the generator and the recovery codes; administrators set up a new one before anything else. */
    async removeSecondFactor(by: Authority, accountId: string) {
      if (accountId === by.accountId)
        throw new ApiError('conflict', { zh: '自己的第二验证请到“我的账号”更换', en: 'The own second factor is replaced on the own page' });
      const audit = { ...record(by, clock(), 'remove', ['second_factor', accountId]), ...toldOwner(accountId, 'factor_removed') };
      const removed = await createSecondFactorRepository(db).remove(accountId, audit);
      if (!removed) throw notFound({ zh: '此账号的第二验证', en: 'A second factor of this account' });
    },
    /** A one-time password for somebody who lost theirs; shown once, to be changed at the next sign-in. */
    async resetPassword(by: Authority, accountId: string) {
      if (!(await accounts.find(accountId))) throw notFound({ zh: '此账号', en: 'This account' });
      const password = newOneTimePassword();
      const at = clock();
      const change = { passwordHash: await hashPassword(password, context.secretKey), oneTimeUntil: new Date(+at + oneTimeMs), at };
      const audit = { ...record(by, at, 'reset_password', ['account', accountId]), ...toldOwner(accountId, 'password_reset') };
      await accounts.setPassword(accountId, change, audit);
      return { password };
    },
  };
}

function present({ membership, account, organisationName, factor, passkey }: Row): Member {
  const { id, role, manager, organisationId, createdAt, version } = membership;
  const { id: accountId, login, displayName, status, lockedUntil, version: accountVersion } = account;
  return {
    ...{ id, accountId, login, displayName, status, lockedUntil: lockedUntil?.toISOString() ?? null, secondFactor: factor !== null || passkey !== null },
    ...{ role, manager, organisationId, organisationName, createdAt: createdAt.toISOString() },
    ...{ version, accountVersion },
  };
}
