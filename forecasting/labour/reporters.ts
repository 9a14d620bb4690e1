import type { CitySnapshot } from './snapshot.ts';

/**
 * Enterprises behind the demand of a set of occupations, by chain ('' = without one) or in the whole city. Reports are counted per occupation, and an enterprise may report
 * several, so the sum over occupations is too high; per chain the largest of them is never above the truth, and an enterprise belongs to one chain, so chains add.
 * The count is therefore "at least": too low rather than too high.
 */
export interface Reporters {
  readonly inChain: (occupations: Iterable<string>, chain: string) => number;
  readonly inCity: (occupations: Iterable<string>) => number;
}

/**
 * Counts of the snapshot, by set of occupations.
 * Source: docs/model.md, Profile of a chain, Withheld: enterprises behind a figure.
 *
 * @param snapshot of the city
 * @returns undefined where the snapshot does not count enterprises (made before it did)
 * @example reportersOf({ reporters: [{ occupation: 'a', chain: 'x', enterprises: 2 }, { occupation: 'b', chain: 'x', enterprises: 3 }, { occupation: 'b', chain: '', enterprises: 1 }] }).inCity(['a', 'b']) // → 4
 */
export function reportersOf({ reporters }: Pick<CitySnapshot, 'reporters'>): Reporters | undefined {
  if (reporters === undefined) return undefined;
  const chains = new Map<string, Map<string, number>>();
  for (const { occupation, chain, enterprises } of reporters) {
    const own = chains.get(chain) ?? new Map<string, number>();
    chains.set(chain, own.set(occupation, enterprises));
  }
  const inChain = (occupations: Iterable<string>, chain: string) => {
    const own = chains.get(chain);
    let most = 0;
    for (const occupation of occupations) most = Math.max(most, own?.get(occupation) ?? 0);
    return most;
  };
  return {
    inChain,
    inCity: (occupations) => {
      const wanted = [...occupations];
      return [...chains.keys()].reduce((sum, chain) => sum + inChain(wanted, chain), 0);
    },
  };
}
