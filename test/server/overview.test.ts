import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingCoverage, FilingCoverageGroup, FilingDetail, UnusualReport } from '../../schemas/filings.ts';
import { unusualValues } from '../../schemas/filing-checks.ts';
import { HeatPage, HeatRow, type HeatCell } from '../../schemas/heat.ts';
import { Overview } from '../../schemas/overview.ts';
import type { Flag, Gap, GapTotal, Series } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk, type ListPage } from '../support/pages.ts';

let api: TestApp;
let run: Run;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect(run.status).toBe('succeeded');
}, 120_000);
afterAll(() => api.close());

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
const heat = (query: string, as: 'planner' | 'school' = 'planner') => walk<HeatRow>(api, `/gaps/heat?${query}`, 50, as);
const cellsOf = (rows: readonly HeatRow[]): (HeatCell & { readonly code: string; readonly rowLevel: string | null })[] =>
  rows.flatMap(({ code, level, cells }) => cells.map((cell) => ({ ...cell, code, rowLevel: level })));

describe('overview', () => {
  it('lists the most urgent decisions and says how many persons a year all of them are about', async () => {
    const overview = await api.getJson<Overview>('/overview', 'planner');
    expect(Compile(Overview).Errors({ ...overview, decisions: { ...overview.decisions, items: [] }, reported: [], tasks: [] })).toEqual([]);
    const flags = await walk<Flag>(api, '/flags', 200, 'planner');
    const decided = flags.filter((flag) => ['new', 'expand', 'reduce', 'suspend'].includes(flag.class));
    const { count, byClass, personsAYear, items } = overview.decisions;
    expect([count, Object.values(byClass).reduce((sum, n) => sum + n, 0)]).toEqual([decided.length, decided.length]);
    const yearly = decided.map((flag) => (flag.class === 'new' ? flag.evidence.potentialDemand! : Math.abs(flag.gap!) / (flag.lastYear - flag.firstYear + 1)));
    expect(close(personsAYear!, yearly.reduce((sum, persons) => sum + persons, 0))).toBe(true); // prettier-ignore
    const urgent = decided.toSorted((a, b) => b.urgency! - a.urgency!).slice(0, 8);
    expect(items.map((flag) => flag.majorCode)).toEqual(urgent.map((flag) => flag.majorCode));
    expect(items.every((flag) => flag.reasons.length > 0)).toBe(true);
  });
  it('tells those who plan who reported and what waits, and others nothing of it', async () => {
    const { reported, tasks } = await api.getJson<Overview>('/overview', 'planner');
    const coverage = await walk<FilingCoverage>(api, `/filings/coverage?kind=demand&year=${run.asOfYear}`, 200, 'planner');
    const [demand] = reported;
    const reporters = coverage.filter(({ facts }) => facts > 0);
    const persons = (rows: readonly FilingCoverage[]) => rows.reduce((sum, row) => sum + row.personsLastYear, 0);
    expect(demand).toMatchObject({ kind: 'demand', organisations: coverage.length, reported: reporters.length });
    expect([demand!.personsBefore, demand!.personsOfReporters]).toEqual([persons(coverage), persons(reporters)]);
    expect(demand!.share).toBe(persons(reporters) / persons(coverage));
    const submitted = await walk(api, '/filings?state=submitted', 50, 'planner');
    expect(tasks.find(({ kind }) => kind === 'filings')?.count).toBe(submitted.length);
    expect(tasks.find(({ kind, filing }) => kind === 'missing' && filing === 'demand')?.count).toBe(coverage.length - reporters.length);
    const body = { title: '测试任务', content: '内容', dueOn: null, units: [{ name: '某单位', leads: true }] };
    const opened = await api.call('POST', '/tasks', { as: 'secretariat', body });
    const { id, version } = opened.json<{ id: string; version: number }>();
    const moved = await api.call('POST', `/tasks/${id}/moves`, { as: 'secretariat', body: { event: 'report' }, headers: { 'if-match': `"v${version}"` } });
    expect([opened.statusCode, moved.statusCode]).toEqual([201, 200]);
    const secretariat = await api.getJson<Overview>('/overview', 'secretariat');
    const finished = await walk(api, '/tasks?state=reported', 50, 'secretariat');
    const assessed = await walk(api, '/dockets?state=assessed', 50, 'secretariat');
    const counted = (kind: string) => secretariat.tasks.find((task) => task.kind === kind)?.count ?? 0;
    expect([counted('finished'), counted('dockets')]).toEqual([finished.length, assessed.length]);
    expect(finished.length + assessed.length).toBeGreaterThan(0);
    expect(tasks.some(({ kind }) => ['finished', 'dockets', 'issues'].includes(kind))).toBe(false);
    const school = await api.getJson<Overview>('/overview', 'school');
    expect([school.reported, school.tasks, school.decisions.personsAYear]).toEqual([[], [], null]);
    expect(school.decisions.items.filter((flag) => flag.suppressed !== null && flag.gap !== null)).toEqual([]);
  });
  it('names series of the whole city: means are those of the majors added up, intervals are narrower', async () => {
    const { series } = await api.getJson<Overview>('/overview', 'planner');
    const demand = await api.getJson<Series>(`/series/${series!.demand}`, 'planner');
    const totals = (await walk<GapTotal>(api, '/gaps/totals?by=region', 50, 'planner')).filter(({ year }) =>
      demand.forecast.some((point) => point.year === year),
    );
    expect(totals.length).toBeGreaterThan(5);
    for (const total of totals)
      expect([total.year, close(demand.forecast.find(({ year }) => year === total.year)!.mean, total.demand!)]).toEqual([total.year, true]);
    const first = demand.forecast[0]!;
    const majors = (await walk<Gap>(api, `/gaps?year=${first.year}`, 200, 'planner')).map(({ demandSeriesId }) => demandSeriesId);
    const parts = await Promise.all(majors.map((id) => api.getJson<Series>(`/series/${id}`, 'planner')));
    const width = parts.reduce((sum, part) => sum + part.forecast[0]!.hi80 - part.forecast[0]!.lo80, 0);
    expect(first.hi80 - first.lo80).toBeLessThan(width);
    const known = demand.history.filter(({ value }) => value !== null);
    expect(known.at(-1)?.year).toBe(run.asOfYear);
    expect(known.length).toBeGreaterThan(4);
  });
});

