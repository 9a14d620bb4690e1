import { describe, expect, it } from 'vitest';
import { backtest, createRandom, poolSkill } from '../../forecasting/index.ts';

const trend = (slope: number): number[] => Array.from({ length: 12 }, (_, index) => 100 + slope * index + (index % 2));

describe('pooled skill', () => {
  it('gives a short series the benefit of its class', () => {
    const [, , short] = poolSkill([backtest({ values: trend(9) }), backtest({ values: trend(11) }), backtest({ values: [40, 41] })]);
    expect(short!).toBeGreaterThan(0.3);
  });

  it('denies it to a lucky series among random walks', () => {
    const random = createRandom('class');
    const walks = Array.from({ length: 40 }, () => {
      let level = 800;
      return backtest({ values: Array.from({ length: 10 }, () => (level += 30 * random.normal())) });
    });
    const lucky = walks.reduce((best, one) => (one.skill! > best.skill! ? one : best));
    expect(lucky.skill!).toBeGreaterThan(0.1);
    expect(poolSkill(walks)[walks.indexOf(lucky)]!).toBeLessThan(lucky.skill! / 1.5);
  });

  it('of one series lies between its own and nothing else', () => {
    const result = backtest({ values: trend(9) });
    expect(poolSkill([result])[0]!).toBeCloseTo(result.skill!, 9);
    expect(poolSkill([backtest({ values: [7] })])).toEqual([null]);
  });
});
