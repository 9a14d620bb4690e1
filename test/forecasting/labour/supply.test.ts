import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastSeries } from '../../../forecasting/index.ts';
import { forecastSide } from '../../../forecasting/labour/base-forecasts.ts';
import { normalsPerPath } from '../../../forecasting/pooled/paths.ts';
import { fromLog } from '../../../forecasting/pooled/trend.ts';
import { baseSeries, horizonOf } from '../../../forecasting/labour/base-series.ts';
import { cohortLaw, cohortSpread, withinCohort, type CohortLaw } from '../../../forecasting/labour/cohorts.ts';
import { destinationRates, supplyShare } from '../../../forecasting/labour/destinations.ts';
import { planFulfilment } from '../../../forecasting/labour/fulfilment.ts';
import { resolveParameters, type ParameterName } from '../../../forecasting/labour/parameters.ts';
import { meanOf, mixNormals, normalsOf, pathsOf } from '../../../forecasting/labour/paths.ts';
import { quantilesOf } from '../../../forecasting/labour/quantiles.ts';
import { reportedShareOf, supplyPartsOf } from '../../../forecasting/labour/supply-parts.ts';
import { createSupply } from '../../../forecasting/labour/supply.ts';
import { survivalRates } from '../../../forecasting/labour/survival.ts';
import type { CitySnapshot, DestinationYear, SnapshotPathway, SnapshotProgramme } from '../../../forecasting/labour/snapshot.ts';
import { smallCity, steadyProgramme } from './city-fixture.ts';

const t0 = 2025;
const decision = { from: 4, to: 6 };
const noInflow = new Float64Array(7);
const persons = fc.integer({ min: 0, max: 60 });
const destinations = fc.record({ localJob: persons, otherRegion: persons, furtherStudy: persons, military: persons, unemployed: persons });
const rowsOf = (row: Omit<DestinationYear, 'year' | 'inField'>, inField: number | null = null): DestinationYear[] =>
  [2021, 2022, 2023, 2024, 2025].map((year) => ({ year, ...row, inField }));
const parametersOf = (changes: Partial<Record<ParameterName, number>> = {}) => ({ ...resolveParameters(changes).parameters, paths: 400 });

function suppliesOf(changes: Partial<CitySnapshot>) {
  const snapshot = smallCity(changes);
  const horizon = horizonOf(snapshot);
  const intakes = baseSeries(snapshot).filter((series) => series.side === 'intake');
  const fits = new Map(intakes.map((series) => [series.code, { side: series.side, ...forecastSeries(series, horizon, { scores: false }) }]));
  const options = { classOf: () => '', groupOf: () => undefined, correlation: 0.3 };
  const forecasts = new Map(forecastSide(intakes, (code) => fits.get(code), horizon, options).forecasts.map((forecast) => [forecast.series.code, forecast]));
  const supply = createSupply(snapshot, (code) => forecasts.get(code), horizon, 0.3);
  const of = (id: string) => {
    const programme = snapshot.programmes.find((one) => one.id === id)!;
    const { paths, programmes } = supply.ofMajor(programme.major, [programme]);
    return { ...programmes[0]!, paths };
  };
  const mean = (id: string, ahead: number) => {
    const { paths } = of(id);
    return meanOf(Float64Array.from({ length: paths.length / horizon }, (_, i) => paths[i * horizon + ahead - 1]!));
  };
  return { snapshot, of, mean, supply, forecasts, horizon };
}
/** One programme's cohort under three standard normals. */
function personsOf(n: number, law: CohortLaw, chance: number, doubt: number, year: number): number {
  const spread = cohortSpread(n, law);
  return withinCohort(n, spread.persons, Math.sqrt(spread.chance) * chance + Math.sqrt(spread.doubt) * doubt + spread.year * year);
}
const one = (changes: Partial<SnapshotProgramme> = {}): SnapshotProgramme => ({ ...steadyProgramme('460101', '甲校', 40), ...changes });

