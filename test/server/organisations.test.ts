import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedCreditCode } from '../../schemas/credit-code.ts';
import type { OrganisationRecord, RegistrationInput } from '../../schemas/organisations.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Session } from '../../schemas/session.ts';
import { addPerson, goodPassword, nextAddress, signIn } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ demo: true });
  await addPerson(api, { login: 'boss', role: 'administrator', manager: true });
});
afterAll(() => api.close());

const realCode = '91110108558521630L';
const enterprise = (more: Partial<RegistrationInput> = {}): RegistrationInput => ({
  ...{ name: '鄂尔多斯市某某装备有限公司', creditCode: realCode, sizeClass: '20-299', contact: '张工 0477-0000000' },
  ...{ login: 'zhang@example.com', displayName: '张工', password: goodPassword },
  ...more,
});
const register = (body: object, app = api) =>
  app.app.inject({ method: 'POST', url: '/api/v1/accounts/registration', payload: body, remoteAddress: nextAddress() });
const registered = async (more: Partial<RegistrationInput>) => {
  const response = await register(enterprise(more));
  if (response.statusCode !== 201) throw new Error(response.body);
  return response.json<{ organisationId: string }>().organisationId;
};
let serial = 500_000;
const newCode = () => simulatedCreditCode(++serial);
const decide = (id: string, body: object) => api.call('POST', `/organisations/${id}/verification`, { as: 'administrator', body });
const organisation = (id: string) => api.getJson<OrganisationRecord>(`/organisations/${id}`, 'administrator');

describe('an enterprise that registers', () => {
  it('waits for verification: its member signs in and prepares, and reports afterwards', async () => {
    const [chain] = (await api.getJson<{ items: { id: string }[] }>('/chains')).items;
    const response = await register(enterprise({ chainId: chain!.id, creditCode: ' 9111 0108 5585 2163 0l ' }));
    expect([response.statusCode, response.json()]).toMatchObject([201, { status: 'pending', login: 'zhang@example.com' }]);
    const { organisationId: id } = response.json<{ organisationId: string }>();
    expect(await organisation(id)).toMatchObject({
      kind: 'enterprise',
      creditCode: realCode,
      status: 'pending',
      simulated: false,
      source: 'registration',
      chainId: chain!.id,
    });

    const browser = await signIn(api, 'Zhang@example.com');
    expect(browser.session).toMatchObject({ role: 'enterprise', organisationId: id, organisationStatus: 'pending', memberships: [{ manager: true }] });
    const occupation = (await api.getJson<{ items: { code: string }[] }>('/occupations?limit=1')).items[0]!;
    const report = { year: api.t0, occupationCode: occupation.code, headcount: 12 };
    const refused = await browser.call('POST', '/demand/declarations', report);
    expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([403, '本单位正在等待管理员核验，核验通过后才能填报和查看结果']);
    expect([await browser.status('GET', '/demand/declarations'), await browser.status('GET', '/members'), await browser.status('GET', '/gaps')]).toEqual([
      200, 200, 403,
    ]);

    expect((await decide(id, { status: 'verified' })).json()).toMatchObject({ status: 'verified', statusReason: null });
    expect((await browser.get<Session>('/session')).organisationStatus).toBe('verified');
    expect(await browser.status('POST', '/demand/declarations', report)).toBe(201);
    expect((await walk<{ organisationId: string }>(api, '/demand/declarations', 200, 'planner')).some((row) => row.organisationId === id)).toBe(true);
  });
  it('is told why it was rejected, puts it right and waits again', async () => {
    const creditCode = newCode();
    const id = await registered({ creditCode, login: 'li@example.com' });
    await createRefusalCheck(api).then((refuse) =>
      refuse('POST', `/organisations/${id}/verification`, { as: 'administrator', body: { status: 'rejected' } }, 422, ['/reason']),
    );
    await decide(id, { status: 'rejected', reason: '名称与执照不符' });
    const browser = await signIn(api, 'li@example.com');
    expect(browser.session).toMatchObject({ organisationStatus: 'rejected', statusReason: '名称与执照不符' });
    const refused = await browser.call('GET', '/gaps');
    expect(refused.json<Problem>().detail).toBe('本单位的登记未通过核验：名称与执照不符。请更正后重新提交');
    const { name: _name, login: _login, displayName: _display, password: _password, ...rest } = enterprise({ creditCode });
    const corrected = await browser.call('PUT', `/organisations/${id}`, { ...rest, name: '更名后的公司' });
    expect(corrected.json()).toMatchObject({ name: '更名后的公司', status: 'pending', statusReason: null });
    await decide(id, { status: 'verified' });
    expect(await browser.status('PUT', `/organisations/${id}`, { ...rest, name: '又更名' })).toBe(409);
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === id).map((entry) => entry.action);
    expect(trail).toEqual(['register', 'rejected', 'correct', 'verified']);
  });
  it('is refused with every field named', async () => {
    const refuse = await createRefusalCheck(api);
    const wrong = (more: object, status: number, pointers: string[]) =>
      refuse('POST', '/accounts/registration', { body: { ...enterprise({ creditCode: newCode(), login: 'other@example.com' }), ...more } }, status, pointers);
    await wrong({ creditCode: '91110108558521630X' }, 422, ['/creditCode']);
    await wrong({ creditCode: '9111010855852163' }, 422, ['/creditCode']);
    await wrong({ creditCode: '9111010855852163OL' }, 422, ['/creditCode']);
    await wrong({ creditCode: realCode }, 409, ['/creditCode']);
    await wrong({ login: 'zhang@example.com' }, 409, ['/login']);
    await wrong({ login: 'with blanks' }, 422, ['/login']);
    await wrong({ password: 'short' }, 422, ['/password']);
    await wrong({ password: 'other@example.com' }, 422, ['/password']);
    await wrong({ chainId: 'none' }, 422, ['/chainId']);
    await wrong({ regionCode: '990000' }, 422, ['/regionCode']);
    await wrong({ status: 'verified' }, 422, ['/status']);
    await wrong({ role: 'administrator' }, 422, ['/role']);
  });
  it('has a code of a demonstration in demo mode only', async () => {
    const real = await buildTestApp();
    const [there, here] = [
      await register(enterprise({ creditCode: newCode() }), real),
      await register(enterprise({ creditCode: newCode(), login: 'demo@example.com' })),
    ];
    expect([there.statusCode, there.json<Problem>().errors?.[0]?.pointer, here.statusCode]).toEqual([422, '/creditCode', 201]);
    expect(await organisation(here.json<{ organisationId: string }>().organisationId)).toMatchObject({ simulated: true });
    await real.close();
  });
  it('does not count among the enterprises of its chain before it is verified', async () => {
    const chains = async () => (await api.getJson<{ items: { id: string; enterprises: number }[] }>('/chains')).items;
    const [before] = await chains();
    const id = await registered({ creditCode: newCode(), login: 'chain@example.com', chainId: before!.id });
    expect((await chains())[0]!.enterprises).toBe(before!.enterprises);
    await decide(id, { status: 'verified' });
    expect((await chains())[0]!.enterprises).toBe(before!.enterprises + 1);
  });
});

