import Sqlite from 'better-sqlite3';
import { writeXlsx } from 'hucre/xlsx';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../db/open.ts';
import { createAccessRepository } from '../db/repositories/access.ts';
import { openFileStore } from '../files/store.ts';
import { engineVersion } from '../forecasting/version.ts';
import type { Import } from '../schemas/imports.ts';
import { seedDemoCity } from '../seed/index.ts';
import { buildApp } from '../server/app.ts';
import { clock, newId } from '../server/runtime.ts';
import { startWorker } from '../workers/handlers/index.ts';
import { openImportThread } from '../workers/imports/thread.ts';
import { openEmbeddedQueue } from '../workers/queue-embedded.ts';
import { silentLogger } from '../workers/queue.ts';
import { openThreadPool } from '../workers/threads/pool.ts';
import { additions } from './scale.ts';

/**
 * `npm run bench:imports`: 50,000 declarations as .xlsx, one in a hundred wrong, and a million as .csv (`IMPORT_ROWS`): check, import, undo, memory, and what another
 * request waits meanwhile. The peer is one prepared INSERT of as many rows.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'gongxu-imports-'));
const secret = 'bench-key';
const sheetRows = 50_000;
const csvRows = Number(process.env['IMPORT_ROWS'] ?? 1_000_000);
const idle = 200; // ms that 2·10⁸ additions take on an idle core

const db = await openDatabase({ dataDir });
await seedDemoCity(db, { seed: 1, scale: 1, now: clock() });
const hashed = createHash('sha256').update(secret).digest('hex');
await createAccessRepository(db).addKeys([
  { id: newId(), role: 'administrator', organisationId: null, secretHash: hashed, label: 'bench', createdAt: clock() },
]);
const queue = openEmbeddedQueue();
const pool = openThreadPool(1);
const imports = openImportThread({ dataDir });
await startWorker({ db, queue, pool, imports, clock, newId, logger: silentLogger });
const app = await buildApp({ db, secretKey: randomBytes(32), queue, files: openFileStore(join(dataDir, 'files')), clock, newId, demo: false, engineVersion });
const url = await app.listen({ port: 0, host: '127.0.0.1' });

const call = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${url}/api/v1${path}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${secret}` },
  });
  if (!response.ok) throw new Error(`${path} needs to be answered, got ${response.status}: ${await response.text()}`);
  return (await response.json()) as Import;
};
/** Waits for the worker, asking another route all the while. */
async function settle(id: string) {
  const waits: number[] = [];
  let rss = 0;
  const start = performance.now();
  for (;;) {
    const asked = performance.now();
    await call('/occupations?limit=20');
    waits.push(performance.now() - asked);
    rss = Math.max(rss, process.memoryUsage.rss());
    const found = await call(`/imports/${id}`);
    if (!['checking', 'importing', 'undoing'].includes(found.state)) {
      waits.sort((a, b) => a - b);
      return { found, ms: performance.now() - start, p99: waits[Math.floor(waits.length * 0.99)] ?? 0, rss: Math.round(rss / 1_048_576) };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const enterprises = (await db.query.select().from(db.schema.organisations)).filter(({ kind }) => kind === 'enterprise');
const occupations = await db.query.select().from(db.schema.occupations);
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
  for (const [what, { ms, p99, rss }] of [
    ['check', checked],
    ['import', stored],
    ['undo', undone],
  ] as const)
    // prettier-ignore
    console.log(`  ${what.padEnd(7)} ${(ms / 1000).toFixed(1)} s  ${rate(ms)}  another route p99 ${Math.round(p99)} ms  RSS ${rss} MiB`);
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
await app.close();
await queue.close();
await pool.close();
await imports.close();
await db.close();
rmSync(dataDir, { recursive: true });
process.exit(0);
