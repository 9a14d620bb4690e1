import { assumptionsOf, type AssumedWeight } from '../flags/assumptions.ts';
import { classify, gapsOf, isGated, settle, type BothForecasts } from '../flags/classify.ts';
import { decisiveAssumptions } from '../flags/decisive.ts';
import { personsAYear } from '../flags/persons.ts';
import { reasonsOf } from '../flags/reasons.ts';
import { bandOf } from './bands.ts';
import { demandHistory, yearsOf, supplyHistory, type CellSeries } from './cell-series.ts';
import { boundTotals, inflowOf, isUnoffered, observationsOf, weightedDemand, type Cell } from './cells.ts';
import { chainCut } from './chain-cut.ts';
import type { Weight } from './crosswalk.ts';
import type { OccupationDemand } from './demand.ts';
import { drivers, schoolsOf } from './drivers.ts';
import { gradeOf, reporterShareOf } from './evidence.ts';
import type { OccupationSeries } from './occupations.ts';
import type { GroupTotals } from './group-totals.ts';
import { noIntakeYearsOf } from './parameters.ts';
import { quantilesOf } from './quantiles.ts';
import type { BoundsRow, Evidence, FlagRow, GapRow } from './results.ts';
import type { CitySnapshot, PreviousFlag } from './snapshot.ts';
import { reportedShareOf, supplyPartsOf } from './supply-parts.ts';
import type { CitySupply, ProgrammeSupply } from './supply.ts';
import { boundStatistics, gapSpans, windowsOf, windowTotals, type GapInterval, type Window } from './windows.ts';

/** What all cells of a run share. */
export interface CellContext {
  readonly snapshot: CitySnapshot;
  readonly horizon: number;
  readonly demands: ReadonlyMap<string, OccupationDemand>;
  readonly occupations: ReadonlyMap<string, OccupationSeries>;
  readonly windowTotal: (occupation: string, window: Window) => Float64Array | undefined;
  readonly supply: CitySupply;
  readonly skillOf: (cell: Cell) => number | null;
  /** Demand and supply of a window at the centre of the model and of "no change". */
  readonly bothOf: (cell: Cell, made: Pick<CellPaths, 'programmes' | 'inflow'>, window: Window) => BothForecasts;
  readonly shares: ReadonlyMap<string, number>;
  readonly previous: ReadonlyMap<string, PreviousFlag>;
  /** Of occupations, by code. */
  readonly names: ReadonlyMap<string, string>;
  readonly firstYear: number;
  readonly totals: GroupTotals;
}
/** How many stand behind a figure is known when all of them are made. */
const undisclosed = { enterprises: null, suppressed: null } as const;

interface CellPaths {
  readonly demand: Float64Array;
  readonly supply: Float64Array;
  readonly programmes: readonly ProgrammeSupply[];
  /** Declared by year ahead 1…H, part of the supply. */
  readonly inflow: Float64Array;
}
type Evaluated = ReturnType<typeof evaluate>;

/** Work tables of the run's size: the next cell overwrites them. */
const none = new Float64Array(0);
const work: Record<'demand' | 'supply', Float64Array<ArrayBuffer>> = { demand: none, supply: none };
function workTable(name: keyof typeof work, length: number) {
  if (work[name].length !== length) work[name] = new Float64Array(length);
  return work[name];
}

/** Demand and supply of the cell on every path, row-major [year 1…H][path]. */
function pathsOfCell(cell: Cell, { snapshot, horizon, demands, supply }: CellContext): CellPaths {
  const size = snapshot.parameters.paths * horizon;
  const { paths: sum, programmes } = supply.ofMajor(cell.major.code, cell.programmes, workTable('supply', size));
  const inflow = inflowOf(cell, snapshot, horizon);
  const { paths } = snapshot.parameters;
  if (inflow.some((persons) => persons > 0)) for (let i = 0; i < size; i++) sum[i]! += inflow[Math.floor(i / paths)]!;
  return { demand: weightedDemand(cell, demands, size, (weight) => weight.weight, workTable('demand', size)), supply: sum, programmes, inflow };
}

