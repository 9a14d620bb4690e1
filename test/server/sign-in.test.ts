import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockMs } from '../../db/repositories/accounts.ts';
import type { AccountSession } from '../../schemas/accounts.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Session } from '../../schemas/session.ts';
import { hashSecret } from '../../server/plugins/access.ts';
import { hashPassword, verifyPassword } from '../../server/passwords.ts';
import { attemptsPerMinute } from '../../server/plugins/attempts.ts';
import { addPerson, createClock, goodPassword, login, minutes, signIn } from '../support/accounts.ts';
import { testKey } from '../support/secret-key.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';

const { clock, advance } = createClock();
let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ seeded: false, clock });
  for (const name of ['ann', 'ben', 'cai', 'dan', 'eve', 'fay', 'gao']) await addPerson(api, { login: name, role: 'planner' });
});
afterAll(() => api.close());
const audit = async (action: string) => (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.action === action);
const refusal = async (name: string, password: string) => {
  const response = await login(api, name, password);
  const { title, detail, errors } = response.json<Problem>();
  return { status: response.statusCode, title, detail, errors, cookies: response.cookies.length };
};

describe('signing in', () => {
  it('opens a session in a cookie no script reads, and says who one is', async () => {
    const browser = await signIn(api, 'ann');
    expect(browser.cookie).toMatchObject({ name: 'gongxu_session', httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 12 * 3600 });
    expect(browser.cookie.secure).toBeUndefined();
    expect(browser.session).toMatchObject({ demo: false, role: 'planner', organisationId: null, account: { login: 'ann', mustChangePassword: false } });
    expect(await browser.get('/session')).toEqual(browser.session);
    expect(await browser.status('GET', '/runs')).toBe(200);
    expect((await audit('sign_in')).at(-1)).toMatchObject({ actor: `account:${browser.session.account!.id}`, entity: 'account' });
  });
  it('does not mind capitals and blanks around the name', async () => {
    expect((await login(api, ' ANN ')).statusCode).toBe(201);
  });
  it('keeps the hash of the secret only, and no password anywhere', async () => {
    const { secret, session } = await signIn(api, 'ann');
    const stored = await api.db.query.select().from(api.db.schema.accountSessions);
    expect(stored.map((row) => row.secretHash)).toContain(hashSecret(secret));
    const everything = JSON.stringify([
      stored,
      await api.db.query.select().from(api.db.schema.accounts),
      await api.db.query.select().from(api.db.schema.auditEntries),
    ]);
    for (const hidden of [secret, session.csrfToken!, goodPassword]) expect(everything).not.toContain(hidden);
  });
  it('salts every password by itself', async () => {
    const hashes = await Promise.all([hashPassword(goodPassword, testKey), hashPassword(goodPassword, testKey)]);
    expect(hashes[0]).not.toBe(hashes[1]);
    for (const one of hashes) expect([one.includes('$argon2id$'), await verifyPassword(one, goodPassword, testKey)]).toEqual([true, true]);
  });
  it('marks the cookie for TLS where the page came over it', async () => {
    const headers = { host: 'city.example', origin: 'https://city.example', 'sec-fetch-site': 'same-origin' };
    expect((await login(api, 'ann', goodPassword, { headers })).cookies[0]).toMatchObject({ name: '__Host-gongxu_session', secure: true, path: '/' });
  });
  it('is refused to pages of other sites, which would sign somebody in as somebody else', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[])
      expect((await login(api, 'ann', goodPassword, { headers })).statusCode).toBe(403);
  });
  it('answers a wrong password and an unknown account alike', async () => {
    const wrong = await refusal('ann', 'a wrong password');
    expect(wrong).toMatchObject({ status: 401, cookies: 0 });
    expect(await refusal('nobody-of-this-name', 'a wrong password')).toEqual(wrong);
    expect((await audit('sign_in_refused')).map((entry) => entry.entityId)).toContain('unknown');
  });
  it('takes as long for an unknown account', async () => {
    const quickest = async (name: string) => {
      const times: number[] = [];
      for (let i = 0; i < 4; i++) {
        const from = performance.now();
        await login(api, name, 'a wrong password');
        times.push(performance.now() - from);
      }
      return Math.min(...times); // others at work here only add to it
    };
    const [known, unknown] = [await quickest('ben'), await quickest('nobody-of-this-name')];
    expect(unknown).toBeGreaterThan(known / 3); // without the hash it takes a tenth
  });
  it('is limited by address', async () => {
    const remoteAddress = '10.9.9.9';
    const answers: number[] = [];
    for (let i = 0; i <= attemptsPerMinute; i++) answers.push((await login(api, 'nobody', 'x', { remoteAddress })).statusCode);
    expect(answers).toEqual([...Array.from({ length: attemptsPerMinute }, () => 401), 429]);
    expect((await login(api, 'ann', goodPassword, { remoteAddress: '10.9.9.8' })).statusCode).toBe(201);
  });
});

