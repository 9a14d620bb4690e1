import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { seedDemoCity } from '../../seed/index.ts';
import { cityOf } from './cities.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongxu-seed-'));
const file = join(folder, 'city.db');
let db: Database;
let counts: Record<string, number>;

beforeAll(async () => {
  db = openSqlite(file);
  ({ counts } = await seedDemoCity(db, { seed: 1, scale: 1, now: new Date('2026-03-01T00:00:00Z') }));
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

describe('seedDemoCity', () => {
  it('stores every row of the city and says how many', () => {
    const raw = new Sqlite(file, { readonly: true });
    const stored = (table: string): number => raw.prepare<[], number>(`select count(*) as n from ${table}`).pluck().get()!;
    expect(counts).toMatchObject({ programmes: 180, chains: 16 });
    for (const [name, count] of Object.entries(counts))
      expect(`${name} ${stored(name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))}`).toBe(`${name} ${count}`);
    expect(raw.pragma('foreign_key_check')).toEqual([]);
    raw.close();
  });

  it('points every reference that no constraint guards at a row', () => {
    const raw = new Sqlite(file, { readonly: true });
    const dangling = (sql: string): unknown => raw.prepare(sql).pluck().get();
    for (const table of ['declarations', 'postings', 'enrolment_reports']) {
      expect(
        dangling(`select count(*) from ${table} where batch_id not in (select id from batches) or reported_by not in (select id from organisations)`),
      ).toBe(0);
    }
    expect(dangling('select count(*) from occupations where parent_code is not null and parent_code not in (select code from occupations)')).toBe(0);
    expect(dangling('select count(*) from regions where parent_code is not null and parent_code not in (select code from regions)')).toBe(0);
    expect(dangling("select count(*) from series_breaks where side = 'programme' and subject not in (select id from programmes)")).toBe(0);
    expect(dangling("select count(*) from series_breaks where side = 'occupation' and subject not in (select code from occupations)")).toBe(0);
    for (const table of ['majors', 'occupations', 'industries', 'regions']) {
      expect(
        dangling(`select count(*) from ${table} t where not exists (select 1 from catalogue_versions v where v.system_id = t.system_id and v.code = t.code)`),
      ).toBe(0);
    }
    raw.close();
  });

  it('dates the batch by the clock it is given and nothing else', async () => {
    const { batches, declarations, installation } = db.schema;
    const [batch] = (await db.query.select().from(batches)).filter((one) => one.kind === 'seed');
    expect(batch).toMatchObject({ kind: 'seed', createdAt: new Date('2026-03-01T00:00:00Z') });
    const stored = await db.query.select().from(declarations);
    const planned = new Map(cityOf(1).declarations.map((row) => [row.id, row]));
    for (const row of stored) expect(row).toMatchObject(planned.get(row.id)!);
    expect(Object.fromEntries((await db.query.select().from(installation)).map((row) => [row.key, row.value]))).toEqual({ demo: '1', seed: '1', scale: '1' });
  });

  it('leaves a planted database as it is', async () => {
    const again = await seedDemoCity(db, { seed: 2, scale: 1, now: new Date('2027-03-01T00:00:00Z') });
    expect(again).toEqual({ counts: {} });
    expect(await db.query.select().from(db.schema.programmes)).toHaveLength(180);
    expect(await db.query.select().from(db.schema.batches)).toHaveLength(1 + cityOf(1).filingBatchIds.length);
  });
});
