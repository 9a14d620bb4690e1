import { ConflictError, mapDatabaseError } from '../db/errors.ts';
import { createAccountRepository } from '../db/repositories/accounts.ts';
import { createMemberRepository } from '../db/repositories/members.ts';
import type { ServerContext } from './context.ts';
import { newAccount } from './new-account.ts';
import { newOneTimePassword } from './passwords.ts';
import { personalDigest } from '../schemas/personal.ts';
import { createRecorder } from './recording.ts';

export const firstLogin = 'administrator';

/** The one-time password of the administrator that an installation without any account gets; undefined where there are accounts. */
export async function ensureAdministrator(context: ServerContext): Promise<string | undefined> {
  const { db, clock, newId } = context;
  if ((await createAccountRepository(db).count()) > 0) return undefined;
  const password = newOneTimePassword();
  const now = clock();
  const account = await newAccount(context, { login: firstLogin, displayName: '系统管理员', password, mustChangePassword: true });
  const membership = { id: newId(), accountId: account.id, organisationId: null, role: 'administrator' as const, manager: true, createdAt: now };
  const audit = createRecorder(context)({ actor: 'start', requestId: 'first-start' }, now, 'create', ['account', account.id], {
    login: personalDigest(account.personalKey, firstLogin),
    role: 'administrator',
  });
  try {
    await createMemberRepository(db).addAccount(account, membership, audit);
    return password;
  } catch (error) {
    // of several processes that start together one makes the account and says its password
    if (mapDatabaseError(error) instanceof ConflictError) return undefined;
    throw error;
  }
}

/** What the terminal is told, once. */
export const administratorLine = (password: string): string =>
  `first administrator: sign in as ${firstLogin} with the one-time password ${password} and change it there (it is not shown again)`;
