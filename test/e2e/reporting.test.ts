import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type RunningApp } from './support/app.ts';
import { canBrowse, openBrowser, ready } from './support/browser.ts';
import { createWorld } from './support/world.ts';

describe.skipIf(!canBrowse)('reporting in Chromium', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  const { go, as, fits } = createWorld(
    () => app,
    () => browser,
  );
  const codeOf = (page: Page) => page.evaluate<string>(`fetch('/api/v1/occupations?limit=1').then((r) => r.json()).then(({ items }) => items[0].code)`);
  const headline = (page: Page) => page.locator('[data-test="headline"]').innerText();

  it('an enterprise copies last year, is asked about a value that jumps, submits, and takes it back', async () => {
    const { page, context } = await as('企业', '/reporting');
    await page.locator('[data-test="copy"]').click();
    await page.locator('[data-test="filing-lines"] tbody tr').first().waitFor();
    await page.locator('[data-test="edit-line"]').first().click();
    await page.locator('[data-test="line-headcount"]').fill('90000');
    const majors = page.locator('input[data-test="line-acceptedMajors"]');
    await majors.fill('');
    await majors.pressSequentially('电工，460301');
    await page.locator('[data-test="save-line"]').click();
    await page.locator('[data-test="line-form"] .error').waitFor(); // said at the field, and nothing typed is lost
    expect(await majors.inputValue()).toBe('电工，460301');
    await majors.fill('');
    await majors.pressSequentially('460301');
    await page.locator('[data-test="save-line"]').click();
    await page.locator('[data-test="line-form"]').waitFor({ state: 'hidden' });
    await fits(page);
    await page.locator('[data-test="submit"]').click();
    expect(await page.locator('[data-test="confirm"]').innerText()).toMatch(/90,?000/);
    await page.locator('[data-test="confirm-send"]').click();
    await page.locator('[data-test="withdraw"]').waitFor();
    expect(await headline(page)).toContain('已提交');
    await page.locator('[data-test="withdraw"]').click();
    await page.locator('[data-test="submit"]').waitFor();
    await context.close();
  });

  it('a planner returns a filing with a reason, accepts and locks another, and sees who is missing', async () => {
    const { page, context, errors } = await as('规划部门', '/filings?state=submitted');
    await fits(page);
    await page.locator('[data-test="open-filing"]').first().click();
    await page.locator('[data-test="return"]').click();
    await page.locator('[data-test="field-reason"]:visible').fill('年末在岗人数与社保登记相差较大');
    await page.locator('[data-test="reason-send"]').click();
    await page.locator('[data-test="return"]').waitFor({ state: 'detached' });
    await go(page, '/filings?state=submitted');
    await page.locator('[data-test="open-filing"]').first().click();
    await page.locator('[data-test="accept"]').click();
    await page.locator('[data-test="lock"]').click();
    await page.locator('[data-test="lock"]').waitFor({ state: 'detached' });
    await page.getByText('填报情况', { exact: true }).click();
    await ready(page);
    await fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('an enterprise imports a sheet after reading what is wrong with it, and undoes it', async () => {
    const { page, context, errors } = await as('企业', '/imports');
    const [template] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="template-xlsx"]').click()]);
    expect(template.suggestedFilename()).toMatch(/\.xlsx$/);
    const code = await codeOf(page);
    const sheet = `年份,职业代码,年末在岗人数\n2025,${code},41\n2025,9-99-99,12\n`;
    await page.locator('[data-test="import-file"]').setInputFiles({ name: '申报.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
    await page.locator('[data-test="import-send"]').click();
    await page.locator('[data-test="import-decision"]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-test="import-problems"]').innerText()).toMatch(/B3[\s\S]*9-99-99/);
    await fits(page);
    await page.locator('[data-test="import-decision"]').getByText('只导入正确', { exact: false }).click();
    await page.locator('[data-test="import-confirm"]').click();
    await expect.poll(() => page.locator('[data-test="import-sentence"]').innerText()).toContain('已导入');
    await page.locator('[data-test="undo-import"]').first().click();
    await page.locator('[data-test="undo-sure"]').click();
    await expect.poll(() => page.locator('[data-test="imports"]').innerText()).toContain('已撤销');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('an enterprise types a title, chooses of five occupations, posts, and tells the outcome', async () => {
    const { page, context, errors } = await as('企业', '/postings');
    await page.locator('[data-test="posting-title"]').fill('电工');
    await page.locator('[data-test="candidate"]').first().click();
    await page.locator('[data-test="posting-opened"]').fill('2025-05-06');
    await page.locator('[data-test="posting-headcount"]').fill('3');
    await page.locator('[data-test="save-posting"]').click();
    await page.locator('[data-test="postings"]').getByText('电工', { exact: false }).first().waitFor();
    await fits(page);
    await page.locator('[data-test="tell-outcome"]').first().click();
    await page.locator('[data-test="outcome-closed"]').fill('2025-07-01');
    await page.locator('[data-test="save-outcome"]').click();
    await page.locator('[data-test="outcome-form"]').waitFor({ state: 'hidden' });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a school reports its year, and is told by field what is missing', async () => {
    const { page, context } = await as('院校', '/school-year');
    await page.locator('[data-test="field-year"]').fill('');
    await page.locator('[data-test="save-school-year"]').click();
    await expect.poll(() => page.locator('[data-test="school-year-form"] .error').count()).toBeGreaterThan(0);
    await page.locator('[data-test="field-year"]').fill('2025');
    await page.locator('[data-test="field-fullTimeTeachers"]').fill('187');
    await page.locator('[data-test="save-school-year"]').click();
    // less than half of last year's: asked about, and taken when it is meant
    await page.locator('[data-test="confirm"]').getByText('专任教师 187').waitFor();
    await page.locator('[data-test="confirm-send"]').click();
    await page.locator('[data-test="school-years"]').getByText('187').first().waitFor();
    await fits(page);
    await context.close();
  });

  it('an administrator sees the catalogues and checks an edition before it counts', async () => {
    const { page, context, errors } = await as('系统管理员', '/catalogue');
    await page.locator('[data-test="file"]').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
    await page.locator('[data-test="check"]').click();
    await page.locator('[data-test="report"], [role="alert"]').first().waitFor();
    expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
    await context.close();
  });
});
