import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parameterDefinitions } from '../../forecasting/labour/parameters.ts';
import type { RunAssumptions, RunCheck } from '../../schemas/run-checks.ts';
import type { Run } from '../../schemas/runs.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk, type ToldFlag } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let run: Run;
const ask = (path: string, body?: object) => api.call('POST', `/runs/${run.id}/${path}`, { as: 'planner', ...(body ? { body } : {}) });
const listed = async () => (await api.getJson<{ items: RunCheck[] }>(`/runs/${run.id}/checks`, 'planner')).items;
/** The check once a worker is through with it. */
async function ended(id: string): Promise<RunCheck> {
  for (;;) {
    const check = (await listed()).find((one) => one.id === id)!;
    if (check.state !== 'queued' && check.state !== 'running') return check;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect([run.status, run.replay]).toEqual(['succeeded', null]);
}, 240_000);
afterAll(() => api.close());

describe('a replay asked of a worker', () => {
  it('ends with its verdict on the run', async () => {
    const answer = await ask('replay');
    expect([answer.statusCode, answer.headers.location]).toEqual([202, `/api/v1/runs/${run.id}/checks`]);
    const check = await ended(answer.json<RunCheck>().id);
    expect(check).toMatchObject({ state: 'succeeded', kind: 'replay', replay: { equal: true, rows: 0, first: null }, effect: null, error: null });
    expect(check.replay!.compared).toBeGreaterThan(1000);
    const found = await api.getJson<Run>(`/runs/${run.id}`, 'planner');
    expect(found.replay).toEqual({ state: 'succeeded', equal: true, at: check.finishedAt });
    const { auditEntries } = api.db.schema;
    const entries = await api.db.query.select().from(auditEntries).where(eq(auditEntries.entityId, check.id));
    expect(entries.map(({ action }) => action)).toEqual(['create', 'finish']);
  });
  it('finds a row that was changed, and names it', async () => {
    const { flags } = api.db.schema;
    const [flag] = await api.db.query.select().from(flags).where(eq(flags.runId, run.id)).orderBy(flags.key).limit(1);
    await api.db.query
      .update(flags)
      .set({ gap: flag!.gap + 1 })
      .where(eq(flags.key, flag!.key));
    const check = await ended((await ask('replay')).json<RunCheck>().id);
    await api.db.query.update(flags).set({ gap: flag!.gap }).where(eq(flags.key, flag!.key));
    expect(check.replay).toMatchObject({ equal: false, rows: 1, first: `flags ${flag!.key} gap` });
  });
  it('fails with the reason where the inputs are not those of the run', async () => {
    const { runSnapshots } = api.db.schema;
    const [kept] = await api.db.query.select().from(runSnapshots).where(eq(runSnapshots.hash, run.snapshotHash!));
    await api.db.query.update(runSnapshots).set({ content: '{}' }).where(eq(runSnapshots.hash, run.snapshotHash!));
    const check = await ended((await ask('replay')).json<RunCheck>().id);
    await api.db.query.update(runSnapshots).set({ content: kept!.content }).where(eq(runSnapshots.hash, run.snapshotHash!));
    expect([check.state, check.replay, check.error]).toEqual(['failed', null, expect.stringContaining('needs the snapshot')]);
  });
});

describe('the effect of a parameter', () => {
  it('is the difference between the flags of the run and those made with its ends', async () => {
    const answer = await ask('effects', { parameter: 'lambdaNet' });
    const { effect } = await ended(answer.json<RunCheck>().id);
    expect(effect).toMatchObject({ used: 0.5, low: { value: 0.3 }, high: { value: 0.8 } });
    const other = await api.runToEnd({ parameters: { paths: 100, lambdaNet: 0.3 } });
    const classes = async (id: string) =>
      new Map((await walk<ToldFlag>(api, `/flags?runId=${id}&sort=majorCode`, 200, 'planner')).map((flag) => [flag.majorCode, flag.proposedClass]));
    const [before, after] = [await classes(run.id), await classes(other.id)];
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((code) => before.get(code) !== after.get(code));
    expect(effect!.low.changed).toBe(changed.length);
    expect(changed.length).toBeGreaterThan(5);
    expect(effect!.low.examples.map(({ majorCode }) => majorCode)).toEqual(changed.toSorted().slice(0, 10));
    // asked again it is the same check
    expect((await ask('effects', { parameter: 'lambdaNet' })).json<RunCheck>().id).toBe(answer.json<RunCheck>().id);
  });
  it('is shown beside the parameter, with the flags that turn as the run found them', async () => {
    const { parameters, others, flags } = await api.getJson<RunAssumptions>(`/runs/${run.id}/assumptions`, 'planner');
    const sheet = await api.call('GET', `/runs/${run.id}/assumptions`, { as: 'planner', headers: { accept: 'text/csv' } });
    const lines = parse<Record<string, string>>(sheet.body, { columns: true, bom: true });
    const inFile = lines.filter((line) => line['类别'] === '参数');
    expect(inFile.map((line) => [line['名称'], Number(line['本批次取值']), line['含义']])).toEqual(
      parameters.map(({ name, value, title }) => [name, value, title.zh]),
    );
    expect(lines.length).toBeGreaterThan(inFile.length); // what outcomes of postings told

    expect(parameters.map(({ name }) => name)).toEqual(Object.keys(parameterDefinitions));
    const lambda = parameters.find(({ name }) => name === 'lambdaNet')!;
    const told = await walk<ToldFlag>(api, `/flags?runId=${run.id}&sort=majorCode`, 200, 'planner');
    const turning = told.filter(({ evidence }) => evidence.decisive?.some(({ name }) => name === 'lambdaNet'));
    expect([flags, lambda.turns, lambda.check?.effect?.low.value, lambda.likely]).toEqual([told.length, turning.length, 0.3, [0.3, 0.8]]);
    expect(lambda.nearest.length).toBe(Math.min(5, turning.length));
    expect(parameters.find(({ name }) => name === 'paths')).toMatchObject({ value: 100, default: 1000, turns: null, nearest: [], check: null });
    const left = parameters.flatMap(({ words }) => [words.unit, words.source]).filter(({ zh, en }) => zh === en);
    expect(left).toEqual([]);
    expect(others.map(({ name }) => name)).toEqual(['localStay', 'weight', 'graduates']);
    expect(others.find(({ name }) => name === 'weight')!.turns).toBeGreaterThan(0);
  });
  it('is refused for what is no parameter, and of a run without results', async () => {
    const refuse = await createRefusalCheck(api);
    await refuse('POST', `/runs/${run.id}/effects`, { as: 'planner', body: { parameter: 'luck' } }, 422, ['/parameter']);
    await refuse('POST', `/runs/${run.id}/effects`, { as: 'school', body: { parameter: 'sigma' } }, 403);
    const failed = { ...(await api.runs.find(run.id))!, id: 'failed', status: 'failed' as const };
    await api.db.query.insert(api.db.schema.runs).values(failed);
    expect((await api.call('POST', '/runs/failed/replay', { as: 'planner' })).statusCode).toBe(409);
    expect((await api.call('GET', '/runs/failed/assumptions', { as: 'planner' })).statusCode).toBe(409);
  });
});

describe('who started a run', () => {
  it('is named to those who plan, to nobody else', async () => {
    const name = async (as: 'planner' | 'school') => (await api.getJson<Run>(`/runs/${run.id}`, as)).requestedByName;
    expect([await name('planner'), await name('school')]).toEqual(['planner', null]);
  });
});
