/** Years of a block over which openings are clamped at zero: a yearly clamp would turn noise into demand (+31 % on a flat series with 8 % noise). */
export const blockYears = 3;

export interface Openings {
  /** Openings by year ahead, persons. */
  readonly total: Float64Array;
  readonly growth: Float64Array;
  readonly replacement: Float64Array;
}

/**
 * Openings of one path of employees: over each fixed block of three years a…b (the last one cut at the horizon)
 * max(0, E(b) − E(a−1) + Σ σ·E(t−1)), spread over its years in proportion to E. Growth and replacement are kept apart; their sum before the clamp is shown.
 * Source: docs/model.md, Demand 2: growth plus replacement on blocks, as statistical offices publish openings (BLS, Employment Projections).
 *
 * @param employees E(t0), E(t0+1) … E(t0+H), length H + 1
 * @param sigma separations a year as a share of employees
 * @param into arrays of length H to write into
 * @returns them
 * @example [...openingsOf(new Float64Array([100, 100]), 0.1).total] // → [10]
 */
export function openingsOf(employees: Float64Array, sigma: number, into: Openings = emptyOpenings(employees.length - 1)): Openings {
  const horizon = employees.length - 1;
  const { total, growth, replacement } = into;
  for (let start = 1; start <= horizon; start += blockYears) {
    const end = Math.min(horizon, start + blockYears - 1);
    const change = employees[end]! - employees[start - 1]!;
    let left = 0;
    let weight = 0;
    for (let t = start; t <= end; t++) {
      left += sigma * employees[t - 1]!;
      weight += employees[t]!;
    }
    const openings = Math.max(0, change + left);
    for (let t = start; t <= end; t++) {
      const share = weight > 0 ? employees[t]! / weight : 1 / (end - start + 1);
      total[t - 1] = openings * share;
      growth[t - 1] = change * share;
      replacement[t - 1] = left * share;
    }
  }
  return into;
}

/**
 * Openings of nobody.
 * Source: docs/model.md, Demand 2: growth plus replacement on blocks, as statistical offices publish openings (BLS, Employment Projections).
 *
 * @param horizon H
 * @returns zeros by year, persons
 * @example emptyOpenings(2).total.length // → 2
 */
export function emptyOpenings(horizon: number): Openings {
  return { total: new Float64Array(horizon), growth: new Float64Array(horizon), replacement: new Float64Array(horizon) };
}
