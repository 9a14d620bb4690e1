import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillRate } from '../../../forecasting/labour/fill-rate.ts';

/** Sums of postings, each [wanted, hired]. */
function sumsOf(postings: readonly (readonly [number, number])[]) {
  const sum = (of: (wanted: number, hired: number) => number) => postings.reduce((total, [wanted, hired]) => total + of(wanted, hired), 0);
  return {
    ...{ postings: postings.length, wanted: sum((w) => w), hired: sum((_w, h) => h) },
    ...{ wantedSquares: sum((w) => w * w), hiredSquares: sum((_w, h) => h * h), products: sum((w, h) => w * h) },
  };
}
const posting = fc.integer({ min: 1, max: 40 }).chain((wanted) => fc.tuple(fc.constant(wanted), fc.integer({ min: 0, max: wanted })));

describe('fill rate', () => {
  it('is nothing where nobody was wanted', () => {
    expect(fillRate(sumsOf([]))).toBeNull();
  });
  it('is the interval of Wilson where every posting is for one person', () => {
    // 7 of 10, variance between postings 0.7 × 0.3 ÷ 9: nine persons; interval of Wilson (1927) at z = 1.28155, by hand
    const found = fillRate(sumsOf([...Array.from({ length: 7 }, () => [1, 1] as const), ...Array.from({ length: 3 }, () => [1, 0] as const)]))!;
    expect(found.rate).toBeCloseTo(0.7, 12);
    expect([found.lo80, found.hi80].map((value) => Math.round(value * 1000))).toEqual([486, 852]);
  });
  it('keeps room on both sides of what a few postings show', () => {
    expect(fillRate(sumsOf([[30, 30]]))).toMatchObject({ rate: 1, hi80: 1 });
    expect(fillRate(sumsOf([[30, 30]]))!.lo80).toBeLessThan(0.45);
    expect(fillRate(sumsOf([[30, 0]]))!.hi80).toBeGreaterThan(0.55);
  });
  it('lies in its interval within 0 and 1; twice as many like them narrow it', () => {
    fc.assert(
      fc.property(fc.array(posting, { minLength: 2, maxLength: 30 }), (postings) => {
        const [once, twice] = [fillRate(sumsOf(postings))!, fillRate(sumsOf([...postings, ...postings]))!];
        expect(once.lo80).toBeGreaterThanOrEqual(0);
        expect(once.hi80).toBeLessThanOrEqual(1);
        expect(once.lo80 <= once.rate && once.rate <= once.hi80).toBe(true);
        expect(twice.rate).toBeCloseTo(once.rate, 9);
        expect(twice.hi80 - twice.lo80).toBeLessThanOrEqual(once.hi80 - once.lo80 + 1e-9);
      }),
    );
  });
});
