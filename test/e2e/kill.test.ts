import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditRepository } from '../../db/repositories/audit.ts';
import { databaseFile } from '../../db/open.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import type { Database } from '../../db/database.ts';
import type { Declaration } from '../../schemas/demand.ts';
import type { Run } from '../../schemas/runs.ts';
import type { roles } from '../../schemas/vocabulary.ts';
import { copyInstallation } from '../support/installation.ts';
import { createCaller, startProcess, type Running } from '../support/process.ts';
import { toEnd, until } from '../support/run-watch.ts';
import { decisionAt, effectsOf } from './support/decision.ts';
import { storedResults } from '../support/worlds.ts';

/** Enough paths that assembling takes a moment. */
const body = { asOfYear: 2025, parameters: { paths: 800 } };
let folder: string;
let planted: string;
let keys: Record<(typeof roles)[number], string>;
let expected: Awaited<ReturnType<typeof storedResults>>;
const started: Running[] = [];
const start = async (dataDir: string) => {
  const running = await startProcess('start.ts', { DATA_DIR: dataDir, PORT: '0', THREADS: '2' });
  started.push(running);
  return running;
};
const planner = (running: Running) => createCaller(running.url, keys.planner);
const enterprise = (running: Running) => createCaller(running.url, keys.enterprise);
async function read<T>(dataDir: string, question: (db: Database) => Promise<T>): Promise<T> {
  const db = openSqlite(join(dataDir, databaseFile));
  try {
    return await question(db);
  } finally {
    await db.close();
  }
}
/** What is on record of a run besides its results: its audit trail, its tasks, and how many runs there are at all. */
const record = (db: Database, id: string) => {
  const { auditEntries, runTasks, runs } = db.schema;
  return Promise.all([
    db.query.select().from(auditEntries).orderBy(auditEntries.id),
    db.query.select().from(runTasks).orderBy(runTasks.id),
    db.query.select().from(runs),
  ]).then(([audit, tasks, all]) => ({
    actions: audit.filter((entry) => entry.entityId === id).map((entry) => entry.action),
    tasks: tasks.filter((task) => task.runId === id).map((task) => `${task.kind} ${task.status}`),
    runs: all.length,
  }));
};
let calm: Awaited<ReturnType<typeof record>>;
/** The round a demo city has open is closed by hand; whoever kills the process right afterwards meets it somewhere between closed and published. */
async function closeRound(server: Running): Promise<string> {
  const { items } = await planner(server).get<{ items: { id: string }[] }>('/placement/rounds?status=open');
  await planner(server).post(`/placement/rounds/${items[0]!.id}/closing`, {}, 202);
  return items[0]!.id;
}
async function published(server: Running, id: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if ((await planner(server).get<{ status: string }>(`/placement/rounds/${id}`)).status === 'published') return;
    await sleep(50);
  }
  throw new Error(`round ${id} needs to be published within twenty seconds, it was not`);
}
/** What became of a round, by natural keys, and what is on record of it. */
async function placed(db: Database, id: string) {
  const { auditEntries, placementCandidates, placementOutcomes, placementPosts, placementRounds } = db.schema;
  const titles = new Map((await db.query.select().from(placementPosts)).map((post) => [post.id, post.title]));
  const numbers = new Map((await db.query.select().from(placementCandidates)).map((one) => [one.id, `${one.schoolId} ${one.number}`]));
  const outcomes = (await db.query.select().from(placementOutcomes)).filter(({ roundId }) => roundId === id);
  const audit = await db.query.select().from(auditEntries).orderBy(auditEntries.id);
  const [round] = (await db.query.select().from(placementRounds)).filter((row) => row.id === id);
  return {
    outcomes: outcomes.map(({ candidateId, postId, choice, missed }) => [numbers.get(candidateId), titles.get(postId ?? ''), choice, missed.map(({ postId: of, ...why }) => ({ ...why, post: titles.get(of) }))]).sort(), // prettier-ignore
    actions: audit.filter(({ entityId }) => entityId === id).map(({ action }) => action).slice(-2), // prettier-ignore
    verification: round?.verification,
  };
}
let calmRound: Awaited<ReturnType<typeof placed>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'));
  planted = await copyInstallation(join(folder, 'planted'));
  keys = JSON.parse(readFileSync(join(planted, 'demo-keys.json'), 'utf8')) as typeof keys;
  const dir = join(folder, 'calm');
  cpSync(planted, dir, { recursive: true });
  const server = await start(dir);
  const run = await toEnd(planner(server), (await planner(server).post<Run>('/runs', body, 202)).id);
  expect([run.status, run.error]).toEqual(['succeeded', null]);
  const round = await closeRound(server);
  await published(server, round);
  await server.stop('SIGTERM');
  calmRound = await read(dir, (db) => placed(db, round));
  expect([calmRound.outcomes.length, calmRound.actions]).toEqual([16, ['closed', 'published']]);
  expected = await read(dir, (db) => storedResults(db, run.id));
  calm = await read(dir, (db) => record(db, run.id));
  expect(expected.gaps.length).toBeGreaterThan(500);
});
afterAll(async () => {
  for (const running of started) await running.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** When to pull the plug: each waits until the run has come that far. */
const moments: Record<string, (server: Running, id: string) => Promise<unknown>> = {
  'at once': async () => undefined,
  'while series are fitted': (server, id) => until(planner(server), id, 'fit', (run) => run.stage === 'fit' && run.done >= 2),
  'while gaps and flags are put together': (server, id) => until(planner(server), id, 'assemble', (run) => run.stage === 'assemble'),
};

describe('the process is killed in mid-run, and while a round closes, and started again', () => {
  const cases = [...Object.keys(moments).map((when) => [when]), ['while series are fitted', 'at once', 'at once']];
  it.each(cases.map((whens) => [whens.join(', then '), whens] as const))(
    '%s: the run completes and the round closes once, with the same results',
    async (title, whens) => {
      const dir = join(folder, String(cases.findIndex((list) => list.join(', then ') === title)));
      cpSync(planted, dir, { recursive: true });
      let server = await start(dir);
      // where it is killed at once, in the middle of a decision too
      const decision = title === 'at once' ? await decisionAt(server.url, keys) : undefined;
      const { id } = await planner(server).post<Run>('/runs', body, 202);
      const declared: string[] = [];
      let round: string | undefined;
      for (const when of whens) {
        await moments[when]!(server, id);
        // of next year: the run does not read it
        const { items } = await enterprise(server).get<{ items: Declaration[] }>('/demand/declarations?limit=1');
        const report = { year: 2026, occupationCode: items[0]!.occupationCode, headcount: 40 + declared.length };
        declared.push((await enterprise(server).post<Declaration>('/demand/declarations', report, 201)).id);
        round ??= await closeRound(server);
        const asked = decision?.decide(server.url);
        if (asked) await sleep(4);
        await server.stop('SIGKILL');
        await asked;
        server = await start(dir);
      }
      await published(server, round!);
      if (decision) {
        const before = await read(dir, (db) => effectsOf(db, decision.docketId));
        expect([
          ['scheduled', 0, 0, 0, 0],
          ['resolved', 1, 1, 1, 1],
        ]).toContainEqual(before); // all of it or nothing
        expect(await decision.decide(server.url)).toBe(before[0] === 'resolved' ? 409 : 200);
      }
      const run = await toEnd(planner(server), id);
      expect([run.status, run.error, run.done]).toEqual(['succeeded', null, run.total]);
      const { items } = await enterprise(server).get<{ items: Declaration[] }>('/demand/declarations?year=2026&limit=200');
      for (const declaration of declared) expect(items.filter((item) => item.id === declaration)).toHaveLength(1);
      await server.stop('SIGTERM');
      expect(await read(dir, (db) => record(db, id))).toEqual(calm);
      expect(await read(dir, (db) => placed(db, round!))).toEqual(calmRound);
      if (decision) {
        expect(await read(dir, (db) => effectsOf(db, decision.docketId))).toEqual(['resolved', 1, 1, 1, 1]);
        expect(await read(dir, (db) => createAuditRepository(db).verify())).toMatchObject({ faults: [] });
      }
      const results = await read(dir, (db) => storedResults(db, id));
      for (const table of ['gaps', 'flags', 'series', 'forecasts'] as const) expect([table, results[table]]).toEqual([table, expected[table]]);
    },
  );
});
