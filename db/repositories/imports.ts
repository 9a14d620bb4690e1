import { and, count, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { importKinds, importStates } from '../../schemas/vocabulary.ts';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type ImportState = (typeof importStates)[number];
export type ImportRow = Database['schema']['imports']['$inferSelect'];
export type NewImport = Database['schema']['imports']['$inferInsert'];
export interface ImportFilter {
  readonly organisationId?: string;
  readonly kind?: (typeof importKinds)[number];
  readonly state?: ImportState;
  /** Only of these kinds. */
  readonly kinds?: readonly (typeof importKinds)[number][];
}
/** States in which a worker has something to do. */
const working = ['checking', 'importing', 'undoing'] as const;

/** Spreadsheets and what became of them. Every change of state is a compare-and-set on the row. */
export function createImportRepository(db: Database) {
  const { imports, importChunks, organisations } = db.schema;
  const where = ({ organisationId, kind, state, kinds }: ImportFilter) =>
    and(
      organisationId === undefined ? undefined : eq(imports.organisationId, organisationId),
      kind === undefined ? undefined : eq(imports.kind, kind),
      kinds === undefined ? undefined : inArray(imports.kind, [...kinds]),
      // what is still on its way in is nobody's business, unless somebody asks for it
      state === undefined ? sql`${imports.state} <> 'receiving'` : eq(imports.state, state),
    );
  const change = (tx: Executor, id: string, from: ImportState, values: Partial<NewImport>) =>
    tx
      .update(imports)
      .set(values)
      .where(and(eq(imports.id, id), eq(imports.state, from)))
      .returning();
  /** One change of state with its audit entry; undefined where the import is in another state. */
  const changing = (id: string, from: ImportState, values: Partial<NewImport>, audit: AuditRecord) =>
    db.transaction(function* (tx) {
      const [changed] = yield* run(change(tx, id, from, values));
      if (changed) yield* auditStep(db, tx, audit);
      return changed;
    });
  const select = () =>
    db.query.select({ row: imports, organisationName: organisations.name }).from(imports).leftJoin(organisations, eq(organisations.id, imports.organisationId));

  return {
    async find(id: string) {
      const [found] = await select().where(eq(imports.id, id));
      return found;
    },
    /** Newest first: ids are time-ordered. */
    async page(filter: ImportFilter, page: PageRequest) {
      const sort = [{ column: imports.id, descending: true }];
      const rows = await select()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: ImportFilter) {
      const [row] = await db.query.select({ n: count() }).from(imports).where(where(filter));
      return row?.n ?? 0;
    },
    /** The same content, kind and reporter, newest first, whatever became of it. */
    async sameFile(sha256: string, kind: ImportRow['kind'], organisationId: string | null) {
      return db.query
        .select()
        .from(imports)
        .where(
          and(
            eq(imports.sha256, sha256),
            eq(imports.kind, kind),
            organisationId === null ? isNull(imports.organisationId) : eq(imports.organisationId, organisationId),
          ),
        )
        .orderBy(desc(imports.id));
    },
    /** Files of a reporter that are on their way in or being checked. */
    async onTheirWay(organisationId: string | null) {
      const [row] = await db.query
        .select({ n: count() })
        .from(imports)
        .where(
          and(
            inArray(imports.state, ['receiving', 'checking']),
            organisationId === null ? isNull(imports.organisationId) : eq(imports.organisationId, organisationId),
          ),
        );
      return row?.n ?? 0;
    },
    /** Makes room for a file; nobody sees it before `received`. */
    async begin(row: NewImport) {
      await db.query.insert(imports).values(row);
    },
    async addChunk(importId: string, no: number, content: string) {
      await db.query.insert(importChunks).values({ importId, no, content });
    },
    /** The file is whole: it waits to be checked. Checked files that it takes the place of are told so. */
    received(id: string, replaced: readonly string[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(change(tx, id, 'receiving', { state: 'checking' }));
        if (!changed) throw new Error(`import ${id} needs to be on its way in, it is not`);
        if (replaced.length > 0)
          yield* run(
            tx
              .update(imports)
              .set({ state: 'replaced' })
              .where(and(inArray(imports.id, [...replaced]), eq(imports.state, 'checked')))
              .returning({ id: imports.id }),
          );
        yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** The user has decided. The unique key lets the same file in once: a second one raises ConflictError. */
    confirm: (id: string, values: Required<Pick<NewImport, 'mode' | 'confirmedBy' | 'confirmedAt' | 'fileKey'>>, audit: AuditRecord) =>
      changing(id, 'checked', { ...values, state: 'importing', attempts: 0, leaseUntil: null }, audit),
    /** The user takes a batch back; the worker does it. */
    askUndo: (id: string, values: Required<Pick<NewImport, 'undoneBy'>>, audit: AuditRecord) =>
      changing(id, 'imported', { ...values, state: 'undoing', attempts: 0, leaseUntil: null }, audit),
    /** Gives the import to one worker until the lease runs out. Undefined: there is nothing to do, or another has it. */
    async claim(id: string, now: Date, leaseUntil: Date) {
      const [claimed] = await db.query
        .update(imports)
        .set({ leaseUntil, attempts: sql`${imports.attempts} + 1` })
        .where(and(eq(imports.id, id), inArray(imports.state, [...working]), or(isNull(imports.leaseUntil), lt(imports.leaseUntil, now))))
        .returning();
      return claimed;
    },
    async release(id: string, attempts: number) {
      await db.query
        .update(imports)
        .set({ leaseUntil: null })
        .where(and(eq(imports.id, id), eq(imports.attempts, attempts)))
        .returning({ id: imports.id });
    },
    /** What a worker that went away left behind. */
    async unfinished(now: Date) {
      return db.query
        .select({ id: imports.id })
        .from(imports)
        .where(and(inArray(imports.state, [...working]), or(isNull(imports.leaseUntil), lt(imports.leaseUntil, now))))
        .orderBy(imports.id);
    },
    /** Nobody else works on an embedded installation: what a killed process held is free again. */
    async dropLeases() {
      await db.query
        .update(imports)
        .set({ leaseUntil: null })
        .where(inArray(imports.state, [...working]))
        .returning({ id: imports.id });
    },
    /** Files whose upload broke off. */
    async dropBroken(before: Date) {
      await db.query
        .delete(imports)
        .where(and(eq(imports.state, 'receiving'), lt(imports.createdAt, before)))
        .returning({ id: imports.id });
    },
    /** The dry run is over; the file itself is not needed any more. */
    checked(id: string, attempts: number, values: Partial<NewImport>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(imports)
            .set({ ...values, leaseUntil: null })
            .where(and(eq(imports.id, id), eq(imports.state, 'checking'), eq(imports.attempts, attempts)))
            .returning(),
        );
        if (!changed) return;
        yield* run(tx.delete(importChunks).where(eq(importChunks.importId, id)).returning({ no: importChunks.no }));
        yield* auditStep(db, tx, audit);
      });
    },
    /** The facts could not be taken back: they are in as before. */
    keep: (id: string, audit: AuditRecord) => changing(id, 'undoing', { state: 'imported', leaseUntil: null }, audit),
    /** Nothing was stored; the same file may come again. */
    fail: (id: string, from: ImportState, failure: { readonly code: string; readonly zh: string; readonly en: string }, audit: AuditRecord) =>
      changing(id, from, { state: 'failed', failure: { ...failure }, leaseUntil: null, fileKey: null }, audit),
  };
}
