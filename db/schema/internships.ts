import type { Dialect } from '../dialects/postgres.ts';
import type { OrganisationTables } from './organisations.ts';

/** Who need not offer posts for interns in a year, and why. Ended, never deleted. */
export function defineInternships({ table, text, integer, instant, index, uniqueIndex }: Dialect, { organisations }: OrganisationTables) {
  const internshipExemptions = table(
    'internship_exemptions',
    {
      id: text('id').primaryKey(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      year: integer('year').notNull(),
      reason: text('reason').notNull(),
      grantedBy: text('granted_by').notNull(),
      grantedAt: instant('granted_at').notNull(),
      withdrawnBy: text('withdrawn_by'),
      withdrawnAt: instant('withdrawn_at'),
      /** Empty while it stands, its own id afterwards: of an enterprise and year one stands at most. */
      ended: text('ended').notNull().default(''),
    },
    (t) => [uniqueIndex('internship_exemptions_standing_idx').on(t.organisationId, t.year, t.ended), index('internship_exemptions_year_idx').on(t.year, t.id)],
  );
  return { internshipExemptions };
}
