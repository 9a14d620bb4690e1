/**
 * Onto a scale: the Box–Cox transform without its constant, y, 2√y or log y. Source: Box & Cox (1964).
 *
 * @param value in units of the window's mean; above 0 on the logarithm
 * @param scaleIndex position in `scales`
 * @returns value on the scale, without unit
 * @example [toScale(9, 0), toScale(9, 1), toScale(1, 2)] // → [9, 6, 0]
 */
export function toScale(value: number, scaleIndex: number): number {
  return scaleIndex === 0 ? value : scaleIndex === 1 ? 2 * Math.sqrt(value) : Math.log(value);
}

/**
 * Back from a scale, the inverse of `toScale`; a root below 0 gives 0, and the logarithm is cut at 12, where its exponential would leave any plausible range.
 * Source: Box & Cox (1964).
 *
 * @param value on the scale
 * @param scaleIndex position in `scales`
 * @returns value in units of the window's mean
 * @example [fromScale(9, 0), fromScale(6, 1), fromScale(0, 2)] // → [9, 9, 1]
 */
export function fromScale(value: number, scaleIndex: number): number {
  if (scaleIndex === 0) return value;
  if (scaleIndex === 1) return value < 0 ? 0 : (value * value) / 4;
  return Math.exp(value > 12 ? 12 : value);
}
