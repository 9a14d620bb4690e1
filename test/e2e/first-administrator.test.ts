import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { afterAll, expect, it } from 'vitest';
import { canBrowse, openBrowser } from './support/browser.ts';
import { copyInstallation } from '../support/installation.ts';
import { runProcess, startProcess, type Running } from '../support/process.ts';

const dir = mkdtempSync(join(tmpdir(), 'real-'));
const env = { DATA_DIR: join(dir, 'data'), PORT: '0', DEMO: '0', FIRST_ADMINISTRATOR: 'zhang.wei' };
let server: Running | undefined;
afterAll(async () => {
  await server?.stop('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});
const signIn = async (password: string) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server?.url}/api/v1/session/login`, { method: 'POST', headers, body: JSON.stringify({ login: 'zhang.wei', password }) });
  return { status: response.status, body: (await response.json()) as { account?: { mustChangePassword: boolean } } };
};

it('an installation that is no demo prints the password of its first administrator once; the shell makes another', async () => {
  server = await startProcess('start.ts', env);
  const said = server.lines.filter((line) => line.startsWith('first administrator'));
  expect(said).toHaveLength(1);
  const password = /one-time password (\S+)/.exec(said[0] ?? '')?.[1] ?? '';
  expect(await signIn(password)).toMatchObject({ status: 201, body: { demo: false, account: { mustChangePassword: true } } });
  expect(
    (await fetch(`${server.url}/api/v1/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"role":"planner"}' })).status,
  ).toBe(404);

  await server.stop('SIGTERM');
  server = await startProcess('start.ts', env);
  expect(server.lines.filter((line) => line.startsWith('first administrator'))).toEqual([]);
  const reset = await runProcess(['commands/account.ts', 'reset-password', 'zhang.wei'], env);
  const other = /: (\S+) \(to be changed/.exec(reset.stdout)?.[1] ?? '';
  expect([reset.code, (await signIn(password)).status, (await signIn(other)).status]).toEqual([0, 401, 201]);

  // a database that stands with another key is refused: nobody could sign in, and second factors could not be read
  await server.stop('SIGTERM');
  const foreign = await runProcess(['start.ts'], { ...env, SECRET_KEY: 'cd'.repeat(32) });
  expect([foreign.code, foreign.stderr]).toEqual([
    1,
    expect.stringMatching(/^SECRET_KEY needs the key that this installation began with [^\n]*, got: another key\n$/),
  ]);
  expect(statSync(join(dir, 'data', 'secret.key')).mode & 0o777).toBe(0o600);
  const none = await runProcess(['commands/account.ts', 'remove-second-factor', 'zhang.wei'], env);
  expect([none.code, none.stdout]).toEqual([0, 'zhang.wei has no second factor\n']);

  const missing = await runProcess(['commands/account.ts', 'reset-password', 'nobody'], env);
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/^there is no account nobody; .* administrator-[0-9a-f]{6}\n$/)]);
  expect((await runProcess(['commands/account.ts', 'delete', 'zhang.wei'], env)).stderr).toMatch(
    /^account needs: reset-password LOGIN, or remove-second-factor LOGIN; got/,
  );
});
it.runIf(canBrowse)('the first administrator is led from the one-time password to an own one and the second factor, and may then read the record', async () => {
  const own = await startProcess('start.ts', { ...env, DATA_DIR: join(dir, 'led') });
  const browser = await openBrowser();
  try {
    const password = /one-time password (\S+)/.exec(own.lines.join('\n'))?.[1] ?? '';
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    const field = (name: string) => page.locator(`[data-test="field-${name}"]`);
    await page.goto(`${own.url}/#/login`);
    await field('login').fill('zhang.wei');
    await field('password').fill(password);
    await page.locator('[data-test="sign-in"]').click();
    await field('current').fill(password);
    await field('password').fill('quarry lantern ninety birch');
    await field('again').fill('quarry lantern ninety birch');
    await page.locator('[data-test="change-password"]').click();
    await page.locator('[data-test="factor-begin"]').click();
    const secret = (await page.locator('[data-test="factor-secret"]').innerText()).replaceAll(' ', '');
    await field('first-code').fill(new TOTP({ secret }).generate());
    await page.locator('[data-test="factor-finish"]').click();
    await page.locator('[data-test="codes-kept"]').click();
    await page.goto(`${own.url}/#/audit`);
    await page.locator('[data-test="verify"]').click();
    await page.locator('[data-test="verified"]').waitFor();
  } finally {
    await browser.close();
    await own.stop('SIGKILL');
  }
});
it('a demo city does not become a real installation', async () => {
  const data = await copyInstallation(join(dir, 'demo'));
  const { code, stderr } = await runProcess(['start.ts'], { DATA_DIR: data, PORT: '0', DEMO: '0' });
  expect(code).toBe(1);
  expect(stderr).toContain('DEMO=0 needs an installation of its own');
});
