import { cohortLaw, cohortSpread } from './cohorts.ts';

/** What is known of a programme beside a run. */
export interface ProgrammeOutlook {
  readonly lengthYears: number;
  /** Share of first-year students that graduate and come to work in the city, and the persons behind it. */
  readonly share: number;
  readonly basis: number;
  /** Students who begin in a year: persons, and the standard deviation of a forecast (0 where reported). */
  readonly intakes: ReadonlyMap<number, { readonly mean: number; readonly spread: number }>;
}
export interface SupplyYear {
  readonly year: number;
  readonly mean: number;
  readonly lo80: number;
  readonly hi80: number;
  /** The cohort has begun: its students are known, only how many come is not. */
  readonly enrolled: boolean;
}
/** Of the standard normal distribution, for 80 % of it in the middle. */
const z = 1.2815515655446004;

/**
 * Graduates of one programme who come to work in the city, by graduation year: the intake of L years before × the share that comes, with chance, doubt about the
 * share and the effect of the year as `cohortSpread` has them, and the spread of a forecast intake on top. 80 % of a normal distribution, cut at 0 and, for
 * cohorts that have begun, at their students. Years whose intake is not known are left out.
 * Source: docs/model.md, Supply.
 *
 * @param outlook intake, persons, by the year the students begin in
 * @param years graduation years
 * @param t0 newest reported year: intakes up to it are facts
 * @param yearEffectBasis persons, parameter of the run
 * @returns persons by graduation year with an 80 % interval; years whose students nobody told are left out
 * @example programmeSupply({ lengthYears: 3, share: 0.5, basis: 99, intakes: new Map([[2024, { mean: 40, spread: 0 }]]) }, [2026, 2027], 2025, 400).map(({ year, mean }) => [year, mean]) // → [[2027, 20]]
 */
export function programmeSupply(
  { lengthYears, share, basis, intakes }: ProgrammeOutlook,
  years: readonly number[],
  t0: number,
  yearEffectBasis: number,
): SupplyYear[] {
  const law = cohortLaw([{ rate: share, basis }], yearEffectBasis);
  return years.flatMap((year): SupplyYear[] => {
    const intake = intakes.get(year - lengthYears);
    if (!intake) return [];
    const enrolled = year - lengthYears <= t0;
    const { persons, chance, doubt, year: effect } = cohortSpread(intake.mean, law);
    const reach = z * Math.sqrt(chance + doubt + effect * effect + (share * intake.spread) ** 2);
    const most = enrolled ? intake.mean : Infinity;
    return [{ year, mean: persons, lo80: Math.max(0, persons - reach), hi80: Math.min(most, persons + reach), enrolled }];
  });
}
