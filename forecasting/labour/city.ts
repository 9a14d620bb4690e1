import { classify, settle, type FlagInput } from '../flags/classify.ts';
import { reasonsOf, type Reason } from '../flags/reasons.ts';
import { bandOf, type Band } from './bands.ts';
import { horizonOf } from './base-series.ts';
import { demandHistory, forecastOf, supplyHistory, type CellSeries } from './cell-series.ts';
import { boundTotals, cellsOf, createWindowCache, isUnoffered, observationsOf, weightedDemand, type Cell } from './cells.ts';
import { crosswalkWeights } from './crosswalk.ts';
import { occupationDemand, type OccupationDemand } from './demand.ts';
import { classSkills, gradeOf, reporterShareOf, type Grade, type Sentence } from './evidence.ts';
import { occupationSeries, reporterShares } from './occupations.ts';
import { normalsOf, quantile, type FittedSeries } from './paths.ts';
import type { CitySnapshot, FlagClass, Level } from './snapshot.ts';
import { programmeSupply } from './supply.ts';
import { survivalRates } from './survival.ts';
import { gapStatistics, windowsOf, windowTotals, type GapStatistics, type Window } from './windows.ts';
import type { Condition } from '../flags/classify.ts';

export type WindowName = 'pipeline' | 'decision';

export interface GapRow {
  /** `city`, a chain id, or `outside` (enterprises without a chain, and supply of majors without demand). */
  readonly chain: string;
  readonly major: string;
  readonly level: Level;
  readonly span: 'year' | 'total';
  readonly window: WindowName;
  readonly year: number;
  readonly lastYear: number;
  readonly demand: number;
  readonly supply: number;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
  /** Of the window the row belongs to. */
  readonly ratio: number | null;
  readonly probability: number;
  readonly band: Band;
  readonly grade: Grade;
  readonly robust: boolean;
}

export interface FlagRow {
  readonly major: string;
  readonly level: Level;
  readonly class: FlagClass;
  readonly proposedClass: FlagClass;
  readonly previousClass: FlagClass | null;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly probability: number;
  readonly ratio: number | null;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly band: Band;
  readonly grade: Grade;
  readonly urgency: number;
  readonly reasons: readonly Reason[];
  readonly evidence: Evidence;
}

export interface Evidence {
  readonly conditions: readonly Condition[];
  readonly demand: number;
  readonly supply: number;
  readonly bounds: { readonly gapLow: number; readonly gapHigh: number; readonly probabilityLow: number; readonly probabilityHigh: number };
  readonly pipeline: { readonly ratio: number | null; readonly probability: number; readonly band: Band };
  readonly components: {
    readonly stock: number;
    readonly growth: number;
    readonly replacement: number;
    readonly openings: number;
    readonly entryDemand: number;
  };
  readonly occupations: readonly { readonly code: string; readonly weight: number; readonly demand: number; readonly origin: string }[];
  readonly schools: readonly { readonly id: string; readonly name: string; readonly intake: number | null; readonly enrolled: number | null }[];
  readonly potentialDemand: number | null;
  readonly gradeReasons: readonly Sentence[];
}

export interface CityResult {
  readonly gaps: GapRow[];
  readonly flags: FlagRow[];
  readonly series: CellSeries[];
  /** Majors of the snapshot without any link to an occupation: listed, never guessed. */
  readonly uncoveredMajors: string[];
  /** Occupations with demand that no major is linked to. */
  readonly uncoveredOccupations: number;
  readonly cells: number;
  /** Share of the register whose enterprises reported lately. */
  readonly reporterShare: number;
}

/** A fit with the skill its rolling origins showed. */
export interface StoredFit extends FittedSeries {
  readonly skill: number | null;
}

const largestShown = 12;

/**
 * From a snapshot and the fits of its base series to gaps and flags. Pure and deterministic: the same snapshot and fits give the same numbers to the bit.
 * Every figure of a cell comes from the same joint sample paths, so gaps, windows and probabilities agree with each other.
 *
 * @param fitOf stored fit by occupation code or programme id; programmes that take no students have none
 */
