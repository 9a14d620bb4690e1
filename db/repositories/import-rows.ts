import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { insertPrepared } from '../bulk.ts';
import { run, type Database } from '../database.ts';
import type { Json } from '../schema/runs.ts';

/** A row as it is staged. */
export interface StagedRow {
  readonly row: number;
  readonly valid: boolean;
  readonly organisationId: string | null;
  readonly programmeId: string | null;
  readonly report: Json;
  readonly cells: readonly string[];
  readonly problems: Json;
}

/** The pieces of a file and the rows read from it. */
export function createImportRowRepository(db: Database) {
  const { importRows, importChunks } = db.schema;
  return {
    /** The bytes of the file. */
    async fileOf(importId: string): Promise<Buffer> {
      const pieces: Buffer[] = [];
      for (let no = 0; ; no++) {
        const [chunk] = await db.query
          .select({ content: importChunks.content })
          .from(importChunks)
          .where(and(eq(importChunks.importId, importId), eq(importChunks.no, no)));
        if (!chunk) return Buffer.concat(pieces);
        pieces.push(Buffer.from(chunk.content, 'base64'));
      }
    },
    async clear(importId: string) {
      await db.query.delete(importRows).where(eq(importRows.importId, importId)).returning({ row: importRows.row });
    },
    /** Adds rows: with one prepared statement where the database is embedded, else in one statement that binds two values, however many rows there are. */
    addRows(importId: string, rows: readonly StagedRow[]) {
      return db.transaction(function* (tx) {
        if (db.dialect === 'sqlite') {
          yield* insertPrepared(
            tx,
            importRows,
            rows.map((row) => ({ importId, ...row })),
          );
          return;
        }
        yield* run(
          tx.insert(importRows).select(
            sql`select ${importId}, r."row", r.valid, r."organisationId", r."programmeId", nullif(r.report, 'null'::jsonb), r.cells, nullif(r.problems, 'null'::jsonb)
              from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("row" integer, valid boolean, "organisationId" text, "programmeId" text, report jsonb, cells jsonb, problems jsonb)`,
          ),
        );
      });
    },
    /** Rows of which there is something to say, in the order of the sheet. */
    async problems(importId: string, after: number, limit: number) {
      return db.query
        .select({ row: importRows.row, problems: importRows.problems })
        .from(importRows)
        .where(and(eq(importRows.importId, importId), gt(importRows.row, after), isNotNull(importRows.problems)))
        .orderBy(asc(importRows.row))
        .limit(limit);
    },
    /** Rows as they came, in the order of the sheet. */
    async rows(importId: string, after: number, limit: number, wrongOnly: boolean) {
      return db.query
        .select({ row: importRows.row, valid: importRows.valid, cells: importRows.cells, problems: importRows.problems })
        .from(importRows)
        .where(and(eq(importRows.importId, importId), gt(importRows.row, after), wrongOnly ? eq(importRows.valid, false) : undefined))
        .orderBy(asc(importRows.row))
        .limit(limit);
    },
  };
}
