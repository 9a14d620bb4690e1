import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programmeSupply, type ProgrammeOutlook } from '../../../forecasting/labour/programme-supply.ts';

const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const outlookOf = (rate: number, intakes: ProgrammeOutlook['intakes'], basis = 200): ProgrammeOutlook => ({ lengthYears: 3, share: rate, basis, intakes });

describe('supply of a programme', () => {
  it('is the intake of three years before × the share that comes; years without intake are left out', () => {
    const intakes = new Map([2024, 2025].map((year) => [year, { mean: year - 1984, spread: 0 }]));
    const rows = programmeSupply(outlookOf(0.5, intakes), [2026, 2027, 2028, 2029], 2024, 400);
    expect(rows.map(({ year, mean, enrolled }) => [year, mean, enrolled])).toEqual([
      [2027, 20, true],
      [2028, 20.5, false],
    ]);
  });
  it('has the interval of chance, doubt and the year by hand', () => {
    // 40 students, share 0.5 of 99 persons, year 399: 40·¼ + 40·39·¼·(1/100 + 1/400) = 10 + 3.9 + 0.975
    const [row] = programmeSupply(outlookOf(0.5, new Map([[2024, { mean: 40, spread: 0 }]]), 99), [2027], 2025, 399);
    expect(row!.hi80 - row!.mean).toBeCloseTo(1.2815515655446 * Math.sqrt(14.875), 9);
    expect(row!.mean - row!.lo80).toBeCloseTo(row!.hi80 - row!.mean, 9);
  });
  it('nests within the students there are, and a forecast intake only widens it', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 0, max: 300 }), fc.double({ min: 0.1, max: 80, noNaN: true }), (rate, mean, spread) => {
        const known = programmeSupply(outlookOf(rate, new Map([[2024, { mean, spread: 0 }]])), [2027], 2025, 400)[0]!;
        const guessed = programmeSupply(outlookOf(rate, new Map([[2024, { mean, spread }]])), [2027], 2020, 400)[0]!;
        expect(known.lo80).toBeGreaterThanOrEqual(0);
        expect(known.hi80).toBeLessThanOrEqual(mean);
        expect(known.lo80 <= known.mean + 1e-9 && known.mean <= known.hi80 + 1e-9).toBe(true);
        expect(guessed.mean).toBe(known.mean);
        expect(guessed.hi80 - guessed.lo80).toBeGreaterThanOrEqual(known.hi80 - known.lo80);
      }),
    );
  });
});
