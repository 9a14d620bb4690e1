import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Declaration, Posting } from '../../schemas/demand.ts';
import { EnrolmentReport } from '../../schemas/enrolment.ts';
import type { Programme } from '../../schemas/catalogue.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp();
});
afterAll(() => api.close());

const ownOrganisation = async (role: 'school' | 'enterprise') => (await api.getJson<{ organisationId: string }>('/session', role)).organisationId;
const anOccupation = async () => (await api.getJson<{ items: Declaration[] }>('/demand/declarations', 'enterprise')).items[0]!.occupationCode;
const aProgramme = async () => (await api.getJson<{ items: Programme[] }>(`/programmes?school=${await ownOrganisation('school')}`)).items[0]!;

/** The request is accepted, adds the named rows and one audit entry of it, and nothing else. */
async function accepted(path: string, as: 'school' | 'enterprise' | 'administrator', body: object, added: Record<string, number>) {
  const before = await rowCounts(api);
  const response = await api.call('POST', path, { as, body });
  expect([response.statusCode, response.body]).toEqual([201, response.body]);
  const stored = response.json<{ id: string; validFrom: string; organisationId: string }>();
  const expected: Record<string, number> = { ...before, auditEntries: before['auditEntries']! + 1 };
  for (const [table, n] of Object.entries(added)) expected[table] = before[table]! + n;
  expect(await rowCounts(api)).toEqual(expected);
  const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === stored.id);
  expect(trail).toHaveLength(1);
  const keys = await api.db.query.select().from(api.db.schema.apiKeys);
  expect(trail[0]).toMatchObject({ action: 'create', actor: `key:${keys.find((key) => key.role === as)!.id}`, requestId: response.headers['x-request-id'] });
  expect(trail[0]!.at.toISOString()).toBe(stored.validFrom);
  return { stored, audit: trail[0]! };
}

describe('a declaration', () => {
  it('is stored as told, first in the list, with its audit entry', async () => {
    const body = { year: api.t0 + 1, occupationCode: await anOccupation(), headcount: 120, expectedLeavers: 4, plannedHires: 0 };
    const { stored, audit } = await accepted('/demand/declarations', 'enterprise', body, { declarations: 1 });
    expect(stored).toMatchObject({
      ...body,
      nature: 'stock',
      unit: 'persons',
      simulated: false,
      source: 'api',
      organisationId: await ownOrganisation('enterprise'),
    });
    expect(audit).toMatchObject({ entity: 'declaration', after: body, before: null });
    const { items } = await api.getJson<{ items: Declaration[] }>('/demand/declarations?limit=1', 'enterprise');
    expect(items).toEqual([stored]);
  });
  it('leaves out what was not told, and may say zero', async () => {
    const body = { year: api.t0, occupationCode: await anOccupation(), headcount: 0 };
    const { stored } = await accepted('/demand/declarations', 'enterprise', body, { declarations: 1 });
    expect(stored).toMatchObject({ headcount: 0, expectedLeavers: null, plannedHires: null, education: null, grades: null, competences: [] });
  });
  it('may tell education, grades and competences, each kept in rows of its own', async () => {
    const told = { education: { secondary: 30, associate: 20 }, grades: { apprentice: 5, senior_technician: 1 }, competences: ['K-01', 'S-02'] };
    const body = { year: api.t0, occupationCode: await anOccupation(), headcount: 50, ...told };
    const { stored, audit } = await accepted('/demand/declarations', 'enterprise', body, {
      ...{ declarations: 1, declarationParts: 4, declarationCompetences: 2 },
    });
    expect(stored).toMatchObject(body);
    expect(audit).toMatchObject({ after: body });
    const { items } = await api.getJson<{ items: Declaration[] }>('/demand/declarations?limit=1', 'enterprise');
    expect(items).toEqual([stored]);
  });
  it('of an administrator belongs to the enterprise named', async () => {
    const organisationId = await ownOrganisation('enterprise');
    const body = { year: api.t0, occupationCode: await anOccupation(), headcount: 9, organisationId };
    const { stored } = await accepted('/demand/declarations', 'administrator', body, { declarations: 1 });
    expect(stored.organisationId).toBe(organisationId);
  });
  it('sent twice is on record twice: of repeated reports the newest counts', async () => {
    const body = { year: api.t0, occupationCode: await anOccupation(), headcount: 77 };
    const first = await accepted('/demand/declarations', 'enterprise', body, { declarations: 1 });
    const second = await accepted('/demand/declarations', 'enterprise', body, { declarations: 1 });
    expect(second.stored.id > first.stored.id).toBe(true);
  });
  it('of the earliest and of the latest year that may be reported is accepted', async () => {
    for (const year of [2000, api.t0 + 1])
      await accepted('/demand/declarations', 'enterprise', { year, occupationCode: await anOccupation(), headcount: 1 }, { declarations: 1 });
  });
});

