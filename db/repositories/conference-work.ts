import { and, count, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type PlanItemRow = Database['schema']['planItems']['$inferSelect'];
export type InspectionRow = Database['schema']['inspections']['$inferSelect'];
export interface PlanFilter {
  readonly regionCode: string;
  readonly year?: number;
  readonly state?: PlanItemRow['state'];
}
export interface InspectionFilter {
  readonly regionCode: string;
  readonly state?: InspectionRow['state'];
  /** Days of which at least one is among its own, YYYY-MM-DD. */
  readonly from?: string;
  readonly to?: string;
}
type Seen = { readonly id: string; readonly version: number };

/** The yearly work plan of the conference. */
export function createPlanRepository(db: Database) {
  const { planItems } = db.schema;
  const where = ({ regionCode, year, state }: PlanFilter) =>
    and(
      eq(planItems.regionCode, regionCode),
      year === undefined ? undefined : eq(planItems.year, year),
      state === undefined ? undefined : eq(planItems.state, state),
    );
  return {
    add(row: PlanItemRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(planItems).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    /** Undefined when it has changed since, or is over. */
    change({ id, version }: Seen, set: Partial<PlanItemRow>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const still = and(eq(planItems.id, id), eq(planItems.version, version), inArray(planItems.state, ['planned', 'underway']));
        const [changed] = yield* run(
          tx
            .update(planItems)
            .set({ ...set, version: sql`${planItems.version} + 1` })
            .where(still)
            .returning(),
        );
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** Undefined when it has changed since, or was begun. */
    remove({ id, version }: Seen, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const still = and(eq(planItems.id, id), eq(planItems.version, version), eq(planItems.state, 'planned'));
        const [removed] = yield* run(tx.delete(planItems).where(still).returning());
        if (removed) yield* auditStep(db, tx, audit);
        return removed;
      });
    },
    async find(id: string): Promise<PlanItemRow | undefined> {
      const [row] = await db.query.select().from(planItems).where(eq(planItems.id, id));
      return row;
    },
    /** Newest year first, then by quarter. */
    async page(filter: PlanFilter, page: PageRequest) {
      const sort = [
        { column: planItems.year, descending: true },
        { column: planItems.quarter, descending: false },
        { column: planItems.id, descending: false },
      ];
      const rows = await db.query
        .select()
        .from(planItems)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ year, quarter, id }) => [year, quarter, id]);
    },
    async count(filter: PlanFilter) {
      const [row] = await db.query.select({ n: count() }).from(planItems).where(where(filter));
      return row?.n ?? 0;
    },
  };
}

/** Joint inspections with what they found. */
export function createInspectionRepository(db: Database) {
  const { inspections } = db.schema;
  const where = ({ regionCode, state, from, to }: InspectionFilter) =>
    and(
      eq(inspections.regionCode, regionCode),
      state === undefined ? undefined : eq(inspections.state, state),
      from === undefined ? undefined : gte(inspections.endsOn, from),
      to === undefined ? undefined : lte(inspections.startsOn, to),
    );
  return {
    add(row: InspectionRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(inspections).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    /** Undefined when it has changed since, or is over. */
    change({ id, version }: Seen, set: Partial<InspectionRow>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const still = and(eq(inspections.id, id), eq(inspections.version, version), inArray(inspections.state, ['planned', 'underway']));
        const [changed] = yield* run(
          tx
            .update(inspections)
            .set({ ...set, version: sql`${inspections.version} + 1` })
            .where(still)
            .returning(),
        );
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    async find(id: string): Promise<InspectionRow | undefined> {
      const [row] = await db.query.select().from(inspections).where(eq(inspections.id, id));
      return row;
    },
    /** Newest first. */
    async page(filter: InspectionFilter, page: PageRequest) {
      const sort = [
        { column: inspections.startsOn, descending: true },
        { column: inspections.id, descending: true },
      ];
      const rows = await db.query
        .select()
        .from(inspections)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ startsOn, id }) => [startsOn, id]);
    },
    async count(filter: InspectionFilter) {
      const [row] = await db.query.select({ n: count() }).from(inspections).where(where(filter));
      return row?.n ?? 0;
    },
  };
}
