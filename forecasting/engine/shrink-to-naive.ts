import { keptShare, type Shrinkage } from '../evaluation/shrinkage.ts';
import type { Series } from '../series.ts';
import { forecastNaive } from './forecast-naive.ts';
import type { Forecast } from './forecast.ts';

/**
 * A forecast drawn towards no change as far as its class has earned no better: every mean and bound is naive + k·(engine − naive) with k = `keptShare`, quantile by quantile,
 * so 80 % stays inside 95 % and a class without skill gets naive with naive's own intervals. Bounds of counts are rounded outwards.
 * Source: quantile averaging of two predictive distributions (Vincent 1912; Ratcliff 1979).
 *
 * @param series the series the forecast was made from
 * @param forecast of `forecastSeries`, horizon H
 * @param shrinkage of the class of the series, from `poolShrinkage`
 * @returns a forecast of the same shape; `why.kept` holds k by year ahead, `why.skill` the pooled skill, and `why.model` is `naive` where nothing is kept
 * @throws ForecastError as `forecastSeries`
 * @example shrinkToNaive({ values: [10, 12, 14, 16] }, forecastSeries({ values: [10, 12, 14, 16] }, 2), { skill: -0.1, slope: 0, testedYears: 3 }).mean // → [16, 16]
 */
export function shrinkToNaive(series: Series, forecast: Forecast, shrinkage: Shrinkage): Forecast {
  const naive = forecastNaive(series, forecast.mean.length);
  const kept = forecast.mean.map((_, index) => keptShare(shrinkage, index + 1));
  const whole = series.kind === 'count';
  const blend = (share: number, plain: number, engine: number): number => plain + share * (engine - plain);
  const path = (pick: (one: Forecast) => readonly number[], round: (value: number) => number = (value) => value): number[] => {
    const engine = pick(forecast);
    return pick(naive).map((plain, index) => round(blend(kept[index]!, plain, engine[index]!)));
  };
  const down = whole ? Math.floor : undefined;
  const up = whole ? Math.ceil : undefined;
  const first = kept[0]!;
  return {
    mean: path((one) => one.mean),
    lo80: path((one) => one.lo80, down),
    hi80: path((one) => one.hi80, up),
    lo95: path((one) => one.lo95, down),
    hi95: path((one) => one.hi95, up),
    spread: path((one) => one.spread),
    level: blend(first, naive.level, forecast.level),
    levelSpread: blend(first, naive.levelSpread, forecast.levelSpread),
    why: { ...forecast.why, model: first === 0 ? naive.why.model : forecast.why.model, weights: blendWeights(first, forecast), skill: shrinkage.skill, kept },
  };
}

function blendWeights(share: number, { why: { weights } }: Forecast): Record<string, number> {
  const blended: Record<string, number> = { level: 1 - share };
  for (const [behaviour, weight] of Object.entries(weights)) blended[behaviour] = (blended[behaviour] ?? 0) + share * weight;
  return blended;
}
