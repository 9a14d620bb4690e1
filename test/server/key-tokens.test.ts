import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyToken } from '../../schemas/accounts.ts';
import { addPerson, createClock, minutes, nextAddress, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addOrganisation } from '../support/callers.ts';

let api: TestApp;
let manager: Browser;
let school: string;
const { clock, advance } = createClock();
beforeAll(async () => {
  api = await buildTestApp({ clock });
  school = await addOrganisation(api, 'school');
  await addPerson(api, { login: 'manager', role: 'school', organisationId: school, manager: true });
  await addPerson(api, { login: 'boss', role: 'administrator' });
  manager = await signIn(api, 'manager');
});
afterAll(() => api.close());

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const ask = async (secret: string, method: 'GET' | 'POST' = 'GET', path = '/enrolment/reports') =>
  (await api.call(method, path, { headers: bearer(secret), ...(method === 'POST' ? { body: {} } : {}) })).statusCode;
const makeKey = async (more: object = {}) =>
  (await manager.call('POST', '/account/keys', { label: '教务系统', scopes: ['read'], days: 30, ...more })).json<{
    id: string;
    secret: string;
    tokenOnly: boolean;
  }>();
const send = (secret: string, remoteAddress = nextAddress()) =>
  api.app.inject({ method: 'POST', url: '/api/v1/tokens', headers: { ...bearer(secret), 'accept-language': 'en' }, remoteAddress });
const exchange = async (secret: string) => (await send(secret)).json<KeyToken>();
const exchanges = async () => (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ action }) => action === 'exchange');

describe('a key is exchanged for a token', () => {
  it('that is its scopes, role and organisation for a quarter of an hour', async () => {
    const key = await makeKey({ scopes: ['read'] });
    const response = await send(key.secret);
    const token = response.json<KeyToken>();
    expect([response.statusCode, response.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(token).toMatchObject({ role: 'school', scopes: ['read'], expiresAt: new Date(+clock() + minutes(15)).toISOString() });
    expect(token.token).toMatch(/^gxt_[\w-]{43}$/);
    expect([await ask(token.token), await ask(token.token, 'POST')]).toEqual([200, 403]);
    expect((await api.call('GET', '/session', { headers: bearer(token.token) })).json()).toMatchObject({ role: 'school', organisationId: school });
    advance(minutes(15) - 1);
    expect(await ask(token.token)).toBe(200);
    advance(1);
    expect(await ask(token.token)).toBe(401);
  });
  it('and works nowhere else, unless its owner says so', async () => {
    const [usual, direct] = [await makeKey(), await makeKey({ tokenOnly: false })];
    expect([usual.tokenOnly, direct.tokenOnly]).toEqual([true, false]);
    const refused = await api.call('GET', '/enrolment/reports', { headers: { ...bearer(usual.secret), 'accept-language': 'en' } });
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([401, expect.stringContaining('POST /api/v1/tokens')]);
    expect([await ask(direct.secret), await ask((await exchange(direct.secret)).token)]).toEqual([200, 200]);
  });
  it('whose secret is in no row, as little as the key', async () => {
    const key = await makeKey();
    const { token } = await exchange(key.secret);
    const { apiKeys, keyTokens, auditEntries, notifications } = api.db.schema;
    const stored = await Promise.all([apiKeys, keyTokens, auditEntries, notifications].map((table) => api.db.query.select().from(table)));
    expect([JSON.stringify(stored).includes(token), JSON.stringify(stored).includes(key.secret)]).toEqual([false, false]);
  });
  it('but a token, a session, a made-up and a used-up key get none', async () => {
    const key = await makeKey({ days: 1 });
    const { token } = await exchange(key.secret);
    expect([(await send(token)).statusCode, (await send('gxt_made-up')).statusCode, (await send('made-up')).statusCode]).toEqual([403, 401, 401]);
    expect(await manager.status('POST', '/tokens')).toBe(403);
    expect((await api.call('POST', '/tokens')).statusCode).toBe(401);
    advance(minutes(24 * 60));
    expect((await send(key.secret)).statusCode).toBe(401);
    manager = await signIn(api, 'manager');
  });
  it('thirty times a minute and address', async () => {
    const { secret } = await makeKey();
    const statuses = [];
    for (let i = 0; i < 31; i++) statuses.push((await send(secret, '10.9.9.9')).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 201), 429]);
  });
});

describe('a token ends with its key', () => {
  it('that is revoked', async () => {
    const key = await makeKey();
    const { token } = await exchange(key.secret);
    expect(await ask(token)).toBe(200);
    expect(await manager.status('DELETE', `/account/keys/${key.id}`)).toBe(204);
    expect([await ask(token), (await send(key.secret)).statusCode]).toEqual([401, 401]);
  });
  it('that expires: it is no longer good than the key', async () => {
    const key = await makeKey({ days: 1 });
    advance(minutes(24 * 60 - 5));
    const { token, expiresAt } = await exchange(key.secret);
    expect(expiresAt).toBe(new Date(+clock() + minutes(5)).toISOString());
    advance(minutes(5));
    expect(await ask(token)).toBe(401);
    manager = await signIn(api, 'manager');
  });
  it('whose membership ends, or whose account is locked out', async () => {
    const { id, membershipId } = await addPerson(api, { login: 'leaver', role: 'school', organisationId: school });
    const leaver = await signIn(api, 'leaver');
    const { secret } = (await leaver.call('POST', '/account/keys', { label: 'k', scopes: ['read'], days: 1 })).json<{ secret: string }>();
    const { token } = await exchange(secret);
    const stand = (status: string) => api.call('PUT', `/accounts/${id}/status`, { as: 'administrator', body: { status }, headers: { 'if-match': '*' } });
    expect([(await stand('disabled')).statusCode, await ask(token), (await stand('active')).statusCode, await ask(token)]).toEqual([204, 401, 204, 200]);
    expect([await manager.status('DELETE', `/members/${membershipId}`), await ask(token)]).toEqual([204, 401]);
  });
});

it('exchanges are recorded once a day and key; the key says when it was last used; tokens that are over go', async () => {
  const key = await makeKey();
  const before = (await exchanges()).length;
  for (let i = 0; i < 3; i++) await exchange(key.secret);
  advance(minutes(24 * 60));
  const { token } = await exchange(key.secret);
  const recorded = (await exchanges()).slice(before);
  expect(recorded.map(({ actor, entity, entityId }) => [actor, entity, entityId])).toEqual(
    Array.from({ length: 2 }, () => [`key:${key.id}`, 'api_key', key.id]),
  );
  expect(await api.db.query.select().from(api.db.schema.keyTokens)).toHaveLength(1);
  advance(minutes(2));
  await ask(token);
  manager = await signIn(api, 'manager');
  const { items } = await manager.get<{ items: { id: string; lastUsedAt: string }[] }>('/account/keys');
  expect(items.find(({ id }) => id === key.id)?.lastUsedAt).toBe(clock().toISOString());
});
