import type { Market } from './market.ts';
import { countFilled, lastTaken, type Matching } from './matching.ts';

/**
 * Whether a stable matching can be improved for students without losing stability. Every post p points to the first student behind the last it took who likes p better than what they have, and so to the post that student has; a
 * cycle is a rotation, and passing it round makes some students better off. Stable matchings other than the best one for students have such a cycle (rotations: Gusfield & Irving 1989; with capacities: Cheng, McDermid &
 * Suzuki 2008). Posts with places free and students without a post are the same in every stable matching, so no cycle passes them. O(E).
 */
export function improvesForStudents(market: Market, matching: Matching): boolean {
  const { postKeys, edgePost, edgeStudent, orderStart, postOrder, capacity } = market;
  const [filled, last] = [countFilled(market, matching), lastTaken(market, matching)];
  const to = new Int32Array(postKeys.length).fill(-1);
  for (let post = 0; post < postKeys.length; post++) {
    if (filled[post] === 0 || filled[post]! < capacity[post]! || matching.closed[post] === 1) continue;
    for (let at = orderStart[post]! + last[post]! + 1; at < orderStart[post + 1]!; at++) {
      const edge = postOrder[at]!;
      const own = matching.edgeOf[edgeStudent[edge]!]!;
      if (own >= 0 && own < edge) continue;
      if (own >= 0) to[post] = edgePost[own]!;
      break;
    }
  }
  return hasCycle(to);
}

/**
 * Whether a stable matching can be improved for posts: every student points to the next post on their list that would rather have them than the last it took, and so to that last student; a cycle is a rotation. O(E).
 */
export function improvesForPosts(market: Market, matching: Matching): boolean {
  const { studentKeys, edgeStart, edgePost, edgeStudent, edgeRank, orderStart, postOrder, capacity } = market;
  const [filled, last] = [countFilled(market, matching), lastTaken(market, matching)];
  const to = new Int32Array(studentKeys.length).fill(-1);
  for (let student = 0; student < studentKeys.length; student++) {
    const own = matching.edgeOf[student]!;
    if (own < 0) continue;
    for (let edge = own + 1; edge < edgeStart[student + 1]!; edge++) {
      const [post, rank] = [edgePost[edge]!, edgeRank[edge]!];
      if (rank < 0 || matching.closed[post] === 1) continue;
      if (filled[post]! < capacity[post]!) break;
      if (rank > last[post]!) continue;
      to[student] = edgeStudent[postOrder[orderStart[post]! + last[post]!]!]!;
      break;
    }
  }
  return hasCycle(to);
}

/** Whether following the arrows from anywhere comes back: −1 points nowhere. */
function hasCycle(to: Int32Array): boolean {
  // 0: not seen; otherwise the walk that came by
  const seen = new Int32Array(to.length);
  for (let start = 0; start < to.length; start++) {
    let at = start;
    while (at >= 0 && seen[at] === 0) {
      seen[at] = start + 1;
      at = to[at]!;
    }
    if (at >= 0 && seen[at] === start + 1) return true;
  }
  return false;
}
