import { expect, it } from 'vitest';
import { ready } from '../support/browser.ts';
import type { World } from '../support/world.ts';

/** Figures, the map of a chain, the printable report. */
export function register({ as, fits, go }: World): void {
  it('a planner follows the map of a chain to a major, and takes a picture along', async () => {
    const { page, context, errors } = await as('规划部门', '/chain');
    expect(await page.locator('[data-test="thinnest"]').innerText()).toMatch(/每年缺 \d+ 人/);
    const [picture] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="chain-map"] [data-test="frame-png"]').click()]);
    expect(picture.suggestedFilename()).toMatch(/^chain-map-.*\.png$/);
    await page.locator('[data-test="chain-map"] [data-test="toggle-table"]').click();
    expect(await page.locator('[data-test="data-table"] tbody tr').count()).toBeGreaterThan(20);
    await page.locator('[data-test="chain-map"] [data-test="toggle-table"]').click();
    await fits(page);
    await page.locator('[data-place^="major:"]').first().click();
    await page.waitForURL(/#\/major\//);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a major shows its waterfall, cohorts, history and who accepts it', async () => {
    const { page, context, errors } = await as('规划部门', '/major');
    await page.locator('.gap-parts svg').first().waitFor();
    await page.locator('[data-test="major-employers"]').waitFor();
    expect(await page.locator('[data-test="flag-history"] tbody tr').count()).toBeGreaterThan(0);
    for (const input of await page.locator('[data-test="why-input"]').all()) await input.locator('summary').click();
    await page.locator('[data-test="why-input"] table').first().waitFor();
    await fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a report of the city, and of a major, prints on A4 portrait', async () => {
    const { page, context, errors } = await as('规划部门', '/report/city');
    expect(await page.locator('[data-test="report-answer"]').innerText()).toMatch(/全市(缺|多) [\d,]+ 人/);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]/);
    await go(page, '/report/school');
    await go(page, '/major');
    await page.locator('[data-test="open-report"]').click();
    await page.locator('[data-test="report-answer"]').waitFor();
    await ready(page);
    await page.locator('.chart svg').first().waitFor();
    // a browser lays out for paper between these two
    const widthAfter = (event: string) => page.evaluate<number>(`dispatchEvent(new Event('${event}')), document.querySelector('.chart svg').clientWidth`);
    const onScreen = await page.evaluate<number>(`document.querySelector('.chart').clientWidth`);
    await expect.poll(() => widthAfter('beforeprint')).toBeLessThanOrEqual(688); // 182 mm at 96 dpi
    expect(await widthAfter('afterprint')).toBe(onScreen);
    expect(errors).toEqual([]);
    await context.close();
  });
}
