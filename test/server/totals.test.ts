import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GapTotal } from '../../schemas/results.ts';
import { cuts } from '../../schemas/vocabulary.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { bytewise, walk, type ListPage, type Told, type ToldGap } from '../support/pages.ts';

type Total = Told<GapTotal, 'demand' | 'gap' | 'lo80' | 'hi80' | 'lo95' | 'hi95' | 'probability'>;
let api: TestApp;
let gaps: ToldGap[];
let totals: Record<(typeof cuts)[number], Total[]>;
let classOf: Map<string, { class: string; category: string }>;
const of = (by: string, query = '') => walk<Total>(api, `/gaps/totals?by=${by}${query}`, 200, 'planner');
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  expect((await api.runToEnd({ parameters: { paths: 100 } })).status).toBe('succeeded');
  gaps = await walk<ToldGap>(api, '/gaps', 200, 'planner');
  totals = Object.fromEntries(await Promise.all(cuts.map(async (by) => [by, await of(by)] as const))) as typeof totals;
  const { majors } = api.db.schema;
  classOf = new Map((await api.db.query.select().from(majors)).map((row) => [row.code, { class: row.classCode, category: row.categoryCode }]));
}, 120_000);
afterAll(() => api.close());

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
const fields = ['demand', 'supply', 'gap'] as const;
type Figures = Record<(typeof fields)[number], number>;
const sum = (items: readonly Figures[], field: (typeof fields)[number]) => items.reduce((all, item) => all + item[field], 0);
/** Each total is the sum of its parts, field by field. */
function expectSum(total: Figures & { readonly code: string; readonly year: number }, parts: readonly Figures[]): void {
  expect(parts.length).toBeGreaterThan(0);
  for (const field of fields) expect([total.code, total.year, field, close(sum(parts, field), total[field])]).toEqual([total.code, total.year, field, true]);
}
/** Years that every major of a group has rows for: totals go on where a major of a shorter length ends. */
const complete = (total: Total, parts: readonly unknown[]) => parts.length === total.cells;

describe('totals', () => {
  it('have the published shape, nested intervals and names', () => {
    const schema = Compile(GapTotal);
    for (const by of cuts)
      for (const total of totals[by]) {
        expect(schema.Errors(total)).toEqual([]);
        expect([total.by, total.simulated, total.name.length > 0]).toEqual([by, true, true]);
        const ends = [total.lo95, total.lo80, total.hi80, total.hi95];
        expect(ends.toSorted((a, b) => a - b)).toEqual(ends);
        expect(close(total.gap, total.demand - total.supply)).toBe(true);
      }
    expect(totals.class[0]!.name).toMatch(/\p{Script=Han}/u);
    expect(new Set(totals.region.map(({ code }) => code))).toEqual(new Set(['all']));
  });
  it('add up from majors to classes, categories, levels and the region, year by year', () => {
    const checked = { class: 0, category: 0, level: 0, region: 0 };
    const members = {
      class: (total: Total) => gaps.filter((gap) => classOf.get(gap.majorCode)!.class === total.code && gap.level === total.level && gap.year === total.year),
      category: (total: Total) =>
        gaps.filter((gap) => classOf.get(gap.majorCode)!.category === total.code && gap.level === total.level && gap.year === total.year),
      level: (total: Total) => gaps.filter((gap) => gap.level === total.code && gap.year === total.year),
      region: (total: Total) => gaps.filter((gap) => gap.year === total.year),
    };
    for (const by of ['class', 'category', 'level', 'region'] as const)
      for (const total of totals[by]) {
        const parts = members[by](total);
        if (!complete(total, parts)) continue;
        expectSum(total, parts);
        checked[by]++;
      }
    expect(Object.values(checked).every((n) => n > 3)).toBe(true);
  });
  it('add up between cuts: classes, categories, levels and chains to the region', () => {
    for (const by of ['class', 'category', 'level', 'chain'] as const)
      for (const total of totals.region) {
        const parts = totals[by].filter(({ year }) => year === total.year);
        const all = new Set(totals[by].map(({ level, code }) => `${level ?? ''}|${code}`)).size;
        if (parts.length === all) expectSum(total, parts);
      }
    const years = new Set(totals.region.map(({ year }) => year));
    expect(
      [...years].filter((year) => totals.chain.filter((chain) => chain.year === year).length === new Set(totals.chain.map(({ code }) => code)).size).length,
    ).toBeGreaterThan(2);
  });
  it('add up over chains: each chain is the sum of its majors', async () => {
    const [chain] = totals.chain;
    const rows = await walk<ToldGap>(api, `/gaps?chain=${chain!.code}`, 200, 'planner');
    for (const total of totals.chain.filter(({ code }) => code === chain!.code)) {
      const parts = rows.filter(({ year }) => year === total.year);
      if (complete(total, parts)) expectSum(total, parts);
    }
  });
  it('add up over years to their windows', async () => {
    for (const by of cuts)
      for (const window of ['pipeline', 'decision'] as const)
        for (const total of await of(by, `&window=${window}`)) {
          const parts = totals[by].filter((year) => year.code === total.code && year.level === total.level && year.window === window);
          expect(parts.map(({ year }) => year)).toEqual(Array.from({ length: total.lastYear - total.year + 1 }, (_, i) => total.year + i));
          expectSum(total, parts);
        }
  });
  it('have intervals of their own: narrower than those of their parts added up', async () => {
    const [region] = await of('region', '&window=decision');
    const cells = await walk<ToldGap>(api, '/gaps?window=decision', 200, 'planner');
    const added = cells.reduce((width, { lo80, hi80 }) => width + hi80 - lo80, 0);
    expect(region!.hi80 - region!.lo80).toBeLessThan(0.8 * added);
  });
  it('sort, filter and lead to their majors', async () => {
    const rows = await of('class', '&window=decision&sort=-gap');
    expect(rows.map(({ gap }) => gap)).toEqual(rows.map(({ gap }) => gap).toSorted((a, b) => b - a));
    expect((await of('class', '&level=associate')).every(({ level }) => level === 'associate')).toBe(true);
    expect(new Set((await of('level', '&year=2028')).map(({ year }) => year))).toEqual(new Set([2028]));
    const [first] = rows;
    const majors = await walk<ToldGap>(api, `/gaps?window=decision&class=${first!.code}`, 200, 'planner');
    expect([majors.length, majors.every(({ majorCode }) => classOf.get(majorCode)!.class === first!.code)]).toEqual([first!.cells, true]);
    const inCategory = await api.getJson<ListPage<ToldGap>>(
      `/gaps?window=decision&total=true&category=${classOf.get(majors[0]!.majorCode)!.category}`,
      'planner',
    );
    expect(inCategory.total).toBe(inCategory.items.length);
    const [one] = await of('chain', `&window=decision&code=${totals.chain[0]!.code}`);
    expect(one!.code).toBe(totals.chain[0]!.code);
  });
  it('come in natural order page by page, and name the cut that does not exist', async () => {
    const rows = await walk<Total>(api, '/gaps/totals?by=class', 7, 'planner');
    const keys = rows.map(({ level, code }) => `${level ?? ''}|${code}`);
    expect(keys).toEqual(keys.toSorted(bytewise));
    expect(rows).toEqual(totals.class);
    const wrong = await api.call('GET', '/gaps/totals?by=colour', { as: 'planner' });
    expect([wrong.statusCode, wrong.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)]).toEqual([422, ['/query/by']]);
  });
});
