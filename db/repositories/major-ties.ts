import { and, count, countDistinct, desc, eq, gt, gte, max, notExists, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

/** What a major is tied to beside its forecast: what earlier runs said of it, and who accepts its graduates. */
export function createMajorTieRepository({ query: q, schema }: Database) {
  const { flags, runs, declarations, declarationMajors, organisations } = schema;
  const pastWhere = (majorCode: string) => and(eq(flags.majorCode, majorCode), eq(runs.status, 'succeeded'));

  /** Newest declarations of enterprise and occupation that name the major, of a year or later. */
  const accepting = (majorCode: string, since: number) => {
    const newer = alias(declarations, 'newer');
    const replaced = q
      .select({ one: sql`1` })
      .from(newer)
      .where(
        and(
          eq(newer.occupationCode, declarations.occupationCode),
          eq(newer.organisationId, declarations.organisationId),
          or(gt(newer.year, declarations.year), and(eq(newer.year, declarations.year), gt(newer.id, declarations.id))),
        ),
      );
    return and(eq(declarationMajors.majorCode, majorCode), gte(declarations.year, since), notExists(replaced));
  };

  return {
    /** Flags of a major, newest data first. */
    async pageFlags(majorCode: string, page: PageRequest) {
      const sort = [runs.asOfYear, runs.id].map((column) => ({ column, descending: true }));
      const rows = await q
        .select({ flag: flags, asOfYear: runs.asOfYear, finishedAt: runs.finishedAt, simulated: runs.simulated })
        .from(flags)
        .innerJoin(runs, eq(runs.id, flags.runId))
        .where(and(pastWhere(majorCode), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.asOfYear, row.flag.runId]);
    },
    async countFlags(majorCode: string) {
      const [row] = await q.select({ n: count() }).from(flags).innerJoin(runs, eq(runs.id, flags.runId)).where(pastWhere(majorCode));
      return row?.n ?? 0;
    },
    /** Enterprises that accept the major's graduates, by name. */
    async pageEmployers(majorCode: string, since: number, page: PageRequest) {
      const sort = [organisations.name, organisations.id].map((column) => ({ column, descending: false }));
      const rows = await q
        .select({
          ...{ organisationId: organisations.id, name: organisations.name, occupations: countDistinct(declarations.occupationCode) },
          planned: sql<number | string | null>`sum(${declarations.plannedHires})`,
          year: max(declarations.year),
          // true where any of them is; max() of a flag exists in one of the dialects only
          simulated: sql<number>`max(case when ${declarations.simulated} then 1 else 0 end)`,
        })
        .from(declarations)
        .innerJoin(declarationMajors, eq(declarationMajors.declarationId, declarations.id))
        .innerJoin(organisations, eq(organisations.id, declarations.organisationId))
        .where(and(accepting(majorCode, since), afterCursor(sort, page.cursor)))
        .groupBy(organisations.id, organisations.name)
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.name, row.organisationId]);
    },
    /** How many they are, and how many they plan to hire. */
    async countEmployers(majorCode: string, since: number) {
      const [row] = await q
        .select({ enterprises: countDistinct(declarations.organisationId), planned: sql<number | string | null>`sum(${declarations.plannedHires})` })
        .from(declarations)
        .innerJoin(declarationMajors, eq(declarationMajors.declarationId, declarations.id))
        .where(accepting(majorCode, since));
      return { enterprises: row?.enterprises ?? 0, planned: row?.planned ?? null };
    },
    /** Newest year any enterprise declared. */
    async newestYear() {
      const [row] = await q.select({ year: declarations.year }).from(declarations).orderBy(desc(declarations.year)).limit(1);
      return row?.year;
    },
  };
}
