import { describe, expect, it } from 'vitest';
import { scoreDocket, type DecidedMeasure, type DecidedOn } from '../../../forecasting/flags/docket-outcome.ts';

const decided: DecidedOn = {
  flagClass: 'expand',
  firstYear: 2029,
  lastYear: 2031,
  years: [2027, 2028, 2029, 2030].map((year) => ({ year, gap: 20, lo80: 5, hi80: 40 })),
};
const measure = (more: Partial<DecidedMeasure> & { readonly reported?: readonly (readonly [number, number])[] }): DecidedMeasure => ({
  ...{ id: 'm', school: 's', change: 'expand', fromYear: 2026, seatsBefore: 40, seatsAfter: 80, lengthYears: 3, survival: 0.5 },
  intakes: new Map(more.reported ?? []),
  ...more,
});
const later = (asOfYear: number, demand: number, supply: number) => ({ asOfYear, demand: () => demand, supply: () => supply });
const wordOf = (more: Parameters<typeof measure>[0]) => scoreDocket(decided, [measure(more)], undefined).carriedOut;

describe('a measure', () => {
  it('is carried out as far as the newest intake it holds for shows', () => {
    expect(wordOf({})).toBe('not_yet');
    expect(wordOf({ reported: [[2025, 90]] })).toBe('not_yet'); // before it holds
    expect(
      wordOf({
        reported: [
          [2026, 72],
          [2027, 71],
        ],
      }),
    ).toBe('partly'); // 31 of 40 // prettier-ignore
    expect(wordOf({ reported: [[2026, 40], [2027, 72]] })).toBe('yes'); // prettier-ignore
    expect(wordOf({ reported: [[2026, 47]] })).toBe('no');
    expect(wordOf({ change: 'reduce', seatsAfter: 20, reported: [[2026, 20]] })).toBe('yes');
    expect(wordOf({ change: 'reduce', seatsAfter: 20, reported: [[2026, 44]] })).toBe('no');
    expect(wordOf({ change: 'suspend', seatsAfter: 0, reported: [[2026, 0]] })).toBe('yes');
    expect(wordOf({ change: 'suspend', seatsAfter: 0, reported: [[2026, 5]] })).toBe('partly');
    expect(wordOf({ change: 'close', seatsAfter: 0, reported: [[2026, 40]] })).toBe('no');
    expect(wordOf({ change: 'new', seatsBefore: null, seatsAfter: 50, reported: [[2026, 45]] })).toBe('yes');
    expect(wordOf({ change: 'keep', seatsAfter: 40, reported: [[2026, 60]] })).toBe('partly');
    expect(wordOf({ change: 'rename', seatsAfter: null, reported: [[2026, 40]] })).toBe('unread');
    expect(wordOf({ seatsBefore: null, reported: [[2026, 40]] })).toBe('unread');
  });
  it('of several says one word together', () => {
    const word = (...all: DecidedMeasure[]) => scoreDocket(decided, all, undefined).carriedOut;
    const [done, waits, unread] = [measure({ reported: [[2026, 80]] }), measure({}), measure({ change: 'rename' })];
    expect([word(done, done), word(done, waits), word(done, unread), word(waits, waits), word()]).toEqual(['yes', 'partly', 'yes', 'not_yet', 'unread']);
  });
});

describe('a decision', () => {
  it('waits for the first year of its window', () => {
    expect(scoreDocket(decided, [], undefined)).toMatchObject({ judged: 'undecided', observedYears: 0, years: [] });
    const early = scoreDocket(decided, [], later(2028, 100, 50));
    expect([early.judged, early.demand, early.years.map(({ year, inWindow, gap }) => [year, inWindow, gap])]).toEqual(['undecided', null, [[2027, false, 50], [2028, false, 50]]]); // prettier-ignore
  });
  it('is not held to be wrong because it worked', () => {
    // 40 more students a year from 2026, half of whom supply the city from 2029: without them 90 would have met 100
    const intakes = [[2026, 80], [2027, 80]] as const; // prettier-ignore
    const scored = scoreDocket(decided, [measure({ reported: intakes })], later(2030, 100, 110));
    expect(scored).toMatchObject({ judged: 'right', observedYears: 2, demand: 200, supply: 220, withoutMeasures: 180, direction: 'short' });
    expect(scored.years.map(({ effect }) => effect)).toEqual([0, 0, 20, 20]);
    expect(scoreDocket(decided, [measure({})], later(2030, 100, 110)).judged).toBe('wrong'); // nothing was carried out, and nothing was short
  });
  it('stands for what its measures do, whatever the flag said', () => {
    const cut = measure({ change: 'reduce', seatsAfter: 10 });
    expect(scoreDocket(decided, [cut], later(2029, 50, 80))).toMatchObject({ direction: 'surplus', judged: 'right' });
    expect(scoreDocket(decided, [cut, measure({ seatsAfter: 100 })], later(2029, 50, 80))).toMatchObject({ direction: 'short', judged: 'wrong' });
    expect(scoreDocket({ ...decided, flagClass: null }, [], later(2029, 50, 80))).toMatchObject({ direction: 'none', judged: 'undecided' });
  });
});
