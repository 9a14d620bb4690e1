import { baseSeries, horizonOf } from './base-series.ts';
import { baseYears } from './base-years.ts';
import { forecastSide, type BaseForecast, type StoredFit } from './base-forecasts.ts';
import { modelCell, type CellContext } from './cell-model.ts';
import { cellsOf, createWindowCache } from './cells.ts';
import { bothForecasts } from './both-forecasts.ts';
import { citySeries } from './city-series.ts';
import { crosswalkWeights } from './crosswalk.ts';
import { mainChain, occupationDemand } from './demand.ts';
import { disclosureOf } from './disclosure.ts';
import { classSkills } from './evidence.ts';
import { skillPoolingOf } from './parameters.ts';
import { groupRows } from './group-rows.ts';
import { createGroupTotals } from './group-totals.ts';
import { planFulfilment } from './fulfilment.ts';
import { forecastByPlans } from './plan-forecasts.ts';
import { occupationSeries, reporterShares, type OccupationSeries } from './occupations.ts';
import { reportersOf } from './reporters.ts';
import type { CityResult, Evidence } from './results.ts';
import { snapshotVersion, type CitySnapshot } from './snapshot.ts';
import { createSupply } from './supply.ts';

/**
 * From a snapshot and the fits of its base series to gaps and flags. Pure and deterministic: the same snapshot and fits give the same numbers to the bit.
 * Every figure of a cell comes from the same joint sample paths, so gaps, windows and probabilities agree with each other.
 * Source: docs/model.md, the whole of it, in its order.
 *
 * @param snapshot of the city
 * @param fits stored fit by occupation code or programme id; programmes that take no students have none
 * @returns gaps, bounds, groups, flags and series, persons; probabilities and shares in [0, 1]
 * @throws Error when an occupation with demand has no fit, or the snapshot is of another version; ForecastError `bad_pathway` as `createProgression`
 * @example modelCity({ version: 2, region: 'r', asOfYear: 2025, parameters: resolveParameters({}).parameters, majors: [{ code: 'm' }], occupations: [], links: [], stockSpans: [], lastStocks: [], register: [], hires: [], occupationBreaks: [], programmes: [], pathways: [], previous: null }, new Map()).uncoveredMajors // → ['m']
 */
export function modelCity(snapshot: CitySnapshot, fits: ReadonlyMap<string, StoredFit>): CityResult {
  return gapsOfCity(snapshot, forecastCity(snapshot, fits));
}

/** Forecasts of all base series, and the correlation of the errors of each side. */
export interface CityForecasts {
  readonly byCode: ReadonlyMap<string, BaseForecast>;
  readonly correlation: Readonly<Record<'occupation' | 'hires' | 'intake', number>>;
}

/**
 * The model after its forecasts: openings, crosswalk, supply, paths, gaps, flags.
 * Source: docs/model.md, the whole of it, in its order.
 *
 * @param snapshot of the city
 * @param forecasts of all its base series, of `forecastCity`
 * @returns as `modelCity`
 * @throws Error when an occupation with demand has no forecast; ForecastError `bad_pathway` as `createProgression`
 * @example gapsOfCity({ asOfYear: 2025, parameters: resolveParameters({}).parameters, majors: [{ code: 'm', level: 'associate' }], inflows: [{ major: 'm', year: 2027, persons: 9 }], occupations: [], links: [], stockSpans: [], lastStocks: [], register: [], hires: [], occupationBreaks: [], programmes: [], pathways: [], previous: null }, { byCode: new Map(), correlation: {} }).gaps.find(({ span, window }) => span === 'total' && window === 'pipeline').supply // → 9
 */
export function gapsOfCity(snapshot: CitySnapshot, forecasts: CityForecasts): CityResult {
  const horizon = horizonOf(snapshot);
  const occupations = occupationSeries(snapshot);
  const forecastOf = (code: string) => forecasts.byCode.get(code);
  const requireForecast = (code: string): BaseForecast => {
    const forecast = forecastOf(code);
    if (!forecast) throw new Error(`modelCity needs a forecast of occupation ${code}, got none`);
    return forecast;
  };
  const demands = new Map(
    occupationDemand(
      snapshot,
      occupations,
      ({ code }) => requireForecast(code),
      horizon,
      ({ nature }) => forecasts.correlation[nature === 'stock' ? 'occupation' : 'hires'],
    ).map((demand) => [demand.series.code, demand]),
  );
  const weights = crosswalkWeights(snapshot);
  const cells = cellsOf(snapshot, weights, new Set(demands.keys()));
  const shares = reporterShares(snapshot);
  const context: CellContext = {
    ...{ snapshot, horizon, demands, shares },
    occupations: new Map(occupations.map((series) => [series.code, series])),
    windowTotal: createWindowCache(demands, horizon),
    supply: createSupply(snapshot, forecastOf, horizon, forecasts.correlation.intake),
    skillOf: classSkills(cells, demands, (code) => forecastOf(code)?.skill ?? null, skillPoolingOf(snapshot.parameters)),
    names: new Map(snapshot.occupations.map(({ code, name }) => [code, name])),
    bothOf: bothForecasts(snapshot, demands, forecastOf, horizon),
    previous: new Map((snapshot.previous?.flags ?? []).map((flag) => [flag.key, flag])),
    totals: createGroupTotals(snapshot.parameters.paths * horizon),
    firstYear: firstYearOf(snapshot, occupations),
  };
  const results = cells.map((cell) => modelCell(cell, context));
  const gaps = results.flatMap((cell) => cell.gaps);
  const sums = context.totals.all();
  const groups = sums.flatMap((group) => groupRows(group, horizon, snapshot.asOfYear, snapshot.parameters));
  const { discloseEnterprises: threshold } = snapshot.parameters;
  const told = disclosureOf({ cells, gaps, groups, demands, reporters: reportersOf(snapshot), threshold });
  const linked = { majors: new Set(weights.map((weight) => weight.major)), occupations: new Set(weights.map((weight) => weight.occupation)) };
  const series = results.flatMap((cell) => cell.series.map((own) => (own.side === 'demand' ? { ...own, ...told.ofCell('city', own.major) } : own)));
  const region = sums.find(({ cut }) => cut === 'region');
  return {
    bases: [...forecasts.byCode.values()].map((base) => ({
      ...{ side: base.series.side, code: base.series.code, level: base.level, levelSpread: base.level * Math.sqrt(base.variance[0]!) },
      ...{ skill: base.skill, trendShare: base.trendShare, byPlan: base.byPlan, years: baseYears(base) },
      ...(base.series.side === 'intake' ? { enterprises: null, suppressed: null } : told.ofOccupation(base.series.code)),
    })),
    gaps: told.known ? gaps.map((row) => Object.assign(row, told.ofCell(row.chain, row.major))) : gaps,
    bounds: results.map((cell) => cell.bounds),
    groups: groups.map((row) => ({ ...row, ...told.ofGroup(row) })),
    flags: results.flatMap(({ flag }) =>
      flag ? [{ ...flag, ...told.ofCell('city', flag.major), evidence: { ...flag.evidence, occupations: withTold(flag.evidence.occupations, told) } }] : [],
    ),
    series,
    citySeries: citySeries(series, region, region ? told.ofGroup(region) : { enterprises: null, suppressed: null }, horizon, snapshot.asOfYear),
    uncoveredMajors: snapshot.majors.filter((major) => !linked.majors.has(major.code)).map((major) => major.code),
    uncoveredOccupations: [...demands.keys()].filter((code) => !linked.occupations.has(code)).length,
    cells: cells.length,
    reporterShare: overallShare(snapshot, shares),
  };
}

