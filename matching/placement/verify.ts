import type { Market } from './market.ts';
import { countFilled, lastTaken, type Matching } from './matching.ts';
import { improvesForPosts, improvesForStudents } from './rotations.ts';

/** What can be said of a matching, each part checked by itself and none of it taken from how it was made. */
export interface Verification {
  /** Edges of students and open posts who would both rather have each other: none means stable. */
  readonly blocking: readonly number[];
  /** Students somewhere that refuses them, or at a post that is closed. */
  readonly refused: readonly number[];
  /** Posts with more students than places, and open posts with fewer than their minimum. */
  readonly overfull: readonly number[];
  readonly belowMinimum: readonly number[];
  /** No stable matching of the open posts is better for any student, or any post; null where the matching is not stable. */
  readonly bestForStudents: boolean | null;
  readonly bestForPosts: boolean | null;
}

/**
 * Edges that block: the student likes the post better than what they got, and the post has a place free or likes the student better than the last it took (Gale & Shapley 1962). Closed posts block nothing. O(E).
 */
export function findBlocking(market: Market, matching: Matching): number[] {
  const { studentKeys, edgeStart, edgePost, edgeRank, capacity } = market;
  const [filled, last] = [countFilled(market, matching), lastTaken(market, matching)];
  const blocking: number[] = [];
  for (let student = 0; student < studentKeys.length; student++) {
    const own = matching.edgeOf[student]!;
    const end = own < 0 ? edgeStart[student + 1]! : own;
    for (let edge = edgeStart[student]!; edge < end; edge++) {
      const [post, rank] = [edgePost[edge]!, edgeRank[edge]!];
      if (rank < 0 || matching.closed[post] === 1) continue;
      if (filled[post]! < capacity[post]! || rank < last[post]!) blocking.push(edge);
    }
  }
  return blocking;
}

/** Looks at a matching from outside: capacities, minimums, refusals, blocking pairs and, where it is stable, whether it is the best for either side. */
export function verifyMatching(market: Market, matching: Matching): Verification {
  const { edgePost, edgeRank, capacity, minimum } = market;
  const filled = countFilled(market, matching);
  const posts = [...filled.keys()];
  const blocking = findBlocking(market, matching);
  const refused = [...matching.edgeOf.keys()].filter((student) => {
    const edge = matching.edgeOf[student]!;
    return edge >= 0 && (edgeRank[edge]! < 0 || matching.closed[edgePost[edge]!] === 1);
  });
  const overfull = posts.filter((post) => filled[post]! > capacity[post]!);
  const belowMinimum = posts.filter((post) => matching.closed[post] === 0 && filled[post]! < minimum[post]!);
  const stable = blocking.length === 0 && refused.length === 0 && overfull.length === 0;
  return {
    ...{ blocking, refused, overfull, belowMinimum },
    bestForStudents: stable ? !improvesForStudents(market, matching) : null,
    bestForPosts: stable ? !improvesForPosts(market, matching) : null,
  };
}
