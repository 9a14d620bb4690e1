import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import type { Session } from '../../schemas/session.ts';
import { recentMs } from '../../server/plugins/access.ts';
import { seal, unseal } from '../../server/secret-key.ts';
import { addPerson, createClock, goodPassword, login, minutes, nextAddress, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { testKey } from '../support/secret-key.ts';

const { clock, advance } = createClock();
let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ seeded: false, clock, secondFactor: 'administrators' });
  await addPerson(api, { login: 'root', role: 'administrator' });
  await addPerson(api, { login: 'second', role: 'administrator' });
  for (const name of ['ann', 'ben', 'cai', 'dan']) await addPerson(api, { login: name, role: 'planner' });
});
afterAll(() => api.close());

interface Draft {
  readonly secret: string;
  readonly address: string;
  readonly draft: string;
  readonly picture: { readonly size: number; readonly path: string };
}
const codeAt = (secret: string, ahead = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: +clock() + ahead * 30_000 });
/** The generator and the recovery codes of a browser's account. */
async function setUp(browser: Browser) {
  const draft = (await browser.call('POST', '/account/second-factor/draft', {})).json<Draft>();
  const answer = await browser.call('POST', '/account/second-factor', { draft: draft.draft, code: codeAt(draft.secret) });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  advance(minutes(1)); // the code of this period is used
  return { ...draft, recoveryCodes: answer.json<{ recoveryCodes: string[] }>().recoveryCodes };
}
const signInBy = async (name: string, code?: string, password = goodPassword) => {
  const payload = { login: name, password, ...(code === undefined ? {} : { code }) };
  const response = await api.app.inject({
    method: 'POST',
    url: '/api/v1/session/login',
    payload,
    remoteAddress: nextAddress(),
    headers: { 'accept-language': 'en' },
  });
  return { status: response.statusCode, type: response.json<Problem>().type, body: response.json<Session>() };
};

