import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TSchema } from 'typebox';
import { Inflow, Project } from '../../schemas/outlook.ts';
import type { RunComparison } from '../../schemas/comparison.ts';
import type { Flag, Gap } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
let project: Record<string, unknown>;
let inflow: Record<string, unknown>;
let enterprise: string;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  refused = await createRefusalCheck(api);
  const own = await api.getJson<{ items: { organisationId: string; occupationCode: string }[] }>('/demand/declarations?limit=1', 'enterprise');
  enterprise = own.items[0]!.organisationId;
  project = { name: '二期扩建', occupationCode: own.items[0]!.occupationCode, commissioningYear: api.t0 + 2, plannedHeadcount: 800 };
  const { items } = await api.getJson<{ items: { majorCode: string }[] }>('/programmes?limit=1');
  inflow = { majorCode: items[0]!.majorCode, year: api.t0 + 5, persons: 40, reason: '区外院校订单培养' };
});
afterAll(() => api.close());

const post = (path: string, body: object, as: 'enterprise' | 'planner' | 'administrator') => api.call('POST', path, { as, body });

describe('POST /demand/projects', () => {
  const refuse = (body: object, pointers: string[], as: 'enterprise' | 'administrator' = 'enterprise', status = 422) =>
    refused('POST', '/demand/projects', { as, body }, status, pointers);
  it.each([-1, 2.5, '5', null, 1e6, undefined])('plannedHeadcount %j', (plannedHeadcount) => refuse({ ...project, plannedHeadcount }, ['/plannedHeadcount']));
  it.each([1999, 2101, '2027', 2027.5, null])('commissioningYear %j', (commissioningYear) => refuse({ ...project, commissioningYear }, ['/commissioningYear']));
  it.each([undefined, 7])('name %j', (name) => refuse({ ...project, name }, ['/name']));
  it.each(['   ', '长'.repeat(101)])('name %j', (name) => refuse({ ...project, name }, ['/name']));
  it('a year past the tenth after the newest reports; an unknown occupation; an unknown field', async () => {
    await refuse({ ...project, commissioningYear: api.t0 + 11 }, ['/commissioningYear']);
    await refuse({ ...project, occupationCode: '9-99-99' }, ['/occupationCode']);
    await refuse({ ...project, occupationCode: 'x' }, ['/occupationCode']);
    await refuse({ ...project, note: 'x' }, ['/note']);
  });
  it('for another enterprise: forbidden; without one from an administrator: named', async () => {
    await refuse({ ...project, organisationId: 'other' }, ['/organisationId'], 'enterprise', 403);
    await refuse(project, ['/organisationId'], 'administrator');
    await refuse({ ...project, organisationId: 'nobody' }, ['/organisationId'], 'administrator');
  });
  it.each(['planner', 'secretariat', 'school'] as const)('%s may not', (as) => refused('POST', '/demand/projects', { as, body: project }, 403));

  it('is stored as told with one audit entry; the newest word counts, and 0 takes it back', async () => {
    const before = await rowCounts(api);
    const first = await post('/demand/projects', { ...project, name: '  二期扩建 ' }, 'enterprise');
    expect([first.statusCode, first.body]).toEqual([201, first.body]);
    const stored = first.json<Project>();
    expect(stored).toMatchObject({ ...project, organisationId: enterprise, inForce: true, simulated: false, source: 'api', unit: 'persons' });
    expect(await rowCounts(api)).toEqual({ ...before, projects: before['projects']! + 1, auditEntries: before['auditEntries']! + 1, auditHead: 1 });
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === stored.id);
    expect(trail).toMatchObject([{ action: 'create', entity: 'project', after: { organisationId: enterprise, plannedHeadcount: 800 } }]);

    const inForce = () => api.getJson<{ items: Project[]; total: number }>('/demand/projects?total=true', 'enterprise');
    expect((await inForce()).items).toEqual([stored]);
    await post('/demand/projects', { ...project, commissioningYear: api.t0 + 3 }, 'enterprise');
    expect((await inForce()).items).toMatchObject([{ commissioningYear: api.t0 + 3, inForce: true }]);
    await post('/demand/projects', { ...project, plannedHeadcount: 0 }, 'enterprise');
    expect(await inForce()).toMatchObject({ items: [], total: 0 });
    const all = await api.getJson<{ items: Project[]; total: number }>('/demand/projects?state=all&total=true', 'enterprise');
    expect(all.items.map((item) => [item.plannedHeadcount, item.inForce])).toEqual([
      [0, false],
      [800, false],
      [800, false],
    ]);
    expect(all.total).toBe(3);
    refused = await createRefusalCheck(api);
  });
});

describe('POST /supply/inflows', () => {
  const refuse = (body: object, pointers: string[]) => refused('POST', '/supply/inflows', { as: 'planner', body }, 422, pointers);
  it.each([-1, 2.5, '5', null, 1e6])('persons %j', (persons) => refuse({ ...inflow, persons }, ['/persons']));
  it.each([1999, '2027', 2027.5])('year %j', (year) => refuse({ ...inflow, year }, ['/year']));
  it.each([undefined, '', '  '])('reason %j', async (reason) => {
    const response = await post('/supply/inflows', { ...inflow, reason }, 'planner');
    expect(response.statusCode).toBe(422);
    expect(new Set(response.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer))).toEqual(new Set(['/reason']));
  });
  it('a year too far, an unknown major, another region', async () => {
    await refuse({ ...inflow, year: api.t0 + 11 }, ['/year']);
    await refuse({ ...inflow, majorCode: '999999' }, ['/majorCode']);
    await refuse({ ...inflow, regionCode: '110000' }, ['/regionCode']);
  });
  it.each(['enterprise', 'school', 'secretariat'] as const)('%s may not', (as) => refused('POST', '/supply/inflows', { as, body: inflow }, 403));
  it('is stored, listed and taken back', async () => {
    const first = await post('/supply/inflows', inflow, 'planner');
    expect([first.statusCode, first.json()]).toEqual([201, expect.objectContaining({ ...inflow, regionCode: '150600', inForce: true })]);
    await post('/supply/inflows', { ...inflow, persons: 55 }, 'administrator');
    const inForce = () => api.getJson<{ items: Inflow[] }>(`/supply/inflows?majorCode=${String(inflow['majorCode'])}&year=${api.t0 + 5}`, 'secretariat');
    expect((await inForce()).items.map(({ persons }) => persons)).toEqual([55]);
    await post('/supply/inflows', { ...inflow, persons: 0 }, 'planner');
    expect((await inForce()).items).toEqual([]);
    refused = await createRefusalCheck(api);
  });
});

