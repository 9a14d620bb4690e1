import { fitEngine } from '../engine/fit.ts';
import { fitPool, withCommon } from '../pooled/pool.ts';
import { filterTrend, projectTrend, toLog } from '../pooled/trend.ts';
import { prepareSeries } from '../series.ts';
import type { BaseSeries } from './base-series.ts';

/** One forecast of the past beside what came, on the log scale. */
export interface OriginTest {
  readonly code: string;
  /** Years from the origin to the last year of the series. */
  readonly back: number;
  /** Years ahead, 1 first. */
  readonly step: number;
  readonly actual: number;
  readonly trend: number;
  readonly engine: number;
  readonly naive: number;
  /** Variance the pooled trend gave the level, and that of the year's own noise. */
  readonly variance: number;
  readonly noise: number;
}

/** Origins must know this share of the history: errors of a much shorter one say little about today's. */
const knownShare = 2 / 3;
const fewestKnown = 4;
const mostBack = 8;
/** Series tested at most, evenly taken. */
const largestSample = 300;

/** The series as it stood some years ago; undefined where too little was known. */
function asOf(series: BaseSeries, back: number): BaseSeries | undefined {
  const values = series.values.slice(0, series.values.length - back);
  const known = values.filter((value) => value !== null).length;
  const now = series.values.filter((value) => value !== null).length;
  if (values.at(-1) === null || known < Math.max(fewestKnown, knownShare * now)) return undefined;
  const breaks = (series.breaks ?? []).filter((index) => index < values.length);
  return { ...series, values, breaks };
}

/**
 * Rolling origins of a whole pool: at each, model and scales are estimated from what was known then, and the pooled trend, the engine and "no change" forecast the reports that followed.
 * Origins lie one to eight years back and know at least four reports and two thirds of today's; years beyond a break are not tested.
 * Source: Tashman (2000).
 *
 * @param all series of one side that end in the same year
 * @param steps years ahead tested at most
 * @returns one a series, origin and year ahead, log scale
 * @example testOrigins([{ code: 'a', values: [10, 11, 12, 13, 14, 15] }], 2).map(({ back, step }) => [back, step]) // → [[1, 1], [2, 1], [2, 2]]
 */
export function testOrigins(all: readonly BaseSeries[], steps: number): OriginTest[] {
  const every = Math.max(1, Math.ceil(all.length / largestSample));
  const sample = all.filter((_, i) => i % every === 0);
  const tests: OriginTest[] = [];
  for (let back = 1; back <= mostBack; back++) {
    const then = sample.flatMap((series) => {
      const cut = asOf(series, back);
      return cut ? [{ series, cut }] : [];
    });
    if (then.length === 0) break;
    const horizon = Math.min(steps, back);
    const {
      pool: seen,
      model,
      scales,
      common,
    } = fitPool(
      then.map(({ cut }) => pooled(cut)),
      horizon,
    );
    then.forEach(({ series, cut }, i) => {
      const state = filterTrend(seen[i]!, model, scales[i]!);
      const outlook = withCommon(projectTrend(state, model, horizon), common);
      const { observations, kind } = prepareSeries(cut);
      const { mean } = fitEngine(observations, horizon, kind);
      for (let step = 1; step <= horizon; step++) {
        const actual = series.values[cut.values.length - 1 + step];
        if (actual === null || actual === undefined || breaksBetween(series, cut.values.length, step)) continue;
        tests.push({
          ...{ code: series.code, back, step, actual: toLog(actual), trend: outlook.centre[step]!, engine: toLog(mean[step - 1]!) },
          ...{ naive: toLog(cut.values.at(-1)!), variance: outlook.variance[step]!, noise: state.noiseVariance },
        });
      }
    });
  }
  return tests;
}

const breaksBetween = ({ breaks = [] }: BaseSeries, from: number, steps: number) => breaks.some((index) => index >= from && index < from + steps);

/**
 * A base series as the pooled trend takes it: counts have Poisson noise, other measures need not.
 * Source: docs/model.md, Forecasts: tests on rolling origins (Tashman 2000).
 *
 * @param series values oldest first
 * @returns the same values, with the places of breaks and whether they are counts
 * @example pooled({ values: [5, 6], kind: 'count' }) // → { values: [5, 6], breaks: [], counts: true }
 */
export const pooled = ({ values, breaks = [], kind }: BaseSeries) => ({ values, breaks, counts: kind === 'count' });
