/** Demand and supply of a cell, persons. */
export interface HeatFigures {
  readonly demand: number;
  readonly supply: number;
}

/**
 * The gap as a share of demand: 0.3 lacks three of ten, −0.3 has three of ten too many.
 * Source: docs/model.md, Totals: means add up, intervals do not.
 *
 * @param figures persons of the same years
 * @returns (D − S) ÷ D; null without demand
 * @example gapShare({ demand: 50, supply: 65 }) // → -0.3
 */
export const gapShare = ({ demand, supply }: HeatFigures): number | null => (demand > 0 ? (demand - supply) / demand : null);

/**
 * Means over paths add up, so sums of means are those of the summed paths; intervals and probabilities do not, and are left out.
 * Source: docs/model.md, Totals: means add up, intervals do not.
 *
 * @param cells persons of the same year, in natural order: sums of floats depend on it
 * @returns persons
 * @example addFigures([{ demand: 2, supply: 1 }, { demand: 3, supply: 5 }]) // → { demand: 5, supply: 6 }
 */
export function addFigures(cells: readonly HeatFigures[]): HeatFigures {
  let [demand, supply] = [0, 0];
  for (const cell of cells) {
    demand += cell.demand;
    supply += cell.supply;
  }
  return { demand, supply };
}
