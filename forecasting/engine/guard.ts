import type { Observations } from '../series.ts';
import { clamp } from '../numbers.ts';

/** Growth allowed a year, in units of the largest yearly change seen. */
const GROWTH_ALLOWANCE = 1.1;
/** Years looked back for the largest change; older jumps say little about the coming years. */
const GUARD_WINDOW = 15;

/**
 * The sizes of the yearly changes of the last reports, |change| ÷ years between: gaps are spread evenly over the years they cover.
 * Source: plain differences.
 *
 * @param observations length n ≥ 1
 * @param window reports looked back, default 15
 * @returns at most window − 1 sizes in units of the series; none for n = 1
 * @example recentChanges({ times: [0, 1, 3], values: [10, 7, 11], origin: 3 }) // → [3, 2]
 */
export function recentChanges(observations: Observations, window: number = GUARD_WINDOW): number[] {
  const { times, values } = observations;
  const changes: number[] = [];
  for (let index = Math.max(1, values.length - window + 1); index < values.length; index++) {
    changes.push(Math.abs(values[index]! - values[index - 1]!) / (times[index]! - times[index - 1]!));
  }
  return changes;
}

/**
 * The largest change a year a forecast may make: 1.1 × the largest of the last 15 reports.
 * Source: own construction, measured in docs/forecasting.md.
 *
 * @param observations length n ≥ 1
 * @returns units of the series a year; Infinity for n = 1
 * @example changeLimit({ times: [0, 1, 2], values: [10, 7, 17], origin: 2 }) // → 11
 */
export function changeLimit(observations: Observations): number {
  return observations.values.length < 2 ? Infinity : GROWTH_ALLOWANCE * Math.max(...recentChanges(observations));
}

export type Guard = (value: number, stepsAhead: number) => number;

/**
 * Keeps extrapolation sane: a forecast may leave the last report by at most 1.1 × the largest yearly change of the last 15 reports for every year ahead, and never falls below 0.
 * Source: own construction, measured in docs/forecasting.md.
 *
 * @param observations length n ≥ 1; with n = 1 only the floor at 0 holds
 * @returns a function of a forecast and its years ahead, both in and out in units of the series
 * @example createGuard({ times: [0, 1], values: [10, 12], origin: 1 })(99, 1) // → 14.2
 */
export function createGuard(observations: Observations): Guard {
  const last = observations.values.at(-1)!;
  const gap = observations.origin - observations.times.at(-1)!;
  const yearly = changeLimit(observations);
  return (value, stepsAhead) => {
    const reach = yearly * (stepsAhead + gap);
    const finite = Number.isNaN(value) ? last : value;
    return Math.max(0, clamp(finite, last - reach, last + reach));
  };
}
