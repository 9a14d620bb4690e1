import type { Example } from './examples.ts';

/** What the errors of a group are measured in. */
export interface Scale {
  readonly weight: number;
  readonly smape: number;
  readonly mase: number;
  /** series of the group ÷ series with a MASE */
  readonly scaledShare: number;
}

/** Loss of a forecast of one step and its slope: half sMAPE and half MASE over naive's, the kink of |error| rounded off within 2 %. */
export function lossAt(example: Example, step: number, forecast: number, unit: number, scale: Scale): { loss: number; slope: number } {
  const actual = example.series.test[step]!;
  const error = forecast - actual;
  const size = Math.abs(actual) + Math.abs(forecast) + 1e-9;
  const sign = Math.tanh(error / (0.02 * size));
  const percent = 100 / scale.smape / example.horizon;
  const scaled = unit > 0 ? (0.5 * scale.scaledShare) / (unit * scale.mase * example.horizon) : 0;
  return {
    loss: Math.abs(error) * (percent / size + scaled),
    slope: (percent * (sign - (Math.abs(error) / size) * Math.sign(forecast))) / size + scaled * sign,
  };
}
