import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type RunningApp } from './support/app.ts';
import { canBrowse, openBrowser, ready, visit } from './support/browser.ts';
import { createWorld } from './support/world.ts';

describe.skipIf(!canBrowse)('each role in Chromium', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  const { go, as, become, fits } = createWorld(
    () => app,
    () => browser,
  );

  it('an enterprise announces a project, is told what is wrong by field, and takes it back', async () => {
    const { page, context, errors } = await as('企业', '/projects');
    await page.locator('[data-test="save-project"]').click();
    await expect.poll(() => page.locator('[data-test="project-form"] .error').count()).toBeGreaterThan(2);
    await page.locator('[data-test="project-name"]').fill('二期扩建');
    await page.locator('[data-test="project-occupation"]').click();
    await page.locator('.el-select-dropdown__item:visible').first().click();
    await page.locator('[data-test="project-year"]').fill('2027');
    await page.locator('[data-test="project-headcount"]').fill('120');
    await page.locator('[data-test="save-project"]').click();
    const row = page.locator('[data-test="projects"] tbody tr');
    await expect.poll(() => row.count()).toBe(1);
    expect(await row.innerText()).toMatch(/二期扩建[\s\S]*2027[\s\S]*120/);
    await fits(page);
    await page.locator('[data-test="withdraw-project"]').click();
    await expect.poll(() => row.count()).toBe(0);
    expect(errors.filter((error) => !error.includes('422'))).toEqual([]); // the browser notes the refusal itself
    await context.close();
  });

  it('a planner adds gaps up by class and follows one to its majors, and takes a spreadsheet along', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/gaps');
    await page.locator('[data-test="by-class"]').click();
    const totals = page.locator('[data-test="total-row"]');
    await expect.poll(() => totals.count()).toBeGreaterThan(5);
    await fits(page);
    await totals.first().locator('a').first().click();
    await page.locator('[data-test="within"]').waitFor();
    await ready(page);
    expect(await page.locator('[data-test="gap-row"]').count()).toBeGreaterThan(0);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="xlsx"]').click()]);
    expect(download.suggestedFilename()).toMatch(/^gaps-decision-.*\.xlsx$/);
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a planner reads who works in a chain and what is asked but not taught; a school is told what is withheld', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/chain');
    await page.locator('[data-test="open-profile"]').click();
    await ready(page);
    expect(await page.locator('[data-test="headline"]').innerText()).toMatch(/\d/);
    const all = await page.locator('[data-test="competence"]').count();
    expect(all).toBeGreaterThan(3);
    await page.locator('[data-test="competence-state"]').click();
    await page.locator('.el-select-dropdown__item:visible', { hasText: '要求未培养' }).click();
    await expect.poll(() => page.locator('[data-test="competence"]').count()).toBeLessThan(all);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="profile-ladder"] [data-test="csv"]').click()]);
    expect(download.suggestedFilename()).toBe('chain-ladder.csv');
    await fits(page);
    await become(page, '院校');
    await go(page, '/gaps');
    expect(await page.getByText('保密').count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('an administrator signs in with a password, is refused with a wrong one, and sees the organisations that wait', async () => {
    const { page, context } = await visit(browser);
    const { administrator } = JSON.parse(readFileSync(join(app.dataDir, 'demo-accounts.json'), 'utf8')) as {
      administrator: { login: string; password: string };
    };
    await go(page, '/gaps');
    expect(await page.locator('[data-test="demo-banner"]').count()).toBe(1);
    await page.locator('[data-test="to-login"]').click();
    await page.locator('[data-test="field-login"]').fill(administrator.login);
    await page.locator('[data-test="field-password"]').fill('not the password');
    await page.locator('[data-test="sign-in"]').click();
    await page.getByRole('alert').first().waitFor();
    await page.locator('[data-test="field-password"]').fill(administrator.password);
    await page.locator('[data-test="sign-in"]').click();
    await page.getByRole('link', { name: '管理', exact: true }).waitFor();
    await go(page, '/organisations?status=pending');
    await fits(page);
    await go(page, '/organisations');
    await page.locator('[data-test="show-members"]').first().click(); // far below the table
    await expect.poll(() => page.evaluate(`document.querySelector('[data-test="members-of"]').getBoundingClientRect().top < innerHeight`)).toBe(true);
    expect(await page.evaluate(`document.activeElement.dataset.test`)).toBe('members-of');
    await go(page, '/account');
    await page.locator('[data-test="sign-out"]').click();
    await expect.poll(() => page.getByRole('link', { name: '管理', exact: true }).count()).toBe(0);
    await context.close();
  });
});
