import { existsSync, readFileSync, statSync } from 'node:fs';
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

/** Contexts that nobody uses at the moment. What they have fetched and compiled stays with them: loading the pages anew was a third of every test. */
const idle = new WeakMap<Browser, BrowserContext[]>();
async function borrowContext(browser: Browser): Promise<BrowserContext> {
  const free = idle.get(browser) ?? [];
  idle.set(browser, free);
  const known = free.pop();
  if (known) return known;
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  context.close = async () => {
    await Promise.all(context.pages().map((page) => page.close()));
    await context.clearCookies();
    free.push(context);
  };
  return context;
}

interface VisitOptions {
  readonly language?: Language;
  readonly width?: number;
  /** The demo role the page opens in; else it is the planner's. */
  readonly role?: string;
}
/** A page as somebody new sees it: nothing stored, nobody signed in. Closing the context lends it to the next. */
export async function visit(browser: Browser, { language = 'zh', width = 1280, role = 'planner' }: VisitOptions = {}): Promise<Visit> {
  const context = await borrowContext(browser);
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 900 });
  // a tab's own storage is empty once; what was kept for all tabs may be another visit's
  await page.addInitScript(
    `if (location.protocol === 'http:' && !sessionStorage.getItem('visited')) {
      localStorage.clear();
      localStorage.setItem('gongxu.locale', '${language}');
      sessionStorage.setItem('gongxu.role', '${role}');
      sessionStorage.setItem('visited', '1');
    }`,
  );
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, context, errors };
}

/** Waits until the page has drawn its data and charts. */
export const ready = (page: Page) => page.waitForSelector('html[data-ready="1"]', { state: 'attached' });

/** What a page has fetched of scripts and styles before it was ready, in bytes as gzip sends them (browsers that take Brotli get less). */
export async function firstLoad(page: Page): Promise<number> {
  const names = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').filter((e) => /\\.(js|css)$/.test(e.name) && e.startTime <= performance.getEntriesByName('ready')[0].startTime).map((e) => new URL(e.name).pathname)`,
  );
  const bytes = (name: string) => statSync(existsSync(`web/dist${name}.gz`) ? `web/dist${name}.gz` : `web/dist${name}`).size;
  return [...new Set(names)].reduce((sum, name) => sum + bytes(name), 0);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
/** What passed is not described, and nothing is fetched again: both are a third of the time and find nothing. */
const quick = `runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], preload: false`;
/** Rows of a table and items of a list are built alike: the first eight stand for all, which is half of the time on long pages. */
const looked = `{ include: [['html']], exclude: ['tbody tr', 'ol > li', 'ul > li'].map((row) => [row + ':nth-child(n + 9)']) }`;
/**
 * Serious and critical breaches of WCAG 2.1 A and AA, one line each.
 * @param colours false where the same page has been looked at in another language: contrast is half of the time, and words do not change it
 */
export async function seriousFaults(page: Page, { colours = true }: { readonly colours?: boolean } = {}): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe);
  const rules = `rules: { 'color-contrast': { enabled: ${colours} } }`;
  const violations = await page.evaluate<Violation[]>(`axe.run(${looked}, { ${quick}, ${rules} }).then(({ violations }) => violations)`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} — ${failureSummary ?? ''}`));
}