describe('a second factor', () => {
  it('is asked for once the password is right, takes each code once, and a recovery code once', async () => {
    const browser = await signIn(api, 'ann');
    const other = await signIn(api, 'ann');
    const { secret, address, picture, recoveryCodes } = await setUp(browser);
    expect(address).toMatch(/^otpauth:\/\/totp\/.*ann\?issuer=.*secret=/);
    expect([picture.size > 20, picture.path.startsWith('M')]).toEqual([true, true]);
    expect([new Set(recoveryCodes).size, recoveryCodes[0]]).toEqual([10, expect.stringMatching(/^[a-z2-9]{5}-[a-z2-9]{5}$/)]);
    expect([await other.status('GET', '/runs'), await browser.status('GET', '/runs')]).toEqual([401, 200]); // came in without it
    expect(await signInBy('ann')).toMatchObject({ status: 401, type: '/problems/second_factor_needed' });
    expect(await signInBy('ann', undefined, 'a wrong password')).toMatchObject({ status: 401, type: '/problems/unauthenticated' });
    expect(await signInBy('ann', '000000')).toMatchObject({ status: 401, type: '/problems/second_factor_needed' });
    const code = codeAt(secret);
    expect(await signInBy('ann', code)).toMatchObject({ status: 201, body: { account: { secondFactor: true, mustSetUpSecondFactor: false } } });
    expect((await signInBy('ann', code)).status).toBe(401);
    expect((await signInBy('ann', codeAt(secret, 1))).status).toBe(201); // a clock half a minute ahead
    expect((await signInBy('ann', recoveryCodes[3])).status).toBe(201);
    expect((await signInBy('ann', recoveryCodes[3])).status).toBe(401);
    expect(await browser.get('/account/second-factor')).toEqual({ active: true, generator: true, recoveryCodesLeft: 9, required: false });
    const stored = JSON.stringify([
      await api.db.query.select().from(api.db.schema.secondFactors),
      await api.db.query.select().from(api.db.schema.recoveryCodes),
    ]);
    for (const hidden of [secret, ...recoveryCodes]) expect(stored).not.toContain(hidden);
  });
  it('cannot be guessed: wrong codes lock the account, right passwords without a code do not open it again', async () => {
    const { secret } = await setUp(await signIn(api, 'ben'));
    for (let i = 0; i < 5; i++) {
      await signInBy('ben', '000000');
      await signInBy('ben');
    }
    expect((await signInBy('ben', codeAt(secret))).status).toBe(401);
    // who comes in as the page asks, first the password, then the code, is let in once the lock is over
    advance(minutes(61));
    expect((await signInBy('ben')).type).toBe('/problems/second_factor_needed');
    expect((await signInBy('ben', codeAt(secret))).status).toBe(201);
  });
  it('is asked for by a change of the password and by deleting the account; the password alone resets no count of wrong codes', async () => {
    const { id } = await addPerson(api, { login: 'eli', role: 'planner' });
    const eli = await signIn(api, 'eli');
    const { secret, recoveryCodes } = await setUp(eli);
    const next = 'another good one 5';
    const faults = async (method: 'PUT' | 'POST', path: string, body: object) => {
      const answer = await eli.call(method, path, body);
      return [answer.statusCode, answer.json<Problem>().errors?.map(({ pointer }) => pointer).join()]; // prettier-ignore
    };
    const counted = async () => (await api.db.query.select().from(api.db.schema.accounts)).find((account) => account.id === id)!.failedCount;
    expect(await faults('PUT', '/account/password', { current: goodPassword, password: next, code: '000000' })).toEqual([422, '/code']);
    expect(await counted()).toBe(1);
    // as who found an open screen and the password would do to guess on
    expect(await faults('PUT', '/account/password', { current: goodPassword, password: next })).toEqual([422, '/code']);
    expect(await faults('POST', '/account/deletion', { password: goodPassword })).toEqual([422, '/code']);
    expect(await faults('POST', '/account/deletion', { password: 'not the password' })).toEqual([422, '/password']);
    expect(await counted()).toBe(2);
    expect(await eli.status('PUT', '/account/password', { current: goodPassword, password: next, code: codeAt(secret) })).toBe(204);
    expect([await counted(), (await signInBy('eli', recoveryCodes[0], next)).status]).toEqual([0, 201]);
    advance(minutes(1));
    expect(await eli.status('POST', '/session/confirmation', { password: 'not the password' })).toBe(422);
    expect(await eli.status('POST', '/session/confirmation', { password: next, code: recoveryCodes[1] })).toBe(204);
    const entries = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entityId }) => entityId === id);
    const actions = Map.groupBy(entries, ({ action }) => action);
    expect(actions.get('confirm_refused')?.map(({ actor, after }) => [actor, after])).toEqual([
      [`account:${id}`, { secondFactor: true }],
      [`account:${id}`, { locked: false }],
      [`account:${id}`, { locked: false }],
    ]);
    expect(actions.get('use_recovery_code')).toHaveLength(2);
    for (const hidden of recoveryCodes) expect(JSON.stringify(entries)).not.toContain(hidden);
    expect(await eli.status('POST', '/account/deletion', { password: next, code: recoveryCodes[2] })).toBe(204);
  });
  it('is not taken with a code of another generator, nor a draft of somebody else, nor an old one', async () => {
    const browser = await signIn(api, 'cai');
    const draft = (await browser.call('POST', '/account/second-factor/draft', {})).json<Draft>();
    const wrong = await browser.call('POST', '/account/second-factor', { draft: draft.draft, code: codeAt(new Secret().base32) });
    expect([wrong.statusCode, wrong.json<Problem>().errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/code']]);
    const dan = await signIn(api, 'dan');
    const foreign = await dan.call('POST', '/account/second-factor', { draft: draft.draft, code: codeAt(draft.secret) });
    expect(foreign.json<Problem>().errors?.map(({ pointer }) => pointer)).toEqual(['/draft']);
    advance(minutes(14));
    await browser.status('GET', '/session');
    advance(minutes(2));
    const confirmed = await browser.status('POST', '/session/confirmation', { password: goodPassword });
    const late = await browser.call('POST', '/account/second-factor', { draft: draft.draft, code: codeAt(draft.secret) });
    expect([confirmed, late.json<Problem>().errors?.map(({ pointer }) => pointer)]).toEqual([204, ['/draft']]);
    expect((await signInBy('cai')).status).toBe(201);
  });
  it('can be removed by its owner; a must is set up before anything else, and replaced only', async () => {
    const dan = await signIn(api, 'dan');
    expect(await dan.status('DELETE', '/account/second-factor')).toBe(404);
    await setUp(dan);
    expect(await dan.status('DELETE', '/account/second-factor')).toBe(204);
    expect((await signInBy('dan')).status).toBe(201);
    const root = await signIn(api, 'root');
    expect(root.session.account).toMatchObject({ secondFactor: false, mustSetUpSecondFactor: true });
    expect([await root.status('GET', '/organisations'), await root.status('GET', '/account/keys')]).toEqual([403, 403]);
    await setUp(root);
    expect([await root.status('GET', '/organisations'), await root.status('DELETE', '/account/second-factor')]).toEqual([200, 409]);
    const before = await signInBy('ann');
    expect(before.status).toBe(401);
    const [ann] = (await api.db.query.select().from(api.db.schema.accounts)).filter((account) => account.login === 'ann');
    expect(await root.status('DELETE', `/accounts/${ann!.id}/second-factor`)).toBe(204);
    expect((await signInBy('ann')).status).toBe(201);
    expect(await root.status('DELETE', `/accounts/${ann!.id}/second-factor`)).toBe(404);
    expect(await root.status('DELETE', `/accounts/${root.session.account!.id}/second-factor`)).toBe(409);
  });
});

