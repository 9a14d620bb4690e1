import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

const headline = (page: Page) => page.locator('[data-test="headline"]').innerText();

/** Cooperation matching and graduate tracking. */
export function register({ go, as, become, fits }: World): void {
  it('an enterprise publishes a need, a school an offer; one invites, both agree, and a milestone is kept', async () => {
    const { page, context, errors } = await as('企业', '/cooperation');
    const write = async (title: string) => {
      await page.locator('[data-test="new-listing"]').click();
      await page.locator('[data-test="listing-title"]').fill(title);
      await page.locator('[data-test="listing-text"]').fill('共建订单班');
      await page.locator('[data-test="listing-majors"]').fill('460702');
      await page.locator('[data-test="listing-from"]').fill('2027-03-01');
      await page.locator('[data-test="listing-to"]').fill('2028-06-30');
      await page.locator('[data-test="save-listing"]').click();
      await page.locator('[data-test="listing-form"]').waitFor({ state: 'detached' });
      await page.locator('[data-test="listing"]', { hasText: title }).locator('[data-test="listing-publish"]').click();
      await page.locator('[data-test="listing"]', { hasText: title }).locator('[data-test="listing-close"]').waitFor();
    };
    await write('订单培养四十人');
    await become(page, '院校');
    await go(page, '/cooperation');
    await write('风电订单班');
    await page.locator('[data-test="listing"]', { hasText: '风电订单班' }).locator('[data-test="suggest"]').click();
    expect(await page.locator('[data-test="suggestion"]').first().innerText()).toContain('订单培养四十人');
    await fits(page);
    await page.locator('[data-test="invite"]').first().click();
    await expect.poll(() => headline(page)).toContain('合作进行中 1 项');
    await become(page, '企业');
    await go(page, '/cooperation?show=cooperations');
    expect(await headline(page)).toContain('1 项等待本单位办理');
    await page.locator('[data-test="open-cooperation"]').first().click();
    await page.locator('[data-test="step-accept"]').click();
    await page.locator('[data-test="step-propose"]').click();
    await page.locator('[data-test="step-send"]').click();
    await page.locator('[data-test="step-form"] .error').first().waitFor();
    await page.locator('[data-test="step-terms"]').fill('订单班三十人');
    await page.locator('[data-test="step-from"]').fill('2027-09-01');
    await page.locator('[data-test="step-to"]').fill('2028-06-30');
    await page.locator('[data-test="step-send"]').click();
    await page.locator('[data-test="step-form"]').waitFor({ state: 'detached' });
    await become(page, '院校');
    await go(page, '/cooperation?show=cooperations');
    await page.locator('[data-test="open-cooperation"]').first().click();
    await page.locator('[data-test="step-confirm"]').click();
    await page.locator('[data-test="milestone-title"]').fill('完成招生');
    await page.locator('[data-test="milestone-due"]').fill('2027-09-15');
    await page.locator('[data-test="add-milestone"]').click();
    await page.locator('[data-test="milestones"]').getByText('完成招生').waitFor();
    await fits(page);
    expect(errors.filter((error) => !error.includes('422'))).toEqual([]); // the browser notes the refusal itself
    await context.close();
  });
  it('a planner sees the four kinds in numbers', async () => {
    const { page, context, errors } = await as('规划部门', '/cooperation?show=statistics');
    expect(await page.locator('[data-test="cooperation-statistics"] tbody tr').count()).toBe(4);
    await fits(page);
    await go(page, '/tracking');
    expect(await headline(page)).toMatch(/就业跟踪|届毕业生/);
    expect(errors).toEqual([]);
    await context.close();
  });
}
