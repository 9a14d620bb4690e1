import type { Market } from './market.ts';

/** Deferred acceptance that can be carried on after a post has closed. */
export interface Proposals {
  /** Length n: the edge that holds, −1: none. */
  readonly edgeOf: Int32Array;
  /** Length m: students each post holds. */
  readonly filled: Int32Array;
  /** Closes a post: its students go on to what they like next, and so do those whom they displace. */
  close(post: number): void;
}

/**
 * Deferred acceptance, students proposing (Gale & Shapley 1962, with capacities: Roth 1984): each asks the post they like best of those that have not turned them away; a post keeps the best of those who asked, up to
 * its capacity. Every student gets the best post of any stable matching. A post that closes turns away whom it holds; since the result does not depend on the order of proposals, going on from there gives what the
 * market without that post gives from the start. O(E log capacity) in all, closings included.
 */
export function proposeByStudents(market: Market): Proposals {
  const { studentKeys, postKeys, edgeStart, edgePost, edgeStudent, edgeRank, orderStart, postOrder, capacity } = market;
  const next = edgeStart.slice(0, studentKeys.length);
  const edgeOf = new Int32Array(studentKeys.length).fill(-1);
  const filled = new Int32Array(postKeys.length);
  const room = Int32Array.from(postKeys, (_, post) => Math.min(capacity[post]!, orderStart[post + 1]! - orderStart[post]!));
  // what a post holds is a heap of places in its order, the worst on top, in its stretch of one array
  const held = new Int32Array(postOrder.length);
  const waiting: number[] = [];

  function hold(post: number, rank: number): void {
    const base = orderStart[post]!;
    let at = filled[post]!++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (held[base + above]! >= rank) break;
      held[base + at] = held[base + above]!;
      at = above;
    }
    held[base + at] = rank;
  }
  /** Puts a rank in the place of the worst held and gives that back. */
  function exchange(post: number, rank: number): number {
    const base = orderStart[post]!;
    const size = filled[post]!;
    const worst = held[base]!;
    let at = 0;
    for (let below = 1; below < size; below = 2 * at + 1) {
      if (below + 1 < size && held[base + below + 1]! > held[base + below]!) below++;
      if (held[base + below]! <= rank) break;
      held[base + at] = held[base + below]!;
      at = below;
    }
    held[base + at] = rank;
    return worst;
  }
  function settle(): void {
    for (let student = waiting.pop(); student !== undefined; student = waiting.pop()) {
      while (next[student]! < edgeStart[student + 1]!) {
        const edge = next[student]!++;
        const [post, rank] = [edgePost[edge]!, edgeRank[edge]!];
        if (rank < 0 || room[post] === 0) continue;
        if (filled[post]! < room[post]!) hold(post, rank);
        else if (rank < held[orderStart[post]!]!) {
          const displaced = edgeStudent[postOrder[orderStart[post]! + exchange(post, rank)]!]!;
          edgeOf[displaced] = -1;
          waiting.push(displaced);
        } else continue;
        edgeOf[student] = edge;
        break;
      }
    }
  }
  for (let student = studentKeys.length - 1; student >= 0; student--) waiting.push(student);
  settle();
  return {
    edgeOf,
    filled,
    close(post) {
      const base = orderStart[post]!;
      for (let at = 0; at < filled[post]!; at++) {
        const student = edgeStudent[postOrder[base + held[base + at]!]!]!;
        edgeOf[student] = -1;
        waiting.push(student);
      }
      filled[post] = 0;
      room[post] = 0;
      settle();
    },
  };
}
