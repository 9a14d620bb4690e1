import { levels, organisationKinds, roles, sizeClasses } from '../../schemas/vocabulary.ts';
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
      ownership: text('ownership', { enum: ['public', 'private'] }).notNull(),
      /** Schools: the direction the plan gives. */
      direction: text('direction'),
      openedYear: integer('opened_year'),
      closedYear: integer('closed_year'),
      /** Enterprises: an enterprise belongs to one chain or to none. */
      chainId: text('chain_id').references(() => chains.id),
      sizeClass: text('size_class', { enum: sizeClasses }),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [
      index('organisations_kind_idx').on(t.kind, t.regionCode, t.name),
      uniqueIndex('organisations_credit_idx').on(t.creditCode),
      index('organisations_chain_idx').on(t.chainId, t.sizeClass),
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
    },
    (t) => [uniqueIndex('programmes_school_major_idx').on(t.schoolId, t.majorCode), index('programmes_major_idx').on(t.majorCode, t.id)],
  );

  /** Keys for machines; only the SHA-256 of a key is kept. */
  const apiKeys = table(
    'api_keys',
    {
      id: text('id').primaryKey(),
      role: text('role', { enum: roles }).notNull(),
      organisationId: text('organisation_id').references(() => organisations.id),
      secretHash: text('secret_hash').notNull(),
      label: text('label').notNull(),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at'),
      revokedAt: instant('revoked_at'),
    },
    (t) => [uniqueIndex('api_keys_hash_idx').on(t.secretHash)],
  );

  const sessions = table('sessions', {
    secretHash: text('secret_hash').primaryKey(),
    role: text('role', { enum: roles }).notNull(),
    organisationId: text('organisation_id').references(() => organisations.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  });

  return { organisations, schoolTotals, programmes, apiKeys, sessions };
}
export type OrganisationTables = ReturnType<typeof defineOrganisations>;
