import autocannon from 'autocannon';
import Fastify from 'fastify';
import Sqlite from 'better-sqlite3';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../db/open.ts';
import { createAccessRepository } from '../db/repositories/access.ts';
import { openFileStore } from '../files/store.ts';
import { engineVersion } from '../forecasting/version.ts';
import { generateCity, seedDemoCity } from '../seed/index.ts';
import { buildApp } from '../server/app.ts';
import { clock, newId } from '../server/runtime.ts';
import { startWorker } from '../workers/handlers/index.ts';
import { openEmbeddedQueue } from '../workers/queue-embedded.ts';
import { openThreadPool } from '../workers/threads/pool.ts';
import { measureScale, readings } from './scale.ts';

/**
 * `npm run bench`: what the demo city takes here, each figure beside a named peer measured in the same run, so that ratios can be compared between
 * machines. Everything listens on loopback and stops by itself.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'gongxu-bench-'));
const secret = 'bench-key';
const ms = (value: number) => `${Math.round(value)} ms`;
const rows: [string, string, string, string][] = [];

const db = await openDatabase({ dataDir });
const city = generateCity({ seed: 1, scale: 1 });
const factRows = city.declarations.length + city.postings.length + city.enrolmentReports.length + city.enrolmentGrades.length;
const startSeed = performance.now();
await seedDemoCity(db, { seed: 1, scale: 1, now: clock() });
const seeded = performance.now() - startSeed;

/** The peer of storing: one prepared INSERT of better-sqlite3 in one transaction, into a table with the same columns and indexes. */
function rawInsert(): number {
  const raw = new Sqlite(join(dataDir, 'peer.db'));
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec(
    'create table d (id text primary key, o text, c text, y integer, n text, u text, h integer, l integer, p integer, s integer, src text, b text, r text, v integer)',
  );
  raw.exec('create index d1 on d (c, o, y, id, h); create index d2 on d (o, id); create index d3 on d (y, id)');
  const insert = raw.prepare('insert into d values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)');
  const start = performance.now();
  raw.transaction(() => {
    for (const d of city.declarations) {
      insert.run(
        d.id,
        d.organisationId,
        d.occupationCode,
        d.year,
        'stock',
        'persons',
        d.headcount,
        d.expectedLeavers,
        d.plannedHires,
        1,
        d.source,
        d.batchId,
        d.reportedBy,
        +d.validFrom,
      );
    }
  })();
  const rate = city.declarations.length / ((performance.now() - start) / 1000);
  raw.close();
  return rate;
}
const peerRate = rawInsert();
const rate = factRows / (seeded / 1000);
rows.push([
  'rows stored (seeding the demo city: generated, checked, indexed)',
  `${Math.round(rate)} rows/s`,
  `prepared INSERT of declarations alone, ${Math.round(peerRate)} rows/s`,
  (rate / peerRate).toFixed(2),
]);

const queue = openEmbeddedQueue();
const pool = openThreadPool(2);
await startWorker({ db, queue, pool, clock, newId, logger: { info: () => undefined, warn: () => undefined, error: () => undefined } });
await createAccessRepository(db).addKeys([
  { id: newId(), role: 'planner', organisationId: null, secretHash: createHash('sha256').update(secret).digest('hex'), label: 'bench', createdAt: clock() },
]);
const app = await buildApp({ db, secretKey: randomBytes(32), queue, files: openFileStore(join(dataDir, 'files')), clock, newId, demo: false, engineVersion });
const headers = { authorization: `Bearer ${secret}` };

/** From the request to flags that can be read. */
async function requestToFlags(): Promise<number> {
  const start = performance.now();
  const { id } = (await app.inject({ method: 'POST', url: '/api/v1/runs', headers, payload: {} })).json<{ id: string }>();
  for (;;) {
    const { status } = (await app.inject({ url: `/api/v1/runs/${id}`, headers })).json<{ status: string }>();
    if (status === 'succeeded') break;
    if (status !== 'queued' && status !== 'running') throw new Error(`the run ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await app.inject({ url: `/api/v1/flags?runId=${id}`, headers });
  return performance.now() - start;
}
const first = await requestToFlags();
const again = await requestToFlags();
rows.push(['request → flags, demo city (302 series, 102 cells)', ms(again), `the first run of the process, ${ms(first)}`, (again / first).toFixed(2)]);

const url = '/api/v1/gaps?window=decision&sort=-gap&limit=50';
const body = (await app.inject({ url, headers })).body;
const bare = Fastify();
bare.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
const load = async (address: string) => (await autocannon({ url: address, headers, connections: 10, duration: 5 })).requests.average;
const appUrl = await app.listen({ port: 0, host: '127.0.0.1' });
const bareUrl = await bare.listen({ port: 0, host: '127.0.0.1' });
const bareRate = await load(bareUrl);
const gapRate = await load(appUrl + url);
rows.push([
  `gap report, 50 items, ${Math.round(body.length / 1024)} KiB`,
  `${Math.round(gapRate)} requests/s`,
  `bare Fastify route sending the same bytes, ${Math.round(bareRate)} requests/s`,
  (gapRate / bareRate).toFixed(2),
]);
rows.push(['memory of the process after all of it', `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`, '–', '–']);

// the model at the size of a province, on one core
for (const reading of readings) {
  const { name, model, forecasts, additions: unit, rows: count } = measureScale(reading);
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  rows.push([
    `model after its forecasts: ${name} (${count.toLocaleString('en-US')} rows)`,
    `${seconds(model)} of one core; 2·10⁸ additions ${seconds(unit)}`,
    `pooled base forecasts of the same city, ${seconds(forecasts)}`,
    (model / forecasts).toFixed(2),
  ]);
}

console.log('| what | here | peer in the same run | ratio |');
console.log('| --- | --- | --- | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);

await app.close();
await bare.close();
await queue.close();
await pool.close();
await db.close();
rmSync(dataDir, { recursive: true, force: true });
