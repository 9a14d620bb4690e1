import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bulletin, type BulletinHead } from '../../schemas/bulletins.ts';
import type { Task, TaskMove, TaskReport, TaskSummary, TaskUnitCount } from '../../schemas/tasks.ts';
import type { TaskTemplate, TemplateTasks } from '../../schemas/task-templates.ts';
import { docxType } from '../../server/downloads.ts';
import { createReminderHandler } from '../../workers/handlers/remind-tasks.ts';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { silentLogger } from '../../workers/queue.ts';
import { createClock } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addKey, addOrganisation } from '../support/callers.ts';
import { createRefusalCheck } from '../support/refusal.ts';

interface ListPage<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
const day = 86_400_000;
// half past midnight in China is still the day before by Greenwich
const time = createClock(new Date('2026-11-19T16:30:00Z'));
let api: TestApp;
let school: string;
let schoolName: string;
let enterprise: string;
let headers: { school: Record<string, string>; enterprise: Record<string, string>; bureau: Record<string, string>; other: Record<string, string> };

beforeAll(async () => {
  api = await buildTestApp({ clock: time.clock });
  [school, enterprise] = [await addOrganisation(api, 'school'), await addOrganisation(api, 'enterprise')];
  const bureau = await addOrganisation(api, 'bureau');
  schoolName = `测试单位 ${school}`;
  headers = {
    school: await addKey(api, 'school', school),
    enterprise: await addKey(api, 'enterprise', enterprise),
    bureau: await addKey(api, 'planner', bureau),
    other: await addKey(api, 'school', await addOrganisation(api, 'school')),
  };
});
afterAll(() => api.close());

const make = async (body: object) => {
  const response = await api.call('POST', '/tasks', { as: 'secretariat', body });
  expect([response.statusCode, response.headers.etag]).toEqual([201, '"v1"']);
  return response.json<Task>();
};
const move = (id: string, body: object, how: { as?: 'secretariat' | 'planner'; headers?: Record<string, string> }) =>
  api.call('POST', `/tasks/${id}/moves`, { ...how, body });
const tell = (id: string, body: object, how: { as?: 'secretariat' | 'planner'; headers?: Record<string, string> }) =>
  api.call('POST', `/tasks/${id}/reports`, { ...how, body });
const get = async <T>(path: string, how: { headers?: Record<string, string> } = {}) =>
  (await api.call('GET', path, { ...(how.headers ? {} : { as: 'secretariat' as const }), ...how })).json<T>();
const noticesOf = async (how: Record<string, string>) =>
  (await get<ListPage<{ kind: string; entityId: string; values: Record<string, unknown> }>>('/notifications?limit=100', { headers: how })).items;
const units = (): object[] => [
  { organisationId: school, leads: true },
  { organisationId: enterprise, leads: false },
  { name: '市教育局', leads: true },
];
const base = { title: '建成实训基地', content: '与园区企业共建，年内投入使用' };

