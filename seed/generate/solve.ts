import { clamp } from './assumptions.ts';

/** Entry demand of an occupation over the first and over the second block of years, in persons. */
export interface BlockDemand {
  readonly first: number;
  readonly second: number;
}
/** The interval in which a cell's supply ÷ demand has to lie in a block. */
export type Range = readonly [low: number, high: number];

export interface DemandProblem {
  /** Share of an occupation's demand that falls to each cell: `shares[occupation]` lists cell numbers and shares. */
  readonly shares: readonly { readonly cells: readonly number[]; readonly values: readonly number[] }[];
  /** Graduates of each cell in the first and in the second block. */
  readonly supply: readonly [readonly number[], readonly number[]];
  /** How strongly each cell pulls where the ranges contradict each other. */
  readonly importance: readonly number[];
}

/** Second block over first: what a growth between −3 % and +5 % a year, nearly constant, can bring about. */
const [lowestRise, highestRise] = [0.92, 1.19];
/** Smallest entry demand of an occupation over a block: it exists in the city. */
const leastDemand = 15;

/**
 * Finds occupation demands with every cell's ratio in its range. Multiplicative updates: each demand is scaled by the weighted mean, over the
 * cells it feeds, of the demand that would bring the cell into its range ÷ the demand it has; so demands stay positive, and a cell already
 * in its range pulls nowhere. Changes `demand` in place; where the ranges contradict each other, what is left is a compromise.
 */
export function pullIntoRanges(problem: DemandProblem, ranges: readonly (readonly [Range, Range])[], demand: [number[], number[]], sweeps: number): void {
  const reached = ranges.map(() => 0);
  const pull = ranges.map(() => 1);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const block of [0, 1] as const) {
      const supply = problem.supply[block];
      const level = demand[block];
      sumUp(problem, level, reached);
      for (let cell = 0; cell < ranges.length; cell++) {
        const ratio = supply[cell]! / reached[cell]!;
        pull[cell] = ratio / clamp(ratio, ranges[cell]![block][0], ranges[cell]![block][1]);
      }
      for (let o = 0; o < level.length; o++) {
        const { cells, values } = problem.shares[o]!;
        let scale = 0;
        let weight = 0;
        for (let i = 0; i < cells.length; i++) {
          const say = values[i]! * problem.importance[cells[i]!]!;
          scale += say * pull[cells[i]!]!;
          weight += say;
        }
        level[o] = Math.max(leastDemand, (level[o]! * scale) / weight);
      }
    }
    for (let o = 0; o < demand[0].length; o++) holdRise(demand, o);
  }
}

/** Where the second block rises too much or too little over the first, both give way by half. */
function holdRise(demand: [number[], number[]], o: number): void {
  const rise = demand[1][o]! / demand[0][o]!;
  const allowed = clamp(rise, lowestRise, highestRise);
  if (rise === allowed) return;
  const half = Math.sqrt(rise / allowed);
  demand[0][o]! *= half;
  demand[1][o]! /= half;
}

function sumUp(problem: DemandProblem, level: readonly number[], reached: number[]): void {
  reached.fill(0);
  for (let o = 0; o < level.length; o++) {
    const { cells, values } = problem.shares[o]!;
    for (let i = 0; i < cells.length; i++) reached[cells[i]!]! += values[i]! * level[o]!;
  }
}

/** Supply ÷ demand of each cell in both blocks. */
export function ratios(problem: DemandProblem, demand: readonly [readonly number[], readonly number[]]): [number, number][] {
  const byBlock = ([0, 1] as const).map((block) => {
    const reached = problem.supply[block].map(() => 0);
    sumUp(problem, demand[block], reached);
    return problem.supply[block].map((supply, cell) => supply / reached[cell]!);
  });
  return problem.supply[0].map((_, cell) => [byBlock[0]![cell]!, byBlock[1]![cell]!]);
}
