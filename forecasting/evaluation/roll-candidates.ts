import { fitCandidates, type Candidate } from '../engine/candidates.ts';
import type { Observations } from '../series.ts';
import { listFolds, rollOrigins, SCORED_HORIZON, type Fold } from './rolling-origin.ts';

/** Origins looked back, and reports needed before the first. */
const ORIGINS = 8;
const FIRST_ORIGIN = 2;

export interface Rolled {
  readonly folds: readonly Fold[];
  /** candidates as fitted at each origin, by number of reports known */
  readonly at: ReadonlyMap<number, readonly Candidate[]>;
}

/** Fits the candidates of the registry at the last origins of the series. */
export function rollCandidates(observations: Observations): Rolled {
  const folds = listFolds(observations, ORIGINS, FIRST_ORIGIN);
  return { folds, at: rollOrigins(observations, folds, (known) => fitCandidates(known, SCORED_HORIZON)) };
}
