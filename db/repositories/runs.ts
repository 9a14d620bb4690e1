import { and, asc, count, desc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface TaskRow {
  readonly id: string;
  readonly runId: string;
  readonly kind: 'prepare' | 'fit' | 'assemble';
  readonly no: number;
  readonly from: number;
  readonly to: number;
}
export type NewTask = TaskRow;

/** Runs and their units of work. Every move is a compare-and-set: a message delivered twice finds nothing left to claim. */
export function createRunRepository(db: Database) {
  const { runs, runTasks, runSnapshots, runSeries } = db.schema;
  const active = ['queued', 'running'] as const;
  const newTask = (task: NewTask) => ({ ...task, status: 'queued' as const, attempts: 0 });

  return {
    /** The run and its first task, atomically. */
    create(row: typeof runs.$inferInsert, task: NewTask, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(runs).values(row).returning());
        if (!stored) throw new Error('insert of a run returned no row');
        yield* run(tx.insert(runTasks).values(newTask(task)));
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    async find(id: string) {
      const [row] = await db.query.select().from(runs).where(eq(runs.id, id));
      return row;
    },
    async page(filter: { readonly status?: (typeof runs.$inferSelect)['status'] }, page: PageRequest) {
      const sort = [{ column: runs.id, descending: true }];
      const rows = await db.query
        .select()
        .from(runs)
        .where(and(filter.status === undefined ? undefined : eq(runs.status, filter.status), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: { readonly status?: (typeof runs.$inferSelect)['status'] }) {
      const [row] = await db.query
        .select({ n: count() })
        .from(runs)
        .where(filter.status === undefined ? undefined : eq(runs.status, filter.status));
      return row?.n ?? 0;
    },
    /** The newest succeeded run: newest year first, then newest request. */
    async latest(regionCode?: string) {
      const [row] = await db.query
        .select()
        .from(runs)
        .where(and(eq(runs.status, 'succeeded'), regionCode === undefined ? undefined : eq(runs.regionCode, regionCode)))
        .orderBy(desc(runs.asOfYear), desc(runs.id))
        .limit(1);
      return row;
    },
    /** What hysteresis compares with: the latest completed run with an earlier year. */
    async latestBefore(regionCode: string, year: number) {
      const [row] = await db.query
        .select()
        .from(runs)
        .where(and(eq(runs.status, 'succeeded'), eq(runs.regionCode, regionCode), lt(runs.asOfYear, year)))
        .orderBy(desc(runs.asOfYear), desc(runs.id))
        .limit(1);
      return row;
    },
    async snapshot(hash: string) {
      const [row] = await db.query.select().from(runSnapshots).where(eq(runSnapshots.hash, hash));
      return row?.content;
    },
    /** Claims a task: it must be queued, or running with a lease that ran out, and its run must still be wanted. */
    claimTask(id: string, now: Date, leaseUntil: Date) {
      return db.transaction(function* (tx) {
        const [task] = yield* run(
          tx
            .update(runTasks)
            .set({ status: 'running', leaseUntil, attempts: sql`${runTasks.attempts} + 1` })
            .where(
              and(
                eq(runTasks.id, id),
                or(eq(runTasks.status, 'queued'), and(eq(runTasks.status, 'running'), lt(runTasks.leaseUntil, now))),
                inArray(
                  runTasks.runId,
                  tx
                    .select({ id: runs.id })
                    .from(runs)
                    .where(inArray(runs.status, [...active])),
                ),
              ),
            )
            .returning(),
        );
        if (!task) return undefined;
        const [owner] = yield* run(
          tx
            .update(runs)
            .set({ status: 'running', stage: task.kind, startedAt: sql`coalesce(${runs.startedAt}, ${sql.param(now, runs.startedAt)})` })
            .where(and(eq(runs.id, task.runId), inArray(runs.status, [...active])))
            .returning(),
        );
        // a cancellation may have come between both statements: it stands
        return owner && { task, run: owner };
      });
    },
    async extendLease(id: string, attempt: number, leaseUntil: Date) {
      await db.query
        .update(runTasks)
        .set({ leaseUntil })
        .where(and(eq(runTasks.id, id), eq(runTasks.attempts, attempt), eq(runTasks.status, 'running')));
    },
    /** Stores the snapshot and creates the fit tasks; the prepare task is done in the same transaction. */
    finishPrepare(input: {
      readonly taskId: string;
      readonly attempt: number;
      readonly runId: string;
      readonly hash: string;
      readonly content: string;
      readonly now: Date;
      readonly previousRunId: string | null;
      readonly tasks: readonly NewTask[];
    }) {
      return db.transaction(function* (tx) {
        const done = yield* run(
          tx
            .update(runTasks)
            .set({ status: 'succeeded', leaseUntil: null })
            .where(and(eq(runTasks.id, input.taskId), eq(runTasks.attempts, input.attempt), eq(runTasks.status, 'running')))
            .returning(),
        );
        if (done.length === 0) return false;
        const wanted = yield* run(
          tx
            .update(runs)
            .set({ snapshotHash: input.hash, previousRunId: input.previousRunId, stage: 'fit', done: 1, total: input.tasks.length + 2 })
            .where(and(eq(runs.id, input.runId), eq(runs.status, 'running')))
            .returning(),
        );
        if (wanted.length === 0) return false;
        yield* run(tx.insert(runSnapshots).values({ hash: input.hash, content: input.content, createdAt: input.now }).onConflictDoNothing());
        yield* run(tx.insert(runTasks).values(input.tasks.map(newTask)).onConflictDoNothing());
        return true;
      });
    },
    /** True when prepare is over and no fit task is left: time to assemble. Asked after commit, so that the last of several finishers sees all. */
    async readyToAssemble(runId: string) {
      const rows = await db.query
        .select({ kind: runTasks.kind, status: runTasks.status, n: count() })
        .from(runTasks)
        .where(eq(runTasks.runId, runId))
        .groupBy(runTasks.kind, runTasks.status);
      const fits = rows.filter((row) => row.kind === 'fit');
      return fits.length > 0 && fits.every((row) => row.status === 'succeeded') && !rows.some((row) => row.kind === 'assemble' && row.status === 'succeeded');
    },
    /** Whoever is first creates it; the others find it there. */
    async ensureTask(task: NewTask) {
      await db.query.insert(runTasks).values(newTask(task)).onConflictDoNothing();
      const [row] = await db.query
        .select({ id: runTasks.id })
        .from(runTasks)
        .where(and(eq(runTasks.runId, task.runId), eq(runTasks.kind, task.kind), eq(runTasks.no, task.no)));
      return row?.id;
    },
    /** Gives a failed attempt back for a retry, with its error. */
    async releaseTask(id: string, attempt: number, error: string) {
      await db.query
        .update(runTasks)
        .set({ status: 'queued', leaseUntil: null, error })
        .where(and(eq(runTasks.id, id), eq(runTasks.attempts, attempt), eq(runTasks.status, 'running')));
    },
    /** Ends the run as failed; a run already over stays as it ended. What was fitted of it goes: results are whole or none. */
    fail(runId: string, error: string, now: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [row] = yield* run(
          tx
            .update(runs)
            .set({ status: 'failed', error, finishedAt: now, stage: 'finished' })
            .where(and(eq(runs.id, runId), inArray(runs.status, [...active])))
            .returning(),
        );
        if (!row) return undefined;
        yield* run(tx.delete(runSeries).where(eq(runSeries.runId, runId)));
        yield* auditStep(db, tx, audit);
        return row;
      });
    },
    /** As fail: nothing of a cancelled run stays. */
    cancel(runId: string, now: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [row] = yield* run(
          tx
            .update(runs)
            .set({ status: 'cancelled', finishedAt: now, stage: 'finished' })
            .where(and(eq(runs.id, runId), inArray(runs.status, [...active])))
            .returning(),
        );
        if (!row) return undefined;
        yield* run(tx.delete(runSeries).where(eq(runSeries.runId, runId)));
        yield* auditStep(db, tx, audit);
        return row;
      });
    },
    /** Tasks that somebody has to be told about again: queued, or running past their lease, of runs still wanted. */
    async unfinishedTasks(now: Date) {
      return db.query
        .select({ id: runTasks.id })
        .from(runTasks)
        .innerJoin(runs, eq(runs.id, runTasks.runId))
        .where(
          and(
            inArray(runs.status, [...active]),
            or(eq(runTasks.status, 'queued'), and(eq(runTasks.status, 'running'), or(isNull(runTasks.leaseUntil), lt(runTasks.leaseUntil, now)))),
          ),
        )
        .orderBy(asc(runTasks.id));
    },
    /** Active runs whose tasks are all over: their next task was lost between commit and creation. */
    async stalledRuns() {
      const open = db.query.select({ runId: runTasks.runId }).from(runTasks).where(ne(runTasks.status, 'succeeded'));
      return db.query
        .select({ id: runs.id })
        .from(runs)
        .where(and(inArray(runs.status, [...active]), sql`${runs.id} not in (${open})`));
    },
    /** In an embedded installation no other process can hold a lease: at start every running task is claimable again. */
    async dropLeases(now: Date) {
      await db.query.update(runTasks).set({ leaseUntil: now }).where(eq(runTasks.status, 'running'));
    },
  };
}
