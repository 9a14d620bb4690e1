import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../db/repositories/access.ts';
import type { Declaration } from '../../schemas/demand.ts';
import type { Filing, FilingDetail, FilingEvent } from '../../schemas/filings.ts';
import type { Problem } from '../../schemas/problem.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let year: number;
let enterprise: string;
beforeAll(async () => {
  api = await buildTestApp();
  year = api.t0 + 1;
  enterprise = (await api.getJson<{ organisationId: string }>('/session', 'enterprise')).organisationId;
});
afterAll(() => api.close());

interface Answer<T> {
  readonly status: number;
  readonly etag: unknown;
  readonly body: T;
}
const send = async <T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  as: Role,
  body: object | undefined,
  headers: Record<string, string> = {},
): Promise<Answer<T>> => {
  const response = await api.call(method, path, { as, ...(body === undefined ? {} : { body }), headers });
  return { status: response.statusCode, etag: response.headers['etag'], body: response.json<T>() };
};
const get = (id: string, as: Role = 'planner') => api.getJson<FilingDetail>(`/filings/${id}`, as);
const begin = async (as: Role, body: object) => (await send<FilingDetail>('POST', '/filings', as, body)).body;
const step = (id: string, name: string, as: Role, body: object = {}, headers: Record<string, string> = {}) =>
  send<Filing & Problem>('POST', `/filings/${id}/${name}`, as, body, headers);
const put = (filing: Pick<Filing, 'id' | 'version'>, key: string, values: object, as: Role = 'enterprise') =>
  send<Filing & { line: FilingDetail['items'][number] } & Problem>('PUT', `/filings/${filing.id}/lines/${key}`, as, values, {
    'if-match': `"v${filing.version}"`,
  });
const factsOf = async () => {
  const rows = await api.db.query.select().from(api.db.schema.declarations);
  return rows.filter((row) => row.organisationId === enterprise && row.year === year);
};
const declare = (occupationCode: string, headcount: number) =>
  api.call('POST', '/demand/declarations', { as: 'enterprise', body: { year, occupationCode, headcount } });

