import { levels, seatStatuses } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { OrganisationTables } from './organisations.ts';
import type { RunTables } from './runs.ts';

/** Seats that schools ask for and get, and what the guard needs to read them as graduates. */
export function defineSeats(
  { table, text, integer, float, flag, instant, index, primaryKey }: Dialect,
  { majors }: CatalogueTables,
  { organisations, programmes }: OrganisationTables,
  { runs }: RunTables,
) {
  /** Seats more or fewer (a flow) than the intake of the base year carried on, for one entry year. */
  const seatRequests = table(
    'seat_requests',
    {
      id: text('id').primaryKey(),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      /** Null where the school does not offer the major yet. */
      programmeId: text('programme_id').references(() => programmes.id),
      entryYear: integer('entry_year').notNull(),
      /** Newest reporting year when it was filed. */
      baseYear: integer('base_year').notNull(),
      seats: integer('seats').notNull(),
      status: text('status', { enum: seatStatuses }).notNull(),
      note: text('note'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      requestedBy: text('requested_by').notNull(),
      createdAt: instant('created_at').notNull(),
      decidedBy: text('decided_by'),
      decidedAt: instant('decided_at'),
      decisionNote: text('decision_note'),
    },
    (t) => [index('seat_requests_major_idx').on(t.majorCode, t.status, t.entryYear, t.id), index('seat_requests_school_idx').on(t.schoolId, t.id)],
  );

  /** Share of a programme's first-year students that graduate, as the run pooled it, with the persons behind it. */
  const runSurvival = table(
    'run_survival',
    {
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      programmeId: text('programme_id').notNull(),
      majorCode: text('major_code').notNull(),
      level: text('level', { enum: levels }).notNull(),
      survival: float('survival').notNull(),
      basis: float('basis').notNull(),
    },
    (t) => [primaryKey({ columns: [t.runId, t.programmeId] }), index('run_survival_level_idx').on(t.runId, t.level, t.programmeId)],
  );

  return { seatRequests, runSurvival };
}
