import { firstObservations, type Observations, type SeriesKind } from '../series.ts';
import { fitCandidates } from './candidates.ts';
import { blend, rollCandidates, weigh, type Rolled } from './combine.ts';
import { intervalsAround, type Bounds } from './intervals.ts';

export interface EngineFit extends Bounds {
  readonly mean: number[];
  readonly level: number;
  readonly levelSpread: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** Reports at rolling origins whose one-step errors enter the interval width. */
const RESIDUAL_ORIGINS = 6;

/**
 * The engine on clean observations: a weighted mean of the candidates with intervals around it.
 *
 * @param observations length n ≥ 1
 * @param horizon years ahead, ≥ 1
 * @param kind counts get whole bounds
 * @param rolled the candidates at earlier origins; pass it when the same series is fitted at several origins
 * @returns means and bounds of length `horizon`
 * @example fitEngine({ times: [0, 1, 2], values: [10, 20, 30], origin: 2 }, 1, 'measure').mean[0] > 30 // → true
 */
export function fitEngine(observations: Observations, horizon: number, kind: SeriesKind, rolled: Rolled = rollCandidates(observations)): EngineFit {
  const candidates = fitCandidates(observations, horizon);
  const weights = weigh(observations, candidates, rolled);
  const mean = Array.from({ length: horizon }, (_, index) => blend(candidates, weights, index + 1));
  const bounds = intervalsAround(observations, mean, oneStepResiduals(observations, rolled), kind);
  const level = blend(candidates, weights, 0);
  const scatter = candidates.reduce((sum, one) => sum + weights[one.name]! * (one.level - level) ** 2, 0);
  return { ...bounds, mean, level, levelSpread: Math.sqrt(scatter + bounds.spread[0]! ** 2 / (observations.values.length + 1)), weights };
}

/** Errors the combination would have made one step ahead at the last origins. */
function oneStepResiduals(observations: Observations, rolled: Rolled): number[] {
  const known = observations.values.length;
  return rolled.folds.flatMap((fold) => {
    if (fold.target >= known || fold.target !== fold.count || fold.count < known - RESIDUAL_ORIGINS) return [];
    const candidates = rolled.at.get(fold.count)!;
    const then = firstObservations(observations, fold.count);
    return [(fold.actual - blend(candidates, weigh(then, candidates, rolled), fold.step)) / Math.sqrt(fold.step)];
  });
}
