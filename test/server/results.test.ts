import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { Flag, Gap, Series } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { flagSorts, gapSorts } from '../../db/repositories/result-lists.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { bytewise, walk, type ListPage, type ToldFlag, type ToldGap } from '../support/pages.ts';

let api: TestApp;
let earlier: Run;
let run: Run;
let years: ToldGap[];
let totals: Record<'pipeline' | 'decision', ToldGap[]>;
let flags: ToldFlag[];
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  earlier = await api.runToEnd({ asOfYear: api.t0 - 1, parameters: { paths: 100 } });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect([earlier.status, run.status]).toEqual(['succeeded', 'succeeded']);
  years = await walk<ToldGap>(api, '/gaps', 200, 'planner');
  totals = {
    pipeline: await walk<ToldGap>(api, '/gaps?window=pipeline', 200, 'planner'),
    decision: await walk<ToldGap>(api, '/gaps?window=decision', 200, 'planner'),
  };
  flags = await walk<ToldFlag>(api, '/flags?sort=majorCode', 200, 'planner');
}, 120_000);
afterAll(() => api.close());

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
const sum = (items: readonly ToldGap[], field: 'demand' | 'supply' | 'gap') => items.reduce((total, item) => total + item[field], 0);
const place = (gap: ToldGap) => `${gap.majorCode} ${gap.window} ${gap.year}`;

describe('gaps', () => {
  it('have the published shape and come from the newest run', () => {
    const schema = Compile(Gap);
    expect(years.length).toBeGreaterThan(300);
    for (const gap of [...years, ...totals.pipeline, ...totals.decision]) {
      expect(schema.Errors(gap)).toEqual([]);
      expect([gap.runId, gap.chain, gap.simulated]).toEqual([run.id, 'city', true]);
    }
  });
  it('are demand minus supply, with nested intervals', () => {
    for (const gap of [...years, ...totals.pipeline, ...totals.decision]) {
      expect([place(gap), close(gap.demand - gap.supply, gap.gap)]).toEqual([place(gap), true]);
      expect([gap.demand, gap.supply].every((value) => value >= 0)).toBe(true);
      expect([gap.lo95, gap.lo80, gap.hi80, gap.hi95].toSorted((a, b) => a - b)).toEqual([gap.lo95, gap.lo80, gap.hi80, gap.hi95]);
      expect(gap.probability).toBeGreaterThanOrEqual(0);
      expect(gap.probability).toBeLessThanOrEqual(1);
    }
  });
  it('cover every year of both windows: t0+1…t0+L what is enrolled, then the three years the next intake can change', () => {
    const t0 = run.asOfYear;
    for (const [code, items] of Map.groupBy(years, (gap) => gap.majorCode)) {
      const pipeline = items.filter((gap) => gap.window === 'pipeline').map((gap) => gap.year);
      const decision = items.filter((gap) => gap.window === 'decision').map((gap) => gap.year);
      const length = pipeline.length;
      expect([code, pipeline.toSorted()]).toEqual([code, Array.from({ length }, (_, i) => t0 + 1 + i)]);
      expect([code, decision.toSorted()]).toEqual([code, [1, 2, 3].map((i) => t0 + length + i)]);
      for (const window of ['pipeline', 'decision'] as const) {
        const total = totals[window].filter((gap) => gap.majorCode === code);
        expect(total.map((gap) => [gap.year, gap.lastYear])).toEqual([window === 'pipeline' ? [t0 + 1, t0 + length] : [t0 + length + 1, t0 + length + 3]]);
      }
    }
  });
  it('add up: years to their window', () => {
    for (const window of ['pipeline', 'decision'] as const)
      for (const total of totals[window]) {
        const parts = years.filter((gap) => gap.majorCode === total.majorCode && gap.window === window);
        for (const field of ['demand', 'supply', 'gap'] as const)
          expect([place(total), field, close(sum(parts, field), total[field])]).toEqual([place(total), field, true]);
        for (const part of parts) {
          const ofWindow = (gap: ToldGap) => [gap.band, gap.probability, gap.grade, gap.ratio, gap.robust];
          expect([place(part), ...ofWindow(part)]).toEqual([place(part), ...ofWindow(total)]);
        }
      }
  });
  it('add up: chains and those outside any to the city', async () => {
    const { items: chains } = await api.getJson<ListPage<{ id: string }>>('/chains?limit=200');
    const parts: ToldGap[] = [];
    for (const chain of [...chains.map(({ id }) => id), 'outside']) {
      const rows = await walk<ToldGap>(api, `/gaps?chain=${chain}`, 200, 'planner');
      expect(new Set(rows.map((gap) => gap.chain)).size).toBeLessThanOrEqual(1);
      parts.push(...rows);
    }
    expect(parts.length).toBeGreaterThan(years.length);
    const byPlace = Map.groupBy(parts, place);
    expect(byPlace.size).toBe(years.length);
    for (const city of years)
      for (const field of ['demand', 'supply', 'gap'] as const)
        expect([place(city), field, close(sum(byPlace.get(place(city)) ?? [], field), city[field])]).toEqual([place(city), field, true]);
  });
  it('lead to their series', async () => {
    for (const gap of years.filter((_, i) => i % 40 === 0))
      for (const [side, id] of [
        ['demand', gap.demandSeriesId],
        ['supply', gap.supplySeriesId],
      ] as const) {
        const series = await api.getJson<Series>(`/series/${id}`, 'planner');
        expect(Compile(Series).Errors(series)).toEqual([]);
        expect(series).toMatchObject({ id, side, code: gap.majorCode, name: gap.majorName, nature: 'flow', runId: run.id, asOfYear: run.asOfYear });
        expect(series.forecast[0]?.year).toBe(run.asOfYear + 1);
        const year = series.forecast.find((step) => step.year === gap.year);
        expect([side, close(year?.mean ?? NaN, gap[side])]).toEqual([side, true]);
        for (const { lo80, hi80, lo95, hi95 } of series.forecast) expect(lo95 <= lo80 && lo80 <= hi80 && hi80 <= hi95).toBe(true);
      }
  });
  it('of an earlier run stay readable by its id', async () => {
    const { items } = await api.getJson<ListPage<ToldGap>>(`/gaps?runId=${earlier.id}`, 'school');
    expect(items.length).toBeGreaterThan(0);
    expect(Math.min(...items.map((gap) => gap.year))).toBe(earlier.asOfYear + 1);
  });
});

