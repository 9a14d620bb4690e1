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

/**
 * Work tables for `runBank`, one entry a pair.
 *
 * @example createBankRun().evidence.length === pairCount // → true
 */
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

/**
 * Onto a scale: the Box–Cox transform without its constant, y, 2√y or log y. Source: Box & Cox (1964).
 *
 * @param value in units of the window's mean; above 0 on the logarithm
 * @param scaleIndex position in `scales`
 * @example [toScale(9, 0), toScale(9, 1), toScale(1, 2)] // → [9, 6, 0]
 */
export function toScale(value: number, scaleIndex: number): number {
  return scaleIndex === 0 ? value : scaleIndex === 1 ? 2 * Math.sqrt(value) : Math.log(value);
}

/**
 * Back from a scale, the inverse of `toScale`; a root below 0 gives 0, and the logarithm is cut at 12, where its exponential would leave any plausible range.
 *
 * @param value on the scale
 * @param scaleIndex position in `scales`
 * @returns value in units of the window's mean
 * @example [fromScale(9, 0), fromScale(6, 1), fromScale(0, 2)] // → [9, 9, 1]
 */
export function fromScale(value: number, scaleIndex: number): number {
  if (scaleIndex === 0) return value;
  if (scaleIndex === 1) return value < 0 ? 0 : (value * value) / 4;
  return Math.exp(value > 12 ? 12 : value);
}

/** The window on each scale, less its first value; all zeros on a scale that is not in use. */
const [raw, root, log] = [new Float64Array(WINDOW_YEARS), new Float64Array(WINDOW_YEARS), new Float64Array(WINDOW_YEARS)];
const windows = [raw, root, log] as const;

/**
 * Runs every component over a history on every scale it allows, in one pass each.
 * The log marginal likelihood is −ν/2 · log(sum of squares + prior) + determinants + (λ − 1)·Σ log y: level, slope and variance integrated out, comparable across scales.
 *
 * @param run where the results go
 * @param values window of at most 28 yearly values ≥ 0, oldest first, gaps filled
 * @param reported how many of them are reports: filled years count for nothing
 * @param reach years ahead that will be asked for
 * @example (() => { const run = createBankRun(); runBank(run, [4, 4, 4], 3, 2); return [run.unit, run.usedScales]; })() // → [4, 3]
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
  windows.forEach((window, scale) => {
    if (scale >= run.usedScales) {
      window.fill(0);
      return;
    }
    const offset = toScale(values[0]! / run.unit, scale);
    run.offset[scale] = offset;
    for (let year = 0; year < years; year++) window[year] = toScale(values[year]! / run.unit, scale) - offset;
    jacobians[scale] = (scales[scale]! - 1) * logs;
  });
  for (let index = 0; index < smoothingCount; index++) {
    if (twins[index] === index) runSmoothing(run, index);
    else copyTwin(run, twins[index]!, index);
  }
  for (let index = smoothingCount; index < components.length; index++) runReversion(run, index);
}

/** (λ − 1)·Σ log y by scale. */
const jacobians = new Float64Array(scales.length);
const alphas = Float64Array.from(components, ({ alpha }) => alpha);
const betas = Float64Array.from(components, ({ beta }) => beta);
const dampings = Float64Array.from(components, ({ damping }) => damping);
const persistences = Float64Array.from(components, ({ persistence = 0 }) => persistence);

/** First component with the same filter: those that differ only beyond the last year share everything inside the history. */
const twins = Int32Array.from(components, ({ alpha, beta, damping, persistence }, index) =>
  persistence === undefined ? components.findIndex((other) => other.alpha === alpha && other.beta === beta && other.damping === damping) : index,
);

function copyTwin(run: BankRun, from: number, to: number): void {
  for (let scale = 0, offset = 0; scale < run.usedScales; scale++, offset += components.length) {
    run.last[to + offset] = run.last[from + offset]!;
    run.lastSlope[to + offset] = run.lastSlope[from + offset]!;
    run.startLevel[to + offset] = run.startLevel[from + offset]!;
    run.startSlope[to + offset] = run.startSlope[from + offset]!;
    run.deviation[to + offset] = run.deviation[from + offset]!;
    run.evidence[to + offset] = run.evidence[from + offset]!;
  }
}

/**
 * One smoothing component over the window on all scales: errors, their products with the design's two columns, and the sum of their squares, in one pass.
 * Three scales side by side, written out, because one recursion alone leaves the processor waiting for its own last result: measured, half the time. The first year's error is 0.
 */
