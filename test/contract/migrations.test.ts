import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPostgres } from '../../db/open-postgres.ts';
import { migrateSqlite } from '../../db/open-sqlite.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const sqliteMigrations = join(import.meta.dirname, '../../db/migrations/sqlite');
interface Journal {
  readonly entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

describe('a later migration of SQLite', () => {
  let folder: string;
  let raw: Sqlite.Database;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    cpSync(sqliteMigrations, folder, { recursive: true });
    raw = new Sqlite(':memory:');
    migrateSqlite(raw, folder);
    raw.exec(`
      insert into code_systems (id, kind, edition, title, source) values ('regions', 'region', '2023', 'Regions', 'test');
      insert into regions (code, name, level, system_id) values ('150600', '鄂尔多斯市', 2, 'regions');
      insert into runs (id, region_code, as_of_year, status, stage, done, total, parameters, engine_version, simulated, requested_by, created_at)
        values ('r', '150600', 2025, 'queued', 'queued', 0, 1, '{}', 'test', 0, 'test', 0);
      insert into run_tasks (id, run_id, kind, no, range_from, range_to, status, attempts) values ('t', 'r', 'prepare', 0, 0, 0, 'queued', 0);`);
  });
  afterEach(() => {
    raw.close();
    rmSync(folder, { recursive: true });
  });
  function addMigration(statements: readonly string[]): void {
    const path = join(folder, 'meta/_journal.json');
    const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal;
    const last = journal.entries.at(-1)!;
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag: '9999_later' });
    writeFileSync(path, JSON.stringify(journal));
    writeFileSync(join(folder, '9999_later.sql'), statements.join('\n--> statement-breakpoint\n'));
  }
  /** What drizzle-kit writes when a column of `runs` changes: SQLite cannot alter one, so the table is made anew. */
  function recreatedRuns(): string[] {
    const { sql } = raw.prepare("select sql from sqlite_master where name = 'runs'").get() as { sql: string };
    const made = sql.replace(/CREATE TABLE [`"]?runs[`"]?/i, 'CREATE TABLE `__new_runs`').replace(/\)\s*$/, ')');
    const swap = ['INSERT INTO `__new_runs` SELECT * FROM `runs`;', 'DROP TABLE `runs`;', 'ALTER TABLE `__new_runs` RENAME TO `runs`;'];
    return ['PRAGMA foreign_keys=OFF;', `${made};`, ...swap, 'PRAGMA foreign_keys=ON;'];
  }
  const children = () => raw.prepare('select id from run_tasks').all();

  it('that re-creates a table keeps the rows that refer to it', () => {
    addMigration(recreatedRuns());
    migrateSqlite(raw, folder);
    expect(children()).toEqual([{ id: 't' }]);
    expect(raw.prepare('select id from runs').all()).toEqual([{ id: 'r' }]);
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1);
  });
  it('would lose them through the migrator alone: what migrateSqlite is there for', () => {
    addMigration(recreatedRuns());
    raw.pragma('foreign_keys = ON');
    migrate(drizzle(raw), { migrationsFolder: folder });
    expect(children()).toEqual([]);
  });
  it('that leaves rows without their parent stops the start', () => {
    addMigration(["DELETE FROM `runs` WHERE `id` = 'r';"]);
    expect(() => {
      migrateSqlite(raw, folder);
    }).toThrow('migration left 1 rows without their parent');
  });
});

describe.skipIf(!hasPostgres)(`PostgreSQL${hasPostgres ? '' : ' (skipped: postgres is missing)'}`, () => {
  it('is migrated once, though three processes start at the same moment', async () => {
    const url = await createDatabase();
    const opened = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)]);
    for (const db of opened) expect(await db.query.select().from(db.schema.runs)).toEqual([]);
    await Promise.all(opened.map((db) => db.close()));
  });
});
