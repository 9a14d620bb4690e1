import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invitation, Member, NewInvitation } from '../../schemas/accounts.ts';
import type { Session } from '../../schemas/session.ts';
import { addPerson, createClock, goodPassword, login, minutes, nextAddress, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createRefusalCheck } from '../support/refusal.ts';

const { clock, advance } = createClock();
let api: TestApp;
let boss: Browser;
let manager: Browser;
let school: string;
let otherSchool: string;
type Sent = { token: string; id: string };
beforeAll(async () => {
  api = await buildTestApp({ clock });
  const schools = await api.db.query.select().from(api.db.schema.organisations);
  [school, otherSchool] = schools.filter((row) => row.kind === 'school').map((row) => row.id) as [string, string];
  await addPerson(api, { login: 'boss', role: 'administrator', manager: true });
  await addPerson(api, { login: 'manager', role: 'school', organisationId: school, manager: true });
  await addPerson(api, { login: 'stranger', role: 'school', organisationId: otherSchool, manager: true });
  [boss, manager] = [await signIn(api, 'boss'), await signIn(api, 'manager')];
});
afterAll(() => api.close());

const invite = async (by: Browser, body: object) => {
  const response = await by.call('POST', '/invitations', body);
  if (response.statusCode !== 201) throw new Error(response.body);
  return response.json<Sent & Invitation>();
};
const accept = (token: string, name: string) =>
  api.app.inject({
    ...{ method: 'POST', url: '/api/v1/invitations/acceptance', remoteAddress: nextAddress() },
    payload: { token, login: name, displayName: name, password: goodPassword },
  });
const membersOf = async (by: Browser, query = '') => (await by.get<{ items: Member[] }>(`/members?limit=200${query}`)).items;
const memberNamed = async (name: string) => (await membersOf(boss)).find((member) => member.login === name)!;

describe('an invitation', () => {
  it('makes a member of the organisation and role it names, once', async () => {
    const sent = await invite(manager, { label: '王老师', role: 'school' });
    expect(sent).toMatchObject({ organisationId: school, role: 'school', manager: false });
    const offer = await api.call('POST', '/invitations/offer', { body: { token: sent.token } });
    expect(offer.json()).toEqual({
      role: 'school',
      manager: false,
      organisationId: school,
      organisationName: sent.organisationName,
      expiresAt: sent.expiresAt,
    });
    expect((await accept(sent.token, 'wang')).statusCode).toBe(201);
    expect((await accept(sent.token, 'wang-again')).statusCode).toBe(404);
    expect((await login(api, 'wang-again')).statusCode).toBe(401);
    expect((await signIn(api, 'wang')).session).toMatchObject({ role: 'school', organisationId: school, memberships: [{ manager: false }] });
  });
  it('is used by one of several who come at once', async () => {
    const sent = await invite(manager, { label: '多人', role: 'school' });
    const answers = await Promise.all(['a-1', 'a-2', 'a-3'].map((name) => accept(sent.token, name)));
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([201, 404, 404]);
  });
  it('is none after its days, or when it was revoked', async () => {
    const [late, revoked] = [await invite(manager, { label: '晚', role: 'school', days: 1 }), await invite(manager, { label: '撤', role: 'school' })];
    expect(await manager.status('DELETE', `/invitations/${revoked.id}`)).toBe(204);
    expect(await manager.status('DELETE', `/invitations/${revoked.id}`)).toBe(404);
    expect((await accept(revoked.token, 'revoked')).statusCode).toBe(404);
    advance(24 * minutes(60));
    expect((await accept(late.token, 'late')).statusCode).toBe(404);
    [boss, manager] = [await signIn(api, 'boss'), await signIn(api, 'manager')];
    expect((await manager.get<{ items: Invitation[] }>('/invitations')).items.map((one) => one.id)).not.toContain(late.id);
  });
  it('adds a membership to an account that there is, which then switches between them', async () => {
    const sent = await invite(boss, { label: '两校', role: 'school', organisationId: otherSchool });
    expect(await manager.status('POST', '/account/invitations', { token: sent.token })).toBe(204);
    const { memberships, organisationId } = await manager.get<Session>('/session');
    expect([organisationId, memberships.map((one) => one.organisationId)]).toEqual([school, [school, otherSchool]]);
    expect(await manager.status('POST', '/session/organisation', { membershipId: memberships[1]!.id })).toBe(204);
    expect(await manager.get<Session>('/session')).toMatchObject({ organisationId: otherSchool, role: 'school' });
    expect(await manager.status('POST', '/session/organisation', { membershipId: (await memberNamed('boss')).id })).toBe(404);
    await manager.call('POST', '/session/organisation', { membershipId: memberships[0]!.id });
    const again = await invite(boss, { label: '两校', role: 'school', organisationId: otherSchool });
    expect(await manager.status('POST', '/account/invitations', { token: again.token })).toBe(409);
  });
  it('is given by managers in their own role and organisation, by administrators in any that fits', async () => {
    const wang = await signIn(api, 'wang');
    const refuse = await createRefusalCheck(api);
    const by = ({ headers }: Browser, body: object, status: number, pointers?: string[]) => refuse('POST', '/invitations', { headers, body }, status, pointers);
    await by(manager, { label: 'x', role: 'school', organisationId: otherSchool }, 404);
    await by(manager, { label: 'x', role: 'administrator' }, 403);
    await by(wang, { label: 'x', role: 'school' }, 403);
    await by(boss, { label: 'x', role: 'planner', organisationId: school }, 422, ['/role']);
    await by(boss, { label: 'x', role: 'school' }, 422, ['/role']);
    await by(boss, { label: 'x', role: 'school', organisationId: 'none' }, 422, ['/organisationId']);
    const sent = await invite(boss, { label: '规划', role: 'planner' });
    expect((await accept(sent.token, 'plan')).statusCode).toBe(201);
    expect(await (await signIn(api, 'plan')).status('GET', '/gaps')).not.toBe(403);
  });
  it('keeps a name that is taken, and an account that is refused does not use it up', async () => {
    const sent = await invite(manager, { label: '重名', role: 'school' });
    expect((await accept(sent.token, 'BOSS')).json()).toMatchObject({ status: 409, errors: [{ pointer: '/login' }] });
    expect((await accept(sent.token, 'not-taken')).statusCode).toBe(201);
  });
  it('keeps no token', async () => {
    const sent = (await manager.call('POST', '/invitations', { label: '密', role: 'school' })).json<{ token: string } & NewInvitationKeys>();
    const stored = JSON.stringify([await api.db.query.select().from(api.db.schema.invitations), await api.db.query.select().from(api.db.schema.auditEntries)]);
    expect(stored).not.toContain(sent.token);
  });
});
type NewInvitationKeys = Record<keyof (typeof NewInvitation)['properties'], unknown>;

