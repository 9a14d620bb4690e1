import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../db/repositories/access.ts';
import type { Declaration } from '../../schemas/demand.ts';
import type { EnrolmentReport } from '../../schemas/enrolment.ts';
import type { Problem } from '../../schemas/problem.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
let declaration: Record<string, unknown>;
let posting: Record<string, unknown>;
let report: Record<string, unknown>;
beforeAll(async () => {
  api = await buildTestApp();
  refused = await createRefusalCheck(api);
  const [declared] = (await api.getJson<{ items: Declaration[] }>('/demand/declarations', 'enterprise')).items;
  const [reported] = (await api.getJson<{ items: EnrolmentReport[] }>('/enrolment/reports', 'school')).items;
  declaration = { year: api.t0, occupationCode: declared!.occupationCode, headcount: 12 };
  posting = { openedOn: `${api.t0}-05-06`, occupationCode: declared!.occupationCode, headcount: 3 };
  const { majorCode, level, enrolled } = reported!;
  report = { year: api.t0, majorCode, level, intake: 40, enrolled, graduates: 33 };
});
afterAll(() => api.close());

const post = (as: Role, path: string, body: unknown, status: number, pointers: readonly string[]) => refused('POST', path, { as, body }, status, pointers);

type Change = readonly [what: string, change: (t0: number) => object, pointer: string];
const persons = (field: string, tooMany: number): Change[] => [
  [`${field} negative`, () => ({ [field]: -1 }), `/${field}`],
  [`${field} fractional`, () => ({ [field]: 2.5 }), `/${field}`],
  [`${field} as text`, () => ({ [field]: '5' }), `/${field}`],
  [`${field} null`, () => ({ [field]: null }), `/${field}`],
  [`${field} true`, () => ({ [field]: true }), `/${field}`],
  [`${field} absurd`, () => ({ [field]: tooMany }), `/${field}`],
];
const years: Change[] = [
  ['year 1999', () => ({ year: 1999 }), '/year'],
  ['year two past the newest reports', (t0) => ({ year: t0 + 2 }), '/year'],
  ['year fractional', (t0) => ({ year: t0 + 0.5 }), '/year'],
  ['year as text', (t0) => ({ year: String(t0) }), '/year'],
  ['year null', () => ({ year: null }), '/year'],
  ['year missing', () => ({ year: undefined }), '/year'],
];
const occupation: Change[] = [
  ['occupation unknown', () => ({ occupationCode: '9-99-99' }), '/occupationCode'],
  ['occupation malformed', () => ({ occupationCode: '焊工' }), '/occupationCode'],
  ['occupation as number', () => ({ occupationCode: 62202 }), '/occupationCode'],
  ['occupation missing', () => ({ occupationCode: undefined }), '/occupationCode'],
];
const competences: Change[] = [
  ['a competence unknown', () => ({ competences: ['S-01', 'X-99'] }), '/competences/1'],
  ['a competence malformed', () => ({ competences: ['焊接'] }), '/competences/0'],
  ['a competence twice', () => ({ competences: ['S-01', 'S-01'] }), '/competences'],
];
const parts: Change[] = [
  ['more employees by education than employed', () => ({ education: { secondary: 8, bachelor: 5 } }), '/education'],
  ['more of one level than employed', () => ({ education: { secondary: 13 } }), '/education/secondary'],
  ['more employees by grade than employed', () => ({ grades: { apprentice: 12, technician: 1 } }), '/grades'],
  ['more of one grade than employed', () => ({ grades: { apprentice: 13 } }), '/grades/apprentice'],
  ['a level unknown', () => ({ education: { doctorate: 1 } }), '/education/doctorate'],
  ['a level negative', () => ({ education: { bachelor: -1 } }), '/education/bachelor'],
  ['no level at all', () => ({ education: {} }), '/education'],
  ['a grade as text', () => ({ grades: { technician: '3' } }), '/grades/technician'],
];
const other: Change[] = [
  ['unknown field', () => ({ headCount: 4 }), '/headCount'],
  ['organisation empty', () => ({ organisationId: '' }), '/organisationId'],
];

describe('POST /demand/declarations', () => {
  const changes = [
    ...persons('headcount', 1_000_001),
    ...persons('expectedLeavers', 1e9),
    ...persons('plannedHires', 1e9),
    ...years,
    ...occupation,
    ...other,
    ...competences,
    ...parts,
  ];
  it.each([...changes, ['headcount missing', () => ({ headcount: undefined }), '/headcount'] as Change])('%s', async (_what, change, pointer) => {
    await post('enterprise', '/demand/declarations', { ...declaration, ...change(api.t0) }, 422, [pointer]);
  });
  it('names every wrong field at once', async () => {
    await post('enterprise', '/demand/declarations', { year: 1999, headcount: -1 }, 422, ['/headcount', '/occupationCode', '/year']);
  });
});

