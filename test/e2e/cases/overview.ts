import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** The planner's overview, the heat maps and the quality of the data. */
export function register({ go, as, fits }: World): void {
  it('a planner reads what needs a decision, sees the balance of the city, and goes on from a cell of the heat map', async () => {
    const { page, context, errors } = await as('规划部门', '/');
    expect(await page.locator('[data-test="headline"]').innerText()).toMatch(/^\d+ 个专业等待决定，每年约涉及 [\d,]+ 人。$/);
    expect(await page.locator('[data-test="decision"]').count()).toBe(8);
    expect(await page.locator('[data-test="tasks"]').innerText()).toMatch(/等待审核[\s\S]*未填报/);
    expect(await page.locator('[data-test="reported"]').innerText()).toMatch(/企业[\s\S]*院校/);
    await page.locator('.overview-chart').scrollIntoViewIfNeeded();
    await page.locator('.overview-chart .chart svg path').first().waitFor({ state: 'attached' });
    await fits(page);
    await page.locator('[data-test="heat"] tbody td a').first().click();
    await page.waitForFunction('/gaps\\?chain=.+&level=/.test(location.hash)');
    expect(errors).toEqual([]);
    await context.close();
  });
  it('the heat map keeps its filters in the address, says its figures as text, and comes as a file', async () => {
    const { page, context, errors } = await as('规划部门', '/heat?by=major&unit=persons');
    const cell = page.locator('[data-test="heat-row"]').first().locator('td a').first();
    expect(await cell.innerText()).toMatch(/^([+−][\d,]+|0)$/);
    expect(await cell.getAttribute('title')).toMatch(/\d{4} 年.*需求 [\d,]+ 人，供给 [\d,]+ 人/);
    await page.locator('[data-test="toggle-plain"]').click();
    expect(await cell.innerText()).toMatch(/人 · .*%|无需求/);
    expect(page.url()).toContain('view=plain');
    await fits(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').click()]);
    expect(download.suggestedFilename()).toMatch(/^gap-heat-major-.{6}\.csv$/);
    expect(errors).toEqual([]);
    await context.close();
  });
  it('the page of data names who is missing and what is unusual', async () => {
    const { page, context, errors } = await as('规划部门', '/data');
    expect(await page.locator('[data-test="headline"]').innerText()).toMatch(/100 家中 \d+ 家已填报，覆盖上年人数的 \d+%/);
    expect(await page.locator('[data-test="coverage-groups"] tbody tr').count()).toBeGreaterThan(10);
    expect(await page.locator('[data-test="missing"] tbody tr').count()).toBeGreaterThan(10);
    await fits(page);
    await go(page, '/data?kind=enrolment');
    expect(await page.locator('[data-test="unusual"] tbody tr').first().innerText()).toMatch(/上年/);
    expect(errors).toEqual([]);
    await context.close();
  });
}
