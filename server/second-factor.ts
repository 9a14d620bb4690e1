import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { createPasskeyRepository } from '../db/repositories/passkeys.ts';
import { createSecondFactorRepository } from '../db/repositories/second-factors.ts';
import { sha256 } from '../schemas/canonical.ts';
import type { ServerContext } from './context.ts';
import { createRecorder } from './recording.ts';
import { toldOwner } from './safety-notices.ts';
import { seal, unseal } from './secret-key.ts';

/** Seconds that a code is good for; one before and one after are taken too, for clocks that differ. */
const period = 30;
const draftMs = 15 * 60_000;
const recoveryCodes = 10;

const generator = (secret: string, label = '') =>
  new TOTP({ issuer: '产教供需', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period });
/** The period of which a code is; undefined where it is of none that counts now. */
function periodOf(secret: string, code: string, now: Date): number | undefined {
  const ahead = generator(secret).validate({ token: code, window: 1, timestamp: +now });
  return ahead === null ? undefined : Math.floor(+now / 1000 / period) + ahead;
}
const purpose = (accountId: string) => `second factor of ${accountId}`;
const draftPurpose = (accountId: string) => `draft of the second factor of ${accountId}`;
const codeHash = (accountId: string, code: string) => sha256(`${accountId} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
/** Ten letters and digits without those that look alike: 50 bits. */
function newRecoveryCode(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  const letters = [...randomBytes(10)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Codes of time (TOTP, RFC 6238: SHA-1, six digits, 30 seconds, as every generator has them), and recovery codes for who lost theirs. */
export function createSecondFactor({ db, clock, newId, secretKey }: Pick<ServerContext, 'db' | 'clock' | 'newId' | 'secretKey'>) {
  const factors = createSecondFactorRepository(db);
  const passkeys = createPasskeyRepository(db);
  const record = createRecorder({ newId });
  const newCodes = (accountId: string) => {
    const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
    return { codes, hashes: codes.map((one) => codeHash(accountId, one)) };
  };
  return {
    /** A generator, or a passkey. */
    has: async (accountId: string) => (await factors.find(accountId)) !== undefined || (await passkeys.list(accountId)).length > 0,
    hasGenerator: async (accountId: string) => (await factors.find(accountId)) !== undefined,
    newCodes,
    codesLeft: (accountId: string) => factors.codesLeft(accountId),
    /** Whether the code lets the account in; it does so once. */
    async accepts(accountId: string, code: string, requestId: string): Promise<boolean> {
      if (!/^\d{6}$/.test(code)) {
        const now = clock();
        const audit = record({ actor: `account:${accountId}`, requestId }, now, 'use_recovery_code', ['second_factor', accountId]);
        return factors.useRecoveryCode(accountId, codeHash(accountId, code), now, { ...audit, ...toldOwner(accountId, 'recovery_code_used') });
      }
      const factor = await factors.find(accountId);
      if (!factor) return false;
      const secret = unseal(secretKey, purpose(accountId), factor.secretSealed);
      const of = secret === undefined ? undefined : periodOf(secret, code, clock());
      return of !== undefined && factors.usePeriod(accountId, of);
    },
    /** A secret to be confirmed with a first code. Nothing is stored: the draft comes back sealed. */
    draft(accountId: string, label: string) {
      const secret = new Secret({ size: 20 }).base32;
      const draft = seal(secretKey, draftPurpose(accountId), JSON.stringify({ secret, until: +clock() + draftMs }));
      return { secret, address: generator(secret, label).toString(), draft };
    },
    /** What is to be stored of a confirmed draft; undefined where the draft is none (any more) or the code not its own. */
    confirmed(accountId: string, draft: string, code: string) {
      const opened = unseal(secretKey, draftPurpose(accountId), draft);
      const { secret, until } = JSON.parse(opened ?? '{"secret":"","until":0}') as { secret: string; until: number };
      const now = clock();
      if (until < +now) return 'late';
      const lastPeriod = periodOf(secret, code, now);
      if (lastPeriod === undefined) return 'wrong';
      const row = { accountId, secretSealed: seal(secretKey, purpose(accountId), secret), lastPeriod, createdAt: now };
      return { row, ...newCodes(accountId) };
    },
  };
}
