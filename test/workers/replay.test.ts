import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createResultRepository } from '../../db/repositories/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { sha256 } from '../../schemas/canonical.ts';
import { replayRun, type Replayed } from '../../workers/handlers/replay.ts';
import { openThreadPool, type ThreadPool } from '../../workers/threads/pool.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { rememberTasks } from '../support/threads.ts';

let api: TestApp;
let pool: ThreadPool;
let run: Run;
let calm: Replayed;
/** The same threads; what they rebuilt once they answer from memory, since the tests change what it is compared with. */
let remembering: ThreadPool;
const replay = async (id = run.id, threads = remembering) => replayRun(api.db, threads, (await api.runs.find(id))!);
/** What puts a tampered row back. */
let restore: (() => Promise<unknown>) | undefined;

beforeAll(async () => {
  api = await buildTestApp({ working: 'new threads' });
  pool = openThreadPool(2);
  run = await api.runToEnd({ parameters: { paths: 100 } });
  remembering = rememberTasks(pool);
  calm = await replay();
});
afterEach(async () => {
  await restore?.();
  restore = undefined;
});
afterAll(async () => {
  await pool.close();
  await api.close();
});

describe('a replay', () => {
  it('of a run finds every row as it was stored', () => {
    expect([calm.rows, calm.first]).toEqual([0, null]);
    expect(calm.counts.series).toBeGreaterThan(100);
    expect(calm.counts.gaps).toBeGreaterThan(500);
    expect(calm.counts.totals).toBeGreaterThan(500);
    expect(calm.counts.flags).toBe(Object.values(run.summary!.flags).reduce((sum, n) => sum + n, 0));
  });
  it('of a second run on the same inputs has the same digest', async () => {
    const again = await replay((await api.runToEnd({ parameters: { paths: 100 } })).id, pool);
    expect([again.first, again.digest]).toEqual([null, calm.digest]);
  });
  it('does not ask what a catalogue says today', async () => {
    const { occupations, flags } = api.db.schema;
    const [flag] = await api.db.query.select().from(flags).where(eq(flags.runId, run.id)).orderBy(flags.key).limit(1);
    const one = flag!.evidence.occupations[0];
    restore = async () => api.db.query.update(occupations).set({ name: one!.name }).where(eq(occupations.code, one!.code));
    await api.db.query.update(occupations).set({ name: 'renamed' }).where(eq(occupations.code, one!.code));
    expect((await replay()).first).toBe(null);
  });

  it('names a gap that was changed by one hundred-millionth', async () => {
    const { gaps } = api.db.schema;
    const own = eq(gaps.runId, run.id);
    const [, , row] = await api.db.query.select().from(gaps).where(own).orderBy(gaps.key).limit(3);
    const at = and(own, eq(gaps.key, row!.key));
    restore = async () => api.db.query.update(gaps).set({ hi80: row!.hi80 }).where(at);
    await api.db.query
      .update(gaps)
      .set({ hi80: row!.hi80 * (1 + 1e-8) })
      .where(at);
    const { rows, first, digest } = await replay();
    expect([rows, digest]).toEqual([1, calm.digest]);
    expect(first).toEqual({ table: 'gaps', key: row!.key, field: 'hi80', stored: row!.hi80 * (1 + 1e-8), rebuilt: row!.hi80 });
  });
  it('names a total that was changed, and why a figure is withheld', async () => {
    const { gaps, gapTotals } = api.db.schema;
    const [row] = await api.db.query.select().from(gapTotals).where(eq(gapTotals.runId, run.id)).orderBy(gapTotals.key).limit(1);
    const at = and(eq(gapTotals.runId, run.id), eq(gapTotals.key, row!.key));
    const [hidden] = await api.db.query.select().from(gaps).where(and(eq(gaps.runId, run.id), eq(gaps.suppressed, 'secondary'))).orderBy(gaps.key).limit(1); // prettier-ignore
    const there = and(eq(gaps.runId, run.id), eq(gaps.key, hidden!.key));
    restore = async () => {
      await api.db.query.update(gapTotals).set({ demand: row!.demand }).where(at);
      await api.db.query.update(gaps).set({ suppressed: 'secondary' }).where(there);
    };
    await api.db.query.update(gapTotals).set({ demand: row!.demand + 1 }).where(at); // prettier-ignore
    const changed = await replay();
    expect([changed.rows, changed.first?.table, changed.first?.key, changed.first?.field]).toEqual([1, 'gap_totals', row!.key, 'demand']);
    await api.db.query.update(gaps).set({ suppressed: null }).where(there);
    expect((await replay()).first).toEqual({ table: 'gaps', key: hidden!.key, field: 'suppressed', stored: null, rebuilt: 'secondary' });
  });
  it('compares what stands beside the forecast: findings of rules and the survival that seats are read with', async () => {
    const { ruleFindings, runSurvival } = api.db.schema;
    const [finding] = await api.db.query.select().from(ruleFindings).where(eq(ruleFindings.runId, run.id)).orderBy(ruleFindings.key).limit(1);
    const [known] = await api.db.query.select().from(runSurvival).where(eq(runSurvival.runId, run.id)).orderBy(runSurvival.programmeId).limit(1);
    const at = and(eq(ruleFindings.runId, run.id), eq(ruleFindings.key, finding!.key));
    const there = and(eq(runSurvival.runId, run.id), eq(runSurvival.programmeId, known!.programmeId));
    restore = async () => {
      await api.db.query.insert(ruleFindings).values(finding!).onConflictDoNothing();
      await api.db.query.update(runSurvival).set({ survival: known!.survival }).where(there);
    };
    await api.db.query.delete(ruleFindings).where(at);
    const lacking = await replay();
    expect([lacking.rows, lacking.first]).toEqual([1, { table: 'rule_findings', key: finding!.key, field: 'row', stored: 'missing', rebuilt: 'present' }]);
    await api.db.query.insert(ruleFindings).values(finding!);
    await api.db.query
      .update(runSurvival)
      .set({ survival: known!.survival / 2 })
      .where(there);
    expect((await replay()).first).toMatchObject({ table: 'run_survival', key: known!.programmeId, field: 'survival' });
  });
  it('names what was changed inside the evidence of a flag', async () => {
    const { flags } = api.db.schema;
    const [row] = await api.db.query.select().from(flags).where(eq(flags.runId, run.id)).orderBy(flags.key).limit(1);
    const at = and(eq(flags.runId, run.id), eq(flags.key, row!.key));
    const { evidence } = row!;
    restore = async () => api.db.query.update(flags).set({ evidence }).where(at);
    const bounds = { ...evidence.bounds, gapLow: evidence.bounds.gapLow! - 1 };
    await api.db.query
      .update(flags)
      .set({ evidence: { ...evidence, bounds } })
      .where(at);
    const { rows, first } = await replay();
    expect([rows, first]).toEqual([
      1,
      { table: 'flags', key: row!.key, field: 'evidence.bounds.gapLow', stored: bounds.gapLow, rebuilt: evidence.bounds.gapLow },
    ]);
  });
  it('names a forecast that was changed, and the gaps made of it stay as the snapshot makes them', async () => {
    const { runForecasts } = api.db.schema;
    const { series, forecasts } = await createResultRepository(api.db).fitsOf(run.id);
    const base = series.find((row) => row.side === 'occupation')!;
    const row = forecasts.find((year) => year.seriesId === base.id)!;
    const at = and(eq(runForecasts.seriesId, row.seriesId), eq(runForecasts.year, row.year));
    restore = async () => api.db.query.update(runForecasts).set({ mean: row.mean }).where(at);
    await api.db.query
      .update(runForecasts)
      .set({ mean: row.mean + 1 })
      .where(at);
    const { rows, first } = await replay();
    expect([rows, first]).toEqual([
      1,
      { table: 'run_forecasts', key: `occupation|${base.regionCode}|${base.code}|${row.year}`, field: 'mean', stored: row.mean + 1, rebuilt: row.mean },
    ]);
  });
  it('names a row that is gone', async () => {
    const { gaps } = api.db.schema;
    const [row] = await api.db.query.select().from(gaps).where(eq(gaps.runId, run.id)).orderBy(gaps.key).limit(1);
    restore = async () => api.db.query.insert(gaps).values(row!);
    await api.db.query.delete(gaps).where(and(eq(gaps.runId, run.id), eq(gaps.key, row!.key)));
    expect((await replay()).first).toEqual({ table: 'gaps', key: row!.key, field: 'row', stored: 'missing', rebuilt: 'present' });
  });
  it('names the summary where it was changed', async () => {
    const { runs } = api.db.schema;
    const summary = run.summary!;
    restore = async () => api.db.query.update(runs).set({ summary }).where(eq(runs.id, run.id));
    await api.db.query
      .update(runs)
      .set({ summary: { ...summary, cells: summary.cells + 1 } })
      .where(eq(runs.id, run.id));
    expect((await replay()).first).toEqual({ table: 'runs', key: 'summary', field: 'cells', stored: summary.cells + 1, rebuilt: summary.cells });
  });
  it('refuses a snapshot that is not the one the run was made of', async () => {
    const { runSnapshots } = api.db.schema;
    const hash = run.snapshotHash!;
    const content = (await api.runs.snapshot(hash))!;
    const at = eq(runSnapshots.hash, hash);
    restore = async () => api.db.query.update(runSnapshots).set({ content }).where(at);
    const forged = content.replace('"asOfYear":2025', '"asOfYear":2026');
    await api.db.query.update(runSnapshots).set({ content: forged }).where(at);
    await expect(replay()).rejects.toThrow(`run ${run.id} needs the snapshot ${hash}, got one with SHA-256 ${sha256(forged)}`);
  });
});
