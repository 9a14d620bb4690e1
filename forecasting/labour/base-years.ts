import { fromLog } from '../pooled/trend.ts';
import type { BaseForecast } from './base-forecasts.ts';

/** Half-widths in standard deviations: normal at 80 %; at 95 % a little more than normal, since scales are estimated. */
const Z80 = 1.2815515655446004;
const Z95 = 2.1;

export interface BaseYear {
  readonly mean: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
  readonly spread: number;
}

/**
 * What a report of the years ahead may say: centre and intervals with the luck of a year in them, fromLog(centre ± z·√(factor² · variance + luck²)) with z = 1.28 and 2.1; whole persons
 * for counts, the bounds rounded outwards.
 * Source: docs/model.md, Forecasts: intervals as published with a series.
 *
 * @param forecast of a base series, log scale, index 0 = t0
 * @returns one a year ahead, units of the series
 * @example baseYears({ series: { kind: 'count' }, frame: { centre: [3, toLog(20)], factor: [1, 1] }, variance: [0, 0], luck: 0.1 })[0].hi80 // → 23
 */
export function baseYears({ series, frame, variance, luck }: BaseForecast): BaseYear[] {
  const whole = series.kind === 'count';
  return frame.centre.slice(1).map((centre, i) => {
    const sigma = Math.sqrt(frame.factor[i + 1]! ** 2 * variance[i + 1]! + luck ** 2);
    const low = (z: number) => (whole ? Math.floor(fromLog(centre - z * sigma)) : fromLog(centre - z * sigma));
    const high = (z: number) => (whole ? Math.ceil(fromLog(centre + z * sigma)) : fromLog(centre + z * sigma));
    const [lo80, hi80] = [low(Z80), high(Z80)];
    return { mean: fromLog(centre), lo80, hi80, lo95: low(Z95), hi95: high(Z95), spread: (hi80 - lo80) / 2 / Z80 };
  });
}
