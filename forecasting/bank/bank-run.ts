import { pairCount, scales } from './components.ts';
import { designFor, type Design } from './design.ts';

/** The bank run over one history: for every component–scale pair what a forecast needs. Reused from call to call. */
export interface BankRun {
  /** years in the window */
  years: number;
  /** mean of the window, the unit of everything below */
  unit: number;
  design: Design;
  /** scales in use: 3 when every value is above 0, else 1 */
  usedScales: number;
  /** degrees of freedom of the error variance */
  degrees: number;
  /** log marginal likelihood by pair, up to a constant */
  readonly evidence: Float64Array;
  /** level (smoothing) or last deviation from the offset (reversion) before the correction for the integrated start, by pair */
  readonly last: Float64Array;
  readonly lastSlope: Float64Array;
  /** posterior mean of initial level and slope, by pair */
  readonly startLevel: Float64Array;
  readonly startSlope: Float64Array;
  /** variance of the errors, by pair, on its scale */
  readonly variance: Float64Array;
  /** first value of the window on each scale, added back to every forecast */
  readonly offset: Float64Array;
}

/** Older years say little about the next ones and cost accuracy. */
export const WINDOW_YEARS = 28;

/**
 * Work tables for `runBank`, one entry a pair.
 * Source: work tables of the bank, exponential smoothing in state-space form, Hyndman, Koehler, Ord & Snyder (2008).
 *
 * @returns tables of `pairCount` numbers, all 0
 * @example createBankRun().evidence.length === pairCount // → true
 */
export function createBankRun(): BankRun {
  const pairs = (): Float64Array => new Float64Array(pairCount);
  return {
    years: 0,
    unit: 1,
    design: designFor(1, 1),
    usedScales: 1,
    degrees: 1,
    evidence: pairs(),
    last: pairs(),
    lastSlope: pairs(),
    startLevel: pairs(),
    startSlope: pairs(),
    variance: pairs(),
    offset: new Float64Array(scales.length),
  };
}
