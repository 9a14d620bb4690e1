import { getTableColumns, type Table } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Schema } from './schema/index.ts';

/** A query handle: the connection, or the transaction in progress. */
export type Executor = Pick<PgDatabase<PgQueryResultHKT>, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$with' | 'with'>;

/** A transaction body: yields queries, receives their rows. Nothing but queries can be awaited inside: no HTTP, no enqueue, no fitting. */
export type Steps<T> = Generator<PromiseLike<unknown>, T, unknown>;

/** Runs one query inside a transaction body, with its type: `const [row] = yield* run(tx.select()…)`. */
export function* run<T>(query: PromiseLike<T>): Generator<PromiseLike<unknown>, T, unknown> {
  return (yield query) as T;
}

export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  readonly schema: Schema;
  readonly query: Executor;
  /** All or nothing. Constraint errors end the transaction: use onConflict where one is expected, never try/catch inside the body. */
  transaction<T>(body: (tx: Executor) => Steps<T>): Promise<T>;
  /** Does a single write that may be left out: it is where another connection of the embedded database writes at the moment. */
  note(write: PromiseLike<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** Both databases limit bound values per statement (SQLite 32,766, PostgreSQL 65,535). */
const maxBoundValues = 30_000;

/** Splits rows so that each INSERT into the table stays within the limit: a column that a row leaves out is bound too. */
export function* chunks<T extends object>(table: Table, rows: readonly T[]): Generator<T[]> {
  const size = Math.max(1, Math.floor(maxBoundValues / Object.keys(getTableColumns(table)).length));
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size);
}
