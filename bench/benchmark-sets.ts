import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverage, mase, msis, owa, smape } from '../forecasting/index.ts';

export interface BenchmarkSeries {
  readonly id: string;
  readonly train: readonly number[];
  readonly test: readonly number[];
}
/** Forecast of one series as the peer files store it. */
export interface PeerForecast {
  readonly f: readonly number[];
  readonly l80: readonly number[];
  readonly u80: readonly number[];
  readonly l95: readonly number[];
  readonly u95: readonly number[];
}
export type ForecastsById = Readonly<Record<string, PeerForecast>>;
export interface SetScore {
  readonly smape: number;
  readonly mase: number;
  readonly owa: number;
  readonly msis95: number;
  readonly msis80: number;
  readonly cov95: number;
  readonly cov80: number;
}

/** Where the benchmark files lie: `REFERENCE_DATA`, else `shared` beside the checkout. */
export const referenceFolder = process.env.REFERENCE_DATA ?? join(import.meta.dirname, '..', '..', 'shared');
const file = (...parts: string[]): string => join(referenceFolder, 'benchmarks', ...parts);

export function loadSet(name: string): BenchmarkSeries[] {
  return JSON.parse(readFileSync(file(`${name}.json`), 'utf8')) as BenchmarkSeries[];
}

/** R's forecasts of a set, or undefined where the set has none. */
export function loadPeer(set: string, method: string): ForecastsById | undefined {
  const path = file('peers', `${set}.${method}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { f: ForecastsById }).f : undefined;
}

const average = (values: readonly (number | null)[]): number => {
  const present = values.filter((value) => value !== null);
  return present.reduce((sum, value) => sum + value, 0) / present.length;
};

/** Scores of a whole set; series with a constant history count in sMAPE and coverage only. */
export function scoreSet(series: readonly BenchmarkSeries[], forecasts: ForecastsById): SetScore {
  const of = (one: BenchmarkSeries): PeerForecast => forecasts[one.id]!;
  const errors = (point: (one: BenchmarkSeries) => readonly number[]) => ({
    smape: average(series.map((one) => smape(one.test, point(one)))),
    mase: average(series.map((one) => mase(one.test, point(one), one.train))),
  });
  const own = errors((one) => of(one).f);
  const naive = errors((one) => one.test.map(() => one.train.at(-1)!));
  return {
    ...own,
    owa: owa(own, naive),
    msis95: average(series.map((one) => msis(one.test, of(one).l95, of(one).u95, 0.95, one.train))),
    msis80: average(series.map((one) => msis(one.test, of(one).l80, of(one).u80, 0.8, one.train))),
    cov95: 100 * average(series.map((one) => coverage(one.test, of(one).l95, of(one).u95))),
    cov80: 100 * average(series.map((one) => coverage(one.test, of(one).l80, of(one).u80))),
  };
}

/** Value by value mean or median of several methods. */
export function combinePeers(peers: readonly ForecastsById[], how: 'mean' | 'median'): ForecastsById {
  const pick = (values: number[]): number => {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    if (how === 'mean') return average(values);
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  };
  const combined: Record<string, PeerForecast> = {};
  for (const [id, first] of Object.entries(peers[0]!)) {
    const merge = (key: keyof PeerForecast): number[] => first[key].map((_, index) => pick(peers.map((peer) => peer[id]![key][index]!)));
    combined[id] = { f: merge('f'), l80: merge('l80'), u80: merge('u80'), l95: merge('l95'), u95: merge('u95') };
  }
  return combined;
}

/** Every set of the folder, in the order of the tables. */
export const benchmarkSets = ['m1y', 'm3y-dev', 'tourismy-dev', 'owidA', 'm1agg', 'm3agg-dev', 'm4tail-dev'] as const;

/** Folds of the cross-fitting; a series and its earlier self share one. */
export const FOLDS = 5;
export function foldOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index++) hash = (Math.imul(hash, 31) + id.charCodeAt(index)) >>> 0;
  return hash % FOLDS;
}
