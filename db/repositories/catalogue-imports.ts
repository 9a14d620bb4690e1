import { and, asc, count, eq, getTableColumns, inArray, lt, sql } from 'drizzle-orm';
import type { importStatuses } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import type { CatalogueKind } from './catalogue-tables.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface ImportFilter {
  readonly kind?: CatalogueKind;
  readonly status?: (typeof importStatuses)[number];
}
export interface ReplacementFilter {
  readonly kind?: CatalogueKind;
  readonly oldCode?: string;
  readonly newCode?: string;
}

/** Files that wait to be confirmed or were, and what old codes became. */
export function createCatalogueImportRepository(db: Database) {
  const { catalogueImports: imports, catalogueReplacements: replacements } = db.schema;
  const q = db.query;
  const { rows: _rows, ...shown } = getTableColumns(imports);
  const importWhere = (f: ImportFilter) =>
    and(f.kind === undefined ? undefined : eq(imports.kind, f.kind), f.status === undefined ? undefined : eq(imports.status, f.status));
  const replacementWhere = (f: ReplacementFilter) =>
    and(
      f.kind === undefined ? undefined : eq(replacements.kind, f.kind),
      f.oldCode === undefined ? undefined : eq(replacements.oldCode, f.oldCode),
      f.newCode === undefined ? undefined : eq(replacements.newCode, f.newCode),
    );

  return {
    /** Keeps a file that was read; those that waited since before `since` are let go. */
    async add(row: typeof imports.$inferInsert, since: Date, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        const late = and(eq(imports.status, 'ready'), lt(imports.createdAt, since));
        yield* run(tx.update(imports).set({ status: 'expired', rows: null }).where(late).returning({ id: imports.id }));
        yield* run(tx.insert(imports).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async find(id: string) {
      const [row] = await q.select(shown).from(imports).where(eq(imports.id, id));
      return row;
    },
    /** The rows of a file that waits. */
    async rowsOf(id: string) {
      const [row] = await q.select({ rows: imports.rows }).from(imports).where(eq(imports.id, id));
      return row?.rows ?? null;
    },
    async page(filter: ImportFilter, page: PageRequest) {
      const sort = [{ column: imports.id, descending: true }];
      const rows = await q
        .select(shown)
        .from(imports)
        .where(and(importWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: ImportFilter) {
      const [row] = await q.select({ n: count() }).from(imports).where(importWhere(filter));
      return row?.n ?? 0;
    },
    async pageReplacements(filter: ReplacementFilter, page: PageRequest) {
      const sort = [replacements.kind, replacements.oldCode, replacements.newCode].map((column) => ({ column, descending: false }));
      const rows = await q
        .select()
        .from(replacements)
        .where(and(replacementWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.kind, row.oldCode, row.newCode]);
    },
    async countReplacements(filter: ReplacementFilter) {
      const [row] = await q.select({ n: count() }).from(replacements).where(replacementWhere(filter));
      return row?.n ?? 0;
    },
    /** What each of the codes became, the weightiest first. */
    async replacementsOf(kind: CatalogueKind, codes: readonly string[]) {
      if (codes.length === 0) return [];
      return q
        .select({ oldCode: replacements.oldCode, newCode: replacements.newCode, weight: replacements.weight })
        .from(replacements)
        .where(and(eq(replacements.kind, kind), inArray(replacements.oldCode, [...codes])))
        .orderBy(asc(replacements.oldCode), sql`coalesce(${replacements.weight}, 0) desc`, asc(replacements.newCode));
    },
  };
}
