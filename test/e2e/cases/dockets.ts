import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

const headline = (page: Page) => page.locator('[data-test="headline"]').innerText();
const state = (page: Page) => page.locator('.docket-head .docket-state').innerText();

/** Dockets from a flag to the opinion, what a school sees of them, and a decision looked at again. */
export function register(world: World): void {
  it('a planner opens a docket on a flag, is told what a measure lacks, writes the opinion and gives it', async () => {
    const { page, context } = await world.as('规划部门', '/flags?class=expand');
    const item = page.locator('[data-test="flag"]').nth(4);
    await item.locator('[data-test="toggle-evidence"]').click();
    await item.locator('[data-test="open-docket"]').click();
    await page.locator('[data-test="docket-form"]').waitFor();
    await page.locator('[data-test="add-measure"]').click();
    await page.locator('[data-test="save-docket"]').click();
    expect(await page.locator('[data-test="measure"] [role="alert"]').innerText()).toContain('学校');
    await page.locator('[data-test="remove-measure"]').click();
    await page.locator('textarea[data-test="opinion"]').fill('建议增招一个班');
    await page.locator('[data-test="save-docket"]').click();
    await page.getByText('已保存').waitFor();
    await page.locator('[data-test="move-assess"]').click();
    await expect.poll(() => state(page)).toBe('已出意见');
    await page.locator('[data-test="check-docket"]').click();
    expect(await page.locator('[data-test="docket-verdict"]').innerText()).toContain('依据完好');
    await world.fits(page);
    await context.close();
  });
  it('a school reads the docket that asks for its view, with its own measures', async () => {
    const { page, context, errors } = await world.as('院校', '/dockets');
    expect(await headline(page)).toMatch(/与本校有关的议题 \d+ 件/);
    await page.locator('[data-test="docket-row"] th a').first().click();
    await page.locator('[data-test="docket-trail"] li').first().waitFor();
    expect(await page.locator('[data-test="docket-form"]').count()).toBe(0);
    await world.fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });
  it('a planner finds the decision that is due, sees what became of it and looks again later', async () => {
    const { page, context, errors } = await world.as('规划部门', '/dockets?due=1');
    await page.locator('[data-test="docket-row"] th a').first().click();
    await page.locator('[data-test="review-form"]').waitFor();
    expect(await page.locator('[data-test="docket-review"]').innerText()).toMatch(/措施(已落实|部分落实|未落实|尚待招生数据)/);
    await page.locator('[data-test="review-form"] input[type="date"]').fill(`${String(new Date().getFullYear() + 3)}-09-01`);
    await page.locator('[data-test="review-send"]').click();
    await expect.poll(() => page.locator('[data-test="docket-review"]').innerText()).toContain('阶段性复核');
    expect(errors).toEqual([]);
    await context.close();
  });
}
