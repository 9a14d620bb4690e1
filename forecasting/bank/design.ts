import { components } from './components.ts';

/**
 * What depends only on the component and the length of the history, for all components at once.
 * Errors of a component are linear in its initial level and slope: errors = errors from zero − (row of `level`)·level₀ − (row of `slope`)·slope₀,
 * so both are integrated out by a two-column least squares with a weak prior.
 */
export interface Design {
  /** [component][year], response of the errors to the initial level */
  readonly level: Float64Array;
  /** [component][year], response of the errors to the initial slope */
  readonly slope: Float64Array;
  /** inverse of the 2 × 2 normal matrix, three numbers a component */
  readonly inverse: Float64Array;
  /** log determinant terms of the marginal likelihood, by component */
  readonly evidence: Float64Array;
  /**
   * [component][step][`aheadWidth`], side by side because they are read together: response of the forecast to the last slope (smoothing) or to the last deviation (reversion), to the initial
   * level, to the initial slope; predictive variance in units of the error variance, uncertainty of level and slope included
   */
  readonly ahead: Float64Array;
  /** years ahead the tables reach */
  readonly reach: number;
}

/** Numbers a component and step in `ahead`. */
export const aheadWidth = 4;
const [CARRY, LEVEL, SLOPE, VARIANCE] = [0, 1, 2, 3] as const;

/** Prior of the initial slope: normal with this many error standard deviations. */
const SLOPE_PRIOR = 2;
/** Prior precision of the initial level: all but flat. */
const LEVEL_PRECISION = 1e-4;

const cache = new Map<number, Design>();

/**
 * The design for histories of `years` years, made once and kept. With X = [row of `level`, row of `slope`] of a component, `inverse` is (XᵀX + prior precision)⁻¹ and the predictive variance
 * at step h is the errors' own, Σ of squared responses, plus xₕᵀ·inverse·xₕ with xₕ the responses of the forecast to level and slope.
 * Source: state-space form of exponential smoothing, Hyndman, Koehler, Ord & Snyder (2008), chapters 3 and 6.
 *
 * @param years length of the window, ≥ 1
 * @param reach years ahead, ≥ 1
 * @returns tables of every component, row-major, reaching at least `reach` years ahead
 * @example designFor(3, 2).level.length === 3 * components.length // → true
 */
export function designFor(years: number, reach: number): Design {
  const known = cache.get(years);
  if (known !== undefined && known.reach >= reach) return known;
  const design = buildDesign(years, Math.max(8, reach));
  cache.set(years, design);
  return design;
}

function buildDesign(years: number, reach: number): Design {
  const size = components.length;
  const table = (columns: number): Float64Array => new Float64Array(size * columns);
  const design: Design = {
    level: table(years),
    slope: table(years),
    inverse: table(3),
    evidence: table(1),
    ahead: table(reach * aheadWidth),
    reach,
  };
  components.forEach((component, index) => {
    const sloped = component.persistence === undefined ? fillSmoothing(design, index, years) : fillReversion(design, index, years);
    integrate(design, index, years, sloped, component.persistence ?? 0);
  });
  return design;
}

/** Fills the rows of a smoothing component; the variance holds the errors' own part only. Returns whether it has a slope. */
function fillSmoothing(design: Design, index: number, years: number): boolean {
  const { alpha, beta, damping, fade } = components[index]!;
  const { reach, ahead } = design;
  for (const [rows, response, start] of [
    [design.level, LEVEL, { level: 1, slope: 0 }],
    [design.slope, SLOPE, { level: 0, slope: damping > 0 ? 1 : 0 }],
  ] as const) {
    let { level, slope } = start;
    for (let year = 0; year < years; year++) {
      const expected = level + damping * slope;
      rows[index * years + year] = expected;
      level = expected - alpha * expected;
      slope = damping * slope - beta * expected;
    }
    let sum = 0;
    for (let step = 0, power = fade; step < reach; step++, power *= fade) {
      sum += power;
      ahead[(index * reach + step) * aheadWidth + response] = level + sum * slope;
    }
  }
  let variance = 1;
  let sum = 0;
  for (let step = 0, power = fade; step < reach; step++, power *= fade) {
    sum += power;
    const at = (index * reach + step) * aheadWidth;
    ahead[at + CARRY] = sum;
    ahead[at + VARIANCE] = variance;
    variance += (alpha + beta * sum) ** 2;
  }
  return damping > 0;
}

/** Fills the rows of an AR(1) around a mean or a line. */
function fillReversion(design: Design, index: number, years: number): boolean {
  const { persistence: rho = 0, around } = components[index]!;
  const { reach, ahead } = design;
  const first = Math.sqrt(1 - rho * rho);
  const curve = (year: number): number => (around === 'mean' ? 0 : year - (years - 1) / 2);
  for (let year = 0; year < years; year++) {
    design.level[index * years + year] = year === 0 ? first : 1 - rho;
    design.slope[index * years + year] = year === 0 ? first * curve(0) : curve(year) - rho * curve(year - 1);
  }
  let variance = 0;
  for (let step = 0, power = rho, lag = 1; step < reach; step++, power *= rho, lag *= rho) {
    const at = (index * reach + step) * aheadWidth;
    ahead[at + CARRY] = power;
    ahead[at + LEVEL] = 1 - power;
    ahead[at + SLOPE] = curve(years + step) - power * curve(years - 1);
    variance += lag * lag;
    ahead[at + VARIANCE] = variance;
  }
  return around !== 'mean';
}

/** Adds the prior, inverts the normal matrix, and adds the uncertainty of level and slope to the predictive variance. */
function integrate(design: Design, index: number, years: number, sloped: boolean, rho: number): void {
  const precision = sloped ? 1 / SLOPE_PRIOR ** 2 : 1;
  let a = LEVEL_PRECISION;
  let b = 0;
  let d = precision;
  for (let at = index * years; at < (index + 1) * years; at++) {
    a += design.level[at]! ** 2;
    b += design.level[at]! * design.slope[at]!;
    d += design.slope[at]! ** 2;
  }
  const determinant = a * d - b * b;
  const inverse = [d / determinant, -b / determinant, a / determinant] as const;
  design.inverse.set(inverse, index * 3);
  design.evidence[index] = -0.5 * Math.log(determinant) + 0.5 * Math.log(precision) + 0.5 * Math.log(1 - rho * rho);
  const { ahead } = design;
  for (let at = index * design.reach * aheadWidth; at < (index + 1) * design.reach * aheadWidth; at += aheadWidth) {
    const x = ahead[at + LEVEL]!;
    const y = ahead[at + SLOPE]!;
    ahead[at + VARIANCE]! += x * x * inverse[0] + 2 * x * y * inverse[1] + y * y * inverse[2];
  }
}
