import { models } from '../models/registry.ts';
import type { Observations } from '../series.ts';
import { createGuard } from './guard.ts';

/** A model fitted to what was known at one origin, guarded. */
export interface Candidate {
  readonly name: string;
  /** forecast for the years 1 … horizon after the origin */
  readonly path: readonly number[];
  /** fitted value of the origin year, at least 0 */
  readonly level: number;
}

/**
 * Fits every model of the registry that the observations allow.
 * Source: the registry of models; each names its own.
 *
 * @param observations length n ≥ 1
 * @param horizon years ahead, ≥ 1
 * @returns one guarded path of length `horizon` per model, in the order of the registry; naive is always the first
 * @example fitCandidates({ times: [0], values: [7], origin: 0 }, 2) // → [{ name: 'naive', path: [7, 7], level: 7 }]
 */
export function fitCandidates(observations: Observations, horizon: number): Candidate[] {
  const guard = createGuard(observations);
  const positive = observations.values.every((value) => value > 0);
  const candidates: Candidate[] = [];
  for (const model of models) {
    if (observations.values.length < model.minObservations || (model.needsPositive && !positive)) continue;
    const fitted = model.fit(observations);
    const path = Array.from({ length: horizon }, (_, index) => guard(fitted.predict(index + 1), index + 1));
    candidates.push({ name: model.name, path, level: guard(fitted.fittedLast, 1) });
  }
  return candidates;
}
