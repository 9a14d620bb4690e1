import { expect, test } from 'vitest';
import { isUnoffered, type Cell } from '../../../forecasting/labour/cells.ts';
import { gapsOfCity, forecastCity } from '../../../forecasting/labour/city.ts';
import { classSkills } from '../../../forecasting/labour/evidence.ts';
import { fitBases } from '../../../forecasting/labour/fit-bases.ts';
import { classify, type FlagInput } from '../../../forecasting/flags/classify.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import { smallCity } from './city-fixture.ts';

test('who took nobody in for as many years as the run says offers the major no longer', () => {
  const years = [2021, 2022, 2023, 2024, 2025].map((year) => ({ year, intake: year <= 2023 ? 30 : 0 }));
  const cell = { programmes: [{ closedYear: null, years }] } as unknown as Cell;
  const after = (noIntakeYears: number) => isUnoffered(cell, 2025, () => false, noIntakeYears);
  expect([1, 2, 3, 4].map(after)).toEqual([true, true, false, false]);
  expect(isUnoffered(cell, 2025, () => true, 1)).toBe(false);
});

test('the flag names the years it was decided with', () => {
  const input = { unoffered: true, potentialLow: 40, observations: { demand: 8, supply: 0 }, skill: 0.2, ratio: null, probability: 1 } as unknown as FlagInput;
  const conditionOf = (noIntakeYears: number) => classify(input, { ...resolveParameters({}).parameters, noIntakeYears })?.conditions[0];
  expect(conditionOf(3)).toMatchObject({ value: 3, needed: '≥ 3' });
  expect(conditionOf(5)).toMatchObject({ value: 5, needed: '≥ 5' });
});

test('a class of one cell borrows from the city as far as the run says', () => {
  const cellOf = (code: string, classCode: string) => ({
    major: { code, level: 'associate', classCode },
    weights: [{ occupation: code, weight: 1 }],
    programmes: [],
  });
  const cells = [cellOf('a', '4601'), cellOf('b', '4602')] as unknown as Cell[];
  const demands = new Map(['a', 'b'].map((code) => [code, { openings: [10] }])) as never;
  const skill = (pooling: number) => classSkills(cells, demands, (code) => (code === 'a' ? 0.4 : 0), pooling)(cells[0]!);
  expect([skill(0), skill(1), skill(3)]).toEqual([0.4, expect.closeTo(0.3, 12), expect.closeTo(0.25, 12)]);
});

test('a snapshot from before these parameters gives the same results', () => {
  const city = smallCity();
  const { noIntakeYears: _years, skillPooling: _cells, ...earlier } = city.parameters;
  const old = { ...city, parameters: earlier } as unknown as typeof city;
  const results = [city, old].map((snapshot) => gapsOfCity(snapshot, forecastCity(snapshot, fitBases(snapshot))));
  expect(results[1]).toEqual(results[0]);
});
