import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import type { Run } from '../../schemas/runs.ts';
import { seedDemoCity } from '../../seed/index.ts';
import { addKeys } from '../support/app.ts';
import { createDatabase } from '../support/postgres.ts';
import { createInstallationRepository } from '../../db/repositories/installation.ts';
import { createCaller, startProcess, type Running } from '../support/process.ts';
import { toEnd, until } from '../support/run-watch.ts';
import { registerEnglish } from './cases/english.ts';
import { canBrowse, openBrowser } from './support/browser.ts';
import { storedResults } from '../support/worlds.ts';

const redisUrl = inject('redisUrl');
const here = redisUrl !== null && inject('postgresUrl') !== null;
const body = { asOfYear: 2025, parameters: { paths: 800 } };

describe.skipIf(!here)(`a worker is killed in mid-run, Redis and PostgreSQL stay up${here ? '' : ' (skipped: postgres or redis-server is missing)'}`, () => {
  let db: Database;
  let server: Running;
  let worker: Running;
  let env: Record<string, string>;
  let caller: ReturnType<typeof createCaller>;
  let expected: Awaited<ReturnType<typeof storedResults>>;
  const startWorker = () => startProcess('workers/main.ts', env);
  const startRun = async () => (await caller.post<Run>('/runs', body, 202)).id;
  beforeAll(async () => {
    const url = await createDatabase();
    db = await openPostgres(url);
    await seedDemoCity(db, { seed: 1, scale: 1, now: new Date() });
    await createInstallationRepository(db).set('demo', '1'); // pages may switch roles
    const keys = await addKeys(db);
    env = { DATABASE_URL: url, REDIS_URL: redisUrl ?? '', PORT: '0', THREADS: '2', LOG_LEVEL: 'error', LEASE_MS: '2000', SECRET_KEY: 'ab'.repeat(32) };
    server = await startProcess('server/main.ts', env);
    worker = await startWorker();
    caller = createCaller(server.url, keys.planner);
    const calm = await toEnd(caller, await startRun());
    expect([calm.status, calm.error]).toEqual(['succeeded', null]);
    expected = await storedResults(db, calm.id);
  });
  afterAll(async () => {
    for (const running of [worker, server]) expect((await running.stop('SIGTERM')).code).toBe(0);
    await db.close();
  });

  it.each([
    ['while series are fitted', (run: Run) => run.stage === 'fit' && run.done >= 2],
    ['while gaps and flags are put together', (run: Run) => run.stage === 'assemble'],
  ] as const)('%s: another takes over, the run completes once with the same results', async (what, holds) => {
    const id = await startRun();
    await until(caller, id, what, holds);
    await worker.stop('SIGKILL');
    expect(['running', 'queued']).toContain((await caller.get<Run>(`/runs/${id}`)).status);
    worker = await startWorker();
    const run = await toEnd(caller, id);
    expect([run.status, run.error, run.done]).toEqual(['succeeded', null, run.total]);
    const results = await storedResults(db, id);
    for (const table of ['gaps', 'flags', 'series', 'forecasts'] as const) expect([table, results[table]]).toEqual([table, expected[table]]);
    const trail = (await db.query.select().from(db.schema.auditEntries).orderBy(db.schema.auditEntries.id)).filter((entry) => entry.entityId === id);
    expect(trail.map((entry) => entry.action)).toEqual(['create', 'finish']);
    const tasks = (await db.query.select().from(db.schema.runTasks)).filter((task) => task.runId === id);
    expect(tasks.map((task) => task.status)).toEqual(tasks.map(() => 'succeeded'));
    expect(Math.max(...tasks.map((task) => task.attempts))).toBeGreaterThan(1);
  });
  it('a run asked for while no worker is there waits for one', async () => {
    await worker.stop('SIGTERM');
    const id = await startRun();
    expect((await caller.get<Run>(`/runs/${id}`)).status).toBe('queued');
    worker = await startWorker();
    expect((await toEnd(caller, id)).status).toBe('succeeded');
    expect(await storedResults(db, id)).toEqual(expected);
  });

  describe.skipIf(!canBrowse)('the main paths in English', () => {
    let browser: Browser;
    beforeAll(async () => (browser = await openBrowser()));
    afterAll(() => browser.close());
    registerEnglish(
      () => server.url,
      () => browser,
    );
  });
});
