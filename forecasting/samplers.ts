import type { Random } from './random.ts';

/** Gamma with the given shape > 0 and scale 1: squeeze method (Marsaglia & Tsang 2000), boosted below shape 1. */
function sampleGamma(random: Random, shape: number): number {
  if (shape < 1) return sampleGamma(random, shape + 1) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * A draw from the beta distribution: X / (X + Y) of two gamma draws.
 * Source: gammas by Marsaglia & Tsang (2000).
 *
 * @param random stream of random numbers
 * @param alpha > 0
 * @param beta > 0
 * @returns a share in [0, 1]
 * @example sampleBeta(createRandom('a'), 8, 2) < 1 // → true
 */
export function sampleBeta(random: Random, alpha: number, beta: number): number {
  const x = sampleGamma(random, alpha);
  const y = sampleGamma(random, beta);
  return x + y === 0 ? Number(random.uniform() < alpha / (alpha + beta)) : x / (x + y);
}

/** Below this, adding up single trials is as quick as anything. */
const SMALL_TRIALS = 24;

/**
 * A draw from the binomial distribution, exact for any number of trials: the median trial's position is a beta draw, which halves the trials each round (Relles 1972).
 *
 * @param random stream of random numbers
 * @param trials whole number ≥ 0
 * @param probability share in [0, 1]
 * @returns whole number from 0 to `trials`
 * @example sampleBinomial(createRandom('a'), 40, 1) // → 40
 */
export function sampleBinomial(random: Random, trials: number, probability: number): number {
  let remaining = trials;
  let share = probability;
  let successes = 0;
  while (remaining > SMALL_TRIALS && share > 0 && share < 1) {
    const middle = (remaining + 1) >> 1;
    const position = sampleBeta(random, middle, remaining + 1 - middle);
    if (position <= share) {
      successes += middle;
      remaining -= middle;
      share = (share - position) / (1 - position);
    } else {
      remaining = middle - 1;
      share /= position;
    }
  }
  for (let trial = 0; trial < remaining; trial++) if (random.uniform() < share) successes += 1;
  return successes;
}

/**
 * A draw from the beta-binomial distribution: a binomial whose share is itself uncertain.
 * Source: definition as a mixture.
 *
 * @param random stream of random numbers
 * @param trials whole number ≥ 0
 * @param alpha pseudo-count of successes, > 0
 * @param beta pseudo-count of failures, > 0
 * @returns whole number from 0 to `trials`
 * @example sampleBetaBinomial(createRandom('a'), 30, 27, 3) <= 30 // → true
 */
export function sampleBetaBinomial(random: Random, trials: number, alpha: number, beta: number): number {
  return sampleBinomial(random, trials, sampleBeta(random, alpha, beta));
}
