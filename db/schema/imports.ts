import { sql } from 'drizzle-orm';
import { importedEntities, importKinds, importModes, importStates } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { OrganisationTables } from './organisations.ts';
import type { Json } from './runs.ts';

/** Spreadsheets on their way in: the file, its rows as they were read, and what became of them. */
export function defineImports(dialect: Dialect, { organisations }: OrganisationTables) {
  const { table, text, integer, flag, instant, json, index, uniqueIndex, primaryKey } = dialect;

  const imports = table(
    'imports',
    {
      id: text('id').primaryKey(),
      kind: text('kind', { enum: importKinds }).notNull(),
      state: text('state', { enum: importStates }).notNull(),
      /** Whose reports they are; null where an administrator's sheet names the organisation in every row. */
      organisationId: text('organisation_id').references(() => organisations.id),
      filename: text('filename').notNull(),
      size: integer('size').notNull(),
      sha256: text('sha256').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      requestId: text('request_id'),
      /** What the dry run found: name of the sheet, columns that were recognised, rows. */
      sheet: text('sheet'),
      columns: json<Json>('columns'),
      rows: integer('rows'),
      validRows: integer('valid_rows'),
      warnings: integer('warnings'),
      errors: integer('errors'),
      notices: json<Json>('notices'),
      /** Why it failed, in both languages. */
      failure: json<Json>('failure'),
      checkedAt: instant('checked_at'),
      mode: text('mode', { enum: importModes }),
      confirmedBy: text('confirmed_by'),
      confirmedAt: instant('confirmed_at'),
      batchId: text('batch_id'),
      importedRows: integer('imported_rows'),
      importedAt: instant('imported_at'),
      undoneBy: text('undone_by'),
      undoneAt: instant('undone_at'),
      /** Kind, reporter and content while its facts are in, or on their way: the same file goes in once. */
      fileKey: text('file_key'),
      leaseUntil: instant('lease_until'),
      attempts: integer('attempts').notNull().default(0),
    },
    (t) => [
      uniqueIndex('imports_file_idx').on(t.fileKey),
      index('imports_organisation_idx').on(t.organisationId, t.id),
      index('imports_state_idx').on(t.state, t.id),
      index('imports_content_idx').on(t.sha256),
    ],
  );
  const ofImport = () => ({
    importId: text('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
  });

  /** The file in pieces, base64, until its rows have been read. */
  const importChunks = table('import_chunks', { ...ofImport(), no: integer('no').notNull(), content: text('content').notNull() }, (t) => [
    primaryKey({ columns: [t.importId, t.no] }),
  ]);

  /** Rows as they were read. They stay as the trail of what was imported, and of what was taken back. */
  const importRows = table(
    'import_rows',
    {
      ...ofImport(),
      /** As the spreadsheet program numbers it. */
      row: integer('row').notNull(),
      valid: flag('valid').notNull(),
      organisationId: text('organisation_id'),
      programmeId: text('programme_id'),
      /** The report as its POST would take it; null where the row is not valid. */
      report: json<Json>('report'),
      /** The cells as text. */
      cells: json<Json>('cells').notNull(),
      /** Null where there is nothing to say. */
      problems: json<Json>('problems'),
    },
    (t) => [
      primaryKey({ columns: [t.importId, t.row] }),
      index('import_rows_problems_idx')
        .on(t.importId, t.row)
        .where(sql`problems is not null`),
    ],
  );
  /** What a sheet changed of rows that are kept one a thing (chains, programmes), in the order in which it did: taken back by going it backwards. */
  const importEdits = table(
    'import_edits',
    {
      ...ofImport(),
      no: integer('no').notNull(),
      entity: text('entity', { enum: importedEntities }).notNull(),
      /** The row as it was, and as the sheet left it; null where it was not there. */
      before: json<Json>('before'),
      after: json<Json>('after'),
    },
    (t) => [primaryKey({ columns: [t.importId, t.no] })],
  );
  return { imports, importChunks, importRows, importEdits };
}
