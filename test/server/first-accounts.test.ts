import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../schemas/vocabulary.ts';
import { demoAccountsFile, ensureDemoAccounts } from '../../seed/demo-accounts.ts';
import { administratorLine, ensureAdministrator, firstLogin } from '../../server/first-accounts.ts';
import { hashPassword } from '../../server/passwords.ts';
import { clock, newId } from '../../server/runtime.ts';
import { login, signIn } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { testKey } from '../support/secret-key.ts';

describe('the first administrator', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await buildTestApp({ seeded: false });
  });
  afterAll(() => api.close());
  it('is made once, by one of several that start together, and changes the password before anything else', async () => {
    const said = (await Promise.all([1, 2, 3].map(() => ensureAdministrator(api.context)))).filter((first) => first !== undefined);
    expect(said).toHaveLength(1);
    expect(await ensureAdministrator(api.context)).toBeUndefined();
    const [first] = said;
    const { login: name, password } = first!;
    expect(administratorLine(first!)).toContain(`${name} with the one-time password ${password}`);
    expect([name, firstLogin(Buffer.alloc(32, 8)) === name]).toEqual([expect.stringMatching(/^administrator-[0-9a-f]{6}$/), false]);
    const browser = await signIn(api, name, password);
    expect(browser.session).toMatchObject({ role: 'administrator', account: { mustChangePassword: true } });
    expect(await browser.status('GET', '/organisations')).toBe(403);
    expect(await browser.status('PUT', '/account/password', { current: password, password: 'now my own one' })).toBe(204);
    expect(await browser.status('GET', '/organisations')).toBe(200);
    expect((await login(api, name, password)).statusCode).toBe(401);
  });
});

describe('demo accounts', () => {
  let api: TestApp;
  const dir = mkdtempSync(join(tmpdir(), 'demo-accounts-'));
  const ensure = () => ensureDemoAccounts(api.db, dir, { now: clock(), newId, hash: (password) => hashPassword(password, testKey) });
  const read = () => JSON.parse(readFileSync(demoAccountsFile(dir), 'utf8')) as Record<string, { login: string; password: string }>;
  beforeAll(async () => {
    api = await buildTestApp({ demo: true });
  });
  afterAll(async () => {
    await api.close();
    rmSync(dir, { recursive: true });
  });
  it('are one a role, with the organisation of its key, in a file for its owner alone', async () => {
    expect(await ensure()).toBe(join(dir, 'demo-accounts.json'));
    expect(statSync(demoAccountsFile(dir)).mode & 0o777).toBe(0o600);
    const all = read();
    expect(Object.keys(all).toSorted()).toEqual([...roles].toSorted());
    for (const role of roles) {
      const { session } = await signIn(api, all[role]!.login, all[role]!.password);
      const { organisationId } = await api.getJson<{ organisationId: string | null }>('/session', role);
      expect(session).toMatchObject({ demo: true, role, organisationId });
    }
  });
  it('stay the same, and get new passwords when the file is lost', async () => {
    const before = read();
    await ensure();
    expect(read()).toEqual(before);
    rmSync(demoAccountsFile(dir));
    await ensure();
    const after = read();
    expect(after['planner']!.password).not.toBe(before['planner']!.password);
    expect((await login(api, 'demo-planner', after['planner']!.password)).statusCode).toBe(201);
    expect((await login(api, 'demo-planner', before['planner']!.password)).statusCode).toBe(401);
  });
});