describe('heat maps', () => {
  it('hold the figures of the gap report: majors by year, classes by year', async () => {
    const first = await api.getJson<HeatPage>('/gaps/heat?by=major&limit=3&total=true', 'planner');
    expect(Compile(HeatPage).Errors({ ...first, items: [] })).toEqual([]);
    expect(first.columns).toEqual(first.years.map(String));
    const [majors, gaps] = [await heat('by=major'), await walk<Gap>(api, '/gaps', 200, 'planner')];
    expect([majors.length, first.total]).toEqual([new Set(gaps.map(({ majorCode }) => majorCode)).size, majors.length]);
    const told = new Map(gaps.map((gap) => [`${gap.majorCode}|${gap.year}`, gap]));
    for (const cell of cellsOf(majors)) {
      const gap = told.get(`${cell.code}|${cell.year}`)!;
      expect([cell.code, cell.demand, cell.supply, cell.band]).toEqual([cell.code, gap.demand, gap.supply, gap.band]);
      expect(cell.share).toBe(cell.demand! > 0 ? (cell.demand! - cell.supply) / cell.demand! : null);
    }
    const totals = new Map(
      (await walk<GapTotal>(api, '/gaps/totals?by=class', 200, 'planner')).map((total) => [`${total.code}|${total.level ?? ''}|${total.year}`, total]),
    );
    const classes = cellsOf(await heat('by=class'));
    expect(classes.length).toBe(totals.size);
    for (const cell of classes) expect(cell.demand).toBe(totals.get(`${cell.code}|${cell.rowLevel ?? ''}|${cell.year}`)?.demand);
  });
  it('add chains up by level, and withhold a sum that holds a withheld figure', async () => {
    const year = (await api.getJson<HeatPage>('/gaps/heat?by=chain&limit=1', 'planner')).year!;
    const [all, few] = [cellsOf(await heat('by=chain')), cellsOf(await heat('by=chain', 'school'))];
    expect(all.length).toBeGreaterThan(30);
    expect(few.map(({ code, column }) => [code, column])).toEqual(all.map(({ code, column }) => [code, column]));
    let [withheld, open] = [0, 0];
    for (const [i, cell] of all.entries()) {
      const gaps = await walk<Gap>(api, `/gaps?chain=${cell.code}&level=${cell.column}&year=${year}`, 200, 'planner');
      const sum = (name: 'demand' | 'supply') => gaps.reduce((total, gap) => total + gap[name]!, 0);
      expect([cell.majors, close(cell.demand!, sum('demand')), close(cell.supply, sum('supply'))]).toEqual([gaps.length, true, true]);
      const hidden = gaps.some(({ suppressed }) => suppressed !== null);
      expect([cell.code, few[i]!.gap === null, few[i]!.demand === null, few[i]!.share === null]).toEqual([cell.code, hidden, hidden, hidden]);
      if (hidden) withheld++;
      else open++;
    }
    expect([withheld > 0, open > 0]).toEqual([true, true]);
  });
  it('are filtered, given as files, and refuse a year without a forecast by its field', async () => {
    const rows = await heat('by=major&level=secondary');
    expect(new Set(rows.map(({ level }) => level))).toEqual(new Set(['secondary']));
    const csv = await api.call('GET', '/gaps/heat?by=class', { as: 'planner', headers: { accept: 'text/csv' } });
    expect(csv.body.trim().split('\n').length - 1).toBe(cellsOf(await heat('by=class')).length);
    const wrong = await api.call('GET', '/gaps/heat?by=chain&year=2001', { as: 'planner' });
    expect([wrong.statusCode, wrong.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer]).toEqual([422, '/query/year']);
  });
});

