import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Run } from '../../schemas/runs.ts';
import { TerminalError } from '../../workers/catalog.ts';
import { createHandlers } from '../../workers/handlers/index.ts';
import type { ThreadPool } from '../../workers/threads/pool.ts';
import { rowCounts } from '../support/app.ts';
import { openDistributedWorld, openEmbeddedWorld, snapshotOf, storedResults, type World } from '../support/worlds.ts';

const distributed = inject('postgresUrl') !== null && inject('redisUrl') !== null;
const kinds = [
  { name: 'SQLite and the embedded queue', here: true, open: openEmbeddedWorld },
  {
    name: `PostgreSQL and BullMQ, two workers${distributed ? '' : ' (skipped: postgres or redis-server is missing)'}`,
    here: distributed,
    open: openDistributedWorld,
  },
] as const;

describe.skipIf(!distributed)('the same city and the same two runs on SQLite + embedded queue and PostgreSQL + BullMQ', () => {
  const worlds: World[] = [];
  const runs: (readonly [Run, Run])[] = [];
  beforeAll(async () => {
    for (const { open } of kinds) {
      const world = await open();
      worlds.push(world);
      const first = await world.end((await world.start({ asOfYear: 2024 })).id);
      runs.push([first, await world.end((await world.start()).id)]);
    }
  });
  afterAll(() => Promise.all(worlds.map((world) => world.close())));

  it('take the same snapshot', async () => {
    const [[sqliteFirst, sqliteSecond], [postgresFirst, postgresSecond]] = runs as [readonly [Run, Run], readonly [Run, Run]];
    expect([sqliteFirst, sqliteSecond, postgresFirst, postgresSecond].map((run) => [run.status, run.error])).toEqual(Array(4).fill(['succeeded', null]));
    expect(await snapshotOf(worlds[1]!.db, postgresSecond)).toBe(await snapshotOf(worlds[0]!.db, sqliteSecond));
    expect([postgresFirst.snapshotHash, postgresSecond.snapshotHash]).toEqual([sqliteFirst.snapshotHash, sqliteSecond.snapshotHash]);
    expect(sqliteFirst.snapshotHash).not.toBe(sqliteSecond.snapshotHash);
    expect([sqliteSecond.previousRunId, postgresSecond.previousRunId]).toEqual([sqliteFirst.id, postgresFirst.id]);
  });
  it.each([0, 1])('store bit-equal gaps, flags and series (run %i)', async (no) => {
    const [here, there] = await Promise.all(worlds.map((world, i) => storedResults(world.db, runs[i]![no]!.id)));
    expect(here!.gaps.length).toBeGreaterThan(500);
    expect(here!.flags.length).toBeGreaterThan(40);
    for (const table of ['gaps', 'flags', 'series', 'forecasts'] as const) expect(there![table]).toEqual(here![table]);
    expect(runs[1]![no]!.summary).toEqual(runs[0]![no]!.summary);
  });
});

