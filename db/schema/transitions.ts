import type { Dialect } from '../dialects/postgres.ts';
import { factColumns } from './columns.ts';
import type { OrganisationTables } from './organisations.ts';

/** What schools report of the ways into and out of their programmes. Facts are added, never overwritten: of repeated reports the newest id counts. */
export function defineTransitions(dialect: Dialect, { organisations, programmes }: OrganisationTables) {
  const { table, text, integer, float, flag, instant, index } = dialect;
  const ofProgramme = () => ({
    programmeId: text('programme_id')
      .notNull()
      .references(() => programmes.id),
    schoolId: text('school_id')
      .notNull()
      .references(() => organisations.id),
    year: integer('year').notNull(),
    unit: text('unit').notNull().default('persons'),
  });

  /** Where the graduates of a year went (flows of the year); those not traced are in none of the columns. */
  const destinationReports = table(
    'destination_reports',
    {
      id: text('id').primaryKey(),
      ...ofProgramme(),
      localJob: integer('local_job').notNull(),
      otherRegion: integer('other_region').notNull(),
      furtherStudy: integer('further_study').notNull(),
      military: integer('military').notNull(),
      unemployed: integer('unemployed').notNull(),
      /** Of localJob; null where it was not asked. */
      inField: integer('in_field'),
      ...factColumns(dialect),
    },
    (t) => [
      index('destination_reports_key_idx').on(t.programmeId, t.year, t.id),
      index('destination_reports_school_idx').on(t.schoolId, t.id),
      index('destination_reports_year_idx').on(t.year, t.id),
      index('destination_reports_batch_idx').on(t.batchId),
    ],
  );

  /** Intake planned for a year that has not begun; later the plan stands in the year's enrolment report. */
  const intakePlans = table(
    'intake_plans',
    { id: text('id').primaryKey(), ...ofProgramme(), plan: integer('plan').notNull(), ...factColumns(dialect) },
    (t) => [
      index('intake_plans_key_idx').on(t.programmeId, t.year, t.id),
      index('intake_plans_school_idx').on(t.schoolId, t.id),
      index('intake_plans_year_idx').on(t.year, t.id),
      index('intake_plans_batch_idx').on(t.batchId),
    ],
  );

  /** 3+2 and 3+4: part of a programme's intake comes from a programme of a lower level. Closed, never deleted: past years keep theirs. */
  const pathways = table(
    'pathways',
    {
      id: text('id').primaryKey(),
      fromProgrammeId: text('from_programme_id')
        .notNull()
        .references(() => programmes.id),
      toProgrammeId: text('to_programme_id')
        .notNull()
        .references(() => programmes.id),
      /** Of the reported or planned intake of the later programme. */
      share: float('share').notNull(),
      /** Persons a year agreed on: its intake where it has neither report nor plan. */
      seats: integer('seats'),
      /** First intake year, and the first without. */
      firstYear: integer('first_year').notNull(),
      closedYear: integer('closed_year'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [index('pathways_from_idx').on(t.fromProgrammeId, t.id), index('pathways_to_idx').on(t.toProgrammeId, t.id)],
  );

  return { destinationReports, intakePlans, pathways };
}
