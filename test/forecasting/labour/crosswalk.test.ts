import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crosswalkWeights, effectiveLinks, meanGraduates } from '../../../forecasting/labour/crosswalk.ts';
import type { CrosswalkLink } from '../../../forecasting/labour/snapshot.ts';
import { smallCity, steadyProgramme } from './city-fixture.ts';

describe('crosswalk', () => {
  test('weights follow graduates with a floor', () => {
    const weights = crosswalkWeights(smallCity());
    const shared = weights.filter((weight) => weight.occupation === '6-01-01');
    const floor = 0.1 * 45; // mean graduates of the two majors
    expect(shared.map((weight) => weight.weight)).toEqual([
      expect.closeTo((0.7 * (50 + floor)) / (90 + 2 * floor), 12),
      expect.closeTo((0.7 * (40 + floor)) / (90 + 2 * floor), 12),
    ]);
  });

  test('over an occupation weights and outside sum to 1, and bounds hold the weight', () => {
    const link = fc.record({
      major: fc.integer({ min: 460101, max: 460112 }).map(String),
      occupation: fc.constantFrom('6-01-01', '6-01-02'),
      strength: fc.double({ min: 0.1, max: 5, noNaN: true }),
      origin: fc.constantFrom<CrosswalkLink['origin']>('official', 'editorial', 'user'),
    });
    const links = fc.uniqueArray(link, { selector: (l) => `${l.major}|${l.occupation}`, minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(links, fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 12, maxLength: 12 }), (drawn, sizes) => {
        const programmes = sizes.map((size, i) => steadyProgramme(String(460101 + i), '甲校', size));
        const weights = crosswalkWeights(smallCity({ links: drawn, programmes }));
        for (const [, group] of Map.groupBy(weights, (weight) => weight.occupation)) {
          expect(group.reduce((sum, weight) => sum + weight.weight, 0)).toBeCloseTo(0.7, 10);
          for (const weight of group) {
            expect(weight.shareMin).toBeLessThanOrEqual(weight.weight);
            expect(weight.shareMax).toBeGreaterThanOrEqual(weight.weight);
            expect(weight.shareMax).toBeLessThanOrEqual(0.7 + 1e-12);
          }
        }
      }),
    );
  });

  test('worst-case bounds are reached by some weights within all ranges', () => {
    const [first, second] = crosswalkWeights(smallCity()).filter((weight) => weight.occupation === '6-01-01');
    // two official links: one takes what the other must leave
    expect(first!.shareMax).toBeCloseTo(Math.min(1.25 * first!.weight, 0.7 - 0.8 * second!.weight), 12);
    expect(first!.shareMin).toBeCloseTo(Math.max(0.8 * first!.weight, 0.7 - 1.25 * second!.weight), 12);
  });

  test('a range of its own stands in place of its origin', () => {
    const links: CrosswalkLink[] = [
      { major: '460101', occupation: '6-01-01', strength: 1, origin: 'user', low: 0.9, high: 1.1 },
      { major: '460102', occupation: '6-01-01', strength: 1, origin: 'user', low: 0.1, high: 3 },
    ];
    const [narrow, wide] = crosswalkWeights(smallCity({ links }));
    expect([narrow!.shareMin, narrow!.shareMax]).toEqual([expect.closeTo(0.9 * narrow!.weight, 12), expect.closeTo(1.1 * narrow!.weight, 12)]);
    expect([wide!.shareMin, wide!.shareMax]).toEqual([expect.closeTo(0.7 - 1.1 * narrow!.weight, 12), expect.closeTo(0.7 - 0.9 * narrow!.weight, 12)]);
  });

  test('a link to a minor group serves the occupations below it, once a major', () => {
    const links: CrosswalkLink[] = [
      { major: '460101', occupation: '6-01-01', strength: 1, origin: 'official' },
      { major: '460101', occupation: '6-01-01-02', strength: 2, origin: 'user' },
      { major: '460102', occupation: '6-01-01', strength: 1, origin: 'official' },
    ];
    const occupations = [{ code: '6-01-01-02', name: '' }];
    expect(effectiveLinks(smallCity({ links, occupations })).get('6-01-01-02')).toEqual([links[1], links[2]]);
  });

  test('the potential of a major nobody offers is its share if it were like the others', () => {
    const city = smallCity({ programmes: [steadyProgramme('460102', '甲校', 40)] });
    const weight = crosswalkWeights(city).find((w) => w.major === '460101')!;
    expect(weight.weight).toBeLessThan(0.1);
    expect(weight.potential).toBeCloseTo(0.35, 12);
  });

  test('graduates a year are the mean over the years reported of the newest five', () => {
    expect(meanGraduates(smallCity()).get('460101')).toBe(50);
    const programme = steadyProgramme('460101', '甲校', 40);
    const of = (changes: Partial<typeof programme>) => meanGraduates(smallCity({ programmes: [{ ...programme, ...changes }] })).get('460101');
    const last = (years: readonly number[]) => programme.years.filter(({ year }) => years.includes(year));
    // a year without a report is missing, not a year with nobody
    expect(of({ years: last([2022, 2025]) })).toBe(40);
    expect(of({ years: last([2016, 2017]) })).toBeUndefined();
    // a new programme reports that nobody has left yet
    expect(of({ years: [...last([2023, 2024]).map((year) => ({ ...year, graduates: 0 })), ...last([2025])] })).toBeCloseTo(40 / 3, 12);
    // a closed one has no class after closedYear + L − 1
    expect(of({ years: last([2021, 2022]), closedYear: 2020 })).toBe(16);
    expect(of({ years: last([2021, 2022]), closedYear: 2021 })).toBe(20);
    expect(of({ years: last([2021, 2022]), closedYear: 2024 })).toBe(40);
  });
});
