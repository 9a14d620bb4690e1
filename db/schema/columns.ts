import type { Dialect } from '../dialects/postgres.ts';

/** What every reported fact carries besides its value: where it came from, since when it holds, whether it is simulated. */
export function factColumns({ text, flag, instant }: Dialect) {
  return {
    simulated: flag('simulated').notNull(),
    source: text('source').notNull(),
    batchId: text('batch_id'),
    reportedBy: text('reported_by').notNull(),
    validFrom: instant('valid_from').notNull(),
  };
}
