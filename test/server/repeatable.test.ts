import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import { buildApp } from '../../server/app.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';

let api: TestApp;
let body: { year: number; occupationCode: string; headcount: number };
beforeAll(async () => {
  api = await buildTestApp();
  const { items } = await api.getJson<{ items: { code: string }[] }>('/occupations?limit=1');
  body = { year: api.t0, occupationCode: items[0]!.code, headcount: 41 };
});
afterAll(() => api.close());
const declare = (key: string, changes: object = {}, as: 'enterprise' | 'administrator' = 'enterprise') =>
  api.call('POST', '/demand/declarations', { as, body: { ...body, ...changes }, headers: { 'idempotency-key': key, 'accept-encoding': 'gzip' } });
const stored = async () => (await rowCounts(api))['declarations'] ?? 0;

describe('a call with an Idempotency-Key', () => {
  it('is done once and answered alike however often it is sent', async () => {
    const before = await stored();
    const first = await declare('a-1');
    expect([first.statusCode, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
    const again = await declare('a-1');
    expect([again.statusCode, again.headers['idempotency-replayed'], again.body]).toEqual([201, 'true', first.body]);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(await stored()).toBe(before + 1);
    expect((await declare('a-2')).json<{ id: string }>().id).not.toBe(first.json<{ id: string }>().id);
    expect(await stored()).toBe(before + 2);
  });
  it('keeps the Location of a run, which is started once', async () => {
    const start = () => api.call('POST', '/runs', { as: 'planner', body: { parameters: { paths: 100 } }, headers: { 'idempotency-key': 'run' } });
    const [first, again] = [await start(), await start()];
    expect([again.statusCode, again.headers.location, again.body]).toEqual([202, first.headers.location, first.body]);
    expect((await rowCounts(api))['runs']).toBe(1);
  });
  it('is refused for another body, and belongs to its caller alone', async () => {
    const before = await stored();
    const refused = await declare('a-1', { headcount: 42 });
    expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([422, '此 Idempotency-Key 已用于另一次内容不同的调用，请换一个']);
    expect(await stored()).toBe(before);
    const { organisationId } = (await declare('a-1')).json<{ organisationId: string }>();
    expect((await declare('a-1', { organisationId }, 'administrator')).statusCode).toBe(201);
    expect(await stored()).toBe(before + 1);
  });
  it('that is refused keeps its name free', async () => {
    expect((await declare('b', { headcount: -1 })).statusCode).toBe(422); // before the call is looked at
    expect((await declare('b', { occupationCode: '9-99-99' })).statusCode).toBe(422); // by the call itself
    expect((await declare('b')).statusCode).toBe(201);
  });
  it('sent twice at once is done once; the other is told to wait, or gets the answer', async () => {
    const before = await stored();
    const answers = await Promise.all(Array.from({ length: 8 }, () => declare('c')));
    expect(await stored()).toBe(before + 1);
    expect(answers.filter(({ statusCode, headers }) => statusCode === 201 && headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    for (const { statusCode } of answers) expect([201, 409]).toContain(statusCode);
  });
  it('whose process ended before it answered says so, and what to do', async () => {
    const { repeatableCalls } = api.db.schema;
    await declare('d');
    await api.db.query.update(repeatableCalls).set({ status: null, body: null }).returning();
    const { statusCode, body: text } = await declare('d');
    expect([statusCode, text]).toEqual([409, expect.stringContaining('请先查看是否已存入')]);
  });
  it('is forgotten after a day', async () => {
    let now = new Date();
    const later = await buildApp({ ...api.context, clock: () => now });
    const send = () =>
      later.inject({
        method: 'POST',
        url: '/api/v1/demand/declarations',
        payload: body,
        headers: { authorization: `Bearer ${api.keys.enterprise}`, 'idempotency-key': 'e' },
      });
    await send();
    now = new Date(now.getTime() + 23 * 3_600_000);
    expect((await send()).headers['idempotency-replayed']).toBe('true');
    now = new Date(now.getTime() + 2 * 3_600_000);
    expect((await send()).headers['idempotency-replayed']).toBeUndefined();
    await later.close();
  });
  it('needs a name of printable characters', async () => {
    const refused = await declare('a b');
    expect([refused.statusCode, refused.json<Problem>().errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/headers/idempotency-key']]);
  });
});
