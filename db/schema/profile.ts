import { competenceKinds, linkOrigins, partAspects } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { FactTables } from './facts.ts';
import type { OrganisationTables } from './organisations.ts';

/** What reports may tell besides numbers of persons: education and grades of employees, competences asked for and taught. */
export function defineProfile(dialect: Dialect, { programmes }: OrganisationTables, { declarations, postings }: FactTables) {
  const { table, text, integer, flag, instant, index, primaryKey } = dialect;

  /** Employees of a declaration by education level or by grade, persons: parts of its headcount (a stock). Absent: not asked. */
  const declarationParts = table(
    'declaration_parts',
    {
      declarationId: text('declaration_id')
        .notNull()
        .references(() => declarations.id, { onDelete: 'cascade' }),
      aspect: text('aspect', { enum: partAspects }).notNull(),
      part: text('part').notNull(),
      persons: integer('persons').notNull(),
    },
    (t) => [primaryKey({ columns: [t.declarationId, t.aspect, t.part] })],
  );

  const competences = table('competences', {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind', { enum: competenceKinds }).notNull(),
    origin: text('origin', { enum: linkOrigins }).notNull(),
    source: text('source').notNull(),
    createdAt: instant('created_at').notNull(),
  });
  const competenceCode = () =>
    text('competence_code')
      .notNull()
      .references(() => competences.code);

  const declarationCompetences = table(
    'declaration_competences',
    {
      declarationId: text('declaration_id')
        .notNull()
        .references(() => declarations.id, { onDelete: 'cascade' }),
      competenceCode: competenceCode(),
    },
    (t) => [primaryKey({ columns: [t.declarationId, t.competenceCode] })],
  );
  const postingCompetences = table(
    'posting_competences',
    {
      postingId: text('posting_id')
        .notNull()
        .references(() => postings.id, { onDelete: 'cascade' }),
      competenceCode: competenceCode(),
    },
    (t) => [primaryKey({ columns: [t.postingId, t.competenceCode] })],
  );
  /** What a programme teaches now; what it taught before stands in the audit trail. */
  const programmeCompetences = table(
    'programme_competences',
    {
      programmeId: text('programme_id')
        .notNull()
        .references(() => programmes.id),
      competenceCode: competenceCode(),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      enteredAt: instant('entered_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.programmeId, t.competenceCode] }), index('programme_competences_code_idx').on(t.competenceCode, t.programmeId)],
  );

  return { declarationParts, competences, declarationCompetences, postingCompetences, programmeCompetences };
}