describe('a filing of an enterprise, from draft to lock', () => {
  let filing: FilingDetail;
  let key: string;

  it('begins with what stands for the year before, and is no fact', async () => {
    const before = await rowCounts(api);
    const answer = await send<FilingDetail>('POST', '/filings', 'enterprise', { kind: 'demand', year, copyFrom: api.t0 });
    expect([answer.status, answer.etag, answer.body.state, answer.body.faults]).toEqual([201, '"v1"', 'draft', 0]);
    filing = answer.body;
    const own = await api.getJson<{ items: Declaration[] }>(`/demand/declarations?year=${api.t0}&limit=200`, 'enterprise');
    const newest = new Map(own.items.toReversed().map((one) => [one.occupationCode, one])); // newest first: the last set stays
    expect(filing.items.map((line) => [line.key, line.values?.['headcount']])).toEqual(
      [...newest.values()].map((one) => [one.occupationCode, one.headcount]).toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    );
    expect(filing.items.every((line) => JSON.stringify(line.values) === JSON.stringify(line.lastYear))).toBe(true);
    expect(filing).toMatchObject({ simulated: true, source: '模拟数据', lines: newest.size, organisationId: enterprise });
    const after = await rowCounts(api);
    expect([after['declarations'], after['filings'], after['filingLines']]).toEqual([
      before['declarations'],
      before['filings']! + 1,
      before['filingLines']! + newest.size,
    ]);
    key = filing.items[0]!.key;
  });
  it('is one a year', async () => {
    const again = await send<Problem>('POST', '/filings', 'enterprise', { kind: 'demand', year });
    expect([again.status, again.body.detail]).toEqual([409, `${year} 年的填报单已存在（草稿），每年一份`]);
  });
  it('stores a line with what is wrong with it, and cannot be submitted so', async () => {
    const { body, status, etag } = await put(filing, key, { headcount: 10, education: { secondary: 11 } });
    expect([status, etag, body.version, body.faults]).toEqual([200, '"v2"', 2, 1]);
    expect(body.line.errors).toEqual([{ pointer: '/education/secondary', zh: '11 人超过在岗人数 10 人', en: 'must be at most the headcount 10, got 11' }]);
    const wrong = (await put(body, key, { headcount: '5', hedcount: 3, organisationId: 'x' })).body;
    expect(wrong.line.errors.map(({ pointer }) => pointer).toSorted()).toEqual(['/headcount', '/hedcount', '/organisationId']);
    const refused = await step(filing.id, 'submission', 'enterprise');
    expect([refused.status, refused.body.errors?.map(({ pointer }) => pointer).toSorted()]).toEqual([
      422,
      ['/lines/0/headcount', '/lines/0/hedcount', '/lines/0/organisationId'],
    ]);
    expect(await factsOf()).toEqual([]);
    const kept = await get(filing.id, 'enterprise');
    expect(kept.items[0]).toMatchObject({ key, values: { headcount: '5', hedcount: 3 } });
    filing = kept;
  });
  it('a line is changed only on what was read: 428 without If-Match, 412 with another version', async () => {
    const path = `/filings/${filing.id}/lines/${key}`;
    // asked without the helper, which adds If-Match to every PUT
    const bare = { method: 'PUT', url: `/api/v1${path}`, payload: { headcount: 1 }, headers: { authorization: `Bearer ${api.keys.enterprise}` } } as const;
    expect((await api.app.inject(bare)).statusCode).toBe(428);
    expect((await send('DELETE', path, 'enterprise', undefined, { 'if-match': '"v1"' })).status).toBe(412);
    for (const tag of ['"v1"', '"v99"', 'W/"v1"']) expect((await send('PUT', path, 'enterprise', { headcount: 1 }, { 'if-match': tag })).status).toBe(412);
    expect((await step(filing.id, 'submission', 'enterprise', {}, { 'if-match': '"v1"' })).status).toBe(412);
    expect((await get(filing.id)).version).toBe(filing.version);
  });
  it('asks before it takes values far from last year’s', async () => {
    const was = Number(filing.items[0]!.lastYear!['headcount']);
    const jump = (await put(filing, key, { headcount: was * 3 + 40 })).body;
    const asked = await step(filing.id, 'submission', 'enterprise');
    expect([asked.status, asked.body.type, asked.body.confirm]).toEqual([409, '/problems/confirmation_needed', [key]]);
    expect(asked.body.errors).toEqual([
      { pointer: '/lines/0/headcount', detail: `${filing.items[0]!.name}（${key}）：年末在岗人数 ${was * 3 + 40} 人，上年 ${was} 人` },
    ]);
    expect(await factsOf()).toEqual([]);
    const taken = await step(filing.id, 'submission', 'enterprise', { confirmedLines: [key] }, { 'if-match': `"v${jump.version}"` });
    expect([taken.status, taken.body.state]).toEqual([200, 'submitted']);
    const entries = await api.db.query.select().from(api.db.schema.auditEntries);
    const audited = entries.find((entry) => entry.entityId === filing.id && entry.action === 'submit');
    expect(audited?.after).toMatchObject({ state: 'submitted', lines: filing.lines, confirmed: [{ key, pointer: '/headcount', was, is: was * 3 + 40 }] });
  });
  it('once submitted is facts of one batch', async () => {
    const facts = await factsOf();
    expect(facts.length).toBe(filing.lines);
    expect(new Set(facts.map((row) => row.batchId)).size).toBe(1);
    expect(facts.every((row) => row.simulated && row.batchId !== null)).toBe(true);
    const listed = await api.getJson<{ items: Declaration[] }>(`/demand/declarations?year=${year}&occupationCode=${key}`, 'enterprise');
    expect(listed.items[0]!.headcount).toBe(facts.find((row) => row.occupationCode === key)!.headcount);
  });
  it('cannot be changed, submitted or begun again while submitted', async () => {
    const now = await get(filing.id);
    expect((await put(now, key, { headcount: 1 })).status).toBe(409);
    expect((await step(filing.id, 'submission', 'enterprise')).body.detail).toBe('此填报单为「已提交」，不能「提交」。现在可以：撤回');
    expect((await step(filing.id, 'lock', 'planner')).status).toBe(409);
    expect((await step(filing.id, 'unlock', 'administrator', { reason: 'x' })).status).toBe(409);
  });
  it('can be withdrawn: its facts leave, single facts stay', async () => {
    expect((await declare(key, 33)).statusCode).toBe(201); // submitted, not accepted: a single report still counts
    const back = await step(filing.id, 'withdrawal', 'enterprise');
    expect([back.status, back.body.state, back.body.submittedAt]).toEqual([200, 'draft', null]);
    expect((await factsOf()).map((row) => [row.occupationCode, row.headcount, row.batchId])).toEqual([[key, 33, null]]);
    expect((await step(filing.id, 'withdrawal', 'enterprise')).status).toBe(409);
    expect((await step(filing.id, 'submission', 'enterprise', { confirmedLines: [key] })).status).toBe(200);
    expect((await factsOf()).length).toBe(filing.lines + 1);
  });
  it('is returned with a reason that its organisation reads; its facts leave and lines can be changed', async () => {
    const nothing = await step(filing.id, 'decision', 'planner', { decision: 'return' });
    expect([nothing.status, nothing.body.errors?.[0]?.pointer]).toEqual([422, '/reason']);
    expect((await step(filing.id, 'decision', 'planner', { decision: 'return', reason: ' ' })).status).toBe(422);
    const back = await step(filing.id, 'decision', 'planner', { decision: 'return', reason: ' 人数与社保不符 ' });
    expect([back.status, back.body.state]).toEqual([200, 'returned']);
    expect((await factsOf()).length).toBe(1);
    const read = await get(filing.id, 'enterprise');
    expect([read.state, read.reason]).toEqual(['returned', '人数与社保不符']);
    const was = Number(read.items[0]!.lastYear!['headcount']);
    expect((await put(read, key, { headcount: was })).body.line.errors).toEqual([]);
    expect((await step(filing.id, 'submission', 'enterprise')).body).toMatchObject({ state: 'submitted', reason: null });
  });
  it('is accepted as it was read, and then no single fact is reported beside it', async () => {
    const stale = await step(filing.id, 'decision', 'planner', { decision: 'accept' }, { 'if-match': '"v1"' });
    expect(stale.status).toBe(412);
    const { version } = await get(filing.id);
    expect((await step(filing.id, 'decision', 'planner', { decision: 'accept' }, { 'if-match': `"v${version}"` })).body.state).toBe('accepted');
    const refused = await createRefusalCheck(api);
    await refused('POST', '/demand/declarations', { as: 'enterprise', body: { year, occupationCode: key, headcount: 1 } }, 409);
    expect((await declare(key, 1)).json<Problem>().detail).toContain('请联系规划部门退回');
    await refused('POST', '/demand/declarations', { as: 'administrator', body: { year, occupationCode: key, headcount: 1, organisationId: enterprise } }, 409);
    await refused('POST', `/filings/${filing.id}/withdrawal`, { as: 'enterprise', body: {} }, 409);
    await refused('POST', `/filings/${filing.id}/submission`, { as: 'enterprise', body: {} }, 409);
    // other years stay open
    expect((await api.call('POST', '/demand/declarations', { as: 'enterprise', body: { year: api.t0, occupationCode: key, headcount: 44 } })).statusCode).toBe(
      201,
    );
  });
  it('is locked; only an administrator unlocks, with a reason', async () => {
    expect((await step(filing.id, 'lock', 'planner')).body.state).toBe('locked');
    expect((await declare(key, 1)).json<Problem>().detail).toContain('由系统管理员解锁');
    expect((await step(filing.id, 'decision', 'planner', { decision: 'return', reason: 'x' })).status).toBe(409);
    expect((await step(filing.id, 'unlock', 'planner', { reason: 'x' })).status).toBe(403);
    expect((await step(filing.id, 'unlock', 'administrator', {})).body.errors?.[0]?.pointer).toBe('/reason');
    expect((await step(filing.id, 'unlock', 'administrator', { reason: '单位更正' })).body).toMatchObject({ state: 'accepted', reason: '单位更正' });
    expect((await send('POST', '/filings/locks', 'planner', { kind: 'demand', year })).body).toEqual({ locked: 1, open: 0 });
    expect((await send('POST', '/filings/locks', 'planner', { kind: 'demand', year })).body).toEqual({ locked: 0, open: 0 });
    expect((await get(filing.id)).state).toBe('locked');
  });
  it('remembers who did what, when and why', async () => {
    const history = await api.getJson<{ items: FilingEvent[]; total: number }>(`/filings/${filing.id}/history?total=true`, 'enterprise');
    expect(history.items.toReversed().map(({ action, state, reason }) => [action, state, reason])).toEqual([
      ['create', 'draft', null],
      ['submit', 'submitted', null],
      ['withdraw', 'draft', null],
      ['submit', 'submitted', null],
      ['return', 'returned', '人数与社保不符'],
      ['submit', 'submitted', null],
      ['accept', 'accepted', null],
      ['lock', 'locked', null],
      ['unlock', 'accepted', '单位更正'],
      ['lock', 'locked', null],
    ]);
    expect(history.total).toBe(10);
    // who decided is named to planners, not to the organisation
    const named = (items: FilingEvent[]) => [...new Set(items.map(({ action, actorName }) => `${action} ${String(actorName)}`))].toSorted();
    const steps = ['accept', 'create', 'lock', 'return', 'submit', 'unlock', 'withdraw'];
    const by: Record<string, string> = { create: 'enterprise', submit: 'enterprise', withdraw: 'enterprise' };
    expect(named(history.items)).toEqual(steps.map((action) => `${action} ${by[action] ?? 'null'}`));
    const read = await api.getJson<{ items: FilingEvent[] }>(`/filings/${filing.id}/history`, 'planner');
    expect(named(read.items)).toEqual(steps.map((action) => `${action} ${by[action] ?? (action === 'unlock' ? 'administrator' : 'planner')}`));
    const entries = await api.db.query.select().from(api.db.schema.auditEntries);
    const audited = entries.filter((entry) => entry.entity === 'filing' && entry.entityId === filing.id).map((entry) => entry.action);
    expect(audited.toSorted()).toEqual(['approved', 'create', 'lock', 'return', 'submit', 'submit', 'submit', 'unlock', 'withdrawn']);
    expect(entries.filter((entry) => entry.entity === 'filing_year')).toMatchObject([{ after: { locked: [filing.id] } }, { after: { locked: [] } }]);
  });
});

