import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, doors, failStart, opened, readConfig, type Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { createInstallationRepository } from '../db/repositories/installation.ts';
import type { OfficialDocument } from '../documents/word/blocks.ts';
import type { SheetBook } from '../documents/sheet-book.ts';
import type { Workbook } from '../documents/workbook.ts';
import { openScanner } from '../files/scan.ts';
import { openFileStore } from '../files/store.ts';
import { engineVersion } from '../forecasting/version.ts';
import { openBullQueue } from '../workers/queue-bullmq.ts';
import { openThreadPool } from '../workers/threads/pool.ts';
import { buildApp } from './app.ts';
import type { PlacedRound } from './context.ts';
import { administratorLine, ensureAdministrator } from './first-accounts.ts';
import { clock, createLogger, newId } from './runtime.ts';
import { readSecretKey } from './secret-key.ts';

/** `npm run server`: the API and pages alone; jobs go to workers through Redis. */
async function serve(config: Config): Promise<void> {
  if (config.redisUrl === undefined)
    throw new ConfigError('REDIS_URL is needed by `npm run server` (workers run apart); `npm start` runs everything in one process');
  const logger = createLogger(config.logLevel);
  const db = await opened(config.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL', openDatabase(config));
  const demo = (await createInstallationRepository(db).get('demo')) === '1';
  const queue = await opened('REDIS_URL', openBullQueue(config.redisUrl, { logger }));
  const pool = openThreadPool(1); // spreadsheets, and placements changed by hand
  const webRoot = fileURLToPath(new URL('../web/dist', import.meta.url));
  const threads = {
    workbooks: (book: Workbook) => pool.workbook(book),
    sheetBooks: (book: SheetBook) => pool.sheetBook(book),
    words: (document: OfficialDocument) => pool.word(document),
    checkPlacement: (round: PlacedRound) => pool.checkPlacement(round),
  };
  const secretKey = await opened('SECRET_KEY', readSecretKey(db, config));
  const context = {
    db,
    secretKey,
    queue,
    clock,
    newId,
    demo,
    engineVersion,
    ...threads,
    files: openFileStore(join(config.dataDir, 'files')),
    webRoot,
    ...(config.scanner === undefined ? {} : { scan: openScanner(config.scanner) }),
    ...doors(config),
  };
  const first = demo ? undefined : await ensureAdministrator(context, config.firstAdministrator);
  if (first) console.log(administratorLine(first));
  const app = await buildApp(context, logger);
  const url = await app.listen({ port: config.port, host: config.host });
  const close = async () => {
    await app.close();
    await queue.close();
    await pool.close();
    await db.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  console.log(`ready ${url}`);
}

try {
  await serve(readConfig(process.env));
} catch (error) {
  failStart(error, process.env);
}
