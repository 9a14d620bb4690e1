import { and, asc, desc, eq, gt, lt, or, type Column, type SQL } from 'drizzle-orm';

export interface SortColumn {
  readonly column: Column | SQL;
  readonly descending: boolean;
}
export type CursorValue = string | number;
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: readonly CursorValue[];
}
export interface Page<T> {
  readonly items: T[];
  /** Sort values of the last item when more follow. */
  readonly next: CursorValue[] | null;
}

export function orderBy(sort: readonly SortColumn[]): SQL[] {
  return sort.map((s) => (s.descending ? desc(s.column) : asc(s.column)));
}

/** Rows after the cursor in the given order: (a > x) or (a = x and b > y) … */
export function afterCursor(sort: readonly SortColumn[], cursor: readonly CursorValue[] | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  // drizzle compares columns and expressions alike, but types one at a time
  const parts = sort.map((s) => ({ ...s, column: s.column as Column }));
  const steps = parts.map((s, i) => {
    const same = parts.slice(0, i).map((before, j) => eq(before.column, cursor[j]));
    const beyond = s.descending ? lt(s.column, cursor[i]) : gt(s.column, cursor[i]);
    return and(...same, beyond);
  });
  return or(...steps);
}

/** Cuts `limit + 1` fetched rows to a page. */
export function toPage<T>(rows: T[], limit: number, valuesOf: (row: T) => CursorValue[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? valuesOf(last) : null };
}
