import { attributeNames, bankBehaviours, components, pairCount, scales } from './components.ts';
import { fromScale, pairForecast, type BankRun } from './filter.ts';
import { horizonPosition, sumOverAttributes, WEIGHTED_STEPS, type LearnedPrior, type LearnedShortlist } from './prior.ts';
import { shortlistNames, type ShortlistRun } from './shortlist.ts';

/** The learned constants in the form the inner loops read. */
export interface PreparedPrior {
  readonly prior: LearnedPrior;
  readonly shortlist: LearnedShortlist;
  /** [weighted step][pair], factor on the weight of a pair that many years ahead */
  readonly lean: readonly Float64Array[];
}

export function preparePrior(prior: LearnedPrior, shortlist: LearnedShortlist): PreparedPrior {
  const favour = new Float64Array(pairCount);
  sumOverAttributes(prior.horizon, favour);
  const lean = Array.from({ length: WEIGHTED_STEPS }, (_, step) => favour.map((value) => Math.exp(value * horizonPosition(step))));
  return { prior, shortlist, lean };
}

/** Pairs whose weight is below this share of the best one's are left out: together they move a forecast by less than its third digit. */
const NEGLIGIBLE_LOG = -10;

const gate = new Float64Array(attributeNames.length);
const weights = new Float64Array(pairCount);
const live = new Int32Array(pairCount);

/** Weights of the pairs one year ahead before the lean; fills `live` with the pairs that matter and returns how many. */
function weighPairs(run: BankRun, features: readonly number[], { temper, gates }: LearnedPrior): number {
  gate.fill(0);
  for (let feature = 0; feature < gates.length; feature++) {
    const row = gates[feature]!;
    const value = features[feature]!;
    for (let attribute = 0; attribute < gate.length; attribute++) gate[attribute]! += value * row[attribute]!;
  }
  sumOverAttributes(gate, weights);
  const used = run.usedScales * components.length;
  let best = -Infinity;
  for (let pair = 0; pair < used; pair++) {
    const logit = weights[pair]! + temper * run.evidence[pair]!;
    weights[pair] = logit;
    if (logit > best) best = logit;
  }
  let count = 0;
  for (let pair = 0; pair < used; pair++) {
    const distance = weights[pair]! - best;
    if (distance < NEGLIGIBLE_LOG) continue;
    weights[pair] = Math.exp(distance);
    live[count++] = pair;
  }
  return count;
}

/** What the bank says, step by step, in units of the window's mean on each scale. Arrays are reused from call to call. */
export interface BankBlend {
  /** [step], weighted mean of the guarded forecasts, in units of the series */
  points: Float64Array;
  /** [scale][step], weight, mean and variance of the predictive mixture on that scale */
  mass: Float64Array;
  centre: Float64Array;
  variance: Float64Array;
  /** fitted level of the last year and its variance, in units of the series */
  level: number;
  levelVariance: number;
  /** share of each behaviour one year ahead, in the order of `bankBehaviours` */
  readonly behaviours: Float64Array;
}

export function createBankBlend(): BankBlend {
  const empty = new Float64Array(0);
  return { points: empty, mass: empty, centre: empty, variance: empty, level: 0, levelVariance: 0, behaviours: new Float64Array(bankBehaviours.length) };
}

const behaviourOf = Int32Array.from(components, (component) => bankBehaviours.indexOf(component.behaviour));

/**
 * Blends the pairs of a run: weight = exp(temper · log evidence + learned favour of its attributes for a series with these features), growing or shrinking with the years ahead.
 *
 * @param blend where the results go
 * @param run the bank over one window
 * @param features of the same window
 * @param reach years ahead, 1 to the reach of the run
 * @param low lower limits by step, in units of the series
 * @param high upper limits by step
 */
