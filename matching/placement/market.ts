import { drawOrder } from './lottery.ts';

/** A student and the posts they would take, best first; a post left out is refused. */
export interface StudentWishes {
  /** Natural key, distinct. */
  readonly key: string;
  /** Keys of posts, distinct. */
  readonly choices: readonly string[];
}
/** A post and whom it would take. */
export interface PostOffer {
  /** Natural key, distinct. */
  readonly key: string;
  /** Places, a whole number ≥ 1. */
  readonly capacity: number;
  /** Persons below which the class is not held; 0 (default): no such condition. */
  readonly minimum?: number;
  /** Place of each student it ranked, 1 best; equal places are a tie that the lottery decides; null refuses the student. */
  readonly ranking?: ReadonlyMap<string, number | null>;
  /** What becomes of students it did not rank: they follow all that were (default), or are refused. */
  readonly unranked?: 'after' | 'refused';
}

/**
 * A market in arrays. Students and posts stand in the order of their keys; an edge is one choice of one student, and the edges of a student stand together, best first. With E edges, n
 * students and m posts:
 */
export interface Market {
  readonly seed: string;
  readonly studentKeys: readonly string[];
  readonly postKeys: readonly string[];
  /** Length n + 1: student s has the edges from `edgeStart[s]` to before `edgeStart[s + 1]`. */
  readonly edgeStart: Int32Array;
  /** Length E: the post and the student of an edge. */
  readonly edgePost: Int32Array;
  readonly edgeStudent: Int32Array;
  /** Length E: place of the student in the strict order of the post, 0 best; −1: the post refuses the student. */
  readonly edgeRank: Int32Array;
  /** Length E: place as the post gave it, before the lottery. */
  readonly edgePlace: Float64Array;
  /** Length m + 1: the order of post p is `postOrder` from `orderStart[p]` to before `orderStart[p + 1]`, edges, best student first. */
  readonly orderStart: Int32Array;
  readonly postOrder: Int32Array;
  /** Length m. */
  readonly capacity: Int32Array;
  readonly minimum: Int32Array;
}

const byKey = <T extends { readonly key: string }>(rows: readonly T[]): readonly T[] => rows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

function indexOf(keys: readonly string[], what: string): Map<string, number> {
  const index = new Map(keys.map((key, at) => [key, at]));
  if (index.size !== keys.length) throw new RangeError(`a market needs ${what} with distinct keys, got ${keys.length} with ${index.size}`);
  return index;
}

function checkOffer({ key, capacity, minimum = 0 }: PostOffer): void {
  if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`post ${key} needs a whole number of places from 1, got ${capacity}`);
  if (!Number.isInteger(minimum) || minimum < 0) throw new RangeError(`post ${key} needs a whole number as its minimum, got ${minimum}`);
}

/**
 * Prepares a market. The order in which students and posts are given does not matter; ties are decided by one number a student draws for all posts, so that two posts that
 * see them alike decide alike (single tie-breaking: Abdulkadiroğlu, Pathak & Roth 2009).
 *
 * @param seed of the lottery, stored with the round
 * @throws RangeError where keys are not distinct, a choice names no post or names one twice, or a capacity or minimum is no whole number
 */
export function buildMarket(students: readonly StudentWishes[], posts: readonly PostOffer[], seed: string): Market {
  posts.forEach(checkOffer);
  const [wishes, offers] = [byKey(students), byKey(posts)];
  const [studentKeys, postKeys] = [wishes.map(({ key }) => key), offers.map(({ key }) => key)];
  indexOf(studentKeys, 'students');
  const postIndex = indexOf(postKeys, 'posts');
  const edges = wishes.reduce((sum, { choices }) => sum + choices.length, 0);
  const edgeStart = new Int32Array(wishes.length + 1);
  const [edgePost, edgeStudent] = [new Int32Array(edges), new Int32Array(edges)];
  const seenBy = new Int32Array(offers.length).fill(-1);
  let edge = 0;
  wishes.forEach(({ key, choices }, student) => {
    for (const choice of choices) {
      const post = postIndex.get(choice);
      if (post === undefined) throw new RangeError(`student ${key} needs to choose posts of the market, got ${choice}`);
      if (seenBy[post] === student) throw new RangeError(`student ${key} needs distinct choices, got ${choice} twice`);
      seenBy[post] = student;
      edgePost[edge] = post;
      edgeStudent[edge++] = student;
    }
    edgeStart[student + 1] = edge;
  });
  return {
    ...{ seed, studentKeys, postKeys, edgeStart, edgePost, edgeStudent },
    ...orderPosts({ studentKeys, edgeStart, edgePost, edgeStudent }, offers, drawOrder(seed, studentKeys)),
    capacity: Int32Array.from(offers, ({ capacity }) => capacity),
    minimum: Int32Array.from(offers, ({ minimum }) => minimum ?? 0),
  };
}

/** The strict order of every post over those who chose it: its ranking, then the lottery. */
function orderPosts(
  { studentKeys, edgeStart, edgePost, edgeStudent }: Pick<Market, 'studentKeys' | 'edgeStart' | 'edgePost' | 'edgeStudent'>,
  offers: readonly PostOffer[],
  drawn: Int32Array,
) {
  const edges = edgePost.length;
  const edgePlace = new Float64Array(edges);
  const edgeRank = new Int32Array(edges).fill(-1);
  const orderStart = new Int32Array(offers.length + 1);
  for (let edge = 0; edge < edges; edge++) {
    const { ranking, unranked = 'after' } = offers[edgePost[edge]!]!;
    const place = ranking?.get(studentKeys[edgeStudent[edge]!]!) ?? undefined;
    const refused = place === undefined && (unranked === 'refused' || ranking?.get(studentKeys[edgeStudent[edge]!]!) === null);
    edgePlace[edge] = refused ? Number.NaN : (place ?? Infinity);
    if (!refused) orderStart[edgePost[edge]! + 1]!++;
  }
  for (let post = 0; post < offers.length; post++) orderStart[post + 1]! += orderStart[post]!;
  // dealt out in the order of the lottery, so that a stable sort by place leaves ties as drawn
  const next = orderStart.slice(0, offers.length);
  const postOrder = new Int32Array(orderStart[offers.length]!);
  for (const student of drawn)
    for (let edge = edgeStart[student]!; edge < edgeStart[student + 1]!; edge++) if (!Number.isNaN(edgePlace[edge])) postOrder[next[edgePost[edge]!]!++] = edge;
  for (let post = 0; post < offers.length; post++) {
    const order = postOrder.subarray(orderStart[post], orderStart[post + 1]);
    // Infinity − Infinity is no number, hence the comparison
    if (offers[post]!.ranking) order.sort((one, two) => (edgePlace[one]! < edgePlace[two]! ? -1 : edgePlace[one]! > edgePlace[two]! ? 1 : 0));
    order.forEach((edge, rank) => (edgeRank[edge] = rank));
  }
  return { edgePlace, edgeRank, orderStart, postOrder };
}