/** Statistics of both windows, the bounds of the decision window, and how good the evidence is. */
function evaluate(cell: Cell, { demand, supply, programmes, inflow }: CellPaths, context: CellContext) {
  const { snapshot, horizon, demands, windowTotal } = context;
  const p = snapshot.parameters;
  const windows = windowsOf(cell.lengthYears);
  const supplied = windowTotals(supply, horizon, windows.decision);
  const demanded = (share: (weight: Weight) => number) => boundTotals(cell, (code) => windowTotal(code, windows.decision), p.paths, share);
  const totals = {
    ...{ demand: windowTotals(demand, horizon, windows.decision), supply: supplied },
    ...{ low: demanded((weight) => weight.shareMin), high: demanded((weight) => weight.shareMax) },
  };
  const low = boundStatistics(totals.low, supplied);
  const high = boundStatistics(totals.high, supplied);
  const robust = Math.sign(low.gap) === Math.sign(high.gap);
  const observations = observationsOf(cell, demands);
  const skill = context.skillOf(cell);
  const spans = gapSpans(demand, supply, horizon, windows, p);
  const { decision, pipeline } = spans;
  const reporterShare = reporterShareOf(cell, demands, context.shares);
  const behind = { observations, reporterShare, skill, robust };
  const { grade, missing } = gradeOf({ ...behind, destinations: reportedShareOf(programmes, snapshot) }, snapshot);
  const bands = { decision: bandOf(decision, p), pipeline: bandOf(pipeline, p) };
  return {
    windows,
    spans,
    totals,
    demanded,
    low,
    high,
    robust,
    observations,
    skill,
    decision,
    pipeline,
    grade,
    missing,
    bands,
    programmes,
    inflow,
    reporterShare,
  };
}

const boundsOf = ({ low, high }: Evaluated) => ({ gapLow: low.gap, gapHigh: high.gap, probabilityLow: low.probability, probabilityHigh: high.probability });

/** What the rows of a cell, and those of one of its windows, have in common. */
type CellRow = Pick<GapRow, 'major' | 'level' | 'grade' | 'robust'>;
type WindowRow = Pick<GapRow, 'chain' | 'window' | 'ratio' | 'probability' | 'band'>;
/** Written out: a province has hundreds of thousands, and objects put together from parts take three times as long. */
const rowOf = (cell: CellRow, own: WindowRow, interval: GapInterval, span: GapRow['span'], year: number, lastYear: number): GapRow => ({
  major: cell.major,
  level: cell.level,
  grade: cell.grade,
  robust: cell.robust,
  enterprises: null, // how many stand behind a figure is known when all of them are made
  suppressed: null,
  chain: own.chain,
  window: own.window,
  ratio: own.ratio,
  probability: own.probability,
  band: own.band,
  demand: interval.demand,
  supply: interval.supply,
  gap: interval.gap,
  lo80: interval.lo80,
  hi80: interval.hi80,
  lo95: interval.lo95,
  hi95: interval.hi95,
  span,
  year,
  lastYear,
});

/** Rows of the gap report: every year and both window totals, for the city and for each chain. */
function gapRows(cell: Cell, paths: CellPaths, found: Evaluated, { snapshot, demands, horizon, totals }: CellContext): GapRow[] {
  const { parameters: p, asOfYear: t0 } = snapshot;
  const rows: GapRow[] = [];
  const shared: CellRow = { major: cell.major.code, level: cell.major.level, grade: found.grade, robust: found.robust };
  const add = (chain: string, d: Float64Array, s: Float64Array) => {
    totals.add(chain, cell, d, s);
    const spans = chain === 'city' ? found.spans : gapSpans(d, s, horizon, found.windows, p);
    for (const name of ['pipeline', 'decision'] as const) {
      const window = found.windows[name];
      const total = spans[name];
      const own: WindowRow = { chain, window: name, ratio: total.ratio, probability: total.probability, band: bandOf(total, p) };
      rows.push(rowOf(shared, own, total, 'total', t0 + window.from, t0 + window.to));
      for (let h = window.from; h <= window.to; h++) rows.push(rowOf(shared, own, spans.years[h - 1]!, 'year', t0 + h, t0 + h));
    }
  };
  add('city', paths.demand, paths.supply);
  for (const [chain, d, s] of chainCut(cell, demands, paths.demand, paths.supply, horizon)) add(chain, d, s);
  return rows;
}

