import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { DestinationReport, IntakePlan } from '../../schemas/enrolment.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
let known: DestinationReport;
/** A right report of the school's own programme: what the newest one said. */
let report: Record<string, unknown>;
let plan: Record<string, unknown>;
let graduates: number;
beforeAll(async () => {
  api = await buildTestApp();
  refused = await createRefusalCheck(api);
  known = (await api.getJson<{ items: DestinationReport[] }>(`/enrolment/destinations?year=${api.t0}`, 'school')).items.find((item) => item.localJob > 5)!;
  const { year, majorCode, level, localJob, otherRegion, furtherStudy, military, unemployed } = known;
  report = { year, majorCode, level, localJob, otherRegion, furtherStudy, military, unemployed };
  graduates = localJob + otherRegion + furtherStudy + military + unemployed;
  plan = { year: api.t0 + 1, majorCode, level, plan: 45 };
});
afterAll(() => api.close());

const refuse = (path: string, body: unknown, pointers: readonly string[], as: 'school' | 'administrator' = 'school', status = 422) =>
  refused('POST', path, { as, body }, status, pointers);

describe('POST /enrolment/destinations', () => {
  const persons = ['localJob', 'otherRegion', 'furtherStudy', 'military', 'unemployed', 'inField'];
  it.each(persons.flatMap((field) => [-1, 2.5, '5', null, 1e9].map((value) => [field, value] as const)))('%s %j', async (field, value) => {
    await refuse('/enrolment/destinations', { ...report, [field]: value }, [`/${field}`]);
  });
  it.each([1999, '2024', 2024.5, null, undefined])('year %j', async (year) => {
    await refuse('/enrolment/destinations', { ...report, year }, ['/year']);
  });
  it('year two past the newest reports, and a year whose graduates nobody reported', async () => {
    await refuse('/enrolment/destinations', { ...report, year: api.t0 + 2 }, ['/year']);
    await refuse('/enrolment/destinations', { ...report, year: api.t0 + 1 }, ['/year']);
  });
  it('more persons than graduated: the field with which the sum passes them', async () => {
    await refuse('/enrolment/destinations', { ...report, unemployed: (report['unemployed'] as number) + 1 }, ['/unemployed']);
    await refuse('/enrolment/destinations', { ...report, localJob: graduates + 1 }, ['/localJob']);
  });
  it('more in the field than at work in the city; an unknown field; another major’s level', async () => {
    await refuse('/enrolment/destinations', { ...report, inField: (report['localJob'] as number) + 1 }, ['/inField']);
    await refuse('/enrolment/destinations', { ...report, selfEmployed: 1 }, ['/selfEmployed']);
    await refuse('/enrolment/destinations', { ...report, level: report['level'] === 'bachelor' ? 'secondary' : 'bachelor' }, ['/level']);
    await refuse('/enrolment/destinations', { ...report, majorCode: '999999' }, ['/majorCode']);
  });
  it('of another school: forbidden; without a school from an administrator: named', async () => {
    const { items } = await api.getJson<{ items: DestinationReport[] }>('/enrolment/destinations?limit=200', 'planner');
    const foreign = items.find((item) => item.organisationId !== known.organisationId)!.organisationId;
    await refuse('/enrolment/destinations', { ...report, organisationId: foreign }, ['/organisationId'], 'school', 403);
    await refuse('/enrolment/destinations', report, ['/organisationId'], 'administrator');
  });
  it('is stored as told, first in the list, with one audit entry; traced graduates may be fewer than all', async () => {
    const body = { ...report, unemployed: 0, inField: 3 };
    const before = await rowCounts(api);
    const response = await api.call('POST', '/enrolment/destinations', { as: 'school', body });
    expect([response.statusCode, response.body]).toEqual([201, response.body]);
    const stored = response.json<DestinationReport>();
    expect(stored).toMatchObject({ ...body, programmeId: known.programmeId, organisationId: known.organisationId, simulated: false, source: 'api' });
    expect(await rowCounts(api)).toEqual({
      ...before,
      destinationReports: before['destinationReports']! + 1,
      auditEntries: before['auditEntries']! + 1,
    });
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === stored.id);
    expect(trail).toMatchObject([{ action: 'create', entity: 'destination_report', after: { year: stored.year, localJob: stored.localJob, inField: 3 } }]);
    const { items } = await api.getJson<{ items: DestinationReport[] }>('/enrolment/destinations?limit=1', 'school');
    expect(items).toEqual([stored]);
    refused = await createRefusalCheck(api);
  });
  it('of an administrator belongs to the school named; inField may be left out', async () => {
    const response = await api.call('POST', '/enrolment/destinations', { as: 'administrator', body: { ...report, organisationId: known.organisationId } });
    expect([response.statusCode, response.json<DestinationReport>().inField]).toEqual([201, null]);
    refused = await createRefusalCheck(api);
  });
});

describe('POST /enrolment/plans', () => {
  it.each([-1, 1.5, '40', null, undefined])('plan %j', async (value) => {
    await refuse('/enrolment/plans', { ...plan, plan: value }, ['/plan']);
  });
  it('a year too far, a major not offered', async () => {
    await refuse('/enrolment/plans', { ...plan, year: api.t0 + 2 }, ['/year']);
    await refuse('/enrolment/plans', { ...plan, majorCode: '999999' }, ['/majorCode']);
  });
  it('is stored as told and listed', async () => {
    const response = await api.call('POST', '/enrolment/plans', { as: 'school', body: plan });
    expect(response.statusCode).toBe(201);
    const { items } = await api.getJson<{ items: IntakePlan[] }>('/enrolment/plans?limit=1', 'school');
    expect(items).toEqual([response.json()]);
    expect(items[0]).toMatchObject({ plan: 45, unit: 'persons', simulated: false });
    refused = await createRefusalCheck(api);
  });
});

describe('the lists', () => {
  it.each([
    ['/enrolment/destinations', DestinationReport],
    ['/enrolment/plans', IntakePlan],
  ] as const)('%s has the published shape, filters and counts', async (path, schema) => {
    const { items } = await api.getJson<{ items: (DestinationReport | IntakePlan)[] }>(`${path}?limit=200`, 'planner');
    expect(items.length).toBeGreaterThan(100);
    const published = Compile(schema as TSchema);
    for (const item of items) expect(published.Errors(item)).toEqual([]);
    const { organisationId, majorCode, year } = items.at(-1)!;
    const query = `organisationId=${organisationId}&majorCode=${majorCode}&year=${year}&total=true`;
    const one = await api.getJson<{ items: DestinationReport[]; total: number }>(`${path}?${query}`, 'planner');
    expect(one.total).toBe(one.items.length);
    expect(one.items.length).toBeGreaterThan(0);
    for (const item of one.items) expect([item.organisationId, item.majorCode, item.year]).toEqual([organisationId, majorCode, year]);
  });
  it('a school sees its own only', async () => {
    const { items } = await api.getJson<{ items: DestinationReport[] }>('/enrolment/destinations?limit=200', 'school');
    expect(new Set(items.map((item) => item.organisationId))).toEqual(new Set([known.organisationId]));
    const other = (await api.getJson<{ items: DestinationReport[] }>('/enrolment/destinations?limit=200', 'planner')).items.find(
      (item) => item.organisationId !== known.organisationId,
    )!;
    expect((await api.call('GET', `/enrolment/destinations?organisationId=${other.organisationId}`, { as: 'school' })).statusCode).toBe(403);
  });
});
