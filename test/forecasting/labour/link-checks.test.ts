import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ForecastError } from '../../../forecasting/errors.ts';
import { crosswalkWeights } from '../../../forecasting/labour/crosswalk.ts';
import { checkLinks, usedLinks } from '../../../forecasting/labour/link-checks.ts';
import { uncoveredMajors } from '../../../forecasting/labour/uncovered.ts';
import type { CrosswalkLink } from '../../../forecasting/labour/snapshot.ts';
import { smallCity, steadyProgramme } from './city-fixture.ts';

const link = (changes: Partial<CrosswalkLink> = {}): CrosswalkLink => ({ major: '460101', occupation: '6-01-01', strength: 1, origin: 'user', ...changes });
const complaint = (links: readonly CrosswalkLink[], changes: Parameters<typeof smallCity>[0] = {}) => {
  try {
    checkLinks(smallCity({ links, ...changes }));
  } catch (error) {
    expect(error).toBeInstanceOf(ForecastError);
    expect((error as ForecastError).code).toBe('bad_link');
    return (error as ForecastError).message;
  }
  return null;
};

describe('links before a run', () => {
  test('those of a city are right, one to a minor group included', () => {
    expect(complaint(smallCity().links)).toBeNull();
    expect(complaint([link()], { occupations: [{ code: '6-01-01-02', name: '' }] })).toBeNull();
  });
  test.each<[string, Partial<CrosswalkLink>, RegExp]>([
    ['an unknown major', { major: '999999' }, /^The link 999999 → 6-01-01 needs a major of the snapshot, got 999999\.$/],
    ['an unknown occupation', { occupation: '6-99-99' }, /^The link 460101 → 6-99-99 needs an occupation/],
    ['an occupation above a minor group', { occupation: '6-01' }, /^The link 460101 → 6-01 needs an occupation/],
    ['no strength', { strength: 0 }, /^The link 460101 → 6-01-01 needs a finite strength above 0, got 0\.$/],
    ['a negative strength', { strength: -1 }, /got -1/],
    ['an endless strength', { strength: Infinity }, /got Infinity/],
    ['no number', { strength: NaN }, /got NaN/],
    ['a low end above the weight', { low: 1.1 }, /460101 → 6-01-01 needs a range .* got 1\.1 to 1/],
    ['a high end below the weight', { high: 0.9 }, /got 1 to 0\.9/],
    ['a low end below 0', { low: -0.1 }, /got -0\.1 to 1/],
  ])('%s is named', (_name, changes, said) => {
    expect(complaint([link({ major: '460102' }), link(changes)])).toMatch(said);
  });
  test('a link that stands twice is named', () => {
    expect(complaint([link(), link({ strength: 2 })])).toMatch(/^The link 460101 → 6-01-01 needs to stand once/);
  });
  test('weights that do not sum to 1 with their outside share name the occupation and its majors', () => {
    // strengths so large that their sum is no number
    expect(complaint([link({ strength: 1e308 }), link({ major: '460102', strength: 1e308 })])).toMatch(
      /^Weights of occupation 6-01-01 \(majors 460101, 460102\) .* sum to 1, got/,
    );
  });

  test('weights and outside sum to 1 over every occupation, openings over majors and outside to the openings, for any links and edits of them', () => {
    const drawn = fc.record({
      major: fc.constantFrom('460101', '460102', '460103'),
      occupation: fc.constantFrom('6-01-01', '6-01-02', '6-01-03'),
      strength: fc.double({ min: 1e-3, max: 1000, noNaN: true }),
      origin: fc.constantFrom<CrosswalkLink['origin']>('official', 'editorial', 'user'),
    });
    const edit = fc.record({
      ...{ major: fc.constantFrom('460101', '460102', '460103'), occupation: fc.constantFrom('6-01-01', '6-01-02', '6-01-03') },
      strength: fc.option(fc.double({ min: 1e-3, max: 1000, noNaN: true })),
      low: fc.double({ min: 0, max: 1, noNaN: true }),
      high: fc.double({ min: 1, max: 100, noNaN: true }),
    });
    const sizes = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 3, maxLength: 3 });
    const keyOf = (row: { major: string; occupation: string }) => `${row.major}|${row.occupation}`;
    fc.assert(
      fc.property(
        fc.array(drawn, { maxLength: 9 }),
        fc.array(edit, { maxLength: 9 }),
        sizes,
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (rows, edits, size, openings) => {
          const inForce = new Map<string, CrosswalkLink>(rows.map((row) => [keyOf(row), row]));
          for (const { strength, ...change } of edits)
            if (strength === null) inForce.delete(keyOf(change));
            else inForce.set(keyOf(change), { ...change, strength, origin: 'user' });
          const city = smallCity({ links: [...inForce.values()], programmes: size.map((n, i) => steadyProgramme(String(460101 + i), '甲校', n)) });
          checkLinks(city);
          const weights = Map.groupBy(crosswalkWeights(city), (weight) => weight.occupation);
          expect(weights.size).toBe(new Set([...inForce.values()].map((row) => row.occupation)).size);
          for (const own of weights.values()) {
            expect(own.reduce((sum, { weight }) => sum + weight, city.parameters.outsideShare)).toBeCloseTo(1, 9);
            const shared = own.reduce((sum, { weight }) => sum + weight * openings, city.parameters.outsideShare * openings);
            expect(Math.abs(shared - openings)).toBeLessThanOrEqual(1e-9 * Math.max(1, openings));
            for (const { weight, shareMin, shareMax } of own) expect(shareMin <= weight && weight <= shareMax).toBe(true);
          }
        },
      ),
    );
  });

  test('a run holds the links its occupations use', () => {
    const links = [link(), link({ occupation: '6-01-01-02' }), link({ occupation: '6-01-02' }), link({ occupation: '6-01' })];
    expect(usedLinks(links, [{ code: '6-01-01-02', name: '' }])).toEqual(links.slice(0, 2));
  });
});

describe('uncovered majors', () => {
  test('most persons first, with the newest report of each programme that is not too old', () => {
    const newest = steadyProgramme('460103', '甲校', 30);
    const late = steadyProgramme('460103', '乙校', 10);
    const gone = steadyProgramme('460103', '丙校', 500);
    const programmes = [
      { ...newest, years: newest.years.map((year) => (year.year === 2025 ? { ...year, graduates: 25, enrolled: [31, 32, 33] } : year)) },
      { ...late, years: late.years.filter(({ year }) => year <= 2023) },
      { ...gone, years: gone.years.filter(({ year }) => year <= 2022) },
      steadyProgramme('460102', '甲校', 40),
    ];
    const rows = uncoveredMajors(smallCity({ programmes, links: [link({ major: '460102' }), link({ major: '460103', occupation: '6-09-09' })] }));
    expect(rows.map(({ code, programmes: n, graduates, enrolled }) => ({ code, n, graduates, enrolled }))).toEqual([
      { code: '460103', n: 2, graduates: 35, enrolled: 31 + 32 + 33 + 30 },
      { code: '460101', n: 0, graduates: 0, enrolled: 0 },
    ]);
  });
  test('are none where every major is linked', () => {
    expect(uncoveredMajors(smallCity({ links: ['460101', '460102', '460103'].map((major) => link({ major })) }))).toEqual([]);
  });
});
