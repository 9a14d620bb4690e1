import { describe, expect, it } from 'vitest';
import { scoreDirection } from '../../../forecasting/evaluation/directions.ts';
import { scoreOutcomes, type PastForecast } from '../../../forecasting/evaluation/outcomes.ts';

const year = (when: number, mean: number, half80: number, half95: number) => ({
  ...{ year: when, mean, lo80: mean - half80, hi80: mean + half80, lo95: mean - half95, hi95: mean + half95 },
});
/** Made as of 2020; worked out by hand below. */
const past: PastForecast[] = [
  { code: 'a', last: 100, years: [year(2021, 110, 5, 10), year(2022, 120, 10, 30)] },
  { code: 'b', last: 40, years: [year(2021, 30, 5, 10), year(2022, 20, 5, 10)] },
  { code: 'c', last: 10, years: [year(2021, 10, 1, 2)] },
  { code: 'new', last: null, years: [year(2021, 5, 1, 2)] },
];
const came: Readonly<Record<string, number>> = { 'a|2021': 112, 'b|2021': 38, 'c|2021': 14, 'new|2021': 5, 'a|2022': 150 };
const actual = (code: string, when: number) => came[`${code}|${when}`] ?? null;

describe('past forecasts against what came', () => {
  const [one, two, ...more] = scoreOutcomes(past, 2020, actual);
  it('one year ahead: three pairs, since a series without a last value has no naive forecast', () => {
    // errors |112−110|, |38−30|, |14−10| = 2, 8, 4; naive |112−100|, |38−40|, |14−10| = 12, 2, 4; forecast − actual = −2, −8, −4
    expect(one).toMatchObject({ yearsAhead: 1, n: 3, mae: 14 / 3, naiveMae: 6, ratio: 14 / 18, bias: -14 / 3 });
    // 80 %: 112 in 105…115 yes, 38 in 25…35 no, 14 in 9…11 no; 95 %: 38 in 20…40 yes, 14 in 8…12 no
    expect([one?.coverage80, one?.coverage95]).toEqual([1 / 3, 2 / 3]);
    expect(one?.misses.map((miss) => [miss.code, miss.actual - miss.forecast, miss.naive])).toEqual([
      ['b', 8, 40],
      ['c', 4, 10],
      ['a', 2, 100],
    ]);
  });
  it('two years ahead: only what has come', () => {
    expect(two).toMatchObject({ yearsAhead: 2, n: 1, mae: 30, naiveMae: 50, ratio: 0.6, bias: -30, coverage80: 0, coverage95: 1 });
    expect(more).toEqual([]);
  });
  it('has no ratio where "no change" was exactly right', () => {
    expect(scoreOutcomes([past[2]!], 2020, () => 10)).toMatchObject([{ n: 1, mae: 0, naiveMae: 0, ratio: null, coverage80: 1, bias: 0 }]);
  });
  it('says nothing before the first year has come', () => {
    expect(scoreOutcomes(past, 2020, () => null)).toEqual([]);
    expect(scoreOutcomes([], 2020, () => 1)).toEqual([]);
  });
  it('keeps the five largest misses', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ code: String(i), last: 0, years: [year(2021, i, 1, 2)] }));
    expect(scoreOutcomes(many, 2020, () => 0)[0]?.misses.map((miss) => miss.forecast)).toEqual([8, 7, 6, 5, 4]);
  });
});

describe('past flags against what came', () => {
  const window = { firstYear: 2024, lastYear: 2026 };
  const until = (last: number, value: number) => (when: number) => (when <= last ? value : null);
  it.each([
    ['expand', 2026, 50, 40, { direction: 'short', observedYears: 3, demand: 150, supply: 120, outcome: 'hit' }],
    ['new', 2026, 50, 0, { direction: 'short', observedYears: 3, demand: 150, supply: 0, outcome: 'hit' }],
    ['expand', 2025, 40, 50, { direction: 'short', observedYears: 2, demand: 80, supply: 100, outcome: 'miss' }],
    ['suspend', 2024, 10, 50, { direction: 'surplus', observedYears: 1, demand: 10, supply: 50, outcome: 'hit' }],
    ['reduce', 2026, 50, 40, { direction: 'surplus', observedYears: 3, demand: 150, supply: 120, outcome: 'miss' }],
    ['reduce', 2026, 40, 40, { direction: 'surplus', observedYears: 3, demand: 120, supply: 120, outcome: 'miss' }],
    ['expand', 2023, 50, 40, { direction: 'short', observedYears: 0, demand: null, supply: null, outcome: 'too_early' }],
    ['maintain', 2025, 50, 40, { direction: 'none', observedYears: 2, demand: 100, supply: 80, outcome: 'no_direction' }],
    ['watch', 2023, 50, 40, { direction: 'none', observedYears: 0, demand: null, supply: null, outcome: 'no_direction' }],
  ])('%s, known until %i with demand %i and supply %i a year', (flagClass, last, demand, supply, expected) => {
    expect(scoreDirection({ class: flagClass, ...window }, until(last, demand), until(last, supply))).toEqual(expected);
  });
  it('counts a year only where both sides are known', () => {
    const scored = scoreDirection({ class: 'expand', ...window }, until(2026, 50), (when) => (when === 2025 ? 60 : null));
    expect(scored).toMatchObject({ observedYears: 1, demand: 50, supply: 60, outcome: 'miss' });
  });
});
