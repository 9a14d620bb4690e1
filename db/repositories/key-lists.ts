import { and, asc, count, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { keyListKinds, levels } from '../../schemas/vocabulary.ts';
import { keyListWorkflow } from '../../schemas/workflows/key-list.ts';
import { chunks, run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { moveStep, type Step } from './state-moves.ts';

export type KeyListRow = Database['schema']['keyLists']['$inferSelect'];
export type KeyMajorRow = Database['schema']['keyListMajors']['$inferSelect'];
type State = KeyListRow['state'];
export interface KeyListFilter {
  readonly kind?: (typeof keyListKinds)[number];
  readonly states?: readonly State[];
  /** Year in which it is in force, if adopted. */
  readonly year?: number;
}
export interface PublicKeyFilter {
  readonly kind?: (typeof keyListKinds)[number];
  readonly level?: (typeof levels)[number];
  readonly year?: number;
  readonly text?: string;
}

/** Lists of majors that the city needs most, and what is on them. */
export function createKeyListRepository(db: Database) {
  const { keyLists, keyListMajors, majors, flags } = db.schema;
  const inYear = (year: number | undefined) => (year === undefined ? undefined : and(lte(keyLists.fromYear, year), gte(keyLists.toYear, year)));
  const where = (f: KeyListFilter) =>
    and(
      f.kind === undefined ? undefined : eq(keyLists.kind, f.kind),
      f.states === undefined ? undefined : inArray(keyLists.state, [...f.states]),
      inYear(f.year),
    );
  const publicWhere = ({ kind, level, year, text }: PublicKeyFilter) =>
    and(
      where({ states: ['adopted'], ...(kind === undefined ? {} : { kind }), ...(year === undefined ? {} : { year }) }),
      level === undefined ? undefined : eq(keyListMajors.level, level),
      text === undefined ? undefined : contains(keyListMajors.majorName, text),
    );
  function* fill(tx: Executor, rows: readonly KeyMajorRow[]) {
    for (const some of chunks(keyListMajors, rows)) yield* run(tx.insert(keyListMajors).values(some));
  }
  return {
    add(row: KeyListRow, listed: readonly KeyMajorRow[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(keyLists).values(row));
        yield* fill(tx, listed);
        yield* auditStep(db, tx, audit);
      });
    },
    /** Undefined when it has changed since, or is no draft any more. */
    change({ id, version }: Pick<KeyListRow, 'id' | 'version'>, set: Partial<KeyListRow>, listed: readonly KeyMajorRow[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(keyLists)
            .set({ ...set, version: sql`${keyLists.version} + 1` })
            .where(and(eq(keyLists.id, id), eq(keyLists.version, version), eq(keyLists.state, keyListWorkflow.initial)))
            .returning(),
        );
        if (!changed) return undefined;
        yield* run(tx.delete(keyListMajors).where(eq(keyListMajors.listId, id)).returning({ code: keyListMajors.majorCode }));
        yield* fill(tx, listed);
        yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    move(step: Step, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* moveStep(db, tx, keyLists, step);
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    async find(id: string) {
      const [row] = await db.query.select().from(keyLists).where(eq(keyLists.id, id));
      return row;
    },
    /** Newest first. */
    async page(filter: KeyListFilter, page: PageRequest) {
      const sort = [{ column: keyLists.id, descending: true }];
      const rows = await db.query
        .select()
        .from(keyLists)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: KeyListFilter) {
      const [row] = await db.query.select({ n: count() }).from(keyLists).where(where(filter));
      return row?.n ?? 0;
    },
    /** Majors of these lists, by code. */
    async majorsOf(listIds: readonly string[]) {
      if (listIds.length === 0) return [];
      return db.query.select().from(keyListMajors).where(inArray(keyListMajors.listId, [...listIds])).orderBy(asc(keyListMajors.listId), asc(keyListMajors.majorCode)); // prettier-ignore
    },
    /** These majors as the catalogue has them, with the flag of a run where it has one. */
    async named(codes: readonly string[], runId: string | null) {
      return db.query
        .select({ code: majors.code, name: majors.name, level: majors.level, retired: majors.retired, flag: flags })
        .from(majors)
        .leftJoin(flags, and(eq(flags.majorCode, majors.code), eq(flags.runId, runId ?? '')))
        .where(inArray(majors.code, [...codes]))
        .orderBy(asc(majors.code));
    },
    /** Majors of adopted lists, newest list first. */
    async pagePublic(filter: PublicKeyFilter, page: PageRequest) {
      const sort = [
        { column: keyLists.toYear, descending: true },
        { column: keyLists.id, descending: true },
        { column: keyListMajors.majorCode, descending: false },
      ];
      const rows = await db.query
        .select({ list: keyLists, major: keyListMajors })
        .from(keyListMajors)
        .innerJoin(keyLists, eq(keyLists.id, keyListMajors.listId))
        .where(and(publicWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ list, major }) => [list.toYear, list.id, major.majorCode]);
    },
    async countPublic(filter: PublicKeyFilter) {
      const [row] = await db.query.select({ n: count() }).from(keyListMajors).innerJoin(keyLists, eq(keyLists.id, keyListMajors.listId)).where(publicWhere(filter)); // prettier-ignore
      return row?.n ?? 0;
    },
  };
}