describe('a filing of a school', () => {
  it('becomes enrolment reports; grades that do not follow are asked about', async () => {
    const filing = await begin('school', { kind: 'enrolment', year, copyFrom: api.t0 });
    expect(filing.items.length).toBeGreaterThan(3);
    const { key, lengthYears, lastYear } = filing.items.find((line) => (line.lastYear?.['enrolled'] as number[])[0]! >= 20)!;
    const enrolled = lastYear!['enrolled'] as number[];
    expect(enrolled.length).toBe(lengthYears);
    const few = (await put(filing, key, { ...lastYear, enrolled: [1] }, 'school')).body;
    expect(few.line.errors.map(({ pointer }) => pointer)).toEqual(['/enrolled']);
    // as many in grade 2 as were in grade 1, then a quarter and twenty more
    const followed = [Number(lastYear!['intake']), ...enrolled.slice(0, -1)];
    const sound = { ...lastYear, enrolled: followed, graduates: enrolled.at(-1) };
    const more = followed.with(1, Math.ceil(followed[1]! * 1.25) + 20);
    const changed = (await put(few, key, { ...sound, enrolled: more }, 'school')).body;
    const asked = await step(filing.id, 'submission', 'school');
    const place = filing.items.findIndex((line) => line.key === key);
    expect([asked.status, asked.body.confirm?.includes(key)]).toEqual([409, true]);
    expect(asked.body.errors!.map(({ pointer }) => pointer)).toContain(`/lines/${place}/enrolled/1`);
    await put(changed, key, sound, 'school');
    const rest = await step(filing.id, 'submission', 'school');
    if (rest.status === 409) expect(rest.body.confirm).not.toContain(key);
    const taken = await step(filing.id, 'submission', 'school', { confirmedLines: filing.items.map((line) => line.key) });
    expect([taken.status, taken.body.state]).toEqual([200, 'submitted']);
    const { organisationId } = filing;
    const reports = (await api.db.query.select().from(api.db.schema.enrolmentReports)).filter((row) => row.schoolId === organisationId && row.year === year);
    expect(reports.length).toBe(filing.lines);
    const listed = await api.getJson<{ items: { enrolled: number[] }[] }>(`/enrolment/reports?year=${year}&majorCode=${key}`, 'school');
    expect(listed.items[0]!.enrolled).toEqual(followed);
    expect((await step(filing.id, 'decision', 'administrator', { decision: 'accept' })).status).toBe(200);
    const { level } = filing.items[0]!;
    const body = { year, majorCode: filing.items[0]!.key, level, intake: 1, enrolled: enrolled.map(() => 1), graduates: 1 };
    expect((await api.call('POST', '/enrolment/reports', { as: 'school', body })).statusCode).toBe(409);
    expect((await step(filing.id, 'decision', 'planner', { decision: 'return', reason: '更正' })).status).toBe(200);
    expect((await api.db.query.select().from(api.db.schema.enrolmentReports)).filter((row) => row.schoolId === organisationId && row.year === year)).toEqual(
      [],
    );
    const grades = new Set((await api.db.query.select().from(api.db.schema.enrolmentGrades)).map((row) => row.reportId));
    expect(reports.some((row) => grades.has(row.id))).toBe(false);
  });
});

