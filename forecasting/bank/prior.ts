import { attributeNames, components, pairAttributes, pairCount } from './components.ts';
import { featureNames } from './features.ts';

/** The learned constants: how much each attribute of a component is favoured, by feature of the series and by years ahead. */
export interface LearnedPrior {
  /** exponent on the likelihood; below 1 because short series promise more than they know */
  readonly temper: number;
  /** [feature][attribute] */
  readonly gates: readonly (readonly number[])[];
  /** [attribute], favour growing with the years ahead */
  readonly horizon: readonly number[];
}

/** Attribute positions of every pair, as one flat list with its limits. */
const starts = new Int32Array(pairCount + 1);
const positions = Int32Array.from(pairAttributes.flatMap((names) => names.map((name) => attributeNames.indexOf(name))));
pairAttributes.forEach((names, pair) => (starts[pair + 1] = starts[pair]! + names.length));

/**
 * Sum of a number an attribute over the attributes of each pair. A component's own attributes come before its scale's, so their sum is made once for all scales.
 * Source: plain sums; log-linear weights as in a multinomial logit.
 *
 * @param byAttribute one number per name in `attributeNames`
 * @param into receives one sum a pair, length `pairCount`
 * @example (() => { const sums = new Float64Array(pairCount); sumOverAttributes(attributeNames.map(() => 1), sums); return sums.every((sum, pair) => sum === pairAttributes[pair].length); })() // → true
 */
export function sumOverAttributes(byAttribute: ArrayLike<number>, into: Float64Array): void {
  for (let index = 0; index < components.length; index++) {
    let sum = 0;
    const end = starts[index + 1]! - 1;
    for (let at = starts[index]!; at < end; at++) sum += byAttribute[positions[at]!]!;
    for (let pair = index; pair < pairCount; pair += components.length) into[pair] = sum + byAttribute[positions[starts[pair + 1]! - 1]!]!;
  }
}

/**
 * The transpose of `sumOverAttributes`: a number a pair added to each of its attributes.
 * Source: plain sums; the adjoint of a log-linear model.
 *
 * @param byPair one number a pair, length `pairCount`
 * @param into one sum per name in `attributeNames`, added to
 * @example (() => { const sums = new Float64Array(attributeNames.length); addToAttributes(Float64Array.from({ length: pairCount }, (_, pair) => (pair === 0 ? 2 : 0)), sums); return sums.reduce((sum, one) => sum + one) / pairAttributes[0].length; })() // → 2
 */
export function addToAttributes(byPair: ArrayLike<number>, into: Float64Array): void {
  for (let pair = 0; pair < pairCount; pair++) {
    const value = byPair[pair]!;
    if (value === 0) continue;
    for (let at = starts[pair]!; at < starts[pair + 1]!; at++) into[positions[at]!]! += value;
  }
}

/** The learned shares of the shortlist's members beside the bank. */
export interface LearnedShortlist {
  /** exponent on a member's error ratio */
  readonly sharpness: number;
  /** [member][feature] */
  readonly gates: readonly (readonly number[])[];
  /** [member], favour growing with the years ahead */
  readonly horizon: readonly number[];
}

/** The prior that knows nothing: every component equal, likelihood tempered. */
export const flatPrior: LearnedPrior = {
  temper: 0.4,
  gates: featureNames.map(() => attributeNames.map(() => 0)),
  horizon: attributeNames.map(() => 0),
};

/** Steps beyond the sixth year keep its weights. */
export const WEIGHTED_STEPS = 6;

/**
 * Position of a step among the weighted ones, (min(step, 5) − 2.5) ÷ 2.5: −1 one year ahead to +1 six years ahead and beyond.
 * Source: own construction, measured in docs/forecasting.md.
 *
 * @param step years ahead counted from 0
 * @returns position in [−1, 1], without unit
 * @example [0, 5, 9].map(horizonPosition) // → [-1, 1, 1]
 */
export function horizonPosition(step: number): number {
  return (Math.min(step, WEIGHTED_STEPS - 1) - 2.5) / 2.5;
}

/** The learned constants in the form the inner loops read. */
export interface PreparedPrior {
  readonly prior: LearnedPrior;
  readonly shortlist: LearnedShortlist;
  /** [pair][weighted step], factor on the weight of a pair that many years ahead */
  readonly lean: Float64Array;
}

/**
 * Brings learned constants into the form the inner loops read: lean = exp(Σ horizon favour of the pair's attributes × position of the step).
 * Source: softmax gating, Jordan & Jacobs (1994); constants learned, docs/forecasting.md.
 *
 * @param prior of the bank
 * @param shortlist of the shortlist
 * @returns both, with the factor on every pair's weight by step
 * @example preparePrior(flatPrior, learned.prepared.shortlist).lean.every((factor) => factor === 1) // → true
 */
export function preparePrior(prior: LearnedPrior, shortlist: LearnedShortlist): PreparedPrior {
  const favour = new Float64Array(pairCount);
  sumOverAttributes(prior.horizon, favour);
  const lean = Float64Array.from({ length: pairCount * WEIGHTED_STEPS }, (_, at) =>
    Math.exp(favour[Math.floor(at / WEIGHTED_STEPS)]! * horizonPosition(at % WEIGHTED_STEPS)),
  );
  return { prior, shortlist, lean };
}
