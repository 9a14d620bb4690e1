import { and, asc, count, eq, inArray, ne, sql, sum } from 'drizzle-orm';
import type { FilingKind } from '../../schemas/filing-fields.ts';
import type { filingStates } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database, type Executor, type Steps } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { withdrawFacts } from './fact-batches.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { addDeclarations, addEnrolmentReports } from './reports.ts';

export type FilingState = (typeof filingStates)[number];
export type FilingRow = Database['schema']['filings']['$inferSelect'];
export type NewLine = Database['schema']['filingLines']['$inferInsert'];
export type NewEvent = Database['schema']['filingEvents']['$inferInsert'];
export interface FilingFilter {
  readonly kind?: FilingKind;
  readonly year?: number;
  readonly state?: FilingState;
  readonly organisationId?: string;
  readonly chain?: string;
}
/** A step in the life of a filing, taken only if it still is what was looked at. */
export interface FilingChange {
  readonly from: readonly FilingState[];
  readonly set: Partial<Pick<FilingRow, 'state' | 'reason' | 'batchId' | 'submittedAt'>> & Pick<FilingRow, 'changedAt'>;
  readonly event: NewEvent;
  readonly audit: AuditRecord;
}
/** What a submission makes of the lines. */
export interface FilingFacts {
  readonly batch: Database['schema']['batches']['$inferInsert'];
  readonly declarations: Parameters<typeof addDeclarations>[2];
  readonly enrolments: Parameters<typeof addEnrolmentReports>[2];
}

