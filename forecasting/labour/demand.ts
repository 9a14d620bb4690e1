import { entryShares, type EntryShare } from './entry-shares.ts';
import { emptyOpenings, openingsOf } from './openings.ts';
import type { OccupationSeries } from './occupations.ts';
import { normalsPerPath } from '../pooled/paths.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { ofOccupation } from './group-parameters.ts';
import { meanOf, mixNormals, normalsOf, pathsOf, withLuck } from './paths.ts';
import { countedProjects } from './reliability.ts';
import { plannedOnly, projectJobs, type ProjectJobs } from './projects.ts';
import { yearOf } from './windows.ts';
import type { CitySnapshot } from './snapshot.ts';

/** Entry demand of one occupation on every path, persons. */
export interface OccupationDemand {
  readonly series: OccupationSeries;
  /** Row-major [year ahead 1…H][path], projects included. */
  readonly paths: Float64Array;
  /** Of it, what projects add, by chain of their enterprises ('' = none). */
  readonly projectPaths: ReadonlyMap<string, Float64Array>;
  /** Means over paths by year ahead: what the demand is made of (persons, before the entry share). Openings are all jobs to fill, those of projects included. */
  readonly growth: Float64Array;
  readonly replacement: Float64Array;
  readonly projects: Float64Array;
  readonly openings: Float64Array;
  /** Mean entry demand by year ahead. */
  readonly entry: Float64Array;
  /** Headcount that projects announce by year ahead, before realisation. */
  readonly planned: Float64Array;
  /** Fitted employees (or hires) at t0. */
  readonly level: number;
  /** λ of its openings or hires, and of the jobs of projects. */
  readonly share: EntryShare;
  readonly projectShare: EntryShare;
}

/**
 * The chain whose enterprises employ most of the occupation, ties to the first in code order: occupations of a chain share its luck.
 * Source: docs/model.md, Demand 2–4.
 *
 * @param series of the occupation, with the share of each chain
 * @returns chain id; '' for enterprises without one
 * @example mainChain({ chainShares: new Map([['', 0.25], ['a', 0.75]]) }) // → 'a'
 */
export function mainChain(series: OccupationSeries): string {
  let best = '';
  let share = -1;
  for (const [chain, value] of series.chainShares) {
    if (value > share || (value === share && chain < best)) {
      best = chain;
      share = value;
    }
  }
  return best;
}

/**
 * D(o) on joint sample paths: λ_net × (openings from the stock + jobs of projects), or λ_gross × hires. Path i of every occupation belongs to the same world;
 * occupations of a chain share a factor with correlation ρ. Random streams are keyed by region and code, never by row ids. Occupations that only projects
 * plan for follow those that are reported.
 * Source: docs/model.md, Demand 2–4.
 *
 * @param snapshot of the city
 * @param series of occupations, as `occupationSeries` gives them
 * @param forecastOf the forecast of an occupation's employees, or hires
 * @param horizon H, years
 * @param correlationOf ρ between the occupation and others of its chain, in [0, 1]
 * @returns one entry an occupation, persons, years × paths
 * @throws what `forecastOf` throws for an occupation without a forecast
 * @example [...occupationDemand({ asOfYear: 2025, parameters: { ...resolveParameters({}).parameters, paths: 1, lambdaNet: 0.5, projectRealisation: 0.5, projectByFirstYear: 1, projectBySecondYear: 1 }, projects: [{ enterpriseId: 'e', occupation: 'o', chain: 'c', commissioningYear: 2026, plannedHeadcount: 100, stock: null }] }, [], () => undefined, 2, () => 0)[0].paths] // → [25, 0]
 */
