import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PasskeyChallenge, PasskeyDraft, PasskeyInput } from '../../schemas/passkeys.ts';
import type { Problem } from '../../schemas/problem.ts';
import { addPerson, createClock, goodPassword, minutes, nextAddress, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createKeyReminder } from '../../workers/handlers/remind-keys.ts';
import { createAuthenticator } from '../support/authenticator.ts';

const { clock, advance } = createClock();
const origin = 'https://gongxu.example.cn';
const rpId = 'gongxu.example.cn';
let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ seeded: false, clock, secondFactor: 'administrators', publicUrl: origin });
  for (const name of ['ann', 'ben']) await addPerson(api, { login: name, role: 'planner' });
  await addPerson(api, { login: 'root', role: 'administrator' });
});
afterAll(() => api.close());

type Authenticator = ReturnType<typeof createAuthenticator>;
const pointers = (answer: Awaited<ReturnType<Browser['call']>>) => answer.json<Problem>().errors?.map(({ pointer }) => pointer);
async function register(browser: Browser, device: Authenticator, at = { rpId, origin }) {
  const { challenge, challengeId } = (await browser.call('POST', '/account/passkeys/draft')).json<PasskeyDraft>();
  const body: PasskeyInput = { challengeId, name: '蓝色安全密钥', ...device.register({ challenge, ...at }) };
  return { body, answer: await browser.call('POST', '/account/passkeys', body) };
}
const post = (path: string, payload: object) =>
  api.app.inject({ method: 'POST', url: `/api/v1${path}`, payload, remoteAddress: nextAddress(), headers: { 'accept-language': 'en' } });
const asked = async (login: string) => (await post('/session/passkey', { login, password: goodPassword })).json<PasskeyChallenge>();
const signInBy = (login: string, passkey: object) => post('/session/login', { login, password: goodPassword, passkey });
const noticesOf = async (browser: Browser) => (await browser.get<{ items: { kind: string }[] }>('/notifications')).items.map(({ kind }) => kind);

it('a passkey is a second factor: registered once, asked for at sign-in, its count goes up, each challenge is answered once', async () => {
  const [browser, other] = [await signIn(api, 'ann'), await signIn(api, 'ann')];
  const device = createAuthenticator();
  const { body, answer } = await register(browser, device);
  const made = answer.json<{ id: string; recoveryCodes: string[] }>();
  expect([answer.statusCode, made.recoveryCodes.length]).toEqual([201, 10]);
  expect([await other.status('GET', '/runs'), await browser.status('GET', '/runs')]).toEqual([401, 200]); // came in without it
  expect(pointers(await browser.call('POST', '/account/passkeys', body))).toEqual(['/challengeId']);
  expect((await register(browser, device)).answer.statusCode).toBe(409); // the same device again
  expect(await browser.get('/account/second-factor')).toMatchObject({ active: true, generator: false, recoveryCodesLeft: 10 });

  expect((await post('/session/login', { login: 'ann', password: goodPassword })).json<Problem>().type).toBe('/problems/second_factor_needed');
  const { challenge, challengeId, allowCredentials } = await asked('ann');
  expect(allowCredentials.map(({ id }) => id)).toEqual([device.credentialId]);
  const first = { challengeId, ...device.sign({ challenge, rpId, origin }, 7) };
  expect((await signInBy('ann', first)).statusCode).toBe(201);
  expect((await signInBy('ann', first)).statusCode).toBe(401);
  const copied = await asked('ann');
  expect((await signInBy('ann', { challengeId: copied.challengeId, ...device.sign({ challenge: copied.challenge, rpId, origin }, 7) })).statusCode).toBe(401);
  expect((await post('/session/login', { login: 'ann', password: goodPassword, code: made.recoveryCodes[0] })).statusCode).toBe(201);
  const stored = JSON.stringify(await api.db.query.select().from(api.db.schema.recoveryCodes));
  expect(made.recoveryCodes.filter((code) => stored.includes(code))).toEqual([]);
  expect(await noticesOf(browser)).toEqual(['recovery_code_used', 'factor_added']);
  expect((await browser.get<{ items: { name: string }[] }>('/account/passkeys')).items).toMatchObject([
    { id: made.id, name: '蓝色安全密钥', lastUsedAt: clock().toISOString() },
  ]);
  const audit = JSON.stringify(await api.db.query.select().from(api.db.schema.auditEntries));
  expect([audit.includes('"passkey"'), audit.includes('蓝色安全密钥')]).toEqual([true, false]);

  expect(await browser.status('DELETE', `/account/passkeys/${made.id}`)).toBe(204);
  expect(await browser.get('/account/second-factor')).toMatchObject({ active: false, recoveryCodesLeft: 0 }); // codes alone are no factor
});

