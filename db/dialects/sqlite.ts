import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Dialect } from './postgres.ts';

const vocabulary = {
  table: sqliteTable,
  text,
  integer: (name: string) => integer(name),
  bigint: (name: string) => integer(name),
  float: (name: string) => real(name),
  flag: (name: string) => integer(name, { mode: 'boolean' }),
  instant: (name: string) => integer(name, { mode: 'timestamp_ms' }),
  json: <T>(name: string) => text(name, { mode: 'json' }).$type<T>(),
  index,
  uniqueIndex,
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- one overload is; we call primaryKey({ columns })
  primaryKey,
} satisfies Record<keyof Dialect, unknown>;

/** The one place the code says "treat SQLite as Postgres". Contract tests run on both. */
export const sqlite = vocabulary as unknown as Dialect;
