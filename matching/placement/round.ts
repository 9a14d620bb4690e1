import { buildMarket, type Market, type PostOffer, type StudentWishes } from './market.ts';
import { countFilled, type Matching } from './matching.ts';
import { place, type ProposingSide } from './place.ts';
import { explainClosings, explainStudents, type ClosedClass, type StudentOutcome } from './reasons.ts';
import { verifyMatching } from './verify.ts';

/** A round as it was frozen: all that its outcome depends on. */
export interface RoundInput {
  readonly seed: string;
  readonly proposing: ProposingSide;
  readonly students: readonly StudentWishes[];
  readonly posts: readonly PostOffer[];
}
/** What verification says of an outcome, in numbers. */
export interface RoundCheck {
  readonly stable: boolean;
  readonly blockingPairs: number;
  readonly overfull: number;
  readonly belowMinimum: number;
  readonly bestForProposers: boolean | null;
  readonly candidates: number;
  readonly placed: number;
  readonly seats: number;
  readonly closedClasses: number;
}
export interface RoundResult {
  readonly outcomes: readonly StudentOutcome[];
  readonly closings: readonly ClosedClass[];
  readonly check: RoundCheck;
}

function checked(market: Market, matching: Matching, proposing: ProposingSide): RoundCheck {
  const { blocking, refused, overfull, belowMinimum, bestForStudents, bestForPosts } = verifyMatching(market, matching);
  return {
    stable: blocking.length === 0 && refused.length === 0 && overfull.length === 0,
    ...{ blockingPairs: blocking.length, overfull: overfull.length, belowMinimum: belowMinimum.length },
    bestForProposers: proposing === 'students' ? bestForStudents : bestForPosts,
    ...{ candidates: market.studentKeys.length, placed: countFilled(market, matching).reduce((sum, filled) => sum + filled, 0) },
    seats: market.capacity.reduce((sum, places, post) => (matching.closed[post] === 1 ? sum : sum + places), 0),
    closedClasses: matching.closed.reduce((sum, one) => sum + one, 0),
  };
}

/** Closes a round: who goes where and why, which classes are not held, and what can be proved of it. The same input gives the same answer. */
export function closeRound({ seed, proposing, students, posts }: RoundInput): RoundResult {
  const market = buildMarket(students, posts, seed);
  const placement = place(market, proposing);
  return {
    outcomes: explainStudents(market, placement),
    closings: explainClosings(market, placement, placement.closings),
    check: checked(market, placement, proposing),
  };
}

/**
 * Looks at an outcome that was changed by hand. A student placed where they did not wish to be counts as having wished it last: being there against one's list breaks nothing that this check looks at, but what they would rather have may.
 *
 * @param placed post of each student that has one
 * @param closed posts that are not held
 * @throws RangeError where a student or post is not of the round
 */
export function checkRound({ seed, proposing, students, posts }: RoundInput, placed: ReadonlyMap<string, string>, closed: ReadonlySet<string>): RoundCheck {
  const wishes = students.map(({ key, choices }) => {
    const post = placed.get(key);
    return post === undefined || choices.includes(post) ? { key, choices } : { key, choices: [...choices, post] };
  });
  const market = buildMarket(wishes, posts, seed);
  const edgeOf = Int32Array.from(market.studentKeys, (key, student) => {
    const post = placed.get(key);
    if (post === undefined) return -1;
    for (let edge = market.edgeStart[student]!; edge < market.edgeStart[student + 1]!; edge++)
      if (market.postKeys[market.edgePost[edge]!] === post) return edge;
    return -1;
  });
  return checked(market, { edgeOf, closed: Uint8Array.from(market.postKeys, (key) => (closed.has(key) ? 1 : 0)) }, proposing);
}
