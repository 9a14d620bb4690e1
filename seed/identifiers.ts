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
