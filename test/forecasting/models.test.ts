import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models, type Model, type Observations } from '../../forecasting/index.ts';

const observe = (values: readonly number[]): Observations => ({ times: values.map((_, index) => index), values, origin: values.length - 1 });
const valuesFor = (model: Model) => fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: model.minObservations, maxLength: 25 });
const close = (actual: number, expected: number, unit: number): boolean => Math.abs(actual - expected) <= 1e-6 * Math.max(unit, Math.abs(expected));

describe.each(models.map((model) => [model.name, model] as const))('model %s', (_, model) => {
  it('gives a finite path and level for finite observations', () => {
    fc.assert(
      fc.property(valuesFor(model), (values) => {
        const fitted = model.fit(observe(values));
        expect([fitted.fittedLast, ...[1, 2, 3, 6].map((step) => fitted.predict(step))].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('scales with the observations', () => {
    fc.assert(
      fc.property(valuesFor(model), fc.integer({ min: 2, max: 1000 }), (values, factor) => {
        const unit = Math.max(...values) * factor;
        const scaled = model.fit(observe(values.map((value) => value * factor)));
        expect(close(scaled.predict(3), factor * model.fit(observe(values)).predict(3), unit)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a constant series constant', () => {
    const fitted = model.fit(observe(Array.from({ length: 8 }, () => 40)));
    expect(fitted.predict(5)).toBeCloseTo(40, 6);
    expect(fitted.fittedLast).toBeCloseTo(40, 6);
  });

  it('counts years, not reports, where a year is missing', () => {
    const line = model.fit({ times: [0, 1, 2, 5, 6, 8], values: [10, 12, 14, 20, 22, 26], origin: 9 });
    if (model.behaviour === 'trend' || model.behaviour === 'drift' || model.name === 'polynomial') expect(line.predict(1)).toBeCloseTo(30, 6);
    else expect(line.predict(1)).toBeGreaterThanOrEqual(26);
  });
});

describe('perfect curves are recovered', () => {
  const trend = models.filter((model) => ['drift', 'trend'].includes(model.behaviour) || model.name === 'polynomial');
  it.each(trend.map((model) => [model.name, model] as const))('%s follows a line', (_, model) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: -500, max: 500 }), fc.integer({ min: 5, max: 25 }), (start, slope, length) => {
        const line = Array.from({ length }, (_unused, index) => start + slope * index);
        expect(close(model.fit(observe(line)).predict(4), start + slope * (length + 3), 1e5)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['exponential', (time: number) => 3 * 1.2 ** time],
    ['power', (time: number) => 5 * (time + 1) ** 1.7],
    ['polynomial', (time: number) => 9 + 2 * time + 0.5 * time ** 2],
  ])('%s follows its own curve', (name, curve) => {
    const model = models.find((row) => row.name === name)!;
    const fitted = model.fit(observe(Array.from({ length: 9 }, (_, index) => curve(index))));
    expect(fitted.predict(3)).toBeCloseTo(curve(11), 6);
  });

  it('Theil–Sen is not bent by one wrong report', () => {
    const model = models.find((row) => row.name === 'theilSen')!;
    expect(model.fit(observe([10, 12, 14, 16, 900, 20, 22, 24, 26])).predict(1)).toBeCloseTo(28, 6);
  });
});
