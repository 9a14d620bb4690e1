import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAlertRepository } from '../../db/repositories/alerts.ts';
import { createComparisonRepository } from '../../db/repositories/comparison.ts';
import { createEvaluationRepository } from '../../db/repositories/evaluations.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import type { Run } from '../../schemas/runs.ts';
import { TerminalError } from '../../workers/catalog.ts';
import { canonicalJson } from '../../schemas/canonical.ts';
import { createHandlers } from '../../workers/handlers/index.ts';
import { replayRun } from '../../workers/handlers/replay.ts';
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
  it('evaluate the first with the second in the same words', async () => {
    const told = await Promise.all(
      worlds.map(async ({ db }, i) => {
        const repository = createEvaluationRepository(db);
        const [first, second] = runs[i]!.map((run) => run.id) as [string, string];
        const filter = { runId: first, againstRunId: second };
        const page = await repository.pageForecasts(filter, { limit: 3 });
        const rest = await repository.pageForecasts(filter, { limit: 200, cursor: page.next ?? [] });
        const forecasts = [...page.items, ...rest.items].map(({ evaluatedAt: _at, ...row }) => row);
        const flags = await repository.pageFlags(filter, { limit: 200 });
        const outcomes = [...(await repository.countOutcomes(filter))].sort();
        const text = canonicalJson({ forecasts, flags: flags.items, outcomes });
        return { n: forecasts.length, flags: flags.items.length, text: text.replaceAll(first, 'FIRST').replaceAll(second, 'SECOND') };
      }),
    );
    expect([told[0]!.n, told[0]!.flags > 40]).toEqual([4, true]);
    expect(told[1]!.text).toBe(told[0]!.text);
  });
  it('warn of the same in the same words, in pages and to each audience', async () => {
    const told = await Promise.all(
      worlds.map(async ({ db }, i) => {
        const repository = createAlertRepository(db);
        const [first, second] = runs[i]!.map((run) => run.id) as [string, string];
        const page = await repository.page({ audience: 'all' }, { limit: 2 });
        const rest = await repository.page({ audience: 'all', status: 'open', runId: second }, { limit: 200, cursor: page.next ?? [] });
        const items = [...page.items, ...rest.items].map(({ alert: { id: _id, createdAt: _at, ...alert }, majorName }) => ({ ...alert, majorName }));
        const organisations = (await db.query.select().from(db.schema.organisations)).map(({ id }) => id).sort();
        const counts: number[] = [await repository.count({ audience: 'all' })];
        for (const id of organisations.slice(0, 40))
          counts.push(await repository.count({ audience: { schoolId: id } }), await repository.count({ audience: { enterpriseId: id } }));
        return { n: items.length, counts, text: canonicalJson(items).replaceAll(first, 'FIRST').replaceAll(second, 'SECOND') };
      }),
    );
    expect(told[0]!.n).toBeGreaterThan(3);
    expect(told[0]!.counts[0]).toBe(told[0]!.n);
    expect(told[1]!.text).toBe(told[0]!.text);
    expect(told[1]!.counts).toEqual(told[0]!.counts);
    expect(told[0]!.counts.slice(1).some((n) => n > 0 && n < told[0]!.n)).toBe(true);
  });
  it('are compared with each other in the same words', async () => {
    const [here, there] = await Promise.all(
      worlds.map(async ({ db }, i) => {
        const [before, after] = [runs[i]![0].id, runs[i]![1].id];
        const repository = createComparisonRepository(db);
        const filter = { before, after, onlyChanged: true };
        const first = await repository.pageCells(filter, { by: 'change', descending: true, withheldLast: true }, { limit: 10 });
        const second = await repository.pageCells(filter, { by: 'change', descending: true, withheldLast: true }, { limit: 10, cursor: first.next ?? [] });
        const nothing = await repository.pageCells({ ...filter, before: after }, { by: 'majorCode', descending: false, withheldLast: true }, { limit: 10 });
        return { first, second, nothing, counts: await repository.countCells({ ...filter, level: 'secondary' }) };
      }),
    );
    expect(here!.first.items.length + here!.second.items.length).toBe(20);
    expect(here!.nothing).toEqual({ items: [], next: null });
    expect(here!.counts.changed).toBeGreaterThan(5);
    expect(there).toEqual(here);
  });
  it.each([0, 1])('replay to the same bytes, each on its own database (run %i)', async (no) => {
    const [here, there] = await Promise.all(
      worlds.map(async ({ db, worker }, i) => replayRun(db, worker.pool, (await createRunRepository(db).find(runs[i]![no]!.id))!)),
    );
    expect([here!.first, there!.first]).toEqual([null, null]);
    expect(there!.digest).toBe(here!.digest);
  });
});

/** What goes wrong in the threads: the next `times` calls of this kind throw. */
interface Fault {
  readonly kind: 'fit' | 'assemble';
  readonly error: Error;
  times: number;
  calls: number;
}

