import type { FlagClass } from '../labour/snapshot.ts';

/**
 * Persons a year that a flag is about: the gap of its window by its years; of a major nobody offers, the demand it would have if it were offered like the others.
 * Source: docs/model.md, Flags: persons a year of a decision window.
 *
 * @param flag class, mean or median gap of the window (persons), years of the window, and for `new` the potential demand (persons a year)
 * @returns persons a year, never below zero
 * @example personsAYear({ class: 'reduce', gap: -90, years: 3, potential: null }) // → 30
 */
export function personsAYear({ class: name, gap, years, potential }: FlaggedGap): number {
  return name === 'new' ? (potential ?? 0) : Math.abs(gap) / years;
}
export interface FlaggedGap {
  readonly class: FlagClass;
  readonly gap: number;
  readonly years: number;
  readonly potential: number | null;
}
