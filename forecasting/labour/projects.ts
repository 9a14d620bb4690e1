import type { OccupationSeries } from './occupations.ts';
import type { Parameters } from './parameters.ts';
import type { CitySnapshot, SnapshotProject } from './snapshot.ts';

/** Jobs of an occupation that projects bring beyond the growth already forecast, persons before the entry share. */
export interface ProjectJobs {
  /** By chain of the enterprises ('' = none), row-major [year ahead 1…H][path]. */
  readonly chains: ReadonlyMap<string, Float64Array>;
  /** Planned headcount still to come by year ahead, as announced. */
  readonly planned: Float64Array;
}

/** Years over which a project hires, the commissioning year included. */
export const projectYears = 3;

/**
 * Shares of a project's headcount hired in the commissioning year and the two after it; they sum to 1.
 * Source: docs/model.md, Demand 3.
 *
 * @param p cumulative shares by the end of the first and the second year
 * @returns shares by years since commissioning, which sum to 1
 * @example rampOf({ projectByFirstYear: 0.5, projectBySecondYear: 0.75 }) // → [0.5, 0.25, 0.25]
 */
export function rampOf({ projectByFirstYear, projectBySecondYear }: Pick<Parameters, 'projectByFirstYear' | 'projectBySecondYear'>): readonly number[] {
  return [projectByFirstYear, projectBySecondYear - projectByFirstYear, 1 - projectBySecondYear];
}

/** Headcount planned by one enterprise by year ahead 1…H; years up to t0 have come already, those past the horizon are not looked at. */
function plannedOf(own: readonly SnapshotProject[], { asOfYear: t0, parameters }: CitySnapshot, horizon: number): Float64Array {
  const planned = new Float64Array(horizon);
  for (const { commissioningYear, plannedHeadcount } of own) {
    rampOf(parameters).forEach((share, i) => {
      const at = commissioningYear + i - t0 - 1;
      if (at >= 0 && at < horizon) planned[at]! += plannedHeadcount * share;
    });
  }
  return planned;
}

/** The enterprise's share of the city's employees in the occupation when it last reported; reports are carried on with the growth of the occupation, so the share stays. */
function stockShare(stock: SnapshotProject['stock'], series: OccupationSeries | undefined): number {
  if (stock === null || series?.nature !== 'stock') return 0;
  const total = series.values[stock.year - series.firstYear] ?? series.values.at(-1) ?? 0;
  return total > 0 ? Math.min(1, stock.headcount / total) : 0;
}

/**
 * Projects of one occupation on every path: an enterprise's planned headcount × realisation, less its share of the growth that the path has in the same years, never below 0;
 * spread over the years as planned. What an enterprise plans in several projects meets its growth once. An occupation that shrinks on a path adds nothing to its projects.
 * Source: docs/model.md, Demand 3.
 *
 * @param projects of the occupation
 * @param series of the occupation; undefined where nobody reports it
 * @param employees of a stock, row-major [path][year 0…H]; undefined without forecast growth
 * @param snapshot of the city, for its last year and parameters
 * @param horizon H, years
 * @returns persons; undefined where nothing is planned from t0 + 1 to the horizon
 * @example [...projectJobs([{ enterpriseId: 'e', chain: 'c', commissioningYear: 2026, plannedHeadcount: 100, stock: null }], undefined, undefined, { asOfYear: 2025, parameters: { paths: 1, projectRealisation: 0.5, projectByFirstYear: 0.5, projectBySecondYear: 0.75 } }, 3).chains.get('c')] // → [25, 12.5, 12.5]
 */
export function projectJobs(
  projects: readonly SnapshotProject[],
  series: OccupationSeries | undefined,
  employees: Float64Array | undefined,
  snapshot: CitySnapshot,
  horizon: number,
): ProjectJobs | undefined {
  const { paths, projectRealisation } = snapshot.parameters;
  const planned = new Float64Array(horizon);
  const chains = new Map<string, Float64Array>();
  for (const own of Map.groupBy(projects, (project) => project.enterpriseId).values()) {
    const years = plannedOf(own, snapshot, horizon);
    const all = years.reduce((sum, persons) => sum + persons, 0);
    if (all <= 0) continue;
    years.forEach((persons, h) => (planned[h]! += persons));
    const [first] = own as [SnapshotProject];
    const share = employees ? stockShare(first.stock, series) : 0;
    const jobs = chains.get(first.chain) ?? new Float64Array(paths * horizon);
    chains.set(first.chain, jobs);
    for (let i = 0; i < paths; i++) {
      let growth = 0;
      if (employees && share > 0) {
        const from = i * (horizon + 1);
        for (let h = 0; h < horizon; h++) if (years[h]! > 0) growth += share * (employees[from + h + 1]! - employees[from + h]!);
      }
      const more = Math.max(0, projectRealisation * all - Math.max(0, growth)) / all;
      if (more > 0) for (let h = 0; h < horizon; h++) jobs[h * paths + i]! += more * years[h]!;
    }
  }
  return chains.size > 0 ? { chains, planned } : undefined;
}

/**
 * Occupations that projects plan for and nobody reports, in code order: without a stock, they have the chains of the projects' enterprises.
 * Source: docs/model.md, Demand 3.
 *
 * @param snapshot of the city, for its projects and last year
 * @param reported series of occupations, as `occupationSeries` gives them
 * @returns series without values
 * @example plannedOnly({ asOfYear: 2025, projects: [{ occupation: 'b' }, { occupation: 'a' }, { occupation: 'b' }] }, [{ code: 'a' }]).map(({ code }) => code) // → ['b']
 */
export function plannedOnly(snapshot: CitySnapshot, reported: readonly OccupationSeries[]): OccupationSeries[] {
  const known = new Set(reported.map((series) => series.code));
  const projects = (snapshot.projects ?? []).filter((project) => !known.has(project.occupation));
  const codes = [...new Set(projects.map((project) => project.occupation))].sort();
  return codes.map((code) => ({
    ...{ code, nature: 'stock' as const, firstYear: snapshot.asOfYear, values: [], breaks: [], chainShares: new Map(), observations: 0, coverage: 1 },
  }));
}
