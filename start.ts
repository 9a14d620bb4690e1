import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDemo, ConfigError, doors, failStart, opened, readConfig, type Config } from './config.ts';
import type { Database } from './db/database.ts';
import { databaseFile, openDatabase } from './db/open.ts';
import { createAnalysisRepository } from './db/repositories/analyses.ts';
import { createImportRepository } from './db/repositories/imports.ts';
import { createInstallationRepository } from './db/repositories/installation.ts';
import { createOutcomeRepository } from './db/repositories/placement-outcomes.ts';
import { createReportRepository } from './db/repositories/reports.ts';
import { createRunCheckRepository } from './db/repositories/run-checks.ts';
import { createRunRepository } from './db/repositories/runs.ts';
import type { OfficialDocument } from './documents/word/blocks.ts';
import type { SheetBook } from './documents/sheet-book.ts';
import type { Workbook } from './documents/workbook.ts';
import { openScanner } from './files/scan.ts';
import { openFileStore } from './files/store.ts';
import { engineVersion } from './forecasting/version.ts';
import { ensureDemoAccounts } from './seed/demo-accounts.ts';
import { ensureDemoConference } from './seed/demo-conference.ts';
import { ensureDemoKeys } from './seed/demo-keys.ts';
import { seedDemoCity } from './seed/index.ts';
import { buildApp } from './server/app.ts';
import type { PlacedRound } from './server/context.ts';
import { administratorLine, ensureAdministrator } from './server/first-accounts.ts';
import { ensureFirstCooperations } from './server/first-cooperations.ts';
import { ensureFirstDockets } from './server/first-dockets.ts';
import { ensureFirstPlacements } from './server/first-placements.ts';
import { ensureFirstPublication } from './server/first-publication.ts';
import { ensureFirstRuns } from './server/first-runs.ts';
import { ensureFirstTasks } from './server/first-tasks.ts';
import { ensureFirstTracks } from './server/first-tracks.ts';
import { hashPassword } from './server/passwords.ts';
import { clock, createLogger, newId } from './server/runtime.ts';
import { readSecretKey } from './server/secret-key.ts';
import { startWorker } from './workers/handlers/index.ts';
import { openImportThread } from './workers/imports/thread.ts';
import { openEmbeddedQueue } from './workers/queue-embedded.ts';
import { openThreadPool } from './workers/threads/pool.ts';

/** Tasks given this long to end by themselves when the process is asked to; the others are taken up at the next start. */
const closeGraceMs = 500;
const loggerOf = (config: Config) => createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel);

/** Queue, threads, job handlers and what the server is told of them, on a database that is open. */
async function assemble(config: Config, db: Database, demo: boolean, secretKey: Buffer) {
  const logger = loggerOf(config);
  const queue = openEmbeddedQueue({ logger, graceMs: closeGraceMs });
  const pool = openThreadPool(config.threads);
  const imports = openImportThread(config);
  // nobody else works on an embedded installation: what a killed process held is free again
  if (db.dialect === 'sqlite') await createRunRepository(db).dropLeases(clock());
  if (db.dialect === 'sqlite') await createImportRepository(db).dropLeases();
  if (db.dialect === 'sqlite') await createRunCheckRepository(db).dropLeases(clock());
  if (db.dialect === 'sqlite') await createAnalysisRepository(db).dropLeases(clock());
  if (db.dialect === 'sqlite') await createOutcomeRepository(db).dropLeases();
  const files = openFileStore(join(config.dataDir, 'files'));
  await startWorker({ db, queue, pool, clock, newId, logger, leaseMs: config.leaseMs, imports, files });
  const context = {
    db,
    secretKey,
    queue,
    files,
    clock,
    newId,
    demo,
    engineVersion,
    workbooks: (book: Workbook) => pool.workbook(book),
    sheetBooks: (book: SheetBook) => pool.sheetBook(book),
    words: (document: OfficialDocument) => pool.word(document),
    checkPlacement: (round: PlacedRound) => pool.checkPlacement(round),
    webRoot: fileURLToPath(new URL('./web/dist', import.meta.url)),
    ...(config.scanner === undefined ? {} : { scan: openScanner(config.scanner) }),
    ...doors(config),
  };
  const close = async () => {
    await queue.close();
    await pool.close();
    await imports.close();
    await db.close();
  };
  return { context, logger, close };
}
type Assembled = Awaited<ReturnType<typeof assemble>>;