describe('members', () => {
  it('are seen within their organisation only', async () => {
    const own = await membersOf(manager);
    expect(own.length).toBeGreaterThan(2);
    expect(new Set(own.map((member) => member.organisationId))).toEqual(new Set([school]));
    expect(await manager.status('GET', `/members?organisationId=${otherSchool}`)).toBe(403);
    expect((await membersOf(boss, `&organisationId=${otherSchool}`)).map((member) => member.login)).toContain('stranger');
    const stranger = await memberNamed('stranger');
    expect([await manager.status('PUT', `/members/${stranger.id}`, { manager: false }), await manager.status('DELETE', `/members/${stranger.id}`)]).toEqual([
      404, 404,
    ]);
    expect((await memberNamed('stranger')).manager).toBe(true);
  });
  it('are changed and removed by managers, not by others; the last manager stays', async () => {
    const wang = await memberNamed('wang');
    const own = await memberNamed('manager');
    expect(await (await signIn(api, 'wang')).status('DELETE', `/members/${own.id}`)).toBe(403);
    expect(await manager.status('DELETE', `/members/${own.id}`)).toBe(409);
    expect(await manager.status('PUT', `/members/${own.id}`, { manager: false })).toBe(409);
    expect((await manager.call('PUT', `/members/${wang.id}`, { manager: true })).json()).toMatchObject({ login: 'wang', manager: true });
    expect(await manager.status('PUT', `/members/${wang.id}`, { role: 'planner' })).toBe(422);
  });
  it('lose what they could with the next request when they are removed, keys included', async () => {
    await invite(manager, { label: '离', role: 'school' }).then((sent) => accept(sent.token, 'leaver'));
    const browser = await signIn(api, 'leaver');
    const { secret } = (await browser.call('POST', '/account/keys', { label: 'robot', scopes: ['read'], days: 30, tokenOnly: false })).json<{
      secret: string;
    }>();
    const asKey = async () => (await api.call('GET', '/enrolment/reports', { headers: { authorization: `Bearer ${secret}` } })).statusCode;
    expect([await browser.status('GET', '/enrolment/reports'), await asKey()]).toEqual([200, 200]);
    expect(await manager.status('DELETE', `/members/${(await memberNamed('leaver')).id}`)).toBe(204);
    expect([await browser.status('GET', '/enrolment/reports'), await asKey()]).toEqual([403, 401]);
    expect(await browser.get<Session>('/session')).toMatchObject({ role: null, memberships: [], account: { login: 'leaver' } });
  });
  it('of the city change role', async () => {
    const plan = await memberNamed('plan');
    const browser = await signIn(api, 'plan');
    expect((await boss.call('PUT', `/members/${plan.id}`, { role: 'secretariat' })).json()).toMatchObject({ role: 'secretariat' });
    expect(await browser.get<Session>('/session')).toMatchObject({ role: 'secretariat' });
    expect(await boss.status('PUT', `/members/${plan.id}`, { role: 'school' })).toBe(422);
  });
  it('keep one administrator at least', async () => {
    const own = await memberNamed('boss');
    expect(await boss.status('DELETE', `/members/${own.id}`)).toBe(409);
    expect(await boss.status('PUT', `/members/${own.id}`, { role: 'planner' })).toBe(409);
    expect(await boss.status('PUT', `/accounts/${own.accountId}/status`, { status: 'disabled' })).toBe(409);
    expect((await api.call('PUT', `/accounts/${own.accountId}/status`, { as: 'administrator', body: { status: 'disabled' } })).statusCode).toBe(409);
  });
});