describe('gap lists', () => {
  it.each(gapSorts.flatMap((by) => [by, `-${by}` as const]))('sort by %s, every item once', async (sort) => {
    const by = sort.replace('-', '') as (typeof gapSorts)[number];
    const sign = sort.startsWith('-') ? -1 : 1;
    const rows = await walk<ToldGap>(api, `/gaps?sort=${sort}`, 37, 'planner');
    expect(rows.map(place).toSorted(bytewise)).toEqual(years.map(place).toSorted(bytewise));
    for (const [i, row] of rows.entries()) {
      const before = rows[i - 1];
      if (!before) continue;
      const [a, b] = [before[by], row[by]];
      expect(sign * (typeof a === 'string' ? bytewise(a, String(b)) : a - Number(b))).toBeLessThanOrEqual(0);
    }
  });
  it.each([
    ['level', 'level=associate', (gap: ToldGap) => gap.level === 'associate'],
    ['band', 'band=severe_surplus', (gap: ToldGap) => gap.band === 'severe_surplus'],
    ['year', 'year=2028', (gap: ToldGap) => gap.year === 2028],
    ['region', 'region=150600', () => true],
    ['another region', 'region=110000', () => false],
    ['window totals', 'window=decision', undefined],
  ] as const)('filter by %s', async (_what, query, keep) => {
    const rows = await walk<ToldGap>(api, `/gaps?sort=-gap&${query}`, 50, 'planner');
    const expected = keep === undefined ? totals.decision : years.filter(keep);
    expect(rows.map(place).toSorted(bytewise)).toEqual(expected.map(place).toSorted(bytewise));
    const { total } = await api.getJson<{ total: number }>(`/gaps?total=true&limit=1&${query}`, 'planner');
    expect(total).toBe(expected.length);
  });
  it('a cursor of another order is refused', async () => {
    const { nextCursor } = await api.getJson<ListPage<ToldGap>>('/gaps?limit=2', 'planner');
    expect((await api.call('GET', `/gaps?sort=-gap&cursor=${nextCursor}`, { as: 'planner' })).statusCode).toBe(422);
  });
});

