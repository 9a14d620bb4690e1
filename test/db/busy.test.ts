import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { run } from '../../db/database.ts';
import { openSqlite } from '../../db/open-sqlite.ts';

it('a transaction that finds another writer waits without holding its thread up', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'busy-'));
  const file = join(dir, 'a.db');
  const db = openSqlite(file);
  const other = new Sqlite(file);
  other.exec('begin immediate');
  let stored = false;
  const storing = db
    .transaction(function* (tx) {
      yield* run(tx.insert(db.schema.installation).values({ key: 'a', value: 'b' }));
    })
    .then(() => (stored = true));
  let ticks = 0;
  for (const end = Date.now() + 300; Date.now() < end; ticks++) await sleep(5);
  expect([stored, ticks > 5]).toEqual([false, true]);
  other.exec('commit');
  await storing;
  expect(await db.query.select().from(db.schema.installation)).toEqual([{ key: 'a', value: 'b' }]);
  other.close();
  await db.close();
  rmSync(dir, { recursive: true });
});
