import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Evaluation, FlagEvaluation } from '../../schemas/evaluations.ts';
import type { Flag, Series } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { roles } from '../../schemas/vocabulary.ts';
import { createHandlers } from '../../workers/handlers/index.ts';
import { silentLogger } from '../../workers/queue.ts';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { walk, type ListPage } from '../support/pages.ts';

let api: TestApp;
let oldest: Run;
let earlier: Run;
let run: Run;
const forecasts = (query = '', limit = 200) => walk<Evaluation>(api, `/evaluations?${query}`, limit, 'planner');
const flags = (query: string, limit = 200) => walk<FlagEvaluation>(api, `/evaluations/flags?${query}`, limit, 'planner');
let before: Record<string, number>;

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  const parameters = { paths: 100 };
  oldest = await api.runToEnd({ asOfYear: api.t0 - 6, parameters });
  before = await rowCounts(api);
  earlier = await api.runToEnd({ asOfYear: api.t0 - 1, parameters });
  run = await api.runToEnd({ parameters });
  expect([oldest.status, earlier.status, run.status]).toEqual(['succeeded', 'succeeded', 'succeeded']);
}, 240_000);
afterAll(() => api.close());

describe('what became of past forecasts', () => {
  it('is nothing as long as no run has met its future', () => {
    expect([before['runEvaluations'], before['flagEvaluations']]).toEqual([0, 0]);
  });
  it('is told for every earlier run, side and year that has come', async () => {
    const rows = await forecasts();
    const schema = Compile(Evaluation);
    for (const row of rows) {
      expect(schema.Errors(row)).toEqual([]);
      expect([row.simulated, row.n > 0, row.mae >= 0, row.coverage80 <= row.coverage95]).toEqual([true, true, true, true]);
      expect(row.ratio).toBe(row.naiveMae > 0 ? row.mae / row.naiveMae : null);
      expect(row.misses.length).toBe(Math.min(5, row.n));
    }
    const steps = (of: Run, against: Run, side: string) =>
      rows.filter((row) => row.runId === of.id && row.againstRunId === against.id && row.side === side).map((row) => row.yearsAhead);
    for (const side of ['occupation', 'hires', 'intake', 'supply']) {
      expect([side, steps(earlier, run, side)]).toEqual([side, [1]]);
      expect([side, steps(oldest, run, side)]).toEqual([side, [1, 2, 3, 4, 5, 6]]);
      expect([side, steps(oldest, earlier, side)]).toEqual([side, [1, 2, 3, 4, 5]]);
      expect([side, steps(run, earlier, side)]).toEqual([side, []]);
    }
    expect(new Set(rows.map((row) => `${row.asOfYear} ${row.againstYear}`)).size).toBe(3);
  });
  it('agrees with the published series, worked out anew', async () => {
    const [row] = await forecasts(`runId=${earlier.id}&againstRunId=${run.id}&side=supply`);
    const errors: number[] = [];
    const naive: number[] = [];
    let inside = 0;
    const codes = new Set((await walk<{ majorCode: string }>(api, `/gaps?runId=${earlier.id}&window=decision`, 200, 'planner')).map((gap) => gap.majorCode));
    for (const code of codes) {
      const read = async (id: string) => {
        const response = await api.call('GET', `/series/${id}.supply.150600.${code}`, { as: 'planner' });
        return response.statusCode === 200 ? response.json<Series>() : undefined;
      };
      const [then, now] = [await read(earlier.id), await read(run.id)];
      const last = then?.history.findLast(({ value }) => value !== null)?.value;
      const step = then?.forecast[0];
      const actual = now?.history.find(({ year }) => year === step?.year)?.value;
      if (last === null || last === undefined || actual === null || actual === undefined || !step) continue;
      errors.push(Math.abs(actual - step.mean));
      naive.push(Math.abs(actual - last));
      if (step.lo80 <= actual && actual <= step.hi80) inside++;
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(row!.n).toBe(errors.length);
    expect(row!.mae).toBeCloseTo(mean(errors), 9);
    expect(row!.naiveMae).toBeCloseTo(mean(naive), 9);
    expect(row!.coverage80).toBeCloseTo(inside / errors.length, 12);
    expect(Math.abs(row!.misses[0]!.actual! - row!.misses[0]!.forecast!)).toBeCloseTo(Math.max(...errors), 9);
    expect(row!.misses[0]!.name).toMatch(/\p{Script=Han}/u);
  });
  it('filters, pages and counts', async () => {
    const all = await forecasts();
    expect(await forecasts('', 7)).toEqual(all);
    for (const [query, keep] of [
      [`runId=${oldest.id}`, (row: Evaluation) => row.runId === oldest.id],
      [`againstRunId=${earlier.id}`, (row: Evaluation) => row.againstRunId === earlier.id],
      ['side=intake', (row: Evaluation) => row.side === 'intake'],
      ['yearsAhead=2', (row: Evaluation) => row.yearsAhead === 2],
    ] as const) {
      expect(await forecasts(query)).toEqual(all.filter(keep));
      expect((await api.getJson<ListPage<Evaluation>>(`/evaluations?limit=1&total=true&${query}`, 'school')).total).toBe(all.filter(keep).length);
    }
  });
  it('comes as CSV in both languages', async () => {
    const csv = (path: string, headers = {}) => api.call('GET', path, { as: 'school', headers: { accept: 'text/csv', ...headers } });
    expect((await csv('/evaluations')).body.split('\n')[0]).toContain('平均绝对误差（人）');
    expect((await csv('/evaluations/flags')).body.split('\n')[0]).toContain('已过年数');
    const rows: Record<string, string>[] = parse((await csv('/evaluations', { 'accept-language': 'en' })).body, { bom: true, columns: true });
    expect(rows.map((row) => [row['run'], row['side'], row['years_ahead'], row['forecasts']])).toEqual(
      (await forecasts()).map((row) => [row.runId, row.side, String(row.yearsAhead), String(row.n)]),
    );
    const flagged: Record<string, string>[] = parse((await csv('/evaluations/flags', { 'accept-language': 'en' })).body, { bom: true, columns: true });
    expect(flagged.length).toBe((await flags('')).length);
  });
  it.each(roles)('is open to the %s', async (role) => {
    for (const path of ['/evaluations', '/evaluations/flags']) expect((await api.call('GET', path, { as: role })).statusCode).toBe(200);
  });
  it('needs a key', async () => {
    for (const path of ['/evaluations', '/evaluations/flags']) expect((await api.call('GET', path)).statusCode).toBe(401);
  });
});

describe('what became of past flags', () => {
  it('is too early one year later, and said so for every flag', async () => {
    const rows = await flags(`runId=${earlier.id}&againstRunId=${run.id}`);
    const shown = await walk<Flag>(api, `/flags?runId=${earlier.id}&sort=majorCode`, 200, 'planner');
    expect(rows.map((row) => [row.majorCode, row.class, row.firstYear])).toEqual(shown.map((flag) => [flag.majorCode, flag.class, flag.firstYear]));
    for (const row of rows) {
      const claims = ['new', 'expand', 'reduce', 'suspend'].includes(row.class);
      expect([row.observedYears, row.demand, row.outcome]).toEqual([0, null, claims ? 'too_early' : 'no_direction']);
    }
  });
  it('is a hit or a miss once years of the window are known, by the later run’s demand and the graduates since', async () => {
    const rows = await flags(`runId=${oldest.id}&againstRunId=${run.id}`);
    const schema = Compile(FlagEvaluation);
    const decided = rows.filter((row) => row.outcome === 'hit' || row.outcome === 'miss');
    expect(decided.length).toBeGreaterThan(5);
    for (const row of rows) {
      expect(schema.Errors(row)).toEqual([]);
      expect(row.observedYears).toBeLessThanOrEqual(Math.max(0, Math.min(row.lastYear, api.t0) - row.firstYear + 1));
    }
    for (const row of decided.slice(0, 8)) {
      const sum = async (side: string) => {
        const { history } = await api.getJson<Series>(`/series/${run.id}.${side}.150600.${row.majorCode}`, 'planner');
        return history.filter(({ year }) => year >= row.firstYear && year <= row.lastYear).reduce((total, { value }) => total + (value ?? 0), 0);
      };
      expect(row.demand).toBeCloseTo(await sum('demand'), 6);
      expect(row.supply).toBeCloseTo(await sum('supply'), 6);
      expect([row.majorCode, row.outcome]).toEqual([row.majorCode, (row.direction === 'short') === row.demand! > row.supply! ? 'hit' : 'miss']);
    }
  });
  it('filters by outcome, level and major, with the counts of all outcomes beside', async () => {
    const all = await flags(`runId=${oldest.id}&againstRunId=${run.id}`);
    const some = all.find((row) => row.outcome === 'no_direction')!;
    for (const [query, keep] of [
      ['outcome=no_direction', (row: FlagEvaluation) => row.outcome === 'no_direction'],
      [`level=${some.level}`, (row: FlagEvaluation) => row.level === some.level],
      [`majorCode=${some.majorCode}`, (row: FlagEvaluation) => row.majorCode === some.majorCode],
    ] as const)
      expect(await flags(`runId=${oldest.id}&againstRunId=${run.id}&${query}`, 9)).toEqual(all.filter(keep));
    const page = await api.getJson<{ outcomes: Record<string, number>; total: number }>(
      `/evaluations/flags?runId=${oldest.id}&againstRunId=${run.id}&outcome=no_direction&total=true`,
      'planner',
    );
    expect(page.outcomes).toEqual(
      Object.fromEntries(['hit', 'miss', 'too_early', 'no_direction'].map((name) => [name, all.filter((row) => row.outcome === name).length])),
    );
    expect(page.total).toBe(page.outcomes['no_direction']);
  });
});

it('an assembly delivered again evaluates nothing twice', async () => {
  const { runTasks } = api.db.schema;
  const [task] = await api.db.query
    .select()
    .from(runTasks)
    .where(and(eq(runTasks.runId, run.id), eq(runTasks.kind, 'assemble')));
  const counts = await rowCounts(api);
  const pool = openThreadPool(1);
  const { runTask } = createHandlers({ ...api.context, pool, logger: silentLogger });
  await Promise.all([1, 2].map(() => runTask({ taskId: task!.id }, { signal: new AbortController().signal, attempt: 1, lastAttempt: false })));
  await pool.close();
  expect(await rowCounts(api)).toEqual(counts);
});
