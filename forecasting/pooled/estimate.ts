import { filterTrend, toLog, type PooledSeries, type TrendModel } from './trend.ts';

/** A pool's model with the scale of each of its series. */
export interface PooledFit {
  readonly model: TrendModel;
  /** one a series */
  readonly scales: readonly number[];
}

const noises = [0.01, 0.02, 0.03, 0.045, 0.065, 0.09, 0.13, 0.18, 0.25, 0.35];
/** As multiples of the noise. */
const levels = [0, 0.25, 0.5, 1, 2];
const slopes = [0, 0.1, 0.2, 0.4];
const dampings = [1, 0.85];
/** Series a pool is estimated on at most, evenly taken: more would cost time and change little. */
const LARGEST_SAMPLE = 300;
/** A series' own scatter counts as much as the pool's at this many years. */
const SCALE_YEARS = 5;
const SMALLEST_SCALE = 0.3;
const LARGEST_SCALE = 3;
const ROUNDS = 2;

/** Mean growth a year of each series with at least four reports, ascending. */
function growthsOf(pool: readonly PooledSeries[]): number[] {
  return pool
    .flatMap(({ values, breaks = [], offsets }) => {
      const from = Math.max(0, ...breaks);
      const known = values.flatMap((value, year) => (value === null || year < from ? [] : [{ value, year }]));
      if (known.length < 4) return [];
      const [first, last] = [known[0]!, known.at(-1)!];
      const common = (offsets?.[last.year] ?? 0) - (offsets?.[first.year] ?? 0);
      return [(toLog(last.value) - toLog(first.value) - common) / (last.year - first.year)];
    })
    .sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number, otherwise: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? otherwise;

function scaleOf(series: PooledSeries, model: TrendModel, scale: number): number {
  const { squares, steps } = filterTrend(series, model, scale);
  return Math.min(LARGEST_SCALE, Math.max(SMALLEST_SCALE, scale * Math.sqrt((squares + SCALE_YEARS) / (steps + SCALE_YEARS))));
}

/** The grid point with the highest likelihood, ties to the first: noise with level first, then slope and damping, then noise and level once more around them. */
function search(pool: readonly PooledSeries[], scales: readonly number[], start: TrendModel): TrendModel {
  let best = start;
  let highest = Number.NEGATIVE_INFINITY;
  const offer = (model: TrendModel) => {
    let sum = 0;
    pool.forEach((series, i) => (sum += filterTrend(series, model, scales[i]!).logLikelihood));
    if (sum > highest) [highest, best] = [sum, model];
  };
  const tryNoises = () => {
    const { slope, noise: was } = best;
    for (const noise of noises) for (const level of levels) offer({ ...best, noise, level: level * noise, slope: (slope / was) * noise });
  };
  tryNoises();
  const { noise } = best;
  for (const slope of slopes) for (const damping of dampings) offer({ ...best, slope: slope * noise, damping });
  tryNoises();
  return best;
}

/**
 * Noise, shocks, damping and growth that a pool of short series shares, by maximum likelihood on a fixed grid, so nothing can fail to converge; the scatter of each series is shrunk
 * towards the pool's. Twelve years of one series cannot tell noise from turns; a hundred series of one kind can.
 * Source: Harvey (1989); partial pooling as Efron & Morris (1975).
 *
 * @param pool series of one kind, each with at least one report; more than 300 are sampled evenly
 * @returns shared model and one scale a series
 * @example estimateTrend([{ values: [10, 11, 12, 13, 14] }, { values: [20, 22, 24, 26, 28] }]).model.growth > 0.05 // → true
 */
export function estimateTrend(pool: readonly PooledSeries[]): PooledFit {
  const every = Math.max(1, Math.ceil(pool.length / LARGEST_SAMPLE));
  const sample = pool.filter((_, i) => i % every === 0);
  const growths = growthsOf(sample);
  // growth of the pool is in the offsets; without them its median
  const growth = sample.some(({ offsets }) => offsets) ? 0 : at(growths, 0.5, 0);
  const growthSpread = Math.max(0.005, (at(growths, 0.84, 0.02) - at(growths, 0.16, -0.02)) / 2);
  let model: TrendModel = { noise: 0.045, level: 0.0225, slope: 0.0045, damping: 1, growth, growthSpread };
  let scales = sample.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    model = search(sample, scales, model);
    const found = model;
    scales = sample.map((series, i) => scaleOf(series, found, scales[i]!));
  }
  return { model, scales: pool.map((series, i) => (i % every === 0 ? scales[i / every]! : scaleOf(series, model, 1))) };
}