/** Weights that the decisive assumption is looked for among: those of the occupations that want most. */
const weightsTried = 3;
function largestWeights(cell: Cell, occupations: Evidence['occupations'], demand: number, names: CellContext['names']): AssumedWeight[] {
  return occupations.slice(0, weightsTried).flatMap((occupation) => {
    const own = cell.weights.find((weight) => weight.occupation === occupation.code);
    if (!own || demand <= 0) return [];
    const { weight: value, shareMin: low, shareMax: high } = own;
    return [{ occupation: { code: own.occupation, name: names.get(own.occupation) ?? own.occupation }, value, low, high, share: occupation.demand / demand }];
  });
}

function flagOf(cell: Cell, found: Evaluated, { snapshot, demands, previous, bothOf, names }: CellContext): FlagRow | undefined {
  const { parameters: p, asOfYear: t0, region } = snapshot;
  const { decision, pipeline, windows, low, high, robust, grade, skill, observations, bands } = found;
  const expecting = new Set(found.programmes.filter((own) => own.intakes.some((year) => year.expected > 0)).map((own) => own.programme.id));
  const unoffered = isUnoffered(cell, t0, (programme) => expecting.has(programme.id), noIntakeYearsOf(p));
  const years = windows.decision.to - windows.decision.from + 1;
  const potential = unoffered ? found.demanded((weight) => weight.potential).map((total) => total / years) : undefined;
  const [potentialLow = null, potentialDemand = null] = potential ? quantilesOf(potential, [0.1, 0.5]) : [];
  const both = isGated(skill) && !unoffered ? bothOf(cell, found, windows.decision) : undefined;
  const input = { ...decision, band: bands.decision, robust, grade, skill, pipeline, observations, unoffered, potentialLow, ...(both ? { both } : {}) };
  const verdict = classify(input, p);
  if (!verdict) return undefined;
  const windowsAgree = verdict.class === 'new' || verdict.class === 'maintain' || Math.sign(pipeline.gap) === Math.sign(decision.gap);
  const settled = settle(verdict.class, previous.get(`${region}|${cell.major.code}`), snapshot.previous !== null, windowsAgree);
  const span = { firstYear: t0 + windows.decision.from, lastYear: t0 + windows.decision.to };
  const made = drivers(cell, demands, windows.decision, decision.demand, p);
  const parts = supplyPartsOf(found.programmes, found.inflow, windows.decision, snapshot);
  const turns = decisiveAssumptions(
    { demand: found.totals.demand, supply: found.totals.supply, demandLow: found.totals.low, demandHigh: found.totals.high, flag: input },
    assumptionsOf(
      {
        ...{
          stockShare: made.stockShare,
          replacementShare: made.replacementShare,
          netPrior: made.netPrior,
          grossPrior: made.grossPrior,
          outsideMoves: made.outsideMoves,
        },
        weights: largestWeights(cell, made.occupations, decision.demand, names),
        // a sum of products differs from the product of sums by a rounding, and earlier runs replay to the byte
        ...(snapshot.entries ? made.entering : { projects: p.lambdaNet * made.components.projects, announced: p.lambdaNet * made.planned }),
        inflow: parts?.inflow ?? 0,
        ...{ supply: decision.supply, demand: decision.demand, years, localStay: found.programmes.length > 0 && parts ? parts.rates.localStay : null },
      },
      p,
    ),
    p,
  );
  const yearly = personsAYear({ class: verdict.class, gap: decision.gap, years, potential: potentialDemand });
  return {
    ...{ ...undisclosed, major: cell.major.code, level: cell.major.level, proposedClass: verdict.class, ...settled, ...span },
    ...{ probability: decision.probability, ratio: decision.ratio, gap: decision.gap, lo80: decision.lo80, hi80: decision.hi80, band: bands.decision, grade },
    urgency: settled.class === 'maintain' ? 0 : yearly * Math.abs(2 * decision.probability - 1),
    reasons: reasonsOf({
      ...{ ...decision, ...span, verdict, robust, proposed: verdict.class, final: settled.class, previousClass: settled.previousClass },
      ...{ probabilityLow: low.probability, probabilityHigh: high.probability, potentialLow, potential: potentialDemand, minimumClass: p.minimumClass, turns },
      both: both ? gapsOf(both) : null,
      gateProbability: p.gateProbability,
    }),
    evidence: {
      ...{ conditions: verdict.conditions, demand: decision.demand, supply: decision.supply, potentialDemand },
      ...{ gradeReasons: found.missing, reporterShare: found.reporterShare },
      bounds: boundsOf(found),
      ...(both ? { both: gapsOf(both) } : {}),
      pipeline: { ratio: pipeline.ratio, probability: pipeline.probability, band: bands.pipeline },
      ...{ components: made.components, occupations: made.occupations, supplyParts: parts, decisive: turns },
      ...(made.entry.length > 0 ? { entry: made.entry } : {}),
      schools: schoolsOf(cell, t0),
    },
  };
}

