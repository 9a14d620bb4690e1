import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

/** A page of rows that are computed together; the cursor names the last row of the page before. An order that changed meanwhile starts over. */
export function pageOfRows<T>(rows: readonly T[], query: PageQuery, keyOf: (row: T) => string) {
  const { limit, cursor } = toPageRequest(query, ['text']);
  const start = cursor === undefined ? 0 : rows.findIndex((row) => keyOf(row) === cursor[0]) + 1;
  const items = rows.slice(start, start + limit);
  const last = items.at(-1);
  const page = { items, next: start + limit < rows.length && last !== undefined ? [keyOf(last)] : null };
  return toList(
    page,
    query,
    (row) => row,
    () => Promise.resolve(rows.length),
  );
}
