import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { passwordFault, passwordMaximum, passwordMinimum, type PasswordFault } from '../schemas/passwords.ts';
import { invalidField, type ApiError, type Bilingual } from './errors.ts';
import { passwordStrength } from './password-strength.ts';

/** Argon2id with 19 MiB, two passes, one lane (the first choice of OWASP's password storage sheet); off the main thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Before hashes that need the key of the installation too: a stolen database alone cannot be tried against. */
const keyed = 'key:';
/** `key` is the installation's secret (secret-key.ts), kept apart from the database. */
export const hashPassword = async (password: string, key: Buffer): Promise<string> => keyed + (await hash(password, { ...cost, secret: key }));
/** A password that somebody else made is to be used soon. */
export const oneTimeMs = 7 * 86_400_000;

let nobody: Promise<string> | undefined;
/** Whether the password is the one hashed. Without a hash (no such account) it takes as long and is false. */
export async function verifyPassword(stored: string | undefined, password: string, key: Buffer): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(24).toString('base64'), key);
  const against = stored ?? (await nobody);
  // hashes of before there was a key need none
  const matches = against.startsWith(keyed) ? await verify(against.slice(keyed.length), password, { secret: key }) : await verify(against, password);
  return stored !== undefined && matches;
}

/** Random, to be read from a terminal once and typed: 20 letters and digits without those that look alike, in groups. */
export function newOneTimePassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'; // 32: no l, o, 0, 1, and no bias from the remainder of a byte
  const letters = [...randomBytes(20)].map((byte) => alphabet.charAt(byte % alphabet.length));
  return letters.join('').replaceAll(/(.{5})(?=.)/g, '$1-');
}

const sentences: Record<PasswordFault | 'guessable', Bilingual> = {
  short: { zh: `密码至少 ${passwordMinimum} 个字符`, en: `needs at least ${passwordMinimum} characters` },
  long: { zh: `密码至多 ${passwordMaximum} 个字符`, en: `takes at most ${passwordMaximum} characters` },
  login: { zh: '密码不能与账号相同', en: 'must not be the account name' },
  guessable: { zh: '这个密码太容易被猜到，请换一个', en: 'is among the first that are guessed; choose another' },
};

/** The field error of a password that may not be set; undefined where it may. */
export async function refusedPassword(pointer: string, password: string, login: string): Promise<ApiError | undefined> {
  const fault = passwordFault(password, login) ?? ((await passwordStrength(password, login)).guessable ? 'guessable' : undefined);
  return fault && invalidField(pointer, sentences[fault].zh, sentences[fault].en);
}
