import { mean } from '../numbers.ts';
import type { Observations } from '../series.ts';
import { listFolds, rollOrigins, type Fold } from '../evaluation/rolling-origin.ts';
import { SCORED_HORIZON } from '../evaluation/rolling-origin.ts';
import { fitCandidates, type Candidate } from './candidates.ts';
import { recentChanges } from './guard.ts';

/** Expected error of each candidate relative to naive before anything is known of the series; curves fitted to few years are seldom right. */
const PRIOR_ERROR: Readonly<Record<string, number>> = { naive: 1, drift: 0.92, linear: 1.25, theilSen: 1.2, polynomial: 1.4, exponential: 1.2, power: 1.35 };
/** Folds the prior counts for. */
const PRIOR_FOLDS = 4;
/** Sharpness of the weights: error ratio to the minus fourth. */
const SHARPNESS = 4;
const ORIGINS = 8;
const FIRST_ORIGIN = 2;

export interface Rolled {
  readonly folds: readonly Fold[];
  /** candidates as fitted at each origin, by number of reports known */
  readonly at: ReadonlyMap<number, readonly Candidate[]>;
}

/** Fits the candidates at the last origins of the series. */
export function rollCandidates(observations: Observations): Rolled {
  const folds = listFolds(observations, ORIGINS, FIRST_ORIGIN);
  return { folds, at: rollOrigins(observations, folds, (known) => fitCandidates(known, SCORED_HORIZON)) };
}

/** Absolute error of a candidate and of naive over the folds whose target lies among the first `known` reports. */
export function errorsOf(name: string, rolled: Rolled, known: number): { own: number; naive: number; folds: number } {
  const total = { own: 0, naive: 0, folds: 0 };
  for (const fold of rolled.folds) {
    const candidates = rolled.at.get(fold.count)!;
    const candidate = candidates.find((one) => one.name === name);
    if (fold.target >= known || candidate === undefined) continue;
    total.own += Math.abs(fold.actual - candidate.path[fold.step - 1]!);
    total.naive += Math.abs(fold.actual - candidates[0]!.path[fold.step - 1]!);
    total.folds += 1;
  }
  return total;
}

/**
 * Weights of the candidates: (rolling-origin error ÷ naive's, shrunk towards the prior ratio) to the power −4, normalised.
 * Sources: inverse-error combination after Bates & Granger (1969); the shrinkage keeps three folds from deciding.
 *
 * @param observations what is known
 * @param candidates fitted to these observations
 * @param rolled folds of the whole series; only targets inside `observations` are used
 * @returns shares by name, summing to 1
 * @example weigh({ times: [0], values: [7], origin: 0 }, [{ name: 'naive', path: [7], level: 7 }], { folds: [], at: new Map() }) // → { naive: 1 }
 */
export function weigh(observations: Observations, candidates: readonly Candidate[], rolled: Rolled): Record<string, number> {
  const unit = mean(recentChanges(observations)) || 1;
  const raw = candidates.map(({ name }) => {
    const { own, naive } = errorsOf(name, rolled, observations.values.length);
    const prior = PRIOR_FOLDS * unit;
    return ((own + prior * PRIOR_ERROR[name]!) / (naive + prior)) ** -SHARPNESS;
  });
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return Object.fromEntries(candidates.map(({ name }, index) => [name, raw[index]! / sum]));
}

/** Weighted mean of the candidates' paths; `step` 1 … horizon, step 0 is the level of the origin year. */
export function blend(candidates: readonly Candidate[], weights: Readonly<Record<string, number>>, step: number): number {
  let sum = 0;
  for (const candidate of candidates) sum += weights[candidate.name]! * (step === 0 ? candidate.level : candidate.path[step - 1]!);
  return sum;
}