describe('an account', () => {
  it('that is disabled is out at once, keys included, and comes back when it is let in', async () => {
    const stranger = await memberNamed('stranger');
    const browser = await signIn(api, 'stranger');
    const { secret } = (await browser.call('POST', '/account/keys', { label: 'robot', scopes: ['read'], days: 30, tokenOnly: false })).json<{
      secret: string;
    }>();
    const asKey = async () => (await api.call('GET', '/session', { headers: { authorization: `Bearer ${secret}` } })).statusCode;
    expect(await asKey()).toBe(200);
    expect(await boss.status('PUT', `/accounts/${stranger.accountId}/status`, { status: 'disabled' })).toBe(204);
    expect([await browser.status('GET', '/session'), await asKey(), (await login(api, 'stranger')).statusCode]).toEqual([401, 401, 401]);
    expect(await boss.status('PUT', `/accounts/${stranger.accountId}/status`, { status: 'active' })).toBe(204);
    expect([await browser.status('GET', '/session'), await asKey(), (await login(api, 'stranger')).statusCode]).toEqual([401, 200, 201]);
  });
  it('whose password was lost gets one that works once', async () => {
    const stranger = await memberNamed('stranger');
    const { password } = (await boss.call('POST', `/accounts/${stranger.accountId}/password-reset`)).json<{ password: string }>();
    expect((await login(api, 'stranger')).statusCode).toBe(401);
    const browser = await signIn(api, 'stranger', password);
    expect(browser.session.account?.mustChangePassword).toBe(true);
    expect(await browser.status('PUT', '/account/password', { current: password, password: goodPassword })).toBe(204);
  });
});

describe('a key for a machine', () => {
  const withKey = (secret: string) => async (method: 'GET' | 'POST', path: string, body?: object) =>
    (await api.call(method, path, { headers: { authorization: `Bearer ${secret}` }, ...(body ? { body } : {}) })).statusCode;
  it('is shown once, kept as a hash, listed with its last use, and revoked', async () => {
    const made = (await manager.call('POST', '/account/keys', { label: '教务系统', scopes: ['read', 'write'], days: 30, tokenOnly: false })).json<{
      id: string;
      secret: string;
    }>();
    const stored = JSON.stringify([await api.db.query.select().from(api.db.schema.apiKeys), await api.db.query.select().from(api.db.schema.auditEntries)]);
    expect(stored).not.toContain(made.secret);
    const listed = async () =>
      (await manager.get<{ items: { id: string; lastUsedAt: string | null }[] }>('/account/keys')).items.find((key) => key.id === made.id);
    expect(await listed()).toMatchObject({ label: '教务系统', role: 'school', lastUsedAt: null, expired: false });
    const ask = withKey(made.secret);
    expect([await ask('GET', '/enrolment/reports'), await ask('POST', '/enrolment/reports', {})]).toEqual([200, 422]);
    expect((await listed())?.lastUsedAt).toBe(clock().toISOString());
    expect(await manager.status('DELETE', `/account/keys/${made.id}`)).toBe(204);
    expect([await listed(), await ask('GET', '/enrolment/reports')]).toEqual([undefined, 401]);
    expect(await manager.status('DELETE', `/account/keys/${made.id}`)).toBe(404);
  });
  it('does what its scopes say, in the own organisation, and nothing of an account', async () => {
    const key = async (scopes: string[]) =>
      withKey((await manager.call('POST', '/account/keys', { label: 'k', scopes, days: 1, tokenOnly: false })).json<{ secret: string }>().secret);
    const [reads, writes] = [await key(['read']), await key(['write'])];
    expect([await reads('GET', '/enrolment/reports'), await reads('POST', '/enrolment/reports', {})]).toEqual([200, 403]);
    expect([await writes('GET', '/enrolment/reports'), await writes('POST', '/enrolment/reports', {})]).toEqual([403, 422]);
    expect(await reads('GET', `/enrolment/reports?organisationId=${otherSchool}`)).toBe(403);
    expect([await reads('GET', '/account/keys'), await writes('POST', '/account/keys', { label: 'x', scopes: ['read'], days: 1 })]).toEqual([403, 403]);
    expect(await writes('POST', '/invitations', { label: 'x', role: 'school' })).toBe(403); // managing is for people
    advance(24 * minutes(60));
    expect([await reads('GET', '/enrolment/reports'), await writes('POST', '/enrolment/reports', {})]).toEqual([401, 401]);
  });
});
