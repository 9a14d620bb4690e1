import { bankBehaviours } from '../bank/components.ts';
import { blendBank, createBankBlend, type BankBlend } from '../bank/blend.ts';
import { featuresOf } from '../bank/features.ts';
import { createBankRun, WINDOW_YEARS } from '../bank/bank-run.ts';
import { runBank } from '../bank/filter.ts';
import { preparePrior, type PreparedPrior } from '../bank/prior.ts';
import { shareOut } from '../bank/shares.ts';
import learnedTable from '../bank/learned.json' with { type: 'json' };
import { createShortlistRun, runShortlist, shortlistBehaviours } from '../bank/shortlist.ts';
import type { Observations } from '../series.ts';
import { drawToLast, type LearnedCaution } from './caution.ts';
import { changeLimit } from './guard.ts';
import type { IntervalConstants } from './intervals.ts';
import { fillYears } from './years.ts';

/** The learned constants an engine's points are made with. */
export interface PathConstants {
  readonly prepared: PreparedPrior;
  /** null keeps every departure from no change whole, as training needs */
  readonly caution: LearnedCaution | null;
}

/** The learned constants an engine runs with. */
export interface EngineConstants extends PathConstants {
  readonly interval: IntervalConstants;
}

/** The constants of this version, from the table the training script wrote. */
export const learned: EngineConstants = {
  prepared: preparePrior(learnedTable.prior, learnedTable.shortlist),
  caution: learnedTable.caution,
  interval: learnedTable.interval,
};

// one set of work tables for the whole process: an engine call is synchronous and leaves nothing in them that a later call reads
const run = createBankRun();
const blend = createBankBlend();
const shortlist = createShortlistRun();
let low = new Float64Array(0);
let high = new Float64Array(0);
const shares = new Float64Array(shortlistBehaviours.length + 1);

/** The point forecast with what its intervals are made from. */
export interface EnginePath {
  /** one forecast a year after the origin */
  readonly mean: number[];
  /** years from the last report to the origin: steps of the mixture that are past already */
  readonly lag: number;
  /** steps of the mixture */
  readonly reach: number;
  /** the mixture, in units of `unit`; overwritten by the next call */
  readonly blend: BankBlend;
  readonly unit: number;
  /** fitted value of the origin year and its standard deviation */
  readonly level: number;
  readonly levelSpread: number;
  /** shares by behaviour one year ahead, summing to 1 */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * The engine's point forecasts: a fixed bank of smoothing filters, weighted by evidence and a learned prior, beside a shortlist of four plain trends weighted by their rolling-origin errors.
 * Their mean is drawn towards the last report as far as a learned caution says. Nothing is optimised for the series, so nothing can fail to converge.
 * Source: forecast combination, Bates & Granger (1969); own construction, measured in docs/forecasting.md.
 *
 * @param observations length n ≥ 1
 * @param horizon years ahead, ≥ 1
 * @param constants learned
 * @returns path of length `horizon`
 * @example fitPath({ times: [0, 1, 2], values: [10, 20, 30], origin: 2 }, 1, learned).mean[0] > 30 // → true
 */
export function fitPath(observations: Observations, horizon: number, { prepared, caution }: PathConstants): EnginePath {
  const { values, lag, reportedIn } = fillYears(observations);
  const reach = horizon + lag;
  const window = values.length > WINDOW_YEARS ? values.slice(-WINDOW_YEARS) : values;
  const last = values.at(-1)!;
  const yearly = changeLimit(observations);
  if (low.length < reach) {
    low = new Float64Array(reach);
    high = new Float64Array(reach);
  }
  for (let step = 0; step < reach; step++) {
    low[step] = Math.max(0, last - yearly * (step + 1));
    high[step] = last + yearly * (step + 1);
  }
  const features = featuresOf(window);
  runBank(run, window, reportedIn(WINDOW_YEARS), Math.max(2, reach));
  blendBank(blend, run, features, prepared, reach, low, high);
  runShortlist(shortlist, values, reach);
  const path: number[] = [];
  for (let step = 0; step < reach; step++) {
    shareOut(shares, shortlist, features, prepared.shortlist, step);
    let point = shares[0]! * blend.points[step]!;
    for (let member = 0; member < shortlistBehaviours.length; member++) point += shares[member + 1]! * shortlist.paths[member * reach + step]!;
    path.push(point);
  }
  shareOut(shares, shortlist, features, prepared.shortlist, 0);
  const level = fittedLevel();
  const kept = caution === null ? 1 : drawToLast(path, last, caution, features, shortlist.ratios[1]!, observations.values.length);
  // reports that are late leave the origin year itself to be forecast
  const origin = lag === 0 ? level.level : path[lag - 1]!;
  return { mean: path.slice(lag), lag, reach, blend, unit: run.unit, level: origin, levelSpread: level.levelSpread, weights: behaviourWeights(kept) };
}

/** Level of the last reported year: bank and shortlist blended as one year ahead, with their scatter and the filters' own uncertainty. */
function fittedLevel(): { level: number; levelSpread: number } {
  let level = shares[0]! * blend.level;
  let squares = shares[0]! * (blend.levelVariance + blend.level ** 2);
  for (let member = 0; member < shortlistBehaviours.length; member++) {
    const fitted = shortlist.levels[member]!;
    level += shares[member + 1]! * fitted;
    squares += shares[member + 1]! * fitted ** 2;
  }
  level = Math.max(0, level);
  return { level, levelSpread: Math.sqrt(Math.max(0, squares - level ** 2)) };
}

/** What is not kept of a departure from no change counts as `level`. */
function behaviourWeights(kept: number): Record<string, number> {
  const weights: Record<string, number> = {};
  bankBehaviours.forEach((behaviour, index) => {
    let share = shares[0]! * blend.behaviours[index]!;
    shortlistBehaviours.forEach((one, member) => {
      if (one === behaviour) share += shares[member + 1]!;
    });
    weights[behaviour] = kept * share + (behaviour === 'level' ? 1 - kept : 0);
  });
  return weights;
}
