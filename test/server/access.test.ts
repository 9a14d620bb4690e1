import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessRepository } from '../../db/repositories/access.ts';
import type { Declaration, Posting } from '../../schemas/demand.ts';
import type { EnrolmentReport } from '../../schemas/enrolment.ts';
import { buildApp } from '../../server/app.ts';
import { hashSecret } from '../../server/plugins/access.ts';
import { clock, newId } from '../../server/runtime.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp();
});
afterAll(() => api.close());

/** Everything that may be read without a key. Who may call the rest stands in role-matrix.test.ts. */
const open = [
  '/health',
  '/majors',
  '/occupations',
  '/chains',
  '/schools',
  '/programmes',
  '/pathways',
  '/competences',
  '/catalogue/codes?kind=regions',
  '/api/openapi.json',
  '/api/docs',
];

describe('without a key', () => {
  it('reads catalogues, health and the API description', async () => {
    for (const path of open) expect([path, (await api.call('GET', path)).statusCode]).toEqual([path, 200]);
  });
  it('gets 401 from HEAD where GET needs a key', async () => {
    expect((await api.call('HEAD', '/gaps')).statusCode).toBe(401);
  });
  it('gets 401 before its body is looked at', async () => {
    const response = await api.call('POST', '/runs', { body: '{"asOfYear":', headers: { 'content-type': 'application/json' } });
    expect(response.statusCode).toBe(401);
  });
});

describe('with a key', () => {
  it.each(['Bearer nonsense', 'Bearer', 'Basic dGVzdA==', 'Bearer test-planner extra', 'test-planner'])('refuses %j', async (authorization) => {
    expect((await api.call('GET', '/runs', { headers: { authorization } })).statusCode).toBe(401);
  });
  it('refuses an expired and a revoked one, accepts one that expires later', async () => {
    const soon = (ms: number) => new Date(+clock() + ms);
    const key = (secret: string, more: object) => ({
      ...{ id: newId(), role: 'planner' as const, organisationId: null, secretHash: hashSecret(secret), label: secret, createdAt: clock() },
      ...more,
    });
    await createAccessRepository(api.db).addKeys([
      key('expired', { expiresAt: soon(-1) }),
      key('revoked', { revokedAt: soon(-1) }),
      key('lasting', { expiresAt: soon(60_000) }),
    ]);
    const status = async (secret: string) => (await api.call('GET', '/runs', { headers: { authorization: `Bearer ${secret}` } })).statusCode;
    expect([await status('expired'), await status('revoked'), await status('lasting')]).toEqual([401, 401, 200]);
  });
  it('says which roles may', async () => {
    const response = await api.call('POST', '/runs', { as: 'school', body: {}, headers: { 'accept-language': 'en' } });
    expect(response.json<{ detail: string }>().detail).toBe('This needs one of the roles planner, administrator');
  });
});

describe('an organisation', () => {
  const lists = [
    { role: 'enterprise', path: '/demand/declarations' },
    { role: 'enterprise', path: '/demand/postings' },
    { role: 'school', path: '/enrolment/reports' },
  ] as const;
  it.each(lists)('$role sees its own $path only, a planner sees all', async ({ role, path }) => {
    const { organisationId } = await api.getJson<{ organisationId: string }>('/session', role);
    const own = await walk<Declaration | Posting | EnrolmentReport>(api, path, 200, role);
    expect(own.length).toBeGreaterThan(5);
    expect(new Set(own.map((item) => item.organisationId))).toEqual(new Set([organisationId]));
    const asked = await walk<Declaration | Posting | EnrolmentReport>(api, `${path}?organisationId=${organisationId}`, 200, 'planner');
    expect(own).toEqual(asked);
    const { total } = await api.getJson<{ total: number }>(`${path}?total=true&limit=1`, 'planner');
    expect(total).toBeGreaterThan(own.length * 5);
  });
  it.each(lists)('$role may not ask $path for another', async ({ role, path }) => {
    const { organisationId } = await api.getJson<{ organisationId: string }>('/session', role);
    const { items } = await api.getJson<{ items: Declaration[] }>(`${path}?limit=200`, 'planner');
    const other = items.find((item) => item.organisationId !== organisationId)!.organisationId;
    expect((await api.call('GET', `${path}?organisationId=${other}`, { as: role })).statusCode).toBe(403);
  });
});

describe('deny by default', () => {
  it('a route that declares no policy keeps the server from starting', async () => {
    const app = await buildApp(api.context);
    expect(() => app.get('/api/v1/forgotten', async () => 'open')).toThrow('route GET /api/v1/forgotten declares no policy');
    expect(() => app.post('/api/v1/forgotten', { config: {} }, async () => 'open')).toThrow('declares no policy');
    await app.close();
  });
});