describe('a task', () => {
  it('goes from its units to the secretariat and back, with what was told of it; foreign organisations do not see it', async () => {
    const task = await make({ ...base, dueOn: '2026-11-19', units: units() });
    // in China the day after has begun
    expect(task).toMatchObject({ state: 'open', overdue: true, daysLeft: -1, progress: 0, can: ['begin', 'report', 'cancel'], simulated: false });
    expect(task.units.map(({ name, leads }) => [name, leads])).toEqual([
      [schoolName, true],
      ['市教育局', true],
      [`测试单位 ${enterprise}`, false],
    ]);
    expect((await noticesOf(headers.school)).map(({ kind, values }) => [kind, values])).toEqual([['task_opened', { n: 1 }]]);
    expect((await api.call('GET', `/tasks/${task.id}`, { headers: headers.other })).statusCode).toBe(404);
    expect((await get<ListPage<Task>>('/tasks', { headers: headers.other })).items).toEqual([]);
    expect(await get<Task>(`/tasks/${task.id}`, { headers: headers.school })).toMatchObject({ can: ['begin', 'report'], mayReport: true });
    expect(await get<Task>(`/tasks/${task.id}`, { headers: headers.enterprise })).toMatchObject({ can: [], mayReport: true });
    expect(await get<Task>(`/tasks/${task.id}`, { headers: headers.bureau })).toMatchObject({ can: [], mayReport: false });

    // a cooperating unit tells of its part only, and moves nothing
    const part = await tell(task.id, { progress: 90, text: '设备已到位' }, { headers: headers.enterprise });
    expect([part.statusCode, part.json<Task>()]).toMatchObject([201, { state: 'open', progress: 0 }]);
    expect((await move(task.id, { event: 'begin' }, { headers: headers.enterprise })).statusCode).toBe(403);
    expect((await tell(task.id, { progress: 5, text: 'x' }, { headers: headers.bureau })).statusCode).toBe(403);
    expect((await tell(task.id, { progress: 30, text: '场地已落实' }, { headers: headers.school })).json()).toMatchObject({ state: 'underway', progress: 30 });
    const bureau = task.units.find(({ name }) => name === '市教育局')!.id;
    const refuse = await createRefusalCheck(api);
    await refuse('POST', `/tasks/${task.id}/reports`, { headers: headers.school, body: { progress: 1, text: 'x', unitId: bureau } }, 422, ['/unitId']);
    await refuse('POST', `/tasks/${task.id}/reports`, { headers: headers.school, body: { progress: 101, text: ' ' } }, 422, ['/progress', '/text']);
    const passed = await tell(task.id, { progress: 60, text: '资金已拨付', unitId: bureau }, { as: 'secretariat' });
    expect(passed.json()).toMatchObject({ progress: 60, state: 'underway' });
    const reports = await get<ListPage<TaskReport>>(`/tasks/${task.id}/reports?total=true`, { headers: headers.school });
    expect([reports.total, reports.items.map(({ unitName, leads, progress, actorName }) => [unitName, leads, progress, actorName])]).toEqual([
      3,
      [
        ['市教育局', true, 60, null],
        [schoolName, true, 30, null],
        [`测试单位 ${enterprise}`, false, 90, null],
      ],
    ]);

    const attach = (how: Record<string, string>) =>
      api.call('POST', `/attachments?kind=task&subjectId=${task.id}&name=a.txt`, {
        headers: { ...how, 'content-type': 'application/octet-stream' },
        body: Buffer.from('验收单'),
      });
    expect([(await attach(headers.school)).statusCode, (await attach(headers.bureau)).statusCode, (await attach(headers.other)).statusCode]).toEqual([
      201, 403, 404,
    ]);
    const dates = async (how: Record<string, string>) => (await get<ListPage<{ kind: string; view: string; date: string }>>('/calendar?from=2026-11-01&to=2026-11-30', { headers: how })).items; // prettier-ignore
    const mine = (await dates(headers.school)).filter(({ kind }) => kind === 'task_due');
    expect(mine).toMatchObject([{ date: '2026-11-19', view: `/tasks?task=${task.id}` }]);
    expect((await dates(headers.other)).filter(({ kind }) => kind === 'task_due')).toEqual([]);
    const seen = (await get<Task>(`/tasks/${task.id}`)).version;
    expect((await move(task.id, { event: 'report' }, { headers: { ...headers.school, 'if-match': `"v${seen - 1}"` } })).statusCode).toBe(412);
    expect((await move(task.id, { event: 'accept' }, { headers: headers.school })).statusCode).toBe(409);
    expect((await move(task.id, { event: 'report' }, { headers: headers.school })).json()).toMatchObject({ state: 'reported', overdue: false, daysLeft: null });
    expect((await tell(task.id, { progress: 99, text: 'x' }, { headers: headers.school })).statusCode).toBe(409);
    expect((await move(task.id, { event: 'accept' }, { headers: headers.school })).statusCode).toBe(403);
    await (
      await createRefusalCheck(api)
    )('POST', `/tasks/${task.id}/moves`, { as: 'secretariat', body: { event: 'return' } }, 422, ['/reason']);
    await move(task.id, { event: 'return', reason: '请补充验收单' }, { as: 'secretariat' });
    expect((await noticesOf(headers.school)).map(({ kind }) => kind)).toEqual(['task_returned', 'task_opened']);
    await move(task.id, { event: 'report' }, { headers: headers.school });
    expect((await move(task.id, { event: 'accept' }, { as: 'secretariat' })).json()).toMatchObject({
      state: 'done',
      progress: 100,
      doneAt: time.clock().toISOString(),
    });
    expect((await api.call('PUT', `/tasks/${task.id}`, { as: 'secretariat', body: { ...base, units: units() } })).statusCode).toBe(409);
    const history = await get<ListPage<TaskMove>>(`/tasks/${task.id}/history`, { headers: headers.school });
    expect(history.items.map(({ event, from, to, reason }) => [event, from, to, reason])).toEqual([
      ['accept', 'reported', 'done', null],
      ['report', 'underway', 'reported', null],
      ['return', 'reported', 'underway', '请补充验收单'],
      ['report', 'underway', 'reported', null],
      ['begin', 'open', 'underway', null],
    ]);
    // what people wrote and who they are is not in the audit record
    const entries = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entity }) => entity === 'task');
    expect(entries.map(({ action }) => action)).toEqual(['create', 'report', 'report', 'report', 'report', 'return', 'report', 'accept']);
    expect(JSON.stringify(entries)).not.toMatch(/场地|资金|验收|实训|测试单位/);
  });
  it('names its units once, one of them responsible, and organisations that exist', async () => {
    const refuse = await createRefusalCheck(api);
    const send = (asked: object[], pointers: string[]) => refuse('POST', '/tasks', { as: 'secretariat', body: { ...base, units: asked } }, 422, pointers);
    await send([{ name: '市教育局', leads: false }], ['/units']);
    await send([{ organisationId: 'nobody', leads: true }, { leads: true }], ['/units/0/organisationId', '/units/1/name']);
    await send([{ name: '市教育局', leads: true }, { name: ' 市教育局 ', leads: false }], ['/units/1/name']); // prettier-ignore
    // a unit that is called like an organisation is that organisation
    const task = await make({ ...base, units: [{ name: schoolName, leads: true }] });
    expect(task.units[0]!.organisationId).toBe(school);
    const changed = await api.call('PUT', `/tasks/${task.id}`, {
      as: 'secretariat',
      body: { ...base, title: '改', units: [{ name: '市财政局', leads: true }] },
    });
    expect(changed.json()).toMatchObject({ title: '改', version: 2, units: [{ name: '市财政局', organisationId: null }] });
    expect((await api.call('GET', `/tasks/${task.id}`, { headers: headers.school })).statusCode).toBe(404);
    await move(task.id, { event: 'cancel', reason: '并入其他任务' }, { as: 'secretariat' });
  });
});

