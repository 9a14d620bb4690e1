import { describe, expect, it } from 'vitest';
import { forecastRows } from '../../web/src/charts/forecast-data.ts';
import { forecastOption } from '../../web/src/charts/forecast-option.ts';
import type { Series } from '../../web/src/api/client.ts';

const forecast = (year: number, mean: number) => ({ year, mean, lo80: mean - 10, hi80: mean + 10, lo95: mean - 20, hi95: mean + 20 });
const demand = {
  history: [
    { year: 2024, value: null },
    { year: 2025, value: 100 },
  ],
  forecast: [forecast(2026, 110), forecast(2027, 120)],
} as unknown as Series;
const words = {
  ...{ demand: 'D', supply: 'S', origin: 'origin', window: 'window', unit: 'persons' },
  range: (lo: number, hi: number) => `${lo}–${hi}`,
  persons: (value: number) => String(value),
};
interface Drawn {
  readonly name?: string;
  readonly stack?: string;
  readonly data: readonly (number | null)[];
  readonly lineStyle?: { readonly type?: unknown };
}
const rows = forecastRows(demand, null);
const option = forecastOption(rows, 2025, { first: 2026, last: 2027 }, words);
const series = option.series as readonly Drawn[];

describe('forecast chart', () => {
  it('has a row for every year of either side, and nothing where nothing is known', () => {
    expect(rows.map((row) => row.year)).toEqual([2024, 2025, 2026, 2027]);
    expect(rows[0]?.demand.history).toBeNull();
    expect(rows[2]?.supply.mean).toBeNull();
  });
  it('draws history solid, forecast dashed, joined at the base year', () => {
    const [solid, dashed] = series.filter((s) => s.name === 'D');
    expect(solid?.data).toEqual([null, 100, null, null]);
    expect(solid?.lineStyle?.type).toBeUndefined();
    expect(dashed?.data).toEqual([null, 100, 110, 120]);
    expect(dashed?.lineStyle?.type).toEqual([6, 4]);
  });
  it('draws each band as its lower end with the width on top', () => {
    const [low, width] = series.filter((s) => s.stack === 'demand80');
    expect(low?.data).toEqual([null, 100, 100, 110]);
    expect(width?.data).toEqual([null, 0, 20, 20]);
  });
  it('starts the axis of persons at zero', () => {
    expect(option.yAxis).toMatchObject({ min: 0, name: 'persons' });
  });
});
