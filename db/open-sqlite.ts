import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database, Executor, Steps } from './database.ts';
import { mapDatabaseError } from './errors.ts';
import * as schema from './schema.sqlite.ts';
import { runStepsSync } from './steps.ts';

const migrations = fileURLToPath(new URL('./migrations/sqlite', import.meta.url));
/** How long a write waits for another connection's. A transaction waits without holding its thread up. */
const busyMs = 5_000;
const retryMs = 5;
type SyncQuery = { prepare(): { execute(): { sync(): unknown } } };

/**
 * Foreign keys are off while migrating: drizzle re-creates a changed table inside its transaction, where the pragma does nothing,
 * and dropping the old table would cascade into its children without an error.
 */
export function migrateSqlite(raw: Sqlite.Database, folder = migrations): void {
  raw.pragma('foreign_keys = OFF');
  migrate(drizzle(raw), { migrationsFolder: folder });
  const broken = raw.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`migration left ${broken.length} rows without their parent`);
  raw.pragma('foreign_keys = ON');
}

/** Opens (and migrates) the embedded database. An acknowledged write survives a killed process and a power cut: WAL with synchronous=FULL. */
export function openSqlite(file: string, options: { readonly migrate: boolean } = { migrate: true }): Database {
  const raw = new Sqlite(file);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma(`busy_timeout = ${busyMs}`);
  if (options.migrate) migrateSqlite(raw);
  else raw.pragma('foreign_keys = ON');
  const db = drizzle(raw);
  return {
    dialect: 'sqlite',
    schema,
    query: db as unknown as Executor,
    async transaction<T>(body: (tx: Executor) => Steps<T>): Promise<T> {
      for (const end = Date.now() + busyMs; ;) {
        const attempt = { began: false };
        raw.pragma('busy_timeout = 0');
        try {
          return db.transaction(
            (tx) => {
              attempt.began = true;
              return runStepsSync(body(tx as unknown as Executor), (query) => (query as SyncQuery).prepare().execute().sync());
            },
            { behavior: 'immediate' },
          );
        } catch (error) {
          if (attempt.began || (error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > end) throw mapDatabaseError(error);
        } finally {
          raw.pragma(`busy_timeout = ${busyMs}`);
        }
        // another connection writes: this thread has better things to do than to sleep in the driver
        await setTimeout(retryMs);
      }
    },
    async close() {
      raw.close();
    },
  };
}