describe('the law of a cohort', () => {
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  const stage = fc.record({ rate: share, basis: fc.double({ min: 1, max: 500, noNaN: true }) });
  const normal = fc.double({ min: -6, max: 6, noNaN: true });

  test('stays within 0…n, and as far below the mean as above it', () => {
    fc.assert(
      fc.property(
        fc.array(stage, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        normal,
        normal,
        normal,
        (stages, n, a, b, c) => {
          const law = cohortLaw(stages, 150);
          const [up, down] = [personsOf(n, law, a, b, c), personsOf(n, law, -a, -b, -c)];
          expect(Math.min(up, down)).toBeGreaterThanOrEqual(-1e-9);
          expect(Math.max(up, down)).toBeLessThanOrEqual(n + 1e-9);
          expect(up + down).toBeCloseTo(2 * n * law.rate, 6);
        },
      ),
    );
  });
  test('one share alone is beta-binomial: n·r(1−r)·(1 + (n−1) ÷ (c+1)), the year taken apart', () => {
    const law = cohortLaw([{ rate: 0.5, basis: 99 }], Infinity);
    const normals = normalsOf('law', 40_000);
    const values = Float64Array.from({ length: 20_000 }, (_, i) => personsOf(60, law, normals[2 * i]!, normals[2 * i + 1]!, 9));
    const mean = meanOf(values);
    expect(mean).toBeCloseTo(30, 0);
    expect(meanOf(values.map((value) => (value - mean) ** 2)) / (60 * 0.25 * (1 + 59 / 100))).toBeCloseTo(1, 1);
  });
  test('a year counts more, the fewer persons it is worth', () => {
    fc.assert(
      fc.property(stage, fc.double({ min: 1, max: 500, noNaN: true }), (only, basis) => {
        expect(cohortLaw([only], basis).year).toBeGreaterThanOrEqual(cohortLaw([only], 2 * basis).year);
      }),
    );
  });
});

describe('programmes of a major drawn as one', () => {
  const row = { localJob: 24, otherRegion: 6, furtherStudy: 8, military: 1, unemployed: 1 };
  const trending = (school: string, level: number, growth: number): SnapshotProgramme => {
    const programme = steadyProgramme('460101', school, level);
    const intakeOf = (year: number) => Math.round(level * Math.exp(growth * (year - t0) + 0.12 * Math.sin(7 * year + level)));
    const years = programme.years.map(({ year }) => {
      const [a, b, c] = [intakeOf(year), intakeOf(year - 1), intakeOf(year - 2)];
      return { year, plan: null, intake: a, graduates: Math.round(0.95 * c), enrolled: [a, Math.round(0.98 * b), Math.round(0.96 * c)] };
    });
    return { ...programme, years, destinations: rowsOf(row) };
  };
  const programmes = [trending('甲校', 60, 0.05), trending('乙校', 25, -0.08), trending('丙校', 90, 0), trending('丁校', 18, 0.1), trending('戊校', 40, -0.02)];
  const paths = 4000;
  const { snapshot, supply, forecasts, horizon } = suppliesOf({ programmes, parameters: { ...resolveParameters({}).parameters, paths } });
  const drawn = supply.ofMajor('460101', programmes);

  /** The same programme by programme: every intake a path of its own, every cohort an error of its own. */
  function oneByOne(): Float64Array {
    const sum = new Float64Array(paths * horizon);
    const shared = normalsOf('one|shared', paths * normalsPerPath(horizon));
    const yearEffect = normalsOf('one|year', paths * horizon);
    for (const programme of programmes) {
      const told = supply.ofMajor('460101', [programme]).programmes[0]!;
      const forecast = forecasts.get(programme.id)!;
      const intake = pathsOf(forecast, mixNormals(shared, normalsOf(`one|${programme.id}`, paths * normalsPerPath(horizon)), 0.3));
      const [luck, chance, doubt] = ['luck', 'chance', 'doubt'].map((name) => normalsOf(`one|${programme.id}|${name}`, paths * horizon)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const { survivalOf, basis } = { survivalOf: survivalRates(snapshot).get(programme.id)!, basis: snapshot.parameters.poolingStrength + told.rates.persons };
      for (let h = 0; h < horizon; h++) {
        const { furtherStudy, graduates } = told.years[h]!;
        const enrolled = programme.years.at(-1)!.enrolled[programme.lengthYears - h - 1];
        const survives = survivalOf.toGraduation[enrolled === undefined ? 0 : programme.lengthYears - h - 1]!;
        const stages = [
          { rate: survives, basis: survivalOf.basis },
          { rate: 1 - furtherStudy - told.rates.military, basis },
          { rate: told.rates.localStay, basis },
        ];
        const law = cohortLaw(stages, snapshot.parameters.yearEffectBasis);
        for (let i = 0; i < paths; i++) {
          const at = i * horizon + h;
          const entered = h - programme.lengthYears;
          const n =
            entered < 0 ? graduates / survives : intake[i * (horizon + 1) + entered + 1]! * Math.exp(forecast.luck * luck[at]! - forecast.luck ** 2 / 2);
          sum[h * paths + i]! += personsOf(n, law, chance[at]!, doubt[i]!, yearEffect[at]!);
        }
      }
    }
    return sum;
  }
  const apart = oneByOne();
  const column = (matrix: Float64Array, h: number) => Float64Array.from({ length: paths }, (_, i) => matrix[h * paths + i]!);
  const deviation = (values: Float64Array) => Math.sqrt(meanOf(values.map((value) => (value - meanOf(values)) ** 2)));

  test.each([0, 2, 3, 4, 6])('year ahead %i + 1 has the mean, the spread and the quantiles of the sum of single programmes', (h) => {
    const [one, all] = [column(apart, h), column(drawn.paths, h)];
    expect(meanOf(all) / meanOf(one)).toBeCloseTo(1, 1.5);
    expect(deviation(all) / deviation(one)).toBeGreaterThan(0.93);
    expect(deviation(all) / deviation(one)).toBeLessThan(1.07);
    const shares = [0.025, 0.1, 0.5, 0.9, 0.975];
    const [q, r] = [quantilesOf(all, shares), quantilesOf(one, shares)];
    q.forEach((value, i) => {
      expect(Math.abs(value - r[i]!) / deviation(one)).toBeLessThan(0.15);
    });
  });
  test('windows too: years go together as they do programme by programme', () => {
    const window = (matrix: Float64Array) => Float64Array.from({ length: paths }, (_, i) => [3, 4, 5].reduce((sum, h) => sum + matrix[h * paths + i]!, 0));
    const ratio = deviation(window(drawn.paths)) / deviation(window(apart));
    expect(ratio).toBeGreaterThan(0.93);
    expect(ratio).toBeLessThan(1.07);
  });
  test('the expected intake is the mean of its paths', () => {
    const forecast = forecasts.get(programmes[2]!.id)!;
    const intake = pathsOf(forecast, normalsOf('mean', paths * normalsPerPath(horizon)));
    drawn.programmes[2]!.intakes.forEach(({ expected }, h) => {
      expect(expected / meanOf(Float64Array.from({ length: paths }, (_, i) => intake[i * (horizon + 1) + h + 1]!))).toBeCloseTo(1, 1.5);
      expect(expected).toBeGreaterThan(fromLog(forecast.frame.centre[h + 1]!) * 0.999);
    });
  });
});

describe('supply after destinations', () => {
  test('without reports everybody stays: p = u = 0, q = f = 1, from nobody', () => {
    const rates = destinationRates(smallCity()).get('460101-甲校');
    expect(rates).toEqual({ furtherStudy: 0, military: 0, localStay: 1, inField: 1, persons: 0, jobs: 0, from: null });
  });
  test('is the cohort less those reported to leave, to the person', () => {
    fc.assert(
      fc.property(destinations, (row) => {
        const all = Object.values(row).reduce((sum, n) => sum + n, 0);
        fc.pre(all > 0);
        const city = { programmes: [one({ destinations: rowsOf(row) })], parameters: parametersOf({ poolingStrength: 0 }) };
        const { of, mean, snapshot } = suppliesOf(city);
        const expected = (40 * (row.localJob + row.unemployed)) / all;
        const own = of('460101-甲校');
        const parts = supplyPartsOf([own], noInflow, { from: 1, to: 3 }, snapshot)!;
        expect(parts.supply).toBeCloseTo(3 * expected, 6);
        expect(parts.graduates - parts.furtherStudy - parts.military - parts.otherRegion - parts.outOfField).toBeCloseTo(parts.supply, 6);
        expect(parts.rates).toMatchObject({ persons: 5 * all, from: 'programme' });
        // paths scatter around it: the mean of 400 lies within four of its standard errors (bounded by half the cohort)
        for (const ahead of [1, 2, 3]) expect(Math.abs(mean('460101-甲校', ahead) - expected)).toBeLessThan(4 * (20 / Math.sqrt(400)));
      }),
      { numRuns: 40 },
    );
  });
  test('work outside the field limits supply only where the run says so', () => {
    const row = { localJob: 40, otherRegion: 0, furtherStudy: 0, military: 0, unemployed: 0 };
    const partsFor = (inFieldUsed: number) => {
      const { of, snapshot } = suppliesOf({
        programmes: [one({ destinations: rowsOf(row, 10) })],
        parameters: parametersOf({ inFieldUsed, poolingStrength: 0 }),
      });
      return supplyPartsOf([of('460101-甲校')], noInflow, { from: 1, to: 3 }, snapshot)!;
    };
    expect(partsFor(0)).toMatchObject({ inFieldUsed: false, outOfField: 0, rates: { inField: 0.25, jobs: 200 } });
    expect(partsFor(0).supply).toBeCloseTo(120, 6);
    expect(partsFor(1).supply).toBeCloseTo(30, 6);
  });
  test('a pooled rate lies between the group and the programme itself, nearer to it the more it reports', () => {
    fc.assert(
      fc.property(destinations, destinations, (mine, others) => {
        const [all, rest] = [mine, others].map((row) => Object.values(row).reduce((sum, n) => sum + n, 0)) as [number, number];
        fc.pre(all > 0 && rest > 0);
        const rateFor = (times: number) => {
          const rows = rowsOf(mine).slice(0, times);
          const programmes = [one({ destinations: rows }), { ...steadyProgramme('460101', '乙校', 20), destinations: rowsOf(others) }];
          return destinationRates(smallCity({ programmes }));
        };
        const few = rateFor(1).get('460101-甲校')!.furtherStudy;
        const many = rateFor(5).get('460101-甲校')!.furtherStudy;
        const own = mine.furtherStudy / all;
        const both = (mine.furtherStudy + 5 * others.furtherStudy) / (all + 5 * rest);
        const low = Math.min(own, both, 0) - 1e-9;
        expect(few).toBeGreaterThanOrEqual(low);
        expect(few).toBeLessThanOrEqual(Math.max(own, both) + 1e-9);
        expect(many).toBeLessThanOrEqual(1);
        const [group] = [rateFor(0).get('460101-甲校')!.furtherStudy];
        if (Math.abs(own - group) > 0.2) expect(Math.abs(many - own)).toBeLessThan(Math.abs(group - own));
      }),
    );
  });
  test('the evidence grade asks for the share of graduates that was reported', () => {
    const { of, snapshot } = suppliesOf({
      programmes: [
        one({ destinations: rowsOf({ localJob: 10, otherRegion: 0, furtherStudy: 0, military: 0, unemployed: 0 }).slice(2) }),
        steadyProgramme('460101', '乙校', 20),
      ],
    });
    const both = [of('460101-甲校'), of('460101-乙校')];
    expect(reportedShareOf(both, snapshot)).toBeCloseTo(30 / (6 * 60), 9);
    expect(reportedShareOf([], snapshot)).toBeNull();
  });
  test.each([
    [{ furtherStudy: 0.7, military: 0.4, localStay: 1, inField: 1 }, /p \+ u ≤ 1/],
    [{ furtherStudy: -0.1, military: 0, localStay: 1, inField: 1 }, /share p/],
    [{ furtherStudy: 0, military: 0, localStay: 1.2, inField: 1 }, /share q/],
    [{ furtherStudy: 0, military: 0, localStay: 1, inField: Number.NaN }, /share f/],
  ])('refuses %j', (rates, message) => {
    expect(() => supplyShare(rates, true)).toThrow(message);
  });
  test.each([{ yearEffectBasis: 0 }, { rateYears: 0 }, { fulfilmentYears: 2.5 }, { fulfilmentSpread: -1 }, { inFieldUsed: 0.5 }, { gradeDestinations: 2 }])(
    'refuses the parameter %j',
    (changes) => {
      expect(resolveParameters(changes).problems.map((problem) => problem.name)).toEqual(Object.keys(changes));
    },
  );
});

describe('plan × fulfilment', () => {
  test('stands for the planned intake, keeps its mean, and says what the forecast would have been', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 20, max: 80 }), (plan, intake) => {
        const years = one().years.map((year) => ({ ...year, plan: 50, intake, enrolled: [intake, intake, intake], graduates: intake }));
        const programme = one({ years, plans: [{ year: t0 + 1, plan }] });
        const { of, snapshot } = suppliesOf({ programmes: [programme], parameters: parametersOf({ poolingStrength: 0 }) });
        const { rate } = planFulfilment(snapshot).get(programme.id)!;
        expect(rate).toBeCloseTo(intake / 50, 9);
        const own = of(programme.id);
        expect(own.intakes[0]!.source).toBe('plan');
        expect(own.intakes[0]!.expected / (plan * rate)).toBeCloseTo(1, 1);
        expect(own.intakes.slice(1).every((year) => year.source === 'forecast')).toBe(true);
        const [row] = supplyPartsOf([own], noInflow, decision, snapshot)!.intakes;
        expect(row).toMatchObject({ year: t0 + 4, forecast: 0 });
        expect(row!.difference).toBeCloseTo(own.intakes[0]!.expected - own.intakes[0]!.forecast!, 9);
      }),
      { numRuns: 30 },
    );
  });
  test('a programme that only has a plan goes on as planned; a closed one takes nobody', () => {
    const planned = one({ years: [], plans: [{ year: t0 + 1, plan: 60 }] });
    const { of } = suppliesOf({ programmes: [planned, one({ id: 'closed', school: '丙校', closedYear: t0 + 1, plans: [{ year: t0 + 1, plan: 30 }] })] });
    expect(of(planned.id).intakes.map((year) => year.source)).toEqual(of(planned.id).intakes.map(() => 'plan'));
    expect(of('closed').intakes.every((year) => year.expected === 0)).toBe(true);
  });
});

