import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumptionsOf } from '../../../forecasting/flags/assumptions.ts';
import { forecastSeries } from '../../../forecasting/index.ts';
import { baseSeries, horizonOf } from '../../../forecasting/labour/base-series.ts';
import { modelCity } from '../../../forecasting/labour/city.ts';
import { occupationSeries, type OccupationSeries } from '../../../forecasting/labour/occupations.ts';
import { parameterDefinitions, resolveParameters } from '../../../forecasting/labour/parameters.ts';
import { projectJobs, rampOf } from '../../../forecasting/labour/projects.ts';
import type { CitySnapshot, SnapshotProject } from '../../../forecasting/labour/snapshot.ts';
import { snapshotChanges } from '../../../forecasting/labour/snapshot-changes.ts';
import { smallCity } from './city-fixture.ts';

const t0 = 2025;
const horizon = 7;
const project = (changes: Partial<SnapshotProject> = {}): SnapshotProject => ({
  ...{ enterpriseId: 'e', enterprise: '甲厂', name: '一期', occupation: '6-01-01', chain: 'chain-a', commissioningYear: t0 + 1 },
  ...{ plannedHeadcount: 100, stock: null },
  ...changes,
});
const model = (snapshot: CitySnapshot) =>
  modelCity(
    snapshot,
    new Map(
      baseSeries(snapshot).map((series) => {
        const { mean, level } = forecastSeries(series, horizonOf(snapshot), { scores: false });
        return [series.code, { side: series.side, mean, level }];
      }),
    ),
  );
const rows = (snapshot: CitySnapshot) => model(snapshot).gaps;
/** One path of employees that grows by `growth` a year from 1000. */
const growing = (growth: number) => Float64Array.from({ length: horizon + 1 }, (_, h) => 1000 + growth * h);
const city = (paths: number) => smallCity({ parameters: { ...resolveParameters({}).parameters, paths } });
const stocks: OccupationSeries = occupationSeries(smallCity()).find((series) => series.code === '6-01-01')!;
const series = { ...stocks, firstYear: 2024, values: [1000, 1000] };
const total = (values: Float64Array | undefined) => values?.reduce((sum, value) => sum + value, 0) ?? 0;

