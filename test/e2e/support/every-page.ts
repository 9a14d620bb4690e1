import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { ready, seriousFaults, visit, type Language, type Visit } from './browser.ts';

/** Who looks at a page, and where it is; `:id` is the first of a list of the API. */
type Place = string | { readonly at: string; readonly first: string };
export const places: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  planner: {
    ...{ overview: '/', flags: '/flags', alerts: '/alerts', gaps: '/gaps', heat: '/heat', major: '/major', chain: '/chain', data: '/data', rules: '/rules' },
    ...{ crosswalk: '/crosswalk', compare: '/compare', evaluation: '/evaluation', analyses: '/reports', report: '/report/city', runs: '/runs' },
    ...{ parameters: '/parameters', changes: '/changes', ledger: '/ledger', projects: '/projects', imports: '/imports', filings: '/filings' },
    ...{ internships: '/internships', placement: '/placement', cooperation: '/cooperation', calendar: '/calendar', notifications: '/notifications' },
    ...{ public: '/public', keyProgrammes: '/key-programmes', missing: '/nowhere' },
    ...{ pathways: '/pathways', competences: '/competences', seats: '/seats', guidance: '/guidance', suppliers: '/suppliers' },
    chainProfile: { at: '/chain/:id/profile', first: 'chains' },
    programmes: { at: '/school/:id', first: 'schools' },
    rulesHistory: '/rules/history',
    dockets: '/dockets',
    docket: { at: '/dockets/:id', first: 'dockets' },
  },
  secretariat: {
    ...{ conference: '/conference', resolutions: '/resolutions', tasks: '/tasks', bulletins: '/bulletins' },
    meeting: { at: '/conference/meetings/:id', first: 'conference/meetings' },
    bulletin: { at: '/bulletins/:id', first: 'bulletins' },
  },
  school: { myProgrammes: '/my-programmes', schoolYear: '/school-year', tracking: '/tracking', student: '/student' },
  enterprise: {
    myCompany: '/my-company',
    postings: '/postings',
    reporting: '/reporting',
    records: '/records',
    register: '/register',
    invitation: '/invitation',
  },
  administrator: { organisations: '/organisations', catalogue: '/catalogue', audit: '/audit', account: '/account', members: '/members', login: '/login' },
};
/** Pages of something that has to be made first: looked at by the tests that make it. */
export const elsewhere = ['analysis', 'change'];

const open = async (page: Page, address: string) => {
  await page.evaluate(`if (location.hash !== '#${address}') { delete document.documentElement.dataset.ready; location.hash = '${address}'; }`);
  await ready(page);
};
const otherLanguage = { zh: 'en', en: 'zh' } as const;
async function switchLanguage(page: Page, to: Language): Promise<void> {
  await page.locator('.language').click();
  await page.waitForSelector(`html[lang^="${to}"]`, { state: 'attached' });
  await ready(page);
}
/** A new width is laid out at once, on a busy machine a little later. */
const settledMs = 4_000;
async function tooWide(page: Page): Promise<number[]> {
  const wide: number[] = [];
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    let now = 0;
    for (let waited = 0; now !== width && waited < settledMs; waited += 50) {
      now = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (now !== width) await sleep(50);
    }
    if (now !== width) wide.push(width);
  }
  return wide;
}

/** Buttons that begin in lower case, and columns of deeds in which nothing can be done: one line each. */
const untidy = `(() => {
  const said = (e) => e.textContent.trim();
  const low = [...document.querySelectorAll('main button.el-button')].map(said).filter((text) => /^[a-z]/.test(text)).map((text) => 'a button begins in lower case: ' + text);
  const bare = [...document.querySelectorAll('main table')].flatMap((table) => {
    const at = [...table.querySelectorAll('thead tr:last-child th')].findIndex((head) => ['操作', 'Action', 'Actions'].includes(said(head)));
    const rows = [...table.querySelectorAll('tbody tr')];
    return at >= 0 && rows.length > 0 && rows.every(({ cells }) => cells[at] && said(cells[at]) === '') ? ['nothing can be done in the column of actions of ' + (table.dataset.test ?? 'a table')] : [];
  });
  return [...low, ...bare];
})()`;

/** An account instead of a demo role. */
async function signIn({ page, context }: Visit, url: string, dataDir: string): Promise<void> {
  const known = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as Record<string, { login: string; password: string }>;
  const { login, password } = known['administrator'] ?? {};
  await context.request.post(`${url}/api/v1/session/login`, { data: { login, password } });
  await page.addInitScript(`sessionStorage.setItem('gongxu.account', '1')`);
}

interface Installed {
  readonly url: string;
  readonly dataDir: string;
}
/**
 * What is wrong with the pages of a role, one line each.
 * @param only the one language to look at; else the languages take turns in being first, so that each page is switched once
 */
export async function lookAtPages(role: string, { url, dataDir }: Installed, browser: Browser, only?: Language): Promise<string[]> {
  const visited = await visit(browser, { role, language: only ?? 'zh' });
  const { page, context, errors } = visited;
  if (role === 'administrator') await signIn(visited, url, dataDir);
  const found: string[] = [];
  let language: Language = only ?? 'zh';
  await page.goto(`${url}/#/nowhere`);
  await ready(page);
  for (const [name, place] of Object.entries(places[role] ?? {})) {
    const list = typeof place === 'string' ? null : place.first;
    const id = list && (await page.evaluate<string>(`fetch('/api/v1/${list}?limit=1').then((r) => r.json()).then(({ items: [{ id }] }) => id)`));
    const look = async (colours: boolean) => {
      const headings = await page.locator('h1').count();
      if (headings !== 1) found.push(`${name} ${language}: needs one h1, got ${headings}`);
      for (const fault of [...(await seriousFaults(page, { colours })), ...(await page.evaluate<string[]>(untidy))])
        found.push(`${name} ${language}: ${fault}`);
    };
    try {
      await open(page, typeof place === 'string' ? place : place.at.replace(':id', id ?? ''));
      await look(true);
      if (!only) {
        language = otherLanguage[language];
        await switchLanguage(page, language);
        await look(false);
      }
      for (const width of await tooWide(page)) found.push(`${name} ${language}: sticks out at ${width} pixels`);
    } catch (error) {
      found.push(`${name} ${language}: ${String(error)}`);
    }
  }
  await context.close();
  return [...found, ...errors];
}
