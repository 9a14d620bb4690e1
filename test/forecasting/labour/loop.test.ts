import { describe, expect, it } from 'vitest';
import { destinationRates } from '../../../forecasting/labour/destinations.ts';
import { entryShares } from '../../../forecasting/labour/entry-shares.ts';
import { countedHires, countedProjects, reliabilities } from '../../../forecasting/labour/reliability.ts';
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

describe('what enterprises announce', () => {
  const record = (enterpriseId: string, told: number) => ({ enterpriseId, postings: 10, persons: 20, told, squares: 40 });
  const hires = (enterpriseId: string, headcount: number) => ({ enterpriseId, occupation: '6-01-01', chain: '', sizeClass: '', year: 2025, headcount });
  const project = {
    ...{ enterpriseId: 'b', enterprise: '乙', name: '二期', occupation: '6-01-01', chain: '', commissioningYear: 2026 },
    plannedHeadcount: 100,
    stock: null,
  };
  const city = (reliabilityUsed: number) =>
    smallCity({
      ...{ reliability: [record('a', 20), record('b', 4)], enterpriseHires: [hires('a', 4), hires('b', 6), hires('c', 1)], projects: [project] },
      hires: [{ occupation: '6-01-01', chain: '', sizeClass: '', year: 2025, headcount: 11 }],
      parameters: { ...smallCity().parameters, reliabilityUsed, poolingStrength: 10 },
    });
  it('counts as posted unless the run weighs it, in snapshots of before the parameter too', () => {
    const { reliabilityUsed: _none, ...earlier } = smallCity().parameters;
    for (const snapshot of [city(0), { ...city(0), parameters: earlier as CitySnapshot['parameters'] }]) {
      expect(countedHires(snapshot)).toBe(snapshot.hires);
      expect(countedProjects(snapshot)).toBe(snapshot.projects);
    }
  });
  it('counts by share ÷ the city’s share where it does: 1 for an enterprise without a record', () => {
    const [a, b] = reliabilities(city(1)).enterprises;
    expect([a!.share, b!.share]).toEqual([(10 * 0.6 + 10) / 20, (10 * 0.6 + 2) / 20]);
    expect(countedHires(city(1))[0]!.headcount).toBeCloseTo(4 * a!.weight + 6 * b!.weight + 1, 12);
    expect(countedProjects(city(1))[0]!.plannedHeadcount).toBeCloseTo(100 * b!.weight, 12);
  });
  it('is known better the more answers there are, and says nothing where nothing was told', () => {
    const wide = (postings: number) => {
      const one = reliabilities({ ...city(1), reliability: [{ enterpriseId: 'a', postings, persons: postings, told: postings / 2, squares: postings }] })
        .enterprises[0]!;
      return one.hi80 - one.lo80;
    };
    expect(wide(100)).toBeLessThan(wide(10));
    expect(reliabilities({ ...city(1), reliability: [record('a', 0)] })).toEqual({ city: null, enterprises: [] });
    expect(countedHires({ ...city(1), reliability: [record('a', 0)] })[0]!.headcount).toBe(11);
  });
});
