import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { PasswordStrength } from '../schemas/session.ts';

/** Guessed early where Chinese is spoken, and missing from lists made elsewhere. */
const favourites = [
  ...['woaini', 'woaini520', 'woaini520520', 'woaini1314', 'woaini1314520', 'woaini123', 'woaini123456', '5201314', '1314520', '520131452013'],
  ...['5201314520131', '666888666888', '888888666666', '147258369147', '112233445566', '1qaz@wsx3edc', 'q1w2e3r4t5y6', 'a12345678901', 'aa1234567890'],
  ...['gongxu', 'gongxu123456', 'chanjiaogongxu', 'zhaosheng', 'jiuye', 'jiaoyuju', 'renshe', 'jiaoyuju123456', 'renshe123456', 'zhongguo', 'zhongguo123'],
];
/** Estimated guesses of 10⁶ and more: enough where guessing is slowed down as at our sign-in (zxcvbn's score 2). */
export const weakest = 2;

let estimator: Promise<ZxcvbnFactory> | undefined;
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  return new Factory({ dictionary: { ...dictionary, 'passwords-chinese': favourites }, graphs: adjacencyGraphs });
}

/**
 * How soon a password is guessed by somebody who tries leaked passwords (49,000 of them), words, keyboard walks, sequences, repetitions and dates first:
 * zxcvbn's estimate (Wheeler, USENIX Security 2016), 0 at once … 4 not in practice. `login` is tried too.
 */
export async function passwordStrength(password: string, login: string): Promise<PasswordStrength> {
  estimator ??= load();
  const { score, feedback } = (await estimator).check(
    password,
    [login, ...login.split(/[@._+-]/u)].filter((part) => part.length > 2),
  );
  return { score, guessable: score < weakest, because: reasons[String(feedback.warning)] ?? (score < weakest ? 'common' : null) };
}

/** The library's warnings, in the few words that help somebody to choose another. */
const reasons: Readonly<Record<string, PasswordStrength['because']>> = {
  straightRow: 'keyboard',
  keyPattern: 'keyboard',
  simpleRepeat: 'repeated',
  extendedRepeat: 'repeated',
  sequences: 'sequence',
  recentYears: 'date',
  dates: 'date',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  pwned: 'common',
  wordByItself: 'common',
  namesByThemselves: 'name',
  commonNames: 'name',
  userInputs: 'name',
};
