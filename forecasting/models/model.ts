import type { Observations } from '../series.ts';

/** Behaviour of a model beyond the last year, in the words shown to users. */
export type Behaviour = 'level' | 'drift' | 'trend' | 'curve';

export interface FittedModel {
  /** forecast `stepsAhead` years after the origin; may be negative or wild, the engine guards it */
  predict(stepsAhead: number): number;
  /** the model's own value for the origin year */
  readonly fittedLast: number;
}

/** One row of the registry. */
export interface Model {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly minObservations: number;
  /** fits only series whose values are all above 0 */
  readonly needsPositive: boolean;
  fit(observations: Observations): FittedModel;
}

/**
 * A curve over the years of the series as a fitted model: its value h years ahead is that of the curve at origin + h.
 * Source: change of origin.
 *
 * @param observations length n ≥ 1
 * @param curve value at a time, on the scale of `observations.times`
 * @returns the curve as seen from the origin, in its own units
 * @example fromCurve({ times: [0, 1], values: [5, 7], origin: 1 }, (time) => 5 + 2 * time).predict(2) // → 11
 */
export function fromCurve(observations: Observations, curve: (time: number) => number): FittedModel {
  return { predict: (stepsAhead) => curve(observations.origin + stepsAhead), fittedLast: curve(observations.origin) };
}
