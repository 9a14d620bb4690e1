import { and, asc, count, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { checkKinds } from '../../schemas/vocabulary.ts';
import type { CheckResult } from '../../schemas/run-checks.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type CheckRow = Database['schema']['runChecks']['$inferSelect'];
export interface CheckFilter {
  readonly runId: string;
  readonly kind?: (typeof checkKinds)[number];
}

/** Checks of finished runs. Every change of state is a compare-and-set on the row. */
export function createRunCheckRepository(db: Database) {
  const { runChecks: checks, flags, majors } = db.schema;
  const q = db.query;
  const where = ({ runId, kind }: CheckFilter) => and(eq(checks.runId, runId), kind === undefined ? undefined : eq(checks.kind, kind));
  const own = (id: string, attempt: number) => and(eq(checks.id, id), eq(checks.attempts, attempt), eq(checks.state, 'running'));

  return {
    add(row: typeof checks.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(checks).values(row).returning());
        if (!stored) throw new Error('insert of a check returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    /** The newest that asks the same of a run. */
    async newest(runId: string, kind: CheckRow['kind'], parameter: string | null) {
      const [row] = await q
        .select()
        .from(checks)
        .where(and(where({ runId, kind }), parameter === null ? undefined : eq(checks.parameter, parameter)))
        .orderBy(desc(checks.id))
        .limit(1);
      return row;
    },
    /** Newest check of each parameter of a run. */
    async newestEffects(runId: string) {
      const newest = q
        .select({ id: sql<string>`max(${checks.id})` })
        .from(checks)
        .where(where({ runId, kind: 'effect' }))
        .groupBy(checks.parameter);
      return q.select().from(checks).where(inArray(checks.id, newest));
    },
    /** Flags of a run with the evidence that says at which assumptions they turn. */
    async turningFlags(runId: string) {
      return q
        .select({ majorCode: flags.majorCode, majorName: majors.name, level: flags.level, proposedClass: flags.proposedClass, evidence: flags.evidence })
        .from(flags)
        .innerJoin(majors, eq(majors.code, flags.majorCode))
        .where(eq(flags.runId, runId))
        .orderBy(asc(flags.key));
    },
    /** The newest replay of each of some runs. */
    async newestReplays(runIds: readonly string[]) {
      if (runIds.length === 0) return [];
      const newest = q
        .select({ id: sql<string>`max(${checks.id})` })
        .from(checks)
        .where(and(inArray(checks.runId, [...runIds]), eq(checks.kind, 'replay')))
        .groupBy(checks.runId);
      return q.select().from(checks).where(inArray(checks.id, newest));
    },
    async page(filter: CheckFilter, page: PageRequest) {
      const sort = [{ column: checks.id, descending: true }];
      const rows = await q
        .select()
        .from(checks)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: CheckFilter) {
      const [row] = await q.select({ n: count() }).from(checks).where(where(filter));
      return row?.n ?? 0;
    },
    /** Gives the check to one worker until the lease runs out; undefined: there is nothing to do, or another has it. */
    async claim(id: string, now: Date, leaseUntil: Date) {
      const [row] = await q
        .update(checks)
        .set({ state: 'running', leaseUntil, attempts: sql`${checks.attempts} + 1` })
        .where(and(eq(checks.id, id), or(eq(checks.state, 'queued'), and(eq(checks.state, 'running'), lt(checks.leaseUntil, now)))))
        .returning();
      return row;
    },
    /** Ends it, with what was found or why nothing was; false when another attempt owns it now. */
    finish(id: string, attempt: number, end: { readonly result: CheckResult } | { readonly error: string }, now: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const state = 'result' in end ? ('succeeded' as const) : ('failed' as const);
        const done = yield* run(
          tx
            .update(checks)
            .set({ ...end, state, leaseUntil: null, finishedAt: now })
            .where(own(id, attempt))
            .returning(),
        );
        if (done.length > 0) yield* auditStep(db, tx, audit);
        return done.length > 0;
      });
    },
    /** Gives a failed attempt back for a retry. */
    async release(id: string, attempt: number) {
      await q.update(checks).set({ state: 'queued', leaseUntil: null }).where(own(id, attempt));
    },
    /** Checks that somebody has to be told about again. */
    async unfinished(now: Date) {
      return q
        .select({ id: checks.id })
        .from(checks)
        .where(or(eq(checks.state, 'queued'), and(eq(checks.state, 'running'), lt(checks.leaseUntil, now))))
        .orderBy(checks.id);
    },
    /** In an embedded installation no other process can hold a lease. */
    async dropLeases(now: Date) {
      await q.update(checks).set({ leaseUntil: now }).where(eq(checks.state, 'running'));
    },
  };
}
