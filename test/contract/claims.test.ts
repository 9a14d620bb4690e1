import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createResultRepository } from '../../db/repositories/results.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { newId } from '../../server/runtime.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

describe.each(kinds)('claims on $name', ({ here, open }) => {
  const test = it.skipIf(!here);
  let db: Database;
  let runs: ReturnType<typeof createRunRepository>;
  let results: ReturnType<typeof createResultRepository>;
  let runId: string;
  let taskId: string;
  beforeAll(async () => {
    if (!here) return;
    db = await open();
    runs = createRunRepository(db);
    results = createResultRepository(db);
    await db.query.insert(db.schema.codeSystems).values({ id: 'regions', kind: 'region', edition: '2023', title: 'Regions', source: 'test' });
    await db.query.insert(db.schema.regions).values({ code: '150600', name: '鄂尔多斯市', level: 2, systemId: 'regions' });
  });
  afterAll(async () => {
    if (here) await db.close();
  });
  const audit = (action: string) => ({ id: newId(), at: at(0), actor: 'test', action, entity: 'run', entityId: runId });
  beforeEach(async () => {
    if (!here) return;
    runId = newId();
    taskId = newId();
    await runs.create(
      {
        ...{ id: runId, regionCode: '150600', asOfYear: 2025, status: 'queued', stage: 'queued', done: 0, total: 1, parameters: {}, engineVersion: 'test' },
        ...{ simulated: false, requestedBy: 'test', createdAt: at(0) },
      },
      { id: taskId, runId, kind: 'prepare', no: 0, from: 0, to: 0 },
      audit('create'),
    );
  });
  const task = async () => (await db.query.select().from(db.schema.runTasks)).find((row) => row.id === taskId)!;

  test('of many that claim at once exactly one wins', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => runs.claimTask(taskId, at(1), at(31))));
    const won = claims.filter((claim) => claim !== undefined);
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ task: { id: taskId, attempts: 1, status: 'running' }, run: { id: runId, status: 'running', stage: 'prepare' } });
    expect(won[0]!.run.startedAt).toEqual(at(1));
    expect(await task()).toMatchObject({ attempts: 1, leaseUntil: at(31) });
  });
  test('a lease holds until it runs out, then exactly one takes over', async () => {
    await runs.claimTask(taskId, at(1), at(31));
    expect(await runs.claimTask(taskId, at(30), at(60))).toBeUndefined();
    expect(await runs.claimTask(taskId, at(31), at(61))).toBeUndefined();
    expect((await runs.unfinishedTasks(at(31))).map((row) => row.id)).not.toContain(taskId);
    expect((await runs.unfinishedTasks(at(32))).map((row) => row.id)).toContain(taskId);
    const claims = await Promise.all(Array.from({ length: 10 }, () => runs.claimTask(taskId, at(32), at(62))));
    expect(claims.filter((claim) => claim !== undefined).map((claim) => claim.task.attempts)).toEqual([2]);
    expect((await runs.find(runId))?.startedAt).toEqual(at(1));
  });
  test('an extended lease holds longer, and only its owner extends it', async () => {
    await runs.claimTask(taskId, at(1), at(31));
    await runs.extendLease(taskId, 1, at(90));
    await runs.extendLease(taskId, 2, at(900));
    expect((await task()).leaseUntil).toEqual(at(90));
    expect(await runs.claimTask(taskId, at(60), at(120))).toBeUndefined();
    expect((await runs.claimTask(taskId, at(91), at(120)))?.task.attempts).toBe(2);
  });
  const finishPrepare = (attempt: number) =>
    runs.finishPrepare({
      ...{ taskId, attempt, runId, hash: `hash of ${runId}`, content: '{}', now: at(40), previousRunId: null },
      tasks: [0, 1].map((no) => ({ id: newId(), runId, kind: 'fit' as const, no, from: no, to: no + 1 })),
    });
  test('who was overtaken cannot finish; who overtook can, once', async () => {
    await runs.claimTask(taskId, at(1), at(31));
    await runs.claimTask(taskId, at(32), at(62));
    expect(await finishPrepare(1)).toBe(false);
    expect(await Promise.all([finishPrepare(2), finishPrepare(2)]).then((all) => all.filter(Boolean))).toEqual([true]);
    const tasks = (await db.query.select().from(db.schema.runTasks)).filter((row) => row.runId === runId);
    expect(tasks.map((row) => row.kind).toSorted()).toEqual(['fit', 'fit', 'prepare']);
    expect(await runs.find(runId)).toMatchObject({ done: 1, total: 4, stage: 'fit' });
  });
  test('a task given back can be claimed at once', async () => {
    await runs.claimTask(taskId, at(1), at(31));
    await runs.releaseTask(taskId, 1, 'tripped');
    expect(await task()).toMatchObject({ status: 'queued', leaseUntil: null, error: 'tripped' });
    expect((await runs.claimTask(taskId, at(2), at(32)))?.task.attempts).toBe(2);
  });
  test('nobody claims a task of a run that is over', async () => {
    await runs.cancel(runId, at(1), audit('cancel'));
    expect(await runs.claimTask(taskId, at(2), at(32))).toBeUndefined();
    expect((await runs.unfinishedTasks(at(99))).map((row) => row.id)).not.toContain(taskId);
    expect(await runs.cancel(runId, at(3), audit('cancel'))).toBeUndefined();
    expect(await runs.fail(runId, 'late', at(3), audit('fail'))).toBeUndefined();
    expect(await runs.find(runId)).toMatchObject({ status: 'cancelled', error: null });
  });
  const saveFits = (fit: { id: string }, code: string) =>
    results.saveFits({
      ...{ taskId: fit.id, attempt: 1, runId },
      series: [
        {
          ...{
            id: `${runId}.occupation.150600.${code}`,
            runId,
            side: 'occupation',
            regionCode: '150600',
            code,
            nature: 'stock',
            unit: 'persons',
            firstYear: 2020,
          },
          ...{ history: [1, 2], level: 2, levelSpread: 1, widthScores: [], simulated: true },
          why: { model: 'naive', observations: 2, skill: null, weights: {}, candidates: [], notes: [] },
        },
      ],
      forecasts: [],
    });
  const claimedFits = async () => {
    await runs.claimTask(taskId, at(1), at(31));
    await finishPrepare(1);
    const fits = (await db.query.select().from(db.schema.runTasks)).filter((row) => row.runId === runId && row.kind === 'fit');
    for (const fit of fits) await runs.claimTask(fit.id, at(41), at(71));
    return fits as [(typeof fits)[number], (typeof fits)[number]];
  };
  test('counts each fit once into the progress, whoever stores it twice', async () => {
    const [first, second] = await claimedFits();
    const saved = await Promise.all([saveFits(first, 'a'), saveFits(second, 'b'), saveFits(first, 'a')]);
    expect(saved.filter((row) => row !== undefined)).toHaveLength(2);
    expect((await runs.find(runId))?.done).toBe(3);
    expect(await runs.readyToAssemble(runId)).toBe(true);
  });
  test('a cancellation and a fit that is being stored leave a cancelled run without series, whoever is first', async () => {
    for (let i = 0; i < 10; i++) {
      const [first, second] = await claimedFits();
      await Promise.all([saveFits(first, 'a'), runs.cancel(runId, at(50), audit('cancel')), saveFits(second, 'b')]);
      expect((await runs.find(runId))?.status).toBe('cancelled');
      expect((await db.query.select().from(db.schema.runSeries)).filter((row) => row.runId === runId)).toEqual([]);
      runId = newId();
      taskId = newId();
      await runs.create(
        {
          ...{ id: runId, regionCode: '150600', asOfYear: 2025, status: 'queued', stage: 'queued', done: 0, total: 1, parameters: {}, engineVersion: 'test' },
          ...{ simulated: false, requestedBy: 'test', createdAt: at(0) },
        },
        { id: taskId, runId, kind: 'prepare', no: 0, from: 0, to: 0 },
        audit('create'),
      );
    }
  });
  test('a cancellation and a claim at the same moment: the cancellation stands', async () => {
    const [cancelled] = await Promise.all([
      runs.cancel(runId, at(2), audit('cancel')),
      runs.claimTask(taskId, at(2), at(32)),
      runs.claimTask(taskId, at(2), at(32)),
    ]);
    expect(cancelled?.status).toBe('cancelled');
    expect((await runs.find(runId))?.status).toBe('cancelled');
  });
});
