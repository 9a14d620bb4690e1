import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** Pages of the joint conference. */
export function register({ as, go, fits }: World): void {
  it('a resolution is followed until it is closed', async () => {
    const { page, context, errors } = await as('联席会议秘书处', '/resolutions?state=open');
    await page.locator('[data-test="open-resolution"]').first().click();
    await page.locator('[data-test="report-text"]').fill('共建方案已提交。');
    await page.locator('[data-test="report-done"]').click();
    await page.locator('[data-test="send-report"]').click();
    await page.locator('[data-test="step-close"]').click();
    await expect.poll(() => page.locator('[data-test="resolution-state"]').innerText()).toBe('已销号');
    await fits(page);
    for (const part of ['meetings', 'issues', 'members', 'plan', 'inspections']) {
      await go(page, `/conference?part=${part}`);
      await fits(page);
    }
    expect(errors).toEqual([]);
    await context.close();
  });
  it('a meeting whose hour is still to come is held only after a question; its agenda leads to its dockets', async () => {
    const { page, context, errors } = await as('联席会议秘书处', '/conference');
    await page.getByRole('link', { name: '第二次' }).first().click();
    await page.locator('[data-test="step-convene"]').click();
    await page.locator('[data-test="step-hold"]').click();
    await page.locator('dialog[open]').getByText('时间未到').waitFor();
    await page.locator('dialog[open]').getByRole('button', { name: '取消' }).click();
    await page.locator('[data-test="step-hold"]').waitFor();
    await page.locator('[data-test="item-from"]').click();
    await page.getByRole('option', { name: '议题档案' }).click();
    await page.locator('[data-test="item-docket"]').click();
    await page.getByRole('option').first().click();
    await page.locator('[data-test="add-item"]').click();
    await page.locator('[data-test="docket-of-item"]').waitFor();
    await fits(page);
    await page.locator('[data-test="docket-of-item"]').click();
    await page.waitForURL('**/#/dockets/*');
    expect(errors).toEqual([]);
    await context.close();
  });
}