export interface CellResult {
  readonly gaps: GapRow[];
  readonly bounds: BoundsRow;
  readonly flag: FlagRow | undefined;
  readonly series: CellSeries[];
}

/**
 * One cell: its rows of the gap report, its bounds, its flag if it has one, and its two series. Adds the cell's paths to the totals of its groups.
 * Source: docs/model.md, Windows, probability, band.
 *
 * @param cell the major with its programmes, weights and inflows
 * @param context what all cells of a run share
 * @returns persons of every year and both windows for the city and each chain; no flag where `classify` gives no class
 * @example modelCell({ major: { code: 'm', level: 'associate' }, lengthYears: 3, programmes: [], weights: [], inflows: [{ year: 2029, persons: 30 }] }, { snapshot: { asOfYear: 2025, parameters: { ...resolveParameters({}).parameters, paths: 1 } }, horizon: 6, demands: new Map(), occupations: new Map(), windowTotal: () => undefined, supply: { ofMajor: () => ({ paths: new Float64Array(6), programmes: [] }) }, skillOf: () => null, shares: new Map(), previous: new Map(), names: new Map(), firstYear: 2025, totals: createGroupTotals(6) }).gaps.filter(({ chain, span }) => chain === 'city' && span === 'total').map(({ gap }) => gap) // → [0, -30]
 */
export function modelCell(cell: Cell, context: CellContext): CellResult {
  const { snapshot, horizon, occupations, firstYear } = context;
  const t0 = snapshot.asOfYear;
  const paths = pathsOfCell(cell, context);
  const found = evaluate(cell, paths, context);
  const major = cell.major.code;
  return {
    gaps: gapRows(cell, paths, found, context),
    bounds: { major, ...boundsOf(found) },
    flag: flagOf(cell, found, context),
    series: [
      {
        ...undisclosed,
        side: 'demand',
        major,
        firstYear,
        history: demandHistory(cell, occupations, firstYear, snapshot),
        forecast: yearsOf(paths.demand, horizon, t0),
      },
      {
        ...undisclosed,
        side: 'supply',
        major,
        firstYear,
        history: supplyHistory(cell, context.supply, firstYear, t0),
        forecast: yearsOf(paths.supply, horizon, t0),
      },
    ],
  };
}
