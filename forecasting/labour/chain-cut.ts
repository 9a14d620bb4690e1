import { weightedDemand, type Cell } from './cells.ts';
import type { OccupationDemand } from './demand.ts';

const chainsOf = (demand: OccupationDemand | undefined) => [...(demand?.series.chainShares.keys() ?? []), ...(demand?.projectPaths.keys() ?? [])];

/** A project belongs to the chain of its enterprise, not to the chains of those who report the occupation. */
function moveProjects(own: Float64Array, demand: OccupationDemand | undefined, chain: string, weight: number, share: number): void {
  for (const [of, paths] of demand?.projectPaths ?? []) {
    const factor = weight * ((of === chain ? 1 : 0) - share);
    if (factor !== 0) paths.forEach((value, i) => (own[i]! += factor * value));
  }
}

/**
 * A chain's demand is that of its own enterprises; supply is split over chains like demand, year by year; where nobody demands the major its
 * supply goes to `outside`, beside enterprises without a chain. So chain rows add to the city.
 * Source: docs/model.md, Totals: a chain is its own enterprises, rows of chains add up to the city.
 *
 * @param cell the major with its weights
 * @param demands by occupation, with chain shares and paths
 * @param demand of the cell, row-major [path][year], persons
 * @param supply same shape
 * @param horizon years
 * @returns chain code, demand and supply of each chain in code order, `outside` last where it holds anybody; the next chain overwrites the tables of the one before
 * @example [...chainCut({ weights: [] }, new Map(), new Float64Array([0]), new Float64Array([7]), 1)].map(([chain, , supply]) => [chain, supply[0]]) // → [['outside', 7]]
 */
export function* chainCut(
  cell: Cell,
  demands: ReadonlyMap<string, OccupationDemand>,
  demand: Float64Array,
  supply: Float64Array,
  horizon: number,
): Generator<[string, Float64Array, Float64Array]> {
  const chains = new Set<string>();
  for (const weight of cell.weights) for (const chain of chainsOf(demands.get(weight.occupation))) chains.add(chain);
  const cityYears = yearly(demand, horizon);
  const nobody = cityYears.map((persons) => (persons > 0 ? 0 : 1));
  const outside = { demand: new Float64Array(demand.length), supply: scaled(supply, nobody) };
  const own = new Float64Array(demand.length);
  const split = new Float64Array(demand.length);
  for (const chain of [...chains].sort()) {
    const shareOf = (occupation: string) => demands.get(occupation)?.series.chainShares.get(chain) ?? 0;
    weightedDemand(cell, demands, demand.length, (weight) => weight.weight * shareOf(weight.occupation), own);
    for (const { occupation, weight } of cell.weights) moveProjects(own, demands.get(occupation), chain, weight, shareOf(occupation));
    const shares = yearly(own, horizon).map((persons, h) => (cityYears[h]! > 0 ? persons / cityYears[h]! : 0));
    scaled(supply, shares, split);
    if (chain !== '') {
      yield [chain, own, split];
      continue;
    }
    outside.demand.set(own);
    for (let i = 0; i < split.length; i++) outside.supply[i]! += split[i]!;
  }
  const anybody = (value: number) => value > 0;
  if (outside.demand.some(anybody) || outside.supply.some(anybody)) yield ['outside', outside.demand, outside.supply];
}

/** Sums over paths by year. */
function yearly(matrix: Float64Array, horizon: number): Float64Array {
  const sums = new Float64Array(horizon);
  for (let from = 0; from < matrix.length; from += horizon) for (let h = 0; h < horizon; h++) sums[h]! += matrix[from + h]!;
  return sums;
}

/** Every path times a factor a year. */
function scaled(matrix: Float64Array, factors: Float64Array, result = new Float64Array(matrix.length)): Float64Array {
  for (let from = 0; from < matrix.length; from += factors.length) for (let h = 0; h < factors.length; h++) result[from + h] = matrix[from + h]! * factors[h]!;
  return result;
}
