import type { Database } from '../../db/database.ts';
import type { StoredFit } from '../../forecasting/labour/base-forecasts.ts';
import type { CellSeries } from '../../forecasting/labour/cell-series.ts';
import type { CitySeries } from '../../forecasting/labour/city-series.ts';
import type { CityResult } from '../../forecasting/labour/results.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import { ruleVersion } from '../../forecasting/flags/classify.ts';
import type { FittedBase } from '../threads/fit.ts';

type Schema = Database['schema'];
export type SeriesRow = Schema['runSeries']['$inferInsert'];
export type ForecastRow = Schema['runForecasts']['$inferInsert'];
export type GapRow = Schema['gaps']['$inferInsert'];
export type TotalRow = Schema['gapTotals']['$inferInsert'];
export type FlagRow = Schema['flags']['$inferInsert'];
/** What a row says of the run it belongs to. */
export type RowOwner = Pick<Schema['runs']['$inferSelect'], 'id' | 'regionCode' | 'asOfYear'>;

const seriesIdOf = (run: RowOwner, side: string, code: string) => `${run.id}.${side}.${run.regionCode}.${code}`;

function whyOf({ forecast: { why }, tested }: FittedBase): SeriesRow['why'] {
  return {
    ...{ model: why.model, observations: why.observations, skill: tested.skill, weights: { ...why.weights } },
    candidates: [tested.engine, ...tested.candidates].map(({ model, mae, folds }) => ({ model, mae, folds })),
    notes: [],
  };
}

/** Rows of fitted base series: what a fit task stores, and what a replay compares with. */
export function fitRows(run: RowOwner, simulated: boolean, fitted: readonly FittedBase[]): { series: SeriesRow[]; forecasts: ForecastRow[] } {
  const idOf = ({ series }: FittedBase) => seriesIdOf(run, series.side, series.code);
  return {
    series: fitted.map((base) => ({
      ...{ id: idOf(base), runId: run.id, side: base.series.side, regionCode: run.regionCode, code: base.series.code, simulated },
      ...{ nature: base.series.nature, unit: 'persons', firstYear: base.series.firstYear, history: [...base.series.values] },
      ...{ level: base.forecast.level, levelSpread: base.forecast.levelSpread, why: whyOf(base) },
      ...{ widthScores: base.tested.widthScores.map((scores) => [...scores]), coverage95: base.tested.coverage95 },
    })),
    forecasts: fitted.flatMap((base) =>
      base.forecast.mean.map((mean, h) => {
        const { lo80, hi80, lo95, hi95, spread } = base.forecast;
        return {
          ...{ seriesId: idOf(base), year: run.asOfYear + h + 1, mean },
          ...{ lo80: lo80[h] ?? 0, hi80: hi80[h] ?? 0, lo95: lo95[h] ?? 0, hi95: hi95[h] ?? 0, spread: spread[h] ?? 0 },
        };
      }),
    ),
  };
}

export interface FitRows {
  readonly series: readonly SeriesRow[];
  /** By series, years ascending. */
  readonly forecasts: readonly ForecastRow[];
}

/** Rows back to fits; float8 keeps every bit, so the forecasts are those of the fit. */
export function storedFits({ series, forecasts }: FitRows): [string, StoredFit][] {
  const years = Map.groupBy(forecasts, (row) => row.seriesId);
  return series.map((row) => [row.code, { side: row.side, level: row.level, mean: (years.get(row.id) ?? []).map(({ mean }) => mean) }]);
}

/** Rows of base series as the gaps were made of them: the engine's fit in its place beside the pooled trend. */
function baseRows(run: RowOwner, fits: readonly SeriesRow[], bases: CityResult['bases']): { series: SeriesRow[]; forecasts: ForecastRow[] } {
  const byKey = new Map(bases.map((base) => [`${base.side}|${base.code}`, base]));
  const found = fits.flatMap((row) => {
    const base = byKey.get(`${row.side}|${row.code}`);
    return base ? [{ row, base }] : [];
  });
  return {
    series: found.map(({ row, base: { level, levelSpread, skill, trendShare, byPlan, enterprises, suppressed } }) => {
      const engine = 1 - (trendShare ?? 1);
      const weights = Object.entries(row.why.weights).map(([name, weight]): [string, number] => [name, engine * weight]);
      const why = { ...row.why, skill, model: byPlan ? 'plan' : trendShare === null ? 'naive' : 'blend' };
      return {
        ...row,
        level,
        levelSpread,
        ...{ enterprises, suppressed },
        why: { ...why, weights: trendShare === null ? { naive: 1 } : { pooledTrend: trendShare, ...Object.fromEntries(weights) } },
      };
    }),
    forecasts: found.flatMap(({ row, base }) => base.years.map((year, h) => ({ ...year, seriesId: row.id, year: run.asOfYear + h + 1 }))),
  };
}

