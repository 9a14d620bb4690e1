import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { fileURLToPath } from 'node:url';
import type { Database, Executor, Steps } from './database.ts';
import { mapDatabaseError } from './errors.ts';
import * as schema from './schema.sqlite.ts';
import { runStepsSync } from './steps.ts';

const migrations = fileURLToPath(new URL('./migrations/sqlite', import.meta.url));
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
export function openSqlite(file: string): Database {
  const raw = new Sqlite(file);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('busy_timeout = 5000');
  migrateSqlite(raw);
  const db = drizzle(raw);
  return {
    dialect: 'sqlite',
    schema,
    query: db as unknown as Executor,
    async transaction<T>(body: (tx: Executor) => Steps<T>): Promise<T> {
      try {
        return db.transaction((tx) => runStepsSync(body(tx as unknown as Executor), (query) => (query as SyncQuery).prepare().execute().sync()), {
          behavior: 'immediate',
        });
      } catch (error) {
        throw mapDatabaseError(error);
      }
    },
    async close() {
      raw.close();
    },
  };
}