/** The demo city, its two forecasts and what stands beside them; what is there already stays. */
async function plant(config: Config, { context }: Assembled): Promise<void> {
  const { db } = context;
  if ((await createInstallationRepository(db).get('seed')) === undefined) await seedDemoCity(db, { seed: config.seed, scale: config.seedScale, now: clock() });
  const newest = await createReportRepository(db).newestYear();
  if (newest !== undefined) await ensureFirstRuns(context, [newest - 1, newest]);
  await ensureFirstPublication(context);
  await ensureFirstDockets(context);
  await ensureFirstTasks(context);
  await ensureFirstPlacements(context);
  await ensureFirstCooperations(context);
  await ensureFirstTracks(context);
  await ensureDemoConference(db, { now: clock(), newId });
}

/** Whether a process may put another program in its own place here. */
const canStartAnew = process.platform !== 'win32' && process.execve !== undefined;
/** The process starts itself anew in its place (same id, same streams): what planting and the first forecasts took of memory, some 300 MB, would stay with it for good. */
async function startAnew({ close }: Assembled): Promise<void> {
  await close();
  flushCompileCache();
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], process.env);
}

/** `npm start`: everything in one process. On an empty data folder it plants the demo city and makes its two forecasts. */
async function start(config: Config): Promise<void> {
  const isNew = config.databaseUrl === undefined && !existsSync(join(config.dataDir, databaseFile));
  if (isNew && config.demo !== false) checkDemo(config); // before anything is written
  const db = await opened(config.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL', openDatabase(config));
  const installation = createInstallationRepository(db);
  const mark = await installation.get('demo');
  if (mark === undefined && config.demo === false) await installation.set('demo', '0'); // said at the first start, kept
  if (mark === '1' && config.demo === false)
    throw new ConfigError('DEMO=0 needs an installation of its own: this one holds the demo city; choose another DATA_DIR or database');
  const demo = mark === undefined ? config.demo !== false : mark === '1';
  if (demo) checkDemo(config);

  const secretKey = await opened('SECRET_KEY', readSecretKey(db, config));
  if (demo && (await installation.get('seed')) === undefined)
    console.log(`planting the demo city (simulated data, SEED=${config.seed}, SEED_SCALE=${config.seedScale})`);
  const firstStart = demo && (await createRunRepository(db).latest()) === undefined;
  const assembled = await assemble(config, db, demo, secretKey);
  const { context, logger } = assembled;
  if (demo) {
    await plant(config, assembled);
    if (firstStart && canStartAnew && (await createRunRepository(db).latest()) !== undefined) await startAnew(assembled);
    const keys = await ensureDemoKeys(db, config.dataDir, clock(), newId);
    console.log(`demo keys (one a role): ${keys} — or npm run -s demo-key -- planner`);
    console.log(
      `demo accounts (one a role): ${await ensureDemoAccounts(db, config.dataDir, { now: clock(), newId, hash: (password) => hashPassword(password, secretKey) })}`,
    );
  } else {
    const first = await ensureAdministrator(context, config.firstAdministrator);
    if (first) console.log(administratorLine(first));
  }
  const app = await buildApp(context, logger);
  const url = await app.listen({ port: config.port, host: config.host });

  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    await app.close();
    await assembled.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close());
  console.log(`ready ${url}`);
}

try {
  await start(readConfig(process.env));
} catch (error) {
  failStart(error, process.env);
}
