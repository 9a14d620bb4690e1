import { coverage, msis } from '../../forecasting/index.ts';
import { boundsOf, type IntervalConstants, type WidthSource } from '../../forecasting/engine/intervals.ts';
import { fitPath, type PathConstants } from '../../forecasting/engine/path.ts';
import type { BenchmarkSeries } from '../benchmark-sets.ts';
import { observe } from './examples.ts';
import { minimise } from './minimise.ts';

interface Frozen extends WidthSource {
  readonly series: BenchmarkSeries;
  readonly mean: readonly number[];
}

/** The paths of a set with a copy of their mixtures, so that widths can be tried without running the bank again. */
function freezePaths(series: readonly BenchmarkSeries[], constants: PathConstants): Frozen[] {
  return series.map((one) => {
    const { mean, lag, reach, unit, blend } = fitPath(observe(one.train), one.test.length, constants);
    const cells = 3 * reach;
    return {
      series: one,
      mean,
      lag,
      reach,
      unit,
      blend: { mass: blend.mass.slice(0, cells), centre: blend.centre.slice(0, cells), variance: blend.variance.slice(0, cells) },
    };
  });
}

const average = (values: readonly (number | null)[]): number => {
  const present = values.filter((value) => value !== null);
  return present.reduce((sum, value) => sum + value, 0) / present.length;
};
const outside = (value: number, low: number, high: number): number => Math.max(0, low - value, value - high);

/** Price of the squared distance of a coverage from its range: nominal to somewhat above, so that falling short of what is promised costs. */
const PRICE = 120;
const RANGE_95 = [0.95, 0.97] as const;
const RANGE_80 = [0.8, 0.85] as const;

/** Log interval scores at both levels, plus a price where the coverage of a set leaves its range: no set may buy its score with another's coverage. */
function lossOf(sets: readonly (readonly Frozen[])[], constants: IntervalConstants): number {
  return average(
    sets.map((set) => {
      const bounds = set.map((one) => boundsOf(one, observe(one.series.train), 'measure', constants));
      const over = (score: (one: Frozen, index: number) => number | null): number => average(set.map(score));
      const score95 = over(({ series }, index) => msis(series.test, bounds[index]!.lo95, bounds[index]!.hi95, 0.95, series.train));
      const score80 = over(({ series }, index) => msis(series.test, bounds[index]!.lo80, bounds[index]!.hi80, 0.8, series.train));
      const cover95 = over(({ series }, index) => coverage(series.test, bounds[index]!.lo95, bounds[index]!.hi95));
      const cover80 = over(({ series }, index) => coverage(series.test, bounds[index]!.lo80, bounds[index]!.hi80));
      return Math.log(score95) + 0.5 * Math.log(score80) + PRICE * (outside(cover95, ...RANGE_95) ** 2 + outside(cover80, ...RANGE_80) ** 2);
    }),
  );
}

const round = (value: number): number => Number(value.toFixed(4));

function toConstants([width = 0, ahead = 0, length = 0, naive = 0, cap = 0, tail = 0, along = 0]: readonly number[], degrees: number): IntervalConstants {
  const share = 1 / (1 + Math.exp(-naive));
  return {
    width: round(width),
    ahead: round(ahead),
    length: round(length),
    naive: round(share),
    cap: round(cap),
    tail: round(tail),
    along: round(along),
    degrees,
  };
}

const START = [0.25, 0.07, -0.08, -0.4, 0.4, 0.08, 0.05];
const STEPS = [0.3, 0.2, 0.2, 0.8, 0.4, 0.1, 0.1];
const ROUNDS = 220;

/** Fits the eight interval constants for given points: a simplex search over seven of them for each number of degrees of freedom. */
export function learnIntervals(sets: readonly (readonly BenchmarkSeries[])[], constants: PathConstants): IntervalConstants {
  const frozen = sets.map((set) => freezePaths(set, constants));
  const tries = [5, 8].map((degrees) => {
    const found = minimise((point) => lossOf(frozen, toConstants(point, degrees)), START, STEPS, ROUNDS);
    return { constants: toConstants(found.point, degrees), value: found.value };
  });
  return tries.reduce((best, one) => (one.value < best.value ? one : best)).constants;
}
