import { postingOutcomes } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import { factColumns } from './columns.ts';
import type { FactTables } from './facts.ts';
import type { OrganisationTables } from './organisations.ts';

/** What stands beside demand reports: majors a declaration accepts, what became of postings, and which occupation an enterprise means by a title. */
export function defineAnswers(
  dialect: Dialect,
  { majors, occupations }: CatalogueTables,
  { organisations }: OrganisationTables,
  { declarations, postings }: FactTables,
) {
  const { table, text, integer, instant, index, primaryKey } = dialect;

  /** Majors whose graduates the planned hires may have; none: not asked. */
  const declarationMajors = table(
    'declaration_majors',
    {
      declarationId: text('declaration_id')
        .notNull()
        .references(() => declarations.id, { onDelete: 'cascade' }),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
    },
    (t) => [primaryKey({ columns: [t.declarationId, t.majorCode] })],
  );

  /** Added, never overwritten: of several outcomes of a posting the newest id counts. `filled` is a flow, persons hired through it. */
  const postingOutcomeFacts = table(
    'posting_outcomes',
    {
      id: text('id').primaryKey(),
      postingId: text('posting_id')
        .notNull()
        .references(() => postings.id, { onDelete: 'cascade' }),
      outcome: text('outcome', { enum: postingOutcomes }).notNull(),
      unit: text('unit').notNull().default('persons'),
      filled: integer('filled').notNull(),
      /** Of filled: those who came from education, and those who did the same occupation elsewhere before; null where it was not told. */
      newGraduates: integer('new_graduates'),
      sameOccupation: integer('same_occupation'),
      closedOn: text('closed_on').notNull(),
      ...factColumns(dialect),
    },
    (t) => [index('posting_outcomes_posting_idx').on(t.postingId, t.id)],
  );

  /** The occupation an organisation chose for a title of its own; `title` is written as titles are compared. The newest choice counts. */
  const titleChoices = table(
    'title_choices',
    {
      id: text('id').primaryKey(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      title: text('title').notNull(),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
      chosenBy: text('chosen_by').notNull(),
      chosenAt: instant('chosen_at').notNull(),
    },
    (t) => [index('title_choices_title_idx').on(t.organisationId, t.title, t.id)],
  );

  return { declarationMajors, postingOutcomes: postingOutcomeFacts, titleChoices };
}
