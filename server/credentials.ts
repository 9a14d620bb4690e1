import { createAccountRepository } from '../db/repositories/accounts.ts';
import type { ServerContext } from './context.ts';
import { ApiError } from './errors.ts';
import { createPasskeys, type GivenPasskey } from './passkeys.ts';
import { verifyPassword } from './passwords.ts';
import { createRecorder } from './recording.ts';
import { createSecondFactor } from './second-factor.ts';

interface Given {
  readonly password: string;
  readonly code?: string;
  /** In place of a code. */
  readonly passkey?: GivenPasskey;
}

/** Whether somebody is who they say, by password and, where the account has one, second factor. Every attempt is counted before it is looked at. */
export function createCredentialCheck(context: Pick<ServerContext, 'db' | 'clock' | 'newId' | 'secretKey'>) {
  const { db, clock, secretKey } = context;
  const accounts = createAccountRepository(db);
  const secondFactor = createSecondFactor(context);
  const passkeys = createPasskeys(context);
  type Account = NonNullable<Awaited<ReturnType<typeof accounts.find>>>;

  /**
   * `right`, `wrong`, or `locked` while nobody is let in. An account that is not there, is locked or disabled takes the same steps.
   * @throws ApiError `second_factor_needed` where the password is right and the code is missing or wrong; a wrong one stays counted.
   */
  return async (account: Account | undefined, { password, code, passkey }: Given, requestId: string): Promise<'right' | 'wrong' | 'locked'> => {
    const counted = await accounts.attempt(account?.id ?? '', clock());
    const right = await verifyPassword(account?.passwordHash, password, secretKey);
    if (!account || !counted) return account ? 'locked' : 'wrong';
    if (!right || account.status !== 'active') return 'wrong';
    if (await secondFactor.has(account.id)) {
      // this attempt was no guess; wrong codes of before stay counted, or asking without one would make guesses free
      if (code === undefined && passkey === undefined) {
        await accounts.takeBack(account.id, counted);
        throw new ApiError('second_factor_needed', {
          zh: '请输入验证器上的 6 位数字或一个恢复码，或使用通行密钥',
          en: 'Give the six digits of your generator or a recovery code, or use a passkey',
        });
      }
      if (passkey && !(await passkeys.accepts(account.id, passkey)))
        throw new ApiError('second_factor_needed', {
          zh: '通行密钥未通过验证，或已等待过久：请重试；连续失败 5 次后账号会暂时锁定',
          en: 'The passkey was not accepted, or it took too long: try again; after five failures in a row an account is locked for a while',
        });
      if (!passkey && !(await secondFactor.accepts(account.id, code?.trim() ?? '', requestId)))
        throw new ApiError('second_factor_needed', {
          zh: '验证码不正确、已用过或已过期；连续输错 5 次后账号会暂时锁定',
          en: 'The code is wrong, was used before or is over; after five wrong ones in a row an account is locked for a while',
        });
    }
    await accounts.succeed(account.id);
    return 'right';
  };
}

/**
 * Whether who is signed in shows again who they are, before something that matters. Counted like a sign-in, so that an unwatched screen is no place to guess; what was wrong stands in the audit record.
 * @throws ApiError as the check of credentials does
 */
export function createConfirmation(context: Pick<ServerContext, 'db' | 'clock' | 'newId' | 'secretKey'>) {
  const accounts = createAccountRepository(context.db);
  const credentials = createCredentialCheck(context);
  const record = createRecorder(context);
  return async (accountId: string, given: Given, requestId: string): Promise<boolean> => {
    const refused = (why: Record<string, boolean>) =>
      accounts.note(record({ actor: `account:${accountId}`, requestId }, context.clock(), 'confirm_refused', ['account', accountId], why));
    const found = await credentials(await accounts.find(accountId), given, requestId).catch(async (error: unknown) => {
      if (given.code !== undefined || given.passkey) await refused({ secondFactor: true });
      throw error;
    });
    if (found !== 'right') await refused({ locked: found === 'locked' });
    return found === 'right';
  };
}
