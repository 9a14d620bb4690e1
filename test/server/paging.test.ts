import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../schemas/demand.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { bytewise, walk } from '../support/pages.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp();
});
afterAll(() => api.close());

interface Item {
  readonly id?: string;
  readonly code?: string;
  readonly number?: number;
}
const keyOf = (item: Item) => item.id ?? item.code ?? '';
const ascending = (a: Item, b: Item) => bytewise(keyOf(a), keyOf(b));
const lists = [
  { path: '/majors', order: ascending },
  { path: '/majors?level=associate', order: ascending },
  { path: '/occupations', order: ascending },
  { path: '/chains', order: (a: Item, b: Item) => (a.number ?? 0) - (b.number ?? 0) || ascending(a, b) },
  { path: '/schools', order: ascending },
  { path: '/programmes', order: ascending },
  { path: '/demand/declarations?year=2025', order: (a: Item, b: Item) => ascending(b, a) },
  { path: '/demand/postings?year=2020', order: (a: Item, b: Item) => ascending(b, a) },
  { path: '/enrolment/reports?year=2025', order: (a: Item, b: Item) => ascending(b, a) },
];

describe.each(lists)('$path', ({ path, order }) => {
  it('gives every item exactly once, in order, whatever the page size', async () => {
    const all = await walk<Item>(api, path, 200, 'administrator');
    expect(all.length).toBeGreaterThan(10);
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
    expect(all).toEqual(all.toSorted(order));
    // single steps through the short lists, longer ones through the others: the number of requests stays small
    const least = Math.ceil(all.length / 40);
    const size = fc.oneof(fc.constantFrom(least, all.length - 1, all.length, all.length + 1), fc.integer({ min: least, max: 60 })).filter((n) => n <= 200);
    await fc.assert(
      fc.asyncProperty(size, async (limit) => {
        expect(await walk<Item>(api, path, limit, 'administrator')).toEqual(all);
      }),
      { numRuns: 5 },
    );
    const counted = `${path}${path.includes('?') ? '&' : '?'}total=true&limit=1`;
    expect((await api.getJson<{ total: number }>(counted, 'administrator')).total).toBe(all.length);
    expect(await api.getJson<object>(path, 'administrator')).not.toHaveProperty('total');
  });
});

describe('while reports come in', () => {
  it('a walk begun before shows no report twice and leaves none of the old ones out', async () => {
    const path = '/demand/declarations';
    const before = (await walk<Declaration>(api, path, 200, 'enterprise')).map(keyOf);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: Declaration[]; nextCursor: string | null } = await api.getJson(
        `${path}?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`,
        'enterprise',
      );
      seen.push(...page.items.map(keyOf));
      const [{ occupationCode }] = page.items as [Declaration];
      const posted = await api.call('POST', path, { as: 'enterprise', body: { year: api.t0, occupationCode, headcount: 1 } });
      expect(posted.statusCode).toBe(201);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(before);
  });
});