export function modelCity(snapshot: CitySnapshot, fitOf: (code: string) => StoredFit | undefined): CityResult {
  const { parameters: p, asOfYear: t0 } = snapshot;
  const horizon = horizonOf(snapshot);
  const size = p.paths * horizon;
  const occupations = occupationSeries(snapshot);
  const demands = new Map(
    occupationDemand(snapshot, occupations, (series) => requireFit(fitOf, series.code), horizon).map((demand) => [demand.series.code, demand]),
  );
  const weights = crosswalkWeights(snapshot);
  const cells = cellsOf(snapshot, weights, new Set(demands.keys()));
  const windowTotal = createWindowCache(demands, horizon);
  const survival = survivalRates(snapshot);
  const skillOf = classSkills(cells, demands, (code) => fitOf(code)?.skill ?? null);
  const shares = reporterShares(snapshot);
  const previous = new Map((snapshot.previous?.flags ?? []).map((flag) => [flag.key, flag]));
  const occupationByCode = new Map(occupations.map((series) => [series.code, series]));
  const firstYear = Math.min(
    t0,
    ...occupations.map((o) => o.firstYear),
    ...snapshot.programmes.flatMap((programme) => programme.years.map((year) => year.year)),
  );

  const supplyOf = (cell: Cell): Float64Array => {
    const sum = new Float64Array(size);
    const shared = normalsOf(`${snapshot.region}|major|${cell.major.code}`, p.paths * (horizon + 1));
    for (const programme of cell.programmes) {
      const rates = survival.get(programme.id);
      if (!rates) continue;
      const own = programmeSupply(snapshot, programme, rates, fitOf(programme.id), horizon, shared);
      for (let i = 0; i < size; i++) sum[i]! += own[i]!;
    }
    return sum;
  };

  const result: CityResult = {
    gaps: [],
    flags: [],
    series: [],
    uncoveredMajors: snapshot.majors.filter((major) => !weights.some((weight) => weight.major === major.code)).map((major) => major.code),
    uncoveredOccupations: occupations.filter((series) => !weights.some((weight) => weight.occupation === series.code)).length,
    cells: cells.length,
    reporterShare: overallShare(snapshot, shares),
  };

  for (const cell of cells) {
    const windows = windowsOf(cell.lengthYears);
    const demand = weightedDemand(cell, demands, size, (weight) => weight.weight);
    const supply = supplyOf(cell);
    const statistics = (d: Float64Array, s: Float64Array, window: Window) =>
      gapStatistics(windowTotals(d, horizon, window), windowTotals(s, horizon, window), p);
    const decision = statistics(demand, supply, windows.decision);
    const pipeline = statistics(demand, supply, windows.pipeline);

    const supplied = windowTotals(supply, horizon, windows.decision);
    const bound = (share: 'shareMin' | 'shareMax') =>
      gapStatistics(
        boundTotals(
          cell,
          (code) => windowTotal(code, windows.decision),
          p.paths,
          (weight) => weight[share],
        ),
        supplied,
        p,
      );
    const low = bound('shareMin');
    const high = bound('shareMax');
    const robust = Math.sign(low.gap) === Math.sign(high.gap);
    const observations = observationsOf(cell, demands);
    const skill = skillOf(cell);
    const { grade, missing } = gradeOf({ observations, reporterShare: reporterShareOf(cell, demands, shares), skill, robust }, snapshot);
    const bands = { decision: bandOf(decision, p), pipeline: bandOf(pipeline, p) };

    const shared = { major: cell.major.code, level: cell.major.level, grade, robust };
    const addRows = (chain: string, d: Float64Array, s: Float64Array) => {
      for (const name of ['pipeline', 'decision'] as const) {
        const window = windows[name];
        const total = chain === 'city' ? (name === 'decision' ? decision : pipeline) : statistics(d, s, window);
        const of = { ratio: total.ratio, probability: total.probability, band: chain === 'city' ? bands[name] : bandOf(total, p) };
        result.gaps.push({ ...shared, ...of, ...numbers(total), chain, span: 'total', window: name, year: t0 + window.from, lastYear: t0 + window.to });
        for (let h = window.from; h <= window.to; h++) {
          const year = statistics(d, s, { from: h, to: h });
          result.gaps.push({ ...shared, ...of, ...numbers(year), chain, span: 'year', window: name, year: t0 + h, lastYear: t0 + h });
        }
      }
    };
    addRows('city', demand, supply);
    for (const [chain, d, s] of chainCut(cell, demands, demand, supply, horizon)) addRows(chain, d, s);

    result.series.push(
      {
        side: 'demand',
        major: cell.major.code,
        firstYear,
        history: demandHistory(cell, occupationByCode, firstYear, snapshot),
        forecast: forecastOf(demand, horizon, t0),
      },
      { side: 'supply', major: cell.major.code, firstYear, history: supplyHistory(cell, firstYear, t0), forecast: forecastOf(supply, horizon, t0) },
    );

    const unoffered = isUnoffered(cell, t0);
    const potential = unoffered
      ? boundTotals(
          cell,
          (code) => windowTotal(code, windows.decision),
          p.paths,
          (weight) => weight.potential,
        )
          .map((total) => total / 3)
          .sort()
      : undefined;
    const potentialLow = potential ? quantile(potential, 0.1) : null;
    const input: FlagInput = { ...decision, band: bands.decision, robust, grade, skill, pipeline, observations, unoffered, potentialLow };
    const verdict = classify(input, p);
    if (!verdict) continue;
    const key = `${snapshot.region}|${cell.major.code}`;
    const agree = verdict.class === 'new' || verdict.class === 'maintain' || Math.sign(pipeline.gap) === Math.sign(decision.gap);
    const settled = settle(verdict.class, previous.get(key), snapshot.previous !== null, agree);
    const potentialDemand = potential ? quantile(potential, 0.5) : null;
    const span = { firstYear: t0 + windows.decision.from, lastYear: t0 + windows.decision.to };
    const yearly = Math.abs(verdict.class === 'new' ? (potentialDemand ?? 0) : decision.gap / 3);
    result.flags.push({
      ...{ major: cell.major.code, level: cell.major.level, proposedClass: verdict.class, ...settled, ...span },
      ...{ probability: decision.probability, ratio: decision.ratio, gap: decision.gap, lo80: decision.lo80, hi80: decision.hi80, band: bands.decision, grade },
      urgency: verdict.class === 'maintain' ? 0 : yearly * Math.abs(2 * decision.probability - 1),
      reasons: reasonsOf({
        ...{ ...decision, ...span, verdict, robust, proposed: verdict.class, final: settled.class, previousClass: settled.previousClass },
        ...{ probabilityLow: low.probability, probabilityHigh: high.probability, potentialLow, potential: potentialDemand, minimumClass: p.minimumClass },
      }),
      evidence: {
        ...{ conditions: verdict.conditions, demand: decision.demand, supply: decision.supply, potentialDemand, gradeReasons: missing },
        bounds: { gapLow: low.gap, gapHigh: high.gap, probabilityLow: low.probability, probabilityHigh: high.probability },
        pipeline: { ratio: pipeline.ratio, probability: pipeline.probability, band: bands.pipeline },
        ...drivers(cell, demands, windows.decision, horizon, decision.demand),
        schools: schoolsOf(cell, t0),
      },
    });
  }
  return result;
}