describe('lock-out', () => {
  it('waits a minute after five wrong passwords, doubling up to an hour', () => {
    expect([0, 4, 5, 6, 7, 10, 11, 12, 1000].map((attempts) => lockMs(attempts) / 60_000)).toEqual([0, 0, 1, 2, 4, 32, 60, 60, 60]);
  });
  it('refuses the right password too while it lasts, with the same answer', async () => {
    const wrong = await refusal('cai', 'a wrong password');
    for (let i = 0; i < 4; i++) await refusal('cai', 'a wrong password');
    expect(await refusal('cai', goodPassword)).toEqual(wrong);
    advance(minutes(1) - 1);
    expect(await refusal('cai', goodPassword)).toEqual(wrong); // and waiting is not made longer by trying
    advance(1);
    await refusal('cai', 'a wrong password'); // the sixth
    advance(minutes(2) - 1);
    expect((await login(api, 'cai')).statusCode).toBe(401);
    advance(1);
    expect((await login(api, 'cai')).statusCode).toBe(201);
    for (let i = 0; i < 4; i++) await refusal('cai', 'a wrong password');
    expect((await login(api, 'cai')).statusCode).toBe(201); // the count began anew
    expect((await audit('sign_in_refused')).some((entry) => (entry.after as { locked: boolean }).locked)).toBe(true);
  });
  it('counts guesses that come at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => login(api, 'dan', 'a wrong password')));
    const account = (await api.db.query.select().from(api.db.schema.accounts)).find((row) => row.login === 'dan');
    expect(account?.failedCount).toBe(5);
    expect((await login(api, 'dan')).statusCode).toBe(401);
  });
});