it('what was signed elsewhere, for another session, too late or by another device does not count; failures lock the account', async () => {
  const [browser, second] = [await signIn(api, 'ben'), await signIn(api, 'ben')];
  const device = createAuthenticator();
  for (const at of [
    { rpId, origin: 'https://gongxu.example.cm' },
    { rpId: 'example.cn', origin },
  ])
    // prettier-ignore
    expect(pointers((await register(browser, device, at)).answer)).toEqual(['/challengeId']);
  const { challenge, challengeId } = (await browser.call('POST', '/account/passkeys/draft')).json<PasskeyDraft>();
  const stolen = { challengeId, name: 'x', ...device.register({ challenge, rpId, origin }) };
  expect(pointers(await second.call('POST', '/account/passkeys', stolen))).toEqual(['/challengeId']);
  expect((await register(browser, device)).answer.statusCode).toBe(201);

  const late = await asked('ben');
  advance(minutes(6));
  expect((await signInBy('ben', { challengeId: late.challengeId, ...device.sign({ ...late, origin }, 1) })).statusCode).toBe(401);
  const confirming = (await browser.call('POST', '/account/passkeys/challenge')).json<PasskeyChallenge>();
  expect((await signInBy('ben', { challengeId: confirming.challengeId, ...device.sign({ ...confirming, origin }, 2) })).statusCode).toBe(401);
  const own = (await browser.call('POST', '/account/passkeys/challenge')).json<PasskeyChallenge>();
  const passkey = { challengeId: own.challengeId, ...device.sign({ ...own, origin }, 3) };
  expect(await browser.status('POST', '/session/confirmation', { password: goodPassword, passkey })).toBe(204);
  expect((await post('/session/passkey', { login: 'ben', password: 'a wrong password' })).statusCode).toBe(401);
  for (let i = 0; i < 4; i++) {
    const { challenge: given, challengeId: id } = await asked('ben');
    expect((await signInBy('ben', { challengeId: id, ...createAuthenticator().sign({ challenge: given, rpId, origin }, 9) })).statusCode).toBe(401);
  }
  expect((await post('/session/passkey', { login: 'ben', password: goodPassword })).statusCode).toBe(401); // locked
});

it('who has to have a factor may have a passkey, and keeps the last one; nobody removes those of others', async () => {
  const root = await signIn(api, 'root');
  expect([root.session.account?.mustSetUpSecondFactor, await root.status('GET', '/organisations')]).toEqual([true, 403]);
  const device = createAuthenticator();
  const { id } = (await register(root, device)).answer.json<{ id: string }>();
  expect([await root.status('GET', '/organisations'), await root.status('DELETE', `/account/passkeys/${id}`)]).toEqual([200, 409]);
  const ann = await signIn(api, 'ann');
  expect(await ann.status('DELETE', `/account/passkeys/${id}`)).toBe(404);
  const second = (await register(root, createAuthenticator())).answer.json<{ id: string; recoveryCodes: string[] }>();
  expect([second.recoveryCodes, await root.status('DELETE', `/account/passkeys/${id}`)]).toEqual([[], 204]);
});

it('owners are told of keys that were made, and once of each that ends within a fortnight', async () => {
  const ann = await signIn(api, 'ann');
  for (const days of [10, 90]) expect(await ann.status('POST', '/account/keys', { label: 'k', scopes: ['read'], days })).toBe(201);
  const remind = createKeyReminder(api.context);
  expect([await remind(), await remind()]).toEqual([1, 0]);
  expect((await noticesOf(ann)).slice(0, 3)).toEqual(['key_ending', 'key_made', 'key_made']);
});
