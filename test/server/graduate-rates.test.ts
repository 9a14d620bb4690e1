import { describe, expect, it } from 'vitest';
import { graduateRates, meanGrade, bandAt } from '../../forecasting/labour/graduate-rates.ts';
import type { GraduateTrackInput } from '../../schemas/graduate-tracks.ts';
import { trackFaults } from '../../schemas/track-faults.ts';
import { ratesOf, type TrackRow } from '../../server/modules/graduate-tracks/rates.ts';

const nothing = {
  localJob: 0,
  otherRegion: 0,
  furtherStudy: 0,
  military: 0,
  unemployed: 0,
  inField: 0,
  fieldOf: 0,
  wages: [0, 0, 0, 0, 0],
  satisfied: [0, 0, 0, 0, 0],
};
describe('rates of graduates', () => {
  it('are shares of those they are of, with intervals that hold them', () => {
    const found = graduateRates({ ...nothing, localJob: 48, otherRegion: 18, furtherStudy: 10, military: 2, unemployed: 2, inField: 33, fieldOf: 66 });
    expect(found).toMatchObject({ answered: 80, placed: { part: 78, of: 80, share: 0.975 }, stayed: { part: 50, of: 68 }, inField: { share: 0.5 } });
    for (const share of [found.placed, found.stayed, found.inField]) expect([share!.lo80 < share!.share, share!.share < share!.hi80]).toEqual([true, true]);
    expect(graduateRates(nothing)).toEqual({ answered: 0, placed: null, stayed: null, inField: null, furtherStudy: null, payBands: [null, null, null], paid: 0, satisfaction: null }); // prettier-ignore
  });
  it('know the band of the median and the mean grade', () => {
    expect([bandAt([1, 1, 2, 0, 0], 2), bandAt([0, 0, 1, 3, 0], 2), bandAt([0, 0, 0, 0, 0], 2)]).toEqual([1, 3, null]);
    expect([bandAt([2, 2, 2, 2, 0], 1), bandAt([2, 2, 2, 2, 0], 3), bandAt([0, 0, 5, 0, 0], 3)]).toEqual([0, 2, 2]);
    expect(meanGrade([1, 0, 2, 0, 1])).toMatchObject({ mean: 3, of: 4 });
    // s² = 8/3, s/√4 = 0.8165, × 1.28155
    expect(meanGrade([1, 0, 2, 0, 1])!.lo80).toBeCloseTo(3 - 1.0464, 4);
    expect([meanGrade([0, 1, 0, 0, 0]), meanGrade([])]).toEqual([{ mean: 2, lo80: 1, hi80: 5, of: 1 }, null]);
  });
});

const report = { year: 2024, majorCode: '460702', level: 'associate', months: 12, asked: 10, localJob: 4, otherRegion: 2, furtherStudy: 1, military: 0, unemployed: 1 } as const; // prettier-ignore
describe('a report of graduates', () => {
  it.each<[string, Partial<GraduateTrackInput>, number | undefined, number | undefined, string[]]>([
    ['more asked than graduated', {}, 9, 2026, ['/asked']],
    ['months that have not passed', { months: 36 }, 10, 2025, ['/months']],
    ['more answers than were asked', { asked: 7 }, 10, 2026, ['/asked']],
    ['more in the field than at work', { inField: 7 }, 10, 2026, ['/inField']],
    ['more pay than work', { wageTo3000: 5, wageTo8000: 2 }, 10, 2026, ['/wageTo8000']],
    ['more grades than answers', { satisfied4: 9 }, 10, 2026, ['/satisfied4']],
    ['nothing wrong', { inField: 6, wageTo5000: 6, satisfied5: 8 }, undefined, undefined, []],
  ])('%s', (_what, change, graduates, newest, pointers) => {
    expect(trackFaults({ ...report, ...change }, graduates, newest).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

const row = (programmeId: string, schoolId: string, majorCode: string, localJob: number): TrackRow =>
  ({
    row: { programmeId, schoolId, year: 2024, months: 12, ...nothing, asked: localJob, localJob, inField: null, simulated: false },
    ...{ organisationName: schoolId, majorCode, majorName: majorCode, level: 'associate' },
  }) as unknown as TrackRow;
const shown = (rows: readonly TrackRow[], by: 'programme' | 'major' | 'school' | 'level' | 'city', school: string | null = null) =>
  ratesOf(rows, by, school).map(({ code, answered, withheld }) => [code, answered, withheld]);

describe('what of it is told', () => {
  const rows = [row('p1', 's1', 'm1', 20), row('p2', 's2', 'm1', 3), row('p3', 's2', 'm2', 30), row('p4', 's3', 'm2', 12)];
  it('leaves out what four graduates are behind, and what would give it away', () => {
    const programmes = shown(rows, 'programme');
    expect(programmes.find(([, answered]) => answered === 3)).toBeUndefined();
    expect(shown(rows, 'city')).toEqual([['city', 65, null]]);
    // p2 is the difference of m1 and p1, and of s2 and p3: one of each pair is not told
    const told = new Set([...ratesOf(rows, 'programme', null), ...ratesOf(rows, 'major', null), ...ratesOf(rows, 'school', null)].filter(({ withheld }) => withheld === null).map(({ by, code, organisationName }) => `${by} ${organisationName ?? ''} ${code}`)); // prettier-ignore
    expect(told.has('programme s1 m1') && told.has('major  m1')).toBe(false);
    expect(told.has('programme s2 m2') && told.has('school  s2')).toBe(false);
  });
  it('is told to its own school, from which nothing else follows', () => {
    const own = ratesOf(rows, 'programme', 's2').filter((one) => one.own);
    expect(own.map(({ answered, withheld }) => [answered, withheld])).toEqual([[3, null], [30, null]]); // prettier-ignore
    // s1 knows p1: m1 would give p2 away
    expect(ratesOf(rows, 'major', 's1').find(({ code }) => code === 'm1')).toMatchObject({ answered: null });
  });
});
