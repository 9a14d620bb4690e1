import { ForecastError } from '../errors.ts';

/**
 * Whole numbers that add up: every part is rounded down, and the units left go to the largest remainders, ties to the earlier part. Source: largest-remainder method (Hamilton 1791).
 *
 * @param parts values ≥ 0, length p ≥ 1
 * @param total whole number the parts must add up to; default their sum, rounded
 * @returns whole numbers ≥ 0 that sum to `total`, each within 1 of its part when `total` is the rounded sum
 * @throws ForecastError `bad_shape` for no parts, a negative part or a total that is not a whole number ≥ 0
 * @example roundToTotal([1.4, 2.3, 3.3]) // → [2, 2, 3]
 */
export function roundToTotal(parts: readonly number[], total: number = Math.round(parts.reduce((sum, part) => sum + part, 0))): number[] {
  if (parts.length === 0 || !parts.every((part) => part >= 0) || !Number.isInteger(total) || total < 0) {
    throw new ForecastError('bad_shape', `Rounding needs at least one part of at least 0 and a whole total, got [${parts.join(', ')}] and ${total}.`);
  }
  const sum = parts.reduce((left, part) => left + part, 0);
  const exact = parts.map((part) => (sum > 0 ? Math.min((part * total) / sum, total) : total / parts.length));
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((before, part) => before + part, 0);
  const order = exact.map((_, index) => index).sort((a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!) || a - b);
  for (let index = 0; index < left; index++) whole[order[index % order.length]!]! += 1;
  return whole;
}
