import {
  bands,
  cuts,
  flagClasses,
  grades,
  levels,
  runStatuses,
  seriesSides,
  suppressions,
  taskKinds,
  taskStatuses,
  windows,
} from '../../schemas/vocabulary.ts';
import type { Flag, Series } from '../../schemas/results.ts';
import type { RunSummary } from '../../schemas/runs.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';

/** Stored as JSON; typed where they are made and read. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function defineRuns(
  { table, text, integer, float, flag, instant, json, index, uniqueIndex, primaryKey }: Dialect,
  { regions, majors }: CatalogueTables,
) {
  /** Enterprises behind a demand figure, at least; null in runs that did not count them. Why it is withheld outside planning. */
  const disclosure = () => ({ enterprises: integer('enterprises'), suppressed: text('suppressed', { enum: suppressions }) });

  /** One immutable forecast. The row is the truth about its state; queues only wake workers up. */
  const runs = table(
    'runs',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code')
        .notNull()
        .references(() => regions.code),
      asOfYear: integer('as_of_year').notNull(),
      status: text('status', { enum: runStatuses }).notNull(),
      stage: text('stage').notNull(),
      done: integer('done').notNull(),
      total: integer('total').notNull(),
      parameters: json<Record<string, number>>('parameters').notNull(),
      snapshotHash: text('snapshot_hash'),
      engineVersion: text('engine_version').notNull(),
      /** The completed run with an earlier year that hysteresis compares with; fixed when the snapshot is taken. */
      previousRunId: text('previous_run_id'),
      summary: json<RunSummary>('summary'),
      simulated: flag('simulated').notNull(),
      error: text('error'),
      requestedBy: text('requested_by').notNull(),
      createdAt: instant('created_at').notNull(),
      startedAt: instant('started_at'),
      finishedAt: instant('finished_at'),
    },
    (t) => [index('runs_status_idx').on(t.status, t.createdAt), index('runs_region_idx').on(t.regionCode, t.asOfYear, t.createdAt)],
  );

  /** Content-addressed inputs: canonical JSON under its SHA-256. */
  const runSnapshots = table('run_snapshots', {
    hash: text('hash').primaryKey(),
    content: text('content').notNull(),
    createdAt: instant('created_at').notNull(),
  });

  /** Units of work of a run. A worker owns a task only after its compare-and-set claim; a lease that runs out makes it claimable again. */
  const runTasks = table(
    'run_tasks',
    {
      id: text('id').primaryKey(),
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      kind: text('kind', { enum: taskKinds }).notNull(),
      no: integer('no').notNull(),
      from: integer('range_from').notNull(),
      to: integer('range_to').notNull(),
      status: text('status', { enum: taskStatuses }).notNull(),
      attempts: integer('attempts').notNull(),
      leaseUntil: instant('lease_until'),
      error: text('error'),
    },
    (t) => [uniqueIndex('run_tasks_unit_idx').on(t.runId, t.kind, t.no), index('run_tasks_status_idx').on(t.status, t.leaseUntil)],
  );

  const runSeries = table(
    'run_series',
    {
      /** `<run>.<side>.<region>.<code>` */
      id: text('id').primaryKey(),
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      side: text('side', { enum: seriesSides }).notNull(),
      regionCode: text('region_code').notNull(),
      code: text('code').notNull(),
      nature: text('nature', { enum: ['stock', 'flow'] }).notNull(),
      unit: text('unit').notNull(),
      firstYear: integer('first_year').notNull(),
      history: json<(number | null)[]>('history').notNull(),
      level: float('level').notNull(),
      levelSpread: float('level_spread').notNull(),
      why: json<Series['why']>('why').notNull(),
      /** Rolling-origin errors in half-widths of their 80 % intervals, by years ahead: what interval calibration pools. */
      widthScores: json<number[][]>('width_scores').notNull(),
      coverage95: float('coverage95'),
      ...disclosure(),
      simulated: flag('simulated').notNull(),
    },
    (t) => [uniqueIndex('run_series_key_idx').on(t.runId, t.side, t.regionCode, t.code)],
  );

  const runForecasts = table(
    'run_forecasts',
    {
      seriesId: text('series_id')
        .notNull()
        .references(() => runSeries.id, { onDelete: 'cascade' }),
      year: integer('year').notNull(),
      mean: float('mean').notNull(),
      lo80: float('lo80').notNull(),
      hi80: float('hi80').notNull(),
      lo95: float('lo95').notNull(),
      hi95: float('hi95').notNull(),
      spread: float('spread').notNull(),
    },
    (t) => [primaryKey({ columns: [t.seriesId, t.year] })],
  );

  /** `span` year: one year of a cell; total: its whole window. `chainKey` is `city`, a chain id, or `outside` (enterprises without a chain). */
  const gaps = table(
    'gaps',
    {
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      /** Natural key `region|chain|major|span|window|year`: the order and identity of rows within a run. */
      key: text('key').notNull(),
      regionCode: text('region_code').notNull(),
      chainKey: text('chain_key').notNull(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      span: text('span', { enum: ['year', 'total'] }).notNull(),
      window: text('window', { enum: windows }).notNull(),
      year: integer('year').notNull(),
      lastYear: integer('last_year').notNull(),
      demand: float('demand').notNull(),
      supply: float('supply').notNull(),
      gap: float('gap').notNull(),
      lo80: float('lo80').notNull(),
      hi80: float('hi80').notNull(),
      lo95: float('lo95').notNull(),
      hi95: float('hi95').notNull(),
      ratio: float('ratio'),
      probability: float('probability').notNull(),
      band: text('band', { enum: bands }).notNull(),
      grade: text('grade', { enum: grades }).notNull(),
      robust: flag('robust').notNull(),
      demandSeriesId: text('demand_series_id').notNull(),
      supplySeriesId: text('supply_series_id').notNull(),
      ...disclosure(),
    },
    (t) => [
      primaryKey({ columns: [t.runId, t.key] }),
      index('gaps_gap_idx').on(t.runId, t.span, t.chainKey, t.gap, t.key),
      index('gaps_year_idx').on(t.runId, t.span, t.chainKey, t.year, t.key),
      index('gaps_major_idx').on(t.runId, t.majorCode, t.key),
    ],
  );

  /** Totals by cut, from the joint paths of their cells; `span`, `window` and years as in gaps. */
  const gapTotals = table(
    'gap_totals',
    {
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      /** Natural key `region|cut|level|code|span|window|year`. */
      key: text('key').notNull(),
      regionCode: text('region_code').notNull(),
      cut: text('cut', { enum: cuts }).notNull(),
      code: text('code').notNull(),
      level: text('level', { enum: levels }),
      cells: integer('cells').notNull(),
      span: text('span', { enum: ['year', 'total'] }).notNull(),
      window: text('window', { enum: windows }).notNull(),
      year: integer('year').notNull(),
      lastYear: integer('last_year').notNull(),
      demand: float('demand').notNull(),
      supply: float('supply').notNull(),
      gap: float('gap').notNull(),
      lo80: float('lo80').notNull(),
      hi80: float('hi80').notNull(),
      lo95: float('lo95').notNull(),
      hi95: float('hi95').notNull(),
      ratio: float('ratio'),
      probability: float('probability').notNull(),
      band: text('band', { enum: bands }).notNull(),
      ...disclosure(),
    },
    (t) => [primaryKey({ columns: [t.runId, t.key] }), index('gap_totals_cut_idx').on(t.runId, t.cut, t.span, t.key)],
  );

  const flags = table(
    'flags',
    {
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      /** Natural key `region|major`. */
      key: text('key').notNull(),
      regionCode: text('region_code').notNull(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      class: text('class', { enum: flagClasses }).notNull(),
      proposedClass: text('proposed_class', { enum: flagClasses }).notNull(),
      previousClass: text('previous_class', { enum: flagClasses }),
      firstYear: integer('first_year').notNull(),
      lastYear: integer('last_year').notNull(),
      probability: float('probability').notNull(),
      ratio: float('ratio'),
      gap: float('gap').notNull(),
      lo80: float('lo80').notNull(),
      hi80: float('hi80').notNull(),
      band: text('band', { enum: bands }).notNull(),
      grade: text('grade', { enum: grades }).notNull(),
      /** Persons a year the flag concerns × how sure it is: the order of the decision queue. */
      urgency: float('urgency').notNull(),
      reasons: json<Flag['reasons']>('reasons').notNull(),
      evidence: json<Flag['evidence']>('evidence').notNull(),
      ...disclosure(),
    },
    (t) => [primaryKey({ columns: [t.runId, t.key] }), index('flags_class_idx').on(t.runId, t.class, t.key), index('flags_major_idx').on(t.majorCode, t.runId)],
  );

  return { runs, runSnapshots, runTasks, runSeries, runForecasts, gaps, gapTotals, flags };
}
export type RunTables = ReturnType<typeof defineRuns>;
