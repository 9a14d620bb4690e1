/**
 * Arithmetic mean: sum ÷ count.
 * Source: definition.
 *
 * @param values any length, any unit
 * @returns the mean in the unit of the values; 0 for an empty list
 * @example mean([1, 2, 6]) // → 3
 */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/**
 * The value moved into [low, high].
 * Source: definition.
 *
 * @param value any number
 * @param low lower limit
 * @param high upper limit, ≥ low
 * @returns a number in [low, high], in the unit of the value
 * @example [clamp(-3, 0, 5), clamp(9, 0, 5)] // → [0, 5]
 */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
