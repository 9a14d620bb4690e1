import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../forecasting/bank/features.ts';
import { cautionInputs, cautionNames, drawToLast } from '../../forecasting/engine/caution.ts';
import { fitPath, learned } from '../../forecasting/engine/path.ts';

const observe = (values: readonly number[]) => ({ times: values.map((_, index) => index), values, origin: values.length - 1 });
const caution = learned.caution!;
const value = fc.double({ min: 1, max: 1e5, noNaN: true });

describe('caution', () => {
  it('is the logistic of its inputs', () => {
    const features = featuresOf([8, 10, 9, 13]);
    const path = [14, 20, 26];
    drawToLast(path, 13, caution, features, 0.3, 4);
    [14, 20, 26].forEach((point, step) => {
      const sum = cautionInputs(features, 0.3, 4, step + 1).reduce((total, input, index) => total + input * caution[index]!, 0);
      expect(path[step]).toBeCloseTo(13 + (point - 13) / (1 + Math.exp(-sum)), 12);
    });
    expect(caution).toHaveLength(cautionNames.length);
  });

  it('never keeps more farther ahead, nor leaves the side of the last report the bank chose', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 20 }), (values) => {
        const last = values.at(-1)!;
        const whole = fitPath(observe(values), 8, { ...learned, caution: null }).mean;
        const drawn = fitPath(observe(values), 8, learned).mean;
        const kept = whole.map((point, step) => (Math.abs(point - last) < 1e-6 * last ? Number.NaN : (drawn[step]! - last) / (point - last)));
        const measured = kept.filter((share) => !Number.isNaN(share));
        expect(measured.every((share, index) => share >= 0 && share <= 1 && (index === 0 || share <= measured[index - 1]! + 1e-6))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('trusts a steady rise five years ahead, and hardly a few years of ups and downs', () => {
    const shareOf = (values: readonly number[]): number => {
      const [whole, drawn] = [null, caution].map((one) => fitPath(observe(values), 5, { ...learned, caution: one }).mean[4]! - values.at(-1)!);
      return drawn! / whole!;
    };
    expect(shareOf([100, 104, 108, 113, 117, 122, 126, 131, 135, 140, 146, 151])).toBeGreaterThan(0.85);
    expect(shareOf([60, 95, 70, 40, 62, 90])).toBeLessThan(0.5);
  });
});
