import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from './app.ts';
import { shell } from '../../../web/src/i18n/zh/shell.ts';
import { ready, seriousFaults, visit, type Visit } from './browser.ts';

/** A demo city with a browser in front of it. */
export interface World {
  readonly app: RunningApp;
  readonly browser: Browser;
  /** Opens a view and waits until it is drawn. */
  readonly go: (page: Page, view: string) => Promise<void>;
  /** Switches the demo role of a page. */
  readonly become: (page: Page, role: string) => Promise<void>;
  /** A visit in a role of the demo city, at a view: the page opens in it. */
  readonly as: (role: string, view: string) => Promise<Visit>;
  /** The page as it stands fits a phone and a desk, and nobody is kept out of it. Contrast is half of the time and comes from the tokens: it is looked at once a page (every-page.ts). */
  readonly fits: (page: Page) => Promise<void>;
}

/** `running` and `browsing` are read when a test runs: they exist once its file has set up. */
export function createWorld(running: () => RunningApp, browsing: () => Browser): World {
  const go = async (page: Page, view: string) => {
    await page.goto('about:blank'); // a new hash alone would not load the page again
    await page.goto(`${running().url}/#${view}`);
    await ready(page);
  };
  const become = async (page: Page, role: string) => {
    await page.locator('[data-test="role"]').click();
    await page.getByRole('option', { name: role, exact: true }).click();
    await page.getByText(`已切换为${role}`).waitFor();
  };
  return {
    get app() {
      return running();
    },
    get browser() {
      return browsing();
    },
    go,
    become,
    as: async (role, view) => {
      const [code] = Object.entries(shell.role).find(([, name]) => name === role) ?? [];
      if (code === undefined) throw new Error(`a visit needs a role as the page names it, got ${role}`);
      const visited = await visit(browsing(), { role: code });
      await go(visited.page, view);
      return visited;
    },
    fits: async (page) => {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
      expect(await seriousFaults(page, { colours: false })).toEqual([]);
    },
  };
}
