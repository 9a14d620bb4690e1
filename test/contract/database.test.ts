import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run, type Database } from '../../db/database.ts';
import { ConflictError, MissingReferenceError, UnstorableTextError } from '../../db/errors.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { chunks } from '../../db/database.ts';
import type { Json } from '../../db/schema/runs.ts';
import { bytewise } from '../support/pages.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

interface Kind {
  readonly name: string;
  readonly here: boolean;
  /** The same database each time it is called, where that is possible: `reopen` says so. */
  readonly prepare: () => Promise<{ open: () => Promise<Database>; reopens: boolean; discard: () => void }>;
}
const kinds: Kind[] = [
  {
    name: 'SQLite file',
    here: true,
    prepare: async () => {
      const dir = mkdtempSync(join(tmpdir(), 'database-'));
      const discard = () => {
        rmSync(dir, { recursive: true });
      };
      return { open: async () => openSqlite(join(dir, 'test.db')), reopens: true, discard };
    },
  },
  { name: 'PGlite', here: true, prepare: async () => ({ open: openPglite, reopens: false, discard: () => undefined }) },
  {
    name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)',
    here: hasPostgres,
    prepare: async () => {
      const url = await createDatabase();
      return { open: () => openPostgres(url), reopens: true, discard: () => undefined };
    },
  },
];