describe('refusals', () => {
  it('kinds, years and organisations that are not one’s own', async () => {
    const refused = await createRefusalCheck(api);
    const refuse = (as: Role, body: object, pointers: string[], status = 422) => refused('POST', '/filings', { as, body }, status, pointers);
    await refuse('school', { kind: 'demand', year }, ['/kind']);
    await refuse('enterprise', { kind: 'enrolment', year }, ['/kind']);
    await refuse('enterprise', { kind: 'demand', year: year + 1 }, ['/year']);
    await refuse('enterprise', { kind: 'demand', year: api.t0, copyFrom: year }, ['/copyFrom']);
    await refuse('enterprise', { kind: 'demand', year: api.t0, copyFrom: 2001 }, ['/copyFrom']);
    await refuse('enterprise', { kind: 'demand', year, organisationId: 'other' }, ['/organisationId'], 403);
    await refuse('administrator', { kind: 'demand', year }, ['/organisationId']);
    await refused('POST', '/filings', { as: 'planner', body: { kind: 'demand', year } }, 403);
    await refused('POST', '/filings', { as: 'secretariat', body: { kind: 'demand', year } }, 403);
  });
  it('another organisation’s filing does not exist; a line of nothing is none', async () => {
    const organisations = await api.db.query.select().from(api.db.schema.organisations);
    const other = organisations.find((one) => one.kind === 'enterprise' && one.id !== enterprise && one.closedYear === null && one.openedYear === null)!;
    const filing = await begin('administrator', { kind: 'demand', year, organisationId: other.id });
    expect(filing).toMatchObject({ state: 'draft', lines: 0, organisationName: other.name, simulated: false });
    const refused = await createRefusalCheck(api);
    const match = { 'if-match': '"v1"' };
    for (const as of ['enterprise', 'school'] as const) {
      await refused('PUT', `/filings/${filing.id}/lines/6-22-02-01`, { as, body: { headcount: 1 }, headers: match }, 404);
      await refused('DELETE', `/filings/${filing.id}/lines/6-22-02-01`, { as, headers: match }, 404);
      await refused('POST', `/filings/${filing.id}/submission`, { as, body: {} }, 404);
      await refused('POST', `/filings/${filing.id}/withdrawal`, { as, body: {} }, 404);
      expect((await api.call('GET', `/filings/${filing.id}`, { as })).statusCode).toBe(404);
      expect((await api.call('GET', `/filings/${filing.id}/history`, { as })).statusCode).toBe(404);
      expect((await api.call('GET', `/filings?organisationId=${other.id}`, { as })).statusCode).toBe(403);
    }
    await refused('PUT', `/filings/${filing.id}/lines/9-99-99-99`, { as: 'administrator', body: {}, headers: match }, 422, ['/params/key']);
    await refused('PUT', `/filings/${filing.id}/lines/x`, { as: 'administrator', body: {}, headers: match }, 422, ['/params/key']);
    await refused('DELETE', `/filings/${filing.id}/lines/6-22-02-01`, { as: 'administrator', headers: match }, 404);
    await refused('POST', `/filings/${filing.id}/submission`, { as: 'administrator', body: {} }, 422, ['/lines']);
    await refused('POST', `/filings/${filing.id}/decision`, { as: 'planner', body: { decision: 'accept' } }, 409);
    await refused('POST', `/filings/${filing.id}/decision`, { as: 'enterprise', body: { decision: 'accept' } }, 403);
    await refused('PUT', `/filings/${filing.id}/lines/6-22-02-01`, { as: 'planner', body: {}, headers: match }, 403);
    const own = await api.getJson<{ items: Filing[] }>('/filings?limit=200', 'enterprise');
    expect(new Set(own.items.map((item) => item.organisationId))).toEqual(new Set([enterprise]));
  });
  it('of two who submit at once one is taken', async () => {
    const [{ id }] = (await api.getJson<{ items: [Filing] }>(`/filings?year=${year}&kind=demand&state=draft`, 'planner')).items;
    const { occupationCode } = (await api.getJson<{ items: [Declaration] }>('/demand/declarations?limit=1', 'enterprise')).items[0];
    const put1 = await put({ id, version: 1 }, occupationCode, { headcount: 5 }, 'administrator');
    expect(put1.body.line.errors).toEqual([]);
    const confirmedLines = (await get(id)).items.map((line) => line.key);
    const answers = await Promise.all([1, 2, 3].map(() => step(id, 'submission', 'administrator', { confirmedLines })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const { organisationId } = await get(id);
    const rows = await api.db.query.select().from(api.db.schema.declarations);
    expect(rows.filter((row) => row.organisationId === organisationId && row.year === year).length).toBe(1);
  });
});

describe('the lists', () => {
  it('count by state, filter by chain and come as files', async () => {
    const all = await api.getJson<{ items: Filing[]; total: number; totals: Record<string, number> }>(`/filings?year=${year}&total=true`, 'planner');
    expect(all.total).toBe(3);
    expect(all.totals).toEqual({ draft: 0, submitted: 1, returned: 1, accepted: 0, locked: 1 });
    const [organisation] = (await api.db.query.select().from(api.db.schema.organisations)).filter((one) => one.id === enterprise);
    const ofChain = await api.getJson<{ items: Filing[] }>(`/filings?year=${year}&chain=${organisation!.chainId!}`, 'planner');
    expect(ofChain.items.map((item) => item.organisationId)).toContain(enterprise);
    expect((await api.getJson<{ items: Filing[] }>(`/filings?year=${year}&chain=none`, 'planner')).items).toEqual([]);
    const csv = async (path: string) => (await api.call('GET', path, { as: 'planner', headers: { accept: 'text/csv' } })).body.trimEnd().split('\n');
    expect([(await csv(`/filings?year=${year}`)).length, (await csv(`/filings?year=${year}`))[0]]).toEqual([4, expect.stringContaining('单位,类别,年份,状态')]);
    const xlsx = await api.call('GET', `/filings/coverage?kind=demand&year=${year}`, {
      as: 'planner',
      headers: { accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    });
    expect([xlsx.statusCode, xlsx.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  });
  it('say who has not reported, with most persons first', async () => {
    interface Coverage {
      readonly items: { organisationId: string; standing: string; personsLastYear: number; facts: number }[];
      readonly total: number;
      readonly totals: Record<string, number>;
    }
    const next = await api.getJson<Coverage>(`/filings/coverage?kind=demand&year=${year}&total=true&limit=200`, 'planner');
    expect([next.totals['locked'], next.totals['submitted'], next.totals['direct']]).toEqual([1, 1, 0]);
    expect(next.total).toBe(Object.values(next.totals).reduce((a, b) => a + b, 0));
    expect(next.items.map((item) => item.personsLastYear)).toEqual(next.items.map((item) => item.personsLastYear).toSorted((a, b) => b - a));
    const absent = await api.getJson<Coverage>(`/filings/coverage?kind=demand&year=${year}&standing=absent&limit=200&total=true`, 'planner');
    expect([absent.items.length, absent.total]).toEqual([next.totals['absent'], next.totals['absent']]);
    expect(absent.items.every((item) => item.facts === 0)).toBe(true);
    // last year most reported, fact by fact
    const last = await api.getJson<Coverage>(`/filings/coverage?kind=enrolment&year=${api.t0}&total=true`, 'planner');
    expect(last.totals['direct']).toBeGreaterThan(10);
    const first = await api.getJson<Coverage>(`/filings/coverage?kind=demand&year=${year}&limit=1`, 'planner');
    expect(first.items).toEqual(next.items.slice(0, 1));
    const own = next.items.find((item) => item.organisationId === enterprise)!;
    const rows = (await api.db.query.select().from(api.db.schema.declarations)).filter((row) => row.organisationId === enterprise && row.year === api.t0);
    const newest = new Map(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => [row.occupationCode, row.headcount]));
    expect(own.personsLastYear).toBe([...newest.values()].reduce((a, b) => a + b, 0));
  });
  it('pages of coverage meet', async () => {
    type Page = { items: { organisationId: string }[]; nextCursor: string | null };
    const whole = await api.getJson<Page>(`/filings/coverage?kind=demand&year=${year}&limit=200`, 'planner');
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await api.getJson<Page>(`/filings/coverage?kind=demand&year=${year}&limit=40${cursor === null ? '' : `&cursor=${cursor}`}`, 'planner');
      walked.push(...page.items.map((item) => item.organisationId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(walked).toEqual(whole.items.map((item) => item.organisationId));
  });
});
