import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { register as registerEveryPage } from './cases/every-page.ts';
import { startApp, type RunningApp } from './support/app.ts';
import { canBrowse, firstLoad, openBrowser, ready, seriousFaults, visit, type Language } from './support/browser.ts';
import { createWorld } from './support/world.ts';

/** Of the first pages, of those with charts and of the later ones. */
const heaviest = ['/', '/gaps', '/evaluation', '/tasks', '/major'];
const languages: readonly Language[] = ['zh', 'en'];
const firstLoadLimit = 380 * 1024; // the charts alone are 176

describe.skipIf(!canBrowse)('pages in Chromium', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  const go = async (page: Page, view: string) => {
    await page.goto('about:blank'); // a new hash alone would not load the page again
    await page.goto(`${app.url}/#${view}`);
    await ready(page);
  };

  it('leads a planner from the flags to a major, through a run, and into English', async () => {
    const { page, context, errors } = await visit(browser);
    const streams: string[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/events')) streams.push(response.headers()['content-type'] ?? '');
    });
    const response = await page.goto(`${app.url}/#/flags`);
    expect(response?.headers()['content-security-policy']).toMatch(/style-src 'self';.*script-src 'self';/);
    await ready(page);
    expect(await page.locator('h1').innerText()).toMatch(/\d+ 个专业需要决定/);
    expect(await page.locator('[data-test="flag"][data-class="suspend"]').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-test="flag"][data-class="new"]').count()).toBeGreaterThan(0);
    expect(await page.getByText('模拟数据').count()).toBeGreaterThan(0);

    const suspended = page.locator('[data-test="flag"][data-class="suspend"]').first();
    await suspended.locator('[data-test="toggle-evidence"]').click();
    expect(await suspended.getByText('判定条件').count()).toBe(1);
    expect(page.url()).toContain('open=');
    const name = await suspended.locator('.major-name a').innerText();
    await suspended.locator('.major-name a').click();
    await ready(page);
    expect(await page.locator('h1').innerText()).toContain(name);
    await page.waitForSelector('figure svg path', { state: 'attached' });
    const box = await page.locator('.chart svg').boundingBox();
    expect(box?.height).toBeGreaterThan(200);
    expect(box?.width).toBeGreaterThan(600);
    await page.locator('[data-test="toggle-table"]').first().click();
    await expect.poll(() => page.locator('[data-test="data-table"] tbody tr').count()).toBeGreaterThan(10);
    await page.locator('[data-test="toggle-table"]').first().click();

    const before = await page.locator('.context-bar').innerText();
    await page.locator('[data-test="open-run"]').click();
    await page.locator('[data-test="start-run"]').click();
    await page.locator('[data-test="progress"]').waitFor();
    await page.locator('[data-test="progress"]').waitFor({ state: 'detached', timeout: 120_000 });
    expect(streams).toEqual([expect.stringContaining('text/event-stream')]);
    await expect.poll(() => page.locator('[data-test="run-row"]').first().innerText()).toMatch(/当前显示[\s\S]*已完成/);
    await expect.poll(() => page.locator('.context-bar').innerText()).not.toBe(before);
    await page.keyboard.press('Escape');
    await page.locator('.run-panel').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: '切换为英文' }).click();
    await page.waitForSelector('html[lang="en"]', { state: 'attached' });
    expect(await page.locator('.chart').getAttribute('aria-label')).toMatch(/in \d{4} demand was/);
    await page.getByRole('link', { name: 'Flags', exact: true }).click();
    await ready(page);
    expect(await page.locator('h1').innerText()).toMatch(/\d+ majors? needs? a decision/);
    expect(await page.title()).toBe('Flags · Gongxu');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('cancels a run, and offers none to a role that cannot start one', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/gaps');
    await page.locator('[data-test="open-run"]').click();
    await page.locator('[data-test="start-run"]').click();
    await page.locator('[data-test="cancel-run"]').click();
    await page.locator('[data-test="progress"]').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('[data-test="run-row"]').first().innerText()).toContain('已取消');
    await page.keyboard.press('Escape');
    await page.locator('.run-panel').waitFor({ state: 'hidden' });

    await page.locator('[data-test="role"]').click();
    await page.getByRole('option', { name: '院校' }).click();
    await page.getByText('已切换为院校').waitFor();
    expect(await page.locator('[data-test="open-run"]').innerText()).toBe('预测批次');
    await page.locator('[data-test="open-run"]').click();
    await page.getByText('只有规划部门和系统管理员可以运行预测').waitFor();
    expect(await page.locator('[data-test="run-row"]').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-test="start-run"]').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('keeps filters in the address, sorts on the server and hands out CSV', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/gaps?window=pipeline&sort=-demand');
    const demands = (await page.locator('[data-test="gap-row"] td:nth-child(3)').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
    expect(demands.length).toBeGreaterThan(20);
    expect(demands).toEqual([...demands].sort((a, b) => b - a));
    await page.locator('[data-test="sort-gap"]').click();
    await page.waitForFunction('!location.hash.includes("demand")');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').click()]);
    expect(download.suggestedFilename()).toMatch(/^gaps-pipeline-.*\.csv$/);
    await go(page, '/gaps?year=2029&band=severe_shortage');
    expect(await page.locator('h1').innerText()).toMatch(/^2029 年：短缺 \d+ 个专业，过剩 0 个/);
    expect(new Set(await page.locator('[data-test="gap-row"] td:nth-child(2)').allInnerTexts())).toEqual(new Set(['2029']));
    expect(new Set((await page.locator('[data-test="gap-row"] .band-word').allInnerTexts()).map((text) => text.replace('▲▲', '').trim()))).toEqual(
      new Set(['严重短缺']),
    );
    await page.locator('[data-test="by-class"]').click();
    await page.locator('[data-test="total-row"]').first().waitFor();
    expect(await page.locator('h1').innerText()).toMatch(/^2029 年按专业类汇总/);
    const [totals] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').click()]);
    expect(totals.suggestedFilename()).toMatch(/^gap-totals-class-2029-.*\.csv$/);
    await go(page, '/flags?class=new');
    const listed = await page.locator('[data-test="flag"]').all();
    expect(new Set(await Promise.all(listed.map((flag) => flag.getAttribute('data-class'))))).toEqual(new Set(['new']));
    expect(errors).toEqual([]);
    await context.close();
  });

  it('compares the run shown with an earlier one, from the run panel', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/gaps');
    await page.locator('[data-test="open-run"]').click();
    await page.locator('[data-test="compare-run"]').last().click();
    await page.locator('.run-panel').waitFor({ state: 'hidden' });
    await ready(page);
    await expect.poll(() => page.locator('h1').innerText()).toMatch(/^\d+ 个专业中有 \d+ 个的结果不同。$/);
    await ready(page);
    expect(await page.locator('[data-test="causes"]').innerText()).toMatch(/2024 → 2025[\s\S]*招生与在校填报/);
    const changes = (await page.locator('[data-test="compared-row"] td:nth-child(2)').allInnerTexts()).map((text) =>
      Math.abs(Number(text.replaceAll(',', '').replace('−', '-'))),
    );
    expect(changes.length).toBeGreaterThan(20);
    expect(changes).toEqual([...changes].sort((a, b) => b - a));
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').click()]);
    expect(download.suggestedFilename()).toMatch(/^comparison-.{6}-.{6}\.csv$/);
    const [, run = ''] = /run=([^&]+)/.exec(page.url()) ?? [];
    await go(page, `/compare?run=${run}&with=${run}`);
    expect(await page.locator('h1').innerText()).toBe('两个批次的结果没有任何不同。');
    expect(await page.getByText('输入、参数与引擎版本都相同，结果必然相同。').count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('tells whether the first run of the demo city was right', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/evaluation');
    expect(await page.locator('h1').innerText()).toMatch(/^以 2025 年数据检验 2024 年的预测/);
    expect(await page.locator('[data-test="evaluations"] tbody tr').count()).toBe(4);
    expect(await page.locator('[data-test="misses"] tbody tr').count()).toBe(12);
    expect(await page.locator('[data-test="flag-outcomes"]').innerText()).toMatch(/尚早 \d+ 个[\s\S]*尚未到来/);
    expect(await page.locator('.evaluation-chart svg').count()).toBe(2);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').first().click()]);
    expect(download.suggestedFilename()).toMatch(/^evaluations-.{6}\.csv$/);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('warns of what changed between both runs of the demo city', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/alerts');
    const unread = async () => Number(await page.locator('nav .unread').innerText());
    const listed = page.locator('[data-test="alert"]');
    const n = await unread();
    expect(n).toBeGreaterThan(2);
    expect(await listed.count()).toBe(n);
    expect(await page.locator('h1').innerText()).toBe(`有 ${n} 条预警待确认。`);
    expect(await listed.first().innerText()).toMatch(/(紧急|警示|提示)[\s\S]*\d{4}–\d{4} 年[\s\S]*数据截至 2024 年的批次/);
    const major = await listed.first().locator('a').innerText();
    await listed.first().locator('[data-test="acknowledge"]').click();
    await listed.first().locator('[data-test="note"]').fill('已列入联席会议议题');
    await listed.first().locator('[data-test="confirm"]').click();
    await expect.poll(() => listed.count()).toBe(n - 1);
    await expect.poll(unread).toBe(n - 1);
    await go(page, '/alerts?status=acknowledged');
    expect(await listed.count()).toBe(1);
    expect(await listed.innerText()).toMatch(new RegExp(`${major}[\\s\\S]*规划部门[\\s\\S]*已列入联席会议议题`));
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').click()]);
    expect(download.suggestedFilename()).toBe('alerts.csv');
    await go(page, '/alerts?status=over');
    expect(await listed.count()).toBe(0);
    expect(await page.getByText('没有符合条件的结果').count()).toBe(1);
    await page.locator('[data-test="clear-filters"]').click();
    await expect.poll(() => listed.count()).toBe(n - 1);
    expect(page.url()).toMatch(/#\/alerts$/);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows rules with what they lack, their findings, and conflicts side by side; seats after everyone acts', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/rules');
    expect(await page.locator('[data-test="rule"]').count()).toBe(16);
    expect(await page.locator('[data-rule="rating-CC"]').innerText()).toContain('评级');
    const conflict = page.locator('[data-test="conflict"]').first();
    expect(await conflict.innerText()).toMatch(/预测[\s\S]*扩大[\s\S]*规则[\s\S]*减少/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').last().click()]);
    expect(download.suggestedFilename()).toMatch(/^rule-findings-.*\.csv$/);

    const asked = await page.evaluate<{ code: string }>(`(async () => {
      const read = async (path) => (await fetch('/api/v1' + path)).json();
      const flags = (await read('/flags?class=expand')).items;
      const { items: programmes } = await read('/programmes?majorCode=' + flags[0].majorCode);
      const { schoolId, id } = programmes.find((programme) => programme.closedYear === null);
      const entryYear = (await read('/runs')).items[0].asOfYear + 1;
      const body = JSON.stringify({ programmeId: id, organisationId: schoolId, entryYear, seats: 4000 });
      await fetch('/api/v1/seat-requests', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return { code: flags[0].majorCode };
    })()`);
    await go(page, `/major/${asked.code}`);
    await page.locator('[data-test="guard"] [data-test="overshoot"]').waitFor();
    expect(await page.locator('[data-test="guard-school"]').innerText()).toMatch(/\+4,000/);
    await go(page, '/flags?class=expand');
    await page.locator('[data-test="flag"] [data-test="overshoot"]').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows an administrator what was changed, and that nobody changed the record', async () => {
    const { page, context, errors } = await visit(browser);
    await go(page, '/gaps');
    await page.locator('[data-test="role"]').click();
    await page.getByRole('option', { name: '系统管理员' }).click();
    await page.getByText('已切换为系统管理员').waitFor();
    await page.getByRole('link', { name: '管理', exact: true }).click();
    await page.getByRole('link', { name: '审计' }).click();
    await page.locator('[data-test="audit-row"]').first().waitFor();
    await ready(page);
    expect(await page.locator('[data-test="audit-row"]').count()).toBeGreaterThan(3);
    await page.locator('[data-test="verify"]').click();
    await expect.poll(() => page.locator('[data-test="verified"]').innerText()).toMatch(/✓ \d+ 条记录完整，没有被改动/);
    expect(await seriousFaults(page)).toEqual([]);
    await go(page, '/audit?entity=run&action=finish');
    expect(await page.locator('[data-test="audit-row"]').first().innerText()).toMatch(/预测批次 · 完成[\s\S]*snapshotHash/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="csv"]').click()]);
    expect(download.suggestedFilename()).toBe('audit.csv');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('loads at most 380 kB of scripts and styles before a page is ready', async () => {
    const { page, context } = await visit(browser);
    const loads: Record<string, number> = {};
    for (const view of heaviest) {
      await go(page, view);
      loads[view] = await firstLoad(page);
    }
    await page.evaluate(`localStorage.setItem('gongxu.locale', 'en')`);
    await go(page, '/major');
    loads['/major in English'] = await firstLoad(page);
    expect(Object.values(loads).filter((bytes) => bytes < 50_000)).toEqual([]);
    expect(Object.entries(loads).filter(([, bytes]) => bytes > firstLoadLimit)).toEqual([]);
    await context.close();
  });

  registerEveryPage(
    createWorld(
      () => app,
      () => browser,
    ),
  );

  it.each(languages)('the run panel in %s is accessible', async (language) => {
    const { page, context, errors } = await visit(browser, { language });
    await go(page, '/');
    await page.locator('[data-test="open-run"]').click();
    await page.locator('[data-test="start-run"]').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('prints a major on A4 without clipping the chart', async () => {
    const { page, context } = await visit(browser, { width: 1600 });
    await go(page, '/major');
    await page.evaluate(`addEventListener('beforeprint', () => { 
      const svg = document.querySelector('.chart svg');
      window.printed = svg.getBoundingClientRect().width;
      window.drawn = Math.max(...[...svg.querySelectorAll('text')].map((word) => word.getBoundingClientRect().right)) - svg.getBoundingClientRect().left;
    })`);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 84[12]\.?\d* 59[45]/); // A4 landscape in points
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(5); // laid out wide, not as for a phone
    expect(await page.evaluate('window.printed')).toBe(1000);
    expect(await page.evaluate('window.drawn')).toBeLessThanOrEqual(1000); // its words, too: they are drawn before the sheet is laid out
    await context.close();
  });

  it('is worked by keyboard: skip link, visible focus, explained terms', async () => {
    const { page, context } = await visit(browser);
    await go(page, '/flags');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.locator('.flag-head .term').first().focus();
    await page.getByRole('tooltip').filter({ hasText: '连续两个年度' }).waitFor();
    await context.close();
  });
});
