import { sql } from 'drizzle-orm';
import type { Sentence } from '../../schemas/alerts.ts';
import { alertKinds, alertStates, levels, roles, severities } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { RunTables } from './runs.ts';

/** Early warning: what a run found to have changed since an earlier year, and who took note. */
export function defineAlerts({ table, text, integer, flag, instant, json, index, uniqueIndex }: Dialect, { majors }: CatalogueTables, { runs }: RunTables) {
  const alerts = table(
    'alerts',
    {
      id: text('id').primaryKey(),
      /** The run that raised it. */
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      /** The earlier run it was compared with. */
      previousRunId: text('previous_run_id').notNull(),
      /** Natural key `major|kind|state`. */
      key: text('key').notNull(),
      regionCode: text('region_code').notNull(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      kind: text('kind', { enum: alertKinds }).notNull(),
      state: text('state', { enum: alertStates }).notNull(),
      severity: text('severity', { enum: severities }).notNull(),
      asOfYear: integer('as_of_year').notNull(),
      sentences: json<Sentence[]>('sentences').notNull(),
      simulated: flag('simulated').notNull(),
      createdAt: instant('created_at').notNull(),
      /** The later run in which the condition no longer held. */
      endedRunId: text('ended_run_id'),
      endedAt: instant('ended_at'),
    },
    (t) => [
      // one alert a condition as long as it holds: a later run finds it there and says nothing again
      uniqueIndex('alerts_holding_idx')
        .on(t.regionCode, t.key)
        .where(sql`ended_run_id is null`),
      index('alerts_run_idx').on(t.runId, t.id),
      index('alerts_major_idx').on(t.majorCode, t.id),
    ],
  );

  const alertAcknowledgements = table('alert_acknowledgements', {
    alertId: text('alert_id')
      .primaryKey()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    actor: text('actor').notNull(),
    role: text('role', { enum: roles }).notNull(),
    note: text('note'),
    at: instant('at').notNull(),
  });
  return { alerts, alertAcknowledgements };
}
