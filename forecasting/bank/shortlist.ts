import { clamp } from '../numbers.ts';
import type { BankBehaviour } from './components.ts';

/** The shortlist: no change, mean yearly change, straight line, constant rate of growth. */
export const shortlistNames = ['naive', 'drift', 'linear', 'exponential'] as const;
export const shortlistBehaviours: readonly BankBehaviour[] = ['level', 'drift', 'line', 'growth'];
const MEMBERS = shortlistNames.length;

/** What the shortlist did at the last origins and what it says now. */
export interface ShortlistRun {
  /** log of each member's error ÷ naive's, shrunk towards no difference; 0 for naive */
  readonly ratios: Float64Array;
  /** [member][step], guarded forecasts */
  paths: Float64Array;
  /** fitted value of the last year by member */
  readonly levels: Float64Array;
  /** members in use, in the order of `shortlistNames`; short histories and zeros allow fewer */
  members: number;
}

/** Origins looked back, and years scored after each. */
const ORIGINS = 8;
const SCORED_STEPS = 3;
/** Errors of the size of the mean yearly change that the shrinkage counts for. */
const PRIOR_ERRORS = 4;
const PRIOR_RATIO = [1, 0.92, 1.25, 1.2] as const;
const GROWTH_ALLOWANCE = 1.1;
const GUARD_WINDOW = 15;

const own = new Float64Array(MEMBERS);
const naive = new Float64Array(MEMBERS);
const state = { last: 0, drift: 0, lineLevel: 0, lineSlope: 0, logLevel: 0, logSlope: 0, reach: 0 };

/** Fits the members to the first `count` values; `logs` may be empty. */
function fitFirst(values: readonly number[], logs: readonly number[], count: number): void {
  const last = values[count - 1]!;
  let largest = 0;
  for (let index = Math.max(1, count - GUARD_WINDOW + 1); index < count; index++) {
    const change = Math.abs(values[index]! - values[index - 1]!);
    if (change > largest) largest = change;
  }
  const centre = (count - 1) / 2;
  let level = 0;
  let slope = 0;
  let logLevel = 0;
  let logSlope = 0;
  for (let index = 0; index < count; index++) {
    level += values[index]!;
    slope += (index - centre) * values[index]!;
    if (logs.length > 0) {
      logLevel += logs[index]!;
      logSlope += (index - centre) * logs[index]!;
    }
  }
  const squares = (count * (count * count - 1)) / 12;
  state.last = last;
  state.drift = count > 1 ? (last - values[0]!) / (count - 1) : 0;
  state.lineSlope = slope / squares;
  state.lineLevel = level / count;
  state.logSlope = logSlope / squares;
  state.logLevel = logLevel / count;
  state.reach = GROWTH_ALLOWANCE * largest;
}

function memberForecast(member: number, count: number, stepsAhead: number): number {
  const distance = (count - 1) / 2 + stepsAhead;
  const value =
    member === 0
      ? state.last
      : member === 1
        ? state.last + state.drift * stepsAhead
        : member === 2
          ? state.lineLevel + state.lineSlope * distance
          : Math.exp(Math.min(300, state.logLevel + state.logSlope * distance));
  const reach = state.reach * Math.max(1, stepsAhead);
  return Math.max(0, clamp(value, state.last - reach, state.last + reach));
}

/** Values a line and a rate of growth need: through fewer they are an accident of their ends, and a rate errs without bound. */
const LINE_NEEDS = 5;
const GROWTH_NEEDS = 7;

/** Members that `count` values allow. */
const membersFor = (count: number, positive: boolean): number => (count < 2 ? 1 : count < LINE_NEEDS ? 2 : positive && count >= GROWTH_NEEDS ? 4 : 3);

/**
 * Rolls the shortlist over the last origins of a window and forecasts from its end. A member's log error ratio is log((Σ|own error| + prior) ÷ (Σ|naive error| + prior)) over origins and one to three years ahead,
 * the prior being four errors of the size of the mean yearly change.
 * Source: rolling origins, Tashman (2000); weights by past errors, Bates & Granger (1969).
 *
 * @param run where the results go
 * @param values yearly values ≥ 0, oldest first, length n ≥ 1
 * @param horizon years ahead
 * @example (() => { const run = createShortlistRun(); runShortlist(run, [1, 2, 3], 2); return [...run.paths].slice(0, 4); })() // → [3, 3, 4, 5]
 */
export function runShortlist(run: ShortlistRun, values: readonly number[], horizon: number): void {
  const positive = values.every((value) => value > 0);
  const logs = positive ? values.map((value) => Math.log(value)) : [];
  own.fill(0);
  naive.fill(0);
  for (let count = Math.max(2, values.length - ORIGINS); count < values.length; count++) {
    fitFirst(values, logs, count);
    const members = membersFor(count, positive);
    for (let step = 1; step <= SCORED_STEPS && count + step <= values.length; step++) {
      const actual = values[count + step - 1]!;
      const reference = Math.abs(actual - state.last);
      for (let member = 0; member < members; member++) {
        own[member]! += Math.abs(actual - memberForecast(member, count, step));
        naive[member]! += reference;
      }
    }
  }
  fitFirst(values, logs, values.length);
  let changes = 0;
  for (let index = Math.max(1, values.length - GUARD_WINDOW + 1); index < values.length; index++) changes += Math.abs(values[index]! - values[index - 1]!);
  const prior = (PRIOR_ERRORS * changes) / Math.max(1, Math.min(values.length, GUARD_WINDOW) - 1) || 1;
  run.members = membersFor(values.length, positive);
  if (run.paths.length < MEMBERS * horizon) run.paths = new Float64Array(MEMBERS * horizon);
  for (let member = 0; member < MEMBERS; member++) {
    run.ratios[member] = member < run.members ? Math.log((own[member]! + prior * PRIOR_RATIO[member]!) / (naive[member]! + prior)) : 0;
    run.levels[member] = member < run.members ? memberForecast(member, values.length, 0) : state.last;
    for (let step = 0; step < horizon; step++)
      run.paths[member * horizon + step] = member < run.members ? memberForecast(member, values.length, step + 1) : state.last;
  }
}

/**
 * Work tables for `runShortlist`; paths grow with the longest horizon asked for.
 * Source: work tables, see `runShortlist`.
 *
 * @returns tables of one number a member, without steps
 * @example createShortlistRun().ratios.length === shortlistNames.length // → true
 */
export function createShortlistRun(): ShortlistRun {
  return { ratios: new Float64Array(MEMBERS), paths: new Float64Array(0), levels: new Float64Array(MEMBERS), members: 0 };
}
