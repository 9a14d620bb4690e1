import { randomInt } from 'node:crypto';

/** No letters that look like others (0 O, 1 I L, U V). */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 4;

/** A code of 16 letters in groups of four, 78 bits: out of reach of guessing, and short enough to be typed from paper. */
export const newCode = (): string =>
  Array.from({ length: groups }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-');

/** What was typed, as it was printed: without blanks and in capitals. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
