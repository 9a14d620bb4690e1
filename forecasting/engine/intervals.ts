import { fromScale } from '../bank/scale.ts';
import type { BankBlend } from '../bank/blend.ts';
import { scales } from '../bank/components.ts';
import { mean as meanOf } from '../numbers.ts';
import type { Observations, SeriesKind } from '../series.ts';
import { recentChanges } from './guard.ts';
import { studentHalfWidths } from './student.ts';

/** Constants of the interval widths, fitted for interval score and coverage. */
export interface IntervalConstants {
  /** log factor on every width */
  readonly width: number;
  /** growth of that factor with log(years ahead) */
  readonly ahead: number;
  /** growth of that factor with log(years of history ÷ 12) */
  readonly length: number;
  /** share of the naive width in the geometric mean with the bank's */
  readonly naive: number;
  /** log of the cap, in units of the largest recent yearly change */
  readonly cap: number;
  /** log factor on the outer width, beside the inner one */
  readonly tail: number;
  /** log factor on the side the history went, from its first report to its last; its inverse on the other side */
  readonly along: number;
  /** fewest degrees of freedom of the Student-t */
  readonly degrees: number;
}

export interface Bounds {
  readonly lo80: number[];
  readonly hi80: number[];
  readonly lo95: number[];
  readonly hi95: number[];
  /** predictive standard deviation by step */
  readonly spread: number[];
}

/** Yearly change, as a share of the level, of a series of which one value is known, and the changes it counts for. */
const POOLED_CHANGE = 0.1;
const POOLED_WEIGHT = 0.35;
/** A history that never moved may still move by this share of its level. */
const SMALLEST_CHANGE = 0.003;
/** Below this mean a count is at least as noisy as a Poisson variable. */
const POISSON_BELOW = 30;
const NORMAL_80 = 1.2815515655446004;

/** Mean and largest yearly change of the last reports, pooled with what any series may do. */
function changeScale(observations: Observations): { mean: number; largest: number } {
  const changes = recentChanges(observations, 20);
  const level = meanOf(observations.values.slice(-5));
  const sum = changes.reduce((total, change) => total + change, 0);
  const mean = Math.max((sum + POOLED_WEIGHT * POOLED_CHANGE * level) / (changes.length + POOLED_WEIGHT), SMALLEST_CHANGE * level);
  return { mean, largest: Math.max(mean, ...changes) };
}

/** What the widths of one series are made from. */
export interface WidthSource {
  readonly blend: Pick<BankBlend, 'mass' | 'centre' | 'variance'>;
  readonly unit: number;
  readonly reach: number;
  readonly lag: number;
}

/** Distances from a point down and up to its bounds, inner and outer, in units of the series: filled for one year ahead at a time. */
interface HalfWidths {
  below80: number;
  above80: number;
  below95: number;
  above95: number;
}
const widths: HalfWidths = { below80: 0, above80: 0, below95: 0, above95: 0 };
type FillWidths = (index: number, half80: number, half95: number) => void;

/** What the widths of one series have in common over the years ahead. */
interface WidthScale {
  readonly change: { readonly mean: number; readonly largest: number };
  readonly logFactor: number;
  readonly logAhead: number;
  /** share of the bank's width in the geometric mean with naive's */
  readonly own: number;
  readonly cap: number;
  /** factor on the widths above the point; below it its inverse */
  readonly above: number;
}

function widthScale(observations: Observations, { width, ahead, length, naive, cap, along }: IntervalConstants): WidthScale {
  const years = observations.values.length;
  const way = Math.sign(observations.values.at(-1)! - observations.values[0]!);
  // one report says nothing about the noise: then the pooled change decides alone
  const share = naive ** ((years - 1) / years);
  return {
    change: changeScale(observations),
    logFactor: width + length * Math.log(years / 12),
    logAhead: ahead,
    own: 1 - share,
    cap: Math.exp(cap),
    above: Math.exp(along * way),
  };
}

/** The widths of a step, counted from 0 at the last report, for Student-t half widths of the central 80 % and 95 %. */
function fillWidths(
  { blend, unit, reach }: WidthSource,
  { change, logFactor, logAhead, own, cap, above }: WidthScale,
  step: number,
  half80: number,
  half95: number,
): void {
  const factor = Math.exp(logFactor + logAhead * Math.log(step + 1));
  let [below80, above80, below95, above95] = [0, 0, 0, 0];
  for (let scale = 0; scale < scales.length; scale++) {
    const cell = scale * reach + step;
    const mass = blend.mass[cell]!;
    if (mass < 1e-6) continue;
    const centre = blend.centre[cell]!;
    const deviation = factor * Math.sqrt(blend.variance[cell]!);
    const [inner, outer] = [half80 * deviation, half95 * deviation];
    const middle = fromScale(centre, scale);
    below80 += mass * (middle - fromScale(centre - inner, scale));
    above80 += mass * (fromScale(centre + inner, scale) - middle);
    below95 += mass * (middle - fromScale(centre - outer, scale));
    above95 += mass * (fromScale(centre + outer, scale) - middle);
  }
  const plain = factor * Math.sqrt(step + 1) * change.mean;
  const most = (cap * change.largest) / change.mean;
  const draw = (width: number, half: number): number => {
    const naive = half * plain;
    if (naive === 0) return 0; // only zeros are known
    return naive * Math.min(most, Math.max((width * unit) / naive, 1e-9) ** own);
  };
  widths.below80 = draw(below80, half80) / above;
  widths.above80 = draw(above80, half80) * above;
  widths.below95 = draw(below95, half95) / above;
  widths.above95 = draw(above95, half95) * above;
}

