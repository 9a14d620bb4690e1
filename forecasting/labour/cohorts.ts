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
 * Source: docs/model.md, Supply: beta-binomial spread of a cohort (Skellam 1948) with one error a programme and one a year.
 *
 * @param stages shares r in [0, 1] with the persons c each rests on, first to last
 * @param yearEffectBasis persons; the fewer, the more years differ
 * @returns π = Π r and two relative variances; all 0 where nobody comes through
 * @example cohortLaw([{ rate: 0.5, basis: 9 }, { rate: 0.5, basis: 9 }], 99) // → { rate: 0.25, doubt: 0.2, year: 0.02 }
 */
export function cohortLaw(stages: readonly Stage[], yearEffectBasis: number): CohortLaw {
  let rate = 1;
  let doubt = 0;
  let year = 0;
  for (const stage of stages) {
    rate *= stage.rate;
    doubt += (1 - stage.rate) / (stage.rate * (stage.basis + 1));
    year += (1 - stage.rate) / (stage.rate * (yearEffectBasis + 1));
  }
  return rate <= 0 ? { rate: 0, doubt: 0, year: 0 } : { rate, doubt, year };
}

/** What comes of a cohort, or of several together: persons, and how far they may lie from it. */
export interface CohortSpread {
  readonly students: number;
  /** Persons who come through, expected. */
  readonly persons: number;
  /** Variances: chance of each person, and doubt about the shares of each programme. */
  readonly chance: number;
  readonly doubt: number;
  /** Standard deviation of the effect of the year; the programmes of a level share it, so that it adds. */
  readonly year: number;
}

/**
 * A cohort of n under its law: mean n·π, variance n·π(1−π) + n(n−1)·π²·(doubt + year).
 * Source: docs/model.md, Supply: beta-binomial spread of a cohort (Skellam 1948) with one error a programme and one a year.
 *
 * @param n students, persons ≥ 0
 * @param law π and its relative variances, of `cohortLaw`
 * @returns persons; variances in persons², and the standard deviation of the effect of the year in persons
 * @example cohortSpread(10, { rate: 0.5, doubt: 0.2, year: 0.1 }) // → { students: 10, persons: 5, chance: 2.5, doubt: 4.5, year: 1.5 }
 */
export function cohortSpread(n: number, { rate, doubt, year }: CohortLaw): CohortSpread {
  const pairs = rate * rate * n * Math.max(0, n - 1);
  return { students: n, persons: n * rate, chance: n * rate * (1 - rate), doubt: pairs * doubt, year: Math.sqrt(pairs * year) };
}

/**
 * Cohorts of several programmes as one: chance and doubt of one say nothing of another's, so variances add; the effect of the year is the same for all, so its
 * standard deviations add.
 * Source: docs/model.md, Supply: beta-binomial spread of a cohort (Skellam 1948) with one error a programme and one a year.
 *
 * @param a cohort, persons
 * @param b another of the same level and year
 * @returns persons and their variances, of both together
 * @example addCohorts({ students: 10, persons: 5, chance: 2, doubt: 4, year: 1 }, { students: 20, persons: 15, chance: 3, doubt: 1, year: 2 }) // → { students: 30, persons: 20, chance: 5, doubt: 5, year: 3 }
 */
export function addCohorts(a: CohortSpread, b: CohortSpread): CohortSpread {
  const [students, persons] = [a.students + b.students, a.persons + b.persons];
  return { students, persons, chance: a.chance + b.chance, doubt: a.doubt + b.doubt, year: a.year + b.year };
}
export const noCohort: CohortSpread = { students: 0, persons: 0, chance: 0, doubt: 0, year: 0 };

/**
 * Persons of so many students with an error from what is expected, within 0…students by a bound as far below it as above, so that the mean stays.
 * Source: docs/model.md, Supply: beta-binomial spread of a cohort (Skellam 1948) with one error a programme and one a year.
 *
 * @param students persons ≥ 0
 * @param expected persons, 0…students
 * @param error persons, of either sign
 * @returns expected + error, the error cut at ± min(expected, students − expected)
 * @example [withinCohort(40, 30, -4), withinCohort(40, 30, 25)] // → [26, 40]
 */
export function withinCohort(students: number, expected: number, error: number): number {
  const room = Math.max(0, Math.min(expected, students - expected));
  return expected + (error > room ? room : error < -room ? -room : error);
}
