import { describe, expect, it } from 'vitest';
import { commonGrowth } from '../../forecasting/pooled/common.ts';

describe('what a side has in common', () => {
  const years = Array.from({ length: 12 }, (_, t) => 40 + 4 * Math.sin(t));
  const pool = [1, 1.1, 0.6, 0.9, 1.2, 0.8].map((scale) => ({ values: years.map((value) => Math.round(value * scale)) }));

  it('is as certain as its past where that is ordinary', () => {
    const { variance } = commonGrowth(pool, 7);
    expect(Math.max(...variance)).toBeLessThan(0.25);
    expect(variance[7]).toBeGreaterThan(0);
  });
  it.each([0, 1, 4])('stays within bounds after a year in which only %i a series were told', (last) => {
    const { ahead, variance } = commonGrowth(
      pool.map(({ values }) => ({ values: [...values, last] })),
      7,
    );
    expect(ahead.every(Number.isFinite)).toBe(true);
    expect(Math.max(...variance)).toBeLessThanOrEqual(1); // a mean of paths at most e^½ times their median
  });
});
