import { clamp } from '../numbers.ts';
import type { BacktestResult, Trial } from './backtest.ts';

/** How much of the engine's departure from no change a class has earned. */
export interface Shrinkage {
  /** 1 − pooled engine error ÷ pooled naive error at rolling origins; at most 0 means "no skill"; null where nothing could be measured */
  readonly skill: number | null;
  /** share of the engine's departure from naive that came true, 0 to 1; 0 without skill */
  readonly slope: number;
  /** years from the earliest tested origin to the last report */
  readonly testedYears: number;
}

/** Trials of its own at which a class counts as much as all classes together: two full backtests, since trials of one series overlap. */
const POOLED_TRIALS = 40;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const naiveError = (trials: readonly Trial[]): number => sumOf(trials.map(({ actual }) => Math.abs(actual)));
const engineError = (trials: readonly Trial[]): number => sumOf(trials.map(({ actual, engine }) => Math.abs(actual - engine)));

/** Minimises Σ weight·|actual − slope·engine| exactly: the median of the ratios actual ÷ engine, each weighing |engine|. */
function leastErrorSlope(own: readonly Trial[], all: readonly Trial[], weightOfAll: number): number {
  const ratios = [...weighed(own, 1), ...weighed(all, weightOfAll)].sort((a, b) => a.ratio - b.ratio);
  const half = sumOf(ratios.map(({ weight }) => weight)) / 2;
  let reached = 0;
  for (const { ratio, weight } of ratios) {
    reached += weight;
    if (reached >= half) return ratio;
  }
  return 0;
}

function weighed(trials: readonly Trial[], factor: number): { ratio: number; weight: number }[] {
  return trials.filter(({ engine }) => engine !== 0).map(({ engine, actual }) => ({ ratio: actual / engine, weight: factor * Math.abs(engine) }));
}

/**
 * How far forecasts of a class should leave "no change". Over the rolling origins of all its series, one to three years ahead and in units of each series' naive error,
 * the slope s ∈ [0, 1] minimises Σ |actual − naive − s·(engine − naive)|; trials of all classes count as 40 more, so a small class borrows from the others.
 * Where the engine's pooled error is not below naive's, the class has no skill and s = 0. A handful of origins decides nothing for one series; a hundred series of one class together do.
 * Sources: shrinkage of an uncertain forecast towards a benchmark, Efron & Morris (1975); combination by regression, Granger & Ramanathan (1984); least absolute errors, because that is how forecasts are scored.
 *
 * @param classes for each class the backtests of its series; m ≥ 1 lists, each may be empty; nothing later than the last report of a series enters its backtest
 * @returns one shrinkage a class
 * @example poolShrinkage([[backtest({ values: [1, 2, 3, 4, 5, 6, 7, 8] })], [backtest({ values: [5] })]]).map(({ skill, slope }) => skill > 0 && slope > 0.9) // → [true, true]
 */
export function poolShrinkage(classes: readonly (readonly BacktestResult[])[]): Shrinkage[] {
  const trials = classes.map((results) => results.flatMap((result) => result.trials));
  const all = trials.flat();
  if (all.length === 0) return classes.map(() => ({ skill: null, slope: 0, testedYears: 0 }));
  const weightOfAll = POOLED_TRIALS / all.length;
  const testedYears = all.reduce((longest, { yearsBack }) => Math.max(longest, yearsBack), 0);
  const engineOfAll = weightOfAll * engineError(all);
  const naiveOfAll = weightOfAll * naiveError(all);
  return trials.map((own) => {
    const skill = 1 - (engineError(own) + engineOfAll) / (naiveError(own) + naiveOfAll);
    return { skill, slope: skill > 0 ? clamp(leastErrorSlope(own, all, weightOfAll), 0, 1) : 0, testedYears };
  });
}

/**
 * Share of the engine's departure from naive that is kept: slope × tested years ÷ (tested years + years ahead).
 * With n = tested years ÷ years ahead this is slope × n ÷ (n + 1): the series of one class share their years, so however many they are, they have been seen over n separate stretches of that length;
 * "no change" counts as one more. Farther ahead less is kept, smoothly, so a path keeps its shape.
 * Source: Efron & Morris (1975).
 *
 * @param shrinkage of the class
 * @param yearsAhead ≥ 1
 * @returns share in [0, 1)
 * @example keptShare({ skill: 0.2, slope: 0.5, testedYears: 9 }, 3) // → 0.375
 */
export function keptShare({ slope, testedYears }: Shrinkage, yearsAhead: number): number {
  return (slope * testedYears) / (testedYears + yearsAhead);
}
