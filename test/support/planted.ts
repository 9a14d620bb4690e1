import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/database.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { seedDemoCity } from '../../seed/index.ts';
import { clock } from '../../server/runtime.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'planted-'));
let template: Promise<Buffer> | undefined;

async function plant(): Promise<Buffer> {
  const dir = newFolder();
  const db = openSqlite(join(dir, 'city.db'));
  await seedDemoCity(db, { seed: 1, scale: 1, now: clock() });
  await db.close(); // leaves one file without its log
  const bytes = readFileSync(join(dir, 'city.db'));
  rmSync(dir, { recursive: true });
  return bytes;
}

/** A database of its own with the demo city (seed 1) in it; closing it removes it. The city is planted once a process and copied. */
export async function openPlanted(): Promise<Database> {
  template ??= plant();
  const bytes = await template;
  const dir = newFolder();
  const file = join(dir, 'city.db');
  writeFileSync(file, bytes);
  const db = openSqlite(file);
  return {
    ...db,
    async close() {
      await db.close();
      rmSync(dir, { recursive: true });
    },
  };
}
