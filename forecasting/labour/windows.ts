import type { Parameters } from './parameters.ts';
import type { WindowSums } from './bands.ts';
import { quantilesOf, type Extremes } from './quantiles.ts';

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

/**
 * The two windows of a programme length L: pipeline t0+1 … t0+L, decision t0+1+L … t0+3+L.
 * Source: docs/model.md, Windows, probability, band.
 *
 * @param lengthYears L, whole years ≥ 1
 * @returns years ahead, both ends included
 * @example windowsOf(3) // → { pipeline: { from: 1, to: 3 }, decision: { from: 4, to: 6 } }
 */
export function windowsOf(lengthYears: number): Windows {
  return { pipeline: { from: 1, to: lengthYears }, decision: { from: lengthYears + 1, to: lengthYears + 3 } };
}

/**
 * One year of a path matrix.
 * Source: definition.
 *
 * @param matrix row-major [year 1…H][path], persons
 * @param horizon H
 * @param index of the year, from 0
 * @returns a view of its paths, persons
 * @example [...yearOf(new Float64Array([1, 2, 3, 4]), 2, 1)] // → [3, 4]
 */
export function yearOf(matrix: Float64Array, horizon: number, index: number): Float64Array {
  const paths = matrix.length / horizon;
  return matrix.subarray(index * paths, (index + 1) * paths);
}

/**
 * Sums of one window of a path matrix, one a path: totals come from paths, never by adding yearly intervals.
 * Source: docs/model.md, Windows, probability, band.
 *
 * @param matrix row-major [year 1…H][path], persons
 * @param horizon H
 * @param window 1 ≤ from ≤ to ≤ H
 * @returns one sum a path, persons
 * @example [...windowTotals(new Float64Array([1, 4, 2, 5, 3, 6]), 3, { from: 2, to: 3 })] // → [5, 11]
 */
export function windowTotals(matrix: Float64Array, horizon: number, window: Window): Float64Array {
  const paths = matrix.length / horizon;
  const totals = new Float64Array(paths);
  for (let h = window.from; h <= window.to; h++) {
    const from = (h - 1) * paths;
    for (let i = 0; i < paths; i++) totals[i]! += matrix[from + i]!;
  }
  return totals;
}

/**
 * Share of paths with D > S, ties half.
 * Source: ties half as in the statistic of Mann and Whitney (1947).
 *
 * @param demand one value a path, persons, at least one
 * @param supply same shape
 * @returns share of paths from 0 to 1
 * @example shortageProbability(new Float64Array([3, 2]), new Float64Array([1, 2])) // → 0.75
 */
export function shortageProbability(demand: Float64Array, supply: Float64Array): number {
  let above = 0;
  for (let i = 0; i < demand.length; i++) above += demand[i]! > supply[i]! ? 1 : demand[i]! === supply[i]! ? 0.5 : 0;
  return above / demand.length;
}

/** Work tables: a province has half a million spans, and new tables for each were a quarter of the time. What is in them is read before the next span begins. */
const none = new Float64Array(0);
const work = { gaps: none, pipelineDemand: none, pipelineSupply: none, decisionDemand: none, decisionSupply: none };
function workTable(name: keyof typeof work, length: number): Float64Array {
  if (work[name].length !== length) work[name] = new Float64Array(length);
  return work[name];
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

/** Shares of the bounds, and of a median. */
const tails = [0.025, 0.1, 0.9, 0.975];
const half = [0.5];

/**
 * Gap = demand − supply: mean over paths, and the 2.5, 10, 90 and 97.5 % quantiles of the paths' gaps.
 * Source: docs/model.md, Windows, probability, band.
 *
 * @param demand one value a path, persons, at least one
 * @param supply same shape
 * @returns persons
 * @example gapInterval(new Float64Array([10, 30]), new Float64Array([10, 10])).gap // → 10
 */
export function gapInterval(demand: Float64Array, supply: Float64Array): GapInterval {
  const paths = demand.length;
  const gaps = workTable('gaps', paths);
  let [demanded, supplied] = [0, 0];
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < paths; i++) {
    const d = demand[i]!;
    const s = supply[i]!;
    const gap = d - s;
    demanded += d;
    supplied += s;
    gaps[i] = gap;
    if (gap < least) least = gap;
    if (gap > most) most = gap;
  }
  return intervalOf(demanded / paths, supplied / paths, gaps, { least, most });
}

function intervalOf(demand: number, supply: number, gaps: Float64Array, extremes: Extremes): GapInterval {
  const [lo95 = 0, lo80 = 0, hi80 = 0, hi95 = 0] = quantilesOf(gaps, tails, extremes);
  return { demand, supply, gap: demand - supply, lo80, hi80, lo95, hi95 };
}

