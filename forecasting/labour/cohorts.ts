/** A share of persons that goes on to the next stage. */
export interface Stage {
  readonly rate: number;
  /** Persons the share rests on, pooled ones included. */
  readonly basis: number;
}

/** How many of n persons come through all stages. */
export interface CohortLaw {
  /** Product of the shares. */
  readonly rate: number;
  /** Relative variances of the product: of not knowing the shares, and of the year they meet. */
  readonly doubt: number;
  readonly year: number;
}

/**
 * Beta-binomial law of a chain of shares: Σ (1−r)/(r·(c+1)) is the relative variance of their product, with c the persons each rests on (doubt: one error a
 * programme), or the persons that make up the common effect of a year (one error a year, shared by the programmes of a level).
 *
 * @param yearEffectBasis persons; the fewer, the more years differ
 */
export function cohortLaw(stages: readonly Stage[], yearEffectBasis: number): CohortLaw {
  const rate = stages.reduce((product, stage) => product * stage.rate, 1);
  if (rate <= 0) return { rate: 0, doubt: 0, year: 0 };
  const relative = (basisOf: (stage: Stage) => number) => stages.reduce((sum, stage) => sum + (1 - stage.rate) / (stage.rate * (basisOf(stage) + 1)), 0);
  return { rate, doubt: relative((stage) => stage.basis), year: relative(() => yearEffectBasis) };
}

/**
 * Persons of a cohort of n who come through, given three standard normals: mean n·π exactly, variance n·π(1−π) + n(n−1)·π²·(doubt + year); kept within 0…n
 * by a bound that is as far below the mean as above, so that the mean stays.
 */
export function personsOf(n: number, { rate, doubt, year }: CohortLaw, chance: number, shareError: number, yearError: number): number {
  const mean = n * rate;
  const many = rate * Math.sqrt(n * Math.max(0, n - 1));
  const error = Math.sqrt(mean * (1 - rate)) * chance + many * (Math.sqrt(doubt) * shareError + Math.sqrt(year) * yearError);
  const room = Math.min(mean, n - mean);
  return mean + Math.min(room, Math.max(-room, error));
}