describe('organisations', () => {
  it('are listed to administrators by kind, status and text', async () => {
    const id = await registered({ creditCode: newCode(), login: 'listed@example.com', name: '待查找的公司' });
    const found = async (query: string) => (await walk<OrganisationRecord>(api, `/organisations?${query}`, 50, 'administrator')).map((row) => row.id);
    expect(await found(`q=${encodeURIComponent('待查找')}`)).toEqual([id]);
    expect(await found('status=pending')).toContain(id);
    expect(await found('status=verified')).not.toContain(id);
    const schools = await walk<OrganisationRecord>(api, '/organisations?kind=school', 7, 'administrator');
    expect([new Set(schools.map((row) => row.kind)), new Set(schools.map((row) => row.status))]).toEqual([new Set(['school']), new Set(['verified'])]);
    expect(schools.length).toBeGreaterThan(15);
  });
  it('are seen by their members and by administrators, by nobody else', async () => {
    const { organisationId } = await api.getJson<Session>('/session', 'enterprise');
    expect((await api.call('GET', `/organisations/${organisationId ?? ''}`, { as: 'enterprise' })).statusCode).toBe(200);
    for (const role of ['school', 'planner', 'secretariat'] as const)
      expect((await api.call('GET', `/organisations/${organisationId ?? ''}`, { as: role })).statusCode).toBe(404);
  });
  it('of schools and bureaus are entered by administrators', async () => {
    const refuse = await createRefusalCheck(api);
    await refuse('POST', '/organisations', { as: 'administrator', body: { kind: 'school', name: '某某职业学院' } }, 422, ['/level']);
    await refuse('POST', '/organisations', { as: 'administrator', body: { kind: 'enterprise', name: '某某公司' } }, 422, ['/sizeClass']);
    const school = await api.call('POST', '/organisations', { as: 'administrator', body: { kind: 'school', name: '某某职业学院', level: 'associate' } });
    expect([school.statusCode, school.json()]).toMatchObject([201, { kind: 'school', status: 'verified', ownership: 'public', level: 'associate' }]);
    const bureau = await api.call('POST', '/organisations', { as: 'administrator', body: { kind: 'bureau', name: '某市教育体育局' } });
    expect(bureau.json()).toMatchObject({ kind: 'bureau', status: 'verified' });
  });
});
