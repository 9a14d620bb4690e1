import { openingsOf } from './openings.ts';
import type { Parameters } from './parameters.ts';

/**
 * Entry demand of an occupation as its mean forecast has it: λ_net × openings of the mean of employees, or λ_gross × mean hires. The mean over paths is not exactly this (openings
 * are clamped on each path), so it splits figures of a run and is none.
 * Source: docs/model.md, Demand 4.
 *
 * @param series employees (stock) or hires (flow): level at t0 and mean of t0+1 … t0+H, persons
 * @param parameters of the run: separations σ a year, shares λ that entrants fill
 * @returns persons a year, length H
 * @example [...expectedEntry({ nature: 'flow', level: 9, means: [10, 20] }, { sigma: 0.1, lambdaNet: 0.5, lambdaGross: 0.25 })] // → [2.5, 5]
 */
export function expectedEntry(
  series: { readonly nature: 'stock' | 'flow'; readonly level: number; readonly means: readonly number[] },
  { sigma, lambdaNet, lambdaGross }: Pick<Parameters, 'sigma' | 'lambdaNet' | 'lambdaGross'>,
): Float64Array {
  if (series.nature === 'flow') return Float64Array.from(series.means, (mean) => lambdaGross * mean);
  return openingsOf(Float64Array.of(series.level, ...series.means), sigma).total.map((persons) => lambdaNet * persons);
}
