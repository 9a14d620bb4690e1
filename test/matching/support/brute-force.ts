import type { PostOffer, StudentWishes } from '../../../matching/placement/market.ts';

/** Every student's post, as text; −: none. */
export type Plan = readonly (string | null)[];

/** All matchings of a small market, found without any of the code under test: strict rankings of posts are complete here. */
export function* everyPlan(students: readonly StudentWishes[], posts: readonly PostOffer[], from = 0, made: (string | null)[] = []): Generator<Plan> {
  const student = students[from];
  if (!student) {
    yield [...made];
    return;
  }
  for (const choice of [null, ...student.choices]) {
    const post = posts.find(({ key }) => key === choice);
    if (post && (post.ranking?.get(student.key) ?? null) === null) continue;
    if (post && made.filter((taken) => taken === choice).length >= post.capacity) continue;
    yield* everyPlan(students, posts, from + 1, [...made, choice]);
  }
}

const wish = ({ choices }: StudentWishes, post: string | null) => (post === null ? choices.length : choices.indexOf(post));

/** Nobody and no post would rather have each other (the textbook sentence, pair by pair). */
export function isStable(students: readonly StudentWishes[], posts: readonly PostOffer[], plan: Plan): boolean {
  return students.every((student, index) =>
    posts.every((post) => {
      const place = post.ranking?.get(student.key) ?? null;
      if (place === null || !student.choices.includes(post.key) || wish(student, post.key) >= wish(student, plan[index] ?? null)) return true;
      const taken = students.filter((_, other) => plan[other] === post.key);
      return taken.length >= post.capacity && taken.every(({ key }) => post.ranking!.get(key)! < place);
    }),
  );
}

/** How much a student likes what a plan gives, 0 best. */
export const wishesMet = (students: readonly StudentWishes[], plan: Plan): number[] => students.map((student, index) => wish(student, plan[index] ?? null));
