import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import { Run, RunParameter } from '../../schemas/runs.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';

let api: TestApp;
let idle: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ working: 'new threads' });
  idle = await buildTestApp();
});
afterAll(async () => {
  await api.close();
  await idle.close();
});

const start = (app: TestApp, body: object = {}) => app.call('POST', '/runs', { as: 'planner', body });
interface Event {
  readonly id: string;
  readonly event: string;
  readonly data: { id: string; status: string; stage: string; done: number; total: number; error: string | null };
}
/** The whole stream, until the server ends it. */
async function events(app: TestApp, id: string): Promise<Event[]> {
  const response = await app.call('GET', `/runs/${id}/events`, { as: 'school', headers: { accept: 'text/event-stream' } });
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/event-stream']);
  const blocks = response.body.split('\n\n').filter((block) => block.includes('data:'));
  return blocks.map((block) => {
    const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    return { id: fields['id'] ?? '', event: fields['event'] ?? '', data: JSON.parse(fields['data'] ?? '') as Event['data'] };
  });
}

describe('starting a run', () => {
  it('answers 202 with its address before anything is computed, with one audit entry', async () => {
    const before = await rowCounts(idle);
    const response = await start(idle, { asOfYear: idle.t0 - 1, parameters: { lambdaNet: 0.4 } });
    expect(response.statusCode).toBe(202);
    const run = response.json<Run>();
    expect(response.headers['location']).toBe(`/api/v1/runs/${run.id}`);
    expect(Compile(Run).Errors(run)).toEqual([]);
    expect(run).toMatchObject({ status: 'queued', done: 0, asOfYear: idle.t0 - 1, snapshotHash: null, summary: null, startedAt: null, finishedAt: null });
    expect(run.parameters).toMatchObject({ lambdaNet: 0.4, sigma: 0.11 });
    expect(run.changedParameters).toEqual([
      { name: 'lambdaNet', title: { zh: '净新增岗位由院校毕业生进入的比例 λ', en: 'entry share of net openings λ' }, value: 0.4, default: 0.5 },
    ]);
    expect(await idle.getJson<Run>(`/runs/${run.id}`, 'school')).toEqual({ ...run, requestedByName: null });
    expect(await rowCounts(idle)).toEqual({
      ...before,
      runs: before['runs']! + 1,
      runTasks: before['runTasks']! + 1,
      auditEntries: before['auditEntries']! + 1,
    });
  });
  it('without a year takes the newest that is fully reported', async () => {
    expect((await start(idle)).json<Run>().asOfYear).toBe(idle.t0);
  });
  it('keeps every parameter with unit, range and source', async () => {
    const parameters = await idle.getJson<RunParameter[]>('/parameters', 'planner');
    for (const parameter of parameters) expect(Compile(RunParameter).Errors(parameter)).toEqual([]);
    const run = (await start(idle)).json<Run>();
    expect(run.parameters).toEqual(Object.fromEntries(parameters.map(({ name, default: value }) => [name, value])));
    expect(run.changedParameters).toEqual([]);
  });
  it('is refused with every bad parameter named: outside its range, not whole, unknown, in the wrong order', async () => {
    const before = await rowCounts(idle);
    const response = await start(idle, { parameters: { lambdaNet: 1.2, paths: 100.5, luck: 1, projectByFirstYear: 0.9 } });
    const pointers = response.json<Problem>().errors!.map(({ pointer }) => pointer);
    expect([response.statusCode, pointers.sort()]).toEqual([
      422,
      ['/parameters/lambdaNet', '/parameters/luck', '/parameters/paths', '/parameters/projectByFirstYear'],
    ]);
    expect(await rowCounts(idle)).toEqual(before);
  });
  it('takes values of single occupation groups, and refuses a group nobody knows in its row', async () => {
    const before = await rowCounts(idle);
    const refused = await start(idle, { parameters: { 'sigma:6-18': 0.7, 'sigma:6-1': 0.1 } });
    expect(refused.json<Problem>().errors!.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      ['/parameters/sigma:6-18', '应在 0 与 0.5 之间'],
      ['/parameters/sigma:6-1', '没有这个参数'],
    ]);
    const unknown = await start(idle, { parameters: { 'outsideShare:9-99': 0.4 } });
    expect([unknown.statusCode, unknown.json<Problem>().errors!.map(({ pointer }) => pointer)]).toEqual([422, ['/parameters/outsideShare:9-99']]);
    expect(await rowCounts(idle)).toEqual(before);
    const run = (await start(idle, { parameters: { 'sigma:6-18': 0.08 } })).json<Run>();
    expect(run.parameters).toMatchObject({ sigma: 0.11, 'sigma:6-18': 0.08 });
    const title = { zh: '离职率 σ（职业中类 6-18）', en: 'separations σ (occupation group 6-18)' };
    expect(run.changedParameters).toEqual([{ name: 'sigma:6-18', title, value: 0.08, default: 0.11 }]);
    const listed = await idle.getJson<RunParameter[]>('/parameters', 'planner');
    expect(listed.filter(({ byGroup }) => byGroup).map(({ name }) => name)).toEqual(['sigma', 'outsideShare']);
  });
  it('is refused while there is nothing to forecast from', async () => {
    const empty = await buildTestApp({ seeded: false });
    const before = await rowCounts(empty);
    expect((await start(empty)).statusCode).toBe(409);
    expect(await rowCounts(empty)).toEqual(before);
    await empty.close();
  });
});

