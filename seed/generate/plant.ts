import { createChance } from '../random.ts';
import type { Chance } from '../random.ts';
import { blocks, sum } from './assumptions.ts';
import { supplyIn } from './cells.ts';
import type { Cell } from './cells.ts';
import { aim, hits, plantedAs } from './roles.ts';
import type { Planted, Role } from './roles.ts';
import { pullIntoRanges, ratios } from './solve.ts';
import type { BlockDemand, DemandProblem } from './solve.ts';

/** Share of the cells with official links that is planted, by kind; `wide` ones are among the surpluses. */
const plantedShares = { short: 0.15, surplus: 0.1, balanced: 0.3 } as const;
const wideSurpluses = 3;
const leastWideGraduates = 60;

const attempts = 40;
/** Attempts after which cells in between may cross balance: earlier ones are as they always were, so a seed that came out keeps its city. */
const strictAttempts = 10;
/** Change of supply from block to block from which a cell in between may lie on either side of balance; later attempts take one and the other in turn. */
const leastCrossing = [1.25, 1.4] as const;
const rounds = 60;
const sweepsPerRound = 150;
const changesPerRound = 3;

export interface Planting {
  readonly planted: ReadonlyMap<string, Planted>;
  readonly demand: ReadonlyMap<string, BlockDemand>;
}

/**
 * Chooses which cells are short, in surplus and balanced, and the occupation demands that make them so in the first two blocks. A choice
 * that the crosswalk cannot realise (a short major that shares all its occupations with one in surplus) is replaced and the search goes on.
 */
export function plantCells(seed: number, cells: readonly Cell[], weights: ReadonlyMap<string, ReadonlyMap<string, number>>): Planting {
  const index = new Map(cells.map((cell, i) => [cell.majorCode, i]));
  const codes = [...weights].filter(([, shares]) => [...shares.keys()].some((major) => index.has(major))).map(([code]) => code);
  const problem = {
    shares: codes.map((code) => {
      const parts = [...weights.get(code)!].filter(([major]) => index.has(major));
      return { cells: parts.map(([major]) => index.get(major)!), values: parts.map(([, share]) => share) };
    }),
    supply: [cells.map((cell) => supplyIn(cell, blocks[0])), cells.map((cell) => supplyIn(cell, blocks[1]))] as const,
  };
  let best: Choice | undefined;
  for (let attempt = 0; attempt < attempts && best?.faults !== 0; attempt++) {
    // Cells without official links are to look sensible too, but with every attempt they matter less.
    const importance = cells.map((cell) => (cell.official ? 1 : 0.25 / 2 ** attempt));
    const choice = chooseRoles(
      createChance(seed, `planting/${attempt}`),
      cells,
      { ...problem, importance },
      attempt < strictAttempts ? Infinity : leastCrossing[attempt % 2]!,
    );
    if (best === undefined || choice.faults < best.faults) best = choice;
  }
  const { roles, demand, reached } = best!;
  const planted = cells.flatMap(({ majorCode }, i) => {
    const kind = plantedAs(roles[i]!);
    return kind !== null && hits(roles[i]!, reached[i]!) ? [[majorCode, kind] as const] : [];
  });
  return { planted: new Map(planted), demand: new Map(codes.map((code, o) => [code, { first: demand[0][o]!, second: demand[1][o]! }])) };
}

interface Choice {
  readonly roles: Role[];
  readonly demand: [number[], number[]];
  readonly reached: [number, number][];
  /** Cells outside the range of their role, and places left empty. */
  readonly faults: number;
}

function chooseRoles(chance: Chance, cells: readonly Cell[], problem: DemandProblem, crossing: number): Choice {
  const demand: Choice['demand'] = [problem.shares.map(() => 100), problem.shares.map(() => 100)];
  const draws = cells.map(() => chance.next());
  const side = (i: number, ratio: number): Role => {
    const change = problem.supply[1][i]! / problem.supply[0][i]!;
    if (Math.max(change, 1 / change) >= crossing) return change > 1 ? 'rising' : 'falling';
    return chance.next() < 1 / (1 + ratio ** 6) ? 'under' : 'over';
  };
  const roles = cells.map((cell, i): Role => (cell.official ? side(i, 1) : 'free'));
  const fill = placing(chance, cells, problem, roles);
  const refused = new Set<string>();
  for (let round = 1; ; round++) {
    const empty = fill(refused);
    const ranges = roles.map((role, i) => aim(role, draws[i]!));
    pullIntoRanges(problem, ranges, demand, sweepsPerRound);
    const reached = ratios(problem, demand);
    const missed = cells.flatMap((_, i) => (hits(roles[i]!, reached[i]!) ? [] : [i]));
    if (missed.length === 0 || round === rounds) return { roles, demand, reached, faults: missed.length + empty };
    for (const i of chance.shuffled(missed).slice(0, changesPerRound)) {
      const loser = yielding(chance, problem, roles, i);
      refused.add(`${loser} ${roles[loser]!}`);
      roles[loser] = side(loser, Math.sqrt(reached[loser]![0] * reached[loser]![1]));
    }
  }
}

/** Fills the planted places with cells that are not planted and have not failed in that role; returns how many places stay empty. */
function placing(chance: Chance, cells: readonly Cell[], { supply }: DemandProblem, roles: Role[]): (refused: ReadonlySet<string>) => number {
  const official = cells.flatMap((cell, i) => (cell.official ? [i] : []));
  const due = (share: number): number => Math.round(share * official.length);
  const places = [
    ['wide', wideSurpluses],
    ['surplus', due(plantedShares.surplus) - wideSurpluses],
    ['short', due(plantedShares.short)],
    ['balanced', due(plantedShares.balanced)],
  ] as const;
  const large = (i: number): boolean => Math.min(supply[0][i]!, supply[1][i]!) >= 3 * leastWideGraduates;
  // A flag for growth or cuts needs an unbroken past; balance does not.
  const fits = (i: number, role: Role): boolean => role === 'balanced' || (cells[i]!.steady && (role !== 'wide' || large(i)));
  const empty = ([role, count]: (typeof places)[number]): number => count - roles.filter((given) => given === role).length;
  return (refused) => {
    for (const place of places) {
      const open = official.filter((i) => plantedAs(roles[i]!) === null && fits(i, place[0]) && !refused.has(`${i} ${place[0]}`));
      for (const i of chance.shuffled(open).slice(0, Math.max(0, empty(place)))) roles[i] = place[0];
    }
    return sum(places.map(empty));
  };
}

/** Who gives up a role when a cell misses its range: the cell, or, if it is not planted, perhaps a planted one that draws on the same occupations. */
function yielding(chance: Chance, { shares }: DemandProblem, roles: readonly Role[], i: number): number {
  if (plantedAs(roles[i]!) !== null) return i;
  const beside = new Set(shares.filter(({ cells }) => cells.includes(i)).flatMap(({ cells }) => cells));
  const rivals = [...beside].filter((other) => plantedAs(roles[other]!) !== null);
  return rivals.length > 0 && chance.next() < 0.5 ? chance.pick(rivals) : i;
}
