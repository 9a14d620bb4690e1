import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Executor } from './database.ts';
import { databaseFile } from './open.ts';

const refuse = async (): Promise<never> => {
  throw new Error('a database opened for reading takes no transactions');
};

/** An installation as it stands: nothing is migrated, and the database itself refuses every write. Throws where there is none. */
export async function openReadOnly(options: { readonly databaseUrl?: string; readonly dataDir: string }): Promise<Database> {
  return options.databaseUrl === undefined ? readSqlite(join(options.dataDir, databaseFile)) : readPostgres(options.databaseUrl);
}

async function readSqlite(file: string): Promise<Database> {
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  const { default: Sqlite } = await import('better-sqlite3');
  const { drizzle } = await import('drizzle-orm/better-sqlite3');
  const schema = await import('./schema.sqlite.ts');
  // a server may be writing meanwhile: in WAL mode readers and its writer do not wait for each other
  const raw = new Sqlite(file, { readonly: true });
  raw.pragma('busy_timeout = 5000');
  return { dialect: 'sqlite', schema, query: drizzle(raw) as unknown as Executor, transaction: refuse, note: refuse, close: async () => void raw.close() };
}

async function readPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const { drizzle } = await import('drizzle-orm/node-postgres');
  const schema = await import('./schema.postgres.ts');
  const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c default_transaction_read_only=on' });
  // an idle client that loses its server must not end the process; the next query reports the loss
  pool.on('error', () => undefined);
  await pool.query('select 1');
  return { dialect: 'postgres', schema, query: drizzle(pool), transaction: refuse, note: refuse, close: () => pool.end() };
}
