// the series and what can be wrong with it
export { ForecastError, type ForecastErrorCode } from './errors.ts';
export { LONGEST_HORIZON, prepareSeries, type Observations, type PreparedSeries, type Series, type SeriesKind } from './series.ts';

// the forecast
export { forecastSeries, type Forecast, type ForecastOptions, type Why } from './engine/forecast.ts';
export { forecastNaive } from './engine/forecast-naive.ts';
export { shrinkToNaive } from './engine/shrink-to-naive.ts';
export { samplePaths } from './engine/paths.ts';

// candidates a user can inspect
export { models } from './models/registry.ts';
export type { Behaviour, FittedModel, Model } from './models/model.ts';

// how good it is
export { backtest, type BacktestResult, type CandidateScore, type Trial } from './evaluation/backtest.ts';
export { keptShare, poolShrinkage, type Shrinkage } from './evaluation/shrinkage.ts';
export { coverage, mase, msis, naiveScale, owa, smape } from './evaluation/metrics.ts';

// parts that add up to totals
export { nodeVariances, type Hierarchy, type NodeValues } from './reconcile/hierarchy.ts';
export { reconcile, reconcilePaths, type NodePaths } from './reconcile/reconcile.ts';
export { roundToTotal } from './reconcile/round-to-total.ts';

// randomness, always from a key
export { createRandom, type Random } from './random.ts';
export { sampleBeta, sampleBetaBinomial, sampleBinomial } from './samplers.ts';

// lines of the command
export { answerBlock } from './lines/answer-block.ts';
export { answerLine } from './lines/answer-line.ts';
