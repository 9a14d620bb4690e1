import fastify from 'fastify';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../db/open.ts';
import { createAccessRepository } from '../db/repositories/access.ts';
import { openFileStore } from '../files/store.ts';
import { engineVersion } from '../forecasting/version.ts';
import { seedDemoCity } from '../seed/index.ts';
import { buildApp } from '../server/app.ts';
import { clock, newId } from '../server/runtime.ts';
import { startWorker } from '../workers/handlers/index.ts';
import { openEmbeddedQueue } from '../workers/queue-embedded.ts';
import { silentLogger } from '../workers/queue.ts';
import { openThreadPool } from '../workers/threads/pool.ts';
import { addDecisions, addProgrammes, hashOf } from './decisions-city.ts';
import { additions } from './scale.ts';

/**
 * `npm run bench:decisions`: a city of 1,000 programmes with five years of dockets and their ledger (`DOCKETS`, default 2,000). Every filter of the lists of
 * dockets and of the ledger, beside a bare Fastify route that sends the same bytes; then the three reports, from the request to the Word file.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'gongxu-decisions-'));
const secret = 'bench-key';
const rounds = Number(process.env['ROUNDS'] ?? 100);
const count = Number(process.env['DOCKETS'] ?? 2_000);

const db = await openDatabase({ dataDir });
await seedDemoCity(db, { seed: 1, scale: 1, now: clock() });
const programmes = await addProgrammes(db, 1_000);
await createAccessRepository(db).addKeys(
  (['planner', 'administrator'] as const).map((role) => ({
    id: newId(),
    role,
    organisationId: null,
    secretHash: hashOf(`${secret}-${role}`),
    label: 'bench',
    createdAt: clock(),
  })),
);
const queue = openEmbeddedQueue();
const pool = openThreadPool(1);
await startWorker({ db, queue, pool, clock, newId, logger: silentLogger });
const app = await buildApp({ db, secretKey: randomBytes(32), queue, files: openFileStore(join(dataDir, 'files')), clock, newId, demo: false, engineVersion });
const bare = fastify();

async function call<T>(path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${secret}-planner` };
  const response = await app.inject({ url: `/api/v1${path}`, headers, ...(body ? { method: 'POST', payload: body } : {}) });
  if (response.statusCode >= 300) throw new Error(`${path} needs to be answered, got ${response.statusCode}: ${response.body.slice(0, 300)}`);
  return response.json<T>();
}
async function until<T extends { readonly [key: string]: unknown }>(path: string, over: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await call<T>(path);
    if (over(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const shown = (ms: number) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0)).padStart(6);
const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Processor and wall time of one request after the other, the middle and the 99th percentile. */
async function measure(ask: () => Promise<unknown>) {
  const [processor, wall]: [number[], number[]] = [[], []];
  for (let i = -5; i < rounds; i++) {
    const [from, used] = [performance.now(), process.cpuUsage()];
    await ask();
    const { user, system } = process.cpuUsage(used);
    if (i < 0) continue; // the first compile what they run through
    processor.push((user + system) / 1000);
    wall.push(performance.now() - from);
  }
  for (const times of [processor, wall]) times.sort((a, b) => a - b);
  return { processor, wall };
}

const { id: runId } = await call<{ id: string }>('/runs', { asOfYear: 2025 });
const started = performance.now();
const run = await until<{ status: string }>(`/runs/${runId}`, ({ status }) => ['succeeded', 'failed', 'cancelled'].includes(status));
console.log(`${programmes} programmes; run ${run.status} after ${((performance.now() - started) / 1000).toFixed(1)} s`);
const { items: flags } = await call<{ items: { majorCode: string; level: string }[] }>('/flags?class=reduce&limit=1');
const flag = flags[0]!;
const docket = await call<{ id: string; measures: object[] }>('/dockets', { majorCode: flag.majorCode });
await addDecisions(db, docket.id, count);
const [school] = (await call<{ items: { id: string }[] }>('/schools?limit=1')).items;
const organisation = school!.id;

