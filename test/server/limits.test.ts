import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import { addPerson, signIn } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addKey, openSession } from '../support/callers.ts';

/** Callers of a test share nothing: each has a key or an address of its own. */
const limits = { perMinute: 6, writesPerMinute: 3 };
let api: TestApp;
let proxied: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ seeded: false, limits });
  proxied = await buildTestApp({ seeded: false, limits, trustProxy: 'loopback' });
});
afterAll(async () => {
  await api.close();
  await proxied.close();
});
afterEach(() => {
  vi.restoreAllMocks();
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
    const [one, two] = [await addKey(api, 'planner', null), await addKey(api, 'planner', null)];
    const first = await ask(api, '/runs', { headers: one });
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '6', 'ratelimit-remaining': '5' });
    expect(Number(first.headers['ratelimit-reset'])).toBeLessThanOrEqual(60);
    // from whatever address
    expect(await times(5, () => ask(api, '/runs', { headers: one, remoteAddress: '10.2.0.9' }))).toEqual([200, 200, 200, 200, 200]);
    const refused = await ask(api, '/runs', { headers: { ...one, 'accept-language': 'en' } });
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([429, 'application/problem+json; charset=utf-8']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json<Problem>()).toMatchObject({ type: '/problems/too_many_requests', title: 'Too many requests' });
    expect(refused.json<Problem>().detail).toMatch(/^At most 6 requests a minute, 3 of them writing\. Try again in \d+ seconds$/);
    expect((await ask(api, '/runs', { headers: one })).json<Problem>().detail).toMatch(/^请求过于频繁：每分钟至多 6 次，其中写入至多 3 次。请在 \d+ 秒后再试$/);
    expect((await ask(api, '/runs', { headers: two })).statusCode).toBe(200);
  });
  it('begin anew with the next minute', async () => {
    const headers = await addKey(api, 'planner', null);
    const start = Date.now();
    const now = vi.spyOn(Date, 'now').mockReturnValue(start);
    expect(await times(7, () => ask(api, '/runs', { headers }))).toEqual([200, 200, 200, 200, 200, 200, 429]);
    now.mockReturnValue(start + 59_000);
    expect((await ask(api, '/runs', { headers })).headers['retry-after']).toBe('1');
    now.mockReturnValue(start + 60_000);
    expect((await ask(api, '/runs', { headers })).statusCode).toBe(200);
  });
  it('that write are fewer, and reading goes on', async () => {
    const headers = await addKey(api, 'planner', null);
    expect(await times(4, () => ask(api, '/pathways', { headers, method: 'POST' }))).toEqual([422, 422, 422, 429]);
    expect((await ask(api, '/runs', { headers })).statusCode).toBe(200);
  });
  it('are counted by account across its sessions', async () => {
    const { id, membershipId } = await addPerson(api, { login: 'ann', role: 'planner' });
    const sessions = [await openSession(api, id, membershipId), await openSession(api, id, membershipId)];
    const asked = sessions.map(({ headers }) => headers as Headers);
    expect(await times(3, () => ask(api, '/runs', { headers: asked[0]! }))).toEqual([200, 200, 200]);
    expect(await times(4, () => ask(api, '/runs', { headers: asked[1]! }))).toEqual([200, 200, 200, 429]);
  });
  it('are counted by address where nobody is known: catalogues, and keys and cookies that are none', async () => {
    const made = () => ask(api, '/runs', { headers: { authorization: `Bearer made-up-${Math.random()}` } });
    expect(await times(2, made)).toEqual([401, 401]);
    expect(await times(2, () => ask(api, '/majors'))).toEqual([200, 200]);
    expect(await times(3, () => ask(api, '/runs', { headers: { cookie: 'gongxu_session=x' } }))).toEqual([401, 401, 429]);
    expect(await times(1, made)).toEqual([429]);
    expect((await ask(api, '/majors', { remoteAddress: '10.2.0.3' })).statusCode).toBe(200);
  });
  it('do not count questions after health', async () => {
    const answers = await times(10, () => ask(api, '/health'));
    expect(answers).toEqual(Array.from({ length: 10 }, () => 200));
    expect((await ask(api, '/health')).headers).not.toHaveProperty('ratelimit-limit');
  });
});

describe('behind a proxy', () => {
  const forwarded = (address: string): Headers => ({ 'x-forwarded-for': address });
  const through = (address: string) => ask(proxied, '/majors', { headers: forwarded(address), remoteAddress: '127.0.0.1' });
  it('callers are told apart by the address the trusted proxy names', async () => {
    expect(await times(7, () => through('192.0.2.1'))).toEqual([200, 200, 200, 200, 200, 200, 429]);
    expect((await through('192.0.2.2')).statusCode).toBe(200);
    // what a caller puts in front of the proxy's own word does not help
    expect((await through('192.0.2.77, 192.0.2.1')).statusCode).toBe(429);
  });
  it('names given by nobody who is trusted are not believed', async () => {
    let last = 10;
    const made = (from: TestApp) => times(7, () => ask(from, '/majors', { headers: forwarded(`192.0.2.${++last}`), remoteAddress: '10.2.0.7' }));
    expect([(await made(api)).at(-1), (await made(proxied)).at(-1)]).toEqual([429, 429]);
  });
  it('the origin of a write is compared with the host the proxy was asked for', async () => {
    await addPerson(proxied, { login: 'ben', role: 'planner' });
    const { headers } = await signIn(proxied, 'ben');
    const sent = { ...headers, host: '127.0.0.1:3000', origin: 'https://gongxu.example.org' };
    const post = (more: Headers) => ask(proxied, '/pathways', { headers: { ...sent, ...more }, remoteAddress: '127.0.0.1', method: 'POST' });
    expect((await post({ 'x-forwarded-host': 'gongxu.example.org' })).statusCode).toBe(422);
    expect((await post({ 'x-forwarded-host': 'other.example.org' })).statusCode).toBe(401);
    expect((await post({})).statusCode).toBe(401);
  });
});
