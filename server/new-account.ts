import type { NewAccount } from '../db/repositories/accounts.ts';
import type { ServerContext } from './context.ts';
import { hashPassword, oneTimeMs } from './passwords.ts';
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
  { clock, newId, secretKey }: Pick<ServerContext, 'clock' | 'newId' | 'secretKey'>,
  { login, displayName, password, mustChangePassword = false }: AccountDraft,
): Promise<NewAccount> {
  const createdAt = clock();
  const passwordHash = await hashPassword(password, secretKey);
  const ends = mustChangePassword ? { oneTimeUntil: new Date(+createdAt + oneTimeMs) } : {};
  return { id: newId(), login, displayName, passwordHash, mustChangePassword, ...ends, personalKey: newPersonalKey(), createdAt };
}
