import { forecastSeries } from '../engine/forecast.ts';
import { ForecastError } from '../errors.ts';
import type { Series } from '../series.ts';

type Id = string | number | null;
interface Question {
  readonly series: Series;
  readonly horizon: number;
}

/** What a line can get wrong before it is a series. */
class LineError extends Error {
  readonly code = 'bad_line';
}

/**
 * Answers one line of newline-delimited JSON: `{"id":"a","values":[…],"horizon":6,"kind":"count","breaks":[3]}` → its forecast or its error.
 * Source: newline-delimited JSON, one object a line.
 *
 * @param line text of one JSON object; kind and breaks may be left out
 * @param backtest also give the candidates and the skill at rolling origins
 * @returns one line of JSON, `{id, mean, lo80, hi80, lo95, hi95, why}` or `{id, error: {code, message}}`; id is null where the line has none
 * @example answerLine('{"id":"a","values":[],"horizon":1}', false).includes('empty_series') // → true
 */
export function answerLine(line: string, backtest: boolean): string {
  let id: Id = null;
  try {
    const value = parseJson(line);
    id = readId(value);
    const { series, horizon } = readQuestion(value);
    const { mean, lo80, hi80, lo95, hi95, why } = forecastSeries(series, horizon, { scores: backtest });
    return JSON.stringify({ id, mean, lo80, hi80, lo95, hi95, why });
  } catch (error) {
    if (error instanceof ForecastError || error instanceof LineError) return JSON.stringify({ id, error: { code: error.code, message: error.message } });
    throw error;
  }
}

function parseJson(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError('A line needs to be one JSON object, got text that is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LineError('A line needs to be one JSON object, got another JSON value.');
  return value as Record<string, unknown>;
}

function readId({ id }: Record<string, unknown>): Id {
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

function readQuestion({ values, horizon, kind, breaks }: Record<string, unknown>): Question {
  if (!Array.isArray(values) || !values.every((value) => value === null || typeof value === 'number'))
    throw new LineError('A line needs values: a list of numbers and nulls.');
  if (typeof horizon !== 'number') throw new LineError('A line needs horizon: a number of years.');
  if (kind !== undefined && kind !== 'count' && kind !== 'measure') throw new LineError('A line needs kind to be "count" or "measure" when it is given.');
  if (breaks !== undefined && !(Array.isArray(breaks) && breaks.every((index) => typeof index === 'number')))
    throw new LineError('A line needs breaks to be a list of indices when it is given.');
  return {
    series: { values: values as (number | null)[], ...(kind === undefined ? {} : { kind }), ...(breaks === undefined ? {} : { breaks: breaks }) },
    horizon,
  };
}
