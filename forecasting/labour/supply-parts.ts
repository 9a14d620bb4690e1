import { counted, type StayRates } from './destinations.ts';
import { trackedRates, type JoinedRates } from './tracked-rates.ts';
import { scopes } from './pooling.ts';
import type { IntakeRow, SupplyParts } from './results.ts';
import type { CitySnapshot } from './snapshot.ts';
import type { ProgrammeSupply } from './supply.ts';
import type { Window } from './windows.ts';

/**
 * Share of the graduates of the last `rateYears` years whose destination was reported: Σ counted ÷ Σ graduates, at most 1. Programmes without graduates have nothing
 * to report: their class's reports do, 1 where there are any, else 0.
 * Source: docs/model.md, Supply: the stages of the decision window.
 *
 * @param programmes of the major, with the rates their supply rests on
 * @param snapshot of the city, for its last year and parameters
 * @returns share in [0, 1]; null without programmes
 * @example reportedShareOf([{ programme: { years: [{ year: 2025, graduates: 40 }], destinations: [{ year: 2025, localJob: 8, otherRegion: 1, furtherStudy: 1, military: 0, unemployed: 0 }] } }], { asOfYear: 2025, parameters: { rateYears: 3 } }) // → 0.25
 */
export function reportedShareOf(programmes: readonly ProgrammeSupply[], { asOfYear: t0, parameters }: CitySnapshot): number | null {
  if (programmes.length === 0) return null;
  const recent = ({ year }: { readonly year: number }) => year > t0 - parameters.rateYears && year <= t0;
  let graduates = 0;
  let reported = 0;
  for (const { programme } of programmes) {
    for (const row of programme.years.filter(recent)) graduates += row.graduates;
    for (const row of programme.destinations.filter(recent)) reported += counted(row);
  }
  if (graduates === 0) return programmes.some((own) => own.rates.from !== null) ? 1 : 0;
  return Math.min(1, reported / graduates);
}

/** Rates of several programmes as one, each weighted by the persons it applies to. */
function joined(flows: readonly Flow[], rates: readonly StayRates[], strength: number): JoinedRates {
  const mean = (persons: (flow: Flow) => number, rate: (flow: Flow) => number) => {
    const whole = flows.reduce((sum, flow) => sum + persons(flow), 0);
    return flows.reduce((sum, flow) => sum + (whole > 0 ? persons(flow) / whole : 1 / flows.length) * rate(flow), 0);
  };
  const heard = rates.map((own) => (own.from === null ? -1 : scopes.indexOf(own.from)));
  const joinedRates = {
    furtherStudy: mean(
      (flow) => flow.graduates,
      (flow) => (flow.graduates > 0 ? flow.furtherStudy / flow.graduates : flow.rates.furtherStudy),
    ),
    military: mean(
      (flow) => flow.graduates,
      (flow) => flow.rates.military,
    ),
    localStay: mean(
      (flow) => flow.here,
      (flow) => flow.rates.localStay,
    ),
    inField: mean(
      (flow) => flow.stay,
      (flow) => flow.rates.inField,
    ),
    persons: rates.reduce((sum, own) => sum + own.persons, 0),
    jobs: rates.reduce((sum, own) => sum + own.jobs, 0),
    from: scopes[Math.max(...heard)] ?? null,
  };
  const tracked = trackedRates(rates, joinedRates, strength);
  return tracked ? { ...joinedRates, tracked } : joinedRates;
}

/** Persons of a programme over the window, stage by stage. */
interface Flow {
  readonly rates: StayRates;
  readonly graduates: number;
  readonly furtherStudy: number;
  readonly pathway: number;
  readonly military: number;
  /** Neither studying on nor in the army; of them `stay` in the city. */
  readonly here: number;
  readonly stay: number;
}
function flowOf({ rates, years }: ProgrammeSupply, window: Window): Flow {
  const flow = { graduates: 0, furtherStudy: 0, pathway: 0, military: 0, here: 0 };
  for (const year of years.slice(window.from - 1, window.to)) {
    flow.graduates += year.graduates;
    flow.furtherStudy += year.graduates * year.furtherStudy;
    flow.pathway += year.pathway;
    flow.military += year.graduates * rates.military;
    flow.here += year.graduates * Math.max(0, 1 - year.furtherStudy - rates.military);
  }
  return { rates, ...flow, stay: flow.here * rates.localStay };
}

function intakeRow(programmes: readonly ProgrammeSupply[], ahead: number, t0: number): IntakeRow {
  const row = { year: t0 + ahead, intake: 0, planned: 0, forecast: 0, sent: 0 };
  let difference: number | null = null;
  for (const { programme, intakes } of programmes) {
    const entered = intakes[ahead - programme.lengthYears - 1];
    if (!entered) continue;
    row.intake += entered.expected;
    if (entered.source === 'plan') row.planned += entered.expected;
    if (entered.source === 'forecast') row.forecast += entered.expected;
    if (entered.source === 'pathway') row.sent += entered.expected;
    if (entered.source === 'plan' && entered.forecast !== null) difference = (difference ?? 0) + entered.expected - entered.forecast;
  }
  return { ...row, difference };
}

/**
 * What the supply of a window is made of, by expectation: supply = graduates − further study − military − other region − out of field + declared inflow.
 * Source: docs/model.md, Supply: the stages of the decision window.
 *
 * @param programmes of the major, with what their supply is made of
 * @param inflow declared by year ahead 1…H, persons
 * @param window 1 ≤ from ≤ to ≤ H
 * @param snapshot of the city, for its last year and parameters
 * @returns persons; null without programmes and inflow
 * @example supplyPartsOf([{ programme: { lengthYears: 3, years: [], destinations: [] }, rates: { furtherStudy: 0.25, military: 0, localStay: 0.5, inField: 1, from: null }, intakes: [], years: [{ graduates: 40, furtherStudy: 0.25, pathway: 0 }] }], new Float64Array([5]), { from: 1, to: 1 }, { asOfYear: 2025, parameters: { inFieldUsed: 0, rateYears: 3 } }).supply // → 20
 */
export function supplyPartsOf(programmes: readonly ProgrammeSupply[], inflow: Float64Array, window: Window, snapshot: CitySnapshot): SupplyParts | null {
  const reported = reportedShareOf(programmes, snapshot);
  const declared = inflow.subarray(window.from - 1, window.to).reduce((sum, persons) => sum + persons, 0);
  if (reported === null && declared === 0) return null;
  const inFieldUsed = snapshot.parameters.inFieldUsed === 1;
  const flows = programmes.map((own) => flowOf(own, window));
  const sum = (persons: (flow: Flow) => number) => flows.reduce((total, flow) => total + persons(flow), 0);
  const outOfField = inFieldUsed ? sum((flow) => flow.stay * (1 - flow.rates.inField)) : 0;
  const stay = sum((flow) => flow.stay);
  return {
    ...{ graduates: sum((flow) => flow.graduates), furtherStudy: sum((flow) => flow.furtherStudy), pathway: sum((flow) => flow.pathway) },
    ...{ military: sum((flow) => flow.military), otherRegion: sum((flow) => flow.here) - stay, outOfField },
    ...{ inflow: declared, supply: stay - outOfField + declared },
    ...{
      rates: joined(
        flows,
        programmes.map((own) => own.rates),
        snapshot.parameters.poolingStrength,
      ),
      inFieldUsed,
      reported: reported ?? 0,
    },
    intakes: Array.from({ length: window.to - window.from + 1 }, (_, i) => intakeRow(programmes, window.from + i, snapshot.asOfYear)),
  };
}
