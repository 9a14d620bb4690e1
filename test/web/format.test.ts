import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPercent, formatPersons, formatSigned, formatTwo, formatYears } from '../../web/src/format/numbers.ts';
import { roundUp, scaleFor, scaleTo } from '../../web/src/format/scale.ts';

describe('numbers', () => {
  it('shows persons whole, grouped, with a true minus sign', () => {
    expect(formatPersons(1234.6, 'zh')).toBe('1,235');
    expect(formatPersons(-0.4, 'en')).toBe('0');
    expect(formatSigned(120.2, 'zh')).toBe('+120');
    expect(formatSigned(-1045, 'en')).toBe('−1,045');
    expect(formatSigned(-0.3, 'zh')).toBe('0');
  });
  it('shows probabilities and ratios with two decimals, and a dash where there is none', () => {
    expect(formatTwo(0.934, 'zh')).toBe('0.93');
    expect(formatTwo(1, 'en')).toBe('1.00');
    expect(formatTwo(0.845, 'zh')).toBe((0.845).toFixed(2)); // as the server's sentences say it
    expect(formatTwo(null, 'en')).toBe('—');
    expect(formatPercent(0.817, 'zh')).toBe('82%');
  });
  it('joins years, and does not group them', () => {
    expect(formatYears(2029, 2031)).toBe('2029–2031');
    expect(formatYears(2029, 2029)).toBe('2029');
  });
});

describe('scale', () => {
  it('rounds up to a number that reads well', () => {
    expect([0, 0.9, 1, 37, 1208, 2600].map(roundUp)).toEqual([1, 1, 1, 40, 1250, 3000]);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e7, noNaN: true }), (value) => {
        const rounded = roundUp(value);
        expect(rounded).toBeGreaterThanOrEqual(value * (1 - 1e-9));
        expect(rounded).toBeLessThanOrEqual(value * 1.34);
      }),
    );
  });
  it('keeps zero in the middle, order, and everything inside', () => {
    const scale = scaleTo(100);
    expect([-100, 0, 50, 100, 400].map((value) => scale.place(value))).toEqual([0, 50, 75, 100, 100]);
    expect([scale.beyond(100), scale.beyond(-101)]).toEqual([false, true]);
  });
  it('lets nine in ten bars fit', () => {
    const bars = Array.from({ length: 20 }, (_, i) => ({ lo80: -i, hi80: i === 19 ? 10_000 : i }));
    expect(scaleFor(bars).limit).toBe(20);
    expect(scaleFor([]).limit).toBe(1);
  });
});
