import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../schemas/demand.ts';
import type { DestinationReport, EnrolmentReport } from '../../schemas/enrolment.ts';
import type { GraduateRates, GraduateTrack } from '../../schemas/graduate-tracks.ts';
import type { Problem } from '../../schemas/problem.ts';
import { SchoolYear } from '../../schemas/school-years.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
let declaration: Record<string, unknown>;
let report: Record<string, unknown>;
let majors: string[];
beforeAll(async () => {
  api = await buildTestApp();
  const [declared] = (await api.getJson<{ items: Declaration[] }>('/demand/declarations', 'enterprise')).items;
  const [reported] = (await api.getJson<{ items: EnrolmentReport[] }>('/enrolment/reports', 'school')).items;
  declaration = { year: api.t0, occupationCode: declared!.occupationCode, headcount: 12, plannedHires: 4 };
  const { majorCode, level, enrolled } = reported!;
  report = { year: api.t0, majorCode, level, intake: 40, enrolled, graduates: 33 };
  majors = (await api.getJson<{ items: { code: string }[] }>('/majors?limit=2')).items.map(({ code }) => code);
  refused = await createRefusalCheck(api);
});
afterAll(() => api.close());

describe('a declaration', () => {
  it.each([
    ['more open to graduates than planned', () => ({ openToNewGraduates: 5 }), '/openToNewGraduates'],
    ['open to graduates without planned hires', () => ({ openToNewGraduates: 1, plannedHires: undefined }), '/openToNewGraduates'],
    ['an unknown level', () => ({ level: 'doctor' }), '/level'],
    ['negative internships', () => ({ internships: -1 }), '/internships'],
    ['a major the catalogue does not hold', () => ({ acceptedMajors: [majors[0], '999999'] }), '/acceptedMajors/1'],
    ['a major twice', () => ({ acceptedMajors: [majors[0], majors[0]] }), '/acceptedMajors'],
    ['21 majors', () => ({ acceptedMajors: Array.from({ length: 21 }, (_, i) => String(100_000 + i)) }), '/acceptedMajors'],
    ['a title too long', () => ({ jobTitle: '电'.repeat(61) }), '/jobTitle'],
    ['a title of blanks', () => ({ jobTitle: '  ' }), '/jobTitle'],
  ])('with %s is refused', (_what, change, pointer) =>
    refused('POST', '/demand/declarations', { as: 'enterprise', body: { ...declaration, ...change() } }, 422, [pointer]),
  );
  it('answers what it was told, and null for what it was not', async () => {
    const more = { openToNewGraduates: 3, level: 'associate', acceptedMajors: [...majors].reverse(), internships: 2, jobTitle: ' 维修电工 ' };
    const full = await api.call('POST', '/demand/declarations', { as: 'enterprise', body: { ...declaration, ...more } });
    const stored = full.json<Declaration>();
    expect([full.statusCode, stored]).toEqual([201, expect.objectContaining({ ...more, acceptedMajors: majors, jobTitle: '维修电工' })]);
    const { items } = await api.getJson<{ items: Declaration[] }>('/demand/declarations?limit=1', 'enterprise');
    expect(items).toEqual([stored]);
    const bare = (await api.call('POST', '/demand/declarations', { as: 'enterprise', body: declaration })).json<Declaration>();
    expect(bare).toMatchObject({ openToNewGraduates: null, level: null, acceptedMajors: [], internships: null, jobTitle: null });
    refused = await createRefusalCheck(api);
  });
});

describe('an enrolment report', () => {
  it.each([1.01, -0.1, '0.9', null])('refuses the rate %j', async (rate) => {
    await refused('POST', '/enrolment/reports', { as: 'school', body: { ...report, firstChoiceRate: rate } }, 422, ['/firstChoiceRate']);
    await refused('POST', '/enrolment/reports', { as: 'school', body: { ...report, registrationRate: rate } }, 422, ['/registrationRate']);
  });
  it('answers its rates as shares, null where they were not told', async () => {
    const told = (
      await api.call('POST', '/enrolment/reports', { as: 'school', body: { ...report, firstChoiceRate: 0.425, registrationRate: 1 } })
    ).json<EnrolmentReport>();
    expect(told).toMatchObject({ firstChoiceRate: 0.425, registrationRate: 1 });
    const bare = (await api.call('POST', '/enrolment/reports', { as: 'school', body: report })).json<EnrolmentReport>();
    expect(bare).toMatchObject({ firstChoiceRate: null, registrationRate: null });
    const { items } = await api.getJson<{ items: EnrolmentReport[] }>('/enrolment/reports?limit=2', 'school');
    expect(items).toEqual([bare, told]);
    refused = await createRefusalCheck(api);
  });
});

