import { weightedDemand, type Cell } from './cells.ts';
import type { OccupationDemand } from './demand.ts';

const chainsOf = (demand: OccupationDemand | undefined) => [...(demand?.series.chainShares.keys() ?? []), ...(demand?.projectPaths.keys() ?? [])];

/** Work tables, of the run's size; what is in them is read before the next chain begins. */
const none = new Float64Array(0);
const work: Record<'own' | 'split', Float64Array<ArrayBuffer>> = { own: none, split: none };
function workTable(name: keyof typeof work, length: number) {
  if (work[name].length !== length) work[name] = new Float64Array(length);
  return work[name];
}

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
 * @param demand of the cell, row-major [year][path], persons
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
  const own = workTable('own', demand.length);
  const split = workTable('split', demand.length);
  /** Of enterprises without a chain, and what nobody demands: all supply of a year without demand. */
  const outsideShares = cityYears.map((persons) => (persons > 0 ? 0 : 1));
  let outside: Float64Array<ArrayBuffer> | undefined;
  for (const chain of [...chains].sort()) {
    const shareOf = (occupation: string) => demands.get(occupation)?.series.chainShares.get(chain) ?? 0;
    weightedDemand(cell, demands, demand.length, (weight) => weight.weight * shareOf(weight.occupation), own);
    for (const { occupation, weight } of cell.weights) moveProjects(own, demands.get(occupation), chain, weight, shareOf(occupation));
    const shares = yearly(own, horizon).map((persons, h) => (cityYears[h]! > 0 ? persons / cityYears[h]! : 0));
    if (chain !== '') {
      yield [chain, own, scaled(supply, shares, split)];
      continue;
    }
    outside = own.slice();
    for (let h = 0; h < horizon; h++) if (cityYears[h]! > 0) outsideShares[h] = shares[h]!;
  }
  if (!outside && !outsideShares.includes(1)) return;
  outside ??= new Float64Array(own.length);
  scaled(supply, outsideShares, split);
  const anybody = (value: number) => value > 0;
  if (outside.some(anybody) || split.some(anybody)) yield ['outside', outside, split];
}

/** Sums over paths by year. */
function yearly(matrix: Float64Array, horizon: number): Float64Array {
  const sums = new Float64Array(horizon);
  const paths = matrix.length / horizon;
  // two years at a time: a sum waits for itself
  let h = 0;
  for (; h + 2 <= horizon; h += 2) {
    let [first, second] = [0, 0];
    for (let at = h * paths, end = at + paths; at < end; at++) {
      first += matrix[at]!;
      second += matrix[at + paths]!;
    }
    sums[h] = first;
    sums[h + 1] = second;
  }
  for (let at = h * paths; at < matrix.length; at++) sums[h]! += matrix[at]!;
  return sums;
}

/** Every path times a factor a year. */
function scaled(matrix: Float64Array, factors: Float64Array, result: Float64Array): Float64Array {
  const paths = matrix.length / factors.length;
  for (let h = 0; h < factors.length; h++) {
    const factor = factors[h]!;
    for (let at = h * paths, end = at + paths; at < end; at++) result[at] = matrix[at]! * factor;
  }
  return result;
}
