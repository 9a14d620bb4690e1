import type { Market } from './market.ts';

/** Who goes where. */
export interface Matching {
  /** Length n: the edge that holds, −1: none. */
  readonly edgeOf: Int32Array;
  /** Length m: 1 where the class is not held. */
  readonly closed: Uint8Array;
}

/** Students of every post (length m). */
export function countFilled({ edgePost, postKeys }: Pick<Market, 'edgePost' | 'postKeys'>, { edgeOf }: Pick<Matching, 'edgeOf'>): Int32Array {
  const filled = new Int32Array(postKeys.length);
  for (const edge of edgeOf) if (edge >= 0) filled[edgePost[edge]!]!++;
  return filled;
}

/** Place in the order of every post of the last it took (length m), −1 where it took nobody. */
export function lastTaken(
  { edgePost, edgeRank, postKeys }: Pick<Market, 'edgePost' | 'edgeRank' | 'postKeys'>,
  { edgeOf }: Pick<Matching, 'edgeOf'>,
): Int32Array {
  const last = new Int32Array(postKeys.length).fill(-1);
  for (const edge of edgeOf) if (edge >= 0 && edgeRank[edge]! > last[edgePost[edge]!]!) last[edgePost[edge]!] = edgeRank[edge]!;
  return last;
}
