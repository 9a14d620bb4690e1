import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import { addPerson, signIn } from '../support/accounts.ts';
import { buildTestApp, type TestApp, type TestAppOptions } from '../support/app.ts';
import { addKey, openSession } from '../support/callers.ts';

const limits = { perMinute: 6, writesPerMinute: 3 };
let api: TestApp | undefined;
async function open(more: TestAppOptions = {}): Promise<TestApp> {
  api = await buildTestApp({ seeded: false, limits, ...more });
  return api;
}
afterEach(async () => {
  vi.restoreAllMocks();
  await api?.close();
});
type Headers = Record<string, string>;
const ask = (from: TestApp, url: string, { headers = {}, remoteAddress = '10.2.0.1', method = 'GET' as 'GET' | 'POST' } = {}) =>
  from.app.inject({ method, url: `/api/v1${url}`, headers, remoteAddress, ...(method === 'POST' ? { payload: {} } : {}) });
const times = async (n: number, what: () => Promise<{ statusCode: number }>) => {
  const answers: number[] = [];
  for (let i = 0; i < n; i++) answers.push((await what()).statusCode);
  return answers;
};

describe('requests a minute', () => {
  it('are counted by key, and what is left is said', async () => {
    const here = await open();
    const [one, two] = [await addKey(here, 'planner', null), await addKey(here, 'planner', null)];
    const first = await ask(here, '/runs', { headers: one });
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '6', 'ratelimit-remaining': '5' });
    expect(Number(first.headers['ratelimit-reset'])).toBeLessThanOrEqual(60);
    // from whatever address
    expect(await times(5, () => ask(here, '/runs', { headers: one, remoteAddress: '10.2.0.9' }))).toEqual([200, 200, 200, 200, 200]);
    const refused = await ask(here, '/runs', { headers: { ...one, 'accept-language': 'en' } });
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([429, 'application/problem+json; charset=utf-8']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json<Problem>()).toMatchObject({ type: '/problems/too_many_requests', title: 'Too many requests' });
    expect(refused.json<Problem>().detail).toMatch(/^At most 6 requests a minute, 3 of them writing\. Try again in \d+ seconds$/);
    expect((await ask(here, '/runs', { headers: one })).json<Problem>().detail).toMatch(
      /^请求过于频繁：每分钟至多 6 次，其中写入至多 3 次。请在 \d+ 秒后再试$/,
    );
    expect((await ask(here, '/runs', { headers: two })).statusCode).toBe(200);
  });
  it('begin anew with the next minute', async () => {
    const here = await open();
    const headers = await addKey(here, 'planner', null);
    const start = Date.now();
    const now = vi.spyOn(Date, 'now').mockReturnValue(start);
    expect(await times(7, () => ask(here, '/runs', { headers }))).toEqual([200, 200, 200, 200, 200, 200, 429]);
    now.mockReturnValue(start + 59_000);
    expect((await ask(here, '/runs', { headers })).headers['retry-after']).toBe('1');
    now.mockReturnValue(start + 60_000);
    expect((await ask(here, '/runs', { headers })).statusCode).toBe(200);
  });
  it('that write are fewer, and reading goes on', async () => {
    const here = await open();
    const headers = await addKey(here, 'planner', null);
    expect(await times(4, () => ask(here, '/pathways', { headers, method: 'POST' }))).toEqual([422, 422, 422, 429]);
    expect((await ask(here, '/runs', { headers })).statusCode).toBe(200);
  });
  it('are counted by account across its sessions', async () => {
    const here = await open({ limits: { perMinute: 4, writesPerMinute: 4 } });
    const { id, membershipId } = await addPerson(here, { login: 'ann', role: 'planner' });
    const sessions = [await openSession(here, id, membershipId), await openSession(here, id, membershipId)];
    const asked = sessions.map(({ headers }) => headers as Headers);
    expect(await times(2, () => ask(here, '/runs', { headers: asked[0]! }))).toEqual([200, 200]);
    expect(await times(3, () => ask(here, '/runs', { headers: asked[1]! }))).toEqual([200, 200, 429]);
  });
  it('are counted by address where nobody is known: catalogues, and keys and cookies that are none', async () => {
    const here = await open();
    const made = () => ask(here, '/runs', { headers: { authorization: `Bearer made-up-${Math.random()}` } });
    expect(await times(2, made)).toEqual([401, 401]);
    expect(await times(2, () => ask(here, '/majors'))).toEqual([200, 200]);
    expect(await times(3, () => ask(here, '/runs', { headers: { cookie: 'gongxu_session=x' } }))).toEqual([401, 401, 429]);
    expect(await times(1, made)).toEqual([429]);
    expect((await ask(here, '/majors', { remoteAddress: '10.2.0.2' })).statusCode).toBe(200);
  });
  it('do not count questions after health', async () => {
    const here = await open();
    const answers = await times(10, () => ask(here, '/health'));
    expect(answers).toEqual(Array.from({ length: 10 }, () => 200));
    expect((await ask(here, '/health')).headers).not.toHaveProperty('ratelimit-limit');
  });
  it('are not counted where no limit is set', async () => {
    const here = await buildTestApp({ seeded: false });
    api = here;
    expect((await ask(here, '/majors')).headers).not.toHaveProperty('ratelimit-limit');
  });
});

describe('behind a proxy', () => {
  const forwarded = (address: string): Headers => ({ 'x-forwarded-for': address });
  it('callers are told apart by the address the trusted proxy names', async () => {
    const here = await open({ trustProxy: 1 });
    expect(await times(7, () => ask(here, '/majors', { headers: forwarded('192.0.2.1') }))).toEqual([200, 200, 200, 200, 200, 200, 429]);
    expect((await ask(here, '/majors', { headers: forwarded('192.0.2.2') })).statusCode).toBe(200);
    // what a caller adds in front of the proxy's own word does not help
    expect((await ask(here, '/majors', { headers: forwarded('192.0.2.77, 192.0.2.1') })).statusCode).toBe(429);
  });
  it('names of nobody who is trusted are not believed', async () => {
    for (const trustProxy of [undefined, '10.9.0.0/16']) {
      const here = await open(trustProxy === undefined ? {} : { trustProxy });
      expect((await times(7, () => ask(here, '/majors', { headers: forwarded(`192.0.2.${Math.floor(Math.random() * 200)}`) }))).at(-1)).toBe(429);
      if (trustProxy === undefined) await here.close();
    }
  });
  it('the origin of a write is compared with the host the proxy was asked for', async () => {
    const here = await open({ trustProxy: 'loopback', limits: { perMinute: 100, writesPerMinute: 100 } });
    await addPerson(here, { login: 'ben', role: 'planner' });
    const { headers } = await signIn(here, 'ben');
    const sent = { ...headers, host: '127.0.0.1:3000', origin: 'https://gongxu.example.org' };
    const post = (more: Headers) => ask(here, '/pathways', { headers: { ...sent, ...more }, remoteAddress: '127.0.0.1', method: 'POST' });
    expect((await post({ 'x-forwarded-host': 'gongxu.example.org' })).statusCode).toBe(422);
    expect((await post({ 'x-forwarded-host': 'other.example.org' })).statusCode).toBe(401);
    expect((await post({})).statusCode).toBe(401);
  });
});
