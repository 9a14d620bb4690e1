import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openingsOf } from '../../../forecasting/labour/openings.ts';

const stocks = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 10 }).map((values) => Float64Array.from(values));
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('openings', () => {
  test('a constant stock opens what separates', () => {
    const { total, growth, replacement } = openingsOf(Float64Array.from([100, 100, 100, 100]), 0.11);
    expect([...total]).toEqual([11, 11, 11].map((v): unknown => expect.closeTo(v, 10)));
    expect(sum(growth)).toBe(0);
    expect(sum(replacement)).toBeCloseTo(33, 10);
  });

  test('growth and replacement of a block add up, spread in proportion to employees', () => {
    const { total } = openingsOf(Float64Array.from([100, 110, 120, 130]), 0.1);
    expect(sum(total)).toBeCloseTo(30 + 0.1 * (100 + 110 + 120), 10);
    expect(total[2]! / total[0]!).toBeCloseTo(130 / 110, 10);
  });

  test('the clamp works on blocks, not on years: one bad year inside a block does not become demand', () => {
    const noisy = openingsOf(Float64Array.from([100, 80, 100, 100]), 0.11);
    expect(sum(noisy.total)).toBeCloseTo(0.11 * (100 + 80 + 100), 10);
  });

  test('the last block is cut at the horizon', () => {
    const { total } = openingsOf(Float64Array.from([100, 100, 100, 100, 50]), 0.11);
    expect(total[3]).toBe(0); // falls by 50, loses 11: nothing opens
  });

  test('never negative; over a block openings are at least change plus separations', () => {
    fc.assert(
      fc.property(stocks, fc.double({ min: 0, max: 0.5, noNaN: true }), (employees, sigma) => {
        const { total, growth, replacement } = openingsOf(employees, sigma);
        expect(total.every((value) => value >= 0)).toBe(true);
        expect(sum(total)).toBeGreaterThanOrEqual(sum(growth) + sum(replacement) - 1e-6 * (1 + sum(replacement)));
      }),
    );
  });
});
