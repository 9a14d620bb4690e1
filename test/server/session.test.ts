import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../schemas/vocabulary.ts';
import { hashSecret } from '../../server/plugins/access.ts';
import { clock } from '../../server/runtime.ts';
import { createAccessRepository } from '../../db/repositories/access.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';

let demo: TestApp;
let real: TestApp;
beforeAll(async () => {
  demo = await buildTestApp({ demo: true });
  real = await buildTestApp({ seeded: false });
});
afterAll(async () => {
  await demo.close();
  await real.close();
});

const signIn = (api: TestApp, { role = 'planner', host = '127.0.0.1:3000', remoteAddress = '127.0.0.1', headers = {} } = {}) =>
  api.app.inject({ method: 'POST', url: '/api/v1/demo/session', payload: { role }, headers: { host, ...headers }, remoteAddress });
const cookieOf = (response: Awaited<ReturnType<typeof signIn>>) => `${response.cookies[0]!.name}=${response.cookies[0]!.value}`;
const startRun = (cookie: string, headers: Record<string, string>) =>
  demo.app.inject({ method: 'POST', url: '/api/v1/runs', payload: {}, headers: { host: '127.0.0.1:3000', cookie, ...headers } });

describe('demo sign-in', () => {
  it.each(roles)('opens a session of %s in a cookie no script reads and no other site sends', async (role) => {
    const response = await signIn(demo, { role });
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({ demo: true, role });
    expect(response.cookies).toHaveLength(1);
    expect(response.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 12 * 3600 });
    const who = await demo.app.inject({ url: '/api/v1/session', headers: { cookie: cookieOf(response) } });
    expect(who.json()).toEqual(response.json());
  });
  it('gives every session another secret, and keeps its hash only', async () => {
    const secrets = [await signIn(demo), await signIn(demo)].map((response) => response.cookies[0]!.value);
    expect(new Set(secrets).size).toBe(2);
    const stored = (await demo.db.query.select().from(demo.db.schema.sessions)).map((session) => session.secretHash);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThanOrEqual(40);
      expect(stored).toContain(hashSecret(secret));
      expect(stored).not.toContain(secret);
    }
  });
  it('does not exist outside demo mode', async () => {
    expect((await signIn(real)).statusCode).toBe(404);
    expect((await rowCounts(real))['sessions']).toBe(0);
  });
  it.each(['10.0.0.7', '192.168.1.2', '::ffff:10.0.0.7', '2001:db8::1'])('is refused from %s', async (remoteAddress) => {
    expect((await signIn(demo, { remoteAddress })).statusCode).toBe(403);
  });
  it.each(['::1', '::ffff:127.0.0.1'])('works from loopback %s', async (remoteAddress) => {
    expect((await signIn(demo, { remoteAddress })).statusCode).toBe(201);
  });
  it.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil.example:3000', 'localhost@evil.example'])(
    'is refused under the host name %j, which may resolve to loopback',
    async (host) => {
      expect((await signIn(demo, { host })).statusCode).toBe(403);
    },
  );
  it.each(['localhost:3000', '127.0.0.1', '[::1]:3000'])('works under %s', async (host) => {
    expect((await signIn(demo, { host })).statusCode).toBe(201);
  });
  it('is not fooled by forwarding headers', async () => {
    const headers = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost' };
    expect((await signIn(demo, { remoteAddress: '10.0.0.7', headers })).statusCode).toBe(403);
    expect((await signIn(demo, { host: 'evil.example', headers })).statusCode).toBe(403);
  });
  it('is refused to pages of other sites', async () => {
    expect((await signIn(demo, { headers: { origin: 'https://evil.example' } })).statusCode).toBe(403);
    expect((await signIn(demo, { headers: { 'sec-fetch-site': 'cross-site' } })).statusCode).toBe(403);
    expect((await signIn(demo, { headers: { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' } })).statusCode).toBe(201);
  });
  it.each([{ role: 'root' }, {}, { role: 'planner', admin: true }])('needs a role and nothing else, not %j', async (payload) => {
    const response = await demo.app.inject({ method: 'POST', url: '/api/v1/demo/session', payload, headers: { host: 'localhost' } });
    expect(response.statusCode).toBe(422);
  });
});

describe('a session', () => {
  it('writes from its own pages only', async () => {
    const cookie = cookieOf(await signIn(demo));
    const before = await rowCounts(demo);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'http://127.0.0.1:4000' },
      { origin: 'null' },
      { origin: 'not an address' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      const response = await startRun(cookie, headers);
      expect([headers, response.statusCode]).toEqual([headers, 401]);
    }
    expect(await rowCounts(demo)).toEqual(before);
    expect((await startRun(cookie, { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(202);
  });
  it('has the rights of its role', async () => {
    const cookie = cookieOf(await signIn(demo, { role: 'school' }));
    expect((await startRun(cookie, {})).statusCode).toBe(403);
  });
  it('ends when it is closed', async () => {
    const cookie = cookieOf(await signIn(demo));
    const closed = await demo.app.inject({ method: 'POST', url: '/api/v1/session/close', headers: { cookie } });
    expect(closed.statusCode).toBe(204);
    expect(closed.cookies[0]).toMatchObject({ value: '' });
    expect((await demo.app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(401);
  });
  it('ends after its time', async () => {
    const now = clock();
    const session = { secretHash: hashSecret('old'), role: 'planner' as const, organisationId: null, createdAt: now, expiresAt: new Date(+now - 1) };
    await createAccessRepository(demo.db).addSession(session);
    expect((await demo.app.inject({ url: '/api/v1/session', headers: { cookie: 'gongxu_session=old' } })).statusCode).toBe(401);
  });
  it('does not outrank a key: a wrong key is refused even beside a good cookie', async () => {
    const cookie = cookieOf(await signIn(demo));
    const response = await demo.app.inject({ url: '/api/v1/session', headers: { cookie, authorization: 'Bearer wrong' } });
    expect(response.statusCode).toBe(401);
  });
});
