export const passwordMinimum = 12;
/** Long enough for any sentence; a limit, because hashing work grows with the input. */
export const passwordMaximum = 128;

export type PasswordFault = 'short' | 'long' | 'login';

/**
 * Why a password is refused before anyone estimates how soon it is guessed; undefined where it is not. Length counts characters: nothing else about their
 * kind is asked.
 */
export function passwordFault(password: string, login: string): PasswordFault | undefined {
  const characters = Array.from(password); // code points
  if (characters.length < passwordMinimum) return 'short';
  if (characters.length > passwordMaximum) return 'long';
  const plain = password.toLowerCase();
  const name = login.toLowerCase();
  if (plain === name || plain === name.split('@', 1).join() || plain === Array.from(name).reverse().join('')) return 'login';
  return undefined;
}