describe('lists of tasks', () => {
  it('are opened once a line and year, in the words of this place, with deadlines that move along', async () => {
    const { items } = await get<ListPage<TaskTemplate>>('/task-templates');
    expect(items.map(({ id, own, lines }) => [id, own, lines.length])).toEqual([
      ['pingliang-2020', false, 20],
      ['xingan-consortium', false, 10],
    ]);
    const words = [{ replace: '平凉职业技术学院', by: schoolName }];
    const open = async (body: object) => {
      const response = await api.call('POST', '/task-templates/pingliang-2020/tasks', { as: 'secretariat', body });
      return [response.statusCode, response.json<TemplateTasks>()] as const;
    };
    expect(await open({ year: 2024, lines: [1, 9], words })).toMatchObject([201, { opened: 2, existing: 0 }]);
    expect(await open({ year: 2024, words })).toMatchObject([201, { opened: 18, existing: 2 }]);
    expect(await open({ year: 2024, words })).toMatchObject([201, { opened: 0, existing: 20, taskIds: [] }]);
    const listed = await get<ListPage<Task>>('/tasks?originPrefix=pingliang-2020/2024/&limit=200&total=true');
    expect([listed.total, new Set(listed.items.map(({ dueOn }) => dueOn))]).toEqual([20, new Set(['2025-12-31', '2026-12-31', '2027-12-31'])]);
    const first = listed.items.find(({ originId }) => originId === 'pingliang-2020/2024/1')!;
    expect([first.dueOn, first.content.includes('平凉职业技术学院'), first.units.map(({ organisationId }) => organisationId)]).toEqual([
      '2027-12-31',
      false,
      [null, school],
    ]);
    const refuse = await createRefusalCheck(api);
    await refuse('POST', '/task-templates/pingliang-2020/tasks', { as: 'secretariat', body: { year: 2024, lines: [1, 21] } }, 422, ['/lines/1']);
    const other = await api.call('POST', '/task-templates/xingan-consortium/tasks', {
      as: 'secretariat',
      body: { year: 2026, lines: [10], dueOn: '2026-12-10' },
    });
    const { items: xingan } = await get<ListPage<Task>>('/tasks?origin=template&originPrefix=xingan-consortium');
    expect([other.statusCode, xingan.map(({ dueOn, units: [unit] }) => [dueOn, unit?.name])]).toEqual([201, [['2026-12-10', '秘书处']]]);
  });
  it('are uploaded whole or not at all, with what is wrong by row and column', async () => {
    const upload = (text: string, name: string) =>
      api.app.inject({
        ...{
          method: 'POST',
          url: `/api/v1/task-templates?name=${encodeURIComponent(name)}&fileName=a.csv&document=${encodeURIComponent('年度要点')}&year=2026`,
        },
        ...{ payload: text, headers: { authorization: `Bearer ${api.keys.secretariat}`, 'content-type': 'text/csv' } },
      });
    const refused = await upload('任务,责任单位,完成时限\n甲,,长期\n', '要点');
    expect([refused.statusCode, refused.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/rows/2/责任单位', '/rows/2/完成时限'],
    ]);
    const taken = await upload('任务,责任单位,完成时限\n开展技能大赛,市人社局,2027年6月\n', '要点');
    expect([taken.statusCode, taken.json<TaskTemplate>().lines[0]!.dueOn]).toEqual([201, '2027-06-30']);
    expect((await upload('任务,责任单位\n甲,市人社局\n', '要点')).statusCode).toBe(409);
    const { id } = taken.json<TaskTemplate>();
    await api.call('POST', `/task-templates/${id}/tasks`, { as: 'secretariat', body: { year: 2027 } });
    expect((await get<ListPage<Task>>(`/tasks?originPrefix=${id}`)).items.map(({ dueOn }) => dueOn)).toEqual(['2028-06-30']);
  });
  it('are filtered, counted and given as files, each in the same numbers', async () => {
    const all = (await get<ListPage<Task>>('/tasks?limit=200')).items;
    const summary = await get<TaskSummary>('/tasks/summary');
    for (const state of ['open', 'underway', 'reported', 'done', 'cancelled'] as const) {
      const mine = all.filter((task) => task.state === state);
      expect([state, summary[state], (await get<ListPage<Task>>(`/tasks?state=${state}&limit=1&total=true`)).total]).toEqual([state, mine.length, mine.length]);
    }
    const late = all.filter(({ overdue }) => overdue);
    expect([summary.total, summary.overdue, summary.today]).toEqual([all.length, late.length, '2026-11-20']);
    expect(late.length).toBeGreaterThan(3);
    expect(await get<TaskSummary>('/tasks/summary')).toMatchObject({ dueSoon: all.filter(({ daysLeft }) => daysLeft !== null && daysLeft >= 0 && daysLeft <= 30).length }); // prettier-ignore
    const { items: byUnit } = await get<ListPage<TaskUnitCount>>('/tasks/units?limit=200');
    for (const { name, total, overdue } of byUnit) {
      const own = all.filter((task) => task.units.some((unit) => unit.leads && unit.name === name));
      expect([name, total, overdue]).toEqual([name, own.length, own.filter((task) => task.overdue).length]);
    }
    const days = all.map(({ dueOn }) => dueOn ?? '9999');
    expect(days).toEqual(days.toSorted());
    const pages: Task[] = [];
    let cursor: string | null = null;
    do {
      const page: ListPage<Task> = await get(`/tasks?unit=${encodeURIComponent('市教育局')}&limit=7${cursor === null ? '' : `&cursor=${cursor}`}`);
      pages.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages.map(({ id }) => id)).toEqual(all.filter((task) => task.units.some(({ name }) => name === '市教育局')).map(({ id }) => id));
    const csv = await api.call('GET', '/tasks?overdue=true', { as: 'planner', headers: { accept: 'text/csv', 'accept-language': 'en' } });
    expect(parse<Record<string, string>>(csv.body, { columns: true, bom: true }).map(({ due_on }) => due_on)).toEqual(late.map(({ dueOn }) => dueOn));
    const overview = await get<{ tasks: { kind: string; count: number }[] }>('/overview');
    expect(overview.tasks.find(({ kind }) => kind === 'overdue')?.count).toBe(late.length);
  });
});

