import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import { factColumns } from './columns.ts';
import type { OrganisationTables } from './organisations.ts';

/**
 * What is announced for years to come and shows in no past report: projects of enterprises, graduates from elsewhere. Facts are added, never overwritten: of several
 * words on the same thing the newest id counts, and one of 0 persons takes it back.
 */
export function defineOutlook(dialect: Dialect, { occupations, majors, regions }: CatalogueTables, { organisations }: OrganisationTables) {
  const { table, text, integer, index } = dialect;

  /** Headcount that a project of an enterprise plans for an occupation, on top of its present employees. */
  const projects = table(
    'projects',
    {
      id: text('id').primaryKey(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      name: text('name').notNull(),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
      commissioningYear: integer('commissioning_year').notNull(),
      unit: text('unit').notNull().default('persons'),
      plannedHeadcount: integer('planned_headcount').notNull(),
      ...factColumns(dialect),
    },
    (t) => [index('projects_key_idx').on(t.organisationId, t.name, t.occupationCode, t.id), index('projects_batch_idx').on(t.batchId)],
  );

  /** Graduates of a major who come from elsewhere to work in the region, by graduation year (a flow). */
  const inflows = table(
    'inflows',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code')
        .notNull()
        .references(() => regions.code),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      year: integer('year').notNull(),
      unit: text('unit').notNull().default('persons'),
      persons: integer('persons').notNull(),
      /** Where they come from and how that is known. */
      reason: text('reason').notNull(),
      ...factColumns(dialect),
    },
    (t) => [index('inflows_key_idx').on(t.regionCode, t.majorCode, t.year, t.id)],
  );

  return { projects, inflows };
}
