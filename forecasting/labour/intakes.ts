import { isOpen } from './base-series.ts';
import type { Fulfilment } from './fulfilment.ts';
import { fromLog } from '../pooled/trend.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { responsesOf } from './paths.ts';
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
 * planned) what a pathway sends. A closed programme takes nobody in.
 * Source: docs/model.md, Supply 2.
 *
 * @param programme with its reported years and plans
 * @param fulfilment intake ÷ plan, of `planFulfilment`
 * @param known forecast of the programme's intakes; undefined where it has none
 * @param sent persons that pathways send to a programme without reports and plans, by years ahead
 * @param t0 last reported year
 * @param horizon H, years
 * @returns persons by years ahead, index 0 = t0 + 1
 * @example intakeYears({ closedYear: 2027, years: [], plans: [{ year: 2026, plan: 50 }] }, { rate: 0.8, spread: 0 }, undefined, () => 0, 2025, 2).map(({ source, expected }) => [source, expected]) // → [['plan', 40], [null, 0]]
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

/** An intake year as it varies: expected persons; a lasting part as a combination of normals and the luck of the year, both on the log scale. */
export interface IntakeSpread {
  readonly expected: number;
  readonly response: Float64Array;
  readonly luck: number;
}

const certain = new Float64Array(0);

/**
 * How the intakes vary, by years ahead: a plan times its fulfilment, or the forecast with its trend, each with the luck of the single year; a pathway's persons
 * do not vary. The mean of a lognormal is exp(centre + variance ÷ 2); the luck of a year leaves it.
 * Source: docs/model.md, Supply 2.
 *
 * @param years of `intakeYears`
 * @param fulfilment with the spread of single years, log scale
 * @param known forecast of the programme's intakes; undefined where it has none
 * @returns same length as `years`: persons, and their response and luck on the log scale
 * @example intakeSpreads([{ source: 'plan', expected: 40 }, { source: 'pathway', expected: 30 }], { rate: 0.8, spread: 0.1 }, undefined).map(({ expected, luck }) => [expected, luck]) // → [[40, 0.1], [30, 0]]
 */
export function intakeSpreads(years: readonly IntakeYear[], fulfilment: Fulfilment, known: BaseForecast | undefined): IntakeSpread[] {
  const responses = known && years.some((year) => year.source === 'forecast') ? responsesOf(known) : [];
  return years.map(({ source, expected }, h): IntakeSpread => {
    if (source === 'plan') return { expected, response: certain, luck: fulfilment.spread };
    const response = responses[h + 1];
    if (source !== 'forecast' || !response || !known) return { expected, response: certain, luck: 0 };
    let variance = 0;
    for (let k = 0; k < response.length; k++) variance += response[k]! * response[k]!;
    return { expected: fromLog(known.frame.centre[h + 1]! + variance / 2), response, luck: known.luck };
  });
}
