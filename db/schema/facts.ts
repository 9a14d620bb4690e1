import { factNatures, levels, sizeClasses } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import { factColumns } from './columns.ts';
import type { OrganisationTables } from './organisations.ts';

/**
 * What organisations report. Facts are added, never overwritten: of several reports of the same thing the newest id counts (ids are
 * time-ordered), so a report sent twice is counted once and what was known earlier stays on record.
 */
export function defineFacts(dialect: Dialect, { occupations, chains, regions }: CatalogueTables, { organisations, programmes }: OrganisationTables) {
  const { table, text, integer, float, flag, instant, index, uniqueIndex, primaryKey } = dialect;

  const batches = table('batches', {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: ['seed', 'form', 'spreadsheet'] }).notNull(),
    description: text('description').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  });

  /** Yearly survey answer of one enterprise for one occupation: employees at the end of the year (a stock), and what it expects. */
  const declarations = table(
    'declarations',
    {
      id: text('id').primaryKey(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
      year: integer('year').notNull(),
      nature: text('nature', { enum: factNatures }).notNull().default('stock'),
      unit: text('unit').notNull().default('persons'),
      headcount: integer('headcount').notNull(),
      expectedLeavers: integer('expected_leavers'),
      plannedHires: integer('planned_hires'),
      /** Of plannedHires, persons; null where it was not asked. */
      openToNewGraduates: integer('open_to_new_graduates'),
      level: text('level', { enum: levels }),
      /** Posts offered to interns in the year. */
      internships: integer('internships'),
      /** Posts offered to teachers of vocational schools for practice in the year. */
      teacherPractice: integer('teacher_practice'),
      /** What the enterprise calls the job. */
      jobTitle: text('job_title'),
      ...factColumns(dialect),
    },
    (t) => [
      index('declarations_key_idx').on(t.occupationCode, t.organisationId, t.year, t.id, t.headcount),
      index('declarations_organisation_idx').on(t.organisationId, t.id),
      index('declarations_year_idx').on(t.year, t.id),
      // who has reported a year, and how many persons: told on first pages, so from the index alone
      index('declarations_coverage_idx').on(t.year, t.organisationId, t.occupationCode, t.id, t.headcount, t.validFrom, t.simulated),
      index('declarations_valid_idx').on(t.validFrom),
      index('declarations_batch_idx').on(t.batchId),
    ],
  );

  /** A vacancy: a flow of hires wanted in the year it was opened. */
  const postings = table(
    'postings',
    {
      id: text('id').primaryKey(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
      openedOn: text('opened_on').notNull(),
      year: integer('year').notNull(),
      nature: text('nature', { enum: factNatures }).notNull().default('flow'),
      unit: text('unit').notNull().default('persons'),
      headcount: integer('headcount').notNull(),
      experienceYears: integer('experience_years'),
      level: text('level', { enum: levels }),
      jobTitle: text('job_title'),
      ...factColumns(dialect),
    },
    (t) => [
      index('postings_key_idx').on(t.occupationCode, t.organisationId, t.openedOn, t.id),
      index('postings_organisation_idx').on(t.organisationId, t.id),
      index('postings_year_idx').on(t.year, t.id),
      index('postings_batch_idx').on(t.batchId),
    ],
  );

  /** Yearly report of one programme. Intake, graduates and plan are flows of the year; enrolled by grade (enrolment_grades) is a stock. */
  const enrolmentReports = table(
    'enrolment_reports',
    {
      id: text('id').primaryKey(),
      programmeId: text('programme_id')
        .notNull()
        .references(() => programmes.id),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      year: integer('year').notNull(),
      unit: text('unit').notNull().default('persons'),
      plan: integer('plan'),
      intake: integer('intake').notNull(),
      graduates: integer('graduates').notNull(),
      /** Shares, 0 to 1: admitted on their first choice ÷ all admitted; registered ÷ admitted. */
      firstChoiceRate: float('first_choice_rate'),
      registrationRate: float('registration_rate'),
      ...factColumns(dialect),
    },
    (t) => [
      index('enrolment_reports_key_idx').on(t.programmeId, t.year, t.id),
      index('enrolment_reports_school_idx').on(t.schoolId, t.id),
      index('enrolment_reports_year_idx').on(t.year, t.id),
      index('enrolment_reports_batch_idx').on(t.batchId),
    ],
  );

  const enrolmentGrades = table(
    'enrolment_grades',
    {
      reportId: text('report_id')
        .notNull()
        .references(() => enrolmentReports.id, { onDelete: 'cascade' }),
      grade: integer('grade').notNull(),
      nature: text('nature', { enum: factNatures }).notNull().default('stock'),
      enrolled: integer('enrolled').notNull(),
    },
    (t) => [primaryKey({ columns: [t.reportId, t.grade] })],
  );

  /** Employees by chain and size class, whether or not their enterprises report: what coverage is measured against. */
  const employmentRegister = table(
    'employment_register',
    {
      regionCode: text('region_code')
        .notNull()
        .references(() => regions.code),
      chainId: text('chain_id')
        .notNull()
        .references(() => chains.id),
      sizeClass: text('size_class', { enum: sizeClasses }).notNull(),
      year: integer('year').notNull(),
      employees: integer('employees').notNull(),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
    },
    (t) => [primaryKey({ columns: [t.regionCode, t.chainId, t.sizeClass, t.year] })],
  );

  /** A year from which a series means something else (a reclassification, a school opening): fits do not look across it. */
  const seriesBreaks = table(
    'series_breaks',
    {
      id: text('id').primaryKey(),
      side: text('side', { enum: ['occupation', 'programme'] }).notNull(),
      /** Occupation code, or programme id. */
      subject: text('subject').notNull(),
      year: integer('year').notNull(),
      reason: text('reason').notNull(),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
    },
    (t) => [uniqueIndex('series_breaks_subject_idx').on(t.side, t.subject, t.year)],
  );

  return { batches, declarations, postings, enrolmentReports, enrolmentGrades, employmentRegister, seriesBreaks };
}
export type FactTables = ReturnType<typeof defineFacts>;