describe('gaps as CSV', () => {
  const csv = (query: string, headers = {}) => api.call('GET', `/gaps${query}`, { as: 'planner', headers: { accept: 'text/csv', ...headers } });
  it('begins with a byte order mark and a header in the language asked for', async () => {
    const [zh, en] = [await csv('?year=2028'), await csv('?year=2028', { 'accept-language': 'en' })];
    expect(zh.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(zh.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(zh.headers['content-disposition']).toBe('attachment; filename="gaps.csv"');
    expect(zh.body.split('\n')[0]).toContain('缺口（人）');
    expect(en.body.split('\n')[0]).toContain('gap_persons');
    expect(zh.body.split('\n').slice(1)).toEqual(en.body.split('\n').slice(1));
  });
  it('holds all rows of the question with the numbers of the JSON', async () => {
    const rows: Record<string, string>[] = parse((await csv('', { 'accept-language': 'en' })).body, { bom: true, columns: true });
    const cents = (value: number) => String(Math.round(value * 100) / 100);
    expect(
      rows.map((row) => [row['major'], row['year'], row['demand_persons'], row['supply_persons'], row['gap_persons'], row['gap_lo80'], row['band']]),
    ).toEqual(years.map((gap) => [gap.majorCode, String(gap.year), cents(gap.demand), cents(gap.supply), cents(gap.gap), cents(gap.lo80), gap.band]));
    expect(new Set(rows.map((row) => row['simulated']))).toEqual(new Set(['true']));
  });
  it('has the order asked for', async () => {
    const rows: Record<string, string>[] = parse((await csv('?sort=-gap', { 'accept-language': 'en' })).body, { bom: true, columns: true });
    const gaps = rows.map((row) => Number(row['gap_persons']));
    expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
  });
});

describe('flags', () => {
  it('have the published shape, and reasons in both languages with numbers in them', () => {
    const schema = Compile(Flag);
    expect(flags.length).toBeGreaterThan(40);
    for (const flag of flags) {
      expect(schema.Errors(flag)).toEqual([]);
      expect(flag.reasons.length).toBeGreaterThan(0);
      expect(flag.reasons.some((reason) => /\p{Script=Han}/u.test(reason.zh) && /\d/.test(reason.zh) && /\d/.test(reason.en))).toBe(true);
      expect(flag.evidence.conditions.length).toBeGreaterThan(0);
    }
  });
  it('repeat the decision window of the gap report', () => {
    for (const flag of flags) {
      const total = totals.decision.find((gap) => gap.majorCode === flag.majorCode);
      expect([flag.majorCode, flag.firstYear, flag.lastYear]).toEqual([flag.majorCode, total?.year, total?.lastYear]);
      expect([flag.majorCode, flag.probability, flag.ratio, flag.band, flag.grade]).toEqual([
        flag.majorCode,
        total?.probability,
        total?.ratio,
        total?.band,
        total?.grade,
      ]);
    }
  });
  it('change class only when two runs in a row propose it', async () => {
    const before = new Map((await walk<ToldFlag>(api, `/flags?runId=${earlier.id}`, 200, 'planner')).map((flag) => [flag.majorCode, flag]));
    expect(run.previousRunId).toBe(earlier.id);
    for (const flag of flags) {
      const last = before.get(flag.majorCode);
      if (!last) continue;
      expect([flag.majorCode, flag.previousClass]).toEqual([flag.majorCode, last.class]);
      expect([flag.majorCode, flag.class]).toEqual([flag.majorCode, flag.proposedClass === last.proposedClass ? flag.proposedClass : last.class]);
    }
  });
  it.each(flagSorts.flatMap((by) => [by, `-${by}` as const]))('sort by %s, every item once', async (sort) => {
    const by = sort.replace('-', '') as (typeof flagSorts)[number];
    const rows = await walk<ToldFlag>(api, `/flags?sort=${sort}`, 11, 'planner');
    expect(rows.map((flag) => flag.majorCode).toSorted(bytewise)).toEqual(flags.map((flag) => flag.majorCode));
    const values = rows.map((flag) => flag[by]);
    const ascending = values.toSorted((a, b) => (typeof a === 'string' ? bytewise(a, String(b)) : a - Number(b)));
    expect(values).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending);
  });
  it('filter by class, level, major and chain', async () => {
    const [some] = flags;
    for (const [query, keep] of [
      [`class=${some!.class}`, (flag: ToldFlag) => flag.class === some!.class],
      [`level=${some!.level}`, (flag: ToldFlag) => flag.level === some!.level],
      [`majorCode=${some!.majorCode}`, (flag: ToldFlag) => flag.majorCode === some!.majorCode],
    ] as const)
      expect(await walk<ToldFlag>(api, `/flags?sort=majorCode&${query}`, 200, 'planner')).toEqual(flags.filter(keep));
    const { items } = await api.getJson<ListPage<{ id: string; majors: { code: string }[] }>>('/chains');
    const chain = items.find(({ majors }) => majors.some(({ code }) => flags.some((flag) => flag.majorCode === code)))!;
    const codes = new Set(chain.majors.map(({ code }) => code));
    const rows = await walk<ToldFlag>(api, `/flags?sort=majorCode&chain=${chain.id}`, 200, 'planner');
    expect(rows).toEqual(flags.filter((flag) => codes.has(flag.majorCode)));
  });
});
