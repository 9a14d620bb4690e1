export const passwordMinimum = 10;
/** Long enough for any sentence; a limit, because hashing work grows with the input. */
export const passwordMaximum = 128;

/** Of ten characters or more and in every list that guessers begin with. Compared without case. */
const common = new Set([
  ...[
    '1234567890',
    '0123456789',
    '0987654321',
    '1234567891',
    '12345678910',
    '123456789a',
    'a123456789',
    '1q2w3e4r5t',
    '1qaz2wsx3edc',
    'qwertyuiop',
    'q1w2e3r4t5',
  ],
  ...[
    'password12',
    'password123',
    'password1234',
    'passw0rd123',
    'p@ssw0rd123',
    'admin12345',
    'admin123456',
    'administrator',
    'woaini1314',
    'woaini520520',
    '5201314520',
  ],
  ...[
    'iloveyou123',
    'abcd123456',
    'abc1234567',
    'qwerty12345',
    'qwer123456',
    'letmein123',
    'welcome123',
    'changeme123',
    'zxcvbnm123',
    'asdfghjkl1',
    '1qaz@wsx3edc',
  ],
]);

export type PasswordFault = 'short' | 'long' | 'login' | 'common';

/** Why a password is refused; undefined where it is not. Length counts characters: nothing else about their kind is asked. */
export function passwordFault(password: string, login: string): PasswordFault | undefined {
  const characters = Array.from(password); // code points
  if (characters.length < passwordMinimum) return 'short';
  if (characters.length > passwordMaximum) return 'long';
  const plain = password.toLowerCase();
  const name = login.toLowerCase();
  if (plain === name || plain === name.split('@', 1).join() || plain === Array.from(name).reverse().join('')) return 'login';
  return common.has(plain) || new Set(characters).size <= 2 ? 'common' : undefined;
}
