import Sqlite from 'better-sqlite3';
import { QueryPromise } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database, Executor, Steps } from './database.ts';
import { mapDatabaseError } from './errors.ts';
import * as schema from './schema.sqlite.ts';
import { runStepsSync } from './steps.ts';

const migrations = fileURLToPath(new URL('./migrations/sqlite', import.meta.url));
/** How long a write waits for another connection's: longer than the largest spreadsheet takes to be put in. It waits without holding its thread up. */
const busyMs = 60_000;
const retryMs = 5;
/** For reads, which hardly ever wait, and while migrating. */
const driverBusyMs = 5_000;
type SyncQuery = { prepare(): { execute(): { sync(): unknown } } };
const isBusy = (error: unknown) => (error as { code?: string }).code === 'SQLITE_BUSY';

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
  raw.pragma(`busy_timeout = ${driverBusyMs}`);
  if (options.migrate) migrateSqlite(raw);
  else raw.pragma('foreign_keys = ON');
  const db = drizzle(raw);
  /** Without the driver's own waiting, which would put the whole thread to sleep. */
  function atOnce<T>(work: () => T): T {
    raw.pragma('busy_timeout = 0');
    try {
      return work();
    } finally {
      raw.pragma(`busy_timeout = ${driverBusyMs}`);
    }
  }
  /** Tries again until no other connection writes: this thread has better things to do meanwhile than to sleep in the driver. */
  async function inTurn<T>(work: () => Promise<T>, began: () => boolean = () => false): Promise<T> {
    for (const end = Date.now() + busyMs; ;) {
      try {
        return await atOnce(work);
      } catch (error) {
        if (began() || !isBusy(error) || Date.now() > end) throw error;
      }
      await setTimeout(retryMs);
    }
  }
  return {
    dialect: 'sqlite',
    schema,
    query: waiting(db as unknown as Executor, inTurn),
    async transaction<T>(body: (tx: Executor) => Steps<T>): Promise<T> {
      let began = false;
      try {
        return await inTurn(
          async () =>
            db.transaction(
              (tx) => {
                began = true;
                return runStepsSync(body(tx as unknown as Executor), (query) => (query as SyncQuery).prepare().execute().sync());
              },
              { behavior: 'immediate' },
            ),
          () => began,
        );
      } catch (error) {
        throw mapDatabaseError(error);
      }
    },
    async note(write) {
      try {
        atOnce(() => (write as unknown as SyncQuery).prepare().execute().sync());
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
    },
    async close() {
      raw.close();
    },
  };
}

type Turn = (work: () => Promise<unknown>) => Promise<unknown>;
/** The same queries; single statements that write wait for their turn as transactions do. */
function waiting(query: Executor, inTurn: Turn): Executor {
  const patient = <T extends object>(built: T): T =>
    new Proxy(built, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const execute = () => inTurn(async () => (target as unknown as SyncQuery).prepare().execute().sync());
        if (name === 'execute') return execute;
        if (name === 'then') return (...told: Parameters<Promise<unknown>['then']>) => execute().then(...told);
        return (...given: unknown[]) => {
          const next: unknown = Reflect.apply(value, target, given);
          return next instanceof QueryPromise ? patient(next) : next;
        };
      },
    });
  const writing: Pick<Executor, 'insert' | 'update' | 'delete'> = {
    insert: (table) => patient(query.insert(table)),
    update: (table) => patient(query.update(table)),
    delete: (table) => patient(query.delete(table)),
  };
  return Object.assign(Object.create(query) as Executor, writing);
}