describe('quality of reports', () => {
  it('groups who reported by chain and level, each organisation in one group and one age', async () => {
    for (const kind of ['demand', 'enrolment'] as const) {
      const of = `kind=${kind}&year=${run.asOfYear}`;
      const page = await api.getJson<ListPage<FilingCoverageGroup> & { all: FilingCoverageGroup }>(`/filings/coverage/groups?${of}&limit=200`, 'planner');
      const coverage = await walk<FilingCoverage>(api, `/filings/coverage?${of}`, 200, 'planner');
      expect(page.items.length).toBeGreaterThan(1);
      for (const group of [...page.items, page.all])
        expect(group.reported + group.oneYearLate + group.twoYearsLate + group.older + group.never).toBe(group.organisations);
      expect([page.all.organisations, page.all.oneYearLate]).toEqual([
        coverage.length,
        coverage.filter(({ newestYear }) => newestYear === run.asOfYear - 1).length,
      ]);
      const missing = await walk<FilingCoverage>(api, `/filings/coverage?${of}&reported=false`, 50, 'planner');
      expect(missing.map(({ organisationId }) => organisationId)).toEqual(
        coverage.filter(({ facts }) => facts === 0).map(({ organisationId }) => organisationId),
      );
    }
  });
  it('lists the unusual values of submitted filings as each filing by itself would show them', async () => {
    let found = 0;
    for (const kind of ['demand', 'enrolment'] as const) {
      const unusual = await walk<UnusualReport>(api, `/filings/unusual?kind=${kind}&year=${run.asOfYear}`, 2, 'planner');
      for (const [id, values] of Map.groupBy(unusual, ({ filingId }) => filingId)) {
        const { items } = await api.getJson<FilingDetail>(`/filings/${id}`, 'planner');
        const lines = (name: 'values' | 'lastYear') => items.flatMap((item) => (item[name] ? [{ key: item.key, values: item[name] }] : []));
        const expected = unusualValues(kind, lines('values'), lines('lastYear')).map(({ key, pointer, was, is }) => ({ key, pointer, was, is }));
        const order = (a: { key: string; pointer: string }, b: { key: string; pointer: string }) => (`${a.key}${a.pointer}` < `${b.key}${b.pointer}` ? -1 : 1);
        expect(values.map(({ key, pointer, was, is }) => ({ key, pointer, was, is })).sort(order)).toEqual(expected.sort(order));
        found += values.length;
      }
    }
    expect(found).toBeGreaterThan(3);
  });
});
