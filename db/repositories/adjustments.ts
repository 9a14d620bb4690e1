import { and, count, countDistinct, eq, gte, inArray, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm';
import type { adjustmentChanges, levels } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type AdjustmentRow = Database['schema']['adjustments']['$inferSelect'];
export interface AdjustmentFilter {
  readonly schoolId?: string;
  readonly majorCode?: string;
  readonly level?: (typeof levels)[number];
  readonly change?: (typeof adjustmentChanges)[number];
  readonly docketId?: string;
  readonly year?: number;
  /** Years, both included. */
  readonly from?: number;
  readonly to?: number;
  /** Part of the name of a school or major, of a resolution number or of the basis. */
  readonly text?: string;
}

/** The ledger 专业调整台账: read and added to. There is no function that changes or removes a line. */
export function createAdjustmentRepository(db: Database) {
  const { adjustments, adjustmentTargets, organisations, majors, programmes } = db.schema;
  const answer = alias(adjustments, 'answer');
  const where = (f: AdjustmentFilter) =>
    and(
      f.schoolId === undefined ? undefined : eq(adjustments.schoolId, f.schoolId),
      f.majorCode === undefined ? undefined : eq(adjustments.majorCode, f.majorCode),
      f.level === undefined ? undefined : eq(adjustments.level, f.level),
      f.change === undefined ? undefined : eq(adjustments.change, f.change),
      f.docketId === undefined ? undefined : eq(adjustments.docketId, f.docketId),
      f.year === undefined ? undefined : eq(adjustments.year, f.year),
      f.from === undefined ? undefined : gte(adjustments.year, f.from),
      f.to === undefined ? undefined : lte(adjustments.year, f.to),
      f.text === undefined
        ? undefined
        : or(
            contains(organisations.name, f.text),
            contains(majors.name, f.text),
            contains(sql`coalesce(${adjustments.resolutionNumber}, '')`, f.text),
            contains(adjustments.basis, f.text),
          ),
    );
  /** Neither takes a line back nor was taken back. */
  const stands = () =>
    and(
      isNull(adjustments.takesBackId),
      notExists(
        db.query
          .select({ one: sql`1` })
          .from(answer)
          .where(eq(answer.takesBackId, adjustments.id)),
      ),
    );
  const shown = () =>
    db.query
      .select({ row: adjustments, organisationName: organisations.name, majorName: majors.name })
      .from(adjustments)
      .innerJoin(organisations, eq(organisations.id, adjustments.schoolId))
      .innerJoin(majors, eq(majors.code, adjustments.majorCode));
  /** Lines with those that take them back. */
  async function answered<T extends { readonly row: AdjustmentRow }>(lines: readonly T[]) {
    const ids = lines.map(({ row }) => row.id);
    const { id, takesBackId } = adjustments;
    const answers = ids.length === 0 ? [] : await db.query.select({ id, takesBackId }).from(adjustments).where(inArray(takesBackId, ids));
    const byLine = new Map(answers.map((line) => [line.takesBackId, line.id]));
    return lines.map((line) => ({ ...line, takenBackId: byLine.get(line.row.id) ?? null }));
  }
  /** Integer 1 where a line is simulated. */
  const simulated = sql<number>`max(case when ${adjustments.simulated} then 1 else 0 end)`.mapWith(Number);

  return {
    /** Adds a line; false where it takes back what somebody else has taken back meanwhile. */
    add(row: AdjustmentRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [added] = yield* run(tx.insert(adjustments).values(row).onConflictDoNothing().returning({ id: adjustments.id }));
        if (!added) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    async find(id: string) {
      const [line] = await answered(await shown().where(eq(adjustments.id, id)));
      return line;
    },
    /** Newest year first, in it the newest line. */
    async page(filter: AdjustmentFilter, page: PageRequest) {
      const sort = [
        { column: adjustments.year, descending: true },
        { column: adjustments.id, descending: true },
      ];
      const rows = await shown()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      const { items, next } = toPage(rows, page.limit, ({ row }) => [row.year, row.id]);
      return { items: await answered(items), next };
    },
    async count(filter: AdjustmentFilter) {
      const [row] = await db.query
        .select({ n: count() })
        .from(adjustments)
        .innerJoin(organisations, eq(organisations.id, adjustments.schoolId))
        .innerJoin(majors, eq(majors.code, adjustments.majorCode))
        .where(where(filter));
      return row?.n ?? 0;
    },
    /** Lines that stand, by year, change and level. */
    async counts(filter: Omit<AdjustmentFilter, 'text'>) {
      const { year, change, level } = adjustments;
      return db.query
        .select({ year, change, level, lines: count(), simulated })
        .from(adjustments)
        .where(and(where(filter), stands()))
        .groupBy(year, change, level)
        .orderBy(year, change, level);
    },
    /** Programmes, each a school and a major, with a line that stands and changes something, by year. */
    async adjusted(filter: Omit<AdjustmentFilter, 'text'>) {
      const { year, schoolId, majorCode, change } = adjustments;
      return db.query
        .select({ year, n: countDistinct(sql`${schoolId} || '|' || ${majorCode}`) })
        .from(adjustments)
        .where(and(where(filter), stands(), ne(change, 'keep')))
        .groupBy(year);
    },
    /** When programmes opened and closed, and how many did so at the same times. */
    async lives({ schoolId, majorCode, level }: Pick<AdjustmentFilter, 'schoolId' | 'majorCode' | 'level'>) {
      const { openedYear, closedYear } = programmes;
      return db.query
        .select({ openedYear, closedYear, n: count() })
        .from(programmes)
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(
          and(
            schoolId === undefined ? undefined : eq(programmes.schoolId, schoolId),
            majorCode === undefined ? undefined : eq(programmes.majorCode, majorCode),
            level === undefined ? undefined : eq(majors.level, level),
          ),
        )
        .groupBy(openedYear, closedYear);
    },
    /** What plans ask for within these years. */
    async targets(from: number, to: number) {
      return db.query
        .select()
        .from(adjustmentTargets)
        .where(and(gte(adjustmentTargets.fromYear, from), lte(adjustmentTargets.toYear, to)))
        .orderBy(adjustmentTargets.level, adjustmentTargets.action, adjustmentTargets.fromYear);
    },
  };
}
