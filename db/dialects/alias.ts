import { alias as pgAlias, type PgTable } from 'drizzle-orm/pg-core';

/** The same table under another name, for queries that need it twice. Renaming is all it does, so it serves the tables of both dialects. */
export function alias<T extends PgTable>(table: T, name: string): T {
  return pgAlias(table, name) as unknown as T;
}
