import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../matching/assignment/assign.ts';
import { certify } from '../../matching/assignment/certify.ts';

/** The cheapest way to place all of the smaller side, by trying every way. */
function cheapest(costs: Float64Array, rows: number, columns: number, row = 0, used = 0, skipped = 0): number {
  if (row === rows) return 0;
  const skip = rows - columns > skipped ? cheapest(costs, rows, columns, row + 1, used, skipped + 1) : Infinity;
  return Array.from({ length: columns }, (_, column) => column)
    .filter((column) => (used & (1 << column)) === 0)
    .reduce((least, column) => Math.min(least, costs[row * columns + column]! + cheapest(costs, rows, columns, row + 1, used | (1 << column), skipped)), skip);
}
const size = fc.integer({ min: 1, max: 5 });
const matrix = (cost: fc.Arbitrary<number>) =>
  fc
    .tuple(size, size)
    .chain(([rows, columns]) => fc.record({ rows: fc.constant(rows), columns: fc.constant(columns), costs: fc.array(cost, { minLength: rows * columns, maxLength: rows * columns }).map((all) => Float64Array.from(all)) })); // prettier-ignore

describe('assignment', () => {
  it('costs what the cheapest of all ways costs, and its prices prove it, negative and equal costs included', () => {
    fc.assert(
      fc.property(matrix(fc.integer({ min: -4, max: 4 })), ({ costs, rows, columns }) => {
        const found = assign(costs, rows, columns);
        expect(found.cost).toBe(cheapest(costs, rows, columns));
        const taken = [...found.columnOf].filter((column) => column >= 0);
        expect(taken).toHaveLength(Math.min(rows, columns));
        expect(new Set(taken).size).toBe(taken.length);
        expect(certify(costs, rows, columns, found)).toEqual({ feasibility: 0, slackness: 0, unused: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('goes round impossible pairs, and says so where that cannot be', () => {
    fc.assert(
      fc.property(matrix(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Infinity))), ({ costs, rows, columns }) => {
        const least = cheapest(costs, rows, columns);
        if (least === Infinity) expect(() => assign(costs, rows, columns)).toThrow('assign needs');
        else expect(assign(costs, rows, columns).cost).toBe(least);
      }),
      { numRuns: 200 },
    );
  });

  it('proves a larger one of real numbers to rounding, and the proof fails for a worse one', () => {
    const n = 120;
    let state = 1;
    const costs = Float64Array.from({ length: n * n }, () => (state = (state * 48271) % 2147483647) / 2147483647);
    const found = assign(costs, n, n);
    const { feasibility, slackness } = certify(costs, n, n, found);
    expect(Math.max(feasibility, slackness)).toBeLessThan(1e-12);
    const worse = found.columnOf.slice();
    [worse[0], worse[1]] = [worse[1]!, worse[0]!];
    expect(certify(costs, n, n, { ...found, columnOf: worse }).slackness).toBeGreaterThan(1e-3);
  });

  it('names a wrong matrix', () => {
    expect(() => assign(Float64Array.of(1, 2, 3), 2, 2)).toThrow('assign needs 2 × 2 costs, got 3');
    expect(() => assign(Float64Array.of(Number.NaN), 1, 1)).toThrow('got NaN');
  });
});
