import { and, eq, or, sql, type Column, type SQL } from 'drizzle-orm';
import type { Database } from '../database.ts';

export interface Disclosed {
  readonly enterprises: number | null;
  readonly suppressed: 'primary' | 'secondary' | null;
}
interface DisclosedTable {
  readonly enterprises: Column;
  readonly suppressed: Column;
}

/** Withheld outside planning; a run that did not count enterprises tells nothing. */
export const isWithheld = ({ enterprises, suppressed }: Disclosed): boolean => suppressed !== null || enterprises === null;
/** The same in SQL. */
export const withheldWhere = ({ enterprises, suppressed }: DisclosedTable): SQL => sql`(${suppressed} is not null or ${enterprises} is null)`;
/** 1 where withheld, else 0. */
export const withheldCase = (table: DisclosedTable): SQL<number> => sql<number>`case when ${withheldWhere(table)} then 1 else 0 end`;

/** Why the city figure of a major is withheld in any of some runs, the graver reason first; null where all of them tell it. For lists of things made of several runs. */
export function withheldInRuns({ query, schema: { gaps } }: Database, majorCode: Column, runIds: readonly Column[]): SQL<Disclosed['suppressed']> {
  const figures = and(
    or(...runIds.map((runId) => eq(gaps.runId, runId))),
    eq(gaps.majorCode, majorCode),
    eq(gaps.chainKey, 'city'),
    eq(gaps.span, 'total'),
    eq(gaps.window, 'decision'),
    withheldWhere(gaps),
  );
  return sql<Disclosed['suppressed']>`(${query
    .select({ why: sql`min(coalesce(${gaps.suppressed}, 'primary'))` })
    .from(gaps)
    .where(figures)})`;
}
