import type { BacktestResult } from './backtest.ts';

/** Folds of its own at which a series counts as much as its class: two full backtests, since folds of one series overlap. */
const CLASS_FOLDS = 40;
/** A naive error near 0 makes a ratio that says nothing more. */
const LARGEST_RATIO = 4;

const ratioOf = ({ engine, naive }: BacktestResult): number => Math.min(LARGEST_RATIO, engine.mae / naive.mae);

/**
 * Skill of each series of a class, its own error ratio (engine ÷ naive, at most 4) pooled with the class's: 1 − (folds · own ratio + 40 · class ratio) ÷ (folds + 40). A handful of origins decides nothing alone; a hundred programmes of one class together do.
 * Source: partial pooling towards a group mean (Efron & Morris 1975).
 *
 * @param results backtests of the series of one class, length m ≥ 1
 * @returns one skill a series, null where nothing in the class could be measured; at most 0 means: use naive
 * @example poolSkill([backtest({ values: [1, 2, 3, 4, 5, 6, 7, 8] }), backtest({ values: [5] })]).map((skill) => skill > 0) // → [true, true]
 */
export function poolSkill(results: readonly BacktestResult[]): (number | null)[] {
  let ratios = 0;
  let folds = 0;
  for (const result of results) {
    if (result.naive.mae === 0) continue;
    ratios += ratioOf(result) * result.naive.folds;
    folds += result.naive.folds;
  }
  if (folds === 0) return results.map(() => null);
  const pooled = ratios / folds;
  return results.map((result) => {
    const own = result.naive.mae === 0 ? 0 : result.naive.folds;
    const ratio = own === 0 ? pooled : ratioOf(result);
    return 1 - (own * ratio + CLASS_FOLDS * pooled) / (own + CLASS_FOLDS);
  });
}