describe('a posting', () => {
  it('is stored as told, first in the list, with its audit entry', async () => {
    const body = { openedOn: '2024-02-29', occupationCode: await anOccupation(), headcount: 3, experienceYears: 2, level: 'associate' };
    const { stored, audit } = await accepted('/demand/postings', 'enterprise', body, { postings: 1 });
    expect(stored).toMatchObject({ ...body, year: 2024, nature: 'flow', simulated: false });
    expect(audit).toMatchObject({ entity: 'posting', after: body });
    const { items } = await api.getJson<{ items: Posting[] }>('/demand/postings?limit=1', 'enterprise');
    expect(items).toEqual([stored]);
  });
  it('may name the competences it asks for', async () => {
    const body = { openedOn: '2024-03-01', occupationCode: await anOccupation(), headcount: 2, competences: ['A-01', 'S-01'] };
    const { stored } = await accepted('/demand/postings', 'enterprise', body, { postings: 1, postingCompetences: 2 });
    expect(stored).toMatchObject(body);
    const { items } = await api.getJson<{ items: Posting[] }>('/demand/postings?limit=1', 'enterprise');
    expect(items).toEqual([stored]);
  });
});

describe('an enrolment report', () => {
  it('is stored with its grades, first in the list, with its audit entry', async () => {
    const programme = await aProgramme();
    const enrolled = Array.from({ length: programme.lengthYears }, (_, i) => 40 - i);
    const body = { year: api.t0, majorCode: programme.majorCode, level: programme.level, plan: 50, intake: 40, enrolled, graduates: 36 };
    const { stored, audit } = await accepted('/enrolment/reports', 'school', body, {
      enrolmentReports: 1,
      enrolmentGrades: enrolled.length,
    });
    expect(stored).toMatchObject({ ...body, programmeId: programme.id, organisationName: programme.schoolName, simulated: false });
    expect(audit).toMatchObject({ entity: 'enrolment_report' });
    const { items } = await api.getJson<{ items: EnrolmentReport[] }>('/enrolment/reports?limit=1', 'school');
    expect(items).toEqual([stored]);
  });
});

describe('lists', () => {
  it.each([
    ['/demand/declarations', Declaration],
    ['/demand/postings', Posting],
    ['/enrolment/reports', EnrolmentReport],
  ] as const)('%s has the published shape', async (path, schema) => {
    const { items } = await api.getJson<{ items: unknown[] }>(`${path}?limit=200`, 'planner');
    expect(items).toHaveLength(200);
    const published = Compile(schema as TSchema);
    for (const item of items) expect(published.Errors(item)).toEqual([]);
  });
  it('filter by year, occupation, major and organisation', async () => {
    const occupationCode = await anOccupation();
    const declarations = await api.getJson<{ items: Declaration[]; total: number }>(
      `/demand/declarations?year=2024&occupationCode=${occupationCode}&total=true&limit=200`,
      'planner',
    );
    expect(declarations.items.length).toBe(declarations.total);
    expect(declarations.items.length).toBeGreaterThan(0);
    for (const item of declarations.items) expect([item.year, item.occupationCode]).toEqual([2024, occupationCode]);
    const { majorCode } = await aProgramme();
    const organisationId = await ownOrganisation('school');
    const { items } = await api.getJson<{ items: EnrolmentReport[] }>(`/enrolment/reports?majorCode=${majorCode}&organisationId=${organisationId}`, 'planner');
    expect(items.length).toBeGreaterThan(3);
    for (const item of items) expect([item.majorCode, item.organisationId]).toEqual([majorCode, organisationId]);
    expect((await api.getJson<{ items: unknown[] }>('/demand/postings?year=2001', 'planner')).items).toEqual([]);
  });
  it('mark generated figures as simulated, reported ones not', async () => {
    const { items } = await api.getJson<{ items: Declaration[] }>('/demand/declarations?limit=200', 'planner');
    expect(new Set(items.map((item) => item.simulated))).toEqual(new Set([true, false]));
    for (const item of items) expect(item.simulated).toBe(item.source !== 'api');
  });
});
