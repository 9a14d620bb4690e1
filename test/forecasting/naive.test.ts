import { describe, expect, it } from 'vitest';
import { forecastNaive } from '../../forecasting/index.ts';

describe('naive with its own intervals', () => {
  const forecast = forecastNaive({ values: [120, null, 131, 126, 140], kind: 'count' }, 4);

  it('says no change, inside bands that widen', () => {
    expect(forecast.mean).toEqual([140, 140, 140, 140]);
    expect(forecast.level).toBe(140);
    forecast.mean.forEach((mean, index) => {
      const ladder = [forecast.lo95[index]!, forecast.lo80[index]!, mean, forecast.hi80[index]!, forecast.hi95[index]!];
      expect(ladder).toEqual(ladder.toSorted((a, b) => a - b));
      expect(ladder.every(Number.isInteger)).toBe(true);
    });
    expect(forecast.spread[3]!).toBeGreaterThan(2 * forecast.spread[0]!);
  });

  it('is wider for a rougher history and never of zero width', () => {
    expect(forecastNaive({ values: [100, 160, 90, 150, 140] }, 1).spread[0]!).toBeGreaterThan(
      forecastNaive({ values: [120, 131, 126, 133, 140] }, 1).spread[0]!,
    );
    expect(forecastNaive({ values: [50, 50, 50] }, 1).hi80[0]!).toBeGreaterThan(50);
    expect(forecastNaive({ values: [0, 0] }, 1).hi80[0]!).toBeGreaterThan(0);
  });

  it('refuses what the engine refuses', () => {
    expect(() => forecastNaive({ values: [] }, 1)).toThrow(expect.objectContaining({ code: 'empty_series' }));
    expect(() => forecastNaive({ values: [1] }, -1)).toThrow(expect.objectContaining({ code: 'bad_horizon' }));
  });
});
