import { describe, expect, it } from 'vitest';
import {
  backtest,
  createRandom,
  forecastNaive,
  forecastSeries,
  keptShare,
  poolShrinkage,
  shrinkToNaive,
  type BacktestResult,
} from '../../forecasting/index.ts';

const trend = (slope: number): number[] => Array.from({ length: 12 }, (_, index) => 100 + slope * index + (index % 2));
const walks = (key: string, count: number, years = 10): number[][] => {
  const random = createRandom(key);
  return Array.from({ length: count }, () => {
    let level = 800;
    return Array.from({ length: years }, () => (level += 30 * random.normal()));
  });
};
const test = (series: readonly (readonly number[])[]): BacktestResult[] => series.map((values) => backtest({ values }));

describe('shrinkage of a class', () => {
  it('keeps a steady trend and lends it to a short series', () => {
    const [steady] = poolShrinkage([test([trend(9), trend(11), [40, 41]])]);
    expect(steady!.skill!).toBeGreaterThan(0.3);
    expect(steady!.slope).toBeGreaterThan(0.8);
  });

  it('says no skill of random walks, one lucky walk or not', () => {
    const [class_] = poolShrinkage([test(walks('class', 60))]);
    expect(class_!.skill!).toBeLessThan(0.02);
    expect(class_!.slope).toBeLessThan(0.25);
  });

  it('is the slope of least absolute error', () => {
    const results = test(walks('slope', 12, 14).map((values) => values.map((value, index) => value + 12 * index)));
    const [own] = poolShrinkage([results]);
    const trials = results.flatMap((result) => result.trials);
    const errorOf = (slope: number): number => trials.reduce((sum, { actual, engine }) => sum + Math.abs(actual - slope * engine), 0);
    for (const other of [own!.slope - 0.05, own!.slope + 0.05, 0]) expect(errorOf(own!.slope)).toBeLessThanOrEqual(errorOf(other));
    expect(1 - errorOf(1) / errorOf(0)).toBeCloseTo(own!.skill!, 9);
  });

  it('lets a class without evidence borrow from the others, and an empty city none', () => {
    const [steady, silent] = poolShrinkage([test([trend(9), trend(11)]), test([[7]])]);
    expect(silent!.skill!).toBeCloseTo(steady!.skill!, 9);
    expect(silent!.slope).toBeCloseTo(steady!.slope, 9);
    expect(poolShrinkage([test([[7]]), []])).toEqual(Array(2).fill({ skill: null, slope: 0, testedYears: 0 }));
  });

  it('keeps less the farther ahead and the fewer years were tested', () => {
    const shares = [1, 2, 5, 10].map((years) => keptShare({ skill: 0.1, slope: 0.8, testedYears: 8 }, years));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(keptShare({ skill: 0.1, slope: 0.8, testedYears: 3 }, 5)).toBeLessThan(shares[2]!);
  });
});

describe('a shrunk forecast', () => {
  const series = { values: [20, 24, null, 33, 36, 41, 43], kind: 'count' as const };
  const raw = forecastSeries(series, 6, { scores: false });

  it('is naive with the bands of naive where there is no skill, and says so', () => {
    const { why, ...numbers } = shrinkToNaive(series, raw, { skill: -0.2, slope: 0, testedYears: 6 });
    const { why: _, ...plain } = forecastNaive(series, 6);
    expect(numbers).toEqual(plain);
    expect(why).toMatchObject({ model: 'naive', skill: -0.2, kept: [0, 0, 0, 0, 0, 0] });
  });

  it('lies between naive and the engine, bands nested, whole and around the mean', () => {
    const shrunk = shrinkToNaive(series, raw, { skill: 0.2, slope: 0.7, testedYears: 6 });
    expect(Object.values(shrunk.why.weights).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(shrunk.levelSpread).toBeLessThan(shrunk.spread[0]!);
    shrunk.mean.forEach((mean, index) => {
      expect(mean).toBeGreaterThan(43);
      expect(mean).toBeLessThan(raw.mean[index]!);
      const ladder = [shrunk.lo95[index]!, shrunk.lo80[index]!, mean, shrunk.hi80[index]!, shrunk.hi95[index]!];
      expect(ladder).toEqual(ladder.toSorted((a, b) => a - b));
      expect([shrunk.lo95, shrunk.lo80, shrunk.hi80, shrunk.hi95].every((bound) => Number.isInteger(bound[index]))).toBe(true);
    });
  });

  it('beats naive on trends and loses next to nothing on random walks', () => {
    const horizon = 4;
    const errorOf = (rows: readonly number[][]): number => {
      const known = rows.map((values) => values.slice(0, -horizon));
      const [shrinkage] = poolShrinkage([test(known)]);
      let own = 0;
      let naive = 0;
      known.forEach((values, row) => {
        const actual = rows[row]!.at(-1)!;
        own += Math.abs(shrinkToNaive({ values }, forecastSeries({ values }, horizon, { scores: false }), shrinkage!).mean[horizon - 1]! - actual);
        naive += Math.abs(values.at(-1)! - actual);
      });
      return own / naive;
    };
    expect(errorOf(walks('ahead', 60, 14))).toBeLessThan(1.02);
    expect(errorOf(walks('trend', 60, 16).map((values) => values.map((value, index) => value + 40 * index)))).toBeLessThan(0.8);
  });
});
