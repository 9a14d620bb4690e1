import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/database.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { engineVersion } from '../../forecasting/version.ts';
import type { Run, RunInput } from '../../schemas/runs.ts';
import { seedDemoCity } from '../../seed/index.ts';
import { createRunService } from '../../server/modules/runs/service.ts';
import { clock, newId } from '../../server/runtime.ts';
import type { Handlers } from '../../workers/catalog.ts';
import { canonicalJson } from '../../schemas/canonical.ts';
import type { WorkerContext } from '../../workers/handlers/context.ts';
import { createHandlers, startWorker } from '../../workers/handlers/index.ts';
import { openBullQueue } from '../../workers/queue-bullmq.ts';
import { openEmbeddedQueue } from '../../workers/queue-embedded.ts';
import { silentLogger, type JobQueue } from '../../workers/queue.ts';
import { openThreadPool, type ThreadPool } from '../../workers/threads/pool.ts';
import { openTestFiles } from './files.ts';
import { createDatabase } from './postgres.ts';
import { newPrefix, requireRedis } from './queue.ts';
import { testKey } from './secret-key.ts';

/** One installation: a seeded database, a queue, and workers that take its jobs. */
export interface World {
  readonly db: Database;
  readonly queue: JobQueue;
  /** What the first worker works with. */
  readonly worker: WorkerContext;
  start(input?: RunInput): Promise<Run>;
  find(id: string): Promise<Run>;
  cancel(id: string): Promise<Run>;
  /** The run once it is over. */
  end(id: string): Promise<Run>;
  close(): Promise<void>;
}
export interface WorldOptions {
  /** Stands between the handlers and the threads, to disturb them. */
  readonly disturb?: (pool: ThreadPool) => ThreadPool;
  /** Stands between the queue and the handlers. */
  readonly deliver?: (handlers: Handlers) => Handlers;
}
const planner = { role: 'planner', organisationId: null, actor: 'test' } as const;

async function createWorld(
  db: Database,
  queues: readonly JobQueue[],
  { disturb = (p) => p, deliver }: WorldOptions,
  extra: () => Promise<void>,
): Promise<World> {
  await seedDemoCity(db, { seed: 1, scale: 1, now: clock() });
  const [queue] = queues as [JobQueue];
  const workers = queues.map((own): WorkerContext => ({
    db,
    queue: own,
    pool: disturb(openThreadPool(1)),
    clock,
    newId,
    logger: silentLogger,
    leaseMs: 5_000,
  }));
  for (const worker of workers) {
    if (deliver) await worker.queue.work(deliver(createHandlers(worker)));
    else await startWorker(worker);
  }
  const service = createRunService({ db, secretKey: testKey, queue, files: openTestFiles().files, clock, newId, demo: false, engineVersion });
  const world: World = {
    db,
    queue,
    worker: workers[0]!,
    start: (input = {}) => service.start(planner, { ...input, parameters: { paths: 200, ...input.parameters } }, 'test'),
    find: (id) => service.find(id),
    cancel: (id) => service.cancel(planner, id, 'test'),
    async end(id) {
      for (;;) {
        const run = await service.find(id);
        if (run.status !== 'queued' && run.status !== 'running') return run;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async close() {
      for (const worker of workers) await worker.queue.close();
      for (const worker of workers) await worker.pool.close();
      await db.close();
      await extra();
    },
  };
  return world;
}

/** A SQLite file and the queue in this process. */
export async function openEmbeddedWorld(options: WorldOptions = {}): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'world-'));
  return createWorld(openSqlite(join(dir, 'test.db')), [openEmbeddedQueue()], options, async () => {
    rmSync(dir, { recursive: true });
  });
}

/** PostgreSQL, and two workers that share a Redis queue. */
export async function openDistributedWorld(options: WorldOptions = {}): Promise<World> {
  const prefix = newPrefix();
  const queues = [await openBullQueue(requireRedis(), { prefix }), await openBullQueue(requireRedis(), { prefix })];
  return createWorld(await openPostgres(await createDatabase()), queues, options, async () => undefined);
}

/** Everything a run stored, in natural order and as canonical JSON, without its own id: what has to be the same everywhere. */
export async function storedResults(db: Database, runId: string): Promise<Record<'gaps' | 'flags' | 'series' | 'forecasts', string[]>> {
  const { gaps, flags, runSeries, runForecasts } = db.schema;
  const text = (rows: object[]) => rows.map((row) => canonicalJson(row).replaceAll(runId, 'RUN')).sort();
  const own = <T extends { runId: string }>(rows: T[]) => rows.filter((row) => row.runId === runId);
  const prefix = `${runId}.`;
  return {
    gaps: text(own(await db.query.select().from(gaps))),
    flags: text(own(await db.query.select().from(flags))),
    series: text(own(await db.query.select().from(runSeries))),
    forecasts: text((await db.query.select().from(runForecasts)).filter((row) => row.seriesId.startsWith(prefix))),
  };
}
export const snapshotOf = async (db: Database, run: Run) => createRunRepository(db).snapshot(run.snapshotHash ?? '');
