import type { CursorValue, Page, PageRequest } from '../db/repositories/paging.ts';
import { invalidField } from './errors.ts';

export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly total?: boolean;
}

/** What a cursor of a list holds: the sort values of the last item, by kind. */
export type CursorShape = readonly ('text' | 'number')[];

function fits(values: unknown, shape: CursorShape): values is CursorValue[] {
  if (!Array.isArray(values) || values.length !== shape.length) return false;
  return shape.every((kind, i) => (kind === 'text' ? typeof values[i] === 'string' : Number.isFinite(values[i])));
}

/** Reads `limit` and `cursor`; a cursor that is not one of this list's is a field error. */
export function toPageRequest(query: PageQuery, shape: CursorShape): PageRequest {
  const limit = query.limit ?? 50;
  if (query.cursor === undefined) return { limit };
  const bad = invalidField('/query/cursor', '游标无效，请从第一页重新开始', 'is not a cursor of this list; start again from the first page');
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'));
  } catch {
    throw bad;
  }
  if (!fits(values, shape)) throw bad;
  return { limit, cursor: values };
}

export async function toList<R, T>(page: Page<R>, query: PageQuery, present: (row: R) => T, count: () => Promise<number>) {
  return {
    items: page.items.map(present),
    nextCursor: page.next === null ? null : Buffer.from(JSON.stringify(page.next)).toString('base64url'),
    ...(query.total === true ? { total: await count() } : {}),
  };
}

/** Drops undefined properties, as exact optional properties want. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

const csvBatch = 500;

/** Every row of a keyset-paged list, batch by batch. */
export async function* walk<R, T>(read: (page: PageRequest) => Promise<Page<R>>, present: (row: R) => T): AsyncGenerator<T> {
  let cursor: CursorValue[] | null = null;
  do {
    const page: Page<R> = await read({ limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
    yield* page.items.map(present);
    cursor = page.next;
  } while (cursor !== null);
}

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
