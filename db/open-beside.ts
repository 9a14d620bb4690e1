import { join } from 'node:path';
import type { Database } from './database.ts';
import { databaseFile } from './open.ts';

/** Where the database of an installation is. */
export interface DatabasePlace {
  readonly databaseUrl?: string;
  readonly dataDir: string;
}

/** A further connection to a database that is open already: nothing is migrated. */
export async function openBeside({ databaseUrl, dataDir }: DatabasePlace): Promise<Database> {
  if (databaseUrl === undefined) {
    const { openSqlite } = await import('./open-sqlite.ts');
    return openSqlite(join(dataDir, databaseFile), { migrate: false });
  }
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(databaseUrl, { migrate: false });
}
