import { and, countDistinct, eq, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { OvertakenError, unlessOvertaken } from './overtaken.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type TargetRow = Database['schema']['adjustmentTargets']['$inferSelect'];
/** A plan: the years it speaks of. All its rows carry its version. */
export interface PlanSpan {
  readonly regionCode: string;
  readonly fromYear: number;
  readonly toYear: number;
}
interface SeenPlan extends PlanSpan {
  readonly version: number;
  /** Rows it has in this version. */
  readonly rows: number;
}

/** How many programmes plans want opened and ended, by level: a plan is replaced as a whole. */
export function createTargetRepository(db: Database) {
  const { adjustmentTargets: targets } = db.schema;
  const of = ({ regionCode, fromYear, toYear }: PlanSpan) =>
    and(eq(targets.regionCode, regionCode), eq(targets.fromYear, fromYear), eq(targets.toYear, toYear));
  const key = sql`${targets.fromYear} * 10000 + ${targets.toYear}`;
  return {
    /** Undefined where the plan was changed meanwhile, or, for a new one (no rows seen), is there already. No rows: the plan is taken out. */
    replace(seen: SeenPlan, rows: readonly TargetRow[], audit: AuditRecord) {
      return unlessOvertaken(
        db.transaction(function* (tx) {
          const gone = yield* run(
            tx
              .delete(targets)
              .where(and(of(seen), eq(targets.version, seen.version)))
              .returning({ level: targets.level }),
          );
          if (gone.length !== seen.rows) throw new OvertakenError();
          if (rows.length > 0) {
            const stored = yield* run(tx.insert(targets).values([...rows]).onConflictDoNothing().returning({ level: targets.level })); // prettier-ignore
            if (stored.length !== rows.length) throw new OvertakenError();
          }
          yield* auditStep(db, tx, audit);
          return true;
        }),
      );
    },
    /** Rows of one plan. */
    async find(span: PlanSpan): Promise<TargetRow[]> {
      return db.query.select().from(targets).where(of(span)).orderBy(targets.level, targets.action);
    },
    /** Years of all plans of a region. */
    async spans(regionCode: string) {
      const { fromYear, toYear } = targets;
      return db.query.selectDistinct({ fromYear, toYear }).from(targets).where(eq(targets.regionCode, regionCode));
    },
    /** Plans with their rows, the latest first. */
    async page(regionCode: string, page: PageRequest) {
      const sort = [{ column: key, descending: true }];
      const { fromYear, toYear } = targets;
      const spans = await db.query
        .selectDistinct({ fromYear, toYear })
        .from(targets)
        .where(and(eq(targets.regionCode, regionCode), afterCursor(sort, page.cursor)))
        .orderBy(sql`1 desc`, sql`2 desc`)
        .limit(page.limit + 1);
      const { items, next } = toPage(spans, page.limit, (span) => [span.fromYear * 10_000 + span.toYear]);
      const [newest, oldest] = [items[0], items.at(-1)];
      if (!newest || !oldest) return { items: [], next };
      const among = sql`${key} between ${oldest.fromYear * 10_000 + oldest.toYear} and ${newest.fromYear * 10_000 + newest.toYear}`;
      const rows = await db.query
        .select()
        .from(targets)
        .where(and(eq(targets.regionCode, regionCode), among))
        .orderBy(...orderBy(sort), targets.level, targets.action);
      return { items: [...Map.groupBy(rows, (row) => row.fromYear * 10_000 + row.toYear).values()], next };
    },
    async count(regionCode: string) {
      const [row] = await db.query
        .select({ n: countDistinct(key) })
        .from(targets)
        .where(eq(targets.regionCode, regionCode));
      return row?.n ?? 0;
    },
  };
}
