import type { CursorValue, Page, PageRequest } from '../db/repositories/paging.ts';
import { invalidField } from './errors.ts';

export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly total?: boolean;
}

/** Reads `limit` and `cursor`; a cursor that is not one of ours is a field error. `width` = number of sort values it must hold. */
export function toPageRequest(query: PageQuery, width: number): PageRequest {
  const limit = query.limit ?? 50;
  if (query.cursor === undefined) return { limit };
  const bad = invalidField('/query/cursor', '游标无效，请从第一页重新开始', 'is not a cursor of this list; start again from the first page');
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'));
  } catch {
    throw bad;
  }
  if (!Array.isArray(values) || values.length !== width || !values.every((v): v is CursorValue => typeof v === 'string' || typeof v === 'number')) throw bad;
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