/** The occupations behind a flag, with what of them is withheld. */
function withTold(occupations: Evidence['occupations'], told: ReturnType<typeof disclosureOf>): Evidence['occupations'] {
  return occupations.map((occupation) => ({ ...occupation, suppressed: told.ofOccupation(occupation.code).suppressed }));
}

/**
 * Forecasts of all base series, side by side, each side with the correlation of its errors; intakes by their plans where these forecast better.
 * Source: docs/model.md, the whole of it, in its order.
 *
 * @param snapshot of the city
 * @param fits stored fit by occupation code or programme id
 * @returns forecasts by occupation code or programme id, units of their series
 * @throws Error as `modelCity`
 * @example forecastCity({ version: 2, asOfYear: 2025, parameters: resolveParameters({ correlation: 0.3 }).parameters, majors: [], stockSpans: [], lastStocks: [], register: [], hires: [], programmes: [] }, new Map()).byCode.size // → 0
 */
export function forecastCity(snapshot: CitySnapshot, fits: ReadonlyMap<string, StoredFit>): CityForecasts {
  // an installation that was updated in the middle of a run holds one of the version before
  const version: number = snapshot.version;
  if (version !== snapshotVersion) throw new Error(`modelCity needs a snapshot of version ${snapshotVersion}, got ${version}`);
  const horizon = horizonOf(snapshot);
  const occupations = occupationSeries(snapshot);
  const sides = Map.groupBy(baseSeries(snapshot), (series) => series.side);
  const chains = new Map(occupations.map((series) => [series.code, mainChain(series)]));
  const majors = new Map(snapshot.majors.map((major) => [major.code, major]));
  const majorOf = new Map(snapshot.programmes.map((programme) => [programme.id, programme.major]));
  const groupLength = 4; // first two parts of an occupation code
  const options = {
    occupation: { classOf: (code: string) => code.slice(0, groupLength), groupOf: (code: string) => chains.get(code) },
    hires: { classOf: () => '', groupOf: (code: string) => chains.get(code) },
    intake: {
      classOf: (id: string) => {
        const major = majors.get(majorOf.get(id) ?? '');
        return `${major?.level ?? ''}|${major?.classCode ?? ''}`;
      },
      groupOf: (id: string) => majorOf.get(id),
    },
  };
  const correlation = { occupation: 0, hires: 0, intake: 0 };
  const byCode = new Map<string, BaseForecast>();
  for (const side of ['occupation', 'hires', 'intake'] as const) {
    const found = forecastSide(sides.get(side) ?? [], (code) => fits.get(code), horizon, { ...options[side], correlation: snapshot.parameters.correlation });
    const used = side === 'intake' ? forecastByPlans(snapshot, found, planFulfilment(snapshot), horizon) : found;
    correlation[side] = used.correlation;
    for (const forecast of used.forecasts) byCode.set(forecast.series.code, forecast);
  }
  return { byCode, correlation };
}

/** First year that anybody reported; cities have too many reports for one call of Math.min. */
function firstYearOf({ asOfYear, programmes }: CitySnapshot, occupations: readonly OccupationSeries[]): number {
  let first = asOfYear;
  for (const series of occupations) first = Math.min(first, series.firstYear);
  for (const { years } of programmes) for (const { year } of years) first = Math.min(first, year);
  return first;
}

function overallShare(snapshot: CitySnapshot, shares: ReadonlyMap<string, number>): number {
  const total = snapshot.register.reduce((sum, row) => sum + row.employees, 0);
  return total === 0 ? 0 : snapshot.register.reduce((sum, row) => sum + row.employees * (shares.get(row.chain) ?? 0), 0) / total;
}
