import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteOf } from '../../schemas/days.ts';
import { Alert } from '../../schemas/alerts.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Run } from '../../schemas/runs.ts';
import { createHandlers } from '../../workers/handlers/index.ts';
import { silentLogger } from '../../workers/queue.ts';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { walk, type ListPage, type ToldGap } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let first: Run;
let run: Run;
const parameters = { paths: 100 };
const alerts = (query = '', as: 'planner' | 'school' | 'enterprise' = 'planner', limit = 200) => walk<Alert>(api, `/alerts?${query}`, limit, as);
const acknowledge = (id: string, body: object, as: 'planner' | 'secretariat' | 'administrator' = 'planner') =>
  api.call('POST', `/alerts/${id}/acknowledgement`, { as, body });
const stored = () => api.db.query.select().from(api.db.schema.alerts);

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  first = await api.runToEnd({ asOfYear: api.t0 - 3, parameters });
  expect([first.status, (await stored()).length]).toEqual(['succeeded', 0]); // nothing to compare with
  run = await api.runToEnd({ parameters });
  expect(run.status).toBe('succeeded');
}, 240_000);
afterAll(() => api.close());

describe('what a run found to have changed', () => {
  it('is what the published gaps of both runs say', async () => {
    const rows = await alerts();
    const schema = Compile(Alert);
    expect(rows.length).toBeGreaterThan(5);
    const gapsOf = async (id: string, window: string) =>
      new Map((await walk<ToldGap>(api, `/gaps?runId=${id}&window=${window}`, 200, 'planner')).map((gap) => [gap.majorCode, gap]));
    const [now, before, pipeline] = [await gapsOf(run.id, 'decision'), await gapsOf(first.id, 'decision'), await gapsOf(run.id, 'pipeline')];
    for (const row of rows) {
      expect(schema.Errors(row)).toEqual([]);
      expect([row.runId, row.previousRunId, row.asOfYear, row.status, row.simulated]).toEqual([run.id, first.id, api.t0, 'open', true]);
      const [cell, was] = [now.get(row.majorCode)!, before.get(row.majorCode)];
      if (row.kind === 'severe_band') expect([row.majorCode, cell.band, was?.band === row.state]).toEqual([row.majorCode, row.state, false]);
      if (row.kind === 'sign_change')
        expect([row.majorCode, cell.probability >= 0.7, was!.probability <= 0.3]).toEqual([row.majorCode, row.state === 'short', row.state === 'short']);
      if (row.kind === 'plans_overshoot')
        expect([cell.band, ['severe_shortage', 'shortage', 'balanced'].includes(pipeline.get(row.majorCode)!.band)]).toEqual(['severe_surplus', true]);
      expect(row.sentences[0]!.zh).toContain(Math.abs(Math.round(cell.gap)).toLocaleString('en-US'));
    }
    const entered = [...now].filter(([code, { band }]) => band.startsWith('severe') && before.get(code)?.band !== band).map(([code]) => code);
    expect(
      rows
        .filter(({ kind }) => kind === 'severe_band')
        .map((row) => row.majorCode)
        .toSorted(),
    ).toEqual(entered.toSorted());
    const rank = { urgent: 0, warning: 1, notice: 2 };
    expect(rows.map((row) => rank[row.severity])).toEqual(rows.map((row) => rank[row.severity]).toSorted());
  });
  it('is told planners, the secretariat and each school of the majors it offers, once', async () => {
    const rows = await alerts();
    const { programmes, notifications } = api.db.schema;
    const offered = Map.groupBy(await api.db.query.select().from(programmes), ({ schoolId }) => schoolId);
    const own = [...offered].flatMap(([school, list]): [string, number][] => {
      const majors = new Set(list.filter(({ closedYear }) => closedYear === null || closedYear > api.t0).map(({ majorCode }) => majorCode));
      const n = rows.filter(({ majorCode }) => majors.has(majorCode)).length;
      return n === 0 ? [] : [[school, n]];
    });
    const told = (await api.db.query.select().from(notifications)).filter(({ kind, entityId }) => kind === 'alerts_raised' && entityId === run.id);
    expect(told.filter(({ organisationId }) => organisationId === null).map(({ role, values }) => [role, values['n']])).toEqual([
      ['planner', rows.length],
      ['secretariat', rows.length],
    ]);
    const schools = told.flatMap(({ organisationId, role, values }) => (organisationId === null ? [] : [{ organisationId, role, n: values['n'] }]));
    expect(new Set(schools.map(({ role }) => role))).toEqual(new Set(['school']));
    expect(schools.map(({ organisationId, n }) => [organisationId, n]).toSorted()).toEqual(own.toSorted());
  });
  it('is not said again by a later run while it holds, and is over once it no longer does', async () => {
    const before = await stored();
    const [some] = before;
    const gone = { ...some!, id: 'gone', key: `${some!.majorCode}|severe_band|never`, runId: first.id };
    await api.db.query.insert(api.db.schema.alerts).values(gone);
    const again = await api.runToEnd({ parameters });
    const after = await stored();
    expect(after.filter(({ id }) => id !== 'gone')).toEqual(before);
    expect(after.find(({ id }) => id === 'gone')).toMatchObject({ endedRunId: again.id });
    expect((await alerts('status=over')).map(({ id, status }) => [id, status])).toEqual([['gone', 'over']]);
    expect((await acknowledge('gone', {})).json<Alert>().status).toBe('acknowledged');
    await api.db.query.delete(api.db.schema.alerts).where(eq(api.db.schema.alerts.id, 'gone'));
  });
  it('is left alone by a look back at an earlier year', async () => {
    const before = await stored();
    expect((await api.runToEnd({ asOfYear: api.t0 - 1, parameters })).status).toBe('succeeded');
    expect(await stored()).toEqual(before);
  });
  it('is stored once though the assembly is delivered again', async () => {
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
});

describe('the list', () => {
  it('filters, pages and counts', async () => {
    const all = await alerts();
    expect(await alerts('', 'planner', 2)).toEqual(all);
    const [some] = all;
    for (const [query, keep] of [
      [`kind=${some!.kind}`, (row: Alert) => row.kind === some!.kind],
      [`majorCode=${some!.majorCode}`, (row: Alert) => row.majorCode === some!.majorCode],
      [`runId=${first.id}`, () => false],
      ['status=open', () => true],
    ] as const) {
      expect(await alerts(query)).toEqual(all.filter(keep));
      expect((await api.getJson<ListPage<Alert>>(`/alerts?limit=1&total=true&${query}`, 'secretariat')).total).toBe(all.filter(keep).length);
    }
  });
  it('shows a school the majors it offers, and an enterprise those of occupations it declares', async () => {
    const { programmes, declarations, crosswalkLinks } = api.db.schema;
    const all = await alerts();
    const organisation = async (role: 'school' | 'enterprise') => (await api.getJson<{ organisationId: string }>('/session', role)).organisationId;
    // an alert of its own for each, whatever the city says
    const school = await organisation('school');
    const offered = new Set((await api.db.query.select().from(programmes).where(eq(programmes.schoolId, school))).map((row) => row.majorCode));
    const declared = await api.db.query
      .select()
      .from(declarations)
      .where(eq(declarations.organisationId, await organisation('enterprise')));
    const occupations = new Set(declared.flatMap(({ occupationCode }) => [occupationCode, occupationCode.slice(0, 7)]));
    const links = await api.db.query.select().from(crosswalkLinks);
    const linked = new Set(links.filter((link) => occupations.has(link.occupationCode)).map((link) => link.majorCode));
    const template = (await stored())[0]!;
    const [mine, theirs] = [[...offered][0]!, [...linked][0]!];
    for (const [id, majorCode] of [
      ['mine', mine],
      ['theirs', theirs],
    ] as const)
      await api.db.query.insert(api.db.schema.alerts).values({ ...template, id, majorCode, key: `${majorCode}|test|${id}` });
    const ids = (rows: Alert[]) => rows.map((row) => row.id);
    const everything = await alerts();
    expect(everything.length).toBe(all.length + 2);
    const seen = { school: await alerts('', 'school'), enterprise: await alerts('', 'enterprise') };
    expect(ids(seen.school)).toContain('mine');
    expect(ids(seen.enterprise)).toContain('theirs');
    expect(ids(seen.school)).toEqual(ids(everything.filter((row) => offered.has(row.majorCode))));
    expect(ids(seen.enterprise)).toEqual(ids(everything.filter((row) => linked.has(row.majorCode))));
    expect(seen.school.length).toBeLessThan(everything.length);
    expect(seen.enterprise.length).toBeLessThan(everything.length);
    const other = everything.find((row) => !offered.has(row.majorCode))!;
    expect(await alerts(`majorCode=${other.majorCode}`, 'school')).toEqual([]);
    const csv = await api.call('GET', '/alerts', { as: 'school', headers: { accept: 'text/csv' } });
    const listed: Record<string, string>[] = parse(csv.body, { bom: true, columns: true });
    expect(listed.map((row) => row['编号'])).toEqual(ids(seen.school));
    // a link that was closed reaches nobody any more
    const ways = links.filter((link) => link.majorCode === theirs && occupations.has(link.occupationCode));
    for (const { majorCode, occupationCode } of ways)
      await api.call('DELETE', `/crosswalk/${majorCode}/${occupationCode}`, { as: 'planner', body: { reason: '不再对应' } });
    expect(ids(await alerts('', 'enterprise'))).not.toContain('theirs');
    for (const { majorCode, occupationCode } of ways)
      await api.call('POST', `/crosswalk/${majorCode}/${occupationCode}/undo`, { as: 'planner', body: { reason: '误改' } });
    expect(ids(await alerts('', 'enterprise'))).toContain('theirs');
    for (const id of ['mine', 'theirs']) await api.db.query.delete(api.db.schema.alerts).where(eq(api.db.schema.alerts.id, id));
  });
  it('comes as CSV in both languages, with the reason', async () => {
    const read = async (language: string): Promise<Record<string, string>[]> =>
      parse((await api.call('GET', '/alerts', { as: 'planner', headers: { accept: 'text/csv', 'accept-language': language } })).body, {
        bom: true,
        columns: true,
      });
    const all = await alerts();
    expect((await read('en')).map((row) => [row['id'], row['reason']])).toEqual(all.map((row) => [row.id, row.sentences.map(({ en }) => en).join('. ')]));
    expect((await read('zh')).map((row) => row['原因'])).toEqual(all.map((row) => row.sentences.map(({ zh }) => zh).join('。')));
  });
});

describe('taking note', () => {
  it('is said once, with who and when, and audited', async () => {
    const [some] = await alerts('status=open');
    const response = await acknowledge(some!.id, { note: '已与两所院校沟通' }, 'secretariat');
    expect(response.statusCode).toBe(201);
    const { acknowledgement, status } = response.json<Alert>();
    expect([status, acknowledgement?.role, acknowledgement?.note]).toEqual(['acknowledged', 'secretariat', '已与两所院校沟通']);
    const again = await api.call('POST', `/alerts/${some!.id}/acknowledgement`, { as: 'planner', body: {}, headers: { 'accept-language': 'en' } });
    expect(again.statusCode).toBe(409);
    const when = minuteOf(new Date(acknowledgement!.at)).replace('T', ' ');
    expect(again.json<Problem>().detail).toBe(`This alert was acknowledged by the secretariat (secretariat) on ${when}`);
    const { auditEntries } = api.db.schema;
    const entries = await api.db.query.select().from(auditEntries).where(eq(auditEntries.entityId, some!.id));
    expect(entries.map(({ action, entity, after }) => [action, entity, after])).toEqual([
      ['acknowledge', 'alert', { role: 'secretariat', note: '已与两所院校沟通' }],
    ]);
    expect((await alerts('status=acknowledged')).map(({ id }) => id)).toEqual([some!.id]);
    expect((await alerts('status=open')).map(({ id }) => id)).not.toContain(some!.id);
  });
  it('by two at the same moment is said by one', async () => {
    const [some] = await alerts('status=open');
    const answers = await Promise.all([acknowledge(some!.id, {}), acknowledge(some!.id, {}, 'administrator')]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
  });
  it('is refused with the reason', async () => {
    const refused = await createRefusalCheck(api);
    const [some] = await alerts('status=open');
    const path = `/alerts/${some!.id}/acknowledgement`;
    await refused('POST', '/alerts/missing/acknowledgement', { as: 'planner', body: {} }, 404);
    await refused('POST', path, { as: 'planner', body: { note: '' } }, 422, ['/note']);
    await refused('POST', path, { as: 'school', body: {} }, 403);
    await refused('GET', '/alerts?status=none', { as: 'planner' }, 422, ['/query/status']);
  });
});
