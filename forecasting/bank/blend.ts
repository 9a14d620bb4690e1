import { attributeNames, bankBehaviours, components, pairCount, scales } from './components.ts';
import type { BankRun } from './bank-run.ts';
import { aheadWidth } from './design.ts';
import { fromScale } from './scale.ts';
import { sumOverAttributes, WEIGHTED_STEPS, type LearnedPrior, type PreparedPrior } from './prior.ts';

/** Pairs whose weight is below e⁻⁴ of the best one's are left out: measured, they change no score in its third digit and double the time. */
const NEGLIGIBLE_LOG = -4;

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
  /** [step], sum of the weights */
  total: Float64Array;
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

/**
 * Work tables for `blendBank`; they grow with the longest reach asked for.
 * Source: work tables of the blend, see `blendBank`.
 *
 * @returns tables without steps, one share per behaviour of the bank
 * @example createBankBlend().behaviours.length === bankBehaviours.length // → true
 */
export function createBankBlend(): BankBlend {
  const empty = new Float64Array(0);
  return {
    points: empty,
    total: empty,
    mass: empty,
    centre: empty,
    variance: empty,
    level: 0,
    levelVariance: 0,
    behaviours: new Float64Array(bankBehaviours.length),
  };
}

/**
 * [step][WIDTH], sums while pairs are added: points and total weight over all scales; mass, centre and variance of the scale at hand; then the limits of the step.
 * One table, because seven would need more registers than there are: measured, a sixth of the time of a series.
 */
let sums = new Float64Array(0);
const WIDTH = 8;
const [POINT, TOTAL, MASS, CENTRE, VARIANCE, LOW, HIGH] = [0, 1, 2, 3, 4, 5, 6] as const;

/** Moves the sums of a scale into the blend, and begins the next at 0. */
function endScale({ mass, centre, variance }: BankBlend, scale: number, reach: number): void {
  for (let step = 0, to = 0; step < reach; step++, to += WIDTH) {
    const cell = scale * reach + step;
    mass[cell] = sums[to + MASS]!;
    centre[cell] = sums[to + CENTRE]!;
    variance[cell] = sums[to + VARIANCE]!;
    sums[to + MASS] = 0;
    sums[to + CENTRE] = 0;
    sums[to + VARIANCE] = 0;
  }
}
const behaviourOf = Int32Array.from(components, (component) => bankBehaviours.indexOf(component.behaviour));