describe('a school year', () => {
  const year = () => ({ year: api.t0, fullTimeTeachers: 100 });
  const path = '/enrolment/school-years';
  it.each([
    ['more professional than full-time teachers', { professionalTeachers: 101 }, '/professionalTeachers'],
    ['more dual-qualified than professional teachers', { professionalTeachers: 60, dualQualifiedTeachers: 61 }, '/dualQualifiedTeachers'],
    ['more dual-qualified than full-time teachers', { dualQualifiedTeachers: 101 }, '/dualQualifiedTeachers'],
    ['no approved post', { teacherPosts: 0 }, '/teacherPosts'],
    ['half a teacher', { fullTimeTeachers: 1.5 }, '/fullTimeTeachers'],
    ['no teachers told', { fullTimeTeachers: undefined }, '/fullTimeTeachers'],
    ['a negative area', { practiceBaseArea: -1 }, '/practiceBaseArea'],
    ['a year too late', { year: 2099 }, '/year'],
    ['an unknown field', { note: 'x' }, '/note'],
  ])('with %s is refused', (_what, change, pointer) => refused('POST', path, { as: 'school', body: { ...year(), ...change } }, 422, [pointer]));
  it('of another school is forbidden, and administrators name one', async () => {
    await refused('POST', path, { as: 'school', body: { ...year(), organisationId: 'other' } }, 403, ['/organisationId']);
    await refused('POST', path, { as: 'administrator', body: year() }, 422, ['/organisationId']);
  });
  it('is stored with one audit entry, the newest counts, the planner sees it, and files hold it', async () => {
    const before = await rowCounts(api);
    const told = { ...year(), partTimeTeachers: 8, equipmentValue: 1200.5 };
    const doubted = await api.call('POST', path, { as: 'school', body: told });
    const { confirm = [], errors = [] } = doubted.json<Problem>();
    expect([doubted.statusCode, doubted.json<Problem>().type, confirm.includes('fullTimeTeachers')]).toEqual([409, '/problems/confirmation_needed', true]);
    expect(errors.find(({ pointer }) => pointer === '/fullTimeTeachers')?.detail).toMatch(/^专任教师 100，上年 \d+$/);
    expect(await rowCounts(api)).toEqual(before);
    const part = await api.call('POST', path, { as: 'school', body: { ...told, confirmed: confirm.slice(1) } });
    expect([part.statusCode, part.json<Problem>().confirm]).toEqual([409, confirm.slice(0, 1)]);
    const first = await api.call('POST', path, { as: 'school', body: { ...told, confirmed: confirm } });
    const stored = first.json<SchoolYear>();
    expect([first.statusCode, stored]).toEqual([
      201,
      expect.objectContaining({ ...year(), partTimeTeachers: 8, equipmentValue: 1200.5, dualQualifiedTeachers: null, inForce: true, simulated: false }),
    ]);
    expect(await rowCounts(api)).toEqual({ ...before, schoolYears: before['schoolYears']! + 1, auditEntries: before['auditEntries']! + 1, auditHead: 1 });
    await api.call('POST', path, { as: 'school', body: { ...year(), fullTimeTeachers: 90, confirmed: ['fullTimeTeachers'] } });
    const of = (state: string) =>
      api.getJson<{ items: SchoolYear[]; total: number }>(
        `${path}?total=true&year=${api.t0}&organisationId=${stored.organisationId}&state=${state}`,
        'planner',
      );
    expect((await of('in_force')).items).toMatchObject([{ fullTimeTeachers: 90, inForce: true, simulated: false }]);
    const all = await of('all');
    expect(all.items.map(({ fullTimeTeachers, inForce, simulated }) => [fullTimeTeachers, inForce, simulated])).toEqual([
      [90, true, false],
      [100, false, false],
      [expect.any(Number), false, true],
    ]);
    expect(all.total).toBe(3);
    const own = await api.getJson<{ items: SchoolYear[] }>(path, 'school');
    expect(new Set(own.items.map(({ organisationId }) => organisationId))).toEqual(new Set([stored.organisationId]));
    const csv = await api.call('GET', `${path}?year=${api.t0}`, { as: 'school', headers: { accept: 'text/csv', 'accept-language': 'zh' } });
    expect(csv.body).toContain('专任教师（人）');
    expect(csv.body).toContain(',90,');
  });
});

describe('how graduates fare', () => {
  const path = '/graduate-tracks';
  it('is reported by their school, counts by its newest word, and is read as rates', async () => {
    const [known] = (await api.getJson<{ items: DestinationReport[] }>('/enrolment/destinations?limit=1', 'school')).items;
    const body = { year: known!.year, majorCode: known!.majorCode, level: known!.level, months: 6, asked: 8, localJob: 4, otherRegion: 1, furtherStudy: 1, military: 0, unemployed: 1 }; // prettier-ignore
    const told = await api.call('POST', path, { as: 'school', body });
    expect([told.statusCode, told.json<GraduateTrack>()]).toMatchObject([
      201,
      { organisationId: known!.organisationId, inForce: true, wageTo3000: null, simulated: false },
    ]);
    await api.call('POST', path, { as: 'school', body: { ...body, inField: 4, satisfied4: 7 } });
    const list = async (query: string) => (await api.getJson<{ items: GraduateTrack[] }>(`${path}?months=6&year=${body.year}${query}`, 'school')).items;
    expect([(await list('')).length, (await list('&state=all')).map(({ inForce }) => inForce)]).toEqual([1, [true, false]]);
    const { items } = await api.getJson<{ items: GraduateRates[] }>(`${path}/rates?by=programme&year=${body.year}`, 'school');
    const rates = items.filter(({ months }) => months === 6);
    expect(rates).toMatchObject([{ own: true, asked: 8, answered: 7, stayed: { part: 5, of: 6 }, inField: { part: 4, of: 5 }, satisfaction: { mean: 4 } }]);
    const csv = await api.call('GET', `${path}/rates?by=city&year=${body.year}`, { as: 'planner', headers: { accept: 'text/csv', 'accept-language': 'zh' } });
    expect(csv.body).toContain('留本市率');
    await (
      await createRefusalCheck(api)
    )('POST', path, { as: 'school', body: { ...body, asked: 3 } }, 422, ['/asked']);
    await (
      await createRefusalCheck(api)
    )('POST', path, { as: 'school', body: { ...body, months: 7 } }, 422, ['/months']);
  });
});
