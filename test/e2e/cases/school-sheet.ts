import { expect, it } from 'vitest';
import { ready, visit } from '../support/browser.ts';
import type { World } from '../support/world.ts';

/** A school brings its year in by spreadsheet, in English: a wrong cell is named, mended, and the sheet goes in. */
export function register(world: World): void {
  it('a school mends the cell a sheet was refused for, and brings its year in', async () => {
    const { page, context, errors } = await visit(world.browser, { role: 'school', language: 'en' });
    await world.go(page, '/school-year');
    await page.locator('[data-test="by-sheet"]').click();
    await ready(page);
    await page.locator('[data-test="template-csv"]').waitFor();
    const send = async (teachers: string) => {
      const sheet = `year,full-time teachers (persons),teachers of majors (persons)\n2025,200,${teachers}\n`;
      await page.locator('[data-test="import-file"]').setInputFiles({ name: 'year.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
      await page.locator('[data-test="import-send"]').click();
    };
    await send('201');
    await page.locator('[data-test="import-problems"]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-test="import-problems"]').innerText()).toMatch(/C2[\s\S]*Teachers of professional courses[\s\S]*201[\s\S]*at most/);
    expect(await page.locator('[data-test="import-sentence"]').innerText()).toMatch(/^No row can be imported/);
    await world.fits(page);
    await send('120');
    await page.locator('[data-test="import-decision"]').waitFor({ timeout: 60_000 });
    await page.locator('[data-test="import-confirm"]').click();
    await expect.poll(() => page.locator('[data-test="import-sentence"]').innerText()).toMatch(/imported/i);
    await world.go(page, '/school-year');
    await page.getByText('200', { exact: true }).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
}
