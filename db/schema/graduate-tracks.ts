import type { Dialect } from '../dialects/postgres.ts';
import { factColumns } from './columns.ts';
import type { OrganisationTables } from './organisations.ts';

/** What graduates of a programme and year said when asked some months later. Added, never overwritten: of several reports of the same the newest id counts. */
export function defineGraduateTracks(dialect: Dialect, { organisations, programmes }: OrganisationTables) {
  const { table, text, integer, index } = dialect;
  const persons = (name: string) => integer(name).notNull();
  const graduateTracks = table(
    'graduate_tracks',
    {
      id: text('id').primaryKey(),
      programmeId: text('programme_id')
        .notNull()
        .references(() => programmes.id),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      /** In which they graduated. */
      year: integer('year').notNull(),
      /** After graduation: 6, 12 or 36. */
      months: integer('months').notNull(),
      asked: persons('asked'),
      localJob: persons('local_job'),
      otherRegion: persons('other_region'),
      furtherStudy: persons('further_study'),
      military: persons('military'),
      unemployed: persons('unemployed'),
      /** Of localJob and otherRegion. */
      inField: integer('in_field'),
      wageTo3000: integer('wage_to_3000'),
      wageTo5000: integer('wage_to_5000'),
      wageTo8000: integer('wage_to_8000'),
      wageTo12000: integer('wage_to_12000'),
      wageOver12000: integer('wage_over_12000'),
      satisfied1: integer('satisfied_1'),
      satisfied2: integer('satisfied_2'),
      satisfied3: integer('satisfied_3'),
      satisfied4: integer('satisfied_4'),
      satisfied5: integer('satisfied_5'),
      ...factColumns(dialect),
    },
    (t) => [
      index('graduate_tracks_key_idx').on(t.programmeId, t.year, t.months, t.id),
      index('graduate_tracks_school_idx').on(t.schoolId, t.year, t.months, t.id),
      index('graduate_tracks_batch_idx').on(t.batchId),
    ],
  );
  return { graduateTracks };
}
