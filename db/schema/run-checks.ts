import type { CheckResult } from '../../schemas/run-checks.ts';
import { checkKinds, checkStates } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { RunTables } from './runs.ts';

/** What was asked about a finished run, and what a worker found. The row is the truth about its state, as with runs. */
export function defineRunChecks({ table, text, integer, instant, json, index }: Dialect, { runs }: RunTables) {
  const runChecks = table(
    'run_checks',
    {
      id: text('id').primaryKey(),
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      kind: text('kind', { enum: checkKinds }).notNull(),
      /** The parameter whose effect is asked for. */
      parameter: text('parameter'),
      state: text('state', { enum: checkStates }).notNull(),
      attempts: integer('attempts').notNull(),
      leaseUntil: instant('lease_until'),
      /** That did the check; the run may have been made by another. */
      engineVersion: text('engine_version').notNull(),
      result: json<CheckResult>('result'),
      error: text('error'),
      requestedBy: text('requested_by').notNull(),
      createdAt: instant('created_at').notNull(),
      finishedAt: instant('finished_at'),
    },
    (t) => [index('run_checks_run_idx').on(t.runId, t.kind, t.id), index('run_checks_state_idx').on(t.state, t.leaseUntil)],
  );
  return { runChecks };
}
