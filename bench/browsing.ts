import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Unit of processor times in /proc. */
const ticksASecond = 100;
export const processorMs = (pid: number): number => {
  const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(times[11]) + Number(times[12])) * 1000) / ticksASecond;
};
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

export interface Visited {
  /** Milliseconds from the address to data and charts drawn. */
  readonly ready: number;
  /** Processor milliseconds of the page's main thread, and of the server. */
  readonly page: number;
  readonly server: number;
  /** The longest task after the page was ready, while it was scrolled. */
  readonly longest: number;
}
interface Asked {
  readonly address: string;
  /** What has to be drawn; else the page says it itself. */
  readonly drawn?: string;
  readonly scrolls?: boolean;
}
const scrollsDown = 12;

/** One visit with an empty cache, as a planner. */
export async function browse(browser: Browser, serverPid: number, { address, drawn, scrolls = false }: Asked): Promise<Visited> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 1400 } });
  const page = await context.newPage();
  const metrics = await context.newCDPSession(page);
  await metrics.send('Performance.enable');
  await page.addInitScript(
    `globalThis.tasks = []; new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => [e.startTime, e.duration]))).observe({ type: 'longtask' });`,
  );
  const before = processorMs(serverPid);
  await page.goto(address, { waitUntil: 'commit' });
  if (drawn === '') await page.waitForLoadState('load');
  else await page.waitForSelector(drawn ?? 'html[data-ready="1"]', { state: 'attached', timeout: 120_000 });
  const ready = await page.evaluate<number>(drawn === undefined ? `performance.getEntriesByName('ready')[0].startTime` : 'performance.now()');
  const { metrics: measured } = await metrics.send('Performance.getMetrics');
  const server = processorMs(serverPid) - before;
  for (let i = 0; scrolls && i < scrollsDown; i++) {
    await page.mouse.move(640, 700);
    await page.mouse.wheel(0, 1_500);
    await page.waitForTimeout(100);
  }
  const longest = await page.evaluate<number>(`tasks.filter(([start]) => start > ${ready}).reduce((most, [, duration]) => Math.max(most, duration), 0)`);
  await context.close();
  return { ready, page: 1000 * (measured.find(({ name }) => name === 'TaskDuration')?.value ?? NaN), server, longest };
}
