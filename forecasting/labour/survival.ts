import { createPool } from './pooling.ts';
import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';

/** Share of a cohort in grade g that graduates, with the persons it rests on. */
export interface Survival {
  /** By grade, index 0 = grade 1. */
  readonly toGraduation: readonly number[];
  /** Persons behind the last step's rate, pooled ones included: how sure the rate is. */
  readonly basis: number;
}

/** Transitions of one programme: grade g in year t to grade g+1 in t+1 (the last grade: to graduates of t+1). */
function countTransitions(programme: SnapshotProgramme, firstYear: number, into: (step: number, stayed: number, started: number) => void): void {
  const byYear = new Map(programme.years.map((year) => [year.year, year]));
  for (const year of programme.years) {
    const next = byYear.get(year.year + 1);
    if (!next || year.year < firstYear) continue;
    year.enrolled.forEach((started, g) => {
      const stayed = g + 1 < programme.lengthYears ? next.enrolled[g + 1] : next.graduates;
      // more than came in are transfers: they do not make survival exceed 1
      if (stayed !== undefined && started > 0) into(g, Math.min(stayed, started), started);
    });
  }
}

/**
 * Survival from each grade to graduation per programme, over the last `rateYears` years, partially pooled programme → class → category → level → all: the product of the pooled
 * shares that stay from grade to grade and from the last to graduation.
 * Source: docs/model.md, Supply 1.
 *
 * @param snapshot of the city
 * @returns shares by programme id; 1 where nobody reported two years running
 * @example survivalRates({ asOfYear: 2025, parameters: { rateYears: 3, poolingStrength: 0 }, majors: [], programmes: [{ id: 'p', lengthYears: 2, years: [{ year: 2024, enrolled: [40, 40], graduates: 0 }, { year: 2025, enrolled: [40, 30], graduates: 20 }] }] }).get('p').toGraduation // → [0.375, 0.5]
 */
export function survivalRates(snapshot: CitySnapshot): ReadonlyMap<string, Survival> {
  const { poolingStrength, rateYears } = snapshot.parameters;
  const pool = createPool(snapshot, 'all');
  for (const programme of snapshot.programmes) {
    countTransitions(programme, snapshot.asOfYear - rateYears, (step, stayed, started) => {
      pool.add(programme, step, stayed, started);
    });
  }
  return new Map(
    snapshot.programmes.map((programme) => {
      const steps = Array.from({ length: programme.lengthYears }, (_, step) => pool.rateOf(programme, step, 1));
      const toGraduation = steps.map((_, g) => steps.slice(g).reduce((product, { rate }) => product * rate, 1));
      return [programme.id, { toGraduation, basis: poolingStrength + (steps[0]?.own ?? 0) }];
    }),
  );
}
