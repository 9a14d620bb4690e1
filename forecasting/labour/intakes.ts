import { isOpen } from './base-series.ts';
import type { Fulfilment } from './fulfilment.ts';
import { normalsPerPath } from '../pooled/paths.ts';
import { fromLog } from '../pooled/trend.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { meanOf, normalsOf, pathsOf } from './paths.ts';
import type { SnapshotProgramme } from './snapshot.ts';

export type IntakeSource = 'plan' | 'forecast' | 'pathway';
/** What feeds one intake year of a programme, persons expected. */
export interface IntakeYear {
  readonly source: IntakeSource | null;
  readonly expected: number;
  /** What the forecast alone says; null where the programme has none. */
  readonly forecast: number | null;
}

const takesIn = (programme: SnapshotProgramme, year: number) => programme.closedYear === null || programme.closedYear > year;

/** The plan for an intake year; a programme that no forecast knows goes on as last planned. */
function planOf(programme: SnapshotProgramme, year: number, hasForecast: boolean): number | undefined {
  const own = programme.plans.findLast((plan) => plan.year === year) ?? (hasForecast ? undefined : programme.plans.findLast((plan) => plan.year < year));
  return own?.plan;
}

/**
 * Where the intakes of the years after t0 come from: plan × fulfilment where a plan is reported, else the forecast, else (nothing reported and nothing
 * planned) what a pathway sends.
 *
 * @param sent persons that pathways send to a programme without reports and plans, by years ahead
 * @returns by years ahead, index 0 = t0 + 1
 */
export function intakeYears(
  programme: SnapshotProgramme,
  fulfilment: Fulfilment,
  known: BaseForecast | undefined,
  sent: (ahead: number) => number,
  t0: number,
  horizon: number,
): IntakeYear[] {
  const open = known && isOpen(programme, t0) ? known : undefined;
  return Array.from({ length: horizon }, (_, i): IntakeYear => {
    const year = t0 + i + 1;
    if (!takesIn(programme, year)) return { source: null, expected: 0, forecast: null };
    const forecast = open ? fromLog(open.own[i + 1]!) : null;
    const plan = planOf(programme, year, open !== undefined);
    if (plan !== undefined) return { source: 'plan', expected: plan * fulfilment.rate, forecast };
    if (forecast !== null) return { source: 'forecast', expected: forecast, forecast };
    const persons = programme.years.length === 0 ? sent(i + 1) : 0;
    return { source: persons > 0 ? 'pathway' : null, expected: persons, forecast };
  });
}

/**
 * The intakes on sample paths, row-major [path][year ahead 1…H]: a plan times its fulfilment, or the forecast, each with the luck of the single year; a
 * pathway's persons do not vary.
 *
 * @param normals [path][normalsPerPath(H)] of the forecast
 * @param key of the stream of luck
 */
export function intakePaths(
  years: readonly IntakeYear[],
  fulfilment: Fulfilment,
  known: BaseForecast | undefined,
  normals: Float64Array,
  key: string,
): Float64Array {
  const horizon = years.length;
  const width = horizon + 1;
  const paths = normals.length / normalsPerPath(horizon);
  const forecast = known && years.some((year) => year.source === 'forecast') ? pathsOf(known, normals) : undefined;
  const luck = normalsOf(key, paths * horizon);
  const values = new Float64Array(paths * horizon);
  years.forEach(({ source, expected }, h) => {
    const spread = source === 'plan' ? fulfilment.spread : source === 'forecast' ? known!.luck : 0;
    for (let i = 0; i < paths; i++) {
      const at = i * horizon + h;
      const middle = source === 'forecast' ? forecast![i * width + h + 1]! : expected;
      values[at] = spread > 0 ? middle * Math.exp(spread * luck[at]! - spread ** 2 / 2) : middle;
    }
  });
  return values;
}

/** The years with the forecast's mean taken from its paths, as supply takes it. */
export function expectedIntakes(years: readonly IntakeYear[], values: Float64Array): IntakeYear[] {
  const horizon = years.length;
  const paths = values.length / horizon;
  return years.map((year, h) => ({ ...year, expected: meanOf(Float64Array.from({ length: paths }, (_, i) => values[i * horizon + h]!)) }));
}
