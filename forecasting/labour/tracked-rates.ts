import type { StayRates } from './destinations.ts';

/** Stay and work in the field as graduates told them six months after they left, with 80 % intervals. */
export interface TrackedRates {
  /** Graduates behind q and f, and their graduation years. */
  readonly persons: number;
  readonly jobs: number;
  readonly years: number[];
  readonly localStay: [low: number, high: number];
  readonly inField: [low: number, high: number];
}
/** Rates of a major: where they rest on what graduates said later, with their intervals. */
export type JoinedRates = Omit<StayRates, 'tracked'> & { readonly tracked?: TrackedRates };
/** Of the standard normal distribution, for 80 % of it in the middle. */
const z = 1.2815515655446004;

/** Spread of a share pooled with strength k from n persons: that of a beta distribution of k + n. */
function rangeOf(share: number, n: number): [number, number] {
  const half = z * Math.sqrt((share * (1 - share)) / (n + 1));
  return [Math.max(0, share - half), Math.min(1, share + half)];
}

/**
 * What a major's used rates rest on where graduates were tracked: persons of all its programmes, and q and f with 80 % intervals of a beta distribution of k + n.
 * Source: docs/model.md, Supply 3: answers six months later.
 *
 * @param rates of the programmes, those that were tracked and those that were not
 * @param used q and f of the major, shares
 * @param strength k, persons
 * @returns undefined where no programme was tracked
 * @example trackedRates([{ tracked: { persons: 40, jobs: 0, years: [2024] } }, {}], { localStay: 1, inField: 1 }, 30) // → { persons: 40, jobs: 0, years: [2024], localStay: [1, 1], inField: [1, 1] }
 */
export function trackedRates(
  rates: readonly Pick<StayRates, 'tracked'>[],
  used: Pick<StayRates, 'localStay' | 'inField'>,
  strength: number,
): TrackedRates | undefined {
  const tracked = rates.flatMap((own) => own.tracked ?? []);
  if (tracked.length === 0) return undefined;
  const [persons, jobs] = [tracked.reduce((sum, own) => sum + own.persons, 0), tracked.reduce((sum, own) => sum + own.jobs, 0)];
  const years = [...new Set(tracked.flatMap((own) => own.years))].sort((a, b) => a - b);
  return { persons, jobs, years, localStay: rangeOf(used.localStay, strength + persons), inField: rangeOf(used.inField, strength + jobs) };
}
