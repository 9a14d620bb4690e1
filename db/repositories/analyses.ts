import { and, count, desc, eq, getTableColumns, inArray, lt, or, sql } from 'drizzle-orm';
import type { AnalysisTemplateInput } from '../../schemas/analyses.ts';
import type { analysisAudiences, analysisKinds, analysisStates } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type AnalysisRow = Database['schema']['analyses']['$inferSelect'];
/** As lists hold it: content is large. */
export type AnalysisLine = Omit<AnalysisRow, 'content'>;
export interface AnalysisFilter {
  readonly kind?: (typeof analysisKinds)[number];
  readonly state?: (typeof analysisStates)[number];
  readonly scopeId?: string;
  readonly audience?: (typeof analysisAudiences)[number];
}
type Kind = (typeof analysisKinds)[number];

/** Written reports and their templates. Every change of a report's state is a compare-and-set on its row. */
export function createAnalysisRepository(db: Database) {
  const { analyses, analysisTemplates: templates } = db.schema;
  const { content: _content, ...listed } = getTableColumns(analyses);
  const q = db.query;
  const where = (f: AnalysisFilter) =>
    and(
      f.kind === undefined ? undefined : eq(analyses.kind, f.kind),
      f.state === undefined ? undefined : eq(analyses.state, f.state),
      f.scopeId === undefined ? undefined : eq(analyses.scopeId, f.scopeId),
      f.audience === undefined ? undefined : eq(analyses.audience, f.audience),
    );
  const own = (id: string, attempt: number) => and(eq(analyses.id, id), eq(analyses.attempts, attempt), eq(analyses.state, 'running'));

  return {
    add(row: typeof analyses.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(analyses).values(row).returning());
        if (!stored) throw new Error('insert of a report returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    async find(id: string) {
      const [row] = await q.select().from(analyses).where(eq(analyses.id, id));
      return row;
    },
    async page(filter: AnalysisFilter, page: PageRequest) {
      const sort = [{ column: analyses.id, descending: true }];
      const rows = await q
        .select(listed)
        .from(analyses)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: AnalysisFilter) {
      const [row] = await q.select({ n: count() }).from(analyses).where(where(filter));
      return row?.n ?? 0;
    },
    /** Gives the report to one worker until the lease runs out; undefined: there is nothing to do, or another has it. */
    async claim(id: string, now: Date, leaseUntil: Date) {
      const [row] = await q
        .update(analyses)
        .set({ state: 'running', progress: 30, leaseUntil, attempts: sql`${analyses.attempts} + 1` })
        .where(and(eq(analyses.id, id), or(eq(analyses.state, 'queued'), and(eq(analyses.state, 'running'), lt(analyses.leaseUntil, now)))))
        .returning();
      return row;
    },
    /** How far an attempt is; nothing where another owns it now. */
    async step(id: string, attempt: number, progress: number) {
      await q.update(analyses).set({ progress }).where(own(id, attempt));
    },
    /** Ends it, with the hash of its file or why there is none; false when another attempt owns it now. */
    finish(
      id: string,
      attempt: number,
      end: { readonly fileHash: string; readonly fileSize: number } | { readonly error: string },
      now: Date,
      audit: AuditRecord,
    ) {
      return db.transaction(function* (tx) {
        const state = 'error' in end ? ('failed' as const) : ('ready' as const);
        const done = yield* run(
          tx
            .update(analyses)
            .set({ ...end, state, leaseUntil: null, finishedAt: now, ...(state === 'ready' ? { progress: 100 } : {}) })
            .where(own(id, attempt))
            .returning({ id: analyses.id }),
        );
        if (done.length > 0) yield* auditStep(db, tx, audit);
        return done.length > 0;
      });
    },
    /** Gives a failed attempt back for a retry. */
    async release(id: string, attempt: number) {
      await q.update(analyses).set({ state: 'queued', progress: 10, leaseUntil: null }).where(own(id, attempt));
    },
    /** Reports that somebody has to be told about again. */
    async unfinished(now: Date) {
      return q
        .select({ id: analyses.id })
        .from(analyses)
        .where(or(eq(analyses.state, 'queued'), and(eq(analyses.state, 'running'), lt(analyses.leaseUntil, now))))
        .orderBy(analyses.id);
    },
    /** In an embedded installation no other process can hold a lease. */
    async dropLeases(now: Date) {
      await q.update(analyses).set({ leaseUntil: now }).where(eq(analyses.state, 'running'));
    },
    async templates(kinds: readonly Kind[]) {
      const rows = await q.select().from(templates).where(inArray(templates.kind, [...kinds])).orderBy(desc(templates.kind)); // prettier-ignore
      return new Map(rows.map((row) => [row.kind, row]));
    },
    /** Stores the version after the one it was made from; false: another came first. */
    saveTemplate(kind: Kind, body: AnalysisTemplateInput, seen: number, now: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const row = { kind, body, version: seen + 1, changedAt: now };
        const stored =
          seen === 1
            ? yield* run(tx.insert(templates).values(row).onConflictDoNothing().returning({ version: templates.version }))
            : yield* run(tx.update(templates).set(row).where(and(eq(templates.kind, kind), eq(templates.version, seen))).returning({ version: templates.version })); // prettier-ignore
        if (stored.length > 0) yield* auditStep(db, tx, audit);
        return stored.length > 0;
      });
    },
  };
}