const derivedNotes = {
  demand: {
    zh: '历史值为按本批次权重与进入率由从业人数推算的新增需求（三年一段），并非直接填报；预测来自联合样本路径',
    en: 'The past is entry demand as this run’s weights and entry shares read the employment figures (three-year blocks), not itself reported; the forecast comes from joint sample paths',
  },
  supply: {
    zh: '历史值为填报的毕业生扣除升学、参军与外出者；预测来自在校生逐级推算，其后按招生计划完成情况或招生预测，均为联合样本路径',
    en: 'The past is reported graduates less those who study on, join the army or leave; the forecast follows enrolled cohorts grade by grade and, after them, planned or forecast intake on joint sample paths',
  },
};

/** Stands for the major in series of all of them, as it does in totals of the region. */
const allMajors = 'all';
const derived = {
  demand: { model: 'labour-demand', note: derivedNotes.demand },
  supply: { model: 'cohorts', note: derivedNotes.supply },
  cityDemand: { model: 'sum', note: derivedNotes.demand },
  citySupply: { model: 'sum', note: derivedNotes.supply },
};

function derivedRow(
  run: RowOwner,
  simulated: boolean,
  code: string,
  { side, firstYear, history, enterprises, suppressed }: CellSeries | CitySeries,
): SeriesRow {
  const { model, note } = derived[side];
  return {
    ...{ id: seriesIdOf(run, side, code), runId: run.id, side, regionCode: run.regionCode, code, simulated },
    ...{ nature: 'flow', unit: 'persons', firstYear, history, level: 0, levelSpread: 0, widthScores: [], coverage95: null, enterprises, suppressed },
    why: {
      ...{ model, skill: null, weights: {}, candidates: [] },
      ...{ observations: history.filter((value) => value !== null).length, notes: [note] },
    },
  };
}

function flagRow(run: RowOwner, names: ReadonlyMap<string, string>, { major, reasons, evidence, ...flag }: CityResult['flags'][number]): FlagRow {
  return {
    ...{ ...flag, runId: run.id, key: `${run.regionCode}|${major}`, regionCode: run.regionCode, majorCode: major, reasons: [...reasons] },
    evidence: {
      ...{ rule: flag.proposedClass, ruleVersion, demand: evidence.demand, supply: evidence.supply, bounds: evidence.bounds, pipeline: evidence.pipeline },
      ...{ components: evidence.components, potentialDemand: evidence.potentialDemand },
      ...{ conditions: [...evidence.conditions], gradeReasons: [...evidence.gradeReasons], reporterShare: evidence.reporterShare },
      occupations: evidence.occupations.map((occupation) => ({ ...occupation, name: names.get(occupation.code) ?? occupation.code })),
      schools: [...evidence.schools],
      decisive: [...evidence.decisive],
      ...(evidence.both ? { both: evidence.both } : {}),
      ...(evidence.entry ? { entry: [...evidence.entry] } : {}),
      supplyParts: evidence.supplyParts && { ...evidence.supplyParts, intakes: [...evidence.supplyParts.intakes] },
    },
  };
}

/** Rows of an assembled city, names as the snapshot has them: what the last task of a run stores, and what a replay compares with. */
export function cityRows(
  run: RowOwner,
  { simulated, occupations }: Pick<CitySnapshot, 'simulated' | 'occupations'>,
  fits: readonly SeriesRow[],
  result: CityResult,
) {
  const region = run.regionCode;
  const names = new Map(occupations.map(({ code, name }) => [code, name]));
  const bases = baseRows(run, fits, result.bases);
  const made = [...result.series.map((own) => ({ ...own, code: own.major })), ...result.citySeries.map((own) => ({ ...own, code: allMajors }))];
  const series = [...bases.series, ...made.map(({ code, ...own }) => derivedRow(run, simulated, code, own))];
  const forecasts = [
    ...bases.forecasts,
    ...made.flatMap(({ side, code, forecast }): ForecastRow[] => forecast.map((year) => ({ ...year, seriesId: seriesIdOf(run, side, code) }))),
  ];
  const gaps = result.gaps.map(({ chain, major, ...gap }): GapRow => ({
    ...{ ...gap, runId: run.id, regionCode: region, chainKey: chain, majorCode: major },
    key: [region, chain, major, gap.span, gap.window, gap.year].join('|'),
    demandSeriesId: seriesIdOf(run, 'demand', major),
    supplySeriesId: seriesIdOf(run, 'supply', major),
  }));
  const totals = result.groups.map((group): TotalRow => ({
    ...{ ...group, runId: run.id, regionCode: region },
    key: [region, group.cut, group.level ?? '', group.code, group.span, group.window, group.year].join('|'),
  }));
  return { bases: bases.series, series, forecasts, gaps, totals, flags: result.flags.map((flag) => flagRow(run, names, flag)) };
}
