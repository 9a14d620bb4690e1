import { count } from 'drizzle-orm';
import type { InjectOptions } from 'fastify';
import { createAccessRepository, type Role } from '../../db/repositories/access.ts';
import { ensureAuditChain } from '../../db/repositories/audit.ts';
import { createReportRepository } from '../../db/repositories/reports.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import type { Database } from '../../db/database.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import type { Workbook } from '../../documents/workbook.ts';
import { engineVersion } from '../../forecasting/version.ts';
import type { Run } from '../../schemas/runs.ts';
import { roles } from '../../schemas/vocabulary.ts';
import { buildApp } from '../../server/app.ts';
import type { ServerContext } from '../../server/context.ts';
import { hashSecret } from '../../server/plugins/access.ts';
import { clock as realClock, newId } from '../../server/runtime.ts';
import { startWorker } from '../../workers/handlers/index.ts';
import { openEmbeddedQueue } from '../../workers/queue-embedded.ts';
import { silentLogger } from '../../workers/queue.ts';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { watchAudit } from './audit-watch.ts';
import { openTestFiles } from './files.ts';
import { openPlanted } from './planted.ts';
import { sharedThreads } from './threads.ts';
import { testKey } from './secret-key.ts';

export interface TestAppOptions {
  /** Plant the demo city (seed 1). Default true. */
  readonly seeded?: boolean;
  /** Take jobs: the embedded queue and the threads of this process, which know tasks they did before; or new threads, which know none. Default false: runs stay queued. */
  readonly working?: boolean | 'new threads';
  readonly demo?: boolean;
  readonly clock?: () => Date;
  /** Left out: nobody is counted. */
  readonly limits?: NonNullable<ServerContext['limits']>;
  readonly trustProxy?: NonNullable<ServerContext['trustProxy']>;
  /** Left out: nobody needs one. */
  readonly secondFactor?: NonNullable<ServerContext['secondFactor']>;
  readonly publicUrl?: string;
  readonly scan?: NonNullable<ServerContext['scan']>;
}
export interface Call {
  readonly as?: Role;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every role's key; school and enterprise keys belong to the first organisation of their kind that is neither new nor closed. */
export async function addKeys(db: Database): Promise<Record<Role, string>> {
  const organisations = await db.query.select().from(db.schema.organisations).orderBy(db.schema.organisations.id);
  const owner = (role: Role) => organisations.find((o) => o.kind === role && o.openedYear === null && o.closedYear === null)?.id ?? null;
  const keys = Object.fromEntries(roles.map((role) => [role, `test-${role}`])) as Record<Role, string>;
  const row = (role: Role) => ({ id: newId(), role, organisationId: owner(role), secretHash: hashSecret(keys[role]), label: role, createdAt: realClock() });
  await createAccessRepository(db).addKeys(roles.map(row));
  return keys;
}

/** The server as it runs, but for the port: a database of its own, the demo city, and a key for every role. */
export async function buildTestApp({ seeded = true, working = false, demo = false, clock = realClock, ...doors }: TestAppOptions = {}) {
  const db = seeded ? await openPlanted() : openSqlite(':memory:');
  await ensureAuditChain(db);
  const keys = await addKeys(db);
  const queue = openEmbeddedQueue();
  const { files, folder, drop } = openTestFiles();
  const pool = working === false ? undefined : working === true ? sharedThreads() : openThreadPool(2);
  if (pool) await startWorker({ db, queue, pool, clock, newId, logger: silentLogger });
  const context: ServerContext = {
    ...{ db, queue, files, clock, newId, demo, engineVersion, secretKey: testKey },
    ...(pool ? { workbooks: (book: Workbook) => pool.workbook(book) } : {}),
    ...doors,
  };
  const app = await buildApp(context);
  await app.ready();
  const recorded = watchAudit(app, db);
  const t0 = (await createReportRepository(db).newestYear()) ?? 0;

  /** One request under /api/v1 (or any absolute path that begins with /api). A string body is sent as it is. A PUT takes any version unless it names one. */
  function call(method: 'GET' | 'POST' | 'HEAD' | 'PUT' | 'PATCH' | 'DELETE', path: string, { as, body, headers }: Call = {}) {
    const options: InjectOptions = { method, url: path.startsWith('/api') ? path : `/api/v1${path}`, headers: { ...headers } };
    if (method === 'PUT' || method === 'PATCH') options.headers = { 'if-match': '*', ...options.headers };
    if (as !== undefined) options.headers = { authorization: `Bearer ${keys[as]}`, ...options.headers };
    if (body !== undefined) options.payload = body as object;
    return app.inject(options);
  }
  async function getJson<T>(path: string, as?: Role): Promise<T> {
    const response = await call('GET', path, as === undefined ? {} : { as });
    if (response.statusCode !== 200) throw new Error(`GET ${path} needs to answer 200, got ${response.statusCode}: ${response.body}`);
    return response.json<T>();
  }
  /** The run once it is over. */
  async function runToEnd(body: object = {}): Promise<Run> {
    const response = await call('POST', '/runs', { as: 'planner', body });
    if (response.statusCode !== 202) throw new Error(`POST /runs needs to answer 202, got ${response.statusCode}: ${response.body}`);
    const { id } = response.json<Run>();
    for (;;) {
      const run = await getJson<Run>(`/runs/${id}`, 'planner');
      if (run.status !== 'queued' && run.status !== 'running') return run;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  async function close() {
    await app.close();
    await queue.close();
    await pool?.close();
    await db.close();
    drop();
  }
  return { app, recorded, db, queue, context, folder, keys, t0, runs: createRunRepository(db), call, getJson, runToEnd, close };
}
export type TestApp = Awaited<ReturnType<typeof buildTestApp>>;

/** Rows of every table, to show that a refused request stored nothing. */
export async function rowCounts({ db }: Pick<TestApp, 'db'>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(db.schema))
    counts[name] = (await db.query.select({ n: count() }).from(table as typeof db.schema.installation))[0]?.n ?? 0;
  return counts;
}
