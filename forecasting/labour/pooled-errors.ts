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
 * Share of the pooled trend beside the engine: least squares of what came on what both said, shrunk towards one half.
 * Source: Bates & Granger (1969), combination of forecasts.
 *
 * @returns 0 to 1
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

/** Centre of the forecast on the log scale: pooled trend and engine by their share. */
export const blended = (share: number, trend: number, engine: number) => share * trend + (1 - share) * engine;

/**
 * Skill of each class against "no change", one to three years ahead: 1 − (n · own error ratio + 40 · the side's) ÷ (n + 40). At or below 0 the class has earned no better than "no change".
 *
 * @param classOf class of a series
 * @returns skill by class; null without tests
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
 * Factor on the spread of the level by years ahead, so that 80 % of the past errors lie within their 80 % intervals; pooled over the side and shrunk towards 1.
 * Source: split conformal prediction (Vovk et al. 2005), pooled.
 *
 * @returns index 0 = one year ahead; farther years take the last
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
 * Correlation between the lasting errors of series that share a group (a chain, a major), at the same origin and years ahead; shrunk towards the one assumed.
 *
 * @param groupOf group of a series; undefined leaves it out
 * @param before correlation assumed without a past
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