describe('jobs of a project', () => {
  test('come 50, 30 and 20 % in the commissioning year and the two after it, as far as they are realised', () => {
    const jobs = projectJobs([project()], series, growing(0), city(1), horizon)!;
    expect([...jobs.chains.get('chain-a')!].map((value) => +value.toFixed(9))).toEqual([35, 21, 14, 0, 0, 0, 0]);
    expect([...jobs.planned].map((value) => +value.toFixed(9))).toEqual([50, 30, 20, 0, 0, 0, 0]);
    expect(rampOf(resolveParameters({}).parameters).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
  test('what an earlier year brought has come; what lies past the horizon is not looked at', () => {
    const of = (commissioningYear: number) => total(projectJobs([project({ commissioningYear })], series, growing(0), city(1), horizon)?.chains.get('chain-a'));
    expect(of(t0)).toBeCloseTo(35, 9);
    expect(of(t0 - 1)).toBeCloseTo(14, 9);
    expect(projectJobs([project({ commissioningYear: t0 - 2 })], series, growing(0), city(1), horizon)).toBeUndefined();
    expect(of(t0 + horizon)).toBeCloseTo(35, 9);
    expect(projectJobs([project({ commissioningYear: t0 + horizon + 1 })], series, growing(0), city(1), horizon)).toBeUndefined();
  });
  test('growth already forecast for the enterprise comes off, once for all its projects, and never below zero', () => {
    const stock = { year: 2025, headcount: 250 }; // a quarter of the city's
    const of = (own: SnapshotProject[], growth: number) => total(projectJobs(own, series, growing(growth), city(1), horizon)?.chains.get('chain-a'));
    expect(of([project({ stock })], 40)).toBeCloseTo(70 - 30, 9);
    expect(of([project({ stock, plannedHeadcount: 50 }), project({ stock, plannedHeadcount: 50, name: '二期' })], 40)).toBeCloseTo(70 - 30, 9);
    expect(of([project({ stock })], 400)).toBe(0);
    expect(of([project({ stock })], -40)).toBeCloseTo(70, 9); // shrinking does not enlarge a project
    expect(of([project({ stock: null })], 40)).toBeCloseTo(70, 9);
    expect(of([project({ stock: { year: 2024, headcount: 250 } })], 40)).toBeCloseTo(40, 9); // carried with the others
  });
  test('max(0, planned × realisation − share × growth) on every path', () => {
    fc.assert(
      fc.property(
        ...([
          fc.integer({ min: 1, max: 500 }),
          fc.integer({ min: 0, max: 1000 }),
          fc.integer({ min: -100, max: 300 }),
          fc.integer({ min: 1, max: 5 }),
        ] as const),
        (plannedHeadcount, headcount, growth, ahead) => {
          const own = project({ plannedHeadcount, stock: { year: 2025, headcount }, commissioningYear: t0 + ahead });
          const found = total(projectJobs([own], series, growing(growth), city(1), horizon)?.chains.get('chain-a'));
          expect(found).toBeCloseTo(Math.max(0, 0.7 * plannedHeadcount - Math.max(0, (headcount / 1000) * 3 * growth)), 6);
        },
      ),
    );
  });
  test('the share filled by the first year may not exceed that by the second', () => {
    expect(resolveParameters({ projectByFirstYear: 0.9 }).problems).toEqual([{ name: 'projectByFirstYear', kind: 'order', after: 'projectBySecondYear' }]);
    expect(resolveParameters({ projectRealisation: 1.1 }).problems).toEqual([{ name: 'projectRealisation', kind: 'range' }]);
    for (const name of ['projectRealisation', 'projectByFirstYear', 'projectBySecondYear'] as const)
      expect(parameterDefinitions[name]).toMatchObject({ unit: 'share', minimum: 0, maximum: 1 });
  });
});

describe('projects in the city', () => {
  const base = smallCity();
  const before = model(base);
  const planned = smallCity({ projects: [project({ plannedHeadcount: 1000, commissioningYear: t0 + 4, chain: 'chain-b' })] });
  const after = model(planned);
  const decision = (result: typeof after, major: string, chain = 'city') =>
    result.gaps.find((row) => row.major === major && row.chain === chain && row.span === 'total' && row.window === 'decision')!;
  const weightOf = 0.7; // of 6-01-01 to its two majors together

  test('add λ × jobs × weight to the demand of the linked majors, and nothing to the years before', () => {
    const more = ['460101', '460102'].map((major) => decision(after, major).demand - decision(before, major).demand);
    // the enterprise reports nobody, so no growth comes off
    expect(more.reduce((sum, persons) => sum + persons, 0)).toBeCloseTo(0.5 * weightOf * 0.7 * 1000, 6);
    const early = (result: typeof after) =>
      result.gaps
        .filter((row) => row.window === 'pipeline' && row.chain === 'city')
        .map(({ demand, supply, lo80, probability }) => [demand, supply, lo80, probability]);
    expect(early(after)).toEqual(early(before));
    expect(decision(after, '460101').supply).toBe(decision(before, '460101').supply);
  });
  test('belong to the chain of their enterprise; chains still add to the city', () => {
    for (const major of ['460101', '460102']) {
      const chains = after.gaps.filter((row) => row.major === major && row.chain !== 'city' && row.span === 'total' && row.window === 'decision');
      expect(chains.reduce((sum, row) => sum + row.demand, 0)).toBeCloseTo(decision(after, major).demand, 6);
      expect(chains.reduce((sum, row) => sum + row.supply, 0)).toBeCloseTo(decision(after, major).supply, 6);
      expect(decision(after, major, 'chain-a').demand).toBeCloseTo(decision(before, major, 'chain-a').demand, 6);
    }
    expect(decision(after, '460101', 'chain-b').demand).toBeGreaterThan(100);
  });
  test('stand beside growth and replacement in the evidence: the parts add up to the openings, and λ × openings is the demand', () => {
    const { components, demand } = after.flags.find((flag) => flag.major === '460101')!.evidence;
    expect(components.projects).toBeGreaterThan(200);
    expect(components.growth + components.replacement + components.projects).toBeCloseTo(components.openings, 6);
    expect(0.5 * components.openings).toBeCloseTo(demand, 6);
    expect(before.flags.find((flag) => flag.major === '460101')!.evidence.components.projects).toBe(0);
  });
  test('of an occupation that nobody reports make its demand alone', () => {
    const changes = {
      links: [...base.links, { major: '460103', occupation: '6-01-09', strength: 1, origin: 'official' as const }],
      occupations: [...base.occupations, { code: '6-01-09', name: '' }],
      projects: [project({ occupation: '6-01-09', plannedHeadcount: 400, commissioningYear: t0 + 4 })],
    };
    const found = rows(smallCity(changes)).filter((row) => row.major === '460103' && row.span === 'total' && row.window === 'decision');
    expect(found.map((row) => row.chain)).toEqual(['city', 'chain-a']);
    for (const row of found) expect(row.demand).toBeCloseTo(0.5 * 0.7 * 0.7 * 400, 6);
    expect(rows(smallCity({ ...changes, projects: [] })).filter((row) => row.major === '460103')).toEqual([]);
  });
  test('a snapshot without projects is as before; changes of projects are named', () => {
    expect('projects' in base).toBe(false);
    expect(rows(smallCity({ projects: [] }))).toEqual(before.gaps);
    const changed = snapshotChanges(planned, smallCity({ projects: [project({ chain: 'chain-b', commissioningYear: t0 + 5 })] }));
    expect(changed.find(({ section }) => section === 'projects')).toMatchObject({ before: 1, after: 1, added: 0, changed: 1 });
  });
  test('the realisation is searched as an assumption only where something is announced', () => {
    const p = resolveParameters({}).parameters;
    const input = { stockShare: 1, replacementShare: 0.5, projects: 70, announced: 100, inflow: 0, supply: 200, demand: 200, years: 3, localStay: null };
    const realisation = assumptionsOf(input, p).find(({ name }) => name === 'projectRealisation')!;
    const factor = 'demandFactor' in realisation.effect ? realisation.effect.demandFactor : () => 0;
    expect([factor(0.7), factor(1), factor(0)]).toEqual([1, expect.closeTo(1.15, 9), expect.closeTo(0.65, 9)]);
    expect(assumptionsOf({ ...input, projects: 0, announced: 0 }, p).some(({ name }) => name === 'projectRealisation')).toBe(false);
  });
});

describe('declared inflow', () => {
  const base = smallCity();
  const before = model(base);
  const inflows = [
    { major: '460101', year: t0, persons: 5 },
    { major: '460101', year: t0 + 1, persons: 7 },
    { major: '460101', year: t0 + 5, persons: 12 },
    { major: '460103', year: t0 + 5, persons: 30 },
  ];
  const after = model(smallCity({ inflows }));
  const at = (result: typeof after, major: string, chain: string, year: number) =>
    result.gaps.find((row) => row.major === major && row.chain === chain && row.span === 'year' && row.year === year);

  test('adds to the supply of its major and year, to the person, and to nothing else', () => {
    for (let year = t0 + 1; year <= t0 + 6; year++) {
      const more = year === t0 + 1 ? 7 : year === t0 + 5 ? 12 : 0;
      expect(at(after, '460101', 'city', year)!.supply - at(before, '460101', 'city', year)!.supply).toBeCloseTo(more, 9);
      expect(at(after, '460101', 'city', year)!.demand).toBe(at(before, '460101', 'city', year)!.demand);
    }
    expect(after.gaps.filter((row) => row.major === '460102')).toEqual(before.gaps.filter((row) => row.major === '460102'));
  });
  test('chains add to the city, and a major without programmes or demand is a cell of its own', () => {
    for (const major of ['460101', '460103']) {
      const chains = after.gaps.filter((row) => row.major === major && !['city'].includes(row.chain) && row.span === 'year' && row.year === t0 + 5);
      expect(chains.reduce((sum, row) => sum + row.supply, 0)).toBeCloseTo(at(after, major, 'city', t0 + 5)!.supply, 9);
    }
    expect(at(after, '460103', 'outside', t0 + 5)!.supply).toBe(30);
  });
  test('is a part of the supply by expectation, and of the past where somebody reported', () => {
    const { supplyParts } = after.flags.find((flag) => flag.major === '460101')!.evidence;
    expect(supplyParts).toMatchObject({ inflow: 12 });
    const { graduates, furtherStudy, military, otherRegion, outOfField, inflow, supply } = supplyParts!;
    expect(graduates - furtherStudy - military - otherRegion - outOfField + inflow).toBeCloseTo(supply, 9);
    const past = (result: typeof after) => result.series.find((own) => own.side === 'supply' && own.major === '460101')!.history.at(-1)!;
    expect(past(after) - past(before)).toBe(5);
  });
});
