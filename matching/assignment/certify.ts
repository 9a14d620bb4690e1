import type { Assignment } from './assign.ts';

/** What a certificate leaves open; all three are zero up to rounding where the assignment is the cheapest. */
export interface CertificateGaps {
  /** Largest amount by which u + v exceeds a cost: prices are allowed where no pair is dearer than its cost. */
  readonly feasibility: number;
  /** Largest cost − u − v of a pair in use: used pairs are exactly priced. */
  readonly slackness: number;
  /** Largest price with the wrong sign on the larger side, or price of one there that is not used (v ≤ 0, and 0 where unused). */
  readonly unused: number;
}

/**
 * Proves an assignment by linear programming duality, without searching again: whoever obeys u + v ≤ cost, with prices ≤ 0 on the larger side, cannot pay less than Σ u + Σ v, and an assignment whose pairs are exactly priced,
 * with 0 for the unused, costs just that (Kuhn 1955). O(rows · columns).
 *
 * @param costs as given to `assign`
 */
export function certify(costs: Float64Array, rows: number, columns: number, { columnOf, rowPrices, columnPrices }: Assignment): CertificateGaps {
  let [feasibility, slackness, unused] = [0, 0, 0];
  const used = new Uint8Array(columns);
  for (let row = 0; row < rows; row++) {
    const own = columnOf[row]!;
    if (own >= 0) used[own] = 1;
    for (let column = 0; column < columns; column++) {
      const rest = costs[row * columns + column]! - rowPrices[row]! - columnPrices[column]!;
      feasibility = Math.max(feasibility, -rest);
      if (column === own) slackness = Math.max(slackness, Math.abs(rest));
    }
  }
  if (rows < columns) columnPrices.forEach((price, column) => (unused = Math.max(unused, used[column] === 1 ? price : Math.abs(price))));
  if (rows > columns) rowPrices.forEach((price, row) => (unused = Math.max(unused, columnOf[row]! >= 0 ? price : Math.abs(price))));
  return { feasibility, slackness, unused };
}
