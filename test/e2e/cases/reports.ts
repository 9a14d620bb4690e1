import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

interface World {
  go(page: Page, view: string): Promise<unknown>;
  as(role: string, view: string): Promise<Page>;
  fits(page: Page): Promise<unknown>;
}

/** Written reports: made, watched until they are ready, read. */
export function register(world: World): void {
  it('a planner makes the report of the city and reads it with its figures', async () => {
    const page = await world.as('planner', 'reports');
    await page.click('[data-test="make"]');
    await page.waitForSelector('[data-test="analyses"] tbody tr:first-child button', { timeout: 30_000 });
    await page.click('[data-test="analyses"] tbody tr:first-child a');
    await page.waitForSelector('article h1');
    expect(await page.textContent('[data-test="headline"]')).toContain('匹配分析报告');
    expect(await page.getAttribute('article p span[title]', 'title')).toContain('/api/v1/');
    await world.fits(page);
  });
}
