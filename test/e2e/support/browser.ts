import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const found = JSON.parse(readFileSync('node_modules/.cache/test-services.json', 'utf8')) as Record<string, string | null>;
const executablePath = found['chromium'] ?? null;
/** Without Chinese fonts every page is boxes, and what is measured means nothing. */
export const canBrowse = executablePath !== null && found['Chinese fonts'] !== null;

export function openBrowser(): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath: executablePath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', ...quiet],
  });
}

export type Language = 'zh' | 'en';
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console and of scripts: a breach of the content security policy shows up here. */
  readonly errors: string[];
}

export async function visit(browser: Browser, options: { readonly language?: Language; readonly width?: number } = {}): Promise<Visit> {
  const { language = 'zh', width = 1280 } = options;
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await context.addInitScript(
    `if (location.protocol === 'http:' && !localStorage.getItem('gongxu.locale')) localStorage.setItem('gongxu.locale', '${language}')`,
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, context, errors };
}

/** Waits until the page has drawn its data and charts. */
export const ready = (page: Page) => page.waitForSelector('html[data-ready="1"]', { state: 'attached' });

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
/** Serious and critical breaches of WCAG 2.1 A and AA, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} — ${failureSummary ?? ''}`));
}