export function occupationDemand(
  snapshot: CitySnapshot,
  series: readonly OccupationSeries[],
  forecastOf: (series: OccupationSeries) => BaseForecast,
  horizon: number,
  correlationOf: (series: OccupationSeries) => number,
): OccupationDemand[] {
  const { paths } = snapshot.parameters;
  const shareOf = entryShares(snapshot);
  const width = horizon + 1;
  const drawn = normalsPerPath(horizon);
  const factors = new Map<string, Float64Array>();
  const factorOf = (chain: string) => {
    const known = factors.get(chain) ?? normalsOf(`${snapshot.region}|chain|${chain}`, paths * drawn);
    factors.set(chain, known);
    return known;
  };
  const planned = Map.groupBy(countedProjects(snapshot), (project) => project.occupation);
  const normals = new Float64Array(paths * drawn);
  const path = new Float64Array(width);
  const known = series.map((occupation) => {
    const own = normalsOf(`${snapshot.region}|occupation|${occupation.code}`, paths * drawn, normals);
    const forecast = forecastOf(occupation);
    const lasting = pathsOf(forecast, mixNormals(factorOf(mainChain(occupation)), own, correlationOf(occupation), own));
    // what a year brings by luck is noise of the report in a stock, but real in a flow
    const stock = occupation.nature === 'stock';
    const values = stock ? lasting : withLuck(lasting, forecast.luck, `${snapshot.region}|hires|${occupation.code}`);
    const demand = new Float64Array(paths * horizon);
    const growth = new Float64Array(horizon);
    const replacement = new Float64Array(horizon);
    const openings = new Float64Array(horizon);
    const parts = emptyOpenings(horizon);
    const share = shareOf(stock ? 'net' : 'gross', occupation.code);
    const entry = share.value;
    const sigma = ofOccupation(snapshot.parameters, 'sigma', occupation.code);
    const projectShare = shareOf('net', occupation.code);
    for (let i = 0; i < paths; i++) {
      for (let t = 0; t < width; t++) path[t] = values[i * width + t]!; // a view of each would cost more
      if (stock) openingsOf(path, sigma, parts);
      else parts.total.set(path.subarray(1));
      for (let h = 0; h < horizon; h++) {
        demand[h * paths + i] = entry * parts.total[h]!;
        openings[h]! += parts.total[h]! / paths;
        growth[h]! += parts.growth[h]! / paths;
        replacement[h]! += parts.replacement[h]! / paths;
      }
    }
    const jobs = projectJobs(planned.get(occupation.code) ?? [], occupation, stock ? values : undefined, snapshot, horizon);
    return withProjects(
      {
        series: occupation,
        paths: demand,
        growth,
        replacement,
        openings,
        entry: openings.map((persons) => entry * persons),
        level: forecast.level,
        share,
        projectShare,
      },
      jobs,
      horizon,
    );
  });
  const announced = plannedOnly(snapshot, series).flatMap((occupation) => {
    const jobs = projectJobs(planned.get(occupation.code) ?? [], undefined, undefined, snapshot, horizon);
    const none = () => new Float64Array(horizon);
    const base = {
      series: occupation,
      paths: new Float64Array(paths * horizon),
      growth: none(),
      replacement: none(),
      openings: none(),
      entry: none(),
      level: 0,
      share: shareOf('net', occupation.code),
      projectShare: shareOf('net', occupation.code),
    };
    return jobs ? [withProjects(base, jobs, horizon)] : [];
  });
  return [...known, ...announced];
}

/** The demand with λ_net × jobs of projects added on every path, and kept apart beside it. */
function withProjects(base: Omit<OccupationDemand, 'projectPaths' | 'projects' | 'planned'>, jobs: ProjectJobs | undefined, horizon: number): OccupationDemand {
  const lambdaNet = base.projectShare.value;
  const projects = new Float64Array(horizon);
  if (!jobs) return { ...base, projectPaths: new Map(), projects, planned: new Float64Array(horizon) };
  const projectPaths = new Map([...jobs.chains].map(([chain, persons]) => [chain, persons.map((value) => lambdaNet * value)]));
  const paths = base.paths.slice();
  for (const added of projectPaths.values()) added.forEach((value, i) => (paths[i]! += value));
  for (const persons of jobs.chains.values()) for (let h = 0; h < horizon; h++) projects[h]! += meanOf(yearOf(persons, horizon, h));
  return {
    ...{ ...base, paths, projectPaths, projects, planned: jobs.planned },
    openings: base.openings.map((persons, h) => persons + projects[h]!),
    entry: base.entry.map((persons, h) => persons + lambdaNet * projects[h]!),
  };
}
