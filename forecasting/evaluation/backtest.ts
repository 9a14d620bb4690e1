import { fitEngine, type EngineFit } from '../engine/fit.ts';
import { mean } from '../numbers.ts';
import { firstObservations, prepareSeries, type Observations, type Series, type SeriesKind } from '../series.ts';
import { rollCandidates, type Rolled } from './roll-candidates.ts';
import { SCORED_HORIZON, type Fold } from './rolling-origin.ts';

/** Rolling-origin score of one model on one series. */
export interface CandidateScore {
  readonly model: string;
  /** mean absolute error one, two and three years ahead, in units of the series; ends where no fold reached that far */
  readonly maeByHorizon?: readonly number[];
  /** mean absolute error over all folds, in units of the series */
  readonly mae: number;
  readonly folds: number;
}

/** What the engine said at one rolling origin beside what came, both as departures from naive in units of the series' naive error (`naive.mae`). */
export interface Trial {
  /** years from the origin to the last report */
  readonly yearsBack: number;
  readonly engine: number;
  readonly actual: number;
}

export interface BacktestResult {
  readonly engine: CandidateScore;
  readonly naive: CandidateScore;
  readonly drift: CandidateScore | null;
  readonly candidates: readonly CandidateScore[];
  /** share of later reports inside the engine's interval of that origin, 0 to 1; null without folds */
  readonly coverage80: number | null;
  readonly coverage95: number | null;
  /** |error| ÷ half-width of the engine's 80 % interval of that origin, a list for one, two and three years ahead: 80 % of them are at most 1 when intervals hold */
  readonly widthScores: readonly (readonly number[])[];
  /** 1 − engine error ÷ naive error on the same folds; null without folds or when naive made no error */
  readonly skill: number | null;
  /** one a fold, for pooling over a class; empty when naive made no error */
  readonly trials: readonly Trial[];
}

/**
 * Rolling-origin evaluation of one series: at each of its last origins the engine and every candidate forecast from what was known, and are compared with what was reported one to three years later.
 * Source: Tashman (2000). Nothing later than an origin enters its forecast.
 *
 * @param series values oldest first, length n ≥ 1
 * @returns errors in units of the series, coverage as shares, skill against naive; zero folds for n < 3
 * @throws ForecastError as `forecastSeries`
 * @example backtest({ values: [1, 2, 3, 4, 5, 6, 7, 8] }).skill > 0 // → true
 */
export function backtest(series: Series): BacktestResult {
  const { observations, kind } = prepareSeries(series);
  return backtestObservations(observations, kind, rollCandidates(observations));
}

/**
 * The inner half of `backtest`, on clean observations with the candidates already fitted.
 * Source: Tashman (2000).
 *
 * @param observations length n ≥ 1
 * @param kind counts get whole bounds
 * @param rolled candidates at the same observations' origins
 * @returns as `backtest`
 * @example (() => { const observations = { times: [0, 1, 2], values: [5, 6, 8], origin: 2 }; return backtestObservations(observations, 'measure', rollCandidates(observations)).naive.mae; })() // → 2
 */
export function backtestObservations(observations: Observations, kind: SeriesKind, rolled: Rolled): BacktestResult {
  const { folds } = rolled;
  const fits = new Map<number, EngineFit>();
  for (const { count } of folds) if (!fits.has(count)) fits.set(count, fitEngine(firstObservations(observations, count), SCORED_HORIZON, kind));
  const engine = scoreOf('engine', folds, (fold) => fits.get(fold.count)!.mean[fold.step - 1]);
  const names = [...new Set([...rolled.at.values()].flatMap((candidates) => candidates.map((one) => one.name)))];
  const candidates = names.map((name) => scoreOf(name, folds, (fold) => rolled.at.get(fold.count)!.find((one) => one.name === name)?.path[fold.step - 1]));
  const naive = candidates.find((one) => one.model === 'naive') ?? { model: 'naive', mae: 0, folds: 0 };
  const inside = (low: 'lo80' | 'lo95', high: 'hi80' | 'hi95'): number | null =>
    folds.length === 0
      ? null
      : mean(
          folds.map((fold) => Number(fits.get(fold.count)![low][fold.step - 1]! <= fold.actual && fold.actual <= fits.get(fold.count)![high][fold.step - 1]!)),
        );
  return {
    engine,
    naive,
    drift: candidates.find((one) => one.model === 'drift') ?? null,
    candidates,
    coverage80: inside('lo80', 'hi80'),
    coverage95: inside('lo95', 'hi95'),
    widthScores: Array.from({ length: SCORED_HORIZON }, (_, i) =>
      folds.filter((fold) => fold.step === i + 1).map((fold) => widthScore(fold, fits.get(fold.count)!)),
    ),
    skill: naive.mae > 0 ? 1 - engine.mae / naive.mae : null,
    trials: naive.mae > 0 ? folds.map((fold) => trialOf(fold, observations, fits.get(fold.count)!, naive.mae)) : [],
  };
}

function trialOf({ count, step, actual }: Fold, { times, values }: Observations, fit: EngineFit, unit: number): Trial {
  const last = values[count - 1]!;
  return { yearsBack: times.at(-1)! - times[count - 1]!, engine: (fit.mean[step - 1]! - last) / unit, actual: (actual - last) / unit };
}

function widthScore({ step, actual }: Fold, { mean: path, lo80, hi80 }: EngineFit): number {
  const point = path[step - 1]!;
  const side = actual < point ? point - lo80[step - 1]! : hi80[step - 1]! - point;
  return side > 0 ? Math.abs(actual - point) / side : 0;
}

function scoreOf(model: string, folds: readonly Fold[], forecast: (fold: Fold) => number | undefined): CandidateScore {
  const errors: number[][] = Array.from({ length: SCORED_HORIZON }, () => []);
  for (const fold of folds) {
    const value = forecast(fold);
    if (value !== undefined) errors[fold.step - 1]!.push(Math.abs(fold.actual - value));
  }
  const all = errors.flat();
  return { model, maeByHorizon: errors.filter((list) => list.length > 0).map(mean), mae: mean(all), folds: all.length };
}