function requireFit(fitOf: (code: string) => StoredFit | undefined, code: string): StoredFit {
  const fit = fitOf(code);
  if (!fit) throw new Error(`modelCity needs a fit of occupation ${code}, got none`);
  return fit;
}

const numbers = ({ demand, supply, gap, lo80, hi80, lo95, hi95 }: GapStatistics) => ({ demand, supply, gap, lo80, hi80, lo95, hi95 });

/**
 * A chain's demand is that of its own enterprises; supply is split over chains like demand, year by year; without any demand supply stays outside. So chain
 * rows add to the city.
 */
function* chainCut(
  cell: Cell,
  demands: ReadonlyMap<string, OccupationDemand>,
  demand: Float64Array,
  supply: Float64Array,
  horizon: number,
): Generator<[string, Float64Array, Float64Array]> {
  const chains = new Set<string>();
  for (const weight of cell.weights) for (const chain of demands.get(weight.occupation)?.series.chainShares.keys() ?? []) chains.add(chain);
  const yearly = (matrix: Float64Array) => {
    const sums = new Float64Array(horizon);
    matrix.forEach((value, i) => (sums[i % horizon]! += value));
    return sums;
  };
  const cityYears = yearly(demand);
  const rest = supply.slice();
  for (const chain of [...chains].sort()) {
    const own = weightedDemand(cell, demands, demand.length, (weight) => weight.weight * (demands.get(weight.occupation)?.series.chainShares.get(chain) ?? 0));
    const ownYears = yearly(own);
    const split = supply.map((value, i) => {
      const city = cityYears[i % horizon]!;
      return city > 0 ? (value * ownYears[i % horizon]!) / city : 0;
    });
    split.forEach((value, i) => (rest[i]! -= value));
    if (chain === '') {
      yield ['outside', own, split];
      continue;
    }
    yield [chain, own, split];
  }
  if (!chains.has('') && cityYears.some((value) => value <= 0) && supply.some((value) => value > 0)) {
    yield ['outside', new Float64Array(demand.length), supply.map((value, i) => (cityYears[i % horizon]! > 0 ? 0 : value))];
  }
}

