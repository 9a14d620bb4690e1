import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { fileURLToPath } from 'node:url';
import { byteCollation } from './collation.ts';
import type { Database, Executor, Steps } from './database.ts';
import { mapDatabaseError } from './errors.ts';
import * as schema from './schema.postgres.ts';
import { runStepsAsync } from './steps.ts';

const migrations = fileURLToPath(new URL('./migrations/postgres', import.meta.url));

/** PostgreSQL in this process, in memory: for tests of the PostgreSQL dialect where no server is at hand. */
export async function openPglite(): Promise<Database> {
  const client = new PGlite();
  const db = drizzle(client);
  await migrate(db, { migrationsFolder: migrations });
  await client.exec(byteCollation);
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
      await client.close();
    },
  };
}
