import { and, eq, getTableColumns, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { catalogueKinds, codeSystemKinds } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database, type Executor } from '../database.ts';

export type CatalogueKind = (typeof catalogueKinds)[number];
export const systemKinds: Readonly<Record<CatalogueKind, (typeof codeSystemKinds)[number]>> = {
  ...{ majors: 'major', occupations: 'occupation', industries: 'industry', regions: 'region', crosswalk: 'crosswalk' },
};
type Value = string | number | boolean | null;
/** A code as an edition prints it, in the columns that are stored. */
export interface NewEntry {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly fields: Readonly<Record<string, Value>>;
  readonly printed: Readonly<Record<string, string>>;
}
export interface StandingRow {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly fields: Readonly<Record<string, Value>>;
  readonly retired: boolean;
}
export interface Scope {
  readonly systemId: string;
  /** Levels the edition speaks for; null: all. */
  readonly levels: readonly string[] | null;
}

/** What the catalogues have in common and where they differ, so that editions of all of them come in by one way. */
export function createCatalogueTables(db: Database) {
  const { majors, occupations, regions, industries, crosswalkLinks: links } = db.schema;
  const tables = { majors, occupations, regions, industries, crosswalk: links } as const;
  const levelIn = (column: typeof majors.level, levels: Scope['levels']): SQL | undefined =>
    levels === null ? undefined : inArray(column, levels as ('secondary' | 'bachelor')[]);

  return {
    /** Every code of the kind there ever was, in force or retired. */
    *standing(tx: Executor, kind: CatalogueKind): Generator<PromiseLike<unknown>, StandingRow[], unknown> {
      switch (kind) {
        case 'majors': {
          const rows = yield* run(tx.select().from(majors));
          return rows.map(({ code, name, level, categoryCode, categoryName, classCode, className, retired }) => ({
            ...{ code, name, level, retired },
            fields: { name, level, categoryCode, categoryName, classCode, className },
          }));
        }
        case 'occupations': {
          const rows = yield* run(tx.select().from(occupations));
          return rows.map(({ code, name, depth, groupCode, parentCode, digital, green, retired }) => ({
            ...{ code, name, level: String(depth), retired },
            fields: { name, depth, groupCode, parentCode, digital, green },
          }));
        }
        case 'industries':
        case 'regions': {
          const rows = yield* run(tx.select().from(tables[kind]));
          return rows.map(({ code, name, level, parentCode, retired }) => ({
            ...{ code, name, level: String(level), retired },
            fields: { name, level, parentCode },
          }));
        }
        case 'crosswalk': {
          const rows = yield* run(tx.select({ link: links, name: majors.name, level: majors.level }).from(links).innerJoin(majors, eq(majors.code, links.majorCode)).where(eq(links.origin, 'official'))); // prettier-ignore
          return rows.map(({ link: { majorCode, occupationCode, retiredIn }, name, level }) => ({
            ...{ code: `${majorCode} ${occupationCode}`, name, level, retired: retiredIn !== null },
            fields: { majorCode, occupationCode },
          }));
        }
      }
    },
    /** Puts the entries in the place of what there is of their codes. */
    *put(tx: Executor, kind: CatalogueKind, { systemId, source }: { readonly systemId: string; readonly source: string }, entries: readonly NewEntry[]) {
      const table = tables[kind];
      const own =
        kind === 'crosswalk' ? { strength: 1, origin: 'official', edition: systemId, source, retiredIn: null } : { systemId, retired: false, retiredIn: null };
      const rows = entries.map(({ code, fields }) => ({ ...(kind === 'crosswalk' ? {} : { code }), ...fields, ...own }));
      const target = kind === 'crosswalk' ? [links.majorCode, links.occupationCode] : [tables[kind].code];
      const columns = getTableColumns(table);
      const written = Object.keys(rows[0] ?? {}).filter((name) => !target.some((key) => key.name === columns[name as keyof typeof columns].name));
      const set = Object.fromEntries(written.map((name) => [name, sql.raw(`excluded."${columns[name as keyof typeof columns].name}"`)]));
      for (const part of chunks(table, rows))
        yield* run(
          tx
            .insert(table)
            .values(part as never)
            .onConflictDoUpdate({ target, set: set })
            .returning({ one: sql`1` }),
        );
    },
    /** Retires what the edition, once put, has not touched. */
    *retireRest(tx: Executor, kind: CatalogueKind, { systemId, levels }: Scope) {
      if (kind === 'crosswalk') {
        const spokenFor = tx.select({ code: majors.code }).from(majors).where(levelIn(majors.level, levels));
        const rest = and(eq(links.origin, 'official'), isNull(links.retiredIn), ne(links.edition, systemId), inArray(links.majorCode, spokenFor));
        yield* run(
          tx
            .update(links)
            .set({ retiredIn: systemId })
            .where(rest)
            .returning({ one: sql`1` }),
        );
        return;
      }
      const table = tables[kind] as typeof majors;
      const rest = and(eq(table.retired, false), ne(table.systemId, systemId), kind === 'majors' ? levelIn(majors.level, levels) : undefined);
      yield* run(
        tx
          .update(table)
          .set({ retired: true, retiredIn: systemId })
          .where(rest)
          .returning({ one: sql`1` }),
      );
    },
  };
}