describe('the lists', () => {
  it('have the published shape; an enterprise sees its own projects only', async () => {
    const known = await api.db.query.select().from(api.db.schema.organisations);
    const other = known.find((one) => one.kind === 'enterprise' && one.id !== enterprise && one.closedYear === null)!;
    expect((await post('/demand/projects', { ...project, organisationId: other.id }, 'administrator')).statusCode).toBe(201);
    const own = await api.getJson<{ items: Project[] }>('/demand/projects?state=all', 'enterprise');
    expect(new Set(own.items.map((item) => item.organisationId))).toEqual(new Set([enterprise]));
    expect((await api.call('GET', `/demand/projects?organisationId=${other.id}`, { as: 'enterprise' })).statusCode).toBe(403);
    const seen = await api.getJson<{ items: Project[] }>(`/demand/projects?organisationId=${other.id}&year=${api.t0 + 2}`, 'planner');
    expect(seen.items).toMatchObject([{ organisationName: other.name, inForce: true }]);
    for (const item of [...own.items, ...seen.items]) expect(Compile(Project as TSchema).Errors(item)).toEqual([]);
    const inflows = await api.getJson<{ items: Inflow[] }>('/supply/inflows?state=all', 'planner');
    expect(inflows.items.length).toBeGreaterThan(2);
    for (const item of inflows.items) expect(Compile(Inflow as TSchema).Errors(item)).toEqual([]);
    await post('/demand/projects', { ...project, plannedHeadcount: 0, organisationId: other.id }, 'administrator');
  });
  it('come as CSV in both languages', async () => {
    const csv = async (path: string, language: string) =>
      (await api.call('GET', path, { as: 'planner', headers: { accept: 'text/csv', 'accept-language': language } })).body.split('\n');
    expect((await csv('/demand/projects?state=all', 'zh'))[0]).toContain('企业,项目,职业代码');
    expect((await csv('/demand/projects?state=all', 'en')).length).toBe(7);
    expect((await csv('/supply/inflows?state=all', 'en'))[0]).toContain('inflow_persons');
  });
});

describe('a project and an inflow, end to end', () => {
  it('come into the gaps and the evidence of the next run, and are named as what changed', async () => {
    const parameters = { paths: 100 };
    const before = await api.runToEnd({ parameters });
    expect(before.status).toBe('succeeded');
    const links = await api.getJson<{ items: { majorCode: string }[] }>(`/crosswalk?occupationCode=${String(project['occupationCode'])}`, 'planner');
    const major = links.items[0]!.majorCode;
    await post('/demand/projects', { ...project, commissioningYear: api.t0 + 5 }, 'enterprise');
    await post('/supply/inflows', { ...inflow, majorCode: major }, 'planner');
    const after = await api.runToEnd({ parameters });
    expect(after.status).toBe('succeeded');

    const window = async (runId: string) =>
      (await api.getJson<{ items: Gap[] }>(`/gaps?runId=${runId}&window=decision&majorCode=${major}`, 'planner')).items.find((row) => row.chain === 'city');
    const [was, is] = [(await window(before.id))!, (await window(after.id))!];
    expect(is.demand).toBeGreaterThan(was.demand! + 1);
    const flagsOf = async (runId: string) => (await api.getJson<{ items: Flag[] }>(`/flags?runId=${runId}&limit=200`, 'planner')).items;
    const evidence = (await flagsOf(after.id)).find((flag) => flag.majorCode === major)!.evidence;
    expect(evidence.components.projects).toBeGreaterThan(1);
    expect((await flagsOf(before.id)).find((flag) => flag.majorCode === major)!.evidence.components.projects).toBe(0);
    const inWindow = api.t0 + 5 >= is.year && api.t0 + 5 <= is.lastYear;
    expect(is.supply - was.supply).toBeCloseTo(inWindow ? 40 : 0, 6);
    expect(evidence.supplyParts?.inflow).toBe(inWindow ? 40 : 0);
    const comparison = await api.getJson<RunComparison>(`/runs/${after.id}/comparison?with=${before.id}`, 'planner');
    const changed = comparison.causes.inputs.filter(({ section }) => section === 'projects' || section === 'inflows');
    expect(changed.map(({ section, added }) => [section, added])).toEqual([
      ['inflows', 1],
      ['projects', 1],
    ]);
    // a run that looks back does not know what was said later
    const past = await api.runToEnd({ asOfYear: api.t0 - 1, parameters });
    const taken = async (run: Run) => Object.keys(JSON.parse((await api.runs.snapshot(run.snapshotHash!))!) as object);
    expect(await taken(after)).toEqual(expect.arrayContaining(['projects', 'inflows']));
    for (const run of [before, past]) expect((await taken(run)).filter((name) => name === 'projects' || name === 'inflows')).toEqual([]);
  }, 120_000);
});
