import type { Miss } from '../../schemas/evaluations.ts';
import { flagClasses, flagDirections, flagOutcomes, levels, scoredSides } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { RunTables } from './runs.ts';

/** What became of past forecasts and flags, once a later run knew. Rows are added with the end of that run and never changed. */
export function defineEvaluations(
  { table, text, integer, float, flag, instant, json, index, primaryKey }: Dialect,
  { majors }: CatalogueTables,
  { runs }: RunTables,
) {
  const pair = () => ({
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** The later run whose history tells what came. */
    againstRunId: text('against_run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    regionCode: text('region_code').notNull(),
    simulated: flag('simulated').notNull(),
  });
  const runEvaluations = table(
    'run_evaluations',
    {
      ...pair(),
      asOfYear: integer('as_of_year').notNull(),
      againstYear: integer('against_year').notNull(),
      side: text('side', { enum: scoredSides }).notNull(),
      yearsAhead: integer('years_ahead').notNull(),
      n: integer('n').notNull(),
      mae: float('mae').notNull(),
      naiveMae: float('naive_mae').notNull(),
      ratio: float('ratio'),
      coverage80: float('coverage80').notNull(),
      coverage95: float('coverage95').notNull(),
      bias: float('bias').notNull(),
      misses: json<Miss[]>('misses').notNull(),
      evaluatedAt: instant('evaluated_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.runId, t.againstRunId, t.side, t.yearsAhead] }), index('run_evaluations_against_idx').on(t.againstRunId)],
  );
  const flagEvaluations = table(
    'flag_evaluations',
    {
      ...pair(),
      /** Natural key `region|major`, as of the flag. */
      key: text('key').notNull(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      class: text('class', { enum: flagClasses }).notNull(),
      proposedClass: text('proposed_class', { enum: flagClasses }).notNull(),
      direction: text('direction', { enum: flagDirections }).notNull(),
      firstYear: integer('first_year').notNull(),
      lastYear: integer('last_year').notNull(),
      observedYears: integer('observed_years').notNull(),
      demand: float('demand'),
      supply: float('supply'),
      outcome: text('outcome', { enum: flagOutcomes }).notNull(),
    },
    (t) => [primaryKey({ columns: [t.runId, t.againstRunId, t.key] }), index('flag_evaluations_against_idx').on(t.againstRunId, t.outcome)],
  );
  return { runEvaluations, flagEvaluations };
}
