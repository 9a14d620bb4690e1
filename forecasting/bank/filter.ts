import type { BankRun } from './bank-run.ts';
import { components, scales } from './components.ts';
import { aheadWidth, designFor } from './design.ts';
import { jacobians, runComponents, windows } from './recursions.ts';
import { toScale } from './scale.ts';

/**
 * Runs every component over a history on every scale it allows, in one pass each.
 * The log marginal likelihood is −ν/2 · log(sum of squares + prior) + determinants + (λ − 1)·Σ log y: level, slope and variance integrated out, comparable across scales.
 * Source: exponential smoothing in state-space form, Hyndman, Koehler, Ord & Snyder (2008); the variance is integrated out as in a normal–inverse-gamma regression.
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
  runComponents(run);
}

/**
 * Forecast of a pair on its own scale: offset + last level + carry·last slope + response to the integrated initial level and slope.
 * Source: exponential smoothing in state-space form, Hyndman, Koehler, Ord & Snyder (2008).
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
  const at = ((pair - scale * size) * run.design.reach + step) * aheadWidth;
  const { ahead } = run.design;
  return (
    run.offset[scale]! + run.last[pair]! + ahead[at]! * run.lastSlope[pair]! + ahead[at + 1]! * run.startLevel[pair]! + ahead[at + 2]! * run.startSlope[pair]!
  );
}
