import { levels, organisationKinds, organisationStatuses, ownerships, sizeClasses } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';

export function defineOrganisations(
  { table, text, integer, flag, instant, index, uniqueIndex, primaryKey }: Dialect,
  { regions, majors, chains }: CatalogueTables,
) {
  const organisations = table(
    'organisations',
    {
      id: text('id').primaryKey(),
      kind: text('kind', { enum: organisationKinds }).notNull(),
      name: text('name').notNull(),
      /** Unified social credit code; generated enterprises carry codes with prefix Y1 that no real one has. */
      creditCode: text('credit_code'),
      regionCode: text('region_code')
        .notNull()
        .references(() => regions.code),
      /** Schools: the level taught. */
      level: text('level', { enum: levels }),
      ownership: text('ownership', { enum: ownerships }).notNull(),
      /** Schools: the direction the plan gives. */
      direction: text('direction'),
      openedYear: integer('opened_year'),
      closedYear: integer('closed_year'),
      /** Enterprises: an enterprise belongs to one chain or to none. */
      chainId: text('chain_id').references(() => chains.id),
      sizeClass: text('size_class', { enum: sizeClasses }),
      /** Members of an organisation that is not verified can prepare, not report. */
      status: text('status', { enum: organisationStatuses }).notNull().default('verified'),
      /** Why it was rejected. */
      statusReason: text('status_reason'),
      statusAt: instant('status_at'),
      /** Whom an administrator asks before verifying. */
      contact: text('contact'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdAt: instant('created_at').notNull(),
      /** Counts changes, so that nobody overwrites what they have not seen. */
      version: integer('version').notNull().default(1),
    },
    (t) => [
      index('organisations_kind_idx').on(t.kind, t.regionCode, t.name),
      uniqueIndex('organisations_credit_idx').on(t.creditCode),
      index('organisations_chain_idx').on(t.chainId, t.sizeClass),
      index('organisations_status_idx').on(t.status, t.id),
    ],
  );

  /** Students of a whole school: reported figures and plan targets (a stock, not an intake plan). */
  const schoolTotals = table(
    'school_totals',
    {
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      year: integer('year').notNull(),
      basis: text('basis', { enum: ['reported', 'target'] }).notNull(),
      students: integer('students').notNull(),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
    },
    (t) => [primaryKey({ columns: [t.schoolId, t.year, t.basis] })],
  );

  /** One school offering one major. */
  const programmes = table(
    'programmes',
    {
      id: text('id').primaryKey(),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      lengthYears: integer('length_years').notNull(),
      openedYear: integer('opened_year'),
      closedYear: integer('closed_year'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      /** Counts the lists of what it teaches. */
      version: integer('version').notNull().default(1),
    },
    (t) => [uniqueIndex('programmes_school_major_idx').on(t.schoolId, t.majorCode), index('programmes_major_idx').on(t.majorCode, t.id)],
  );

  return { organisations, schoolTotals, programmes };
}
export type OrganisationTables = ReturnType<typeof defineOrganisations>;
