import { createAccountRepository } from '../db/repositories/accounts.ts';
import { createMemberRepository } from '../db/repositories/members.ts';
import { createPersonalDataRepository } from '../db/repositories/personal-data.ts';
import type { ServerContext } from './context.ts';
import { ApiError, notFound } from './errors.ts';
import { createRecorder, type Doer } from './recording.ts';

/** Deleting an account, asked for by its owner or done by an administrator: somebody who can go on always stays. */
export function createAccountDeletion(context: ServerContext) {
  const { db, clock } = context;
  const accounts = createAccountRepository(db);
  const members = createMemberRepository(db);
  const personal = createPersonalDataRepository(db);
  const record = createRecorder(context);

  async function checkSuccession(accountId: string, byOwner: boolean) {
    for (const { membership } of await accounts.memberships(accountId)) {
      const { role, manager, organisationId } = membership;
      if (role === 'administrator' && (await members.others(accountId, { role: 'administrator' })) === 0)
        throw new ApiError('conflict', { zh: '这是最后一位系统管理员，不能注销', en: 'This is the last administrator, whose account has to stay' });
      if (!byOwner || !manager || organisationId === null || (await members.others(accountId, { organisationId })) > 0) continue;
      if ((await personal.colleagues(organisationId, accountId)) > 0)
        throw new ApiError('conflict', {
          zh: '你是本单位最后一位管理成员：请先把另一位成员设为管理成员，或请系统管理员注销',
          en: 'You are the last manager of your organisation: make another member manager first, or ask an administrator to delete the account',
        });
    }
  }
  return async (accountId: string, by: Doer, byOwner: boolean): Promise<void> => {
    if (!(await accounts.find(accountId))) throw notFound({ zh: '此账号', en: 'This account' });
    await checkSuccession(accountId, byOwner);
    const now = clock();
    await personal.erase(accountId, now, record(by, now, 'delete', ['account', accountId], { byOwner }));
  };
}
