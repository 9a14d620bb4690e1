import type { Role } from '../../db/repositories/access.ts';
import type { ComparedCell } from '../../schemas/comparison.ts';
import type { Flag, Gap } from '../../schemas/results.ts';
import type { Guard } from '../../schemas/seats.ts';
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

/** An item as those read it from whom nothing is withheld. */
export type Told<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: NonNullable<T[P]> };
export type ToldGap = Told<Gap, 'demand' | 'gap' | 'lo80' | 'hi80' | 'lo95' | 'hi95' | 'probability'>;
export type ToldFlag = Told<Flag, 'gap' | 'lo80' | 'hi80' | 'probability' | 'urgency'>;
type Side = Told<NonNullable<ComparedCell['before']>, 'demand' | 'gap' | 'lo80' | 'hi80' | 'probability'>;
export type ToldCell = Omit<Told<ComparedCell, 'gapChange'>, 'before' | 'after'> & { readonly before: Side | null; readonly after: Side | null };
type Sums = Told<Guard['years'][number], 'gap' | 'lo80' | 'hi80' | 'recommended' | 'afterApproved' | 'afterEveryone' | 'afterRecommended' | 'overshoot'>;
export type ToldGuard = Omit<Guard, 'years' | 'window'> & { readonly years: Sums[]; readonly window: Sums | null };
