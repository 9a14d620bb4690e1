import { fitPool, withCommon } from '../pooled/pool.ts';
import type { PathFrame } from '../pooled/paths.ts';
import { filterTrend, fromLog, projectTrend, toLog, type TrendModel, type TrendState } from '../pooled/trend.ts';
import type { BaseSeries } from './base-series.ts';
import { pooled, testOrigins } from './origin-tests.ts';
import { blended, correlationOf, skillsOf, trendShareOf, widthFactors, type ScoredTest } from './pooled-errors.ts';

/** What a run keeps of the engine's fit of one base series. */
export interface StoredFit {
  readonly side: string;
  /** one a year ahead */
  readonly mean: readonly number[];
  readonly level: number;
}

/** Forecast of one base series as the gaps are made of it. */
export interface BaseForecast {
  readonly series: BaseSeries;
  readonly model: TrendModel;
  readonly state: TrendState;
  readonly frame: PathFrame;
  /** Centre that the series' own past gives, log scale, index 0 = t0; that of `frame` unless plans stand in its place. */
  readonly own: readonly number[];
  /** Centre of trend and engine, log scale, index 0 = t0, also where "no change" stands instead of them. */
  readonly blend: readonly number[];
  /** Variance of the level by year ahead before the factors of `frame`, log scale, index 0 = t0. */
  readonly variance: readonly number[];
  /** Standard deviation of a single year's luck, log scale; of a stock it is noise of reports and belongs to no path. */
  readonly luck: number;
  /** Fitted value of t0. */
  readonly level: number;
  readonly skill: number | null;
  /** Share of the pooled trend in the centre, the engine has the rest; null where "no change" stands instead of both. */
  readonly trendShare: number | null;
  /** The centre is plan × fulfilment, carried on by the trend of plans. */
  readonly byPlan: boolean;
  /** Years ahead at which the state stands: 0 for t0, 1 where a plan for t0 + 1 is known. */
  readonly startsAt: 0 | 1;
}

export interface SideForecasts {
  readonly tests: readonly ScoredTest[];
  readonly forecasts: readonly BaseForecast[];
  /** Between series of a group. */
  readonly correlation: number;
}

/** Years ahead at which the past is tested. */
const testedSteps = 6;

/**
 * Factor on a path's own deviations by year: what past errors say, and the part of the common growth that may be wrong: f_h · √(all_h ÷ alone_h), 1 at t0.
 * Source: docs/model.md, Forecasts; scaling of intervals to past coverage: split conformal idea (Vovk et al. 2005), here on spreads.
 *
 * @param alone variance of the level beside the common growth, index 0 = t0, length H + 1
 * @param all variance with that of the common growth, same shape
 * @param factors from past errors, index 0 = one year ahead; farther years take the last
 * @returns same shape as `all`
 * @example spreadFactors([1, 1, 1], [1, 1, 4], [1.5]) // → [1, 1.5, 3]
 */
export const spreadFactors = (alone: readonly number[], all: readonly number[], factors: readonly number[]) =>
  all.map((variance, h) => (h === 0 || !(alone[h]! > 0) ? 1 : (factors[Math.min(h, factors.length) - 1] ?? 1) * Math.sqrt(variance / alone[h]!)));

/**
 * Forecasts of all base series of one side. A pooled trend (what noise, shocks and growth the side's series share) is blended with the engine as the city's own rolling origins weigh them;
 * classes that show no skill take "no change"; spreads are scaled to past errors.
 * Source: docs/model.md, Forecasts; scaling of intervals to past coverage: split conformal idea (Vovk et al. 2005), here on spreads.
 *
 * @param side series of one side, all ending in t0
 * @param fitOf the engine's fit
 * @param horizon years ahead, H
 * @param groups classOf: class whose skill counts; groupOf: group whose errors go together; correlation: assumed without a past
 * @returns forecasts in the order of `side`, with the tests of the past
 * @throws Error when a series has no fit
 * @example forecastSide([{ side: 'intake', code: 'p', kind: 'count', values: [50, 50] }], () => ({ level: 50, mean: [50] }), 1, { classOf: () => 'c', groupOf: () => undefined, correlation: 0.2 }).forecasts[0].trendShare // → 0.5
 */
export function forecastSide(
  side: readonly BaseSeries[],
  fitOf: (code: string) => StoredFit | undefined,
  horizon: number,
  { classOf, groupOf, correlation }: { classOf: (code: string) => string; groupOf: (code: string) => string | undefined; correlation: number },
): SideForecasts {
  if (side.length === 0) return { forecasts: [], tests: [], correlation };
  const tests = testOrigins(side, testedSteps);
  const share = trendShareOf(tests);
  const skillOf = skillsOf(tests, share, classOf);
  const gated = (code: string) => (skillOf(code) ?? 1) <= 0;
  const scored = tests.map((test) => ({ ...test, error: test.actual - (gated(test.code) ? test.naive : blended(share, test.trend, test.engine)) }));
  const factors = widthFactors(scored);
  const { pool, model, scales, common } = fitPool(side.map(pooled), horizon);
  return {
    tests: scored,
    correlation: correlationOf(scored, factors, groupOf, correlation),
    forecasts: side.map((series, i) => {
      const fit = fitOf(series.code);
      if (!fit) throw new Error(`A forecast of ${series.side} ${series.code} needs the engine's fit, got none`);
      const state = filterTrend(pool[i]!, model, scales[i]!);
      const alone = projectTrend(state, model, horizon);
      const outlook = withCommon(alone, common);
      const last = toLog(series.values.findLast((value) => value !== null) ?? 0);
      const noChange = gated(series.code);
      const engine = [fit.level, ...fit.mean].map(toLog);
      const blend = outlook.centre.map((trend, h) => blended(share, trend, engine[h]!));
      const centre = noChange ? blend.map(() => last) : blend;
      return {
        ...{
          series,
          model,
          state,
          variance: alone.variance,
          skill: skillOf(series.code),
          trendShare: noChange ? null : share,
          byPlan: false,
          startsAt: 0 as const,
        },
        frame: {
          centre,
          factor: spreadFactors(alone.variance, outlook.variance, factors),
        },
        own: centre,
        blend,
        luck: Math.sqrt(state.noiseVariance),
        level: fromLog(centre[0]!),
      };
    }),
  };
}
