import Sqlite from 'better-sqlite3';
import { writeXlsx } from 'hucre/xlsx';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Import } from '../schemas/imports.ts';
import { newId } from '../server/runtime.ts';
import { additions } from './scale.ts';

/**
 * `npm run bench:imports`: 50,000 declarations as .xlsx, one in a hundred wrong, and a million as .csv (`IMPORT_ROWS`): check, import, undo, what another request waits
 * meanwhile, and the memory of the process that serves, which is `start.ts` that has just planted a demo city of its own. The peer is one prepared INSERT of as many rows.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'gongxu-imports-'));
const sheetRows = 50_000;
const csvRows = Number(process.env['IMPORT_ROWS'] ?? 1_000_000);
const idle = 200; // ms that 2·10⁸ additions take on an idle core

/** A server of its own, and the address it answers at. */
async function serve() {
  // as `npm start` does
  const process_ = spawn(process.execPath, ['--max-semi-space-size=8', new URL('../start.ts', import.meta.url).pathname], {
    env: { ...process.env, MALLOC_ARENA_MAX: '2', DATA_DIR: dataDir, PORT: '0', RATE_LIMIT: '1000000', RATE_LIMIT_WRITES: '100000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((ready, fail) => {
    let said = '';
    process_.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /ready (\S+)/.exec(said)?.[1];
      if (found !== undefined) ready(found);
    });
    process_.on('exit', () => {
      fail(new Error(`the server needs to start, it said ${said}`));
    });
  });
  return { process: process_, url };
}
const { process: server, url } = await serve();
const key = (JSON.parse(readFileSync(join(dataDir, 'demo-keys.json'), 'utf8')) as Record<string, string>)['administrator'] ?? '';
/** Memory of the server in MiB, now and at most since it was last asked to forget: what Linux counts for the process, its threads included. */
const memory = (what: 'VmRSS' | 'VmHWM') =>
  Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
const forgetPeak = () => {
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
};

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${key}` },
  });
  if (!response.ok) throw new Error(`${path} needs to be answered, got ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
const call = (path: string, init: RequestInit = {}) => ask<Import>(path, init);
/** All of a list. */
async function all<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: T[]; nextCursor: string | null } = await ask(
      `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
/** Waits for the worker, asking another route and the page all the while. */
async function settle(id: string) {
  const waits: number[] = [];
  const pages: number[] = [];
  forgetPeak();
  const start = performance.now();
  for (;;) {
    const asked = performance.now();
    await call('/occupations?limit=20');
    const answered = performance.now();
    waits.push(answered - asked);
    await (await fetch(url)).arrayBuffer();
    pages.push(performance.now() - answered);
    const found = await call(`/imports/${id}`);
    if (!['checking', 'importing', 'undoing'].includes(found.state)) {
      const p99 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
      return { found, ms: performance.now() - start, p99: p99(waits), page: p99(pages), rss: memory('VmHWM') };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const enterprises = await all<{ creditCode: string }>('/organisations?kind=enterprise');
const occupations = await all<{ code: string }>('/occupations');
await new Promise((resolve) => setTimeout(resolve, 2_000));
console.log(`server: ${memory('VmHWM')} MiB at most while it started, ${memory('VmRSS')} MiB afterwards`);
const rowOf = (i: number) => [
  enterprises[i % enterprises.length]!.creditCode,
  2000 + (i % 25),
  i % 100 === 7 ? '9-99-99-99' : occupations[Math.floor(i / enterprises.length) % occupations.length]!.code,
  (i * 7) % 900,
  i % 3 === 0 ? null : i % 20,
  i % 4 === 0 ? null : i % 30,
];
const header = ['统一社会信用代码', '年份', '职业代码', '年末在岗人数（人）', '预计离职退休（人）', '计划招聘（人）'];

/** The peer: rows of a table like declarations, with its indexes, by one prepared INSERT in one transaction. */
function rawInsert(count: number): number {
  const raw = new Sqlite(join(dataDir, 'peer.db'));
  raw.pragma('journal_mode = WAL');
  raw.exec(
    'drop table if exists d; create table d (id text primary key, o text, c text, y integer, n text, u text, h integer, l integer, p integer, s integer, src text, b text, r text, v integer)',
  );
  raw.exec('create index d1 on d (c, o, y, id, h); create index d2 on d (o, id); create index d3 on d (y, id); create index d4 on d (b)');
  const insert = raw.prepare('insert into d values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)');
  const start = performance.now();
  raw.transaction(() => {
    for (let i = 0; i < count; i++) {
      const [o, y, c, h, l, p] = rowOf(i);
      insert.run(newId(), o, c, y, 'stock', 'persons', h, l, p, 0, 'spreadsheet', 'b', 'bench', 1);
    }
  })();
  const took = performance.now() - start;
  raw.close();
  return took;
}

async function measure(name: string, file: Buffer, filename: string, count: number): Promise<void> {
  const before = additions();
  const sent = performance.now();
  const { id } = await call(`/imports?kind=declarations&filename=${filename}`, {
    method: 'POST',
    body: new Uint8Array(file),
    headers: { 'content-type': 'application/octet-stream' },
  });
  const upload = performance.now() - sent;
  const checked = await settle(id);
  const post = (what: string, body: object) =>
    call(`/imports/${id}/${what}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  await post('confirmation', { mode: 'valid-rows-only' });
  const stored = await settle(id);
  await call(`/imports/${id}/undo`, { method: 'POST' });
  const undone = await settle(id);
  const peer = rawInsert(count);
  const after = additions();
  const rate = (ms: number) => `${Math.round((count / ms) * 1000).toLocaleString('en')} rows/s`;
  console.log(`${name}: ${checked.found.valid} of ${checked.found.rows} rows valid, ${stored.found.importedRows} imported, ${undone.found.state}`);
  console.log(`  load ${loadavg()[0]?.toFixed(1)}, 2·10⁸ additions ${Math.round((before + after) / 2)} ms (idle about ${idle} ms)`);
  for (const [what, { ms, p99, page, rss }] of [
    ['check', checked],
    ['import', stored],
    ['undo', undone],
  ] as const)
    // prettier-ignore
    console.log(`  ${what.padEnd(7)} ${(ms / 1000).toFixed(1)} s  ${rate(ms)}  another route p99 ${Math.round(p99)} ms, the page ${Math.round(page)} ms  RSS ${rss} MiB`);
  console.log(
    `  upload ${(upload / 1000).toFixed(1)} s, prepared INSERT ${(peer / 1000).toFixed(1)} s ${rate(peer)}; ratio check+import ${(peer / (checked.ms + stored.ms)).toFixed(2)}, import alone ${(peer / stored.ms).toFixed(2)}`,
  );
}

const book = Buffer.from(await writeXlsx({ sheets: [{ name: '申报', rows: [header, ...Array.from({ length: sheetRows }, (_, i) => rowOf(i))] }] }));
await measure(`${sheetRows} rows of .xlsx`, book, 'a.xlsx', sheetRows);
if (csvRows > 0) {
  const text = Buffer.from([header, ...Array.from({ length: csvRows }, (_, i) => rowOf(i))].map((row) => row.map((cell) => cell ?? '').join(',')).join('\n'));
  await measure(`${csvRows} rows of .csv`, text, 'a.csv', csvRows);
}
server.kill();
rmSync(dataDir, { recursive: true });
process.exit(0);
