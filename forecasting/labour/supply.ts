import { isOpen } from './base-series.ts';
import { normalsPerPath } from '../pooled/paths.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { mixNormals, normalsOf, pathsOf, withLuck } from './paths.ts';
import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';
import type { Survival } from './survival.ts';

/** Effective persons behind a rate once years differ: a common year effect keeps large cohorts from looking certain. */
const yearEffectBasis = 150;

/**
 * Graduates of a cohort of n, given one standard normal: beta-binomial mean n·s and variance n·s(1−s)·(1 + (n−1)/(c+1)), with c the persons the rate
 * rests on (capped, for the common year effect); kept within 0…n.
 */
export function graduatesOf(n: number, rate: number, basis: number, normal: number): number {
  const c = Math.min(basis, yearEffectBasis);
  const variance = n * rate * (1 - rate) * (1 + Math.max(0, n - 1) / (c + 1));
  return Math.min(n, Math.max(0, n * rate + Math.sqrt(variance) * normal));
}

/**
 * Graduates of one programme by year ahead on every path, row-major [path][year 1…H]. Cohorts enrolled at t0 are followed to graduation; later ones need
 * an intake, drawn from its forecast. Graduates of year t left in June of t: grade g of September t0 leaves in t0 + L − g + 1.
 */
export function programmeSupply(
  snapshot: CitySnapshot,
  programme: SnapshotProgramme,
  survival: Survival,
  intake: BaseForecast | undefined,
  correlation: number,
  horizon: number,
  shared: Float64Array,
): Float64Array {
  const { paths } = snapshot.parameters;
  const t0 = snapshot.asOfYear;
  const L = programme.lengthYears;
  const width = horizon + 1;
  const key = `${snapshot.region}|${programme.major}|${programme.school}`;
  const normals = mixNormals(shared, normalsOf(`${key}|intake`, paths * normalsPerPath(horizon)), correlation);
  const intakes = intake && isOpen(programme, t0) ? withLuck(pathsOf(intake, normals), intake.luck, `${key}|luck`) : undefined;
  const enrolled = programme.years.find((year) => year.year === t0)?.enrolled ?? [];
  const cohortNormals = normalsOf(`${key}|graduation`, paths * horizon);
  const supply = new Float64Array(paths * horizon);
  for (let i = 0; i < paths; i++) {
    for (let h = 1; h <= horizon; h++) {
      const grade = L - h + 1; // grade at t0 of those who leave h years later; below 1 they come after t0
      const n = grade >= 1 ? (enrolled[grade - 1] ?? 0) : (intakes?.[i * width + (1 - grade)] ?? 0);
      const rate = survival.toGraduation[Math.max(0, grade - 1)] ?? 1;
      supply[i * horizon + h - 1] = n > 0 ? graduatesOf(n, rate, survival.basis, cohortNormals[i * horizon + h - 1]!) : 0;
    }
  }
  return supply;
}
