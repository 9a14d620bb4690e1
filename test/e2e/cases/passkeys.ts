import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ready } from '../support/browser.ts';
import type { World } from '../support/world.ts';

/** A security key in the browser, as its developer tools make one. */
const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const;

export function register(world: World): void {
  it('a passkey is registered on the account page and signs its owner in', async () => {
    const context = await world.browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send('WebAuthn.enable');
    await tools.send('WebAuthn.addVirtualAuthenticator', { options: { ...device, automaticPresenceSimulation: true } });
    const at = world.app.url.replace('127.0.0.1', 'localhost'); // passkeys belong to names
    const { secretariat } = JSON.parse(readFileSync(join(world.app.dataDir, 'demo-accounts.json'), 'utf8')) as Record<
      string,
      { login: string; password: string }
    >;
    const signIn = async () => {
      await page.goto('about:blank');
      await page.goto(`${at}/#/login`);
      await ready(page);
      await page.locator('[data-test="field-login"]').fill(secretariat?.login ?? '');
      await page.locator('[data-test="field-password"]').fill(secretariat?.password ?? '');
      await page.locator('[data-test="sign-in"]').click();
    };
    await signIn();
    await page.waitForURL(/#\/$/);
    await page.goto(`${at}/#/account`);
    await page.locator('[data-test="field-passkey-name"]').fill('办公室电脑');
    await page.locator('[data-test="passkey-add"]').click();
    await page.locator('[data-test="codes-kept"]').click();
    expect(await page.locator('[data-test="passkey"]').innerText()).toContain('办公室电脑');
    await world.fits(page);

    // a key for a machine is exchanged for a token, and good for nothing else; the page fits a phone with it
    const keys = page.locator('[data-test="keys"]');
    await keys.locator('[data-test="field-label"]').fill('数据对接');
    await keys.locator('[data-test="create-key"]').click();
    const key = await page.locator('[data-test="secret"]').innerText();
    await page.locator('[data-test="secret-kept"]').click();
    expect(await keys.locator('[data-test="key-way"]').innerText()).toBe('换取令牌');
    const call = (method: string, path: string, secret: string) =>
      fetch(`${world.app.url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${secret}` } });
    const { token } = (await (await call('POST', '/tokens', key)).json()) as { token: string };
    expect([(await call('GET', '/session', key)).status, (await call('GET', '/session', token)).status]).toEqual([401, 200]);
    await world.fits(page);
    await page.locator('.language').click(); // English is longer
    await world.fits(page);
    await page.locator('.language').click();

    await page.locator('[data-test="sign-out"]').click();
    await page.locator('[data-test="sign-out"]').waitFor({ state: 'detached' });
    await signIn();
    await page.locator('[data-test="passkey-code"]').click();
    await page.waitForURL(/#\/$/);
    await page.goto(`${at}/#/account`);
    await page.locator('[data-test="passkey-remove"]').click();
    await page.locator('[data-test="no-passkeys"]').waitFor();
    await context.close();
  });
}
