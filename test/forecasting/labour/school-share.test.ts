import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOfCount, shareOfInflow } from '../../../forecasting/labour/school-share.ts';

describe('shareOfInflow', () => {
  it('adds up to one over the programmes of a major', () => {
    const programme = fc.record({
      intakes: fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 3 }),
      survival: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(programme, { minLength: 1, maxLength: 8 }), (all) => {
        const shares = all.map((one) => shareOfInflow(one, all));
        if (shares.includes(null)) expect(new Set(shares)).toEqual(new Set([null]));
        else expect(shares.reduce<number>((sum, share) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('shareOfCount', () => {
  it('lies within its interval, within 0 and 1, and is surer of more persons', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (part, rest) => {
        const few = shareOfCount(part, part + rest);
        if (part + rest === 0) {
          expect(few).toBeNull();
          return;
        }
        const many = shareOfCount(part * 4, (part + rest) * 4);
        expect(few!.lo80).toBeGreaterThanOrEqual(0);
        expect(few!.hi80).toBeLessThanOrEqual(1);
        expect([few!.lo80 <= few!.share + 1e-12, few!.share <= few!.hi80 + 1e-12]).toEqual([true, true]);
        expect(many!.hi80 - many!.lo80).toBeLessThan(few!.hi80 - few!.lo80);
      }),
    );
  });
  it('is what Wilson computed: 80 of 100 at 80 %', () => {
    // (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n) with z = 1.28155
    expect(shareOfCount(80, 100)).toMatchObject({ share: 0.8, lo80: expect.closeTo(0.7445, 3) as number, hi80: expect.closeTo(0.8459, 3) as number });
  });
});
