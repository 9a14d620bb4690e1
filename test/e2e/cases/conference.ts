import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

const headline = (page: Page) => page.locator('[data-test="headline"]').innerText();

/** Pages of the joint conference. */
export function register({ as, go, fits }: World): void {
  it('the secretariat takes a meeting from its agenda to minutes in Word', async () => {
    const { page, context, errors } = await as('联席会议秘书处', '/conference');
    expect(await headline(page)).toMatch(/^下一次会议：.*筹备中。$/);
    await page.locator('[data-test="meeting-row"] a').first().click();
    await page.locator('[data-test="agenda-item"]').waitFor();
    await page.locator('[data-test="item-title"]').fill('审议下一年度专业调整');
    await page.locator('[data-test="add-item"]').click();
    await expect.poll(() => page.locator('[data-test="agenda-item"]').count()).toBe(2);
    await page.locator('[data-test="step-convene"]').click();
    await page.locator('[data-test="all-present"]').click();
    await page.locator('[data-test="save-attendance"]').click();
    await page.getByText('出席情况已保存').waitFor();
    await page.locator('[data-test="step-hold"]').click();
    await page.locator('[data-test="quorum"]').waitFor();
    expect(await page.locator('[data-test="quorum"]').innerText()).toContain('可以议决');
    await page.locator('[data-test="decide"]').last().click();
    await page.locator('[data-test="resolution-text"]').fill('同意按程序组织实施。');
    await page.locator('[data-test="save-decision"]').click();
    await page.locator('[data-test="decision"]').waitFor();
    await fits(page);
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="minutes"]').click()]);
    expect(file.suggestedFilename()).toMatch(/^minutes-\d{4}-\d\.docx$/);
    expect(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a resolution is followed until it is closed', async () => {
    const { page, context, errors } = await as('联席会议秘书处', '/resolutions?state=open');
    await page.locator('[data-test="open-resolution"]').first().click();
    await page.locator('[data-test="report-text"]').fill('共建方案已提交。');
    await page.locator('[data-test="report-done"]').click();
    await page.locator('[data-test="send-report"]').click();
    await page.locator('[data-test="step-close"]').click();
    await expect.poll(() => page.locator('[data-test="resolution-state"]').innerText()).toBe('已销号');
    await fits(page);
    for (const part of ['issues', 'members', 'plan', 'inspections']) {
      await go(page, `/conference?part=${part}`);
      await fits(page);
    }
    expect(errors).toEqual([]);
    await context.close();
  });
}
