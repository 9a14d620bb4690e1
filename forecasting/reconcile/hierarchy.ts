import { ForecastError } from '../errors.ts';

/** Parts and the totals they add up to: schools and their city, occupations and their chains. A part may belong to several totals. */
export interface Hierarchy {
  /** number of parts */
  readonly parts: number;
  /** for each total the positions of its parts, 0 … parts − 1, each once */
  readonly totals: readonly (readonly number[])[];
}

/** One number a node. */
export interface NodeValues {
  readonly parts: readonly number[];
  readonly totals: readonly number[];
}

/**
 * Refuses a hierarchy whose totals name unknown or repeated parts, or none.
 * Source: definition of a summing matrix, Hyndman & Athanasopoulos (2021), §11.
 *
 * @param hierarchy p parts, m totals
 * @throws ForecastError `bad_hierarchy`
 * @example requireHierarchy({ parts: 2, totals: [[0, 1]] }) === undefined // → true
 */
export function requireHierarchy({ parts, totals }: Hierarchy): void {
  totals.forEach((members, total) => {
    const valid =
      members.length > 0 && new Set(members).size === members.length && members.every((part) => Number.isInteger(part) && part >= 0 && part < parts);
    if (!valid)
      throw new ForecastError(
        'bad_hierarchy',
        `A total needs at least one part, each from 0 to ${parts - 1} and named once; total ${total} has [${members.join(', ')}].`,
      );
  });
}

/**
 * Error variances for reconciliation, shrunk towards the structural ones (parts alike, a total the sum of its parts): own variances from a dozen years are too noisy to be trusted alone.
 * Source: structural scaling, Wickramasuriya, Athanasopoulos & Hyndman (2019).
 *
 * @param hierarchy of p parts and m totals
 * @param spreads predictive standard deviations, in units of the series
 * @param shrinkage share of the structural variance, 0 to 1, default 0.3
 * @returns variances, all above 0
 * @example nodeVariances({ parts: 2, totals: [[0, 1]] }, { parts: [1, 3], totals: [2] }, 0.5) // → { parts: [3, 7], totals: [7] }
 */
export function nodeVariances(hierarchy: Hierarchy, spreads: NodeValues, shrinkage = 0.3): NodeValues {
  requireHierarchy(hierarchy);
  const average = spreads.parts.reduce((sum, spread) => sum + spread ** 2, 0) / Math.max(1, hierarchy.parts) || 1;
  const shrink = (spread: number, size: number): number => (1 - shrinkage) * spread ** 2 + shrinkage * size * average;
  return {
    parts: spreads.parts.map((spread) => shrink(spread, 1)),
    totals: spreads.totals.map((spread, total) => shrink(spread, hierarchy.totals[total]!.length)),
  };
}
