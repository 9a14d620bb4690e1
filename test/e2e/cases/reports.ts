import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** Written reports: made, watched until they are ready, read. */
export function register({ as, fits }: World): void {
  it('a planner makes the report of the city, waits for its file and reads figures that name their address', async () => {
    const { page, context, errors } = await as('规划部门', '/reports');
    await page.locator('[data-test="make"]').click();
    const first = page.locator('[data-test="analyses"] tbody tr').first();
    await first.getByRole('button', { name: 'Word' }).waitFor();
    await first.locator('a').click();
    await page.locator('article h1').waitFor();
    expect(await page.locator('[data-test="headline"]').innerText()).toContain('匹配分析报告');
    expect(await page.locator('article p span[title]').first().getAttribute('title')).toContain('/api/v1/');
    await fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });
}