describe('what matters', () => {
  it('needs the password again after a quarter of an hour; reading does not', async () => {
    const second = await signIn(api, 'second');
    await setUp(second);
    const invite = () => second.call('POST', '/invitations', { label: '新成员', role: 'planner' }, { 'accept-language': 'en' });
    expect((await invite()).statusCode).toBe(201);
    advance(recentMs - minutes(1));
    await second.status('GET', '/runs');
    advance(minutes(2));
    const refused = await invite();
    expect([refused.statusCode, refused.json<Problem>().type]).toEqual([403, '/problems/password_needed']);
    expect(await second.status('GET', '/members')).toBe(200);
    for (const [method, path] of [
      ['POST', '/account/keys'],
      ['DELETE', '/account/sessions'],
      ['POST', '/account/second-factor/draft'],
    ] as const)
      // prettier-ignore
      expect([path, await second.status(method, path, method === 'POST' ? { label: 'k', scopes: ['read'], days: 1 } : undefined)]).toEqual([path, 403]);
    expect(await second.status('POST', '/session/confirmation', { password: goodPassword })).toBe(401); // the code too
    expect(await second.status('POST', '/session/confirmation', { password: 'a wrong password' })).toBe(422);
  });
  it('is open again for the session that confirmed, not for others', async () => {
    const [one, two] = [await signIn(api, 'dan'), await signIn(api, 'dan')];
    advance(recentMs + minutes(1));
    expect(await one.status('POST', '/session/confirmation', { password: goodPassword })).toBe(204);
    const key = { label: 'k', scopes: ['read'], days: 1 };
    expect([await one.status('POST', '/account/keys', key), await two.status('POST', '/account/keys', key)]).toEqual([201, 403]);
  });
});

describe('passwords that are known', () => {
  it('let their owner in to change them, no further', async () => {
    const [dan] = (await api.db.query.select().from(api.db.schema.accounts)).filter((account) => account.login === 'dan');
    const { hashPassword } = await import('../../server/passwords.ts');
    const { createAccountRepository } = await import('../../db/repositories/accounts.ts');
    const audit = { id: 'a-known-password', at: clock(), actor: 'test', action: 'reset_password', entity: 'account', entityId: dan!.id };
    await createAccountRepository(api.db).setPassword(dan!.id, { passwordHash: await hashPassword('password1234', testKey), at: clock() }, audit);
    const browser = await signIn(api, 'dan', 'password1234');
    expect(browser.session.account).toMatchObject({ mustChangePassword: true });
    const demanded = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ action }) => action === 'demand_new_password');
    expect(demanded.map(({ actor, entityId }) => [actor, entityId])).toEqual([[`account:${dan!.id}`, dan!.id]]);
    expect([await browser.status('GET', '/runs'), await browser.status('GET', '/account/keys')]).toEqual([403, 403]);
    const again = await browser.call('PUT', '/account/password', { current: 'password1234', password: 'woaini1314520' });
    expect(again.json<Problem>().errors?.map(({ pointer }) => pointer)).toEqual(['/password']);
    expect(await browser.status('PUT', '/account/password', { current: 'password1234', password: 'not in any list 7' })).toBe(204);
    expect(await browser.status('GET', '/runs')).toBe(200);
  });
  it('made by somebody else are over after a week', async () => {
    const { id } = await addPerson(api, { login: 'fay', role: 'planner' });
    const answer = await api.call('POST', `/accounts/${id}/password-reset`, { as: 'administrator', body: {} });
    const { password } = answer.json<{ password: string }>();
    advance(minutes(60 * 24 * 7 - 1));
    expect((await login(api, 'fay', password)).statusCode).toBe(201);
    advance(minutes(2));
    expect((await login(api, 'fay', password)).statusCode).toBe(401);
  });
  it.each([
    ['password1234', true, 'common'],
    ['qwertyuiop12', true, 'common'],
    ['abcdefghijkl', true, 'sequence'],
    ['aaaaaaaaaaaa', true, 'repeated'],
    ['woaini1314520', true, 'common'],
    ['correct horse', false, null],
    ['春眠不觉晓处处闻啼鸟夜来', false, null],
  ])('%j: guessable %s, because of %s', async (password, guessable, because) => {
    const answer = await api.call('POST', '/passwords/strength', { body: { password, login: 'ann' } });
    expect(answer.json()).toMatchObject({ guessable, because });
  });
});

describe('the seal', () => {
  it('opens with its key, for its purpose, untouched', () => {
    const sealed = seal(testKey, 'one', 'a secret');
    expect(unseal(testKey, 'one', sealed)).toBe('a secret');
    expect([
      unseal(testKey, 'two', sealed),
      unseal(Buffer.alloc(32, 8), 'one', sealed),
      unseal(testKey, 'one', `A${sealed.slice(1)}`),
      unseal(testKey, 'one', ''),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    expect(seal(testKey, 'one', 'a secret')).not.toBe(sealed);
  });
});
