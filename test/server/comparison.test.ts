import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ComparedCell, type RunComparison } from '../../schemas/comparison.ts';
import type { Flag } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { roles } from '../../schemas/vocabulary.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { bytewise, walk, type ToldCell, type ToldGap } from '../support/pages.ts';

let api: TestApp;
let earlier: Run;
let base: Run;
let twin: Run;
let changed: Run;
const compare = (run: Run, other: Run, query = '') => api.getJson<RunComparison>(`/runs/${run.id}/comparison?with=${other.id}${query}`, 'planner');
const cellsOf = (run: Run, other: Run, query = '', limit = 200) => walk<ToldCell>(api, `/runs/${run.id}/comparison?with=${other.id}${query}`, limit, 'planner');

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  const parameters = { paths: 100 };
  earlier = await api.runToEnd({ asOfYear: api.t0 - 1, parameters });
  base = await api.runToEnd({ parameters });
  twin = await api.runToEnd({ parameters });
  changed = await api.runToEnd({ parameters: { ...parameters, lambdaNet: 0.4 } });
}, 240_000);
afterAll(() => api.close());

describe('the comparison of two runs', () => {
  it('of the same inputs finds nothing changed and no cause', async () => {
    const { cells, causes, items } = await compare(twin, base, '&onlyChanged=true');
    expect([cells.compared > 40, cells.changed, items]).toEqual([true, 0, []]);
    expect(causes).toEqual({ sameInputs: true, inputs: [], parameters: [], asOfYear: null, engineVersion: null, previousRun: null });
  });
  it('names the parameter that made the difference, and only it', async () => {
    const { causes, cells, before, after } = await compare(changed, base);
    const { title, ...lambda } = causes.parameters[0]!;
    expect([lambda, causes.parameters.length]).toEqual([{ name: 'lambdaNet', unit: 'share', before: 0.5, after: 0.4 }, 1]);
    expect(title.zh).toContain('λ');
    // parameters are part of the snapshot, so it is another one; no other part of it differs
    expect([causes.sameInputs, causes.inputs, causes.asOfYear, causes.engineVersion, causes.previousRun]).toEqual([false, [], null, null, null]);
    expect(cells.changed).toBeGreaterThan(20);
    expect([before.id, after.id, after.simulated]).toEqual([base.id, changed.id, true]);
  });
  it('shows in each cell what either run reports', async () => {
    const cells = await cellsOf(changed, base);
    const totals = async (run: Run) =>
      new Map((await walk<ToldGap>(api, `/gaps?runId=${run.id}&window=decision`, 200, 'planner')).map((gap) => [gap.majorCode, gap]));
    const flagsOf = async (run: Run) => new Map((await walk<Flag>(api, `/flags?runId=${run.id}`, 200, 'planner')).map((flag) => [flag.majorCode, flag]));
    const [gapsBefore, gapsAfter, flagsBefore, flagsAfter] = [await totals(base), await totals(changed), await flagsOf(base), await flagsOf(changed)];
    expect(cells.map((cell) => cell.majorCode).toSorted(bytewise)).toEqual([...gapsAfter.keys()].toSorted(bytewise));
    const schema = Compile(ComparedCell);
    const side = (gap: ToldGap, flag: Flag | undefined) => ({
      ...{ firstYear: gap.year, lastYear: gap.lastYear, demand: gap.demand, supply: gap.supply, gap: gap.gap, lo80: gap.lo80, hi80: gap.hi80 },
      ...{ ratio: gap.ratio, probability: gap.probability, band: gap.band, grade: gap.grade },
      ...{ class: flag?.class ?? null, proposedClass: flag?.proposedClass ?? null, enterprises: gap.enterprises, suppressed: gap.suppressed },
    });
    for (const cell of cells) {
      const { majorCode: code } = cell;
      expect(schema.Errors(cell)).toEqual([]);
      expect(cell.before).toEqual(side(gapsBefore.get(code)!, flagsBefore.get(code)));
      expect(cell.after).toEqual(side(gapsAfter.get(code)!, flagsAfter.get(code)));
      expect(cell.gapChange).toBe(cell.after!.gap - cell.before!.gap);
    }
    expect(cells.filter((cell) => cell.after!.class === null).length).toBeGreaterThan(0);
  });
  it('counts what came, went and changed in the inputs of another year', async () => {
    const { causes, items } = await compare(base, earlier);
    expect([causes.sameInputs, causes.asOfYear]).toEqual([false, { before: api.t0 - 1, after: api.t0 }]);
    expect(causes.previousRun).toEqual({ before: null, after: earlier.id });
    const sections = new Map(causes.inputs.map((section) => [section.section, section]));
    const enrolment = sections.get('enrolment')!;
    expect([enrolment.added > 50, enrolment.removed, enrolment.changed]).toEqual([true, 0, 0]);
    expect(enrolment.after - enrolment.before).toBe(enrolment.added);
    const reports = sections.get('stockSpans')!;
    expect([reports.after - reports.before, reports.removed]).toEqual([reports.added, 0]);
    expect([...sections.keys()]).not.toContain('links');
    expect(sections.get('previous')).toMatchObject({ before: 0, removed: 0, changed: 0 });
    expect(items[0]).toMatchObject({ before: { firstYear: items[0]!.after!.firstYear - 1 } });
  });
  it('holds a cell that only one run has, on either side', async () => {
    const { gaps, flags } = api.db.schema;
    const [first] = await cellsOf(twin, base);
    const kept = await api.db.query
      .select()
      .from(gaps)
      .where(and(eq(gaps.runId, twin.id), eq(gaps.majorCode, first!.majorCode)));
    const flagged = await api.db.query
      .select()
      .from(flags)
      .where(and(eq(flags.runId, twin.id), eq(flags.majorCode, first!.majorCode)));
    await api.db.query.delete(gaps).where(and(eq(gaps.runId, twin.id), eq(gaps.majorCode, first!.majorCode)));
    await api.db.query.delete(flags).where(and(eq(flags.runId, twin.id), eq(flags.majorCode, first!.majorCode)));
    const gone = await cellsOf(twin, base, '&onlyChanged=true');
    const came = await cellsOf(base, twin, '&onlyChanged=true');
    await api.db.query.insert(gaps).values(kept);
    if (flagged.length > 0) await api.db.query.insert(flags).values(flagged);
    expect(gone).toEqual([{ ...first, after: null, gapChange: -first!.before!.gap, changed: true }]);
    expect(came).toEqual([{ ...first, before: null, gapChange: first!.before!.gap, changed: true }]);
  });

  it.each(['change', '-change', 'majorCode', '-majorCode'])('walks all cells in pages, sorted by %s', async (sort) => {
    const cells = await cellsOf(changed, base, `&sort=${sort}`, 7);
    const values = cells.map((cell) => (sort.endsWith('change') ? Math.abs(cell.gapChange) : cell.majorCode));
    const ascending = values.toSorted((a, b) => (typeof a === 'string' ? bytewise(a, String(b)) : a - Number(b)));
    expect(values).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending);
    expect(new Set(cells.map((cell) => cell.majorCode)).size).toBe(cells.length);
    const { cells: counts } = await compare(changed, base);
    expect(cells.length).toBe(counts.compared);
  });
  it('filters by major, level and change, and counts what it filters', async () => {
    const all = await cellsOf(changed, base, '&sort=majorCode');
    const some = all[3]!;
    for (const [query, keep] of [
      [`majorCode=${some.majorCode}`, (cell: ToldCell) => cell.majorCode === some.majorCode],
      [`level=${some.level}`, (cell: ToldCell) => cell.level === some.level],
      ['onlyChanged=true', (cell: ToldCell) => cell.changed],
    ] as const) {
      const expected = all.filter(keep);
      const answer = await compare(changed, base, `&sort=majorCode&limit=200&total=true&${query}`);
      expect([query, answer.items, answer.total]).toEqual([query, expected, expected.length]);
      expect(answer.cells.changed).toBe(expected.filter((cell) => cell.changed).length);
    }
  });
  it('comes as CSV with the numbers of the JSON, in both languages', async () => {
    const csv = (headers = {}) =>
      api.call('GET', `/runs/${changed.id}/comparison?with=${base.id}`, { as: 'school', headers: { accept: 'text/csv', ...headers } });
    const [zh, en] = [await csv(), await csv({ 'accept-language': 'en' })];
    expect([zh.statusCode, zh.headers['content-type'], zh.headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="comparison.csv"',
    ]);
    expect(zh.body.split('\n')[0]).toContain('缺口变化（人）');
    const rows: Record<string, string>[] = parse(en.body, { bom: true, columns: true });
    const cents = (value: number) => String(Math.round(value * 100) / 100);
    const cells = await cellsOf(changed, base);
    expect(rows.map((row) => [row['major'], row['gap_persons_before'], row['gap_persons_after'], row['class_before'], row['band_after']])).toEqual(
      cells.map((cell) => [cell.majorCode, cents(cell.before!.gap), cents(cell.after!.gap), cell.before!.class ?? '', cell.after!.band]),
    );
    expect(new Set(rows.map((row) => row['simulated']))).toEqual(new Set(['true']));
  });
  it.each(roles)('is open to the %s', async (role) => {
    expect((await api.call('GET', `/runs/${base.id}/comparison?with=${twin.id}`, { as: role })).statusCode).toBe(200);
  });
  it('refuses a missing run, a run without results, and a question without a second run', async () => {
    const status = async (path: string) => (await api.call('GET', path, { as: 'planner' })).statusCode;
    expect(await status(`/runs/nobody/comparison?with=${base.id}`)).toBe(404);
    expect(await status(`/runs/${base.id}/comparison?with=nobody`)).toBe(404);
    expect(await status(`/runs/${base.id}/comparison`)).toBe(422);
    const { id } = (await api.call('POST', '/runs', { as: 'planner', body: {} })).json<Run>();
    await api.call('POST', `/runs/${id}/cancel`, { as: 'planner' });
    expect(await status(`/runs/${base.id}/comparison?with=${id}`)).toBe(409);
    expect((await api.call('GET', `/runs/${base.id}/comparison?with=${twin.id}`)).statusCode).toBe(401);
  });
});
