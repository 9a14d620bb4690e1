import type { BothForecasts } from '../flags/classify.ts';
import { fromLog } from '../pooled/trend.ts';
import type { BaseForecast } from './base-forecasts.ts';
import type { Cell } from './cells.ts';
import type { OccupationDemand } from './demand.ts';
import { supplyShare } from './destinations.ts';
import { ofOccupation } from './group-parameters.ts';
import { openingsOf } from './openings.ts';
import { projectJobs } from './projects.ts';
import { countedProjects } from './reliability.ts';
import type { CitySnapshot } from './snapshot.ts';
import type { ProgrammeSupply } from './supply.ts';
import type { Window } from './windows.ts';

type Which = keyof BothForecasts;
const sum = (values: ArrayLike<number>, from: number, to: number) => {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i]!;
  return total;
};

/**
 * Values of a base series from t0 on under one of two forecasts: the model (plans, or trend and engine, whether or not the skill gate let them stand), or "no change", the last report carried on.
 * Source: docs/model.md, Forecasts 3: the skill gate.
 *
 * @param forecast of the series
 * @param which of both
 * @returns units of the series, index 0 = t0
 * @example [...centreOf({ series: { values: [7, 9, null] }, byPlan: false, blend: [toLog(9), toLog(12)] }, 'noChange')] // → [9, 9]
 */
export function centreOf({ series, byPlan, frame, blend }: BaseForecast, which: Which): Float64Array {
  if (which === 'model') return Float64Array.from(byPlan ? frame.centre : blend, fromLog);
  return new Float64Array(blend.length).fill(series.values.findLast((value) => value !== null) ?? 0);
}

/** Graduates of a programme in a window who supply the city, with the intakes that are forecast as the forecast asked for has them. */
function supplyOf({ programme, rates, years, intakes }: ProgrammeSupply, centre: Float64Array | undefined, window: Window, inFieldUsed: boolean): number {
  let persons = 0;
  for (let h = window.from; h <= window.to; h++) {
    const { graduates = 0, furtherStudy = 0 } = years[h - 1] ?? {};
    const entered = h - programme.lengthYears; // years ahead
    const intake = entered > 0 ? intakes[entered - 1] : undefined;
    const times = intake?.source === 'forecast' && centre && intake.expected > 0 ? centre[entered]! / intake.expected : 1;
    persons += graduates * times * supplyShare({ furtherStudy, military: rates.military, localStay: rates.localStay, inField: rates.inField }, inFieldUsed);
  }
  return persons;
}

/**
 * Demand and supply of a window under the model and under "no change", each at its centre: what the skill gate compares, without sample paths. Shares, plans that schools have
 * announced, cohorts already enrolled, projects and inflow are the same in both.
 * Source: docs/model.md, Forecasts 3: the skill gate.
 *
 * @param snapshot of the city
 * @param demands by occupation, for the series and its entry shares
 * @param forecastOf forecast of a base series by its code
 * @param horizon H, years
 * @returns a function of cell, its programmes and inflow, and window: persons
 * @example bothForecasts({ asOfYear: 2025, parameters: { sigma: 0.1 } }, new Map([['o', { series: { code: 'o', nature: 'stock' }, share: { value: 0.5 } }]]), () => ({ series: { values: [100] }, blend: [toLog(100), toLog(100)] }), 1)({ weights: [{ occupation: 'o', weight: 0.5 }] }, { programmes: [], inflow: [0] }, { from: 1, to: 1 }).noChange // → { demand: 2.5, supply: 0 }
 */
export function bothForecasts(
  snapshot: CitySnapshot,
  demands: ReadonlyMap<string, OccupationDemand>,
  forecastOf: (code: string) => BaseForecast | undefined,
  horizon: number,
): (cell: Pick<Cell, 'weights'>, made: { readonly programmes: readonly ProgrammeSupply[]; readonly inflow: Float64Array }, window: Window) => BothForecasts {
  const { parameters: p } = snapshot;
  const single = { ...snapshot, parameters: { ...p, paths: 1 } };
  const planned = Map.groupBy(countedProjects(snapshot), (project) => project.occupation);
  const entries = new Map<string, Float64Array>();

  function entryOf({ series, share, projectShare }: OccupationDemand, which: Which): Float64Array {
    const key = `${which}|${series.code}`;
    const known = entries.get(key);
    if (known) return known;
    const forecast = forecastOf(series.code);
    const values = forecast && centreOf(forecast, which);
    const stock = series.nature === 'stock';
    const entry = new Float64Array(horizon);
    if (values) {
      const wanted = stock ? openingsOf(values, ofOccupation(p, 'sigma', series.code)).total : values.subarray(1);
      for (let h = 0; h < horizon; h++) entry[h] = share.value * wanted[h]!;
    }
    const jobs = projectJobs(planned.get(series.code) ?? [], values && series, stock ? values : undefined, single, horizon);
    for (const persons of jobs?.chains.values() ?? []) for (let h = 0; h < horizon; h++) entry[h]! += projectShare.value * persons[h]!;
    entries.set(key, entry);
    return entry;
  }

  return (cell, { programmes, inflow }, window) => {
    const under = (which: Which) => {
      let demand = 0;
      for (const { occupation, weight } of cell.weights) {
        const own = demands.get(occupation);
        if (own) demand += weight * sum(entryOf(own, which), window.from - 1, window.to);
      }
      let supply = sum(inflow, window.from - 1, window.to);
      for (const programme of programmes) {
        const forecast = forecastOf(programme.programme.id);
        supply += supplyOf(programme, forecast && centreOf(forecast, which), window, p.inFieldUsed === 1);
      }
      return { demand, supply };
    };
    return { model: under('model'), noChange: under('noChange') };
  };
}
