import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

const headline = (page: Page) => page.locator('[data-test="headline"]').innerText();

/** Pages of one's own enterprise and of posts for interns. */
export function register({ go, as, fits }: World): void {
  it('an enterprise comes in at its own page: who trains its people, what it owes, how its postings went', async () => {
    const { page, context, errors } = await as('企业', '/');
    await page.waitForURL('**/#/my-company');
    await page.locator('[data-test="suppliers"]').waitFor();
    await expect.poll(() => headline(page)).toMatch(/名（[\d,]+–[\d,]+）对口毕业生/);
    expect(await page.locator('[data-test="duties"] li').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-test="suppliers"] tbody tr').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-test="fill-rates"] tbody tr').first().innerText()).toContain('全部职业');
    await page.locator('[data-test="occupation"]').click();
    await page.getByRole('option').nth(1).click();
    const second = await page.locator('[data-test="declared"] tbody th span').nth(2).innerText();
    await expect.poll(() => headline(page)).toContain(second);
    await fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a job is found by what it is called, in the yearly form too', async () => {
    const { page, context, errors } = await as('企业', '/reporting');
    await page.locator('[data-test="blank"]').click();
    const field = page.locator('[data-test="add-line"] input');
    await field.click();
    await field.fill('电焊工');
    await page.getByRole('option', { name: '焊工 · 6-18-02-04' }).waitFor();
    await field.fill('没有的叫法');
    await page.getByText('没有这样的职业').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a planner exempts an enterprise with a reason and takes it back', async () => {
    const { page, context, errors } = await as('规划部门', '/internships?standing=short');
    expect(await headline(page)).toMatch(/\d+ 家不足、共缺 [\d,]+ 个实习岗位/);
    const rows = page.locator('[data-test="internship-row"]');
    const [before, name] = [await rows.count(), await rows.first().locator('th span').first().innerText()];
    await page.locator('[data-test="exempt"]').first().click();
    await page.locator('[data-test="field-reason"]:visible').fill('当年停产检修');
    await page.locator('[data-test="reason-send"]').click();
    await expect.poll(() => rows.count()).toBe(before - 1);
    await go(page, '/internships?standing=exempt');
    expect(await rows.first().innerText()).toContain(name);
    expect(await rows.first().innerText()).toContain('当年停产检修');
    await fits(page);
    await page.locator('[data-test="withdraw-exemption"]').first().click();
    await expect.poll(() => rows.count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
}