describe('a run that works', () => {
  it('tells its progress and ends with done', async () => {
    const run = (await start(api, { parameters: { paths: 100 } })).json<Run>();
    const told = await events(api, run.id);
    expect(told.map(({ event }) => event).filter((event) => event !== 'progress')).toEqual(['done']);
    expect(told.at(-1)).toMatchObject({ event: 'done', data: { id: run.id, status: 'succeeded', stage: 'finished', error: null } });
    expect(told.map(({ id }) => id)).toEqual(told.map((_, i) => String(i + 1)));
    const done = told.map(({ data }) => data.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(told.at(-1)!.data.done).toBe(told.at(-1)!.data.total);
    const stages = told.map(({ data }) => ['queued', 'prepare', 'fit', 'assemble', 'finished'].indexOf(data.stage));
    expect(stages).toEqual(stages.toSorted((a, b) => a - b));
  });
  it('is over with snapshot, summary, times in order, and one audit entry more', async () => {
    const before = await rowCounts(api);
    const run = await api.runToEnd({ parameters: { paths: 100 } });
    expect(Compile(Run).Errors(run)).toEqual([]);
    expect(run).toMatchObject({ status: 'succeeded', error: null, simulated: true });
    expect(run.snapshotHash).toMatch(/^[0-9a-f]{64}$/);
    expect(run.summary?.cells).toBeGreaterThan(50);
    expect(run.done).toBe(run.total);
    expect(Date.parse(run.startedAt!)).toBeGreaterThanOrEqual(Date.parse(run.createdAt));
    expect(run.startedAt).not.toBe(run.createdAt);
    expect(Date.parse(run.finishedAt!)).toBeGreaterThan(Date.parse(run.startedAt!));
    const after = await rowCounts(api);
    expect(after['auditEntries']! - before['auditEntries']!).toBe(2);
    const flags = Object.values(run.summary?.flags ?? {}).reduce((sum, n) => sum + n, 0);
    expect(after['flags']! - before['flags']!).toBe(flags);
  });
  it('gives an event stream opened afterwards its end at once', async () => {
    const run = (await api.getJson<{ items: Run[] }>('/runs?status=succeeded&limit=1', 'planner')).items[0]!;
    expect((await events(api, run.id)).map(({ event }) => event)).toEqual(['done']);
  });
  it('cannot be cancelled any more', async () => {
    const run = (await api.getJson<{ items: Run[] }>('/runs?status=succeeded&limit=1', 'planner')).items[0]!;
    const before = await rowCounts(api);
    expect((await api.call('POST', `/runs/${run.id}/cancel`, { as: 'planner' })).statusCode).toBe(409);
    expect(await rowCounts(api)).toEqual(before);
    expect(await api.getJson<Run>(`/runs/${run.id}`, 'planner')).toEqual(run);
  });
});

describe('a run that cannot succeed', () => {
  it('fails once, with the reason in its row, in its last event and in the audit', async () => {
    const run = (await start(api, { asOfYear: 2000 })).json<Run>();
    const told = await events(api, run.id);
    expect(told.at(-1)).toMatchObject({ event: 'failed', data: { status: 'failed' } });
    const failed = await api.getJson<Run>(`/runs/${run.id}`, 'planner');
    expect(failed.error).toBe('run of 150600 as of 2000 needs at least one reported series, got none');
    expect(told.at(-1)!.data.error).toBe(failed.error);
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === run.id);
    expect(trail.map((entry) => entry.action)).toEqual(['create', 'fail']);
  });
});

describe('cancelling', () => {
  it('stops a waiting run', async () => {
    const run = (await start(idle)).json<Run>();
    const response = await idle.call('POST', `/runs/${run.id}/cancel`, { as: 'administrator' });
    expect([response.statusCode, response.json<Run>().status]).toEqual([200, 'cancelled']);
    expect((await events(idle, run.id)).map(({ event }) => event)).toEqual(['cancelled']);
  });
  it.each(['fit', 'assemble'])('stops a run in %s; nothing of it is stored', async (stage) => {
    const before = await rowCounts(api);
    const run = (await start(api, { parameters: { paths: stage === 'assemble' ? 3_000 : 100 } })).json<Run>();
    while ((await api.getJson<Run>(`/runs/${run.id}`, 'planner')).stage !== stage) await new Promise((resolve) => setTimeout(resolve, 2));
    const stream = events(api, run.id);
    expect((await api.call('POST', `/runs/${run.id}/cancel`, { as: 'planner' })).statusCode).toBe(200);
    expect((await stream).at(-1)?.event).toBe('cancelled');
    // what was being computed comes to its end and must not be taken
    await api.runToEnd({ asOfYear: 2000 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await api.getJson<Run>(`/runs/${run.id}`, 'planner')).status).toBe('cancelled');
    const after = await rowCounts(api);
    for (const table of ['gaps', 'flags', 'runSeries', 'runForecasts']) expect([table, after[table]]).toEqual([table, before[table]]);
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === run.id);
    expect(trail.map((entry) => entry.action)).toEqual(['create', 'cancel']);
  });
});

describe('the list of runs', () => {
  it('is newest first, complete, and filtered by status', async () => {
    const all = await walk<Run>(api, '/runs', 3, 'secretariat');
    expect(all.map((run) => run.id)).toEqual(
      all
        .map((run) => run.id)
        .toSorted()
        .toReversed(),
    );
    expect((await api.getJson<{ total: number }>('/runs?total=true', 'planner')).total).toBe(all.length);
    for (const status of ['succeeded', 'cancelled', 'failed', 'queued']) {
      const some = await walk<Run>(api, `/runs?status=${status}`, 2, 'planner');
      expect([status, some]).toEqual([status, all.filter((run) => run.status === status)]);
    }
  });
});
