import { describe, expect, it } from 'vitest';
import { createRandom, forecastSeries, samplePaths, type Forecast } from '../../forecasting/index.ts';

const PATHS = 20_000;
const HORIZON = 5;
const width = HORIZON + 1;

function drawPaths(forecast: Forecast): Float64Array {
  const random = createRandom('paths');
  return samplePaths(
    forecast,
    Float64Array.from({ length: PATHS * width }, () => random.normal()),
    PATHS,
  );
}
const column = (paths: Float64Array, step: number): number[] => Array.from({ length: PATHS }, (_, path) => paths[path * width + step]!);
const shareBelow = (values: readonly number[], bound: number): number => values.filter((value) => value < bound).length / values.length;
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleA, middleB] = [mean(a), mean(b)];
  const products = (x: readonly number[], mx: number, y: readonly number[], my: number) => mean(x.map((value, index) => (value - mx) * (y[index]! - my)));
  return products(a, middleA, b, middleB) / Math.sqrt(products(a, middleA, a, middleA) * products(b, middleB, b, middleB));
}

describe('sample paths', () => {
  const forecast = forecastSeries({ values: [310, 320, 305, 340, 360, 350, 372, 380] }, HORIZON);
  const paths = drawPaths(forecast);

  it.each([1, 2, 3, 4, 5])('year %i falls outside its intervals as often as they say', (step) => {
    const values = column(paths, step);
    expect(shareBelow(values, forecast.lo95[step - 1]!)).toBeCloseTo(0.025, 1.9);
    expect(shareBelow(values, forecast.lo80[step - 1]!)).toBeCloseTo(0.1, 1.7);
    expect(shareBelow(values, forecast.mean[step - 1]!)).toBeCloseTo(0.5, 1.7);
    expect(1 - shareBelow(values, forecast.hi80[step - 1]!)).toBeCloseTo(0.1, 1.7);
    expect(1 - shareBelow(values, forecast.hi95[step - 1]!)).toBeCloseTo(0.025, 1.9);
  });

  it('the last year of the series spreads around its fitted level', () => {
    const values = column(paths, 0);
    expect(shareBelow(values, forecast.level)).toBeCloseTo(0.5, 1.7);
    expect(shareBelow(values, forecast.level - forecast.levelSpread)).toBeCloseTo(0.159, 1.7);
  });

  it('neighbouring years move together more than distant ones', () => {
    const near = correlation(column(paths, 4), column(paths, 5));
    const far = correlation(column(paths, 1), column(paths, 5));
    expect(near).toBeGreaterThan(far);
    expect(far).toBeGreaterThan(0.2);
    expect(near).toBeLessThan(1);
  });

  it('never goes below zero, even where the band touches it', () => {
    const low = drawPaths(forecastSeries({ values: [0, 3, 0, 1, 2], kind: 'count' }, HORIZON));
    expect(low.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  });

  it('refuses normals of another shape', () => {
    expect(() => samplePaths(forecast, new Float64Array(7), 1)).toThrow(expect.objectContaining({ code: 'bad_shape' }));
  });
});
