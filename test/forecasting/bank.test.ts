import { describe, expect, it } from 'vitest';
import { components, pairCount, scales } from '../../forecasting/bank/components.ts';
import { createBankRun } from '../../forecasting/bank/bank-run.ts';
import { pairForecast, runBank } from '../../forecasting/bank/filter.ts';
import { fromScale, toScale } from '../../forecasting/bank/scale.ts';
import { studentHalfWidths } from '../../forecasting/engine/student.ts';
import { fillYears } from '../../forecasting/engine/years.ts';
import { createRandom } from '../../forecasting/index.ts';

/** Errors of a smoothing component started from a given level and slope. */
function errorsFrom(index: number, values: readonly number[], level: number, slope: number): number[] {
  const { alpha, beta, damping } = components[index]!;
  return values.map((value) => {
    const error = value - level - damping * slope;
    level += damping * slope + alpha * error;
    slope = damping * slope + beta * error;
    return error;
  });
}

describe('the bank', () => {
  const values = [10, 12, 11, 15, 16, 15, 19, 22];
  const run = createBankRun();
  runBank(run, values, values.length, 6);

  it('finds the initial level and slope that leave the smallest penalised errors', () => {
    const unit = values.reduce((sum, value) => sum + value, 0) / values.length;
    const scaled = values.map((value) => value / unit);
    const holt = components.findIndex((one) => one.behaviour === 'trend' && one.alpha === 0.7);
    // slope prior: two error standard deviations; level all but free around the first value
    const penalised = (level: number, slope: number): number =>
      errorsFrom(holt, scaled, level, slope).reduce((sum, error) => sum + error * error, 0) + slope ** 2 / 4 + 1e-4 * (level - scaled[0]!) ** 2;
    const level = scaled[0]! + run.startLevel[holt]!;
    const slope = run.startSlope[holt]!;
    const best = penalised(level, slope);
    for (const [dl, ds] of [
      [0.01, 0],
      [-0.01, 0],
      [0, 0.01],
      [0, -0.01],
      [0.01, -0.01],
    ] as const)
      expect(penalised(level + dl, slope + ds)).toBeGreaterThan(best);
  });

  it('forecasts what the recursion gives from that start', () => {
    const unit = values.reduce((sum, value) => sum + value, 0) / values.length;
    const holt = components.findIndex((one) => one.behaviour === 'trend' && one.alpha === 0.7);
    const { alpha, beta } = components[holt]!;
    let level = values[0]! / unit + run.startLevel[holt]!;
    let slope = run.startSlope[holt]!;
    for (const value of values) {
      const error = value / unit - level - slope;
      level += slope + alpha * error;
      slope += beta * error;
    }
    expect(pairForecast(run, holt, 3)).toBeCloseTo(level + 4 * slope, 9);
  });

  it('an AR(1) with no persistence around a line is the least squares line', () => {
    const line = components.findIndex((one) => one.persistence === 0 && one.around === 'line');
    const steep = [100, 90, 125, 130, 118, 150, 160, 149, 171, 186, 190];
    const other = createBankRun();
    runBank(other, steep, steep.length, 6);
    const centre = 5;
    const mean = steep.reduce((sum, value) => sum + value, 0) / 11;
    const slope = steep.reduce((sum, value, index) => sum + (index - centre) * value, 0) / 110;
    // the weak prior of the slope moves it by about one part in four hundred
    expect(pairForecast(other, line, 1) * other.unit).toBeCloseTo(mean + slope * 7, 0);
  });

  it('scales go there and back', () => {
    for (let scale = 0; scale < scales.length; scale++) expect(fromScale(toScale(0.37, scale), scale)).toBeCloseTo(0.37, 12);
    expect(pairCount).toBe(components.length * scales.length);
  });

  it('prefers a level on noise and a trend on a trend', () => {
    const random = createRandom('evidence');
    const noise = Array.from({ length: 20 }, () => 100 + 5 * random.normal());
    const trend = noise.map((value, index) => value + 12 * index);
    const evidenceOf = (series: readonly number[], behaviour: string): number => {
      const other = createBankRun();
      runBank(other, series, series.length, 2);
      return Math.max(...components.map((one, index) => (one.behaviour === behaviour ? other.evidence[index]! : -Infinity)));
    };
    expect(evidenceOf(noise, 'reverting')).toBeGreaterThan(evidenceOf(noise, 'trend'));
    expect(evidenceOf(trend, 'line')).toBeGreaterThan(evidenceOf(trend, 'level') + 3);
  });
});

describe('years', () => {
  it('fills gaps on straight lines and counts only reports', () => {
    const history = fillYears({ times: [0, 1, 4], values: [10, 20, 50], origin: 6 });
    expect(history.values).toEqual([10, 20, 30, 40, 50]);
    expect(history.lag).toBe(2);
    expect([history.reportedIn(28), history.reportedIn(4), history.reportedIn(3)]).toEqual([3, 2, 1]);
  });
});

describe('Student-t table', () => {
  /** P(|T| ≤ bound) by Simpson's rule on the density, normalised over a range where nothing is left (degrees ≥ 4). */
  const central = (degrees: number, bound: number): number => {
    const density = (x: number): number => (1 + (x * x) / degrees) ** (-(degrees + 1) / 2);
    const integral = (end: number): number => {
      const pieces = 20_000;
      let sum = density(0) + density(end);
      for (let piece = 1; piece < pieces; piece++) sum += density((piece * end) / pieces) * (piece % 2 === 1 ? 4 : 2);
      return (sum * end) / pieces / 3;
    };
    return integral(bound) / integral(400);
  };
  it.each([4, 5, 8, 11, 17, 30])('%i degrees', (degrees) => {
    const { half80, half95 } = studentHalfWidths(degrees);
    expect(central(degrees, half80)).toBeCloseTo(0.8, 5);
    expect(central(degrees, half95)).toBeCloseTo(0.95, 5);
  });
});
