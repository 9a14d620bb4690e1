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

/** Everything that may be read without a key. The demo sign-in has its own rules (session.test.ts). */
const open = new Set(['/health', '/majors', '/occupations', '/chains', '/schools', '/programmes', '/pathways', '/competences']);
/** Doors of their own: what is asked there is checked by password or token. */
const doors = new Set(['/demo/session', '/session/login', '/accounts/registration', '/invitations/offer', '/invitations/acceptance']);
const everyRole: readonly Role[] = roles;
const people: readonly Role[] = []; // accounts only: no key, no demo role
const allowed: Record<string, readonly Role[]> = {
  'POST /demand/declarations': ['enterprise', 'administrator'],
  'GET /demand/declarations': ['enterprise', 'planner', 'administrator'],
  'POST /demand/postings': ['enterprise', 'administrator'],
  'GET /demand/postings': ['enterprise', 'planner', 'administrator'],
  'POST /demand/postings/{id}/outcome': ['enterprise', 'administrator'],
  'POST /demand/title-choices': ['enterprise', 'administrator'],
  'POST /demand/projects': ['enterprise', 'administrator'],
  'GET /demand/projects': ['enterprise', 'planner', 'administrator'],
  'POST /supply/inflows': ['planner', 'administrator'],
  'GET /supply/inflows': ['planner', 'secretariat', 'administrator'],
  'POST /enrolment/reports': ['school', 'administrator'],
  'GET /enrolment/reports': ['school', 'planner', 'administrator'],
  'POST /enrolment/school-years': ['school', 'administrator'],
  'GET /enrolment/school-years': ['school', 'planner', 'administrator'],
  'POST /enrolment/destinations': ['school', 'administrator'],
  'GET /enrolment/destinations': ['school', 'planner', 'administrator'],
  'POST /enrolment/plans': ['school', 'administrator'],
  'GET /enrolment/plans': ['school', 'planner', 'administrator'],
  'GET /crosswalk/edits': ['planner', 'secretariat', 'administrator'],
  'POST /crosswalk': ['planner', 'administrator'],
  'DELETE /crosswalk/{majorCode}/{occupationCode}': ['planner', 'administrator'],
  'POST /crosswalk/{majorCode}/{occupationCode}/undo': ['planner', 'administrator'],
  'POST /pathways': ['planner', 'administrator'],
  'DELETE /pathways/{id}': ['planner', 'administrator'],
  'POST /competences': ['planner', 'administrator'],
  'PUT /programmes/{id}/competences': ['school', 'administrator'],
  'POST /alerts/{id}/acknowledgement': ['planner', 'secretariat', 'administrator'],
  'POST /runs': ['planner', 'administrator'],
  'POST /runs/{id}/cancel': ['planner', 'administrator'],
  'POST /seat-requests': ['school', 'planner', 'administrator'],
  'GET /seat-requests': ['school', 'planner', 'administrator'],
  'POST /seat-requests/{id}/decision': ['school', 'planner', 'administrator'],
  'GET /guard': ['planner', 'secretariat', 'school', 'administrator'],
  'PUT /rules/{id}/thresholds': ['planner', 'administrator'],
  'GET /rule-findings': ['planner', 'secretariat', 'administrator'],
  'GET /conflicts': ['planner', 'secretariat', 'administrator'],
  'POST /session/organisation': people,
  'GET /account/sessions': people,
  'DELETE /account/sessions': people,
  'DELETE /account/sessions/{id}': people,
  'PUT /account/password': people,
  'GET /account/data': people,
  'POST /account/deletion': people,
  'GET /account/keys': people,
  'POST /account/keys': people,
  'DELETE /account/keys/{id}': people,
  'POST /account/invitations': people,
  'PUT /organisations/{id}': people,
  'GET /organisations': ['administrator'],
  'POST /organisations': ['administrator'],
  'POST /organisations/{id}/verification': ['administrator'],
  'PUT /accounts/{id}/status': ['administrator'],
  'POST /accounts/{id}/password-reset': ['administrator'],
  'POST /accounts/{id}/deletion': ['administrator'],
  // keys of cities' bureaus belong to no organisation, whose members they could see
  'GET /members': ['school', 'enterprise', 'administrator'],
  'GET /invitations': ['school', 'enterprise', 'administrator'],
  'GET /audit': ['administrator'],
  'GET /audit/kinds': ['administrator'],
  'GET /audit/verification': ['administrator'],
};
interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}
function operations(): Operation[] {
  return Object.entries(api.app.swagger().paths ?? {}).flatMap(([url, methods]) =>
    Object.keys(methods as object).map((method) => ({ method: method.toUpperCase() as 'GET', path: url.replace('/api/v1', '') })),
  );
}
const concrete = (path: string) => path.replaceAll(/\{\w+\}/g, 'missing');
const closed = () => operations().filter(({ method, path }) => (method !== 'GET' || !open.has(path)) && !doors.has(path));
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
