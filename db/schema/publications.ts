import { bands, flagClasses, grades, levels, licences, publishedCuts, withheldReasons } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { RunTables } from './runs.ts';

/** What everybody may read: figures taken from a run once, with their names, so that no later run, catalogue or rule changes what was published. */
export function definePublications({ table, text, integer, flag, instant, index, primaryKey }: Dialect, { regions }: CatalogueTables, { runs }: RunTables) {
  const publications = table(
    'publications',
    {
      id: text('id').primaryKey(),
      version: integer('version').notNull(),
      regionCode: text('region_code')
        .notNull()
        .references(() => regions.code),
      regionName: text('region_name').notNull(),
      runId: text('run_id')
        .notNull()
        .references(() => runs.id),
      /** Read by everybody, in both languages as it was written. */
      note: text('note'),
      licence: text('licence', { enum: licences }).notNull(),
      /** Nobody outside planning reads it before. Of several whose time has come the latest is in force. */
      validFrom: instant('valid_from').notNull(),
      asOfYear: integer('as_of_year').notNull(),
      engineVersion: text('engine_version').notNull(),
      simulated: flag('simulated').notNull(),
      /** The rules it was made by: enterprises behind a figure at least, D + S of a cell at least, and to what ranges are rounded outwards. */
      fewestEnterprises: integer('fewest_enterprises').notNull(),
      smallestCell: integer('smallest_cell').notNull(),
      roundedTo: integer('rounded_to').notNull(),
      figures: integer('figures').notNull(),
      /** SHA-256 over all figures in order. */
      digest: text('digest').notNull(),
      publishedBy: text('published_by').notNull(),
      createdAt: instant('created_at').notNull(),
      withdrawnBy: text('withdrawn_by'),
      withdrawnAt: instant('withdrawn_at'),
      withdrawReason: text('withdraw_reason'),
    },
    (t) => [index('publications_valid_idx').on(t.regionCode, t.validFrom, t.id), index('publications_run_idx').on(t.runId)],
  );

  const publishedFigures = table(
    'published_figures',
    {
      publicationId: text('publication_id')
        .notNull()
        .references(() => publications.id, { onDelete: 'cascade' }),
      /** Order of the list: by cut, shortest first, then what is too small or withheld. */
      place: integer('place').notNull(),
      cut: text('cut', { enum: publishedCuts }).notNull(),
      code: text('code').notNull(),
      name: text('name').notNull(),
      level: text('level', { enum: levels }),
      category: text('category'),
      /** Chains that named the major when it was published: `|id|id|`, empty where none. */
      chains: text('chains').notNull(),
      firstYear: integer('first_year').notNull(),
      lastYear: integer('last_year').notNull(),
      band: text('band', { enum: bands }),
      /** Gap of the years together, persons: the 80 % range rounded outwards. Null where withheld, or too small to say anything. */
      low: integer('gap_low'),
      high: integer('gap_high'),
      grade: text('grade', { enum: grades }),
      flag: text('flag', { enum: flagClasses }),
      withheld: text('withheld', { enum: withheldReasons }),
    },
    (t) => [primaryKey({ columns: [t.publicationId, t.place] }), index('published_figures_cut_idx').on(t.publicationId, t.cut, t.place)],
  );
  return { publications, publishedFigures };
}
