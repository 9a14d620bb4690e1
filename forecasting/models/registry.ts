import { fitDrift } from './drift.ts';
import { fitExponential } from './exponential.ts';
import { fitLinear } from './linear.ts';
import type { Model } from './model.ts';
import { fitNaive } from './naive.ts';
import { fitPolynomial } from './polynomial.ts';
import { fitPower } from './power.ts';
import { fitTheilSen } from './theil-sen.ts';

/** The candidates a user can inspect. A new model is one file and one row; every row obeys the laws of test/forecasting/models.test.ts. */
export const models: readonly Model[] = [
  { name: 'naive', behaviour: 'level', minObservations: 1, needsPositive: false, fit: fitNaive },
  { name: 'drift', behaviour: 'drift', minObservations: 2, needsPositive: false, fit: fitDrift },
  { name: 'linear', behaviour: 'trend', minObservations: 3, needsPositive: false, fit: fitLinear },
  { name: 'theilSen', behaviour: 'trend', minObservations: 3, needsPositive: false, fit: fitTheilSen },
  { name: 'polynomial', behaviour: 'curve', minObservations: 5, needsPositive: false, fit: fitPolynomial },
  { name: 'exponential', behaviour: 'curve', minObservations: 3, needsPositive: true, fit: fitExponential },
  { name: 'power', behaviour: 'curve', minObservations: 3, needsPositive: true, fit: fitPower },
];
