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

/** A curve over the years of the series as a fitted model. */
export function fromCurve(observations: Observations, curve: (time: number) => number): FittedModel {
  return { predict: (stepsAhead) => curve(observations.origin + stepsAhead), fittedLast: curve(observations.origin) };
}
