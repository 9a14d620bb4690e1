import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { ensureAuditChain } from './repositories/audit.ts';

export const databaseFile = 'gongxu.db';

/** The database of an installation: PostgreSQL where an address is given, else the embedded file in the data folder. */
export async function openDatabase(options: { readonly databaseUrl?: string; readonly dataDir: string }): Promise<Database> {
  const db = await openAndMigrate(options);
  await ensureAuditChain(db);
  return db;
}

async function openAndMigrate(options: { readonly databaseUrl?: string; readonly dataDir: string }): Promise<Database> {
  if (options.databaseUrl !== undefined) {
    const { openPostgres } = await import('./open-postgres.ts');
    return openPostgres(options.databaseUrl);
  }
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const { openSqlite } = await import('./open-sqlite.ts');
  return openSqlite(join(options.dataDir, databaseFile));
}
