import { catalogueContents, catalogueKinds, importStatuses } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { Json } from './runs.ts';

/** Files of catalogues on their way in, and what old codes became. */
export function defineCatalogueImports({ table, text, integer, float, flag, instant, json, index, primaryKey }: Dialect, { codeSystems }: CatalogueTables) {
  /** One file, as it was read: its report, and, until it is confirmed or out of date, its rows. */
  const catalogueImports = table(
    'catalogue_imports',
    {
      id: text('id').primaryKey(),
      kind: text('kind', { enum: catalogueKinds }).notNull(),
      content: text('content', { enum: catalogueContents }).notNull(),
      /** Id and label of the edition it makes, once confirmed; of a file that is known, of the one there is. */
      systemId: text('system_id').notNull(),
      edition: text('edition').notNull(),
      fileName: text('file_name').notNull(),
      sha256: text('sha256').notNull(),
      bytes: integer('bytes').notNull(),
      additions: flag('additions').notNull(),
      status: text('status', { enum: importStatuses }).notNull(),
      report: json<Json>('report').notNull(),
      rows: json<Json>('rows'),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      decidedBy: text('decided_by'),
      decidedAt: instant('decided_at'),
    },
    (t) => [index('catalogue_imports_file_idx').on(t.kind, t.sha256), index('catalogue_imports_status_idx').on(t.status, t.createdAt)],
  );

  /** Old code → new code. Of the codes themselves neither need exist: what an edition before the first imported one held is unknown. */
  const catalogueReplacements = table(
    'catalogue_replacements',
    {
      kind: text('kind', { enum: catalogueKinds }).notNull(),
      oldCode: text('old_code').notNull(),
      newCode: text('new_code').notNull(),
      /** Share of the old code that went there; null where nobody says. */
      weight: float('weight'),
      /** The edition that was in force when it was given. */
      systemId: text('system_id').references(() => codeSystems.id),
    },
    (t) => [primaryKey({ columns: [t.kind, t.oldCode, t.newCode] })],
  );
  return { catalogueImports, catalogueReplacements };
}
