import { describe, expect, it } from 'vitest';
import { destinationRates } from '../../../forecasting/labour/destinations.ts';
import { entryShares } from '../../../forecasting/labour/entry-shares.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import { trackedRates } from '../../../forecasting/labour/tracked-rates.ts';
import { smallCity, steadyProgramme } from './city-fixture.ts';

describe('rates of what graduates said six months later', () => {
  const answers = { localJob: 12, otherRegion: 24, furtherStudy: 2, military: 0, unemployed: 2, inField: 27 };
  const destination = { year: 2024, localJob: 30, otherRegion: 5, furtherStudy: 4, military: 1, unemployed: 0, inField: 30 };
  const city = (tracks: { year: number } & typeof answers, trackedGraduates = 10) => {
    const own = { ...steadyProgramme('460101', '甲校', 40), destinations: [destination], tracks: [tracks] };
    return smallCity({ programmes: [own], parameters: { ...smallCity().parameters, poolingStrength: 0, trackedGraduates } });
  };
  const ratesOf = (snapshot: CitySnapshot) => destinationRates(snapshot).get('460101-甲校')!;
  it('take the place of the first destination for stay and field, not for further study', () => {
    expect(ratesOf(city({ year: 2024, ...answers }))).toMatchObject({
      ...{ furtherStudy: 0.1, military: 0.025, localStay: 14 / 38, inField: 27 / 36, persons: 40 },
      tracked: { persons: 38, jobs: 36, years: [2024] },
    });
  });
  it('do not where too few answered, or the year is not known yet', () => {
    const first = { localStay: 30 / 35, inField: 1 };
    for (const snapshot of [city({ year: 2024, ...answers }, 41), city({ year: 2026, ...answers })]) {
      expect(ratesOf(snapshot)).toMatchObject(first);
      expect(ratesOf(snapshot).tracked).toBeUndefined();
    }
  });
  it('widen the supply by their own persons, and are told with intervals', () => {
    const rates = ratesOf(city({ year: 2024, ...answers }));
    const { localStay } = trackedRates([rates], rates, 30)!;
    const half = 1.2815515655446004 * Math.sqrt(((14 / 38) * (24 / 38)) / 69);
    expect(localStay[1] - localStay[0]).toBeCloseTo(2 * half, 12);
  });
});

describe('entry shares', () => {
  const entry = { group: '6-01', measure: 'net', persons: 60, entrants: 45, squares: 120, postings: 40, enterprises: 4 } as const;
  it('count persons of one posting as alike, and leave other groups and measures to the parameter', () => {
    const shareOf = entryShares({ parameters: smallCity().parameters, entries: [entry] });
    expect(shareOf('net', '6-01-02').value).toBeCloseTo((30 * 0.5 + 30 * 0.75) / 60, 12);
    expect([shareOf('net', '6-02-01').value, shareOf('gross', '6-01-02').value, shareOf('gross', '6-01-02').prior]).toEqual([0.5, 0.3, 1]);
  });
  it('move with the parameter as `prior` says, so that what decides a flag stays exact', () => {
    const parameters = smallCity().parameters;
    const at = (lambdaNet: number) => entryShares({ parameters: { ...parameters, lambdaNet }, entries: [entry] })('net', '6-01-02');
    for (const value of [0.3, 0.8]) expect(at(value).value).toBeCloseTo(at(0.5).value * (1 + at(0.5).prior * (value / 0.5 - 1)), 12);
  });
});
