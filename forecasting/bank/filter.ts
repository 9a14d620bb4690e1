import { components, pairCount, scales, smoothingCount } from './components.ts';
import { designFor, type Design } from './design.ts';

/** The bank run over one history: for every component–scale pair what a forecast needs. Reused from call to call. */
export interface BankRun {
  /** years in the window */
  years: number;
  /** mean of the window, the unit of everything below */
  unit: number;
  design: Design;
  /** scales in use: 3 when every value is above 0, else 1 */
  usedScales: number;
  /** degrees of freedom of the error variance */
  degrees: number;
  /** log marginal likelihood by pair, up to a constant */
  readonly evidence: Float64Array;
  /** level (smoothing) or last deviation from the offset (reversion) before the correction for the integrated start, by pair */
  readonly last: Float64Array;
  readonly lastSlope: Float64Array;
  /** posterior mean of initial level and slope, by pair */
  readonly startLevel: Float64Array;
  readonly startSlope: Float64Array;
  /** standard deviation of the errors, by pair, on its scale */
  readonly deviation: Float64Array;
  /** first value of the window on each scale, added back to every forecast */
  readonly offset: Float64Array;
}

/** Older years say little about the next ones and cost accuracy. */
export const WINDOW_YEARS = 28;
/** Prior of the error variance: one observation of this share of the mean. */
const PRIOR_ERROR = 0.012;

export function createBankRun(): BankRun {
  const pairs = (): Float64Array => new Float64Array(pairCount);
  return {
    years: 0,
    unit: 1,
    design: designFor(1, 1),
    usedScales: 1,
    degrees: 1,
    evidence: pairs(),
    last: pairs(),
    lastSlope: pairs(),
    startLevel: pairs(),
    startSlope: pairs(),
    deviation: pairs(),
    offset: new Float64Array(scales.length),
  };
}

/** Onto a scale: the Box–Cox transform without its constant. */
export function toScale(value: number, scaleIndex: number): number {
  return scaleIndex === 0 ? value : scaleIndex === 1 ? 2 * Math.sqrt(value) : Math.log(value);
}

/** Back from a scale; the logarithm is cut where its exponential would leave any plausible range. */
export function fromScale(value: number, scaleIndex: number): number {
  if (scaleIndex === 0) return value;
  if (scaleIndex === 1) return value < 0 ? 0 : (value * value) / 4;
  return Math.exp(value > 12 ? 12 : value);
}

const transformed = new Float64Array(WINDOW_YEARS);

/**
 * Runs every component over a history on every scale it allows, in one pass each.
 * The log marginal likelihood is −ν/2 · log(sum of squares + prior) + determinants + (λ − 1)·Σ log y: level, slope and variance integrated out, comparable across scales.
 *
 * @param run where the results go
 * @param values window of at most 28 yearly values ≥ 0, oldest first, gaps filled
 * @param reported how many of them are reports: filled years count for nothing
 * @param reach years ahead that will be asked for
 */
export function runBank(run: BankRun, values: readonly number[], reported: number, reach: number): void {
  const years = values.length;
  let sum = 0;
  let positive = true;
  for (const value of values) {
    sum += value;
    if (!(value > 0)) positive = false;
  }
  run.years = years;
  run.unit = sum > 0 ? sum / years : 1;
  run.design = designFor(years, reach);
  run.usedScales = positive ? scales.length : 1;
  run.degrees = reported;
  let logs = 0;
  if (positive) for (const value of values) logs += Math.log(value / run.unit);
  for (let scale = 0; scale < run.usedScales; scale++) {
    for (let year = 0; year < years; year++) transformed[year] = toScale(values[year]! / run.unit, scale);
    run.offset[scale] = transformed[0]!;
    for (let year = years - 1; year >= 0; year--) transformed[year]! -= transformed[0]!;
    runScale(run, scale * components.length, (scales[scale]! - 1) * logs);
  }
}

const alphas = Float64Array.from(components, ({ alpha }) => alpha);
const betas = Float64Array.from(components, ({ beta }) => beta);
const dampings = Float64Array.from(components, ({ damping }) => damping);
const persistences = Float64Array.from(components, ({ persistence = 0 }) => persistence);

/** Every component over the values on one scale: errors, their products with the design's two columns, and what is left of their squares, in one pass. */
function runScale(run: BankRun, firstPair: number, jacobian: number): void {
  const { years, design } = run;
  const { level: levelColumn, slope: slopeColumn } = design;
  for (let index = 0; index < smoothingCount; index++) {
    const alpha = alphas[index]!;
    const beta = betas[index]!;
    const damping = dampings[index]!;
    let level = 0;
    let slope = 0;
    let onLevel = 0;
    let onSlope = 0;
    let squares = 0;
    for (let year = 0, at = index * years; year < years; year++, at++) {
      const faded = damping * slope;
      const expected = level + faded;
      const error = transformed[year]! - expected;
      level = expected + alpha * error;
      slope = faded + beta * error;
      onLevel += levelColumn[at]! * error;
      onSlope += slopeColumn[at]! * error;
      squares += error * error;
    }
    const pair = firstPair + index;
    run.last[pair] = level;
    run.lastSlope[pair] = slope;
    conclude(run, index, pair, onLevel, onSlope, squares, jacobian);
  }
  for (let index = smoothingCount; index < components.length; index++) {
    const rho = persistences[index]!;
    let onLevel = 0;
    let onSlope = 0;
    let squares = 0;
    for (let year = 0, at = index * years; year < years; year++, at++) {
      const error = year === 0 ? Math.sqrt(1 - rho * rho) * transformed[0]! : transformed[year]! - rho * transformed[year - 1]!;
      onLevel += levelColumn[at]! * error;
      onSlope += slopeColumn[at]! * error;
      squares += error * error;
    }
    const pair = firstPair + index;
    run.last[pair] = 0;
    run.lastSlope[pair] = transformed[years - 1]!;
    conclude(run, index, pair, onLevel, onSlope, squares, jacobian);
  }
}

/** Least squares for level and slope, error variance and evidence of one pair. */
function conclude(run: BankRun, index: number, pair: number, onLevel: number, onSlope: number, squares: number, jacobian: number): void {
  const { design, degrees } = run;
  const at = index * 3;
  const level = design.inverse[at]! * onLevel + design.inverse[at + 1]! * onSlope;
  const slope = design.inverse[at + 1]! * onLevel + design.inverse[at + 2]! * onSlope;
  const left = squares - level * onLevel - slope * onSlope;
  const total = (left > 0 ? left : 0) + PRIOR_ERROR * PRIOR_ERROR;
  run.startLevel[pair] = level;
  run.startSlope[pair] = slope;
  run.deviation[pair] = Math.sqrt(total / degrees);
  run.evidence[pair] = -0.5 * degrees * Math.log(total) + design.evidence[index]! + jacobian;
}

/** Forecast of a pair on its own scale, `step` years ahead counted from 0. */
export function pairForecast(run: BankRun, pair: number, step: number): number {
  const size = components.length;
  const scale = pair < size ? 0 : pair < 2 * size ? 1 : 2;
  const at = (pair - scale * size) * run.design.reach + step;
  const { design } = run;
  return (
    run.offset[scale]! +
    run.last[pair]! +
    design.carry[at]! * run.lastSlope[pair]! +
    design.levelAhead[at]! * run.startLevel[pair]! +
    design.slopeAhead[at]! * run.startSlope[pair]!
  );
}
