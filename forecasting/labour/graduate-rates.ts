import { shareOfCount } from './school-share.ts';

/** What graduates said when asked, added over programmes. Persons. */
export interface TrackSums {
  readonly localJob: number;
  readonly otherRegion: number;
  readonly furtherStudy: number;
  readonly military: number;
  readonly unemployed: number;
  readonly inField: number;
  /** At work, in the reports that told who is in the field. */
  readonly fieldOf: number;
  /** By band of pay, lowest first. */
  readonly wages: readonly number[];
  /** By grade 1–5, lowest first. */
  readonly satisfied: readonly number[];
}
export interface ShareOf {
  readonly part: number;
  readonly of: number;
  readonly share: number;
  readonly lo80: number;
  readonly hi80: number;
}
const z80 = 1.2815515655446004;
function share(part: number, of: number): ShareOf | null {
  const found = shareOfCount(part, of);
  return found && { part, of, ...found };
}

/**
 * Mean grade with its 80 % interval: mean ± z·s/√n, s the standard deviation with n − 1, cut at the lowest and highest grade. Of a single answer the interval is the whole scale.
 * Source: definition; interval of a mean by its standard error.
 *
 * @param counts persons by grade, grade 1 first
 * @returns null where nobody gave a grade
 * @example meanGrade([0, 0, 0, 4, 0])?.mean // → 4
 */
export function meanGrade(counts: readonly number[]): { readonly mean: number; readonly lo80: number; readonly hi80: number; readonly of: number } | null {
  const of = counts.reduce((sum, n) => sum + n, 0);
  if (of === 0) return null;
  const mean = counts.reduce((sum, n, i) => sum + n * (i + 1), 0) / of;
  if (of === 1) return { mean, lo80: 1, hi80: counts.length, of };
  const variance = counts.reduce((sum, n, i) => sum + n * (i + 1 - mean) ** 2, 0) / (of - 1);
  const half = z80 * Math.sqrt(variance / of);
  return { mean, lo80: Math.max(1, mean - half), hi80: Math.min(counts.length, mean + half), of };
}

/**
 * Index of the band in which a share of the persons is reached (the lower one of two).
 * Source: definition of quartiles and the median of grouped answers.
 *
 * @param counts persons by band, lowest first
 * @param quarters 1, 2 (the median) or 3
 * @returns null where nobody told
 * @example bandAt([1, 3, 1], 2) // → 1
 */
export function bandAt(counts: readonly number[], quarters: 1 | 2 | 3): number | null {
  const of = counts.reduce((sum, n) => sum + n, 0);
  if (of === 0) return null;
  let sum = 0;
  return counts.findIndex((n) => (sum += n) * 4 >= of * quarters);
}

/**
 * Rates of graduates some months after they left. `placed` = (work + study + army) ÷ answered; `stayed` = (local work + looking for work) ÷ (answered − study − army), as the
 * stay rate of supply; `furtherStudy` = study ÷ answered; `inField` = in the field ÷ at work where that was told. Intervals of 80 % (Wilson 1927): for graduates like these.
 *
 * @param sums whole numbers ≥ 0
 * @returns shares, null where nobody is behind them
 * @example graduateRates({ localJob: 6, otherRegion: 2, furtherStudy: 1, military: 0, unemployed: 1, inField: 4, fieldOf: 8, wages: [], satisfied: [] }).placed?.share // → 0.9
 */
export function graduateRates({ localJob, otherRegion, furtherStudy, military, unemployed, inField, fieldOf, wages, satisfied }: TrackSums) {
  const employed = localJob + otherRegion;
  const answered = employed + furtherStudy + military + unemployed;
  return {
    answered,
    placed: share(employed + furtherStudy + military, answered),
    stayed: share(localJob + unemployed, employed + unemployed),
    inField: share(inField, fieldOf),
    furtherStudy: share(furtherStudy, answered),
    /** Bands in which a quarter, half and three quarters of those who told their pay are reached. */
    payBands: [bandAt(wages, 1), bandAt(wages, 2), bandAt(wages, 3)] as const,
    paid: wages.reduce((sum, n) => sum + n, 0),
    satisfaction: meanGrade(satisfied),
  };
}
