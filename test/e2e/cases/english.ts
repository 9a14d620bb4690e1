import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ready, visit, type Visit } from '../support/browser.ts';

const headline = (page: Page) => page.locator('[data-test="headline"]').innerText();
const reasons =
  'The training hall of the second stage opens next autumn; until then there is no room for a further class, as agreed with the enterprise that teaches there.';

/** Each role's main path in English, on PostgreSQL with a server and a worker of their own: each goes on from what the one before left. */
export function registerEnglish(url: () => string, browser: () => Browser): void {
  const as = async (role: string, view: string): Promise<Visit> => {
    const visited = await visit(browser(), { role, language: 'en' });
    await visited.page.goto(`${url()}/#${view}`);
    await ready(visited.page);
    return visited;
  };
  it('a planner runs a forecast, reads a flag to its evidence and publishes', async () => {
    const { page, context, errors } = await as('planner', '/flags');
    expect(await headline(page)).toMatch(/^\d+ majors? needs? a decision/);
    await page.locator('[data-test="open-run"]').click();
    await page.locator('[data-test="start-run"]').click();
    await page.locator('[data-test="progress"]').waitFor();
    await page.locator('[data-test="progress"]').waitFor({ state: 'detached', timeout: 240_000 });
    await expect.poll(() => page.locator('[data-test="run-row"]').first().innerText()).toMatch(/Finished/);
    await page.keyboard.press('Escape');
    await page.locator('.run-panel').waitFor({ state: 'hidden' });
    await ready(page);
    await page.locator('[data-test="toggle-evidence"]').first().click();
    await page.getByText('Conditions', { exact: true }).first().waitFor();
    await page.goto(`${url()}/#/runs`);
    await page.locator('[data-test="publish"]').first().click();
    await page.locator('textarea').fill('First publication');
    await page.locator('[data-test="publish-send"]').click();
    await page.locator('[data-test="publish-form"]').waitFor({ state: 'hidden' });
    expect(errors).toEqual([]);
    await context.close();
  });
  it('a school is told by field what its answer to a flag lacks, and sends it', async () => {
    const { page, context } = await as('school', '/my-programmes');
    const waiting = page.locator('[data-test="task"][data-kind="flag"]');
    const tasks = await waiting.count();
    await page.locator('[data-test="task-reply"]').first().click();
    await page.locator('[data-test="send-reply"]').click();
    await expect.poll(() => page.locator('[data-test="reply-form"] .error').count()).toBe(2);
    await page.locator('[data-test="reply-explain"]').click();
    await page.locator('textarea[data-test="reply-text"]').fill(reasons);
    await page.locator('[data-test="send-reply"]').click();
    await page.locator('[data-test="reply-drawer"]').waitFor({ state: 'hidden' });
    await expect.poll(() => waiting.count()).toBe(tasks - 1);
    await context.close();
  });
  it('an enterprise sees who trains its people, and imports what is right of a sheet with an error', async () => {
    const { page, context, errors } = await as('enterprise', '/my-company');
    await expect.poll(() => headline(page)).toMatch(/(fitting graduates are expected to work in the city|no programme in the city leads here)/);
    await page.goto(`${url()}/#/imports`);
    await page.locator('[data-test="import-form"]').waitFor();
    const code = await page.evaluate<string>(`fetch('/api/v1/occupations?limit=1').then((r) => r.json()).then(({ items }) => items[0].code)`);
    const sheet = `年份,职业代码,年末在岗人数\n2025,${code},41\n2025,9-99-99,12\n`;
    await page.locator('[data-test="import-file"]').setInputFiles({ name: 'declarations.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
    await page.locator('[data-test="import-send"]').click();
    await page.locator('[data-test="import-decision"]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-test="import-problems"]').innerText()).toMatch(/B3[\s\S]*9-99-99/);
    await page.locator('[data-test="import-decision"] label').first().click();
    await page.locator('[data-test="import-confirm"]').click();
    await expect.poll(() => page.locator('[data-test="import-sentence"]').innerText()).toMatch(/Imported rows: 1\b/);
    expect(errors).toEqual([]);
    await context.close();
  });
  it('everybody takes the open data along', async () => {
    const { page, context, errors } = await as('planner', '/public');
    expect(await headline(page)).toMatch(/^Ordos: (graduates of \d+ majors|no major)/);
    const csv = await (await fetch(`${url()}${(await page.locator('[data-test="public-csv"]').getAttribute('href')) ?? ''}`)).text();
    expect(csv.split('\n').length).toBeGreaterThan(20);
    expect(csv.split('\n')[1]).toContain('true'); // simulated
    expect(errors).toEqual([]);
    await context.close();
  });
}