describe.each(kinds)('$name', ({ here, open }) => {
  const test = it.skipIf(!here);
  let world: World;
  let fault: Fault | undefined;
  let copies = 1;
  const failNext = (kind: Fault['kind'], error: Error, times: number) => (fault = { kind, error, times, calls: 0 });
  const disturb = (pool: ThreadPool): ThreadPool => {
    const through = (kind: Fault['kind']) => async (task: never, signal?: AbortSignal) => {
      if (fault?.kind === kind && fault.calls++ < fault.times) throw fault.error;
      return pool[kind](task, signal);
    };
    return { ...pool, fit: through('fit') as ThreadPool['fit'], assemble: through('assemble') as ThreadPool['assemble'] };
  };
  beforeAll(async () => {
    if (!here) return;
    world = await open({
      disturb,
      deliver: ({ runTask, ...others }) => ({
        ...others,
        runTask: async (payload, context) => {
          await Promise.all(Array.from({ length: copies }, () => runTask(payload, context)));
        },
      }),
    });
  });
  afterEach(() => {
    fault = undefined;
    copies = 1;
  });
  afterAll(async () => {
    if (here) await world.close();
  });
  const tasksOf = async (run: Run) => (await world.db.query.select().from(world.db.schema.runTasks)).filter((task) => task.runId === run.id);
  const actions = async (run: Run) =>
    (await world.db.query.select().from(world.db.schema.auditEntries).orderBy(world.db.schema.auditEntries.id))
      .filter((entry) => entry.entityId === run.id)
      .map((entry) => entry.action);
  const nothing = { gaps: [], flags: [], series: [], forecasts: [] };
  let calm: Awaited<ReturnType<typeof storedResults>>;

  test('every message delivered three times, and all again afterwards: one result', async () => {
    copies = 3;
    const run = await world.end((await world.start()).id);
    expect([run.status, run.done]).toEqual(['succeeded', run.total]);
    const tasks = await tasksOf(run);
    expect(tasks.map((task) => [task.status, task.attempts, task.leaseUntil])).toEqual(tasks.map(() => ['succeeded', 1, null]));
    expect(tasks.length).toBe(run.total);
    calm = await storedResults(world.db, run.id);
    const before = await rowCounts(world);
    const { runTask } = createHandlers(world.worker);
    const context = { signal: new AbortController().signal, attempt: 1, lastAttempt: false };
    await Promise.all(tasks.flatMap(({ id }) => [runTask({ taskId: id }, context), runTask({ taskId: id }, context)]));
    expect(await rowCounts(world)).toEqual(before);
    expect(await storedResults(world.db, run.id)).toEqual(calm);
    expect(await world.find(run.id)).toEqual(run);
    expect(await actions(run)).toEqual(['create', 'finish']);
  });

  test.each(['fit', 'assemble'] as const)('a %s task that throws is tried again, and the result is that of an undisturbed run', async (kind) => {
    failNext(kind, new Error('the thread fell over'), 1);
    const run = await world.end((await world.start()).id);
    expect([run.status, run.error, run.done]).toEqual(['succeeded', null, run.total]);
    const attempts = (await tasksOf(run)).map((task) => task.attempts).toSorted((a, b) => a - b);
    expect(attempts).toEqual([...Array<number>(run.total - 1).fill(1), 2]);
    expect(await storedResults(world.db, run.id)).toEqual(calm);
  });

  test('a task that throws every time fails the run with its message, once, and leaves nothing', async () => {
    const thrown = failNext('assemble', new Error('out of paths'), Infinity);
    const run = await world.end((await world.start()).id);
    expect([run.status, run.error]).toEqual(['failed', 'out of paths']);
    expect(thrown.calls).toBe(3);
    expect(await actions(run)).toEqual(['create', 'fail']);
    expect(await storedResults(world.db, run.id)).toEqual(nothing);
  });

  test('a terminal error fails the run at once', async () => {
    const thrown = failNext('fit', new TerminalError('this snapshot cannot be read'), Infinity);
    const run = await world.end((await world.start()).id);
    expect([run.status, run.error]).toEqual(['failed', 'this snapshot cannot be read']);
    const fits = (await tasksOf(run)).filter((task) => task.kind === 'fit');
    await sleep(300);
    expect(thrown.calls).toBeLessThanOrEqual(fits.length);
    expect(fits.every((task) => task.attempts <= 1)).toBe(true);
    expect(await actions(run)).toEqual(['create', 'fail']);
    expect(await storedResults(world.db, run.id)).toEqual(nothing);
  });

  test('cancelled in the middle: nothing of it stays, and the next run is not disturbed', async () => {
    const before = await rowCounts(world);
    const { id } = await world.start();
    while ((await world.find(id)).done < 2) await sleep(5);
    const next = await world.start();
    expect((await world.cancel(id)).status).toBe('cancelled');
    const other = await world.end(next.id);
    expect(await storedResults(world.db, other.id)).toEqual(calm);
    const cancelled = await world.find(id);
    expect([cancelled.status, await actions(cancelled)]).toEqual(['cancelled', ['create', 'cancel']]);
    expect(await storedResults(world.db, id)).toEqual(nothing);
    expect((await rowCounts(world))['auditEntries']! - before['auditEntries']!).toBe(4);
  });
});