/**
 * Prediction intervals around a path: the bank's predictive mixture as a Student-t on each scale, brought back and averaged quantile by quantile, drawn towards the width naive would have,
 * times a fitted factor of years ahead and years of history. 95 % has one more factor: far errors of real series lie farther out than a Student-t fitted to the near ones has them.
 * The side towards which the history went is wider by another, the other side narrower: points are drawn towards no change, so what comes lies rather on that side. Never below 0.
 * Source: Student-t predictive of a normal–inverse-gamma model; quantile averaging, Vincent (1912), Ratcliff (1979); constants learned, docs/forecasting.md.
 *
 * @param path point forecasts, length h, with the mixture behind them
 * @param observations length n ≥ 1
 * @param kind counts get whole bounds (outwards) and at least Poisson noise
 * @param constants fitted constants
 * @returns five arrays of length h, 80 % inside 95 %
 * @example (() => { const observations = { times: [0, 1, 2], values: [10, 20, 30], origin: 2 }; return boundsOf(fitPath(observations, 4, learned), observations, 'count', learned.interval).lo95.every(Number.isInteger); })() // → true
 */
export function boundsOf(
  path: WidthSource & { readonly mean: readonly number[] },
  observations: Observations,
  kind: SeriesKind,
  constants: IntervalConstants,
): Bounds {
  const scale = widthScale(observations, constants);
  const tail = Math.exp(constants.tail);
  return assembleBounds(path.mean, observations.values.length, kind, constants.degrees, (index, half80, half95) => {
    fillWidths(path, scale, index + path.lag, half80, tail * half95);
  });
}

/** Width of naive's interval: yearly change × 1.4 × years ahead^0.8, chosen for coverage on the benchmark sets. */
const NAIVE_WIDTH = 1.4;
const NAIVE_GROWTH = 0.8;
const NAIVE_DEGREES = 5;

/**
 * Intervals around no change: half width = Student-t quantile × 1.4 × mean yearly change of the history × (years since the last report)^0.8.
 * Source: random walk, Hyndman & Athanasopoulos (2021), §5.5, with an exponent of 0.8 in place of ½ fitted to coverage.
 *
 * @param mean the last report, once a year ahead, length h
 * @param lag years from the last report to the origin
 * @param observations length n ≥ 1
 * @param kind counts get whole bounds (outwards) and at least Poisson noise
 * @returns five arrays of length h, 80 % inside 95 %
 * @example naiveBounds([12, 12], 0, { times: [0, 1], values: [10, 12], origin: 1 }, 'count').lo80.every(Number.isInteger) // → true
 */
export function naiveBounds(mean: readonly number[], lag: number, observations: Observations, kind: SeriesKind): Bounds {
  const change = changeScale(observations);
  return assembleBounds(mean, observations.values.length, kind, NAIVE_DEGREES, (index, half80, half95) => {
    const width = NAIVE_WIDTH * change.mean * (index + 1 + lag) ** NAIVE_GROWTH;
    widths.below80 = widths.above80 = half80 * width;
    widths.below95 = widths.above95 = half95 * width;
  });
}

/** Bounds from the distances below and above each point that `fill` leaves in `widths`: floors, whole numbers and nesting in one place. */
function assembleBounds(mean: readonly number[], years: number, kind: SeriesKind, fewestDegrees: number, fill: FillWidths): Bounds {
  const { half80, half95 } = studentHalfWidths(Math.max(fewestDegrees, Math.min(30, years - 1)));
  const whole = kind === 'count';
  const down = (value: number): number => Math.max(0, whole ? Math.floor(value) : value);
  const up = (value: number): number => (whole ? Math.ceil(value) : value);
  const bounds: Bounds = { lo80: [], hi80: [], lo95: [], hi95: [], spread: [] };
  for (let index = 0; index < mean.length; index++) {
    const value = mean[index]!;
    fill(index, half80, half95);
    // a count, and a measure of which only zeros are known, is at least a Poisson variable whose rate half an event a history may hide
    const poisson = (whole || value === 0) && value < POISSON_BELOW ? Math.sqrt(value + 0.5 / years) : 0;
    const lo80 = value - Math.max(widths.below80, poisson * half80);
    const hi80 = value + Math.max(widths.above80, poisson * half80);
    bounds.spread.push((hi80 - lo80) / 2 / NORMAL_80);
    bounds.lo80.push(down(lo80));
    bounds.hi80.push(up(hi80));
    bounds.lo95.push(down(Math.min(lo80, value - Math.max(widths.below95, poisson * half95))));
    bounds.hi95.push(up(Math.max(hi80, value + Math.max(widths.above95, poisson * half95))));
  }
  return bounds;
}