/**
 * Blends the pairs of a run: weight = exp(temper · log evidence + learned favour of its attributes for a series with these features), growing or shrinking with the years ahead.
 * Source: Bayesian model averaging, Hoeting, Madigan, Raftery & Volinsky (1999), with a tempered likelihood; the favours are learned, docs/forecasting.md.
 *
 * @param blend where the results go
 * @param run the bank over one window
 * @param features of the same window, one number per name in `featureNames`
 * @param prepared learned constants
 * @param reach years ahead, 1 to the reach of the run
 * @param low lower limits by step, in units of the series
 * @param high upper limits by step
 * @example (() => { const [run, blend, one] = [createBankRun(), createBankBlend(), [Infinity]]; runBank(run, [5, 5, 5, 5], 4, 2); blendBank(blend, run, featuresOf([5, 5, 5, 5]), learned.prepared, 1, [0], one); return Math.round(blend.points[0]); })() // → 5
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
  const cells = scales.length * reach;
  if (blend.points.length < reach) {
    blend.points = new Float64Array(reach);
    blend.total = new Float64Array(reach);
    blend.mass = new Float64Array(cells);
    blend.centre = new Float64Array(cells);
    blend.variance = new Float64Array(cells);
  }
  const { points, total, mass, centre, variance } = blend;
  if (sums.length < reach * WIDTH) sums = new Float64Array(reach * WIDTH);
  sums.fill(0);
  for (let step = 0; step < reach; step++) {
    sums[step * WIDTH + LOW] = low[step]!;
    sums[step * WIDTH + HIGH] = high[step]!;
  }
  mass.fill(0);
  centre.fill(0);
  variance.fill(0);
  let scaleBefore = 0;
  blend.behaviours.fill(0);
  blend.level = 0;
  blend.levelVariance = 0;
  const { design, unit } = run;
  const { ahead } = design;
  const { lean } = prepared;
  for (let position = 0; position < count; position++) {
    const pair = live[position]!;
    const scale = pair < components.length ? 0 : pair < 2 * components.length ? 1 : 2;
    const weight = weights[pair]!;
    const squared = run.variance[pair]!;
    const base = run.offset[scale]! + run.last[pair]!;
    const lastSlope = run.lastSlope[pair]!;
    const startLevel = run.startLevel[pair]!;
    const startSlope = run.startSlope[pair]!;
    const firstLean = pair * WEIGHTED_STEPS;
    if (scale !== scaleBefore) endScale(blend, scaleBefore, reach);
    scaleBefore = scale;
    let at = (pair - scale * components.length) * design.reach * aheadWidth;
    const next = base + ahead[at]! * lastSlope + ahead[at + 1]! * startLevel + ahead[at + 2]! * startSlope;
    const afterNext = base + ahead[at + aheadWidth]! * lastSlope + ahead[at + aheadWidth + 1]! * startLevel + ahead[at + aheadWidth + 2]! * startSlope;
    addLevel(blend, run, pair, scale, weight * lean[firstLean]!, next, afterNext);
    for (let step = 0, to = 0; step < reach; step++, at += aheadWidth, to += WIDTH) {
      const share = weight * lean[firstLean + (step < WEIGHTED_STEPS ? step : WEIGHTED_STEPS - 1)]!;
      const value = base + ahead[at]! * lastSlope + ahead[at + 1]! * startLevel + ahead[at + 2]! * startSlope;
      const raw = (scale === 0 ? value : fromScale(value, scale)) * unit;
      const lowest = sums[to + LOW]!;
      const highest = sums[to + HIGH]!;
      sums[to + POINT]! += share * (raw < lowest ? lowest : raw > highest ? highest : raw);
      sums[to + TOTAL]! += share;
      sums[to + MASS]! += share;
      sums[to + CENTRE]! += share * value;
      sums[to + VARIANCE]! += share * (value * value + squared * ahead[at + 3]!);
    }
  }
  endScale(blend, scaleBefore, reach);
  for (let step = 0; step < reach; step++) {
    points[step] = sums[step * WIDTH + POINT]!;
    total[step] = sums[step * WIDTH + TOTAL]!;
  }
  for (let cell = 0; cell < cells; cell++) {
    const share = mass[cell]!;
    if (share === 0) continue;
    const middle = centre[cell]! / share;
    centre[cell] = middle;
    variance[cell] = Math.max(1e-12, variance[cell]! / share - middle * middle);
    mass[cell] = share / total[cell % reach]!;
  }
  for (let step = 0; step < reach; step++) points[step]! /= total[step]!;
  const whole = total[0]!;
  for (let index = 0; index < blend.behaviours.length; index++) blend.behaviours[index]! /= whole;
  const level = blend.level / whole;
  blend.levelVariance = Math.max(0, blend.levelVariance / whole - level * level) * unit * unit;
  blend.level = level * unit;
}

/** Adds a pair's fitted level of the last year: the filtered level of a smoothing component, the part of the last deviation that stays for a reverting one. */
function addLevel(blend: BankBlend, run: BankRun, pair: number, scale: number, share: number, next: number, afterNext: number): void {
  const index = pair - scale * components.length;
  const { alpha, fade, persistence, around } = components[index]!;
  let level = next;
  if (persistence !== undefined) {
    const curve = run.startLevel[pair]! + (around === 'line' ? (run.startSlope[pair]! * (run.years - 1)) / 2 : 0);
    level = run.offset[scale]! + curve + persistence * (run.lastSlope[pair]! - curve);
  } else if (fade !== 0) level = next - (afterNext - next) / fade;
  level = fromScale(level, scale);
  // a filter with gain α leaves the level uncertain by α(1 − α) of the error variance
  const slope = scale === 0 ? 1 : scale === 1 ? Math.sqrt(level) : level;
  const gain = persistence ?? Math.min(1, alpha);
  blend.level += share * level;
  blend.levelVariance += share * (level * level + gain * (1 - gain) * run.variance[pair]! * slope * slope);
  blend.behaviours[behaviourOf[index]!]! += share;
}
