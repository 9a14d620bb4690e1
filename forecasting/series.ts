import { ForecastError } from './errors.ts';

/** `count`: whole persons (integer bounds, at least Poisson noise); `measure`: any non-negative quantity. */
export type SeriesKind = 'count' | 'measure';

/** One value a year, oldest first; `null` is a year without a report. */
export interface Series {
  readonly values: readonly (number | null)[];
  /** default `measure` */
  readonly kind?: SeriesKind;
  /** indices into `values` at which a new regime starts; only the last regime is fitted */
  readonly breaks?: readonly number[];
}

/** The reported years of a series, as every model sees them. */
export interface Observations {
  /** whole years since the first observation, ascending, starting at 0 */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** the year, on the scale of `times`, from which steps ahead are counted: the last year of the series, reported or not */
  readonly origin: number;
}

export interface PreparedSeries {
  readonly observations: Observations;
  readonly kind: SeriesKind;
  /** index into `values` of the first year of the fitted regime */
  readonly regimeStart: number;
}

/** Above this, squares and sums leave the range of a double. */
const LARGEST_VALUE = 1e100;
/** Below this a value counts as 0, for the same reason. */
const SMALLEST_VALUE = 1e-100;
export const LONGEST_HORIZON = 50;

/**
 * Validates a series and keeps the reported years of its last regime.
 * Source: own rules of input.
 *
 * @param series values oldest first, length n ≥ 1, at least one of them reported in the last regime
 * @returns years and values without gaps in the arrays (gaps stay visible in `times`)
 * @throws ForecastError `not_finite`, `negative`, `too_large`, `bad_break`, `empty_series`
 * @example prepareSeries({ values: [5, null, 7] }).observations.times // → [0, 2]
 */
export function prepareSeries(series: Series): PreparedSeries {
  const { values, kind = 'measure', breaks = [] } = series;
  values.forEach(requireValue);
  let regimeStart = 0;
  for (const index of breaks) {
    if (!Number.isInteger(index) || index < 0 || index >= values.length) {
      throw new ForecastError('bad_break', `A break needs an index from 0 to ${values.length - 1}, got ${index}.`);
    }
    regimeStart = Math.max(regimeStart, index);
  }
  const years: number[] = [];
  const reported: number[] = [];
  for (let index = regimeStart; index < values.length; index++) {
    const value = values[index];
    if (value === null || value === undefined) continue;
    years.push(index);
    reported.push(value < SMALLEST_VALUE ? 0 : value);
  }
  const first = years[0];
  if (first === undefined)
    throw new ForecastError('empty_series', `A forecast needs at least one reported year in the last regime, got none of ${values.length - regimeStart}.`);
  return { observations: { times: years.map((year) => year - first), values: reported, origin: values.length - 1 - first }, kind, regimeStart };
}

function requireValue(value: number | null, index: number): void {
  if (value === null) return;
  if (!Number.isFinite(value)) throw new ForecastError('not_finite', `A series needs finite values or null, got ${value} at index ${index}.`);
  if (value < 0) throw new ForecastError('negative', `A series needs values of at least 0, got ${value} at index ${index}.`);
  if (value > LARGEST_VALUE) throw new ForecastError('too_large', `A series needs values of at most ${LARGEST_VALUE}, got ${value} at index ${index}.`);
}

/**
 * Checks a number of years ahead.
 * Source: own rules of input.
 *
 * @param horizon whole years, 1 to 50
 * @returns the horizon, whole years
 * @throws ForecastError `bad_horizon`
 * @example requireHorizon(6) // → 6
 */
export function requireHorizon(horizon: number): number {
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > LONGEST_HORIZON) {
    throw new ForecastError('bad_horizon', `A forecast needs a whole horizon from 1 to ${LONGEST_HORIZON} years, got ${horizon}.`);
  }
  return horizon;
}

/**
 * The observations as they stood after the first `count` reports: what a forecast made back then would have seen.
 * Source: definition.
 *
 * @param observations length n
 * @param count 1 ≤ count ≤ n
 * @returns observations of length `count`, in units of the series
 * @example firstObservations({ times: [0, 1, 2], values: [5, 6, 7], origin: 2 }, 2).values // → [5, 6]
 */
export function firstObservations(observations: Observations, count: number): Observations {
  return { times: observations.times.slice(0, count), values: observations.values.slice(0, count), origin: observations.times[count - 1]! };
}