describe('POST /demand/postings', () => {
  const date = (openedOn: unknown): Change => [`date ${JSON.stringify(openedOn)}`, () => ({ openedOn }), '/openedOn'];
  const dates = ['2025-02-30', '2025-13-01', 'yesterday', '1999-12-31', 20250506, null, undefined].map(date);
  it.each([
    ...persons('headcount', 100_001),
    ...persons('experienceYears', 51),
    ...dates,
    ...occupation,
    ...other,
    ...competences,
    ['date two years past the newest reports', (t0: number) => ({ openedOn: `${t0 + 2}-01-01` }), '/openedOn'] as Change,
    ['headcount 0', () => ({ headcount: 0 }), '/headcount'] as Change,
    ['level unknown', () => ({ level: 'doctorate' }), '/level'] as Change,
  ])('%s', async (_what, change, pointer) => {
    await post('enterprise', '/demand/postings', { ...posting, ...change(api.t0) }, 422, [pointer]);
  });
});

describe('POST /enrolment/reports', () => {
  it.each([
    ...['intake', 'graduates', 'plan'].flatMap((field) => persons(field, 1e9)),
    ...years,
    ...other,
    ['major unknown', () => ({ majorCode: '999999' }), '/majorCode'] as Change,
    ['major malformed', () => ({ majorCode: '4607' }), '/majorCode'] as Change,
    ['major as number', () => ({ majorCode: 460702 }), '/majorCode'] as Change,
    ['level unknown', () => ({ level: 'doctorate' }), '/level'] as Change,
    ['level of another major', () => ({ level: report['level'] === 'bachelor' ? 'secondary' : 'bachelor' }), '/level'] as Change,
    ['a grade negative', () => ({ enrolled: (report['enrolled'] as number[]).map((n, i) => (i === 1 ? -1 : n)) }), '/enrolled/1'] as Change,
    ['a grade too many', () => ({ enrolled: [...(report['enrolled'] as number[]), 3] }), '/enrolled'] as Change,
    ['no grades', () => ({ enrolled: [] }), '/enrolled'] as Change,
    ['grades as text', () => ({ enrolled: '40, 38' }), '/enrolled'] as Change,
  ])('%s', async (_what, change, pointer) => {
    await post('school', '/enrolment/reports', { ...report, ...change(api.t0) }, 422, [pointer]);
  });
  it('a major the school does not offer', async () => {
    const offered = new Set((await api.getJson<{ items: EnrolmentReport[] }>('/enrolment/reports?limit=200', 'school')).items.map((item) => item.majorCode));
    const { items } = await api.getJson<{ items: { code: string; level: string }[] }>('/majors?limit=200');
    const foreign = items.find((major) => !offered.has(major.code))!;
    const body = { ...report, majorCode: foreign.code, level: foreign.level };
    await post('school', '/enrolment/reports', body, 422, ['/majorCode']);
    const { errors } = (await api.call('POST', '/enrolment/reports', { as: 'school', body })).json<Problem>();
    expect(errors?.[0]?.detail).toContain(foreign.code);
  });
});

describe('whose report it is', () => {
  it('an enterprise cannot report for another', async () => {
    const { items } = await api.getJson<{ items: Declaration[] }>('/demand/declarations?limit=200', 'planner');
    const { organisationId } = await api.getJson<{ organisationId: string }>('/session', 'enterprise');
    const foreign = items.find((item) => item.organisationId !== organisationId)!.organisationId;
    await post('enterprise', '/demand/declarations', { ...declaration, organisationId: foreign }, 403, ['/organisationId']);
    await post('enterprise', '/demand/postings', { ...posting, organisationId: foreign }, 403, ['/organisationId']);
    await post('school', '/enrolment/reports', { ...report, organisationId: foreign }, 403, ['/organisationId']);
  });
  it('an administrator has to name an organisation of the right kind', async () => {
    const { organisationId: school } = await api.getJson<{ organisationId: string }>('/session', 'school');
    for (const organisationId of [undefined, 'missing', school])
      await post('administrator', '/demand/declarations', { ...declaration, organisationId }, 422, ['/organisationId']);
    await post('administrator', '/enrolment/reports', report, 422, ['/organisationId']);
  });
});
