import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCounter } from '../../../forecasting/labour/counter.ts';
import { sumLognormals, type LogTerm } from '../../../forecasting/labour/lognormal.ts';
import { meanOf, normalsOf } from '../../../forecasting/labour/paths.ts';
import { quantile, quantilesOf } from '../../../forecasting/labour/quantiles.ts';

describe('quantilesOf', () => {
  test('gives what sorting gives, ties included, and keeps the values', () => {
    const shares = [0, 0.025, 0.1, 0.5, 0.9, 0.975, 1];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 300 }), (list) => {
        const sorted = Float64Array.from(list).sort();
        const values = Float64Array.from(list);
        expect(quantilesOf(values, shares)).toEqual(shares.map((q) => quantile(sorted, q)));
        expect(values.sort()).toEqual(sorted);
      }),
      { numRuns: 300 },
    );
  });
  test('of a thousand paths, sorted, reversed or equal', () => {
    const random = normalsOf('quantiles', 1000);
    for (const values of [random, random.toSorted(), random.toSorted().reverse(), new Float64Array(1000).fill(3)])
      expect(quantilesOf(values.slice(), [0.025, 0.1, 0.9, 0.975])).toEqual([0.025, 0.1, 0.9, 0.975].map((q) => quantile(values.toSorted(), q)));
  });
});

describe('a counter', () => {
  test('counts what looking at all values counts: few or many, equal, infinite, limits among them, between and beyond', () => {
    const value = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -20, max: 20, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), fc.array(fc.double({ min: -25, max: 25, noNaN: true })), (list, limits) => {
        const count = createCounter(Float64Array.from(list));
        for (const limit of [...limits, ...list]) expect(count(limit)).toBe(list.reduce((sum, one) => sum + (one < limit ? 1 : one === limit ? 0.5 : 0), 0));
      }),
      { numRuns: 200 },
    );
  });
});

describe('sums of lognormals', () => {
  const term = (changes: Partial<LogTerm> = {}): LogTerm => ({ at: 0, mean: 40, response: Float64Array.of(0.2, 0.1), own: 0.04, source: 0, ...changes });
  test('one term is itself', () => {
    const { mean, variance } = sumLognormals([term()], 1, 0.3);
    expect([mean[0], variance[0]]).toEqual([40, expect.closeTo(0.04 + 0.01 + 0.04, 12)]);
  });
  test('independent terms: variances add; two of one source that share all move as one', () => {
    const apart = sumLognormals([term({ response: new Float64Array(0) }), term({ response: new Float64Array(0), source: 1 })], 1, 0.3);
    expect(Math.expm1(apart.variance[0]!) * 80 ** 2).toBeCloseTo(2 * Math.expm1(0.04) * 40 ** 2, 9);
    const same = sumLognormals([term({ own: 0 }), term({ own: 0 })], 1, 0);
    expect(same.variance[0]).toBeCloseTo(0.05, 12);
  });
  test('the factor gives back the covariance between years; a sum of nothing varies in nothing', () => {
    const terms = [term(), term({ at: 1, response: Float64Array.of(0.2, 0.3, 0.1) }), term({ at: 1, source: 1, mean: 90 })];
    const { factor, variance, mean } = sumLognormals(terms, 3, 0.5);
    const covariance = (s: number, t: number) => [0, 1, 2].reduce((sum, k) => sum + factor[s * 3 + k]! * factor[t * 3 + k]!, 0);
    expect([covariance(0, 0), covariance(1, 1), covariance(2, 2)]).toEqual([...variance].map((value) => expect.closeTo(value, 9) as number));
    const expected = 40 * 40 * Math.expm1(0.2 * 0.2 + 0.1 * 0.3) + 40 * 90 * Math.expm1(0.5 * 0.05);
    expect(Math.expm1(covariance(0, 1)) * 40 * 130).toBeCloseTo(expected, 6);
    expect([mean[2], variance[2]]).toEqual([0, 0]);
    expect(meanOf(mean)).toBeCloseTo(170 / 3, 9);
  });
});
