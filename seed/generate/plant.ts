import { createChance } from '../random.ts';
import type { Chance } from '../random.ts';
import { blocks, sum } from './assumptions.ts';
import { supplyIn } from './cells.ts';
import type { Cell } from './cells.ts';
import { pullIntoRanges, ratios } from './solve.ts';
import type { BlockDemand, DemandProblem, Range } from './solve.ts';

export type Planted = 'short' | 'surplus' | 'balanced';

/** Share of the cells with official links that is planted, by kind; `wide` surplus is so large that a suspension is due. */
const plantedShares = { short: 0.15, surplus: 0.1, balanced: 0.3 } as const;
const wideSurpluses = 3;
const smallestWideSupply = 60;

type Role = Planted | 'wide' | 'under' | 'over' | 'free';
const ranges: Readonly<Record<Role, Range>> = {
  short: [0.42, 0.61],
  surplus: [1.62, 2.1],
  wide: [2.2, 2.7],
  balanced: [0.98, 1.02],
  under: [0.69, 0.945],
  over: [1.055, 1.47],
  free: [0.7, 1.4],
};
/** What counts as hit: wider than what is aimed at, still inside what is promised of the city. */
const accepted: Readonly<Record<Role, Range>> = {
  short: [0.3, 0.645],
  surplus: [1.56, 2.6],
  wide: [2.1, 2.9],
  balanced: [0.972, 1.028],
  under: [0.655, 0.965],
  over: [1.035, 1.54],
  free: [0, Infinity],
};
const hit = (role: Role, pair: readonly number[]): boolean => pair.every((value) => value >= accepted[role][0] && value <= accepted[role][1]);

export interface Planting {
  readonly planted: ReadonlyMap<string, Planted>;
  readonly demand: ReadonlyMap<string, BlockDemand>;
}

const rounds = 40;
const attempts = 10;

/**
 * Chooses which cells are short, in surplus and balanced, and the occupation demands that make them so in the first two blocks. A choice
 * that the crosswalk cannot realise (a short major that shares all its occupations with one in surplus) is replaced and the search goes on.
 */
export function plantCells(seed: number, cells: readonly Cell[], weights: ReadonlyMap<string, ReadonlyMap<string, number>>): Planting {
  const index = new Map(cells.map((cell, i) => [cell.majorCode, i]));
  const codes = [...weights].filter(([, shares]) => [...shares.keys()].some((major) => index.has(major))).map(([code]) => code);
  const problem: DemandProblem = {
    shares: codes.map((code) => {
      const parts = [...weights.get(code)!].filter(([major]) => index.has(major));
      return { cells: parts.map(([major]) => index.get(major)!), values: parts.map(([, share]) => share) };
    }),
    supply: [cells.map((cell) => supplyIn(cell, blocks[0])), cells.map((cell) => supplyIn(cell, blocks[1]))],
    importance: cells.map((cell) => (cell.official ? 1 : 0.1)),
  };
  let best: Choice | undefined;
  for (let attempt = 0; attempt < attempts && best?.faults !== 0; attempt++) {
    const choice = chooseRoles(createChance(seed, `planting/${attempt}`), cells, problem, codes.length);
    if (best === undefined || choice.faults < best.faults) best = choice;
  }
  const { of, demand } = best!;
  return {
    planted: new Map(cells.flatMap(({ majorCode }, i) => (isPlanted(of[i]!) ? [[majorCode, plantedAs(of[i]!)] as const] : []))),
    demand: new Map(codes.map((code, o) => [code, { first: demand[0][o]!, second: demand[1][o]! }])),
  };
}

const plantedAs = (role: Role): Planted => (role === 'wide' ? 'surplus' : (role as Planted));
const isPlanted = (role: Role): boolean => role !== 'under' && role !== 'over' && role !== 'free';

interface Choice {
  readonly of: Role[];
  readonly demand: [number[], number[]];
  /** Cells outside the range of their role, and places left empty. */
  readonly faults: number;
}

function chooseRoles(chance: Chance, cells: readonly Cell[], problem: DemandProblem, occupations: number): Choice {
  const official = cells.flatMap((cell, i) => (cell.official ? [i] : []));
  const count = (share: number): number => Math.round(share * official.length);
  const places: readonly (readonly [Role, number])[] = [
    ['wide', wideSurpluses],
    ['surplus', count(plantedShares.surplus) - wideSurpluses],
    ['short', count(plantedShares.short)],
    ['balanced', count(plantedShares.balanced)],
  ];
  const demand: Choice['demand'] = [Array.from({ length: occupations }, () => 100), Array.from({ length: occupations }, () => 100)];
  const of = cells.map((cell): Role => (cell.official ? 'under' : 'free'));
  const side = (ratio: number): Role => (chance.next() < 1 / (1 + ratio ** 6) ? 'under' : 'over');
  for (const i of official) of[i] = side(1);

  const large = (i: number): boolean => Math.min(problem.supply[0][i]!, problem.supply[1][i]!) >= 3 * smallestWideSupply;
  const refused = new Set<string>();
  const empty = (role: Role, due: number): number => due - of.filter((given) => given === role).length;
  const fill = (): void => {
    for (const [role, due] of places) {
      const fits = (i: number): boolean => role === 'balanced' || (cells[i]!.steady && (role !== 'wide' || large(i)));
      const open = official.filter((i) => !isPlanted(of[i]!) && fits(i) && !refused.has(`${i} ${role}`));
      for (const i of chance.shuffled(open).slice(0, Math.max(0, empty(role, due)))) of[i] = role;
    }
  };
  const neighbours = (i: number): number[] => [...new Set(problem.shares.filter(({ cells: fed }) => fed.includes(i)).flatMap(({ cells: fed }) => fed))];
  let missed: number[] = [];
  for (let round = 0; round < rounds; round++) {
    fill();
    pullIntoRanges(
      problem,
      of.map((role) => ranges[role]),
      demand,
      150,
    );
    const reached = ratios(problem, demand);
    missed = official.filter((i) => !hit(of[i]!, reached[i]!));
    if (missed.length === 0 || round === rounds - 1) break;
    for (const i of chance.shuffled(missed).slice(0, 3)) {
      // A cell that has no role to give up is held by one beside it: the two draw from the same occupations.
      const rivals = isPlanted(of[i]!) ? [i] : neighbours(i).filter((other) => isPlanted(of[other]!));
      const loser = rivals.length > 0 && (rivals[0] === i || chance.next() < 0.5) ? chance.pick(rivals) : i;
      refused.add(`${loser} ${of[loser]}`);
      of[loser] = side(Math.sqrt(reached[loser]![0] * reached[loser]![1]));
    }
  }
  return { of, demand, faults: missed.length + sum(places.map(([role, due]) => empty(role, due))) };
}
