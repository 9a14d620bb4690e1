import { describe, expect, test } from 'vitest';
import { centreOf } from '../../../forecasting/labour/both-forecasts.ts';
import { forecastCity, modelCity } from '../../../forecasting/labour/city.ts';
import { fitBases } from '../../../forecasting/labour/fit-bases.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import { smallCity, steadyProgramme, steadyStock } from './city-fixture.ts';

const model = (snapshot: CitySnapshot) => modelCity(snapshot, fitBases(snapshot));
const flagOf = (snapshot: CitySnapshot, major: string) => model(snapshot).flags.find((flag) => flag.major === major)!;

/** Stocks that went up and down by a sixth from year to year. */
function swinging(last: number): CitySnapshot {
  const city = smallCity();
  const values = new Map([2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024].map((year, i) => [year, i % 2 === 0 ? 1000 : 1170]));
  values.set(2025, last);
  const at = (year: number) => values.get(year) ?? 0;
  const stocks = ['6-01-01', '6-01-02', '6-01-03'].map((code) => steadyStock(code, 'chain-a', 1));
  return {
    ...city,
    register: [],
    stockSpans: stocks.flatMap(({ spans }) => spans.map((span) => ({ ...span, before: span.from === null ? 0 : at(span.from), now: at(span.to) }))),
    lastStocks: stocks.flatMap((stock) => stock.last.map((row) => ({ ...row, stock: at(row.year) }))),
  };
}

describe('the skill gate', () => {
  test('both gaps stand with a flag of a class without skill, and in its sentences', () => {
    const city = smallCity();
    const flag = flagOf(city, '460102');
    const { both } = flag.evidence;
    expect(both).toBeDefined();
    // nothing ever changed, so both say the same: w · λ · σ · E, three years, less three intakes
    expect(both!.noChange).toBeCloseTo(both!.model, -1);
    const weights = flag.evidence.occupations.map(({ code, weight }) => weight * { '6-01-01': 1800, '6-01-02': 600, '6-01-03': 300 }[code]!);
    const demand = weights.reduce((sum, employees) => sum + employees, 0) * 0.5 * 0.11 * 3;
    expect(both!.noChange).toBeCloseTo(demand - 3 * 40, 6);
    const gate = flag.reasons.find(({ code }) => code === 'gate')!;
    expect(gate.en).toMatch(/has to reach 0\.90 .* one sign/);
    expect(gate.zh).toMatch(/不低于 0\.90.*同号$/);
  });

  test('the last report decides what "no change" says, whatever the model makes of it', () => {
    for (const last of [1000, 1170]) {
      const city = swinging(last);
      const forecast = forecastCity(city, fitBases(city)).byCode.get('6-01-01')!;
      expect(new Set(centreOf(forecast, 'noChange'))).toEqual(new Set([last]));
      const model = centreOf(forecast, 'model');
      expect(model).toHaveLength(8);
      expect(Math.abs(model[3]! - last)).toBeGreaterThan(10);
    }
  });

  test('a proposal for more or fewer places names the condition', () => {
    const short = flagOf(smallCity({ programmes: [steadyProgramme('460102', '甲校', 10), steadyProgramme('460101', '甲校', 50)] }), '460102');
    expect(short.proposedClass).toBe('expand');
    const condition = short.evidence.conditions.find(({ name }) => name === 'gapBoth')!;
    expect(condition).toMatchObject({ needed: '> 0', holds: true });
    expect(condition.value).toBe(Math.min(short.evidence.both!.model, short.evidence.both!.noChange));
  });
});

describe('robust', () => {
  test('is said by the median gap at both ends, which have the sign of their odds', () => {
    const { flags, gaps } = model(smallCity());
    for (const { major, evidence } of flags) {
      const { gapLow, gapHigh, probabilityLow, probabilityHigh } = evidence.bounds;
      expect([Math.sign(gapLow), Math.sign(gapHigh)]).toEqual([Math.sign(probabilityLow - 0.5), Math.sign(probabilityHigh - 0.5)]);
      const row = gaps.find((gap) => gap.major === major && gap.chain === 'city' && gap.span === 'total' && gap.window === 'decision')!;
      expect(row.robust).toBe(Math.sign(gapLow) === Math.sign(gapHigh));
    }
    expect(flags.length).toBeGreaterThan(0);
  });
});
