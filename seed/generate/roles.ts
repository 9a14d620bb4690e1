import type { Range } from './solve.ts';

export type Planted = 'short' | 'surplus' | 'balanced';

/**
 * What a cell is to be. `wide` is a surplus so large that a suspension is due; `under` and `over` are the cells with official links in
 * between, on either side of balance; `rising` and `falling` those in between that go from one side of it to the other, because their supply
 * changes by more than demand can follow; `free` those without official links.
 */
type Steady = Planted | 'wide' | 'under' | 'over' | 'free';
export type Role = Steady | 'rising' | 'falling';

/** Supply ÷ demand a role aims at, in both blocks. */
const aims: Readonly<Record<Steady, Range>> = {
  short: [0.42, 0.61],
  surplus: [1.62, 2.1],
  wide: [2.2, 2.7],
  balanced: [0.98, 1.02],
  under: [0.69, 0.945],
  over: [1.055, 1.47],
  free: [0.75, 1.35],
};

/** What counts as hit: wider than what is aimed at, still inside what is promised of the city. */
const accepted: Readonly<Record<Steady, Range>> = {
  short: [0.3, 0.645],
  surplus: [1.56, 2.6],
  wide: [2.1, 2.9],
  balanced: [0.972, 1.028],
  under: [0.655, 0.965],
  over: [1.035, 1.54],
  free: [0, Infinity],
};

/** What a role is in the first and in the second block. */
function inBlocks(role: Role): readonly [Steady, Steady] {
  if (role === 'rising') return ['under', 'over'];
  return role === 'falling' ? ['over', 'under'] : [role, role];
}

/** The part of a role's range that one cell aims at in each block, so that short cells, and surplus cells, differ among themselves; `draw` is in [0, 1). */
export function aim(role: Role, draw: number): readonly [Range, Range] {
  const [first, second] = inBlocks(role);
  return [partOf(first, draw), partOf(second, draw)];
}

function partOf(role: Steady, draw: number): Range {
  const [low, high] = aims[role];
  const part = role === 'short' || role === 'surplus' || role === 'wide' ? 0.5 : 1;
  const start = low + draw * (1 - part) * (high - low);
  return [start, start + part * (high - low)];
}

export function hits(role: Role, ratios: readonly [number, number]): boolean {
  return inBlocks(role).every((one, block) => ratios[block]! >= accepted[one][0] && ratios[block]! <= accepted[one][1]);
}

/** What a role is planted as, if it is. */
export function plantedAs(role: Role): Planted | null {
  if (role === 'wide') return 'surplus';
  return role === 'short' || role === 'surplus' || role === 'balanced' ? role : null;
}
