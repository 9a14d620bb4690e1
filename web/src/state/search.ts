import type { RouteLocationRaw } from 'vue-router';
import { api, dataOf, type SearchHit } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';
import { session } from './session.ts';

export type SearchKind = components['schemas']['SearchResult']['groups'][number]['kind'];
/** Something found, or a page of this application. */
export interface Found {
  readonly kind: SearchKind | 'page';
  readonly id: string;
  readonly name: string;
  readonly level: SearchHit['level'];
  readonly simulated: boolean;
}
export interface FoundGroup {
  readonly kind: Found['kind'];
  readonly items: readonly Found[];
  readonly total: number;
}

export async function search(q: string): Promise<FoundGroup[]> {
  const { groups } = await dataOf(api.GET('/api/v1/search', { params: { query: { q } } }));
  return groups.map(({ kind, items, total }) => ({ kind, total, items: items.map((hit) => ({ kind, ...hit })) }));
}

/** Where something found is shown. */
export function placeOf({ kind, id, name }: Pick<Found, 'kind' | 'id' | 'name'>): RouteLocationRaw {
  if (kind === 'page') return { name: id };
  if (kind === 'major') return { name: 'major', params: { code: id } };
  if (kind === 'chain') return { name: 'chain', params: { id } };
  if (kind === 'occupation') return { name: 'crosswalk', query: { q: id } };
  if (kind === 'school') return { name: 'programmes', params: { id } };
  return session.role === 'administrator' ? { name: 'organisations', query: { q: name } } : { name: 'filings', query: { organisation: id } };
}

const key = 'gongxu.found';
const kept = 6;
const isFound = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && ['kind', 'id', 'name'].every((field) => typeof (value as Record<string, unknown>)[field] === 'string');

/** What was opened from the search in this browser, newest first. */
export function recentlyFound(): Found[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isFound).slice(0, kept) : [];
  } catch {
    return [];
  }
}
export function rememberFound(found: Found): void {
  const others = recentlyFound().filter(({ kind, id }) => kind !== found.kind || id !== found.id);
  localStorage.setItem(key, JSON.stringify([found, ...others].slice(0, kept)));
}
export function forgetFound(): void {
  localStorage.removeItem(key);
}
