import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ready } from '../support/browser.ts';
import type { World } from '../support/world.ts';

/** Every page with a list that can be narrowed, by who reads it. */
const lists = {
  规划部门: [
    ...['/flags', '/alerts', '/gaps', '/heat', '/data', '/crosswalk', '/competences', '/dockets', '/changes', '/seats', '/ledger', '/key-programmes', '/tasks'],
    ...['/bulletins', '/filings', '/internships', '/postings', '/imports', '/projects', '/cooperation', '/compare', '/evaluation', '/parameters', '/rules'],
    ...['/tracking', '/school-year', '/records', '/notifications', '/public', '/resolutions'],
  ],
} as const;
/** Filters stand in toolbars; what is typed into forms is nobody's link. */
const filters = 'main .toolbar:not(form *) .field .el-select';
const searches = 'main .toolbar:not(form *) .field > .el-input input[type="text"]';
const seen = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('${filters}')].map((one) => one.innerText.trim())
      .concat([...document.querySelectorAll('${searches}')].map((one) => one.value), document.querySelector('main h1').innerText)`,
  );

async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(60);
  await ready(page);
}
/** Another value than the present one, where there is one. */
async function chooseAnother(page: Page, i: number): Promise<void> {
  await page.locator(filters).nth(i).click();
  const other = page.locator('.el-select-dropdown__item:visible:not(.is-selected):not(.is-disabled)').first();
  const there = await other.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
  if (there) await other.click();
  else await page.keyboard.press('Escape');
  await settle(page);
}

/** A link that somebody sends shows what its sender saw. */
export function register({ as, go }: World): void {
  it.each(Object.entries(lists))('a link restores every filter of the lists that %s reads', async (role, places) => {
    const { page, context, errors } = await as(role, '/flags');
    const lost: string[] = [];
    for (const place of places) {
      await go(page, place);
      for (let i = 0; i < (await page.locator(filters).count()); i++) await chooseAnother(page, i);
      for (let i = 0; i < (await page.locator(searches).count()); i++) {
        await page.locator(searches).nth(i).fill('新能源');
        await page.locator(searches).nth(i).press('Enter');
        await expect.poll(() => decodeURIComponent(page.url())).toContain('新能源');
        await settle(page);
      }
      const [before, address] = [await seen(page), page.url()];
      await page.goto('about:blank');
      await page.goto(address);
      await settle(page);
      let after = await seen(page);
      for (let i = 0; i < 50 && after.join() !== before.join(); i++) {
        await page.waitForTimeout(100); // a chosen value has its name once the names are here
        after = await seen(page);
      }
      if (JSON.stringify(after) !== JSON.stringify(before)) lost.push(`${place}: ${before.join(' | ')} → ${after.join(' | ')} (${address})`);
    }
    expect(lost).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
}
