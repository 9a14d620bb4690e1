import { featureNames } from '../bank/features.ts';
import { clamp } from '../numbers.ts';

/** What decides how much of a departure from no change is kept: the features of the series, the mean change's error ratio at its own rolling origins, log of years ahead, years ahead a year known. */
export const cautionNames = [...featureNames, 'driftRatio', 'ahead', 'scarcity'] as const;

/** One learned constant per name in `cautionNames`. */
export type LearnedCaution = readonly number[];

/** Years ahead at which `ahead` is 0: the middle of what the benchmark sets ask for. */
const MIDDLE_AHEAD = 3;
const LARGEST_RATIO = 1.5;
const LARGEST_SCARCITY = 2;
const [RATIO, AHEAD, SCARCITY] = [featureNames.length, featureNames.length + 1, featureNames.length + 2] as const;

/**
 * Years ahead for every yearly change that has been seen, at most 2: how little a history of n reports says about what happens in h years.
 * Source: own construction, measured in docs/forecasting.md.
 *
 * @param reports n ≥ 1
 * @param stepsAhead years after the last report, h ≥ 1
 * @returns years ahead a yearly change known, in (0, 2]
 * @example [scarcityOf(5, 2), scarcityOf(1, 6)] // → [0.5, 2]
 */
export function scarcityOf(reports: number, stepsAhead: number): number {
  return Math.min(LARGEST_SCARCITY, stepsAhead / Math.max(1, reports - 1));
}

/**
 * The numbers that `drawToLast` weighs, in the order of `cautionNames`: for training; the engine itself adds them up one by one.
 * Source: own construction, measured in docs/forecasting.md.
 *
 * @param features of the window, one number per name in `featureNames`
 * @param driftRatio log of the mean change's error ÷ naive's at the last origins, moved into ±1.5
 * @param reports n ≥ 1
 * @param stepsAhead years after the last report, h ≥ 1
 * @returns one number per name in `cautionNames`, without units
 * @example cautionInputs(featuresOf([5]), 0.2, 4, 3).slice(-3) // → [0.2, 0, 1]
 */
export function cautionInputs(features: readonly number[], driftRatio: number, reports: number, stepsAhead: number): number[] {
  return [...features, clamp(driftRatio, -LARGEST_RATIO, LARGEST_RATIO), Math.log(stepsAhead / MIDDLE_AHEAD), scarcityOf(reports, stepsAhead)];
}

/** The part of the sum that is the same for every year ahead. */
function standing(caution: LearnedCaution, features: readonly number[], driftRatio: number): number {
  let sum = caution[RATIO]! * clamp(driftRatio, -LARGEST_RATIO, LARGEST_RATIO);
  for (let index = 0; index < RATIO; index++) sum += caution[index]! * features[index]!;
  return sum;
}

/**
 * Draws a path towards no change in place: point ← last + k·(point − last) with k = 1 ÷ (1 + e^−z), z a learned linear function of `cautionInputs` that does not grow with the years ahead.
 * Volatile histories whose mean change did not beat naive at their own rolling origins keep little of a departure far ahead, and the less the shorter they are; steady ones keep nearly all.
 * Sources: shrinkage towards a benchmark, Efron & Morris (1975); learned from features, as the weights of the bank.
 *
 * @param path points 1 … h years after the last report, in units of the series; changed in place
 * @param last the last report
 * @param caution learned constants
 * @param features of the window, one number per name in `featureNames`
 * @param driftRatio log of the mean change's error ÷ naive's at the last origins; 0 where nothing was tested
 * @param reports n ≥ 1
 * @returns share kept one year ahead
 * @example (() => { const path = [14, 20]; const first = drawToLast(path, 10, cautionNames.map(() => 0), featuresOf([8, 10]), 0, 2); return [first, ...path]; })() // → [0.5, 12, 15]
 */
export function drawToLast(path: number[], last: number, caution: LearnedCaution, features: readonly number[], driftRatio: number, reports: number): number {
  const sum = standing(caution, features, driftRatio);
  let first = 1;
  for (let step = 0; step < path.length; step++) {
    const ahead = step + 1;
    const kept = 1 / (1 + Math.exp(-sum - caution[AHEAD]! * Math.log(ahead / MIDDLE_AHEAD) - caution[SCARCITY]! * scarcityOf(reports, ahead)));
    path[step] = last + kept * (path[step]! - last);
    if (step === 0) first = kept;
  }
  return first;
}