describe('a session of an account', () => {
  it('writes with its token only', async () => {
    const browser = await signIn(api, 'eve');
    const before = await rowCounts(api);
    for (const token of ['', 'wrong', browser.session.csrfToken!.slice(1), (await signIn(api, 'ann')).session.csrfToken!]) {
      const response = await browser.call('POST', '/runs', {}, { 'x-csrf-token': token });
      expect([response.statusCode, response.json<Problem>().detail]).toEqual([403, '请求头 X-CSRF-Token 缺失或不符，请刷新页面后重试']);
    }
    expect((await api.call('POST', '/session/logout', { headers: { cookie: browser.headers.cookie } })).statusCode).toBe(403);
    expect({ ...(await rowCounts(api)), accountSessions: 0, auditEntries: 0 }).toEqual({ ...before, accountSessions: 0, auditEntries: 0 });
    expect(await browser.status('GET', '/runs')).toBe(200);
    expect(await browser.status('POST', '/runs', { asOfYear: 1999 })).toBe(422); // past the door
  });
  it('writes from its own pages only, token or not', async () => {
    const browser = await signIn(api, 'eve');
    expect((await browser.call('POST', '/runs', {}, { origin: 'https://evil.example' })).statusCode).toBe(401);
    expect((await browser.call('POST', '/runs', {}, { 'sec-fetch-site': 'same-site' })).statusCode).toBe(401);
  });
  it('ends after half an hour without a request', async () => {
    const browser = await signIn(api, 'eve');
    advance(minutes(30) - 1);
    expect(await browser.status('GET', '/session')).toBe(200); // which moves the end
    advance(minutes(29));
    expect(await browser.status('GET', '/session')).toBe(200);
    advance(minutes(30));
    expect(await browser.status('GET', '/session')).toBe(401);
  });
  it('ends twelve hours after it began, however busy', async () => {
    const browser = await signIn(api, 'eve');
    for (let i = 0; i < 35; i++) {
      advance(minutes(20));
      expect(await browser.status('GET', '/session')).toBe(200);
    }
    advance(minutes(20));
    expect(await browser.status('GET', '/session')).toBe(401);
  });
  it('ends when it signs out', async () => {
    const browser = await signIn(api, 'eve');
    const out = await browser.call('POST', '/session/logout');
    expect([out.statusCode, out.cookies[0]?.value]).toEqual([204, '']);
    expect(await browser.status('GET', '/session')).toBe(401);
  });
  it('is listed to its owner, who ends it or all the others', async () => {
    const [one, two, three] = [await signIn(api, 'fay'), await signIn(api, 'fay'), await signIn(api, 'fay')];
    const list = async () => (await one.get<{ items: AccountSession[] }>('/account/sessions')).items;
    const mine = await list();
    expect([mine.length, mine.filter((session) => session.current).length]).toEqual([3, 1]);
    const other = mine.find((session) => !session.current)!;
    expect(await (await signIn(api, 'gao')).status('DELETE', `/account/sessions/${other.id}`)).toBe(404); // somebody else's does not exist
    expect(await one.status('DELETE', `/account/sessions/${other.id}`)).toBe(204);
    expect(await one.status('DELETE', `/account/sessions/${other.id}`)).toBe(404);
    expect([await two.status('GET', '/session'), await three.status('GET', '/session')].toSorted()).toEqual([200, 401]);
    expect(await one.status('DELETE', '/account/sessions')).toBe(204);
    expect([await two.status('GET', '/session'), await three.status('GET', '/session'), await one.status('GET', '/session')]).toEqual([401, 401, 200]);
  });
  it('does not outrank a key', async () => {
    const browser = await signIn(api, 'eve');
    expect((await browser.call('GET', '/session', undefined, { authorization: 'Bearer wrong' })).statusCode).toBe(401);
  });
});

describe('a password', () => {
  it('given by somebody else has to be changed before anything else', async () => {
    await addPerson(api, { login: 'new-one', role: 'administrator', mustChangePassword: true });
    const browser = await signIn(api, 'new-one');
    expect(browser.session.account?.mustChangePassword).toBe(true);
    for (const path of ['/runs', '/account/sessions', '/organisations']) expect([path, await browser.status('GET', path)]).toEqual([path, 403]);
    expect(await browser.status('PUT', '/account/password', { current: goodPassword, password: 'quite another one' })).toBe(204);
    expect((await browser.get<Session>('/session')).account?.mustChangePassword).toBe(false);
    expect(await browser.status('GET', '/runs')).toBe(200);
  });
  it('is checked with the field named, and changing it ends the other sessions', async () => {
    const [one, two] = [await signIn(api, 'gao'), await signIn(api, 'gao')];
    const tried = async (current: string, password: string) => {
      const response = await one.call('PUT', '/account/password', { current, password });
      return [response.statusCode, response.statusCode === 422 ? response.json<Problem>().errors?.[0]?.pointer : undefined];
    };
    expect(await tried('a wrong password', 'quite another one')).toEqual([422, '/current']);
    for (const bad of ['short', 'password123', goodPassword]) expect([bad, await tried(goodPassword, bad)]).toEqual([bad, [422, '/password']]);
    expect(await tried(goodPassword, 'quite another one')).toEqual([204, undefined]);
    expect([await one.status('GET', '/session'), await two.status('GET', '/session')]).toEqual([200, 401]);
    expect([(await login(api, 'gao')).statusCode, (await login(api, 'gao', 'quite another one')).statusCode]).toEqual([401, 201]);
    expect(await audit('change_password')).toHaveLength(2);
  });
  it('cannot be guessed at an unwatched screen either', async () => {
    const browser = await signIn(api, 'ann');
    for (let i = 0; i < 5; i++) await browser.call('PUT', '/account/password', { current: `wrong ${i}`, password: 'quite another one' });
    expect(await browser.status('PUT', '/account/password', { current: goodPassword, password: 'quite another one' })).toBe(422);
  });
});
