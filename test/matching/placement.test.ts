import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMarket, type PostOffer, type StudentWishes } from '../../matching/placement/market.ts';
import { countFilled, type Matching } from '../../matching/placement/matching.ts';
import { place } from '../../matching/placement/place.ts';
import { explainClosings, explainStudents } from '../../matching/placement/reasons.ts';
import { verifyMatching } from '../../matching/placement/verify.ts';
import { everyPlan, isStable, wishesMet, type Plan } from './support/brute-force.ts';

interface Small {
  readonly students: StudentWishes[];
  readonly posts: PostOffer[];
}
const postKeys = ['p', 'q', 'r'];
/** Up to five students, three posts, strict orders on both sides, some refusals, some minimums. */
const small = (minimums: boolean): fc.Arbitrary<Small> =>
  fc.integer({ min: 1, max: 5 }).chain((n) => {
    const keys = Array.from({ length: n }, (_, index) => `s${index}`);
    return fc.record({
      students: fc.tuple(...keys.map((key) => fc.shuffledSubarray(postKeys).map((choices) => ({ key, choices })))),
      posts: fc.tuple(
        ...postKeys.map((key) =>
          fc
            .record({ capacity: fc.integer({ min: 1, max: 3 }), minimum: fc.integer({ min: 0, max: minimums ? 3 : 0 }), order: fc.shuffledSubarray(keys) })
            .map(({ capacity, minimum, order }) => ({
              ...{ key, capacity, minimum: Math.min(minimum, capacity), unranked: 'refused' as const },
              ranking: new Map(keys.map((student) => [student, order.includes(student) ? order.indexOf(student) + 1 : null])),
            })),
        ),
      ),
    });
  });
const planOf = ({ students, posts }: Small, { edgeOf }: Matching): Plan => {
  const market = buildMarket(students, posts, 'x');
  return students.map((_, index) => (edgeOf[index]! < 0 ? null : market.postKeys[market.edgePost[edgeOf[index]!]!]!));
};
const open = ({ posts }: Small, { closed }: Matching): PostOffer[] => posts.filter((_, index) => closed[index] === 0);

