import type { Market } from './market.ts';
import { lastTaken, type Matching } from './matching.ts';

/** Why a student did not get a post they chose. */
export const missReasons = ['closed', 'refused', 'ranked-higher', 'lottery'] as const;
export type MissReason = (typeof missReasons)[number];

export interface StudentOutcome {
  readonly student: string;
  /** Post they got, null: none. */
  readonly post: string | null;
  /** Which of their choices that is, 1 first; null: none. */
  readonly choice: number | null;
  /** Every choice they liked better, in their order. */
  readonly missed: readonly Missed[];
}
export interface Missed {
  readonly post: string;
  readonly reason: MissReason;
  /** Where its places went to others: the place of the student among those who chose the post, ties drawn, 1 best, and that of the last it took. */
  readonly place?: number;
  readonly last?: number;
}

/**
 * What every student got, and why not what they liked better: the class was closed, the post refused them, its places went to candidates it ranked higher, or to equals whom the lottery put before them. In the
 * order of students' keys.
 *
 * @param matching stable for the posts left open; a student passed over by a change made by hand is told `ranked-higher` or `lottery` all the same
 */
export function explainStudents(market: Market, matching: Matching): StudentOutcome[] {
  const { studentKeys, postKeys, edgeStart, edgePost, edgeRank, edgePlace, orderStart, postOrder } = market;
  const last = lastTaken(market, matching);
  function missedAt(edge: number): Missed {
    const at = edgePost[edge]!;
    const post = postKeys[at]!;
    if (matching.closed[at] === 1) return { post, reason: 'closed' };
    if (edgeRank[edge]! < 0) return { post, reason: 'refused' };
    const behind = last[at]! < 0 ? undefined : postOrder[orderStart[at]! + last[at]!];
    const reason = behind !== undefined && edgePlace[behind] === edgePlace[edge] ? 'lottery' : 'ranked-higher';
    return { post, reason, place: edgeRank[edge]! + 1, ...(last[at]! < 0 ? {} : { last: last[at]! + 1 }) };
  }
  return studentKeys.map((student, index) => {
    const [own, start] = [matching.edgeOf[index]!, edgeStart[index]!];
    const end = own < 0 ? edgeStart[index + 1]! : own;
    const missed = Array.from({ length: end - start }, (_, at) => missedAt(start + at));
    return { student, post: own < 0 ? null : postKeys[edgePost[own]!]!, choice: own < 0 ? null : own - start + 1, missed };
  });
}

export interface ClosedClass {
  readonly post: string;
  readonly minimum: number;
  /** Students it held when it was closed. */
  readonly held: number;
  /** Students it would have taken who like it better than what they got. */
  readonly wishedBy: readonly string[];
}

/** The classes that were closed, in that order, and who would rather have gone there. */
export function explainClosings(market: Market, matching: Matching, closings: readonly { readonly post: number; readonly held: number }[]): ClosedClass[] {
  const { studentKeys, postKeys, edgeStudent, orderStart, postOrder, minimum } = market;
  return closings.map(({ post, held }) => {
    const order = postOrder.subarray(orderStart[post], orderStart[post + 1]);
    const wishing = [...order].filter((edge) => {
      const own = matching.edgeOf[edgeStudent[edge]!]!;
      return own < 0 || edge < own;
    });
    return { post: postKeys[post]!, minimum: minimum[post]!, held, wishedBy: wishing.map((edge) => studentKeys[edgeStudent[edge]!]!).sort() };
  });
}