/** What the demand of a window is made of, and by whom. */
function drivers(cell: Cell, demands: ReadonlyMap<string, OccupationDemand>, window: Window, horizon: number, entryDemand: number) {
  const components = { stock: 0, growth: 0, replacement: 0, openings: 0, entryDemand };
  const occupations = cell.weights.flatMap((weight) => {
    const demand = demands.get(weight.occupation);
    if (!demand) return [];
    const sum = (values: Float64Array) => values.subarray(window.from - 1, window.to).reduce((total, value) => total + value, 0);
    if (demand.series.nature === 'stock') components.stock += weight.weight * demand.level;
    components.growth += weight.weight * sum(demand.growth);
    components.replacement += weight.weight * sum(demand.replacement);
    components.openings += weight.weight * sum(demand.openings);
    let total = 0;
    demand.paths.forEach((value, i) => {
      const h = (i % horizon) + 1;
      if (h >= window.from && h <= window.to) total += value;
    });
    return [{ code: weight.occupation, weight: weight.weight, origin: weight.origin, demand: (weight.weight * total * horizon) / demand.paths.length }];
  });
  return { components, occupations: occupations.sort((a, b) => b.demand - a.demand || (a.code < b.code ? -1 : 1)).slice(0, largestShown) };
}

function schoolsOf(cell: Cell, t0: number): Evidence['schools'] {
  return cell.programmes
    .map((programme) => {
      const last = programme.years.find((year) => year.year === t0);
      return {
        id: programme.schoolId,
        name: programme.school,
        intake: last?.intake ?? null,
        enrolled: last ? last.enrolled.reduce((sum, n) => sum + n, 0) : null,
      };
    })
    .sort((a, b) => (b.enrolled ?? 0) - (a.enrolled ?? 0) || (a.name < b.name ? -1 : 1))
    .slice(0, largestShown);
}

function overallShare(snapshot: CitySnapshot, shares: ReadonlyMap<string, number>): number {
  const total = snapshot.register.reduce((sum, row) => sum + row.employees, 0);
  if (total === 0) return 0;
  return snapshot.register.reduce((sum, row) => sum + row.employees * (shares.get(row.chain) ?? 0), 0) / total;
}
