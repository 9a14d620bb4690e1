import type { Chance } from './random.ts';

/**
 * Ids shaped like UUID v7 from a seeded source. Each is later than the one before, so the order of ids is the order of reporting,
 * whatever the clock says when the city is planted.
 */
export function createIds(chance: Chance): (at: Date) => string {
  let last = 0;
  const hex = (digits: number): string =>
    Math.floor(chance.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return (at) => {
    last = Math.max(last + 1, at.getTime());
    const time = last.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${chance.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(6)}${hex(6)}`;
  };
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * A unified social credit code (GB 32100: 17 characters and a check character) that no organisation has: category Y1, and 990000,
 * which is no region, in place of the registering authority.
 */
export function creditCode(serial: number): string {
  const body = `Y1990000${String(serial).padStart(9, '0')}`;
  const sum = body.split('').reduce((total, character, i) => total + alphabet.indexOf(character) * (3 ** i % 31), 0);
  return body + alphabet.charAt((31 - (sum % 31)) % 31);
}
