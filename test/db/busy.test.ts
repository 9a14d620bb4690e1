import Sqlite from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { run, type Database } from '../../db/database.ts';
import { openSqlite } from '../../db/open-sqlite.ts';

/** An installation that another connection writes to at the moment. */
async function besideAWriter(body: (db: Database, done: () => void) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'busy-'));
  const file = join(dir, 'a.db');
  const db = openSqlite(file);
  const other = new Sqlite(file);
  other.exec('begin immediate');
  await body(db, () => other.exec('commit'));
  other.close();
  await db.close();
  rmSync(dir, { recursive: true });
}
const row = { key: 'a', value: 'b' };
const writes: Record<string, (db: Database) => Promise<unknown>> = {
  'a transaction': (db) =>
    db.transaction(function* (tx) {
      yield* run(tx.insert(db.schema.installation).values(row));
    }),
  'a single statement': async (db) => db.query.insert(db.schema.installation).values(row).onConflictDoNothing().returning(),
  'a deletion': async (db) => {
    await db.query.delete(db.schema.installation);
    await db.query.insert(db.schema.installation).values(row);
  },
  'a change': async (db) => {
    await db.query.update(db.schema.installation).set({ value: 'x' }).where(eq(db.schema.installation.key, 'a'));
    await db.query.insert(db.schema.installation).values(row);
  },
};

it.each(Object.keys(writes))('%s that finds another writer waits without holding its thread up', async (name) => {
  await besideAWriter(async (db, done) => {
    let stored = false;
    const storing = writes[name]!(db).then(() => (stored = true));
    let ticks = 0;
    for (const end = Date.now() + 300; Date.now() < end; ticks++) await sleep(5);
    expect([stored, ticks > 5]).toEqual([false, true]);
    done();
    await storing;
    expect(await db.query.select().from(db.schema.installation)).toEqual([row]);
    await db.query.update(db.schema.installation).set({ value: 'c' }).where(eq(db.schema.installation.key, 'a'));
    expect(await db.query.delete(db.schema.installation).returning()).toEqual([{ key: 'a', value: 'c' }]);
  });
});

it('a note is left out while another connection writes, and what is read does not wait for it', async () => {
  await besideAWriter(async (db, done) => {
    const note = () => db.note(db.query.insert(db.schema.installation).values(row));
    const begun = performance.now();
    await note();
    expect(performance.now() - begun).toBeLessThan(200);
    expect(await db.query.select().from(db.schema.installation)).toEqual([]);
    done();
    await note();
    expect(await db.query.select().from(db.schema.installation)).toEqual([row]);
    await expect(note()).rejects.toThrow('UNIQUE');
  });
});
