/**
 * A range rounded outwards to multiples of a step, so that it still holds what it held and says nothing finer.
 * Source: definition; rounding as a protection of counts, Fellegi (1975).
 *
 * @param low lower end, persons
 * @param high upper end, persons, not below `low`
 * @param step persons, above 0
 * @returns whole multiples of the step around both ends; nothing is thrown
 * @example outwards(-13.2, 41, 10) // → [-20, 50]
 */
export function outwards(low: number, high: number, step: number): [low: number, high: number] {
  return [Math.floor(low / step) * step + 0, Math.ceil(high / step) * step + 0]; // + 0: no −0
}
