import type { Market } from './market.ts';
import type { Matching } from './matching.ts';

/**
 * Deferred acceptance, posts proposing: each asks the students it likes best, down its order, while it has places free; a student keeps the best post that asked. Every post gets the best students of any stable
 * matching, the same number as when students propose (rural hospitals: Roth 1986). O(E).
 *
 * @param closed length m, 1: the post takes no part
 */
export function proposeByPosts(market: Market, closed: Uint8Array): Matching {
  const { studentKeys, postKeys, edgePost, edgeStudent, orderStart, postOrder, capacity } = market;
  const edgeOf = new Int32Array(studentKeys.length).fill(-1);
  const free = capacity.slice();
  const next = orderStart.slice(0, postKeys.length);
  const waiting = Array.from(postKeys.keys()).reverse();
  for (let post = waiting.pop(); post !== undefined; post = waiting.pop()) {
    if (closed[post] === 1) continue;
    while (free[post]! > 0 && next[post]! < orderStart[post + 1]!) {
      const edge = postOrder[next[post]!++]!;
      const student = edgeStudent[edge]!;
      const before = edgeOf[student]!;
      // edges of a student stand in the order of their wishes
      if (before >= 0 && before < edge) continue;
      edgeOf[student] = edge;
      free[post]!--;
      if (before < 0) continue;
      const left = edgePost[before]!;
      // a post that still had places is at its turn or done with its order: only one that was full waits to be asked again
      if (free[left]!++ === 0) waiting.push(left);
    }
  }
  return { edgeOf, closed };
}
