import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';

/** What planners say of the links between majors and occupations, laid over the loaded ones, which never change. */
export function defineCrosswalk({ table, text, float, instant, index, uniqueIndex }: Dialect, { majors, occupations }: CatalogueTables) {
  /** Rows are added, never changed. Of the rows of a link that are neither an undo nor undone the newest id counts. */
  const crosswalkEdits = table(
    'crosswalk_edits',
    {
      id: text('id').primaryKey(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
      /** s of the weight formula; null closes the link. */
      strength: float('strength'),
      /** Range of the weight as multiples of its value; null leaves the range of user links. */
      low: float('low'),
      high: float('high'),
      reason: text('reason').notNull(),
      author: text('author').notNull(),
      at: instant('at').notNull(),
      /** Id of the row this one takes back. */
      undoes: text('undoes'),
    },
    (t) => [index('crosswalk_edits_link_idx').on(t.majorCode, t.occupationCode, t.id), uniqueIndex('crosswalk_edits_undoes_idx').on(t.undoes)],
  );
  return { crosswalkEdits };
}
