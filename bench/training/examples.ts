import { mase, smape, type Observations } from '../../forecasting/index.ts';
import { components, pairCount } from '../../forecasting/bank/components.ts';
import { featuresOf } from '../../forecasting/bank/features.ts';
import { createBankRun, WINDOW_YEARS } from '../../forecasting/bank/bank-run.ts';
import { pairForecast, runBank } from '../../forecasting/bank/filter.ts';
import { fromScale } from '../../forecasting/bank/scale.ts';
import { createShortlistRun, runShortlist } from '../../forecasting/bank/shortlist.ts';
import { createGuard } from '../../forecasting/engine/guard.ts';
import type { BenchmarkSeries } from '../benchmark-sets.ts';

/** One history with what came after it and what every expert would have said. */
export interface Example {
  readonly series: BenchmarkSeries;
  readonly horizon: number;
  /** [pair][step], guarded forecasts of the bank in units of the series */
  readonly points: Float32Array;
  /** log marginal likelihood by pair, 0 for the best, −60 where the pair cannot run */
  readonly evidence: Float32Array;
  readonly features: readonly number[];
  /** [member][step], forecasts of the shortlist, and the log error ratios of its members */
  readonly shortlist: Float64Array;
  readonly ratios: Float64Array;
}

export const observe = (values: readonly number[]): Observations => ({ times: values.map((_, index) => index), values, origin: values.length - 1 });

const run = createBankRun();
const rolled = createShortlistRun();

export function makeExample(series: BenchmarkSeries): Example {
  const window = series.train.slice(-WINDOW_YEARS);
  const horizon = series.test.length;
  runBank(run, window, window.length, horizon);
  runShortlist(rolled, series.train, horizon);
  const guard = createGuard(observe(series.train));
  const points = new Float32Array(pairCount * horizon);
  const evidence = new Float32Array(pairCount).fill(-60);
  const used = run.usedScales * components.length;
  let best = -Infinity;
  for (let pair = 0; pair < used; pair++) best = Math.max(best, run.evidence[pair]!);
  for (let pair = 0; pair < used; pair++) {
    evidence[pair] = Math.max(-60, run.evidence[pair]! - best);
    const scale = Math.floor(pair / components.length);
    for (let step = 0; step < horizon; step++) points[pair * horizon + step] = guard(fromScale(pairForecast(run, pair, step), scale) * run.unit, step + 1);
  }
  return {
    series,
    horizon,
    points,
    evidence,
    features: featuresOf(window),
    shortlist: rolled.paths.slice(0, rolled.levels.length * horizon),
    ratios: rolled.ratios.slice(),
  };
}

/** The same series one horizon earlier: its last known years become the test. Undefined where fewer than six years would be left. */
export function earlierSeries({ id, train, test }: BenchmarkSeries): BenchmarkSeries | undefined {
  const known = train.length - test.length;
  return known < 6 ? undefined : { id, train: train.slice(0, known), test: train.slice(known) };
}

/** The same series known for its last five to nine years only: the length of most series here, which long collections have few of. Undefined below twelve years. */
export function shortenedSeries({ id, train, test }: BenchmarkSeries): BenchmarkSeries | undefined {
  return train.length < 12 ? undefined : { id, train: train.slice(-(5 + (train.length % 5))), test };
}

/** Naive's mean errors over a set: the denominators of OWA; `scaled` is how many series have a MASE. */
export function naiveErrors(examples: readonly Example[]): { smape: number; mase: number; scaled: number } {
  let percent = 0;
  let scaledError = 0;
  let scaled = 0;
  for (const { series } of examples) {
    const naive = series.test.map(() => series.train.at(-1)!);
    percent += smape(series.test, naive);
    const error = mase(series.test, naive, series.train);
    if (error !== null) {
      scaledError += error;
      scaled += 1;
    }
  }
  return { smape: percent / examples.length, mase: scaledError / scaled, scaled };
}
