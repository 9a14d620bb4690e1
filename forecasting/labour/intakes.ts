import { normalsPerPath } from '../pooled/paths.ts';
import { isOpen } from './base-series.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { baseYears } from './base-years.ts';
import type { Fulfilment } from './fulfilment.ts';
import { meanOf, normalsOf, pathsOf, withLuck } from './paths.ts';
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
  base: BaseForecast | undefined,
  sent: (ahead: number) => number,
  t0: number,
  horizon: number,
): IntakeYear[] {
  const known = base && isOpen(programme, t0) ? baseYears(base) : undefined;
  return Array.from({ length: horizon }, (_, i): IntakeYear => {
    const year = t0 + i + 1;
    if (!takesIn(programme, year)) return { source: null, expected: 0, forecast: null };
    const forecast = known?.[i]?.mean ?? null;
    const plan = planOf(programme, year, known !== undefined);
    if (plan !== undefined) return { source: 'plan', expected: plan * fulfilment.rate, forecast };
    if (forecast !== null) return { source: 'forecast', expected: forecast, forecast };
    const persons = programme.years.length === 0 ? sent(i + 1) : 0;
    return { source: persons > 0 ? 'pathway' : null, expected: persons, forecast };
  });
}

/**
 * The intakes on sample paths, row-major [path][year ahead 1…H]. A planned year varies lognormally around plan × fulfilment (its mean stays there) with the
 * spread of fulfilment; a forecast one along its trend and with the luck of the year; a pathway's persons do not vary.
 *
 * @param normals of the trend, [path][normalsPerPath(H)]
 * @param key of the programme's random streams
 */
export function intakePaths(
  years: readonly IntakeYear[],
  fulfilment: Fulfilment,
  base: BaseForecast | undefined,
  normals: Float64Array,
  key: string,
): Float64Array {
  const horizon = years.length;
  const width = horizon + 1;
  const paths = normals.length / normalsPerPath(horizon);
  const forecast = base && years.some((year) => year.source === 'forecast') ? withLuck(pathsOf(base, normals), base.luck, `${key}|luck`) : undefined;
  const lucks = normalsOf(`${key}|plan`, paths * horizon);
  const values = new Float64Array(paths * horizon);
  const { spread } = fulfilment;
  years.forEach(({ source, expected }, h) => {
    for (let i = 0; i < paths; i++) {
      const at = i * horizon + h;
      values[at] =
        source === 'forecast' ? forecast![i * width + h + 1]! : source === 'plan' ? expected * Math.exp(spread * lucks[at]! - spread ** 2 / 2) : expected;
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
