import type { OriginTest } from './origin-tests.ts';

/** Half-width of an 80 % interval in standard deviations. */
const Z80 = 1.2815515655446004;
/** What is assumed before the city has a past counts like this many tests (pairs of tests). */
const priorTests = 60;
const priorPairs = 200;
/** Tests of its own at which a class counts as much as its side. */
const classTests = 40;
/** One odd year is not a rule. */
const largestChange = 1;
const largestScore = 3;
const narrowest = 0.4;
const widest = 2.5;

const limited = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value));

/**
 * Share of the pooled trend beside the engine: least squares of what came on what both said, (Σab + ½k) ÷ (Σa² + k) with a = trend − engine and b = actual − engine, each limited to ±1,
 * and k = 60 · mean a², so that sixty tests count as much as the one half assumed.
 * Source: Bates & Granger (1969), combination of forecasts.
 *
 * @param tests of one side, log scale
 * @returns 0 to 1
 * @example trendShareOf([{ actual: 1, trend: 1, engine: 0 }]) // → 0.5081967213114754
 */
export function trendShareOf(tests: readonly OriginTest[]): number {
  let products = 0;
  let squares = 0;
  for (const { actual, trend, engine } of tests) {
    const apart = limited(trend - engine, largestChange);
    products += apart * limited(actual - engine, largestChange);
    squares += apart * apart;
  }
  if (squares === 0) return 0.5;
  const prior = (priorTests * squares) / tests.length;
  return Math.max(0, Math.min(1, (products + 0.5 * prior) / (squares + prior)));
}

/**
 * Centre of the forecast on the log scale: share · trend + (1 − share) · engine.
 * Source: docs/model.md, Forecasts 3–4: skill against “no change”, correlation of errors within a chain.
 *
 * @param share of the pooled trend, 0 to 1
 * @param trend what it says, log scale
 * @param engine what the engine says, log scale
 * @returns log scale, as both
 * @example blended(0.75, 2, 1) // → 1.75
 */
export const blended = (share: number, trend: number, engine: number) => share * trend + (1 - share) * engine;

/**
 * Skill of each class against "no change", one to three years ahead: 1 − (n · own error ratio + 40 · the side's) ÷ (n + 40). At or below 0 the class has earned no better than "no change".
 * An error ratio is Σ|actual − forecast| ÷ Σ|actual − no change|, each error at most 1.
 * Source: docs/model.md, Forecasts 3–4: skill against “no change”, correlation of errors within a chain.
 *
 * @param tests of one side, log scale
 * @param share of the pooled trend in the forecast, 0 to 1
 * @param classOf class of a series
 * @returns skill by series, that of the side for a class without tests; null without any test
 * @example skillsOf([{ code: 'a', step: 1, actual: 1, trend: 1.25, engine: 1.25, naive: 0.5 }], 0.5, () => '4601')('a') // → 0.5
 */
export function skillsOf(tests: readonly OriginTest[], share: number, classOf: (code: string) => string): (code: string) => number | null {
  const scored = tests.filter(({ step }) => step <= 3);
  const ratio = (of: readonly OriginTest[]) => {
    let own = 0;
    let naive = 0;
    for (const test of of) {
      own += Math.min(largestChange, Math.abs(test.actual - blended(share, test.trend, test.engine)));
      naive += Math.min(largestChange, Math.abs(test.actual - test.naive));
    }
    return naive > 0 ? own / naive : 1;
  };
  if (scored.length === 0) return () => null;
  const side = ratio(scored);
  const classes = new Map(
    [...Map.groupBy(scored, ({ code }) => classOf(code))].map(([name, of]) => [
      name,
      1 - (of.length * ratio(of) + classTests * side) / (of.length + classTests),
    ]),
  );
  return (code) => classes.get(classOf(code)) ?? 1 - side;
}

/** A test with the error of what is really used: the blend, or "no change" where the class shows no skill. */
export interface ScoredTest extends OriginTest {
  readonly error: number;
}

/**
 * Factor on the spread of the level by years ahead, so that 80 % of the past errors lie within their 80 % intervals; pooled over the side and shrunk towards 1 (as if sixty tests had said 1),
 * between 0.4 and 2.5. A test needs the factor √(((error ÷ z80)² − noise) ÷ variance).
 * Source: split conformal prediction (Vovk et al. 2005), pooled.
 *
 * @param tests of one side, log scale, variance above 0
 * @returns index 0 = one year ahead; farther years take the last
 * @example widthFactors([{ step: 1, error: 0, variance: 0.01, noise: 0 }]) // → [0.9836065573770492]
 */
export function widthFactors(tests: readonly ScoredTest[]): number[] {
  const steps = Math.max(0, ...tests.map(({ step }) => step));
  return Array.from({ length: steps }, (_, i) => {
    const needed = tests
      .filter(({ step }) => step === i + 1)
      .map(({ error, variance, noise }) => Math.sqrt(Math.max(0, (error / Z80) ** 2 - noise) / variance))
      .sort((a, b) => a - b);
    const rank = Math.min(needed.length, Math.ceil(0.8 * (needed.length + 1)));
    const factor = needed.length === 0 ? 1 : (needed.length * needed[rank - 1]! + priorTests) / (needed.length + priorTests);
    return Math.max(narrowest, Math.min(widest, factor));
  });
}

/**
 * Correlation between the lasting errors of series that share a group (a chain, a major), at the same origin and years ahead: (Σ products of scores + 200 · before) ÷ (pairs + 200), between
 * 0 and 0.9; a score is error ÷ (factor · √variance), limited to ±3.
 * Source: docs/model.md, Forecasts 3–4: skill against “no change”, correlation of errors within a chain.
 *
 * @param tests of one side, log scale, variance above 0
 * @param factors on the spread, index 0 = one year ahead
 * @param groupOf group of a series; undefined leaves it out
 * @param before correlation assumed without a past
 * @returns a correlation in [0, 1)
 * @example correlationOf(['a', 'b'].map((code) => ({ code, back: 1, step: 1, error: 1, variance: 1 })), [1], () => 'chain', 0) // → 0.004975124378109453
 */
export function correlationOf(tests: readonly ScoredTest[], factors: readonly number[], groupOf: (code: string) => string | undefined, before: number): number {
  let products = 0;
  let pairs = 0;
  for (const together of Map.groupBy(tests, ({ code, back, step }) => `${groupOf(code) ?? code}|${back}|${step}`).values()) {
    let sum = 0;
    let squares = 0;
    for (const { error, variance, step } of together) {
      const score = limited(error / (factors[step - 1]! * Math.sqrt(variance)), largestScore);
      sum += score;
      squares += score * score;
    }
    products += (sum * sum - squares) / 2;
    pairs += (together.length * (together.length - 1)) / 2;
  }
  return Math.max(0, Math.min(0.9, (products + priorPairs * before) / (pairs + priorPairs)));
}
