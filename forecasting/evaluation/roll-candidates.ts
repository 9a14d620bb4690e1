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

/**
 * Fits the candidates of the registry at the last eight origins of the series, the first with two reports.
 * Source: Tashman (2000).
 *
 * @param observations length n ≥ 1
 * @returns the folds and, by number of reports known, the candidates; both empty for n < 3
 * @example rollCandidates({ times: [0, 1, 2], values: [5, 6, 8], origin: 2 }).folds // → [{ count: 2, target: 2, step: 1, actual: 8 }]
 */
export function rollCandidates(observations: Observations): Rolled {
  const folds = listFolds(observations, ORIGINS, FIRST_ORIGIN);
  return { folds, at: rollOrigins(observations, folds, (known) => fitCandidates(known, SCORED_HORIZON)) };
}