function runSmoothing(run: BankRun, index: number): void {
  const { years, design, usedScales } = run;
  const { level: levelColumn, slope: slopeColumn } = design;
  const alpha = alphas[index]!;
  const beta = betas[index]!;
  const damping = dampings[index]!;
  let [level0, slope0, onLevel0, onSlope0, squares0] = [0, 0, 0, 0, 0];
  let [level1, slope1, onLevel1, onSlope1, squares1] = [0, 0, 0, 0, 0];
  let [level2, slope2, onLevel2, onSlope2, squares2] = [0, 0, 0, 0, 0];
  for (let year = 1, at = index * years + 1; year < years; year++, at++) {
    const byLevel = levelColumn[at]!;
    const bySlope = slopeColumn[at]!;
    const faded0 = damping * slope0;
    const faded1 = damping * slope1;
    const faded2 = damping * slope2;
    const expected0 = level0 + faded0;
    const expected1 = level1 + faded1;
    const expected2 = level2 + faded2;
    const error0 = raw[year]! - expected0;
    const error1 = root[year]! - expected1;
    const error2 = log[year]! - expected2;
    level0 = expected0 + alpha * error0;
    level1 = expected1 + alpha * error1;
    level2 = expected2 + alpha * error2;
    slope0 = faded0 + beta * error0;
    slope1 = faded1 + beta * error1;
    slope2 = faded2 + beta * error2;
    onLevel0 += byLevel * error0;
    onLevel1 += byLevel * error1;
    onLevel2 += byLevel * error2;
    onSlope0 += bySlope * error0;
    onSlope1 += bySlope * error1;
    onSlope2 += bySlope * error2;
    squares0 += error0 * error0;
    squares1 += error1 * error1;
    squares2 += error2 * error2;
  }
  conclude(run, index, 0, level0, slope0, onLevel0, onSlope0, squares0);
  if (usedScales === 1) return;
  conclude(run, index, 1, level1, slope1, onLevel1, onSlope1, squares1);
  conclude(run, index, 2, level2, slope2, onLevel2, onSlope2, squares2);
}

/** One reverting component over the window, scale by scale: its errors do not wait for each other. */
function runReversion(run: BankRun, index: number): void {
  const { years, design, usedScales } = run;
  const { level: levelColumn, slope: slopeColumn } = design;
  const rho = persistences[index]!;
  for (let scale = 0; scale < usedScales; scale++) {
    const window = windows[scale]!;
    let onLevel = 0;
    let onSlope = 0;
    let squares = 0;
    for (let year = 1, at = index * years + 1; year < years; year++, at++) {
      const error = window[year]! - rho * window[year - 1]!;
      onLevel += levelColumn[at]! * error;
      onSlope += slopeColumn[at]! * error;
      squares += error * error;
    }
    conclude(run, index, scale, 0, window[years - 1]!, onLevel, onSlope, squares);
  }
}

/** Last state, least squares for initial level and slope, error variance and evidence of one pair. */
function conclude(run: BankRun, index: number, scale: number, last: number, lastSlope: number, onLevel: number, onSlope: number, squares: number): void {
  const { design, degrees } = run;
  const pair = scale * components.length + index;
  const at = index * 3;
  const level = design.inverse[at]! * onLevel + design.inverse[at + 1]! * onSlope;
  const slope = design.inverse[at + 1]! * onLevel + design.inverse[at + 2]! * onSlope;
  const left = squares - level * onLevel - slope * onSlope;
  const total = (left > 0 ? left : 0) + PRIOR_ERROR * PRIOR_ERROR;
  run.last[pair] = last;
  run.lastSlope[pair] = lastSlope;
  run.startLevel[pair] = level;
  run.startSlope[pair] = slope;
  run.deviation[pair] = Math.sqrt(total / degrees);
  run.evidence[pair] = -0.5 * degrees * Math.log(total) + design.evidence[index]! + jacobians[scale]!;
}

/**
 * Forecast of a pair on its own scale: offset + last level + carry·last slope + response to the integrated initial level and slope.
 *
 * @param run of the bank
 * @param pair scale index × components + component index
 * @param step years ahead counted from 0, below the reach of the run
 * @returns value on the pair's scale, in units of the window's mean
 * @example (() => { const run = createBankRun(); runBank(run, [4, 4, 4], 3, 2); return Math.round(4 * pairForecast(run, 0, 1)); })() // → 4
 */
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
