export const passwordMinimum = 12;
/** Long enough for any sentence; a limit, because hashing work grows with the input. */
export const passwordMaximum = 128;

/** Of twelve characters or more and in every list that guessers begin with. Compared without case. */
const common = new Set([
  '123456789012',
  '1234567890123',
  '012345678901',
  '0123456789012',
  '987654321012',
  '112233445566',
  '111222333444',
  '123123123123',
  '147258369147',
  '123456123456',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '1qaz@wsx3edc',
  'q1w2e3r4t5y6',
  'zaq12wsxcde3',
  '1qazxsw23edc',
  'qazwsxedcrfv',
  '123qweasdzxc',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwerty123456',
  'qwer12345678',
  'asdfghjkl123',
  'zxcvbnm12345',
  'zxcvbnm123456',
  'password1234',
  'password12345',
  'passwordpassword',
  'passw0rd1234',
  'p@ssw0rd1234',
  'p@ssword1234',
  'administrator',
  'administrator1',
  'admin1234567',
  'admin12345678',
  'adminadmin12',
  'administrator123',
  'abcd12345678',
  'abc123456789',
  'a12345678901',
  'aa1234567890',
  'iloveyou1234',
  'letmein12345',
  'welcome12345',
  'changeme1234',
  'changemenow1',
  'woaini520520',
  'woaini1314520',
  'woaini123456',
  '520131452013',
  '5201314520131',
  '666888666888',
  '888888666666',
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
