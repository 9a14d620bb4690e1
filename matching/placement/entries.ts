import type { RoundInput } from './round.ts';
import type { PostOffer } from './market.ts';

/** What is stored of a round: its entries, under ids. */
export interface RoundEntries {
  readonly posts: readonly {
    readonly id: string;
    readonly organisationId: string;
    readonly title: string;
    readonly capacity: number;
    readonly minimum: number;
    readonly unranked: NonNullable<PostOffer['unranked']>;
  }[];
  readonly candidates: readonly { readonly id: string; readonly schoolId: string; readonly number: string }[];
  /** Of each candidate best first. */
  readonly choices: readonly { readonly candidateId: string; readonly postId: string }[];
  readonly rankings: readonly { readonly postId: string; readonly candidateId: string; readonly place: number | null }[];
}
/** Entries under natural keys (school and number, enterprise and title): ids are given by chance, and neither lottery nor outcome may depend on them. */
export interface KeyedEntries {
  readonly input: RoundInput;
  readonly postKeyOf: ReadonlyMap<string, string>;
  readonly postIdOf: ReadonlyMap<string, string>;
  readonly candidateKeyOf: ReadonlyMap<string, string>;
  readonly candidateIdOf: ReadonlyMap<string, string>;
}

/** What stands for a key. @throws RangeError where it is of another round */
export function standingFor(map: ReadonlyMap<string, string>, key: string): string {
  const found = map.get(key);
  if (found === undefined) throw new RangeError(`an outcome needs candidates and posts of its round, got ${key}`);
  return found;
}

const turned = (map: ReadonlyMap<string, string>) => new Map([...map].map(([one, other]) => [other, one]));

export function keyEntries(round: Pick<RoundInput, 'seed' | 'proposing'>, { posts, candidates, choices, rankings }: RoundEntries): KeyedEntries {
  const postKeyOf = new Map(posts.map(({ id, organisationId, title }) => [id, `${organisationId}|${title}`]));
  const candidateKeyOf = new Map(candidates.map(({ id, schoolId, number }) => [id, `${schoolId}|${number}`]));
  const wishes = new Map<string, string[]>(candidates.map(({ id }) => [id, []]));
  for (const { candidateId, postId } of choices) wishes.get(candidateId)?.push(postKeyOf.get(postId)!);
  const ranked = new Map<string, Map<string, number | null>>();
  for (const { postId, candidateId, place } of rankings) {
    const ranking = ranked.get(postId) ?? new Map<string, number | null>();
    ranked.set(postId, ranking.set(candidateKeyOf.get(candidateId)!, place));
  }
  const input: RoundInput = {
    ...{ seed: round.seed, proposing: round.proposing },
    students: candidates.map(({ id }) => ({ key: candidateKeyOf.get(id)!, choices: wishes.get(id)! })),
    posts: posts.map(({ id, capacity, minimum, unranked }) => {
      const ranking = ranked.get(id);
      return { key: postKeyOf.get(id)!, capacity, minimum, unranked, ...(ranking ? { ranking } : {}) };
    }),
  };
  return { input, postKeyOf, postIdOf: turned(postKeyOf), candidateKeyOf, candidateIdOf: turned(candidateKeyOf) };
}