describe('placement', () => {
  it('is the best stable matching of the side that proposes, against all matchings of small markets', () => {
    fc.assert(
      fc.property(small(false), (town) => {
        const { students, posts } = town;
        const market = buildMarket(students, posts, 'x');
        const stable = [...everyPlan(students, posts)].filter((plan) => isStable(students, posts, plan)).map((plan) => wishesMet(students, plan));
        const forStudents = wishesMet(students, planOf(town, place(market, 'students')));
        const forPosts = wishesMet(students, planOf(town, place(market, 'posts')));
        // best for students: no student gets anything better in any stable matching; best for posts is worst for students
        expect(forStudents).toEqual(students.map((_, student) => Math.min(...stable.map((met) => met[student]!))));
        expect(forPosts).toEqual(students.map((_, student) => Math.max(...stable.map((met) => met[student]!))));
        for (const side of ['students', 'posts'] as const) {
          const seen = verifyMatching(market, place(market, side));
          expect([seen.blocking, seen.refused, seen.overfull]).toEqual([[], [], []]);
          expect([seen.bestForStudents, seen.bestForPosts][side === 'students' ? 0 : 1]).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('verification agrees with the textbook on every matching, not only on its own', () => {
    fc.assert(
      fc.property(small(false), ({ students, posts }) => {
        const market = buildMarket(students, posts, 'x');
        const plans = [...everyPlan(students, posts)];
        const stable = plans.filter((plan) => isStable(students, posts, plan)).map((plan) => wishesMet(students, plan).join());
        const totals = stable.map((met) => met.split(',').reduce((sum, one) => sum + Number(one), 0));
        for (const plan of plans) {
          const edgeOf = Int32Array.from(plan, (post, student) => (post === null ? -1 : market.edgeStart[student]! + students[student]!.choices.indexOf(post)));
          const seen = verifyMatching(market, { edgeOf, closed: new Uint8Array(posts.length) });
          const met = wishesMet(students, plan);
          expect(seen.blocking.length === 0).toBe(stable.includes(met.join()));
          if (seen.blocking.length > 0) continue;
          const total = met.reduce((sum, one) => sum + one, 0);
          expect([seen.bestForStudents, seen.bestForPosts]).toEqual([total === Math.min(...totals), total === Math.max(...totals)]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps capacities and minimums, leaves no blocking pair among open classes, fills the same seats whoever proposes', () => {
    fc.assert(
      fc.property(small(true), (town) => {
        const market = buildMarket(town.students, town.posts, 'x');
        const [one, other] = [place(market, 'students'), place(market, 'posts')];
        expect(other.closed).toEqual(one.closed);
        expect(countFilled(market, other)).toEqual(countFilled(market, one));
        expect(other.edgeOf.map(Math.sign)).toEqual(one.edgeOf.map(Math.sign));
        for (const result of [one, other]) {
          const { blocking, refused, overfull, belowMinimum } = verifyMatching(market, result);
          expect([blocking, refused, overfull, belowMinimum]).toEqual([[], [], [], []]);
          expect(isStable(town.students, open(town, result), planOf(town, result))).toBe(true);
        }
        // closing step by step is acceptance anew without the closed classes
        const anew = buildMarket(town.students.map(({ key, choices }) => ({ key, choices: choices.filter((post) => open(town, one).some((left) => left.key === post)) })), open(town, one), 'x'); // prettier-ignore
        const names = (wanted: typeof market, { edgeOf }: Matching) => [...edgeOf].map((edge) => (edge < 0 ? null : wanted.postKeys[wanted.edgePost[edge]!]));
        expect(names(anew, place(anew, 'students'))).toEqual(names(market, one));
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order in which students and posts are given, ties included', () => {
    const tied = fc.record({
      students: fc.tuple(...['a', 'b', 'c', 'd'].map((key) => fc.shuffledSubarray(postKeys).map((choices) => ({ key, choices })))),
      posts: fc.tuple(...postKeys.map((key) => fc.record({ capacity: fc.integer({ min: 1, max: 2 }), place: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 4, maxLength: 4 }) }).map(({ capacity, place: places }) => ({ key, capacity, ranking: new Map(['a', 'b', 'c', 'd'].map((student, at) => [student, places[at]!])) })))), // prettier-ignore
    });
    fc.assert(
      fc.property(tied, ({ students, posts }) => {
        const said = (s: readonly StudentWishes[], p: readonly PostOffer[]) => {
          const market = buildMarket(s, p, 'seed');
          return explainStudents(market, place(market, 'students'));
        };
        expect(said(students.toReversed(), posts.toReversed())).toEqual(said(students, posts));
      }),
      { numRuns: 100 },
    );
  });

  it('draws ties by the seed: another seed, another winner, the same seed the same', () => {
    const students = Array.from({ length: 40 }, (_, index) => ({ key: `s${index}`, choices: ['p'] }));
    const winner = (seed: string) => {
      const market = buildMarket(students, [{ key: 'p', capacity: 1 }], seed);
      return explainStudents(market, place(market, 'students')).find(({ post }) => post === 'p')!.student;
    };
    const winners = Array.from({ length: 20 }, (_, seed) => winner(String(seed)));
    expect(winners).toEqual(Array.from({ length: 20 }, (_, seed) => winner(String(seed))));
    expect(new Set(winners).size).toBeGreaterThan(8);
  });

  it('closes the class furthest below its minimum, sends its students on, and says who wished it and why everybody missed what', () => {
    const students = [
      { key: 'an', choices: ['robotics', 'mining'] },
      { key: 'bo', choices: ['robotics', 'mining'] },
      { key: 'chen', choices: ['mining', 'solar'] },
      { key: 'du', choices: ['wind', 'solar'] },
      { key: 'e', choices: ['solar', 'mining'] },
    ];
    const posts: PostOffer[] = [
      { key: 'robotics', capacity: 10, minimum: 5 },
      { key: 'wind', capacity: 3, minimum: 2 },
      { key: 'mining', capacity: 2, ranking: new Map([['an', 1], ['bo', 1], ['chen', 2]]) }, // prettier-ignore
      { key: 'solar', capacity: 1, unranked: 'refused', ranking: new Map([['du', 1], ['chen', 2]]) }, // prettier-ignore
    ];
    const market = buildMarket(students, posts, 'x');
    const result = place(market, 'students');
    expect(explainClosings(market, result, result.closings)).toEqual([
      { post: 'robotics', minimum: 5, held: 2, wishedBy: ['an', 'bo'] },
      { post: 'wind', minimum: 2, held: 1, wishedBy: ['du'] },
    ]);
    expect(explainStudents(market, result)).toEqual([
      { student: 'an', post: 'mining', choice: 2, missed: [{ post: 'robotics', reason: 'closed' }] },
      { student: 'bo', post: 'mining', choice: 2, missed: [{ post: 'robotics', reason: 'closed' }] },
      { student: 'chen', post: null, choice: null, missed: [{ post: 'mining', reason: 'ranked-higher', place: 3, last: 2 }, { post: 'solar', reason: 'ranked-higher', place: 2, last: 1 }] }, // prettier-ignore
      { student: 'du', post: 'solar', choice: 2, missed: [{ post: 'wind', reason: 'closed' }] },
      { student: 'e', post: null, choice: null, missed: [{ post: 'solar', reason: 'refused' }, { post: 'mining', reason: 'ranked-higher', place: 4, last: 2 }] }, // prettier-ignore
    ]);
  });

  it('names what is wrong with a market', () => {
    expect(() => buildMarket([{ key: 'a', choices: ['x'] }], [], '')).toThrow('student a needs to choose posts of the market, got x');
    expect(() => buildMarket([{ key: 'a', choices: ['p', 'p'] }], [{ key: 'p', capacity: 1 }], '')).toThrow('student a needs distinct choices, got p twice');
    expect(() => buildMarket([], [{ key: 'p', capacity: 0.5 }], '')).toThrow('post p needs a whole number of places from 1, got 0.5');
    expect(() => buildMarket([{ key: 'a', choices: [] }, { key: 'a', choices: [] }], [], '')).toThrow('students with distinct keys'); // prettier-ignore
  });
});
