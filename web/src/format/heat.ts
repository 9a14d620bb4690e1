import type { HeatCell } from '../api/client.ts';

export type HeatUnit = 'share' | 'persons';
/** How far from balance: 3 short … 0 even … −3 over; null: nothing to colour. */
export type HeatStep = 3 | 2 | 1 | 0 | -1 | -2 | -3;
export const heatSteps: readonly HeatStep[] = [3, 2, 1, 0, -1, -2, -3];

/** Shares of demand at which a shortage and a surplus change colour: supply ÷ demand of 0.9, 0.7 and 0.5, and their reciprocals, so that both sides are as far from balance. */
const shortFrom = [0.1, 0.3, 0.5] as const;
const overFrom = [1 / 0.9 - 1, 1 / 0.7 - 1, 1] as const;
/** Parts of the limit at which persons do. */
const partsOfLimit = [0.05, 0.25, 0.6] as const;

function stepFrom(value: number, limits: readonly [number, number, number]): 0 | 1 | 2 | 3 {
  const [one, two, three] = limits;
  return value >= three ? 3 : value >= two ? 2 : value >= one ? 1 : 0;
}
const over = (step: 0 | 1 | 2 | 3): HeatStep => (step === 0 ? 0 : step === 1 ? -1 : step === 2 ? -2 : -3);

/** @param limit persons that nine in ten gaps do not reach. */
export function heatStep({ gap, share, supply }: HeatCell, unit: HeatUnit, limit: number): HeatStep | null {
  if (gap === null) return null;
  if (unit === 'persons') {
    const step = stepFrom(Math.abs(gap) / limit, partsOfLimit);
    return gap >= 0 ? step : over(step);
  }
  if (share === null) return supply > 0 ? -3 : 0; // nobody is wanted: whoever graduates is too many
  return share >= 0 ? stepFrom(share, shortFrom) : over(stepFrom(-share, overFrom));
}

/** Nine in ten of the gaps shown are below it. */
export function heatLimit(cells: readonly HeatCell[]): number {
  const sizes = cells.flatMap(({ gap }) => (gap === null ? [] : [Math.abs(gap)])).sort((a, b) => a - b);
  return Math.max(1, sizes[Math.floor((sizes.length - 1) * 0.9)] ?? 1);
}
