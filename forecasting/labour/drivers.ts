import type { Cell } from './cells.ts';
import type { OccupationDemand } from './demand.ts';
import { entryRows } from './entry-shares.ts';
import { hasGroupValue, type GroupValues } from './group-parameters.ts';
import type { Evidence } from './results.ts';
import type { Window } from './windows.ts';

/** Occupations and schools shown with a flag; the rest is in the lists. */
const largestShown = 12;

function sumOf(values: Float64Array, { from, to }: Window): number {
  let sum = 0;
  for (let h = from - 1; h < to; h++) sum += values[h]!;
  return sum;
}

/**
 * What the demand of a window is made of, and by whom: growth, replacement, jobs of projects and openings of the linked occupations × weight, and each occupation's mean entry demand over paths × weight.
 * Source: docs/model.md, Demand: the parts of D before weights.
 *
 * @param cell the major with its weights
 * @param demands by occupation; growth, replacement, projects, openings, entry demand by year
 * @param window years summed
 * @param entryDemand of the cell in the window, shown beside its components
 * @param parameters of the run: groups of occupations with values of their own
 * @returns persons; the twelve largest occupations; share of the demand that comes from stocks and projects, replacement ÷ openings of that part (as far as it moves with σ of all groups), part of the demand that moves with their outside share, headcount announced by projects, what outcomes told of entry shares, and the parts of demand that move with λ's parameters
 * @example drivers({ weights: [] }, new Map(), { from: 1, to: 3 }, 40).components.entryDemand // → 40
 */
export function drivers(cell: Cell, demands: ReadonlyMap<string, OccupationDemand>, window: Window, entryDemand: number, parameters: GroupValues = {}) {
  const components = { stock: 0, growth: 0, replacement: 0, projects: 0, openings: 0, entryDemand };
  const fromStocks = { demand: 0, openings: 0, prior: 0 };
  const fromHires = { demand: 0, prior: 0 };
  /** What moves with the values for all groups: groups with values of their own do not. */
  const common = { replacement: 0, demand: 0 };
  /** Jobs of projects that entrants fill, and those they announce, each by the entry share of its occupation. */
  const entering = { projects: 0, announced: 0 };
  let planned = 0;
  let entryDemands = 0;
  const occupations = cell.weights.flatMap((weight) => {
    const demand = demands.get(weight.occupation);
    if (!demand) return [];
    const sum = (values: Float64Array) => sumOf(values, window);
    if (demand.series.nature === 'stock') components.stock += weight.weight * demand.level;
    components.growth += weight.weight * sum(demand.growth);
    components.replacement += weight.weight * sum(demand.replacement);
    components.projects += weight.weight * sum(demand.projects);
    components.openings += weight.weight * sum(demand.openings);
    planned += weight.weight * sum(demand.planned);
    entering.projects += weight.weight * demand.projectShare.value * sum(demand.projects);
    entering.announced += weight.weight * demand.projectShare.value * sum(demand.planned);
    const entry = weight.weight * sum(demand.entry);
    if (!hasGroupValue(parameters, 'sigma', weight.occupation)) common.replacement += weight.weight * sum(demand.replacement);
    if (!hasGroupValue(parameters, 'outsideShare', weight.occupation)) common.demand += entry;
    entryDemands += entry;
    if (demand.series.nature === 'stock') {
      fromStocks.demand += entry;
      fromStocks.openings += weight.weight * sum(demand.openings);
      fromStocks.prior += entry * demand.share.prior;
    } else {
      fromHires.demand += entry;
      fromHires.prior += entry * demand.share.prior;
    }
    return [{ code: weight.occupation, weight: weight.weight, origin: weight.origin, demand: entry, suppressed: null }];
  });
  return {
    components,
    planned,
    entering,
    entry: entryRows(
      cell.weights.flatMap((weight) => {
        const demand = demands.get(weight.occupation);
        return demand ? [demand.share, demand.projectShare] : [];
      }),
    ),
    netPrior: fromStocks.demand > 0 ? fromStocks.prior / fromStocks.demand : 1,
    grossPrior: fromHires.demand > 0 ? fromHires.prior / fromHires.demand : 1,
    stockShare: entryDemand > 0 ? Math.min(1, fromStocks.demand / entryDemand) : 0,
    replacementShare: fromStocks.openings > 0 ? common.replacement / fromStocks.openings : 0,
    outsideMoves: entryDemands > 0 ? common.demand / entryDemands : 1,
    occupations: occupations.sort((a, b) => b.demand - a.demand || (a.code < b.code ? -1 : 1)).slice(0, largestShown),
  };
}

/**
 * The schools that offer the major, largest first, at most twelve.
 * Source: docs/model.md, Demand: the parts of D before weights.
 *
 * @param cell the major with its programmes
 * @param t0 year whose reports are read
 * @returns persons; null where the school did not report for t0
 * @example schoolsOf({ programmes: [{ schoolId: 's', school: 'A', years: [{ year: 2025, intake: 30, enrolled: [30, 25] }] }] }, 2025) // → [{ id: 's', name: 'A', intake: 30, enrolled: 55 }]
 */
export function schoolsOf(cell: Cell, t0: number): Evidence['schools'] {
  return cell.programmes
    .map((programme) => {
      const last = programme.years.find((year) => year.year === t0);
      return {
        id: programme.schoolId,
        name: programme.school,
        intake: last?.intake ?? null,
        enrolled: last ? last.enrolled.reduce((sum, n) => sum + n, 0) : null,
      };
    })
    .sort((a, b) => (b.enrolled ?? 0) - (a.enrolled ?? 0) || (a.name < b.name ? -1 : 1))
    .slice(0, largestShown);
}
