import { WINDOW_YEARS, type BankRun } from './bank-run.ts';
import { components, scales, smoothingCount } from './components.ts';

/** Prior of the error variance: one observation of this share of the mean. */
const PRIOR_ERROR = 0.012;

/** The window on each scale, less its first value; all zeros on a scale that is not in use. */
const [raw, root, log] = [new Float64Array(WINDOW_YEARS), new Float64Array(WINDOW_YEARS), new Float64Array(WINDOW_YEARS)];
export const windows = [raw, root, log] as const;

/** (λ − 1)·Σ log y by scale. */
export const jacobians = new Float64Array(scales.length);
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
    run.variance[to + offset] = run.variance[from + offset]!;
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
  run.variance[pair] = total / degrees;
  run.evidence[pair] = -0.5 * degrees * Math.log(total) + design.evidence[index]! + jacobians[scale]!;
}

/**
 * Every component over `windows` on every scale in use: the states, least squares and evidence of all pairs of the run.
 * Smoothing: level ← level + φ·slope + α·error, slope ← φ·slope + β·error. Reversion: error = deviation − ρ·deviation of the year before.
 * Source: exponential smoothing in state-space form, Hyndman, Koehler, Ord & Snyder (2008); AR(1) by conditional least squares.
 *
 * @param run whose years, design, degrees and scales in use are set; receives one number a pair in each of its tables
 * @example (() => { const run = createBankRun(); run.years = 1; windows[0][0] = 0; runComponents(run); return run.last.every((level) => level === 0); })() // → true
 */
export function runComponents(run: BankRun): void {
  for (let index = 0; index < smoothingCount; index++) {
    if (twins[index] === index) runSmoothing(run, index);
    else copyTwin(run, twins[index]!, index);
  }
  for (let index = smoothingCount; index < components.length; index++) runReversion(run, index);
}
