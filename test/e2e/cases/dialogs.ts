import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ready, seriousFaults, visit, type Language } from '../support/browser.ts';
import type { World } from '../support/world.ts';

/** Waits for what is laid over the page: something half faded in has other colours than it will have. */
async function over(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  await expect.poll(() => page.evaluate(`document.getAnimations().filter(({ playState }) => playState === 'running').length`)).toBe(0);
}
const press = (page: Page, name: string) => page.locator(`[data-test="${name}"]`).first().click();
interface Laid {
  readonly at: string;
  readonly open: (page: Page) => Promise<void>;
  readonly shown: string;
}
const laid: Readonly<Record<string, Laid>> = {
  search: {
    at: '/flags',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('[data-test="finder"] input').fill('jd');
    },
    shown: '[data-test="found"]',
  },
  keys: { at: '/flags', open: (page) => page.keyboard.press('?'), shown: '[data-test="keys"]' },
  'a new forecast': { at: '/flags', open: (page) => press(page, 'open-run'), shown: '[data-test="start-run"]' },
  'a term': { at: '/gaps', open: (page) => page.locator('main .term').first().focus(), shown: '.term-meaning' },
  thresholds: { at: '/rules', open: (page) => press(page, 'edit-thresholds'), shown: '[data-test="threshold-form"]' },
  publishing: { at: '/runs', open: (page) => page.locator('[data-test="publish"]:enabled').first().click(), shown: '[data-test="publish-form"]' },
  'a list to choose from': { at: '/gaps', open: (page) => page.locator('main .el-select').first().click(), shown: '.el-select-dropdown__item' },
  'another role': {
    at: '/gaps',
    open: async (page) => {
      await press(page, 'role');
      await page.locator('.el-select-dropdown__item:visible').nth(1).click();
    },
    shown: '.el-message',
  },
};

/** Dialogs, drawers, lists, explanations and messages, while they stand over a page: contrast included. */
export function register(world: World): void {
  it.each(['zh', 'en'] as const)('what is laid over a page keeps nobody out (%s)', async (language: Language) => {
    const found: string[] = [];
    for (const [name, { at, open, shown }] of Object.entries(laid)) {
      const { page, context } = await visit(world.browser, { language });
      await world.go(page, at);
      await open(page);
      await over(page, shown);
      await ready(page);
      // a list of choices is walked from its field, with the arrow keys
      for (const fault of (await seriousFaults(page)).filter((one) => !/^scrollable-region-focusable: <div class="el-select-dropdown/.test(one)))
        found.push(`${name} ${language}: ${fault}`);
      await context.close();
    }
    expect(found).toEqual([]);
  });
}
