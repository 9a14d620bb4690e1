import { describe, expect, test } from 'vitest';
import { modelCity } from '../../../forecasting/labour/city.ts';
import { supplyShare } from '../../../forecasting/labour/destinations.ts';
import { fitBases } from '../../../forecasting/labour/fit-bases.ts';
import { occupationSeries } from '../../../forecasting/labour/occupations.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import { smallCity, steadyProgramme } from './city-fixture.ts';

const model = (snapshot: CitySnapshot) => modelCity(snapshot, fitBases(snapshot));
const hires = Array.from({ length: 10 }, (_, i) => ({ occupation: '6-01-01', chain: 'chain-a', sizeClass: '20-299', year: 2016 + i, headcount: 500 }));

describe('what demand and supply are made of', () => {
  test('postings of an occupation that is declared are not added', () => {
    const [plain, posted] = [smallCity(), smallCity({ hires })];
    expect(occupationSeries(posted)).toEqual(occupationSeries(plain));
    expect(model(posted).gaps).toEqual(model(plain).gaps);
  });

  test('an occupation known by postings alone counts as hires × λ_gross', () => {
    const city = smallCity({
      stockSpans: [],
      lastStocks: [],
      register: [],
      hires,
      occupations: [{ code: '6-01-01', name: '甲' }],
      links: [{ major: '460101', occupation: '6-01-01', strength: 1, origin: 'official' }],
      programmes: [steadyProgramme('460101', '甲校', 30)],
    });
    const row = model(city).gaps.find(({ major, chain, span, year }) => major === '460101' && chain === 'city' && span === 'year' && year === 2026)!;
    expect(row.demand).toBeCloseTo(0.7 * 0.3 * 500, 0);
  });

  test('shares that leave may not exceed the whole', () => {
    expect(() => supplyShare({ furtherStudy: 0.7, military: 0.4, localStay: 1, inField: 1 }, false)).toThrow('p + u ≤ 1, got 0.7 + 0.4');
    expect(supplyShare({ furtherStudy: 0.7, military: 0.3, localStay: 1, inField: 1 }, false)).toBeCloseTo(0, 12);
  });

  test('an occupation that no major is linked to is outside as a whole, and counted', () => {
    const city = smallCity({ links: smallCity().links.filter(({ occupation }) => occupation !== '6-01-03') });
    const found = model(city);
    expect(found.uncoveredOccupations).toBe(1);
    expect(found.uncoveredMajors).toEqual(['460103']);
    const demandOf = (result: typeof found) => result.gaps.find(({ major, chain }) => major === '460102' && chain === 'outside')?.demand;
    expect([demandOf(model(smallCity())) !== undefined, demandOf(found)]).toEqual([true, undefined]);
  });

  test('fewer than five years on a side: no flag, but a row of gaps', () => {
    const few = { ...steadyProgramme('460102', '甲校', 10), years: steadyProgramme('460102', '甲校', 10).years.slice(-4) };
    const found = model(smallCity({ programmes: [few] }));
    expect(found.flags.some(({ major }) => major === '460102')).toBe(false);
    expect(found.gaps.some(({ major, span }) => major === '460102' && span === 'total')).toBe(true);
  });
});
