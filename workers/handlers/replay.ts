import type { Database } from '../../db/database.ts';
import { createResultRepository } from '../../db/repositories/results.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { baseSeries } from '../../forecasting/labour/base-series.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import type { RunSummary } from '../../schemas/runs.ts';
import type { ThreadPool } from '../threads/pool.ts';
import { canonicalJson, sha256 } from '../../schemas/canonical.ts';
import { fitBatchSize } from './context.ts';
import { differencesOf, type Differences, type TableRows } from './differences.ts';
import { cityRows, fitRows, storedFits, type FlagRow, type ForecastRow, type GapRow, type SeriesRow, type TotalRow } from './result-rows.ts';
import { ruleRows, type FindingRow, type SurvivalRow } from './rule-rows.ts';
import { summarise } from './run-summary.ts';

type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
interface Results {
  readonly series: readonly SeriesRow[];
  readonly forecasts: readonly ForecastRow[];
  readonly gaps: readonly GapRow[];
  readonly totals: readonly TotalRow[];
  readonly flags: readonly FlagRow[];
  readonly findings: readonly FindingRow[];
  readonly survival: readonly SurvivalRow[];
  readonly summary: RunSummary | null;
}

export interface Replayed extends Differences {
  readonly counts: {
    readonly series: number;
    readonly forecasts: number;
    readonly gaps: number;
    readonly flags: number;
    readonly totals: number;
    readonly findings: number;
  };
  /** SHA-256 of the forecasts, gaps, flags and totals rebuilt, without the run's own id: runs with equal results have equal digests, in whatever installation. */
  readonly digest: string;
}

/** A run that cannot be replayed: its snapshot is gone or is not the one it was made of. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const seriesKey = (row: SeriesRow) => `${row.side}|${row.regionCode}|${row.code}`;

/** All fits of a snapshot, in the batches a run makes of them, in natural-key order. */
export async function refit(pool: ThreadPool, run: Run, content: string, snapshot: CitySnapshot) {
  const count = baseSeries(snapshot).length;
  const batches = Array.from({ length: Math.ceil(count / fitBatchSize) }, (_, no) =>
    pool.fit({ snapshot: content, from: no * fitBatchSize, to: Math.min(count, (no + 1) * fitBatchSize) }),
  );
  const rows = fitRows(run, snapshot.simulated, (await Promise.all(batches)).flat());
  return { ...rows, series: rows.series.sort((a, b) => compare(seriesKey(a), seriesKey(b))) };
}

async function rebuild(pool: ThreadPool, run: Run, content: string): Promise<Results> {
  const snapshot = JSON.parse(content) as CitySnapshot;
  const fits = await refit(pool, run, content, snapshot);
  const result = await pool.assemble({ snapshot: content, fits: storedFits(fits) });
  const { bases, ...rows } = cityRows(run, snapshot, fits.series, result);
  return { ...rows, ...ruleRows(run.id, result), summary: summarise(result, bases) };
}

/** Tables with natural keys alone, which the digest is of. */
const digested = 6;
function tablesOf({ series, forecasts, gaps, flags, totals, findings, survival, summary }: Results): TableRows[] {
  const keys = new Map(series.map((row) => [row.id, seriesKey(row)]));
  const table = <T extends object>(name: string, rows: readonly T[], keyOf: (row: T) => string): TableRows => ({
    table: name,
    rows: new Map(rows.map((row) => [keyOf(row), row] as const).sort(([a], [b]) => compare(a, b))),
  });
  return [
    table('run_series', series, seriesKey),
    table('run_forecasts', forecasts, (row) => `${keys.get(row.seriesId) ?? row.seriesId}|${row.year}`),
    table('gaps', gaps, (row) => row.key),
    table('flags', flags, (row) => row.key),
    table('gap_totals', totals, (row) => row.key),
    table('runs', summary === null ? [] : [summary], () => 'summary'),
    table('rule_findings', findings, (row) => row.key),
    table('run_survival', survival, (row) => row.programmeId),
  ];
}

function digestOf(tables: readonly TableRows[], runId: string): string {
  return sha256(
    tables
      .slice(0, digested)
      .map(({ table, rows }) => `${table}\n${[...rows].map(([key, row]) => `${key} ${canonicalJson(row)}\n`).join('')}`)
      .join('')
      .replaceAll(runId, 'RUN'),
  );
}

/**
 * The snapshot a run was made of.
 *
 * @throws ReplayError when it is missing or does not have the hash the run was stored with
 */
export async function snapshotContent(db: Database, run: Pick<Run, 'id' | 'snapshotHash'>): Promise<string> {
  const content = run.snapshotHash === null ? undefined : await createRunRepository(db).snapshot(run.snapshotHash);
  if (content === undefined) throw new ReplayError(`run ${run.id} needs its snapshot, got none`);
  const hash = sha256(content);
  if (hash !== run.snapshotHash) throw new ReplayError(`run ${run.id} needs the snapshot ${run.snapshotHash ?? ''}, got one with SHA-256 ${hash}`);
  return content;
}

/**
 * Makes a succeeded run again from its snapshot, with the functions its workers used, and compares every row with what is stored. Reads the database,
 * writes nothing.
 *
 * @throws ReplayError when the snapshot is missing or does not have the hash the run was stored with
 */
export async function replayRun(db: Database, pool: ThreadPool, run: Run): Promise<Replayed> {
  const results = createResultRepository(db);
  const content = await snapshotContent(db, run);
  const stored = tablesOf({ ...(await results.fitsOf(run.id)), ...(await results.cellsOf(run.id)), ...(await results.besideOf(run.id)), summary: run.summary });
  const rebuilt = tablesOf(await rebuild(pool, run, content));
  const rowsOf = (name: string) => rebuilt.find(({ table }) => table === name)?.rows.size ?? 0;
  const counts = {
    ...{ series: rowsOf('run_series'), forecasts: rowsOf('run_forecasts'), gaps: rowsOf('gaps') },
    ...{ flags: rowsOf('flags'), totals: rowsOf('gap_totals'), findings: rowsOf('rule_findings') },
  };
  return { ...differencesOf(stored, rebuilt), counts, digest: digestOf(rebuilt, run.id) };
}
