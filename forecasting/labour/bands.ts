import type { Parameters } from './parameters.ts';

export type Band = 'severe_shortage' | 'shortage' | 'balanced' | 'surplus' | 'severe_surplus' | 'uncertain' | 'insufficient';

export interface WindowSums {
  /** Median ΣS ÷ median ΣD; null when median ΣD is 0. */
  readonly ratio: number | null;
  /** Share of paths with ΣD > ΣS, ties half. */
  readonly probability: number;
  /** Share of paths with severe-shortage limit < r ≤ surplus limit: how sure "balanced" is. */
  readonly balancedProbability: number;
  readonly demand: number;
  readonly supply: number;
}

/**
 * Band of a window on r = median supply ÷ median demand, said only when enough paths agree (else `uncertain`); cells whose demand and supply together stay below the minimum say nothing.
 * Source: limits of ROA (Maastricht), bands of the indicator of future labour market situation.
 *
 * @param sums of the window, persons and shares of paths
 * @param p limits, probabilities and smallest cell
 * @returns one of the five bands, `uncertain` or `insufficient`
 * @example bandOf({ ratio: 0.5, probability: 0.99, balancedProbability: 0, demand: 200, supply: 100 }, resolveParameters({}).parameters) // → 'severe_shortage'
 */
export function bandOf(sums: WindowSums, p: Parameters): Band {
  if (sums.demand + sums.supply < p.minimumCell) return 'insufficient';
  const r = sums.ratio;
  if (r === null) return sums.probability <= 1 - p.bandProbability ? 'severe_surplus' : 'uncertain';
  if (r <= p.bandShortage) {
    if (sums.probability < p.bandProbability) return 'uncertain';
    return r <= p.bandSevereShortage ? 'severe_shortage' : 'shortage';
  }
  if (r <= p.bandBalanced) return sums.balancedProbability >= p.bandProbability ? 'balanced' : 'uncertain';
  if (sums.probability > 1 - p.bandProbability) return 'uncertain';
  return r <= p.bandSurplus ? 'surplus' : 'severe_surplus';
}
