import { and, count, eq, inArray, or, type SQL } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { contains } from './catalogue.ts';
import type { CatalogueKind } from './catalogue-tables.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type CodeKind = Exclude<CatalogueKind, 'crosswalk'>;
export interface CodeFilter {
  readonly kind: CodeKind;
  readonly retired: boolean;
  readonly text?: string;
}

/** The codes of any catalogue, in force or retired, with what the catalogue says of each. */
export function createCatalogueCodeRepository(db: Database) {
  const { majors, occupations, industries, regions, codeSystems } = db.schema;
  // what they have in common is all that is asked of the table
  const tables = { majors, occupations, industries, regions } as unknown as Readonly<Record<CodeKind, typeof regions>>;
  const where = ({ kind, retired, text }: CodeFilter): SQL | undefined => {
    const table = tables[kind];
    return and(eq(table.retired, retired), text === undefined ? undefined : or(contains(table.name, text), contains(table.code, text)));
  };
  return {
    async page(filter: CodeFilter, page: PageRequest) {
      const table = tables[filter.kind];
      const sort = [{ column: table.code, descending: false }];
      const rows = await db.query
        .select({ row: table, edition: codeSystems.edition })
        .from(table)
        .innerJoin(codeSystems, eq(codeSystems.id, table.systemId))
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.code]);
    },
    async count(filter: CodeFilter) {
      const [row] = await db.query.select({ n: count() }).from(tables[filter.kind]).where(where(filter));
      return row?.n ?? 0;
    },
    /** Labels of editions by id. */
    async editions(ids: readonly string[]): Promise<Map<string, string>> {
      if (ids.length === 0) return new Map();
      const rows = await db.query
        .select({ id: codeSystems.id, edition: codeSystems.edition })
        .from(codeSystems)
        .where(inArray(codeSystems.id, [...new Set(ids)]));
      return new Map(rows.map((row) => [row.id, row.edition]));
    },
  };
}