describe('pathways', () => {
  const lower = one({ id: 'lower', major: '460102', school: '中职校' });
  const path = (changes: Partial<SnapshotPathway> = {}): SnapshotPathway => ({
    ...{ from: 'lower', to: '460101-甲校', share: 0.25, seats: null, firstYear: 2020, closedYear: null },
    ...changes,
  });
  test('never add to a reported or planned intake, and take from the lower level what they move', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), fc.option(fc.integer({ min: 1, max: 99 })), (share, withPlan, seats) => {
        const upper = one({ plans: withPlan ? [{ year: t0 + 1, plan: 44 }] : [] });
        const without = suppliesOf({ programmes: [upper, lower] });
        const found = suppliesOf({ programmes: [upper, lower], pathways: [path({ share, seats })] });
        expect(found.of(upper.id).intakes).toEqual(without.of(upper.id).intakes);
        expect(found.of(upper.id).paths).toEqual(without.of(upper.id).paths);
        const intake = without.of(upper.id).intakes[0]!;
        const [year] = found.of('lower').years;
        expect(year!.graduates).toBeCloseTo(40, 6);
        // by expectation before the paths: 44 persons planned (fulfilment is 1), or the forecast
        expect(year!.pathway).toBeCloseTo(Math.min(40, share * (withPlan ? 44 : intake.forecast!)), 6);
        expect(year!.furtherStudy).toBeCloseTo(year!.pathway / 40, 6);
      }),
      { numRuns: 30 },
    );
  });
  test('are not counted beside the further study that is reported: the larger of both leaves', () => {
    const row = (furtherStudy: number) => rowsOf({ localJob: 40 - furtherStudy, otherRegion: 0, furtherStudy, military: 0, unemployed: 0 });
    const shareFor = (furtherStudy: number) =>
      suppliesOf({
        programmes: [one(), { ...lower, destinations: row(furtherStudy) }],
        pathways: [path()],
        parameters: parametersOf({ poolingStrength: 0 }),
      }).of('lower').years[0]!.furtherStudy;
    expect(shareFor(20)).toBeCloseTo(0.5, 6);
    expect(shareFor(4)).toBeCloseTo(0.25, 2);
  });
  test('create an intake where none is reported or planned: the seats, as far as there are graduates', () => {
    const upper = one({ years: [] });
    const found = (seats: number | null) => suppliesOf({ programmes: [upper, lower], pathways: [path({ seats })] });
    expect(
      found(null)
        .of(upper.id)
        .intakes.every((year) => year.expected === 0),
    ).toBe(true);
    const some = found(15);
    expect(some.of(upper.id).intakes.map((year) => [year.source, Math.round(year.expected)])).toEqual(some.of(upper.id).intakes.map(() => ['pathway', 15]));
    expect(some.of(upper.id).years[0]!.graduates).toBeCloseTo(15, 6); // those sent in earlier years
    expect(some.of('lower').years[0]!.pathway).toBeCloseTo(15, 6);
    expect(found(500).of(upper.id).intakes[0]!.expected).toBeCloseTo(40, 0);
  });
  test('hold from their first intake year until they are closed', () => {
    const { of } = suppliesOf({ programmes: [one(), lower], pathways: [path({ firstYear: t0 + 2, closedYear: t0 + 4 })] });
    expect(of('lower').years.map((year) => year.pathway > 0)).toEqual([false, true, true, false, false, false, false]);
  });
  test('a share outside 0…1 or a way that comes back stops the run', () => {
    expect(() => suppliesOf({ programmes: [one(), lower], pathways: [path({ share: 1.1 })] })).toThrow(/share between 0 and 1, got 1.1/);
    const back = path({ from: '460101-甲校', to: 'lower' });
    expect(() => suppliesOf({ programmes: [one(), lower], pathways: [path(), back] })).toThrow('460101-甲校 → lower → 460101-甲校');
  });
});