describe('reminders', () => {
  it('go out a week before and the day after, once each, and weekly to the secretariat', async () => {
    const pool = openThreadPool(1);
    const remind = createReminderHandler({ ...api.context, pool, logger: silentLogger });
    const run = () => remind({}, { signal: new AbortController().signal, attempt: 1, lastAttempt: true });
    const task = await make({ ...base, dueOn: '2026-11-27', units: [{ organisationId: school, leads: true }] });
    const kinds = async (how: Record<string, string>) => (await noticesOf(how)).filter(({ entityId }) => entityId === task.id).map(({ kind }) => kind);
    const secretariat = { authorization: `Bearer ${api.keys.secretariat}` };
    await run();
    await run();
    expect(await kinds(headers.school)).toEqual(['task_due', 'task_opened']);
    const weekly = async () => (await noticesOf(secretariat)).filter(({ kind }) => kind === 'tasks_overdue');
    expect((await weekly()).map(({ values }) => values)).toEqual([{ n: (await get<TaskSummary>('/tasks/summary')).overdue }]);
    // the job misses a day, and makes up for it
    time.advance(9 * day);
    await run();
    await run();
    expect(await kinds(headers.school)).toEqual(['task_overdue', 'task_due', 'task_opened']);
    expect(await weekly()).toHaveLength(2);
    const { taskReminders } = api.db.schema;
    const rows = await api.db.query.select().from(taskReminders).where(eq(taskReminders.subject, task.id));
    expect(rows.map(({ kind, day: on }) => [kind, on]).sort()).toEqual([
      ['due_soon', '2026-11-27'],
      ['overdue', '2026-11-27'],
    ]);
    await pool.close();
  });
});

