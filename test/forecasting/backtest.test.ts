import { describe, expect, it } from 'vitest';
import { backtest, coverage, createRandom, forecastSeries, mase, msis, owa, smape } from '../../forecasting/index.ts';

describe('backtest', () => {
  it('sees skill on a steady trend and scores every candidate on the same years', () => {
    const result = backtest({ values: [20, 24, 27, 33, 36, 41, 43, 48, 53, 55] });
    expect(result.skill!).toBeGreaterThan(0.4);
    expect(result.naive.folds).toBe(result.engine.folds);
    expect(result.engine.maeByHorizon).toHaveLength(3);
    expect(result.candidates.map((one) => one.model)).toContain('theilSen');
  });

  it('nothing after an origin reaches its forecast', () => {
    const values = [20, 24, 27, 33, 36, 41];
    const known = forecastSeries({ values: values.slice(0, 5) }, 1).mean[0]!;
    const [oneStep] = backtest({ values }).engine.maeByHorizon!;
    const earlier = backtest({ values: values.slice(0, 5) }).engine.maeByHorizon![0]!;
    // one-step folds: the earlier ones plus the newest
    expect(oneStep! * 4 - earlier * 3).toBeCloseTo(Math.abs(41 - known), 6);
  });

  it('cannot measure skill on one or two reports', () => {
    expect(backtest({ values: [5] })).toMatchObject({ skill: null, coverage95: null });
    expect(backtest({ values: [5, 6] }).engine.folds).toBe(0);
  });

  it('finds no lasting skill in a random walk', () => {
    const random = createRandom('walk');
    const skills = Array.from({ length: 60 }, () => {
      let level = 500;
      return backtest({ values: Array.from({ length: 12 }, () => Math.max(0, (level += 20 * random.normal()))) }).skill!;
    });
    expect(skills.reduce((sum, skill) => sum + skill, 0) / 60).toBeLessThan(0.05);
  });

  it('covers about what it promises on random walks', () => {
    const random = createRandom('cover');
    const results = Array.from({ length: 150 }, () => {
      let level = 1000;
      return backtest({ values: Array.from({ length: 14 }, () => (level += 15 * random.normal() + 5)) });
    });
    const pooled = (pick: (one: (typeof results)[number]) => number | null): number => results.reduce((sum, one) => sum + pick(one)!, 0) / results.length;
    expect(pooled((one) => one.coverage95)).toBeGreaterThan(0.9);
    expect(pooled((one) => one.coverage80)).toBeGreaterThan(0.72);
    expect(pooled((one) => one.coverage80)).toBeLessThan(0.97);
  });
});

describe('metrics', () => {
  it('agree with hand calculations', () => {
    expect(smape([100, 0], [50, 0])).toBeCloseTo(100 / 3, 9);
    expect(mase([10, 10], [12, 14], [1, 2, 4])).toBeCloseTo(2, 9);
    expect(mase([1], [1], [3, 3])).toBeNull();
    expect(owa({ smape: 8, mase: 2 }, { smape: 10, mase: 4 })).toBeCloseTo(0.65, 9);
    // widths 2 and 2, one miss of 1 above at 95 % costs 40
    expect(msis([5, 9], [4, 6], [6, 8], 0.95, [0, 2])).toBeCloseTo((2 + 2 + 40) / 2 / 2, 9);
    expect(coverage([1, 2, 3], [0, 3, 3], [2, 4, 3])).toBeCloseTo(2 / 3, 9);
  });
});
