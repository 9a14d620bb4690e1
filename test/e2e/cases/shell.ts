import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** What every page has: search, notifications, and care for what is typed. */
export function register(world: World): void {
  const go: World['go'] = (page, view) => world.go(page, view);
  const as: World['as'] = (role, view) => world.as(role, view);
  const fits: World['fits'] = (page) => world.fits(page);
  it('the keyboard finds a major by its initials and opens its page; an address that leads nowhere says so', async () => {
    const { page, context } = await as('规划部门', '/gaps');
    await page.locator('[data-test="search"]').waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('[data-test="finder"] input:focus').waitFor();
    await page.keyboard.type('hxgy');
    await page.locator('[data-test="found"][data-kind="major"]').first().waitFor();
    // what the first letters found is shown until the last ones have been answered
    await expect.poll(() => page.locator('[data-test="found"][aria-selected="true"]').innerText()).toMatch(/^化学工艺/);
    await fits(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/major\/\d{6}/);
    await page.locator('#main:focus').waitFor();
    await page.keyboard.press('?');
    await page.locator('[data-test="keys"]').waitFor();
    await page.keyboard.press('Escape');
    await go(page, '/nowhere');
    expect(await page.locator('[data-test="headline"]').innerText()).toBe('没有这个页面');
    await go(page, '/chain/nowhere');
    expect(await page.locator('[data-test="headline"]').innerText()).toBe('产业链');
    await context.close();
  });

  it('a page opened before an update finds its way: it is loaded anew where the reader wanted to go, and says so where that does not help', async () => {
    const { page, context } = await as('规划部门', '/gaps');
    let renewed = false;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) renewed = true;
    });
    await page.route('**/assets/DocketsPage-*', (route) => (renewed ? route.continue() : route.fulfill({ status: 404 })));
    await page.route('**/assets/AlertsPage-*', (route) => route.fulfill({ status: 404 }));
    await page.evaluate("location.hash = '#/dockets'");
    await page.waitForURL('**/#/dockets');
    await page.locator('[data-test="headline"]').getByText('档案').waitFor();
    expect(renewed).toBe(true);
    renewed = false;
    await page.evaluate("location.hash = '#/alerts'");
    await page.getByText('页面没有打开').waitFor();
    expect(renewed).toBe(false);
    await context.close();
  });

  it('what is typed outlives the session, and is not left by accident', async () => {
    const { page, context } = await as('规划部门', '/login');
    const { planner } = JSON.parse(readFileSync(join(world.app.dataDir, 'demo-accounts.json'), 'utf8')) as { planner: { login: string; password: string } };
    await page.locator('[data-test="field-login"]').fill(planner.login);
    await page.locator('[data-test="field-password"]').fill(planner.password);
    await page.locator('[data-test="sign-in"]').click();
    await page.waitForURL(/#\/$/);
    await page.evaluate("location.hash = '/projects?tab=inflows'");
    const reason = page.locator('[data-test="inflow-reason"]');
    await reason.fill('定向培养协议');
    await context.clearCookies(); // as if the session had run out
    await page.locator('[data-test="save-inflow"]').click();
    await page.locator('[data-test="again"] [data-test="field-password"]').fill(planner.password);
    await page.keyboard.press('Enter');
    await page.locator('[data-test="inflow-form"] [role="alert"]').first().waitFor(); // the request went on: the server asks for the rest
    expect(await reason.inputValue()).toBe('定向培养协议');
    await page.locator('[data-test="bell"]').click();
    await page.locator('[data-test="stay"]').click();
    expect([page.url().endsWith('/projects?tab=inflows'), await reason.inputValue()]).toEqual([true, '定向培养协议']);
    await page.locator('[data-test="bell"]').click();
    await page.locator('[data-test="leave"]').click();
    await page.waitForURL(/#\/notifications$/);
    await context.close();
  });

  it('notifications lead to what they tell of and are counted until they are read', async () => {
    const { page, context } = await as('联席会议秘书处', '/notifications');
    const unread = page.locator('[data-test="bell"] .count');
    await unread.waitFor();
    const before = Number(await unread.innerText());
    await fits(page);
    await page.locator('[data-test="notification"][data-kind="alerts_raised"] a').first().click();
    await page.waitForURL(/#\/alerts$/);
    await expect.poll(async () => ((await unread.count()) === 0 ? 0 : Number(await unread.innerText()))).toBe(before - 1);
    await go(page, '/notifications?show=unread');
    expect(await page.locator('[data-test="notification"][data-kind="alerts_raised"]').count()).toBe(0);
    await context.close();
  });
}