/** Dockets that were decided on: in the quarter on its last day, and after it. */
async function addDockets(): Promise<void> {
  const { dockets, majors } = api.db.schema;
  const [major] = await api.db.query.select().from(majors).limit(1);
  const at = time.clock();
  const row = (n: number, decidedOn: string) => ({
    ...{
      id: `docket-${n}`,
      regionCode: '150600',
      year: 2026,
      number: 16 + n,
      origin: 'flag' as const,
      runId: 'run',
      majorCode: major!.code,
      level: major!.level,
    },
    ...{ evidence: {}, evidenceHash: '', state: 'resolved' as const, version: 1, outcome: 'amend' as const, decidedOn, simulated: false },
    ...{ createdBy: 'test', createdAt: at, changedAt: at },
  });
  await api.db.query.insert(dockets).values([row(1, '2026-12-31'), row(2, '2027-01-01')]);
}

describe('bulletins', () => {
  const create = (body: object) => api.call('POST', '/bulletins', { as: 'secretariat', body });
  it('hold the figures of the records, every one of them', async () => {
    await addDockets();
    const made = await create({ kind: 'quarterly_bulletin', year: 2026, period: 4 });
    const bulletin = made.json<Bulletin>();
    expect([made.statusCode, [...Compile(Bulletin).Errors(bulletin)]]).toEqual([201, []]);
    const { figures, blocks } = bulletin.content;
    const { today, ...summary } = await get<TaskSummary>('/tasks/summary');
    expect([figures.today, figures.from, figures.to, figures.tasks]).toEqual([today, '2026-10-01', '2026-12-31', summary]);
    const { items: byUnit } = await get<ListPage<TaskUnitCount>>('/tasks/units?limit=200');
    expect(figures.units).toEqual(byUnit.map(({ organisationId: _id, ...unit }) => unit));
    const all = (await get<ListPage<Task>>('/tasks?limit=200')).items;
    const late = all.filter(({ overdue }) => overdue);
    expect(figures.overdue.map(({ taskId, dueOn, days, progress }) => [taskId, dueOn, -days, progress])).toEqual(
      late.map(({ id, dueOn, daysLeft, progress }) => [id, dueOn, daysLeft, progress]),
    );
    const done = all.filter(({ doneAt }) => doneAt !== null);
    expect(figures.done.map(({ taskId }) => taskId)).toEqual(done.map(({ id }) => id));
    const told = await Promise.all(all.map(async ({ id }) => [id, (await get<ListPage<TaskReport>>(`/tasks/${id}/reports`)).items] as const));
    const newest = told.filter(([, reports]) => reports.length > 0).map(([id, [report]]) => [id, report!.text, report!.progress]);
    expect(figures.reports.map(({ taskId, text, progress }) => [taskId, text, progress])).toEqual(newest);
    const reports = told.reduce((n, [, items]) => n + items.length, 0);
    expect(figures.period).toEqual({ opened: all.length, reports, completed: done.length, resolved: 1 });
    expect(figures.resolutions).toMatchObject([{ docketId: 'docket-1', number: '2026-017', outcome: 'amend', decidedOn: '2026-12-31' }]);
    // and the sentences hold no other numbers
    const { open, underway, reported, cancelled, total, overdue, dueSoon } = summary;
    const numbers = (id: string) =>
      blocks.flatMap((block) => (block.id === id && block.kind === 'paragraph' ? (block.text.match(/\d+/g) ?? []).map(Number) : []));
    expect(numbers('p1')).toEqual([2026, 11, 29, total, open, underway, reported, summary.done, cancelled, overdue, 30, dueSoon]);
    expect(numbers('p2')).toEqual([all.length, done.length, reports, newest.length]);
    expect(numbers('p3')).toEqual([late.length]);
    expect(numbers('p4')).toEqual([byUnit.length]);
    expect(numbers('p5')).toEqual([1, 1]);
  });
  it('are edited, published and withdrawn; figures stay, and only what is published is told', async () => {
    const { items } = await get<ListPage<BulletinHead>>('/bulletins');
    const url = `/bulletins/${items[0]!.id}`;
    const before = await get<Bulletin>(url);
    expect((await create({ kind: 'quarterly_bulletin', year: 2026, period: 4 })).statusCode).toBe(409);
    for (const how of [{ as: 'planner' as const }, { headers: headers.school }]) {
      expect((await api.call('GET', url, how)).statusCode).toBe(404);
      expect((await api.call('GET', '/bulletins', how)).json<ListPage<BulletinHead>>().items).toEqual([]);
    }
    await (
      await createRefusalCheck(api)
    )('PUT', url, { as: 'secretariat', body: { title: 'x', paragraphs: [{ id: 't-states', text: 'x' }] } }, 422, ['/paragraphs/0/id']);
    const body = { title: '四季度通报', paragraphs: [{ id: 'p6', text: '请抓紧。' }], added: [{ after: 'p6', text: '联系人：秘书处。' }] };
    const changed = await api.call('PUT', url, { as: 'secretariat', headers: { 'if-match': '"v1"' }, body });
    const { content, title, version } = changed.json<Bulletin>();
    expect([title, version, content.figures]).toEqual(['四季度通报', 2, before.content.figures]);
    expect(content.blocks.flatMap((block) => (block.kind === 'paragraph' ? [[block.text === '请抓紧。', block.edited, block.made === null]] : []))).toEqual([
      ...Array.from({ length: 5 }, () => [false, false, false]),
      [true, true, false],
      [false, true, true],
    ]);
    expect((await api.call('POST', `${url}/moves`, { as: 'planner', body: { event: 'publish' } })).statusCode).toBe(403);
    expect((await api.call('POST', `${url}/moves`, { as: 'secretariat', body: { event: 'publish' } })).json()).toMatchObject({
      state: 'published',
      can: ['withdraw'],
    });
    expect((await api.call('PUT', url, { as: 'secretariat', body })).statusCode).toBe(409);
    expect(await get<Bulletin>(url, { headers: headers.school })).toMatchObject({ title, can: [] });
    for (const of of [url, `/tasks/${content.figures.overdue[0]!.taskId}`])
      expect((await api.call('GET', of, { as: 'secretariat' })).headers['cache-control']).toBe('no-store');
    expect((await noticesOf(headers.enterprise))[0]).toMatchObject({
      kind: 'bulletin_published',
      values: { bulletinKind: 'quarterly_bulletin', year: 2026, period: 4 },
    });
    const word = await api.call('GET', `${url}/document`, { headers: headers.school });
    expect([word.statusCode, word.headers['content-type'], word.rawPayload.subarray(0, 2).toString()]).toEqual([200, docxType, 'PK']);
    // the records go on, the bulletin does not
    await make({ ...base, units: units() });
    expect((await get<Bulletin>(url)).content.figures).toEqual(before.content.figures);
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/moves`, { as: 'secretariat', body: { event: 'withdraw' } }, 422, ['/reason']);
    await api.call('POST', `${url}/moves`, { as: 'secretariat', body: { event: 'withdraw', reason: '数字有误' } });
    expect((await api.call('GET', url, { headers: headers.school })).statusCode).toBe(404);
    const again = await create({ kind: 'quarterly_bulletin', year: 2026, period: 4 });
    expect(again.json()).toMatchObject({ edition: 2, content: { figures: { tasks: { total: before.content.figures.tasks.total + 1 } } } });
  });
  it('are of a month, quarter or year that has begun', async () => {
    const refuse = await createRefusalCheck(api);
    const send = (body: object, pointers: string[]) => refuse('POST', '/bulletins', { as: 'secretariat', body }, 422, pointers);
    await send({ kind: 'monthly_dispatch', year: 2026 }, ['/period']);
    await send({ kind: 'monthly_dispatch', year: 2026, period: 12 }, ['/period']);
    await send({ kind: 'quarterly_bulletin', year: 2026, period: 5 }, ['/period']);
    await send({ kind: 'yearly_summary', year: 2026, period: 1 }, ['/period']);
    await send({ kind: 'yearly_summary', year: 2027 }, ['/year']);
    const month = (await create({ kind: 'monthly_dispatch', year: 2024, period: 2 })).json<Bulletin>();
    expect([month.title, month.content.figures.from, month.content.figures.to, month.content.figures.period]).toEqual([
      '2024年2月督办任务月调度',
      '2024-02-01',
      '2024-02-29',
      { opened: 0, reports: 0, completed: 0, resolved: 0 },
    ]);
    const [one, two] = await Promise.all([0, 1].map(() => create({ kind: 'yearly_summary', year: 2026 })));
    expect([one!.statusCode, two!.statusCode].sort()).toEqual([201, 409]);
  });
});