const lists: Readonly<Record<string, string>> = {
  'dockets, first page of 50': '/dockets',
  'dockets, 200 with the total': '/dockets?limit=200&total=true',
  'dockets by state': '/dockets?state=resolved&total=true',
  'dockets by year': '/dockets?year=2023&total=true',
  'dockets by major': `/dockets?majorCode=${flag.majorCode}&total=true`,
  'dockets by level': '/dockets?level=secondary&total=true',
  'dockets by outcome': '/dockets?outcome=approve&total=true',
  'dockets by origin': '/dockets?origin=proposal&total=true',
  'dockets of a school': `/dockets?organisationId=${organisation}&total=true`,
  'dockets due for review': '/dockets?due=true&total=true',
  'dockets in the order of majors': '/dockets?sort=majorCode&limit=100',
  'dockets in the order of reviews': '/dockets?sort=-reviewOn&limit=100',
  'ledger, first page of 50': '/adjustments',
  'ledger, 200 with the total': '/adjustments?limit=200&total=true',
  'ledger by year': '/adjustments?year=2023&total=true',
  'ledger of years': '/adjustments?from=2021&to=2025&limit=100&total=true',
  'ledger of a school': `/adjustments?organisationId=${organisation}&total=true`,
  'ledger of a major': `/adjustments?majorCode=${flag.majorCode}&total=true`,
  'ledger by level': '/adjustments?level=associate&total=true',
  'ledger by change': '/adjustments?change=new&total=true',
  'ledger by docket': `/adjustments?docketId=${docket.id}&total=true`,
  'ledger by part of a word': `/adjustments?q=${encodeURIComponent('2023-1-1')}&total=true`,
  'statistics of five years': '/adjustments/statistics?from=2021&to=2025',
  'beside the plan': '/adjustment-plan?from=2021&to=2025',
};
const before = additions();
const headers = { authorization: `Bearer ${secret}-planner` };
const bodies: Record<string, string> = {};
for (const path of Object.values(lists)) bodies[path] = (await app.inject({ url: `/api/v1${path}`, headers })).body;
bare.get<{ Querystring: { of: string } }>('/', (request, reply) => reply.type('application/json; charset=utf-8').send(bodies[request.query.of]));
console.log(`${count + 1} dockets, ${count} lines of the ledger and the seeded ones; ms of processor p50, p99 · wall p50, p99 · bare route p50 · bytes`);
for (const [name, path] of Object.entries(lists)) {
  const here = await measure(() => app.inject({ url: `/api/v1${path}`, headers }));
  const peer = await measure(() => bare.inject({ url: `/?of=${encodeURIComponent(path)}` }));
  const told = [at(here.processor, 0.5), at(here.processor, 0.99), at(here.wall, 0.5), at(here.wall, 0.99), at(peer.processor, 0.5)].map(shown).join(' ');
  console.log(`${name.padEnd(34)}${told} ${String(bodies[path]!.length).padStart(8)}`);
}
const { items: chains } = await call<{ items: { id: string }[] }>('/chains?limit=1');
for (const body of [{ kind: 'city_matching' }, { kind: 'school_matching', scopeId: organisation }, { kind: 'chain', scopeId: chains[0]!.id }]) {
  const [from, used] = [performance.now(), process.cpuUsage()];
  const { id } = await call<{ id: string }>('/reports', body);
  const asked = performance.now() - from;
  const steps = new Set<number>();
  const done = await until<{ state: string; progress: number }>(
    `/reports/${id}`,
    ({ state, progress }) => (steps.add(progress), state === 'ready' || state === 'failed'),
  );
  const { user, system } = process.cpuUsage(used);
  console.log(
    `report ${body.kind}: ${done.state}, content ${asked.toFixed(0)} ms, file ${(performance.now() - from).toFixed(0)} ms, processor ${((user + system) / 1000).toFixed(0)} ms, progress ${[...steps].join(' ')} %`,
  );
}
console.log(`2·10⁸ additions took ${((before + additions()) / 2).toFixed(0)} ms (200 idle); load ${loadavg()[0]!.toFixed(1)}`);
await bare.close();
await app.close();
await queue.close();
await pool.close();
await db.close();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);
