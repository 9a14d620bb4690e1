import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browse, median, type Visited } from './browsing.ts';
import { enlargeCity } from './larger-city.ts';
import { additions } from './scale.ts';

/**
 * How soon pages are ready in Chromium, with an empty cache:
 *   node bench/pages.ts [--visits 9] [--chromium PATH], the pages being built (npm run bench:pages does it)
 * Seconds depend on who else uses the machine: beside them stand an empty page of the same server, processor time of page and server, and how quick a core was (2·10⁸ additions; 200 ms on an idle one).
 */
const { values } = parseArgs({
  options: { visits: { type: 'string', default: '9' }, chromium: { type: 'string', default: process.env['CHROMIUM'] ?? '/usr/bin/chromium' } },
});
const visits = Number(values.visits);
const province = { declarations: 1_000_000, majors: 1_500 };

async function serve(dataDir: string): Promise<{ url: string; pid: number; child: ChildProcess }> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, ['start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout) {
    const url = /^ready (http:\S+)$/m.exec((said += String(chunk)))?.[1];
    if (url === undefined) continue;
    if (child.pid !== undefined) return { url, pid: child.pid, child };
  }
  throw new Error(`start.ts ended before it was ready: ${said}`);
}
async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
const whole = (value: number) => String(Math.round(value)).padStart(7);

const folder = mkdtempSync(join(tmpdir(), 'gongxu-pages-'));
const browser = await chromium.launch({ executablePath: values.chromium, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
try {
  console.log('                                              ready    page  server  longest task after');
  for (const size of ['demo city', 'province'] as const) {
    if (size === 'province') await enlargeCity(join(folder, 'gongxu.db'), province);
    const { url, pid, child } = await serve(folder);
    const asked = {
      'empty page': { address: `${url}/favicon.svg`, drawn: '' },
      'overview, data': { address: `${url}/#/` },
      'overview, data and chart': { address: `${url}/#/`, drawn: '.overview-chart .chart svg path' },
      'heat map by major': { address: `${url}/#/heat?by=major`, scrolls: true },
    };
    const seen: Record<string, Visited[]> = {};
    const before = additions();
    for (let visit = 0; visit <= visits; visit++)
      for (const [name, one] of Object.entries(asked)) {
        const visited = await browse(browser, pid, one);
        if (visit > 0) (seen[name] ??= []).push(visited); // the first warms the server up
      }
    for (const [name, all] of Object.entries(seen)) {
      const of = (key: keyof Visited) => whole(median(all.map((visited) => visited[key])));
      console.log(`${size.padEnd(12)} ${name.padEnd(28)} ${of('ready')} ${of('page')} ${of('server')} ${of('longest')}`);
    }
    console.log(`${size.padEnd(12)} ${'2·10⁸ additions'.padEnd(28)} ${whole((before + additions()) / 2)}\n`);
    await stop(child);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
