import { and, count, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

/** A table of things that go through a workflow. */
type Moving = PgTable & { readonly id: PgColumn; readonly state: PgColumn; readonly version: PgColumn };
/** One step of one thing, taken only if it still is what was looked at. */
export interface Step {
  readonly workflow: string;
  readonly id: string;
  /** As the caller has seen it. */
  readonly version: number;
  readonly move: { readonly on: string; readonly from: readonly string[]; readonly to: string };
  /** State it is in, for the record. */
  readonly from: string;
  /** Columns that change with it, by their names. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly actor: string;
  readonly moveId: string;
  readonly reason?: string | null;
}

/**
 * Moves a thing from one state to the next inside a transaction, counts its version up and notes the move; undefined when somebody was faster. The audit
 * entry comes last in a transaction, so the caller adds it after the effects.
 */
export function* moveStep<T extends Moving>({ schema: { stateMoves } }: Database, tx: Executor, table: T, step: Step) {
  const { workflow, id, version, move, from, set, at, actor, moveId, reason } = step;
  const { version: counted } = getTableColumns(table as PgTable);
  const [changed] = yield* run(
    tx
      .update(table as PgTable)
      .set({ ...set, state: move.to, version: sql`${counted} + 1` })
      .where(and(eq(table.id, id), eq(table.version, version), eq(table.state, from), inArray(table.state, [...move.from])))
      .returning(),
  );
  if (!changed) return undefined;
  yield* run(tx.insert(stateMoves).values({ id: moveId, workflow, subjectId: id, event: move.on, from, to: move.to, at, actor, reason: reason ?? null }));
  return changed as T['$inferSelect'];
}

/** What happened to things that go through workflows. */
export function createStateMoveRepository(db: Database) {
  const { stateMoves } = db.schema;
  const of = (workflow: string, subjectId: string) => and(eq(stateMoves.workflow, workflow), eq(stateMoves.subjectId, subjectId));
  return {
    /** A move without an effect elsewhere, and its audit entry. */
    move<T extends Moving>(table: T, step: Step, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* moveStep(db, tx, table, step);
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** Newest first. */
    async page(workflow: string, subjectId: string, page: PageRequest) {
      const sort = [{ column: stateMoves.id, descending: true }];
      const rows = await db.query
        .select()
        .from(stateMoves)
        .where(and(of(workflow, subjectId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(workflow: string, subjectId: string) {
      const [row] = await db.query.select({ n: count() }).from(stateMoves).where(of(workflow, subjectId));
      return row?.n ?? 0;
    },
  };
}
