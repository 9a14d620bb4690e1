import type { NewAccount } from '../db/repositories/accounts.ts';
import type { ServerContext } from './context.ts';
import { hashPassword } from './passwords.ts';
import { newPersonalKey } from '../schemas/personal.ts';

interface AccountDraft {
  /** In small letters. */
  readonly login: string;
  readonly displayName: string;
  readonly password: string;
  /** Somebody else made the password. */
  readonly mustChangePassword?: boolean;
}

/** The row of an account that begins. */
export async function newAccount(
  { clock, newId }: Pick<ServerContext, 'clock' | 'newId'>,
  { login, displayName, password, mustChangePassword = false }: AccountDraft,
): Promise<NewAccount> {
  return { id: newId(), login, displayName, passwordHash: await hashPassword(password), mustChangePassword, personalKey: newPersonalKey(), createdAt: clock() };
}
