import type { Role } from '../../db/repositories/access.ts';
import type { TestApp } from './app.ts';

export interface ListPage<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
/** Follows `nextCursor` to the end. Throws when a page that is not the last is not full, or when the walk does not end. */
export async function walk<T>(app: TestApp, path: string, limit: number, as?: Role): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: ListPage<T> = await app.getJson<ListPage<T>>(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${next}`, as);
    if (page.nextCursor !== null && page.items.length !== limit) throw new Error(`a page before the last needs ${limit} items, got ${page.items.length}`);
    if (items.length > 20_000) throw new Error(`the walk of ${path} does not end`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

/** Text compares as bytes, as in both databases. */
export const bytewise = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