/**
 * Statistics of ΣD against ΣS of a window: gap, ratio of medians, probability of a shortage, and the share of paths inside the limits of `balanced`.
 * Source: docs/model.md, Windows, probability, band.
 *
 * @param demand one value a path, persons, at least one
 * @param supply same shape
 * @param p limits of the bands
 * @returns persons and shares; the ratio is null where the median of demand is 0
 * @example gapStatistics(new Float64Array([10, 10]), new Float64Array([5, 5]), resolveParameters({}).parameters).ratio // → 0.5
 */
export function gapStatistics(demand: Float64Array, supply: Float64Array, p: Parameters): GapStatistics {
  const { bandSevereShortage, bandSurplus } = p;
  const [medianDemand = 0] = quantilesOf(demand, half);
  let balanced = 0;
  for (let i = 0; i < demand.length; i++) {
    const d = demand[i]!;
    const s = supply[i]!;
    if (d > 0 && s > bandSevereShortage * d && s <= bandSurplus * d) balanced++;
  }
  const { demand: mean, supply: meanSupply, gap, lo80, hi80, lo95, hi95 } = gapInterval(demand, supply);
  return {
    ...{ demand: mean, supply: meanSupply, gap, lo80, hi80, lo95, hi95 },
    ratio: medianDemand > 0 ? quantilesOf(supply, half)[0]! / medianDemand : null,
    probability: shortageProbability(demand, supply),
    balancedProbability: balanced / demand.length,
  };
}

/** A window at one end of the weight ranges. */
export interface BoundStatistics {
  /** Median gap over paths, persons: its sign is that of the odds, P above or below one half. */
  readonly gap: number;
  readonly probability: number;
}

/**
 * Median gap and probability of a shortage at one end of the weight ranges.
 * Source: docs/model.md, Windows, probability, band: robust.
 *
 * @param demand one value a path, persons, at least one
 * @param supply same shape
 * @returns persons and a share
 * @example boundStatistics(new Float64Array([10, 11, 90]), new Float64Array([20, 10, 20])) // → { gap: 1, probability: 0.6666666666666666 }
 */
export function boundStatistics(demand: Float64Array, supply: Float64Array): BoundStatistics {
  const gaps = workTable('gaps', demand.length);
  for (let i = 0; i < gaps.length; i++) gaps[i] = demand[i]! - supply[i]!;
  return { gap: quantilesOf(gaps, [0.5])[0]!, probability: shortageProbability(demand, supply) };
}

/** Every span of a cell that is told: the years 1 … L + 3 and both windows. */
export interface Spans extends Readonly<Record<keyof Windows, GapStatistics>> {
  readonly years: readonly GapInterval[];
}

/**
 * All spans of a cell at once, each as `gapInterval` of its year or `gapStatistics` of its window: the matrices are read once.
 * Source: docs/model.md, Windows, probability, band.
 *
 * @param demand row-major [year 1…H][path], persons
 * @param supply same shape
 * @param horizon H
 * @param windows of `windowsOf`, which end by H
 * @param p limits of the bands
 * @returns persons; ratios and probabilities of the two windows
 * @example (({ years, decision }) => [years.map(({ gap }) => gap), decision.gap])(gapSpans(new Float64Array([1, 2, 3, 4]), new Float64Array(4), 4, windowsOf(1), resolveParameters({}).parameters)) // → [[1, 2, 3, 4], 9]
 */
export function gapSpans(demand: Float64Array, supply: Float64Array, horizon: number, windows: Windows, p: Parameters): Spans {
  const paths = demand.length / horizon;
  const gaps = workTable('gaps', paths);
  const years: GapInterval[] = [];
  const pipeline = { demand: workTable('pipelineDemand', paths).fill(0), supply: workTable('pipelineSupply', paths).fill(0) };
  const decision = { demand: workTable('decisionDemand', paths).fill(0), supply: workTable('decisionSupply', paths).fill(0) };
  for (let h = 0; h < windows.decision.to; h++) {
    const { demand: windowDemand, supply: windowSupply } = h < windows.pipeline.to ? pipeline : decision;
    let [demanded, supplied] = [0, 0];
    let [least, most] = [Infinity, -Infinity];
    for (let i = 0, at = h * paths; i < paths; i++, at++) {
      const d = demand[at]!;
      const s = supply[at]!;
      const gap = d - s;
      demanded += d;
      supplied += s;
      gaps[i] = gap;
      if (gap < least) least = gap;
      if (gap > most) most = gap;
      windowDemand[i]! += d;
      windowSupply[i]! += s;
    }
    years.push(intervalOf(demanded / paths, supplied / paths, gaps, { least, most }));
  }
  return { years, pipeline: gapStatistics(pipeline.demand, pipeline.supply, p), decision: gapStatistics(decision.demand, decision.supply, p) };
}
