import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDatabase } from '../support/postgres.ts';
import { startProcess, type Running } from '../support/process.ts';
import { startRedis } from '../support/services.ts';
import { startApp } from './support/app.ts';
import { canBrowse, openBrowser, ready, visit, type Language } from './support/browser.ts';
import { lookAtPages, places } from './support/every-page.ts';

const wanted = process.env['TEST_FULL'] === '1' && canBrowse;
const languages: readonly Language[] = ['zh', 'en'];
interface Installed {
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** The demo city on PostgreSQL; a server and a worker of their own, Redis between them. */
async function startApart(): Promise<Installed> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongxu-cross-'));
  const redis = await startRedis(); // of its own: another file's workers would take its jobs
  const env = { DATA_DIR: dataDir, DATABASE_URL: await createDatabase(), PORT: '0', LOG_LEVEL: 'warn', SECRET_KEY: 'cd'.repeat(32) };
  const first = await startProcess('start.ts', { ...env, DEMO: '1' });
  await first.stop('SIGTERM');
  const apart = { ...env, REDIS_URL: redis.url };
  const running: Running[] = [await startProcess('server/main.ts', apart), await startProcess('workers/main.ts', apart)];
  return {
    url: running[0]?.url ?? '',
    dataDir,
    async stop() {
      for (const one of running.toReversed()) await one.stop('SIGTERM');
      await redis.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
const stores = [
  { store: 'SQLite, one process', start: startApp, here: true },
  { store: 'PostgreSQL, Redis, server and worker apart', start: startApart, here: inject('redisUrl') !== null && inject('postgresUrl') !== null },
];

/** Every page in every language on every store, and a forecast each: `npm run test:full`. `npm test` looks at both languages on SQLite, and at the main paths on PostgreSQL. */
describe.each(stores)('every page on $store', ({ start, here }) => {
  describe.skipIf(!wanted || !here)('in Chromium', () => {
    let app: Installed;
    let browser: Browser;
    beforeAll(async () => {
      [app, browser] = await Promise.all([start(), openBrowser()]);
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });
    describe.each(languages)('%s', (language) => {
      it.each(Object.keys(places))('pages of the %s', async (role) => {
        expect(await lookAtPages(role, app, browser, language)).toEqual([]);
      });
      it('a forecast runs to its end', async () => {
        const { page, context, errors } = await visit(browser, { language });
        await page.goto(`${app.url}/#/flags`);
        await ready(page);
        await page.locator('[data-test="open-run"]').click();
        await page.locator('[data-test="start-run"]').click();
        await page.locator('[data-test="progress"]').waitFor();
        await page.locator('[data-test="progress"]').waitFor({ state: 'detached', timeout: 240_000 });
        await expect.poll(() => page.locator('[data-test="run-row"]').first().innerText()).toMatch(language === 'zh' ? /已完成/ : /Finished/);
        expect(errors).toEqual([]);
        await context.close();
      });
    });
  });
});
