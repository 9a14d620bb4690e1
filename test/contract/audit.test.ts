import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { auditStep, createAuditRepository } from '../../db/repositories/audit.ts';
import { createNotificationRepository } from '../../db/repositories/notifications.ts';
import { createSearchRepository } from '../../db/repositories/search.ts';
import type { Json } from '../../db/schema/runs.ts';
import { newId } from '../../server/runtime.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
/** What JSON columns may change on the way: key order, numbers, text outside the basic plane. */
const said: Json = { z: 1, a: { 'b c': [0.1, 1e21, -0, 5e-324], 名: '产教\u{20000}"\\' }, n: null };

describe.each(kinds)('the audit chain on $name', ({ here, open }) => {
  const test = it.skipIf(!here);
  let db: Database;
  let audit: ReturnType<typeof createAuditRepository>;
  beforeAll(async () => {
    if (!here) return;
    db = await open();
    audit = createAuditRepository(db);
    const old = (id: string) => ({ id, at: new Date(5), actor: 'before', action: 'create', entity: 'thing', entityId: id, after: said });
    await db.query.insert(db.schema.auditEntries).values([old('0000-b'), old('0000-a')]);
  });
  afterAll(async () => {
    if (here) await db.close();
  });
  const add = (action: string, after: Json = said) =>
    db.transaction(function* (tx) {
      yield* auditStep(db, tx, { id: newId(), at: new Date(), actor: 'test', action, entity: 'thing', entityId: 'one', after, requestId: 'r' });
    });
  const rows = () => db.query.select().from(db.schema.auditEntries).orderBy(asc(db.schema.auditEntries.seq));
  const change = async (seq: number, values: Partial<Awaited<ReturnType<typeof rows>>[number]>) =>
    await db.query.update(db.schema.auditEntries).set(values).where(eq(db.schema.auditEntries.seq, seq)).returning();

  test('takes in what was written before it, in the order of ids, and gives out places one after another to many at once', async () => {
    expect(await audit.verify()).toMatchObject({ entries: 0, faults: [] });
    await Promise.all(Array.from({ length: 20 }, (_, i) => add(`parallel ${i}`)));
    const all = await rows();
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    expect(all.slice(0, 2).map(({ id }) => id)).toEqual(['0000-a', '0000-b']);
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(22);
    expect(await audit.verify()).toEqual({ entries: 22, hash: all.at(-1)!.hash, faults: [] });
  });
  test('an entry whose transaction fails leaves no place behind', async () => {
    await expect(
      db.transaction(function* (tx) {
        yield* auditStep(db, tx, { id: newId(), at: new Date(), actor: 'test', action: 'lost', entity: 'thing', entityId: 'one' });
        throw new Error('after all not');
      }),
    ).rejects.toThrow('after all not');
    expect(await audit.verify()).toMatchObject({ entries: 22, faults: [] });
  });
  test('any field of any row that is changed shows, and is whole again when it is put back', async () => {
    const [row] = (await rows()).filter(({ seq }) => seq === 7);
    const { before: _before, seq: _seq, ...fields } = row!;
    const tampered = {
      id: 'x',
      hash: 'x',
      at: new Date(row!.at.getTime() + 1),
      actor: 'x',
      action: 'x',
      entity: 'x',
      entityId: 'x',
      after: { z: 2 },
      requestId: null,
    };
    expect(Object.keys(tampered).sort()).toEqual(Object.keys(fields).sort());
    for (const [field, value] of Object.entries({ ...tampered, before: { z: 1 } })) {
      await change(7, { [field]: value });
      const { faults } = await audit.verify();
      expect([field, faults[0]]).toEqual([field, { kind: 'altered', seq: 7, id: field === 'id' ? 'x' : row!.id }]);
      await change(7, { ...fields, before: null });
    }
    expect((await audit.verify()).faults).toEqual([]);
  });
  test('a row that is taken out, added beside the chain, or cut from its end shows', async () => {
    const all = await rows();
    const { auditEntries, auditHead } = db.schema;
    await db.query.delete(auditEntries).where(eq(auditEntries.seq, 5));
    expect((await audit.verify()).faults).toEqual([{ kind: 'missing', seq: 5, last: 5 }]);
    await db.query.insert(auditEntries).values(all[4]!);
    await db.query.insert(auditEntries).values({ ...all[4]!, id: 'beside', seq: null, hash: null });
    expect((await audit.verify()).faults).toEqual([{ kind: 'outside', id: 'beside' }]);
    await db.query.delete(auditEntries).where(eq(auditEntries.id, 'beside'));
    await db.query.delete(auditEntries).where(eq(auditEntries.seq, 22));
    expect((await audit.verify()).faults).toEqual([{ kind: 'missing', seq: 22, last: 22 }]);
    // whoever sets the end back too is found by what was noted elsewhere
    await db.query.update(auditHead).set({ seq: 21, hash: all[20]!.hash! }).returning();
    expect((await audit.verify()).faults).toEqual([]);
    expect((await audit.verify({ seq: 22, hash: all[21]!.hash! })).faults).toEqual([{ kind: 'anchor', seq: 22 }]);
    expect((await audit.verify({ seq: 20, hash: all[19]!.hash! })).faults).toEqual([]);
    await db.query.delete(auditHead);
    expect((await audit.verify()).faults).toEqual([{ kind: 'head', seq: 0 }]);
    await expect(add('without an end')).rejects.toThrow();
    await db.query.insert(auditHead).values({ id: 'audit', seq: 21, hash: all[20]!.hash! });
  });
  test('pages newest first by every filter', async () => {
    await add('search', { only: 'this' });
    const first = await audit.page({}, { limit: 2 });
    expect(first.items.map(({ action }) => action)[0]).toBe('search');
    const second = await audit.page({}, { limit: 200, cursor: first.next! });
    expect(first.items.length + second.items.length).toBe(await audit.count({}));
    expect((await audit.page({ action: 'search', actor: 'test', entity: 'thing', entityId: 'one', requestId: 'r' }, { limit: 5 })).items).toHaveLength(1);
    expect(await audit.count({ to: new Date(6) })).toBe(2);
    expect(await audit.count({ from: new Date(6), action: 'create' })).toBe(0);
    expect(await audit.kinds()).toContainEqual({ entity: 'thing', action: 'search' });
  });
  test('what a change tells is stored with it, or not at all, and is read in the same order everywhere', async () => {
    const notifications = createNotificationRepository(db);
    const reader = { actor: 'account:a', role: 'planner', organisationId: null } as const;
    const tell = [
      { to: { role: 'planner' }, kind: 'alerts_raised', values: { n: 3, year: 2025 } },
      { to: { actor: 'account:a' }, kind: 'run_succeeded' },
    ] as const;
    const record = (id: string, actor: string) => ({ id, at: new Date(7), actor, action: 'finish', entity: 'run', entityId: 'r', tell });
    const end = (id: string, actor: string, fails = false) =>
      db.transaction(function* (tx) {
        yield* auditStep(db, tx, record(id, actor));
        if (fails) throw new Error('after all not');
      });
    await end('t1', 'worker');
    await end('t2', 'account:a'); // who did it is not told
    await expect(end('t3', 'worker', true)).rejects.toThrow('after all not');
    await end('t4', 'worker');
    const first = await notifications.page(reader, true, { limit: 3 });
    expect(first.items.map(({ row }) => row.id)).toEqual(['t4.0001', 't4.0000', 't1.0001']);
    expect((await notifications.page(reader, true, { limit: 3, cursor: first.next! })).items.map(({ row }) => [row.id, row.values])).toEqual([['t1.0000', { n: 3, year: 2025 }]]); // prettier-ignore
    expect(await notifications.find({ ...reader, actor: 'account:b' }, 't1.0001')).toBeUndefined();
    await notifications.markRead(reader, 't1.0000', new Date(8));
    await notifications.markRead(reader, 't1.0000', new Date(9));
    expect((await notifications.find(reader, 't1.0000'))?.readAt).toEqual(new Date(8));
    expect([await notifications.markAllRead(reader, 't1.9999', new Date(9)), await notifications.count(reader, true), await notifications.count(reader, false)]).toEqual([1, 2, 4]); // prettier-ignore
  });
  test('the names that are searched have an edition', async () => {
    expect([await createSearchRepository(db).edition(), await createSearchRepository(db).names()]).toEqual([
      '[[{"n":0,"newest":null}],[{"n":0,"letters":null}],[{"n":0,"changes":null}]]',
      { majors: [], occupations: [], chains: [], organisations: [] },
    ]);
  });
});
