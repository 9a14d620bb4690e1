import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { byteCollation } from './collation.ts';
import type { Database, Executor, Steps } from './database.ts';
import { mapDatabaseError } from './errors.ts';
import * as schema from './schema.postgres.ts';
import { runStepsAsync } from './steps.ts';

const migrations = fileURLToPath(new URL('./migrations/postgres', import.meta.url));
/** Any constant: starters that migrate at the same moment queue on it (without it two of three fail). */
const migrationLock = 4711;

async function migrateLocked(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      await migrate(drizzle(client), { migrationsFolder: migrations });
      await client.query(byteCollation);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    client.release();
  }
}

export async function openPostgres(url: string, options: { readonly migrate: boolean } = { migrate: true }): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: options.migrate ? 10 : 2, keepAlive: true });
  // An idle client that loses its server must not end the process; the next query reports the loss.
  pool.on('error', () => undefined);
  if (options.migrate) await migrateLocked(pool);
  const db = drizzle(pool);
  return {
    dialect: 'postgres',
    schema,
    query: db,
    async transaction<T>(body: (tx: Executor) => Steps<T>): Promise<T> {
      try {
        return await db.transaction((tx) => runStepsAsync(body(tx as Executor)));
      } catch (error) {
        throw mapDatabaseError(error);
      }
    },
    async note(write) {
      await write;
    },
    async close() {
      await pool.end();
    },
  };
}
