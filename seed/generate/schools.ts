import { createChance } from '../random.ts';
import type { Reference, SchoolFact } from '../reference.ts';
import { clamp } from './assumptions.ts';

/** What a school is in the generated history: a real one with an invented path between its two documented totals. */
export interface School extends SchoolFact {
  readonly index: number;
  readonly lengthYears: number;
  /** First intake of a school that had no students in 2021. */
  readonly firstIntake: number | null;
  /** Last intake of a school that ends by 2025. */
  readonly lastIntake: number | null;
  /** Students in 2025: near the plan, not equal to it. */
  readonly students2025: number;
  readonly growthAfter2025: number;
  readonly target2030: number;
}

const lengths = { secondary: 3, associate: 3, bachelor: 4 } as const;
const openings = [2022, 2023];

/** Colleges open first, the new schools after them. */
function openingYear(school: SchoolFact): number | null {
  if (school.students2021 > 0) return null;
  return school.name.includes('能源') ? openings[0]! : openings[1]!;
}

export function describeSchools(seed: number, { schools }: Reference): School[] {
  const chance = createChance(seed, 'schools');
  return schools.map((school, index) => {
    const ends = school.planned2025 === 0;
    const growthAfter2025 = chance.between(-0.005, 0.015);
    const target = school.planned2025 * (1 + 5 * growthAfter2025) * chance.between(1, 1.04);
    return {
      ...school,
      index,
      lengthYears: lengths[school.level],
      firstIntake: openingYear(school),
      lastIntake: ends ? 2022 : null,
      students2025: ends ? 0 : school.planned2025 * chance.between(0.94, 1.04),
      growthAfter2025,
      target2030: Math.round(target / 10) * 10,
    };
  });
}

/** Share of the way from the level before 2019 to the level of 2025. */
const ramp: Readonly<Record<number, number>> = { 2019: 0.05, 2020: 0.15, 2021: 0.32, 2022: 0.55, 2023: 0.8, 2024: 0.94, 2025: 1 };

/** Intended yearly intake of a school up to a constant: level, then the plan's expansion, then slow growth; 0 before its opening and after its end. */
export function envelope(school: School, year: number): number {
  if (school.firstIntake !== null && year < school.firstIntake) return 0;
  if (school.lastIntake !== null && year > school.lastIntake) return 0;
  if (school.firstIntake !== null) return Math.exp(school.growthAfter2025 * Math.max(0, year - 2025)) * clamp(0.8 + 0.1 * (year - school.firstIntake), 0, 1);
  if (school.lastIntake !== null) return year === school.lastIntake ? 0.5 : 1;
  const rise = Math.log(school.students2025 / school.students2021);
  if (year < 2019) return Math.exp(0.008 * (year - 2018));
  return Math.exp(rise * (ramp[year] ?? 1) + school.growthAfter2025 * Math.max(0, year - 2025));
}