describe.each(kinds)('$name', ({ here, prepare }) => {
  const test = it.skipIf(!here);
  let place: Awaited<ReturnType<Kind['prepare']>>;
  let db: Database;
  beforeAll(async () => {
    if (!here) return;
    place = await prepare();
    db = await place.open();
    await db.query.insert(db.schema.codeSystems).values({ id: 'regions', kind: 'region', edition: '2023', title: 'Regions', source: 'test' });
  });
  afterAll(async () => {
    if (!here) return;
    await db.close();
    place.discard();
  });
  beforeEach(async () => {
    if (!here) return;
    await db.query.delete(db.schema.installation);
    await db.query.delete(db.schema.auditEntries);
    await db.query.delete(db.schema.regions);
  });
  const settings = async () => (await db.query.select().from(db.schema.installation).orderBy(asc(db.schema.installation.key))).map((row) => row.key);
  const region = (code: string, systemId = 'regions') => ({ code, name: code, level: 1, systemId });

  test('opens again what it migrated before, with its rows', async () => {
    if (!place.reopens) return;
    await db.query.insert(db.schema.installation).values({ key: 'kept', value: 'yes' });
    for (let i = 0; i < 2; i++) {
      const again = await place.open();
      expect(await again.query.select().from(again.schema.installation)).toEqual([{ key: 'kept', value: 'yes' }]);
      await again.close();
    }
  });

  test('orders text by its bytes, whatever the locale', async () => {
    const keys = ['a', 'B', 'Z', 'z', 'é', 'e', '_', '-', '10', '9', '数', '字', '', '\u{1f600}', '\uffee', 'aa', 'A'];
    await db.query.insert(db.schema.installation).values(keys.map((key) => ({ key, value: '' })));
    const asBytes = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await settings()).toEqual(asBytes);
    // codes of the catalogues are ASCII: there our own comparison agrees
    const ascii = keys.filter((key) => /^[ -~]*$/.test(key));
    expect(ascii.toSorted(bytewise)).toEqual(asBytes.filter((key) => ascii.includes(key)));
  });

  describe('a transaction', () => {
    test('keeps everything when its body ends, and returns what the body does', async () => {
      const told = await db.transaction(function* (tx) {
        const [row] = yield* run(tx.insert(db.schema.installation).values({ key: 'a', value: '1' }).returning());
        yield* run(tx.insert(db.schema.installation).values({ key: 'b', value: row?.value ?? '' }));
        return (yield* run(tx.select().from(db.schema.installation))).length;
      });
      expect([told, await settings()]).toEqual([2, ['a', 'b']]);
    });
    test('keeps nothing when its body throws', async () => {
      const failed = db.transaction(function* (tx) {
        yield* run(tx.insert(db.schema.installation).values({ key: 'a', value: '1' }));
        throw new Error('changed my mind');
      });
      await expect(failed).rejects.toThrow('changed my mind');
      expect(await settings()).toEqual([]);
    });
    test('keeps nothing when a key is taken, and says so', async () => {
      const failed = db.transaction(function* (tx) {
        yield* run(tx.insert(db.schema.installation).values({ key: 'a', value: '1' }));
        yield* run(tx.insert(db.schema.installation).values({ key: 'a', value: '2' }));
      });
      await expect(failed).rejects.toThrow(ConflictError);
      expect(await settings()).toEqual([]);
    });
    test('keeps nothing when a row refers to one that is not there, and says so', async () => {
      const failed = db.transaction(function* (tx) {
        yield* run(tx.insert(db.schema.installation).values({ key: 'a', value: '1' }));
        yield* run(tx.insert(db.schema.regions).values(region('150600', 'nowhere')));
      });
      await expect(failed).rejects.toThrow(MissingReferenceError);
      expect(await settings()).toEqual([]);
    });
    test('serves the next one after it failed', async () => {
      const failed = db.transaction(function* (tx) {
        yield* run(tx.select().from(db.schema.installation));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      await db.transaction(function* (tx) {
        yield* run(tx.insert(db.schema.installation).values({ key: 'after', value: '' }));
      });
      expect(await settings()).toEqual(['after']);
    });
    test('inserts over a taken key only where that is said', async () => {
      const value = (v: string) => ({ key: 'once', value: v });
      await db.query.insert(db.schema.installation).values(value('first'));
      await db.query.insert(db.schema.installation).values(value('second')).onConflictDoNothing();
      expect(await db.query.select().from(db.schema.installation)).toEqual([value('first')]);
    });
  });

  test('deletes children with their parent, and only where the schema says so', async () => {
    await db.query.insert(db.schema.regions).values(region('150600'));
    await expect(
      db.transaction(function* (tx) {
        yield* run(tx.delete(db.schema.codeSystems).where(eq(db.schema.codeSystems.id, 'regions')));
      }),
    ).rejects.toThrow(MissingReferenceError);
    expect(await db.query.select().from(db.schema.regions)).toHaveLength(1);
  });

  const entry = (id: string, at: Date, after: Json) => ({ id, at, actor: 'test', action: 'test', entity: 'test', entityId: id, after });
  test('keeps instants to the millisecond', async () => {
    const instants = fc.date({ min: new Date('1970-01-01T00:00:00.000Z'), max: new Date('2200-01-01T00:00:00.000Z'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(fc.array(instants, { minLength: 1, maxLength: 30 }), async (dates) => {
        await db.query.delete(db.schema.auditEntries);
        await db.query.insert(db.schema.auditEntries).values(dates.map((at, i) => entry(String(i).padStart(3, '0'), at, null)));
        const rows = await db.query.select().from(db.schema.auditEntries).orderBy(asc(db.schema.auditEntries.id));
        expect(rows.map((row) => row.at.getTime())).toEqual(dates.map((date) => date.getTime()));
        const [first] = dates as [Date];
        const same = await db.query.select().from(db.schema.auditEntries).where(eq(db.schema.auditEntries.at, first));
        expect(same.length).toBe(dates.filter((date) => date.getTime() === first.getTime()).length);
      }),
      { numRuns: 20 },
    );
  });
  test('gives JSON back as it was', async () => {
    // no NUL: PostgreSQL cannot hold it, and both have to hold the same; -0 is 0 in JSON
    const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('\\u0000'));
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        await db.query.delete(db.schema.auditEntries);
        const kept = JSON.parse(JSON.stringify({ value })) as Json;
        await db.query.insert(db.schema.auditEntries).values(entry('1', new Date(0), kept));
        expect((await db.query.select().from(db.schema.auditEntries))[0]?.after).toEqual(kept);
      }),
      { numRuns: 50 },
    );
  });
  test('gives every float back bit for bit', async () => {
    await db.query.insert(db.schema.regions).values(region('150600'));
    const now = new Date();
    await db.query.insert(db.schema.runs).values({
      ...{ id: 'floats', regionCode: '150600', asOfYear: 2025, status: 'running', stage: 'fit', done: 0, total: 1, parameters: {}, engineVersion: 'test' },
      ...{ simulated: true, requestedBy: 'test', createdAt: now },
    });
    const bits = (value: number) => Buffer.from(new Float64Array([value]).buffer).toString('hex');
    const float = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0.1, 1 / 3, 1e-300, 5e-324, 1.7976931348623157e308, 2 ** 53, 2 ** 53 - 1, 1e21),
    );
    const why = { model: 'test', observations: 1, skill: null, weights: {}, candidates: [], notes: [] };
    await fc.assert(
      // both zeros are the same number of persons, and SQLite has one of them
      fc.asyncProperty(
        fc.array(
          float.map((value) => value + 0),
          { minLength: 1, maxLength: 40 },
        ),
        async (values) => {
          await db.query.delete(db.schema.runSeries);
          await db.query.insert(db.schema.runSeries).values(
            values.map((value, i) => ({
              ...{ id: String(i).padStart(3, '0'), runId: 'floats', side: 'demand' as const, regionCode: '150600', code: String(i), nature: 'flow' as const },
              ...{ unit: 'persons', firstYear: 2000, history: [value, null], level: value, levelSpread: 1, why, widthScores: [[value]], simulated: true },
            })),
          );
          const rows = await db.query.select().from(db.schema.runSeries).orderBy(asc(db.schema.runSeries.id));
          expect(rows.map((row) => [bits(row.level + 0), bits(row.history[0]!)])).toEqual(
            values.map((value) => [bits(value + 0), bits(JSON.parse(JSON.stringify(value)) as number)]),
          );
        },
      ),
      { numRuns: 30 },
    );
    await db.query.delete(db.schema.runs);
  });

  test('takes more rows than one statement may bind, in chunks', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => ({ key: String(i).padStart(6, '0'), value: String(i) }));
    await db.transaction(function* (tx) {
      for (const some of chunks(db.schema.installation, rows)) yield* run(tx.insert(db.schema.installation).values(some));
    });
    expect((await settings()).length).toBe(rows.length);
  });
  test('says so when a text cannot be kept, and keeps the same texts as the others', async () => {
    if (db.dialect === 'sqlite') return;
    const failed = db.transaction(function* (tx) {
      yield* run(tx.insert(db.schema.installation).values({ key: 'nul', value: 'a\0b' }));
    });
    await expect(failed).rejects.toThrow(UnstorableTextError);
  });
});
