import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { startApp, type RunningApp } from './app.ts';
import { canBrowse, openBrowser } from './browser.ts';
import { createWorld, type World } from './world.ts';

/** Page tests that share one demo city and one browser. */
export function describePages(name: string, ...cases: readonly ((world: World) => void)[]): void {
  describe.skipIf(!canBrowse)(name, () => {
    let app: RunningApp;
    let browser: Browser;
    beforeAll(async () => {
      [app, browser] = await Promise.all([startApp(), openBrowser()]);
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });
    const world = createWorld(
      () => app,
      () => browser,
    );
    for (const register of cases) register(world);
  });
}