describe.each(kinds)('$name', ({ here, open }) => {
  const test = it.skipIf(!here);
  const worlds: World[] = [];
  const opened = async (...options: Parameters<typeof open>) => {
    const world = await open(...options);
    worlds.push(world);
    return world;
  };
  afterAll(() => Promise.all(worlds.map((world) => world.close())));
  /** Once only: the first call of a kind goes wrong. */
  const failing = (kind: 'fit' | 'assemble', error: Error, times: number) => {
    let calls = 0;
    const disturb = (pool: ThreadPool): ThreadPool => ({
      ...pool,
      [kind]: async (...args: Parameters<ThreadPool[typeof kind]>) => {
        if (calls++ < times) throw error;
        return pool[kind](...(args as [never, never]));
      },
    });
    return { disturb, calls: () => calls };
  };
  const actions = async (world: World, run: Run) =>
    (await world.db.query.select().from(world.db.schema.auditEntries)).filter((entry) => entry.entityId === run.id).map((entry) => entry.action);

  test('every message delivered twice, and all again afterwards: one result', async () => {
    const world = await opened({
      deliver: ({ runTask, sweepRuns }) => ({
        sweepRuns,
        runTask: async (payload, context) => void (await Promise.all([runTask(payload, context), runTask(payload, context), runTask(payload, context)])),
      }),
    });
    const run = await world.end((await world.start()).id);
    expect([run.status, run.done]).toEqual(['succeeded', run.total]);
    const tasks = await world.db.query.select().from(world.db.schema.runTasks);
    expect(tasks.map((task) => [task.status, task.attempts, task.leaseUntil])).toEqual(tasks.map(() => ['succeeded', 1, null]));
    expect(tasks.length).toBe(run.total);
    const before = [await rowCounts(world), await storedResults(world.db, run.id)];
    const { runTask } = createHandlers(world.worker);
    const context = { signal: new AbortController().signal, attempt: 1, lastAttempt: false };
    await Promise.all(tasks.flatMap(({ id }) => [runTask({ taskId: id }, context), runTask({ taskId: id }, context)]));
    expect([await rowCounts(world), await storedResults(world.db, run.id)]).toEqual(before);
    expect(await world.find(run.id)).toEqual(run);
    expect(await actions(world, run)).toEqual(['create', 'finish']);
  });

  test.each(['fit', 'assemble'] as const)('a %s task that throws is tried again, and the result is that of an undisturbed run', async (kind) => {
    const { disturb } = failing(kind, new Error('the thread fell over'), 1);
    const world = await opened({ disturb });
    const disturbed = await world.end((await world.start()).id);
    expect([disturbed.status, disturbed.error, disturbed.done]).toEqual(['succeeded', null, disturbed.total]);
    const tasks = (await world.db.query.select().from(world.db.schema.runTasks)).filter((task) => task.runId === disturbed.id);
    expect(tasks.map((task) => task.attempts).toSorted()).toEqual([...Array<number>(tasks.length - 1).fill(1), 2]);
    const results = await storedResults(world.db, disturbed.id);
    const calm = await world.end((await world.start()).id);
    expect(await storedResults(world.db, calm.id)).toEqual(results);
  });

  test('a task that throws every time fails the run with its message, once', async () => {
    const { disturb, calls } = failing('assemble', new Error('out of paths'), Infinity);
    const world = await opened({ disturb });
    const before = await rowCounts(world);
    const run = await world.end((await world.start()).id);
    expect([run.status, run.error]).toEqual(['failed', 'out of paths']);
    expect(calls()).toBe(3);
    expect(await actions(world, run)).toEqual(['create', 'fail']);
    const after = await rowCounts(world);
    for (const table of ['gaps', 'flags', 'runSeries', 'runForecasts']) expect([table, after[table]]).toEqual([table, before[table]]);
  });

  test('a terminal error fails the run at once', async () => {
    const { disturb, calls } = failing('assemble', new TerminalError('this snapshot cannot be read'), Infinity);
    const world = await opened({ disturb });
    const run = await world.end((await world.start()).id);
    expect([run.status, run.error]).toEqual(['failed', 'this snapshot cannot be read']);
    await sleep(300);
    expect(calls()).toBe(1);
    expect(await actions(world, run)).toEqual(['create', 'fail']);
  });

  test('cancelled in the middle: nothing of it stays, and the next run is not disturbed', async () => {
    const world = await opened();
    const before = await rowCounts(world);
    const { id } = await world.start();
    while ((await world.find(id)).done < 2) await sleep(5);
    const next = await world.start({ asOfYear: 2023 });
    expect((await world.cancel(id)).status).toBe('cancelled');
    const other = await world.end(next.id);
    expect(other.status).toBe('succeeded');
    expect((await world.find(id)).status).toBe('cancelled');
    expect(await storedResults(world.db, id)).toEqual({ gaps: [], flags: [], series: [], forecasts: [] });
    expect(await actions(world, await world.find(id))).toEqual(['create', 'cancel']);
    const after = await rowCounts(world);
    expect(after['auditEntries']! - before['auditEntries']!).toBe(4);
  });
});
