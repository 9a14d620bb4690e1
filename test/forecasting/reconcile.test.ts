import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, nodeVariances, reconcile, reconcilePaths, roundToTotal, type Hierarchy } from '../../forecasting/index.ts';

const city: Hierarchy = {
  parts: 4,
  totals: [
    [0, 1, 2, 3],
    [0, 1],
    [1, 2],
  ],
};
const size = fc.double({ min: 0, max: 1000, noNaN: true });
const nodes = (one: fc.Arbitrary<number>) =>
  fc.record({ parts: fc.array(one, { minLength: 4, maxLength: 4 }), totals: fc.array(one, { minLength: 3, maxLength: 3 }) });

describe('reconciliation', () => {
  it('parts add up to every total and nothing is negative, overlapping totals included', () => {
    fc.assert(
      fc.property(nodes(size), nodes(fc.double({ min: 0.5, max: 80, noNaN: true })), (forecast, spreads) => {
        const { parts, totals } = reconcile(city, forecast, nodeVariances(city, spreads));
        expect(parts.every((part) => part >= 0)).toBe(true);
        city.totals.forEach((members, total) => {
          expect(totals[total]!).toBeCloseTo(
            members.reduce((sum, part) => sum + parts[part]!, 0),
            6,
          );
        });
      }),
      { numRuns: 150 },
    );
  });

  it('leaves coherent forecasts alone', () => {
    const coherent = { parts: [10, 20, 30, 5], totals: [65, 30, 50] };
    const { parts } = reconcile(city, coherent, nodeVariances(city, { parts: [3, 4, 5, 2], totals: [7, 5, 6] }));
    parts.forEach((part, index) => {
      expect(part).toBeCloseTo(coherent.parts[index]!, 6);
    });
  });

  it('moves the uncertain part and trusts the certain one', () => {
    const { parts, totals } = reconcile({ parts: 2, totals: [[0, 1]] }, { parts: [10, 10], totals: [40] }, { parts: [99, 1], totals: [0.0001] });
    expect(parts[0]!).toBeCloseTo(29.8, 2);
    expect(parts[1]!).toBeCloseTo(10.2, 2);
    expect(totals[0]!).toBeCloseTo(40, 2);
  });

  it('holds a part at zero where it would fall below', () => {
    const { parts, totals } = reconcile({ parts: 2, totals: [[0, 1]] }, { parts: [1, 50], totals: [20] }, { parts: [10, 10], totals: [0.001] });
    expect(parts[0]).toBe(0);
    expect(parts[1]!).toBeCloseTo(20, 1);
    expect(totals[0]).toBe(parts[1]);
  });

  it('every path of every year adds up', () => {
    const random = createRandom('tree');
    const draw = (level: number) => Float64Array.from({ length: 60 }, () => Math.max(0, level + 8 * random.normal()));
    const width = 3;
    const variances = Array.from({ length: width }, (_, step) => nodeVariances(city, { parts: [1, 1, 1, 1], totals: [2 + step, 1, 1] }));
    const { parts, totals } = reconcilePaths(city, { parts: [5, 10, 20, 2].map(draw), totals: [40, 15, 30].map(draw) }, width, variances);
    for (let entry = 0; entry < 60; entry++) {
      expect(totals[0]![entry]!).toBeCloseTo(parts[0]![entry]! + parts[1]![entry]! + parts[2]![entry]! + parts[3]![entry]!, 6);
      expect(totals[2]![entry]!).toBeCloseTo(parts[1]![entry]! + parts[2]![entry]!, 6);
    }
  });

  it.each([
    ['an unknown part', { parts: 2, totals: [[0, 2]] }],
    ['a part named twice', { parts: 2, totals: [[1, 1]] }],
    ['a total of nothing', { parts: 2, totals: [[]] }],
  ])('refuses %s', (_, hierarchy) => {
    expect(() => reconcile(hierarchy, { parts: [1, 1], totals: [2] }, { parts: [1, 1], totals: [1] })).toThrow(
      expect.objectContaining({ code: 'bad_hierarchy' }),
    );
  });

  it('refuses values of another shape', () => {
    expect(() => reconcile(city, { parts: [1], totals: [] }, { parts: [1], totals: [] })).toThrow(expect.objectContaining({ code: 'bad_shape' }));
    expect(() => reconcilePaths(city, { parts: [], totals: [] }, 2, [])).toThrow(expect.objectContaining({ code: 'bad_shape' }));
  });
});

describe('rounding', () => {
  it('gives whole numbers that add up, each within one of its part', () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 12 }), (parts) => {
        const whole = roundToTotal(parts);
        const total = Math.round(parts.reduce((sum, part) => sum + part, 0));
        expect(whole.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(
          whole.every(
            (value, index) =>
              Number.isInteger(value) &&
              value >= 0 &&
              Math.abs(value - parts[index]!) <= 1 + 1e-6 + 0.5 / parts.length + Math.abs(total - parts.reduce((sum, part) => sum + part, 0)),
          ),
        ).toBe(true);
      }),
    );
  });

  it('shares a given total in proportion', () => {
    expect(roundToTotal([1, 1, 2], 8)).toEqual([2, 2, 4]);
    expect(roundToTotal([0, 0], 3)).toEqual([2, 1]);
    expect(() => roundToTotal([1, -1])).toThrow(expect.objectContaining({ code: 'bad_shape' }));
  });
});
