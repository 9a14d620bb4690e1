import { and, between, count, eq, inArray, max, ne, sql } from 'drizzle-orm';
import type { bulletinKinds } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { moveStep, type Step } from './state-moves.ts';

export type BulletinRow = Database['schema']['bulletins']['$inferSelect'];
export interface BulletinFilter {
  readonly kind?: (typeof bulletinKinds)[number];
  readonly year?: number;
  readonly states?: readonly BulletinRow['state'][];
}

/** Bulletins about tasks: made, edited, published, withdrawn. */
export function createBulletinRepository(db: Database) {
  const { bulletins } = db.schema;
  const where = (f: BulletinFilter) =>
    and(
      f.kind === undefined ? undefined : eq(bulletins.kind, f.kind),
      f.year === undefined ? undefined : eq(bulletins.year, f.year),
      f.states === undefined ? undefined : inArray(bulletins.state, [...f.states]),
    );
  const samePeriod = ({ regionCode, kind, year, period }: Pick<BulletinRow, 'regionCode' | 'kind' | 'year' | 'period'>) =>
    and(eq(bulletins.regionCode, regionCode), eq(bulletins.kind, kind), eq(bulletins.year, year), eq(bulletins.period, period));
  return {
    /** Undefined where the period has one that is not withdrawn, also one that came a moment ago. */
    add(fresh: Omit<BulletinRow, 'edition'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [standing] = yield* run(tx.select({ n: count() }).from(bulletins).where(and(samePeriod(fresh), ne(bulletins.state, 'withdrawn')))); // prettier-ignore
        if ((standing?.n ?? 0) > 0) return undefined;
        const [last] = yield* run(tx.select({ edition: max(bulletins.edition) }).from(bulletins).where(samePeriod(fresh))); // prettier-ignore
        const row = { ...fresh, edition: (last?.edition ?? 0) + 1 };
        const [added] = yield* run(tx.insert(bulletins).values(row).onConflictDoNothing().returning());
        if (added) yield* auditStep(db, tx, audit);
        return added;
      });
    },
    /** Periods of these years that have a bulletin. */
    standing(regionCode: string, fromYear: number, toYear: number) {
      const { kind, year, period, state } = bulletins;
      const within = and(eq(bulletins.regionCode, regionCode), between(year, fromYear, toYear), ne(state, 'withdrawn'));
      return db.query.selectDistinct({ kind, year, period }).from(bulletins).where(within);
    },
    /** Undefined when it has changed since or is no draft any more. */
    change({ id, version }: Pick<BulletinRow, 'id' | 'version'>, set: Pick<BulletinRow, 'title' | 'content' | 'changedAt'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(bulletins)
            .set({ ...set, version: sql`${bulletins.version} + 1` })
            .where(and(eq(bulletins.id, id), eq(bulletins.version, version), eq(bulletins.state, 'draft')))
            .returning(),
        );
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    move(step: Step, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* moveStep(db, tx, bulletins, step);
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    async find(id: string): Promise<BulletinRow | undefined> {
      const [row] = await db.query.select().from(bulletins).where(eq(bulletins.id, id));
      return row;
    },
    /** Newest first. */
    async page(filter: BulletinFilter, page: PageRequest) {
      const sort = [{ column: bulletins.id, descending: true }];
      const rows = await db.query
        .select()
        .from(bulletins)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: BulletinFilter): Promise<number> {
      const [row] = await db.query.select({ n: count() }).from(bulletins).where(where(filter));
      return row?.n ?? 0;
    },
  };
}
