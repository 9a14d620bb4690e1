import { createHmac } from 'node:crypto';
import { ConflictError, mapDatabaseError } from '../db/errors.ts';
import { createAccountRepository } from '../db/repositories/accounts.ts';
import { createMemberRepository } from '../db/repositories/members.ts';
import type { ServerContext } from './context.ts';
import { newAccount } from './new-account.ts';
import { newOneTimePassword } from './passwords.ts';
import { personalDigest } from '../schemas/personal.ts';
import { createRecorder } from './recording.ts';

interface FirstAccount {
  readonly login: string;
  readonly password: string;
}
/**
 * The name of the first account where none was chosen: of the key of the installation, so that no two installations share one to try passwords on, and processes that start together make the
 * same.
 */
export const firstLogin = (secretKey: Buffer): string =>
  `administrator-${createHmac('sha256', secretKey).update('name of the first account').digest('hex').slice(0, 6)}`;

/** Name and one-time password of the administrator that an installation without any account gets; undefined where there are accounts. */
export async function ensureAdministrator(context: ServerContext, chosen?: string): Promise<FirstAccount | undefined> {
  const { db, clock, newId } = context;
  if ((await createAccountRepository(db).count()) > 0) return undefined;
  const [login, password] = [chosen ?? firstLogin(context.secretKey), newOneTimePassword()];
  const now = clock();
  const account = await newAccount(context, { login, displayName: '系统管理员', password, mustChangePassword: true });
  const membership = { id: newId(), accountId: account.id, organisationId: null, role: 'administrator' as const, manager: true, createdAt: now };
  const audit = createRecorder(context)({ actor: 'start', requestId: 'first-start' }, now, 'create', ['account', account.id], {
    login: personalDigest(account.personalKey, login),
    role: 'administrator',
  });
  try {
    await createMemberRepository(db).addAccount(account, membership, audit);
    return { login, password };
  } catch (error) {
    // of several processes that start together one makes the account and says its password
    if (mapDatabaseError(error) instanceof ConflictError) return undefined;
    throw error;
  }
}

/** What the terminal is told, once. */
export const administratorLine = ({ login, password }: FirstAccount): string =>
  `first administrator: sign in as ${login} with the one-time password ${password} and change it there (it is not shown again)`;
