import { join } from 'node:path';
import { ConfigError, failStart, opened, readConfig, type Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { openFileStore } from '../files/store.ts';
import { clock, createLogger, newId } from '../server/runtime.ts';
import { startWorker } from './handlers/index.ts';
import { openImportThread } from './imports/thread.ts';
import { openBullQueue } from './queue-bullmq.ts';
import { openThreadPool } from './threads/pool.ts';

/** `npm run worker`: takes jobs from Redis; any number of them. */
async function work(config: Config): Promise<void> {
  if (config.redisUrl === undefined) throw new ConfigError('REDIS_URL is needed by `npm run worker`; `npm start` runs everything in one process');
  const logger = createLogger(config.logLevel);
  const db = await opened(config.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL', openDatabase(config));
  const queue = await opened('REDIS_URL', openBullQueue(config.redisUrl, { logger }));
  const pool = openThreadPool(config.threads);
  const imports = openImportThread(config);
  await startWorker({ db, queue, pool, clock, newId, logger, leaseMs: config.leaseMs, imports, files: openFileStore(join(config.dataDir, 'files')) });
  const close = async () => {
    await queue.close();
    await pool.close();
    await imports.close();
    await db.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  console.log('worker ready');
}

try {
  await work(readConfig(process.env));
} catch (error) {
  failStart(error, process.env);
}
