import type { Parameters } from './parameters.ts';
import type { WindowSums } from './bands.ts';
import { meanOf, quantile } from './paths.ts';

/** Years ahead from…to, both included, 1 = t0+1. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface Windows {
  /** What is already enrolled fixes: t0+1 … t0+L. */
  readonly pipeline: Window;
  /** The three graduation years the next intake can first change: t0+1+L … t0+3+L. */
  readonly decision: Window;
}
export function windowsOf(lengthYears: number): Windows {
  return { pipeline: { from: 1, to: lengthYears }, decision: { from: lengthYears + 1, to: lengthYears + 3 } };
}

/** Sums of one window of a path matrix [path][year 1…H], one a path: totals come from paths, never by adding yearly intervals. */
export function windowTotals(matrix: Float64Array, horizon: number, window: Window): Float64Array {
  const paths = matrix.length / horizon;
  const totals = new Float64Array(paths);
  for (let i = 0; i < paths; i++) {
    let sum = 0;
    for (let h = window.from; h <= window.to; h++) sum += matrix[i * horizon + h - 1]!;
    totals[i] = sum;
  }
  return totals;
}

/** Share of paths with D > S, ties half. */
export function shortageProbability(demand: Float64Array, supply: Float64Array): number {
  let above = 0;
  for (let i = 0; i < demand.length; i++) above += demand[i]! > supply[i]! ? 1 : demand[i]! === supply[i]! ? 0.5 : 0;
  return above / demand.length;
}

/** Gap of one span over paths, persons. Means, so that gap = demand − supply exactly and chains add to the city; bounds are quantiles of the paths' gaps. */
export interface GapInterval {
  readonly demand: number;
  readonly supply: number;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
}
export interface GapStatistics extends GapInterval, WindowSums {}

/** @param demand, supply one value a path, persons */
export function gapInterval(demand: Float64Array, supply: Float64Array): GapInterval {
  const gaps = demand.map((d, i) => d - supply[i]!).sort();
  const mean = { demand: meanOf(demand), supply: meanOf(supply) };
  return {
    ...mean,
    gap: mean.demand - mean.supply,
    lo80: quantile(gaps, 0.1),
    hi80: quantile(gaps, 0.9),
    lo95: quantile(gaps, 0.025),
    hi95: quantile(gaps, 0.975),
  };
}

/** Statistics of ΣD against ΣS of a window (one value a path, persons). */
export function gapStatistics(demand: Float64Array, supply: Float64Array, p: Parameters): GapStatistics {
  const medianDemand = quantile(demand.toSorted(), 0.5);
  let balanced = 0;
  for (let i = 0; i < demand.length; i++) {
    const d = demand[i]!;
    if (d > 0 && supply[i]! > p.bandSevereShortage * d && supply[i]! <= p.bandSurplus * d) balanced++;
  }
  return {
    ...gapInterval(demand, supply),
    ratio: medianDemand > 0 ? quantile(supply.toSorted(), 0.5) / medianDemand : null,
    probability: shortageProbability(demand, supply),
    balancedProbability: balanced / demand.length,
  };
}
