import { createChance } from '../random.ts';
import type { Reference } from '../reference.ts';
import { clamp, lastTrueYear, span, sum } from './assumptions.ts';
import { describeSchools, envelope } from './schools.ts';
import type { School } from './schools.ts';

/** First cohort that is still enrolled, or has graduated, in the first reported year. */
export const firstCohort = 2010;

/** One programme with its whole life, reported years and hidden ones alike; each map is by calendar year. */
export interface ProgrammeLife {
  readonly school: School;
  readonly majorCode: string;
  readonly plan: Map<number, number>;
  readonly intake: Map<number, number>;
  /** Students by grade in autumn, grade 1 first. */
  readonly enrolled: Map<number, number[]>;
  readonly graduates: Map<number, number>;
}

interface Draft {
  readonly school: School;
  readonly majorCode: string;
  readonly level: Map<number, number>;
  readonly wish: Map<number, number>;
  /** Share of a cohort that continues to the next grade (the last entry: that graduates). */
  readonly survival: Map<number, number[]>;
}

const years = span(firstCohort, lastTrueYear);
const plannedFulfilment = 0.95;

function draftSchool(seed: number, school: School, majors: readonly string[]): Draft[] {
  return majors.map((majorCode) => {
    const chance = createChance(seed, `programme/${school.name}/${majorCode}`);
    let share = 1000 * chance.noise(0.35); // large, so that rounding heads does not bend the shares
    const retention = chance.between(0.968, 0.985);
    const draft: Draft = { school, majorCode, level: new Map(), wish: new Map(), survival: new Map() };
    for (const year of years) {
      share *= chance.noise(0.02);
      const level = share * envelope(school, year);
      draft.level.set(year, level);
      draft.wish.set(year, level * chance.noise(0.2));
      draft.survival.set(
        year,
        span(1, school.lengthYears).map(() => clamp(retention + 0.004 * chance.normal(), 0.96, 0.99)),
      );
    }
    return draft;
  });
}

/** Students of a cohort in each grade, and its graduates last. */
function course(intake: number, survival: readonly number[]): number[] {
  const heads = [intake];
  for (const share of survival) heads.push(Math.round(heads.at(-1)! * share));
  return heads;
}

const cohortsOf = (school: School, year: number): number[] => span(year - school.lengthYears + 1, year);

function stock(drafts: readonly Draft[], year: number, intakeOf: (draft: Draft, cohort: number) => number): number {
  return sum(
    drafts.map((draft) => sum(cohortsOf(draft.school, year).map((cohort) => course(intakeOf(draft, cohort), draft.survival.get(cohort)!)[year - cohort]!))),
  );
}

/** Scales a school's cohorts so that its students were as documented in 2021 (exactly) and come out as drawn in 2025. */
function settle(drafts: readonly Draft[]): ProgrammeLife[] {
  const { school } = drafts[0]!;
  const wished = (draft: Draft, cohort: number): number => draft.wish.get(cohort)!;
  const early = school.students2021 / Math.max(1, stock(drafts, 2021, wished));
  const late = school.students2025 / Math.max(1, stock(drafts, 2025, wished));
  const factor = (year: number): number => (year <= 2021 || school.lastIntake !== null ? early : late);
  const intakes = drafts.map((draft) => new Map(years.map((year) => [year, Math.round(wished(draft, year) * factor(year))])));
  const at = (draft: Draft, cohort: number): number => intakes[drafts.indexOf(draft)]!.get(cohort)!;

  // Rounding leaves a few students over or short: the newest class of 2021 takes them, one a programme in turn.
  let rest = school.students2021 - stock(drafts, 2021, at);
  for (let i = 0; rest !== 0; i = (i + 1) % drafts.length) {
    const intake = intakes[i]!;
    const step = Math.sign(rest);
    if (intake.get(2021)! + step < 0) continue;
    intake.set(2021, intake.get(2021)! + step);
    rest -= step;
  }
  return drafts.map((draft, i) => life(draft, intakes[i]!, factor));
}

function life(draft: Draft, intake: Map<number, number>, factor: (year: number) => number): ProgrammeLife {
  const { school, majorCode } = draft;
  const courses = new Map(years.map((year) => [year, course(intake.get(year)!, draft.survival.get(year)!)]));
  const seen = years.filter((year) => year >= firstCohort + school.lengthYears);
  return {
    school,
    majorCode,
    intake,
    plan: new Map(years.map((year) => [year, Math.round((draft.level.get(year)! * factor(year)) / plannedFulfilment)])),
    enrolled: new Map(seen.map((year) => [year, span(1, school.lengthYears).map((grade) => courses.get(year - grade + 1)![grade - 1]!)])),
    graduates: new Map(seen.map((year) => [year, courses.get(year - school.lengthYears)!.at(-1)!])),
  };
}

/** The whole supply side of the city, past and future. */
export function growSupply(seed: number, reference: Reference): { schools: School[]; programmes: ProgrammeLife[] } {
  const schools = describeSchools(seed, reference);
  const programmes = schools.flatMap((school) => settle(draftSchool(seed, school, reference.programmes.get(school.name) ?? [])));
  return { schools, programmes };
}
