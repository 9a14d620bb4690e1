import { horizonPosition, type LearnedShortlist } from './prior.ts';
import { shortlistNames, type ShortlistRun } from './shortlist.ts';

/**
 * Shares of the bank and of the shortlist's members: softmax of 0 for the bank and, for a member, gates · features + horizon × position of the step − sharpness × log error ratio.
 * Source: softmax gating, Jordan & Jacobs (1994); weights by past errors, Bates & Granger (1969).
 *
 * @param shares receives the shares, the bank's first, then one a member; they sum to 1
 * @param run of the shortlist over the same history
 * @param features of the same window, one number per name in `featureNames`
 * @param constants learned for the shortlist
 * @param step years ahead counted from 0
 * @example (() => { const [shares, run] = [new Float64Array(5), createShortlistRun()]; shareOut(shares, run, featuresOf([5]), { sharpness: 1, gates: [[0], [0], [0], [0]], horizon: [0, 0, 0, 0] }, 0); return [...shares]; })() // → [0.2, 0.2, 0.2, 0.2, 0.2]
 */
export function shareOut(
  shares: Float64Array,
  run: ShortlistRun,
  features: readonly number[],
  { sharpness, gates, horizon }: LearnedShortlist,
  step: number,
): void {
  const position = horizonPosition(step);
  let total = 1;
  shares[0] = 1;
  for (let member = 0; member < shortlistNames.length; member++) {
    let logit = horizon[member]! * position - sharpness * run.ratios[member]!;
    const row = gates[member]!;
    for (let feature = 0; feature < row.length; feature++) logit += features[feature]! * row[feature]!;
    const share = Math.exp(logit);
    shares[member + 1] = share;
    total += share;
  }
  for (let index = 0; index <= shortlistNames.length; index++) shares[index]! /= total;
}
