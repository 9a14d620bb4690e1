import { and, count, eq, sql } from 'drizzle-orm';
import { chunks, run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { createCatalogueTables, systemKinds, type CatalogueKind, type NewEntry, type StandingRow } from './catalogue-tables.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface NewReplacement {
  readonly oldCode: string;
  readonly newCode: string;
  readonly weight: number | null;
}
export interface NewEdition {
  readonly id: string;
  readonly kind: CatalogueKind;
  readonly edition: string;
  readonly title: string;
  readonly source: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly additions: boolean;
  readonly arrival: string;
  readonly importedBy: string;
  readonly importedAt: Date;
}
/** What is written at once: an edition with its entries, or replacements alone. */
export interface EditionImport {
  /** The file that waited to be confirmed; none where it comes in at once. */
  readonly importId: string | null;
  readonly by: string;
  readonly at: Date;
  readonly edition: NewEdition | null;
  readonly kind: CatalogueKind;
  readonly entries: readonly NewEntry[];
  /** Levels the edition speaks for; null: all. */
  readonly levels: readonly string[] | null;
  readonly replacements: readonly NewReplacement[];
  /** Throws where the catalogue is no longer what the file was held against. */
  readonly check: (standing: readonly StandingRow[]) => void;
  readonly audit: AuditRecord;
}

/** Editions of the catalogues: which there are, and how another comes in, whole or not at all. */
export function createCatalogueEditionRepository(db: Database) {
  const { codeSystems, catalogueVersions, catalogueImports, catalogueReplacements, majors, occupations, installation } = db.schema;
  const tables = createCatalogueTables(db);
  /** Newest first. */
  const age = [codeSystems.arrival, codeSystems.id].map((column) => ({ column, descending: true }));

  const ofKind = (kind: CatalogueKind | undefined) => (kind === undefined ? undefined : eq(codeSystems.kind, systemKinds[kind]));

  function* newest(tx: Executor, kind: CatalogueKind) {
    const [row] = yield* run(
      tx
        .select()
        .from(codeSystems)
        .where(eq(codeSystems.kind, systemKinds[kind]))
        .orderBy(...orderBy(age))
        .limit(1),
    );
    return row;
  }
  function* putReplacements(tx: Executor, kind: CatalogueKind, systemId: string | null, rows: readonly NewReplacement[]) {
    const values = rows.map((row) => ({ ...row, kind, systemId }));
    const { kind: which, oldCode, newCode } = catalogueReplacements;
    for (const part of chunks(catalogueReplacements, values))
      yield* run(
        tx
          .insert(catalogueReplacements)
          .values(part)
          .onConflictDoUpdate({ target: [which, oldCode, newCode], set: { weight: sql`excluded."weight"`, systemId: sql`excluded."system_id"` } })
          .returning({ one: sql`1` }),
      );
  }
  function* putEdition(tx: Executor, { edition, kind, entries, levels }: EditionImport, previousId: string | null) {
    if (edition === null) return;
    yield* run(tx.insert(codeSystems).values({ ...edition, kind: systemKinds[kind], rows: entries.length, previousId }));
    const printed = entries.map(({ code, name, printed: entry }) => ({ systemId: edition.id, code, name, entry }));
    for (const part of chunks(catalogueVersions, printed)) yield* run(tx.insert(catalogueVersions).values(part));
    yield* tables.put(tx, kind, { systemId: edition.id, source: edition.source }, entries);
    if (!edition.additions) yield* tables.retireRest(tx, kind, { systemId: edition.id, levels });
  }

  return {
    /** Codes of the kind, in force or retired. */
    async standing(kind: CatalogueKind): Promise<StandingRow[]> {
      return db.transaction((tx) => tables.standing(tx, kind));
    },
    /** Codes in force that links may refer to. */
    async known() {
      const of = async (table: typeof majors | typeof occupations) =>
        new Set((await db.query.select({ code: table.code }).from(table).where(eq(table.retired, false))).map((row) => row.code));
      return { majors: await of(majors), occupations: await of(occupations) };
    },
    async newest(kind: CatalogueKind) {
      return db.transaction((tx) => newest(tx, kind));
    },
    async find(id: string) {
      const [row] = await db.query.select().from(codeSystems).where(eq(codeSystems.id, id));
      return row;
    },
    /** The newest edition made of the same bytes. */
    async ofFile(kind: CatalogueKind, sha256: string) {
      const same = and(eq(codeSystems.kind, systemKinds[kind]), eq(codeSystems.sha256, sha256));
      const [row] = await db.query
        .select()
        .from(codeSystems)
        .where(same)
        .orderBy(...orderBy(age))
        .limit(1);
      return row;
    },
    /** False when the file was confirmed by somebody else meanwhile. One edition comes in at a time. */
    async take(work: EditionImport): Promise<boolean> {
      const { importId, kind, by, at, replacements, check, audit } = work;
      return db.transaction(function* (tx) {
        const turn = tx.insert(installation).values({ key: 'catalogue', value: audit.id });
        yield* run(turn.onConflictDoUpdate({ target: installation.key, set: { value: audit.id } }).returning());
        if (importId !== null) {
          const mine = and(eq(catalogueImports.id, importId), eq(catalogueImports.status, 'ready'));
          const taken = yield* run(
            tx
              .update(catalogueImports)
              .set({ status: 'imported', rows: null, decidedBy: by, decidedAt: at })
              .where(mine)
              .returning({ id: catalogueImports.id }),
          );
          if (taken.length === 0) return false;
        }
        check(yield* tables.standing(tx, kind));
        const before = yield* newest(tx, kind);
        yield* putEdition(tx, work, before?.id ?? null);
        yield* putReplacements(tx, kind, work.edition?.id ?? before?.id ?? null, replacements);
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    async page(kind: CatalogueKind | undefined, page: PageRequest) {
      const rows = await db.query
        .select()
        .from(codeSystems)
        .where(and(ofKind(kind), afterCursor(age, page.cursor)))
        .orderBy(...orderBy(age))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.arrival, row.id]);
    },
    async count(kind: CatalogueKind | undefined) {
      const [row] = await db.query.select({ n: count() }).from(codeSystems).where(ofKind(kind));
      return row?.n ?? 0;
    },
  };
}
