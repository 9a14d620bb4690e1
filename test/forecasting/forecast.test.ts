import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastSeries, type Forecast, type ForecastErrorCode, type Series } from '../../forecasting/index.ts';

const value = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(null));
const series: fc.Arbitrary<Series> = fc
  .record({ values: fc.array(value, { minLength: 1, maxLength: 25 }), kind: fc.constantFrom('count' as const, 'measure' as const) })
  .filter(({ values }) => values.some((one) => one !== null));
const horizon = fc.integer({ min: 1, max: 12 });
const numbersOf = ({ mean, lo80, hi80, lo95, hi95, spread, level, levelSpread }: Forecast): number[] => [
  ...mean,
  ...lo80,
  ...hi80,
  ...lo95,
  ...hi95,
  ...spread,
  level,
  levelSpread,
];

describe('laws of the engine', () => {
  it('any series gives finite, nested, non-negative bands of positive width, one entry a year', () => {
    fc.assert(
      fc.property(series, horizon, (one, years) => {
        const forecast = forecastSeries(one, years, { scores: false });
        expect(numbersOf(forecast).every((number) => Number.isFinite(number) && number >= 0)).toBe(true);
        expect(forecast.mean).toHaveLength(years);
        forecast.mean.forEach((mean, index) => {
          const ladder = [forecast.lo95[index]!, forecast.lo80[index]!, mean, forecast.hi80[index]!, forecast.hi95[index]!];
          expect(ladder).toEqual(ladder.toSorted((a, b) => a - b));
          expect(forecast.hi80[index]! - forecast.lo80[index]!).toBeGreaterThan(0);
          expect(forecast.spread[index]!).toBeGreaterThan(0);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('a measure in other units is the same forecast in those units', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
        const plain = forecastSeries({ values }, 4, { scores: false });
        const scaled = forecastSeries({ values: values.map((one) => one * 1024) }, 4, { scores: false });
        plain.mean.forEach((mean, index) => {
          expect(scaled.mean[index]! / 1024 / mean).toBeCloseTo(1, 6);
          expect(scaled.hi95[index]! / 1024 / plain.hi95[index]!).toBeCloseTo(1, 6);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('the order of a batch changes nothing', () => {
    const batch = [[4, 9, 6, 12], [100, 90, 95, 80, 70, 77], [7]].map((values) => ({ values }));
    const forwards = batch.map((one) => forecastSeries(one, 3));
    const backwards = batch.toReversed().map((one) => forecastSeries(one, 3));
    expect(backwards.toReversed()).toEqual(forwards);
  });

  it('bands widen with the years ahead', () => {
    const { spread } = forecastSeries({ values: [200, 220, 215, 240, 230, 260, 250] }, 6);
    expect(spread).toEqual(spread.toSorted((a, b) => a - b));
    expect(spread[5]!).toBeGreaterThan(1.3 * spread[0]!);
  });

  it('counts get whole bounds', () => {
    const { lo80, hi80, lo95, hi95 } = forecastSeries({ values: [13, 17, 11, 19, 16], kind: 'count' }, 3);
    expect([...lo80, ...hi80, ...lo95, ...hi95].every(Number.isInteger)).toBe(true);
  });
});

describe('edges', () => {
  it('one report: the report, with a band', () => {
    const forecast = forecastSeries({ values: [50] }, 2);
    expect(forecast.mean[0]).toBeCloseTo(50, 6);
    expect(forecast.level).toBeCloseTo(50, 6);
    expect(forecast.lo95[0]!).toBeLessThan(50);
    expect(forecast.hi95[0]!).toBeGreaterThan(50);
    expect(forecast.why.skill).toBeNull();
  });

  it('a line continues', () => {
    const forecast = forecastSeries({ values: [100, 110, 120, 130, 140, 150, 160, 170] }, 2);
    expect(forecast.mean[1]!).toBeGreaterThan(180);
    expect(forecast.mean[1]!).toBeLessThan(193);
    expect(forecast.why.skill!).toBeGreaterThan(0.5);
  });

  it('explosive growth stays near what the history has seen', () => {
    expect(forecastSeries({ values: [1, 2, 4, 8, 16, 32, 64, 128] }, 6).mean[5]!).toBeLessThan(128 + 6 * 1.1 * 64 + 1);
  });

  it('all zeros stay at zero with room above', () => {
    const forecast = forecastSeries({ values: [0, 0, 0, 0], kind: 'count' }, 2);
    expect(forecast.mean[0]!).toBeLessThan(0.5);
    expect(forecast.hi95[0]!).toBeGreaterThanOrEqual(1);
  });

  it('a break hides what came before it', () => {
    const values = [900, 880, 910, 100, 104, 102];
    const broken = forecastSeries({ values, breaks: [3] }, 2);
    expect(broken.mean).toEqual(forecastSeries({ values: values.slice(3) }, 2).mean);
    expect(broken.why).toMatchObject({ regimeStart: 3, observations: 3 });
  });

  it('missing last years push the origin back', () => {
    const line = [10, 20, 30, 40, 50, 60, 70, 80];
    const late = forecastSeries({ values: [...line, null] }, 1);
    expect(late.mean[0]!).toBeCloseTo(forecastSeries({ values: line }, 2).mean[1]!, 6);
  });

  const wrong: [string, Series, number, ForecastErrorCode][] = [
    ['no values', { values: [] }, 2, 'empty_series'],
    ['only missing years', { values: [null, null] }, 2, 'empty_series'],
    ['nothing after the break', { values: [3, null], breaks: [1] }, 2, 'empty_series'],
    ['NaN', { values: [1, Number.NaN] }, 2, 'not_finite'],
    ['infinity', { values: [1, Infinity] }, 2, 'not_finite'],
    ['a negative value', { values: [1, -2] }, 2, 'negative'],
    ['a value out of range', { values: [1e200] }, 2, 'too_large'],
    ['a horizon of 0', { values: [1] }, 0, 'bad_horizon'],
    ['a fractional horizon', { values: [1] }, 1.5, 'bad_horizon'],
    ['a horizon of 51', { values: [1] }, 51, 'bad_horizon'],
    ['a break outside', { values: [1], breaks: [1] }, 1, 'bad_break'],
  ];
  it.each(wrong)('%s is refused', (_, one, years, code) => {
    expect(() => forecastSeries(one, years)).toThrow(expect.objectContaining({ name: 'ForecastError', code }));
  });
});
