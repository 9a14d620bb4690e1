import type { Alert } from '../../schemas/alerts.ts';
import type { ComparedCell } from '../../schemas/comparison.ts';
import type { Evaluation } from '../../schemas/evaluations.ts';
import type { Series } from '../../schemas/results.ts';
import type { Guard } from '../../schemas/seats.ts';
import { without } from './readers.ts';

/** Of a row of the gap report or of a total: what is demand, or the demand could be read from. Supply is of school reports and stays, as do band and grade, which are ranges. */
export const gapFigures = () => without('demand', 'gap', 'lo80', 'hi80', 'lo95', 'hi95', 'ratio', 'probability');

/** A series of demand, or of an occupation it is made of: no numbers, nor errors that are as large as they are. */
export function withheldSeries(series: Series): Series {
  return { ...series, history: [], forecast: [], why: { ...series.why, weights: {}, candidates: [], skill: null } };
}

/** One side of a comparison; the change is withheld with either. */
export const withheldSide = (side: NonNullable<ComparedCell['before']>): NonNullable<ComparedCell['before']> => ({
  ...side,
  ...without('demand', 'gap', 'lo80', 'hi80', 'ratio', 'probability'),
});

type Sums = Guard['years'][number];
const withheldSums = (sums: Sums): Sums => ({
  ...{ ...sums, ...without('gap', 'lo80', 'hi80', 'recommended', 'afterApproved', 'afterEveryone', 'afterRecommended', 'overshoot') },
  schools: sums.schools.map((school) => ({ ...school, recommended: null })),
});
/** Seats stay, what they are measured by goes: recommendation and overshoot too, since requests of different size would feel for the gap. */
export function withheldGuard(guard: Guard): Guard {
  return { ...guard, years: guard.years.map(withheldSums), window: guard.window && withheldSums(guard.window) };
}

/** Kind, state and severity stay, the sentence loses its numbers. */
export const withheldAlert = (alert: Alert): Alert => ({
  ...alert,
  sentences: [
    {
      zh: `数据截至 ${alert.asOfYear} 年的批次发出；数字保密：背后填报企业过少，或可由此推算出此类数字`,
      en: `Raised by the run with data up to ${alert.asOfYear}; its figures are withheld: too few enterprises are behind them, or they would give such figures away`,
    },
  ],
});

type Miss = Evaluation['misses'][number];
export const withheldMiss = (miss: Miss): Miss => ({ ...miss, ...without('forecast', 'naive', 'lo80', 'hi80', 'actual') });
