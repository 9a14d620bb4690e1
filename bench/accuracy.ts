import { forecastSeries } from '../forecasting/index.ts';
import { preparePrior } from '../forecasting/bank/prior.ts';
import { fitEngine } from '../forecasting/engine/fit.ts';
import { benchmarkSets, combinePeers, foldOf, loadPeer, loadSet, scoreSet, type BenchmarkSeries, type ForecastsById, type SetScore } from './benchmark-sets.ts';
import folds from './training/folds.json' with { type: 'json' };

/**
 * Accuracy of the engine beside R's methods on every set of the benchmark folder, and the ratios in geometric mean.
 * "shipped" runs the constants the package ships, learned from these very sets (in-sample); "cross-fitted" forecasts each series with constants learned from the other folds only.
 */
const PEERS = ['naive', 'drift', 'theta', 'ets', 'arima'] as const;
/** The four sets of yearly series that the ratios average over. */
const YEARLY = ['m1y', 'm3y-dev', 'tourismy-dev', 'owidA'];
const COLUMNS = ['smape', 'mase', 'owa', 'msis95', 'msis80', 'cov95', 'cov80'] as const;
const crossFitted = folds.map(({ prior, shortlist, caution, interval }) => ({ prepared: preparePrior(prior, shortlist), caution, interval }));

type Engine = (series: BenchmarkSeries) => { mean: number[]; lo80: number[]; hi80: number[]; lo95: number[]; hi95: number[] };
const engines: Record<string, Engine> = {
  shipped: ({ train, test }) => forecastSeries({ values: train }, test.length, { scores: false }),
  'cross-fitted': ({ id, train, test }) =>
    fitEngine({ times: train.map((_, index) => index), values: train, origin: train.length - 1 }, test.length, 'measure', crossFitted[foldOf(id)]),
};

function runEngine(series: readonly BenchmarkSeries[], engine: Engine): ForecastsById {
  return Object.fromEntries(
    series.map((one) => {
      const { mean, lo80, hi80, lo95, hi95 } = engine(one);
      return [one.id, { f: mean, l80: lo80, u80: hi80, l95: lo95, u95: hi95 }];
    }),
  );
}

function methodsOf(name: string, series: readonly BenchmarkSeries[]): Record<string, ForecastsById> {
  const methods: Record<string, ForecastsById> = {};
  for (const [label, engine] of Object.entries(engines)) methods[label] = runEngine(series, engine);
  for (const peer of PEERS) {
    const forecasts = loadPeer(name, peer);
    if (forecasts !== undefined) methods[peer] = forecasts;
  }
  const { ets, arima, theta } = methods;
  if (ets !== undefined && arima !== undefined && theta !== undefined) {
    for (const how of ['mean', 'median'] as const) methods[`${how}(ets,arima,theta)`] = combinePeers([ets, arima, theta], how);
  }
  return methods;
}

const format = (label: string, score: SetScore): string =>
  label.padEnd(26) + COLUMNS.map((column) => score[column].toFixed(column === 'owa' ? 4 : 2).padStart(9)).join('');
const table: Record<string, Record<string, SetScore>> = {};
for (const name of benchmarkSets) {
  const all = loadSet(name);
  console.log(`\n${name} (${all.length} series)\n${''.padEnd(26)}${COLUMNS.map((column) => column.padStart(9)).join('')}`);
  const scores: Record<string, SetScore> = {};
  for (const [label, forecasts] of Object.entries(methodsOf(name, all))) {
    scores[label] = scoreSet(all, forecasts);
    console.log(format(label, scores[label]));
  }
  table[name] = scores;
  const short = all.filter(({ train }) => train.length <= 8);
  if (short.length > 0 && short.length < all.length && scores.ets !== undefined) {
    console.log(`  of these ${short.length} with at most 8 years`);
    const methods = methodsOf(name, short);
    for (const label of ['shipped', 'cross-fitted', 'median(ets,arima,theta)']) console.log(format(`  ${label}`, scoreSet(short, methods[label]!)));
  }
}

const geometricMean = (values: readonly number[]): number => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
const ratio = (label: string, reference: (scores: Record<string, SetScore>) => number, pick: (score: SetScore) => number): string => {
  const ratios = YEARLY.map((name) => pick(table[name]![label]!) / reference(table[name]!));
  return `${geometricMean(ratios).toFixed(3)}  (${ratios.map((value) => value.toFixed(3)).join(' ')})`;
};
const single = (scores: Record<string, SetScore>): SetScore[] => PEERS.map((peer) => scores[peer]!);
const owaOf = (score: SetScore): number => score.owa;
console.log(`\nratios over ${YEARLY.join(', ')}: geometric mean (each set)`);
for (const label of Object.keys(engines)) {
  for (const peer of [...PEERS, 'median(ets,arima,theta)']) console.log(`OWA ${label} ÷ ${peer}: ${ratio(label, (scores) => scores[peer]!.owa, owaOf)}`);
  console.log(`OWA ${label} ÷ best single R method: ${ratio(label, (scores) => Math.min(...single(scores).map(owaOf)), owaOf)}`);
  const peers = (scores: Record<string, SetScore>): SetScore[] => [...single(scores), scores['mean(ets,arima,theta)']!, scores['median(ets,arima,theta)']!];
  console.log(
    `MSIS95 ${label} ÷ best R method: ${ratio(
      label,
      (scores) => Math.min(...peers(scores).map((score) => score.msis95)),
      (score) => score.msis95,
    )}`,
  );
}