export function blendBank(
  blend: BankBlend,
  run: BankRun,
  features: readonly number[],
  prepared: PreparedPrior,
  reach: number,
  low: Float64Array,
  high: Float64Array,
): void {
  const count = weighPairs(run, features, prepared.prior);
  if (blend.points.length < reach) Object.assign(blend, { points: new Float64Array(reach) });
  const cells = scales.length * reach;
  if (blend.mass.length < cells) Object.assign(blend, { mass: new Float64Array(cells), centre: new Float64Array(cells), variance: new Float64Array(cells) });
  blend.points.fill(0);
  blend.mass.fill(0);
  blend.centre.fill(0);
  blend.variance.fill(0);
  const { design, unit } = run;
  for (let step = 0; step < reach; step++) {
    const lean = prepared.lean[Math.min(step, WEIGHTED_STEPS - 1)]!;
    let total = 0;
    let points = 0;
    for (let position = 0; position < count; position++) {
      const pair = live[position]!;
      const scale = Math.floor(pair / components.length);
      const weight = weights[pair]! * lean[pair]!;
      const value = pairForecast(run, pair, step);
      const raw = fromScale(value, scale) * unit;
      total += weight;
      points += weight * (raw < low[step]! ? low[step]! : raw > high[step]! ? high[step]! : raw);
      const cell = scale * reach + step;
      const deviation = run.deviation[pair]!;
      blend.mass[cell]! += weight;
      blend.centre[cell]! += weight * value;
      blend.variance[cell]! += weight * (value * value + deviation * deviation * design.variance[(pair - scale * components.length) * design.reach + step]!);
    }
    blend.points[step] = points / total;
    for (let cell = step; cell < cells; cell += reach) {
      const mass = blend.mass[cell]!;
      if (mass === 0) continue;
      const centre = blend.centre[cell]! / mass;
      blend.centre[cell] = centre;
      blend.variance[cell] = Math.max(1e-12, blend.variance[cell]! / mass - centre * centre);
      blend.mass[cell] = mass / total;
    }
  }
  blendLevel(blend, run, prepared.lean[0]!, count);
}

/** Level of the last year by pair: the filtered level of a smoothing component, the part of the last deviation that stays for a reverting one. */
function blendLevel(blend: BankBlend, run: BankRun, lean: Float64Array, count: number): void {
  let total = 0;
  let sum = 0;
  let squares = 0;
  let noise = 0;
  blend.behaviours.fill(0);
  for (let position = 0; position < count; position++) {
    const pair = live[position]!;
    const scale = Math.floor(pair / components.length);
    const index = pair - scale * components.length;
    const { alpha, persistence } = components[index]!;
    const weight = weights[pair]! * lean[pair]!;
    const level = fromScale(persistence === undefined ? smoothedLevel(run, pair, index) : revertedLevel(run, pair, scale, index), scale);
    // a filter with gain α leaves the level uncertain by α(1 − α) of the error variance
    const slope = scale === 0 ? 1 : scale === 1 ? Math.sqrt(level) : level;
    const gain = persistence ?? Math.min(1, alpha);
    noise += weight * gain * (1 - gain) * (run.deviation[pair]! * slope) ** 2;
    total += weight;
    sum += weight * level;
    squares += weight * level * level;
    blend.behaviours[behaviourOf[index]!]! += weight;
  }
  for (let index = 0; index < blend.behaviours.length; index++) blend.behaviours[index]! /= total;
  const level = sum / total;
  blend.level = level * run.unit;
  blend.levelVariance = Math.max(0, squares / total - level * level + noise / total) * run.unit * run.unit;
}

function smoothedLevel(run: BankRun, pair: number, index: number): number {
  const { fade } = components[index]!;
  const next = pairForecast(run, pair, 0);
  return fade === 0 ? next : next - (pairForecast(run, pair, 1) - next) / fade;
}

function revertedLevel(run: BankRun, pair: number, scale: number, index: number): number {
  const { persistence = 0, around } = components[index]!;
  const curve = run.startLevel[pair]! + (around === 'line' ? (run.startSlope[pair]! * (run.years - 1)) / 2 : 0);
  return run.offset[scale]! + curve + persistence * (run.lastSlope[pair]! - curve);
}

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