/** Yearly reports and what becomes of them. Every change counts the version up: of two that began with the same version one finds the other there. */
export function createFilingRepository(db: Database) {
  const { filings, filingLines, filingEvents, batches, organisations } = db.schema;
  const where = (f: FilingFilter) =>
    and(
      f.kind === undefined ? undefined : eq(filings.kind, f.kind),
      f.year === undefined ? undefined : eq(filings.year, f.year),
      f.state === undefined ? undefined : eq(filings.state, f.state),
      f.organisationId === undefined ? undefined : eq(filings.organisationId, f.organisationId),
      f.chain === undefined ? undefined : eq(organisations.chainId, f.chain),
    );
  const shown = () =>
    db.query
      .select({ row: filings, organisationName: organisations.name })
      .from(filings)
      .innerJoin(organisations, eq(organisations.id, filings.organisationId));
  const countUp = sql`${filings.version} + 1`;

  /** Undefined when it has changed since, or stands where this step cannot begin. */
  function change(filing: Pick<FilingRow, 'id' | 'version'>, { from, set, event, audit }: FilingChange, more?: (tx: Executor) => Steps<unknown>) {
    return db.transaction(function* (tx) {
      const same = and(eq(filings.id, filing.id), eq(filings.version, filing.version), inArray(filings.state, [...from]));
      const [changed] = yield* run(
        tx
          .update(filings)
          .set({ ...set, version: countUp })
          .where(same)
          .returning(),
      );
      if (!changed) return undefined;
      if (more) yield* more(tx);
      yield* run(tx.insert(filingEvents).values(event));
      yield* auditStep(db, tx, audit);
      return changed;
    });
  }

  return {
    change,
    /** False when the organisation has a filing of the kind and year already. */
    add(row: FilingRow, lines: readonly NewLine[], event: NewEvent, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [added] = yield* run(tx.insert(filings).values(row).onConflictDoNothing().returning());
        if (!added) return false;
        for (const some of chunks(filingLines, lines)) yield* run(tx.insert(filingLines).values(some));
        yield* run(tx.insert(filingEvents).values(event));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Facts are made of the lines, in a batch of their own. */
    submit: (filing: FilingRow, step: FilingChange, { batch, declarations, enrolments }: FilingFacts) =>
      change(filing, step, function* (tx) {
        yield* run(tx.insert(batches).values(batch));
        if (declarations.length > 0) yield* addDeclarations(db, tx, declarations);
        if (enrolments.length > 0) yield* addEnrolmentReports(db, tx, enrolments);
      }),
    /** The facts of its batch leave; what was reported before them counts again. */
    takeBack: (filing: FilingRow, step: FilingChange) =>
      change(filing, step, function* (tx) {
        const { batchId, organisationId, year } = filing;
        if (batchId !== null) yield* withdrawFacts(db, tx, batchId, { organisationId, year });
      }),
    /** Stores a line, or with undefined removes it. The filing counts up; undefined when it has changed since or is not open. */
    changeLine(filing: Pick<FilingRow, 'id' | 'version'>, key: string, line: NewLine | undefined, at: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const same = and(eq(filings.id, filing.id), eq(filings.version, filing.version), inArray(filings.state, ['draft', 'returned']));
        const [changed] = yield* run(tx.update(filings).set({ changedAt: at, version: countUp }).where(same).returning());
        if (!changed) return undefined;
        if (line === undefined) yield* run(tx.delete(filingLines).where(and(eq(filingLines.filingId, filing.id), eq(filingLines.key, key))));
        else {
          const { payload, errors, faults, changedAt } = line;
          const target = [filingLines.filingId, filingLines.key];
          yield* run(tx.insert(filingLines).values(line).onConflictDoUpdate({ target, set: { payload, errors, faults, changedAt } }));
        }
        yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** Locks what is accepted of a year; the rest stays as it is. */
    lockYear(
      of: { readonly kind: FilingKind; readonly year: number },
      at: Date,
      eventOf: (filingId: string) => NewEvent,
      auditOf: (locked: readonly FilingRow[]) => AuditRecord,
    ) {
      return db.transaction(function* (tx) {
        const accepted = and(where(of), eq(filings.state, 'accepted'));
        const locked = yield* run(tx.update(filings).set({ state: 'locked', changedAt: at, version: countUp }).where(accepted).returning());
        const ordered = locked.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        for (const some of chunks(
          filingEvents,
          ordered.map(({ id }) => eventOf(id)),
        ))
          yield* run(tx.insert(filingEvents).values(some));
        const [open] = yield* run(tx.select({ n: count() }).from(filings).where(and(where(of), ne(filings.state, 'locked')))); // prettier-ignore
        yield* auditStep(db, tx, auditOf(ordered));
        return { locked: ordered.length, open: open?.n ?? 0 };
      });
    },
    async find(id: string) {
      const [row] = await shown().where(eq(filings.id, id));
      return row;
    },
    /** Newest first: ids are time-ordered. */
    async page(filter: FilingFilter, page: PageRequest) {
      const sort = [{ column: filings.id, descending: true }];
      const rows = await shown()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    /** How many by state. */
    async totals(filter: FilingFilter) {
      const rows = await db.query
        .select({ state: filings.state, n: count() })
        .from(filings)
        .innerJoin(organisations, eq(organisations.id, filings.organisationId))
        .where(where(filter))
        .groupBy(filings.state);
      return new Map(rows.map((row) => [row.state, row.n]));
    },
    async lines(filingId: string) {
      return db.query.select().from(filingLines).where(eq(filingLines.filingId, filingId)).orderBy(asc(filingLines.key));
    },
    /** Lines and wrong fields of a page of filings. */
    async lineCounts(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, { lines: number; faults: number }>();
      const rows = await db.query
        .select({ id: filingLines.filingId, lines: count(), faults: sum(filingLines.faults).mapWith(Number) })
        .from(filingLines)
        .where(inArray(filingLines.filingId, [...ids]))
        .groupBy(filingLines.filingId);
      return new Map(rows.map(({ id, lines, faults }) => [id, { lines, faults }]));
    },
    /** Newest first. */
    async pageEvents(filingId: string, page: PageRequest) {
      const sort = [{ column: filingEvents.id, descending: true }];
      const rows = await db.query
        .select()
        .from(filingEvents)
        .where(and(eq(filingEvents.filingId, filingId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async countEvents(filingId: string) {
      const [row] = await db.query.select({ n: count() }).from(filingEvents).where(eq(filingEvents.filingId, filingId));
      return row?.n ?? 0;
    },
  };
}
