import { horizonPosition, type LearnedShortlist } from './prior.ts';
import { shortlistNames, type ShortlistRun } from './shortlist.ts';

/** Shares of the bank (first) and of the shortlist's members `step` years ahead (from 0), summing to 1. */
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
