import type { FittedSeries } from './paths.ts';

/** A fit with what its rolling origins showed. */
export interface StoredFit extends FittedSeries {
  readonly side: string;
  readonly skill: number | null;
  readonly widthScores: readonly (readonly number[])[];
}

/** The engine's own widths count like this many tests: few tests change little. */
const priorTests = 60;
const narrowest = 0.4;
const widest = 2.5;

/**
 * Factor by which the intervals of a side (stocks, hires, intakes) are widened or narrowed: the 80 % quantile of its rolling-origin errors in half-widths,
 * pooled over all its series and shrunk towards 1. The engine's widths are learned on other series; a city's own past says how far they hold here
 * (split conformal prediction, Vovk et al. 2005, pooled).
 *
 * @param scores |error| ÷ half-width of the 80 % interval, one a test
 */
export function widthFactor(scores: readonly number[]): number {
  if (scores.length === 0) return 1;
  const sorted = [...scores].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil(0.8 * (sorted.length + 1)));
  const factor = (sorted.length * sorted[rank - 1]! + priorTests) / (sorted.length + priorTests);
  return Math.min(widest, Math.max(narrowest, factor));
}

/**
 * Every fit with its spread and bounds scaled about its mean by the factor of its side and of the years ahead (beyond the tested ones, the last); never
 * below 0.
 */
export function calibrateFits(fits: ReadonlyMap<string, StoredFit>): Map<string, StoredFit> {
  const factors = new Map([...Map.groupBy(fits.values(), (fit) => fit.side)].map(([side, group]) => [side, factorsOf(group)]));
  return new Map(
    [...fits].map(([code, fit]) => {
      const bySteps = factors.get(fit.side)!;
      const factor = (h: number) => bySteps[Math.min(h, bySteps.length - 1)] ?? 1;
      const scaled = (bounds: readonly number[]) => bounds.map((bound, h) => Math.max(0, fit.mean[h]! + factor(h) * (bound - fit.mean[h]!)));
      return [
        code,
        {
          ...fit,
          ...{ lo80: scaled(fit.lo80), hi80: scaled(fit.hi80), lo95: scaled(fit.lo95), hi95: scaled(fit.hi95) },
          spread: fit.spread.map((spread, h) => factor(h) * spread),
        },
      ];
    }),
  );
}

function factorsOf(group: readonly StoredFit[]): number[] {
  const steps = Math.max(0, ...group.map((fit) => fit.widthScores.length));
  return Array.from({ length: steps }, (_, h) => widthFactor(group.flatMap((fit) => fit.widthScores[h] ?? [])));
}
