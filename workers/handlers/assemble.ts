import { createCatalogueRepository } from '../../db/repositories/catalogue.ts';
import { createResultRepository } from '../../db/repositories/results.ts';
import type { createRunRepository } from '../../db/repositories/runs.ts';
import { ruleVersion } from '../../forecasting/flags/classify.ts';
import type { CellSeries } from '../../forecasting/labour/cell-series.ts';
import type { StoredFit } from '../../forecasting/labour/calibration.ts';
import type { CityResult } from '../../forecasting/labour/results.ts';
import type { RunSummary } from '../../schemas/runs.ts';
import type { WorkerContext } from './context.ts';
import { snapshotOf } from './fit.ts';

type Claimed = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['claimTask']>>>;
type Fits = Awaited<ReturnType<ReturnType<typeof createResultRepository>['fitsOf']>>;

/** Stored rows back to fits; float8 keeps every bit, so the paths are those of the fit. */
function storedFits({ series, forecasts }: Fits): [string, StoredFit][] {
  const years = Map.groupBy(forecasts, (row) => row.seriesId);
  return series.map((row) => {
    const steps = years.get(row.id) ?? [];
    return [
      row.code,
      {
        ...{ mean: steps.map((s) => s.mean), spread: steps.map((s) => s.spread), level: row.level, levelSpread: row.levelSpread, skill: row.why.skill },
        ...{ side: row.side, widthScores: row.widthScores },
        ...{ lo80: steps.map((s) => s.lo80), hi80: steps.map((s) => s.hi80), lo95: steps.map((s) => s.lo95), hi95: steps.map((s) => s.hi95) },
      },
    ];
  });
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

/** Share of later reports inside the 95 % interval of their origin, pooled over series by their number of tests. */
function coverage({ series }: Fits): number | null {
  let inside = 0;
  let tests = 0;
  for (const row of series) {
    if (row.coverage95 === null) continue;
    inside += row.coverage95 * row.widthScores.flat().length;
    tests += row.widthScores.flat().length;
  }
  return tests === 0 ? null : inside / tests;
}

function summarise(result: CityResult, fits: Fits): RunSummary {
  const flags: Record<string, number> = {};
  for (const flag of result.flags) flags[flag.class] = (flags[flag.class] ?? 0) + 1;
  const skills = fits.series.map((row) => row.why.skill).filter((skill) => skill !== null);
  return {
    ...{ cells: result.cells, flags, series: fits.series.length, uncoveredMajors: result.uncoveredMajors, uncoveredOccupations: result.uncoveredOccupations },
    engineErrorToNaive: skills.length === 0 ? null : 1 - skills.reduce((sum, skill) => sum + skill, 0) / skills.length,
    coverage95: coverage(fits),
    reporterShare: result.reporterShare,
  };
}

/** Joint paths, gaps, bands and flags from the stored fits; stored with the end of the run in one transaction. */
export async function assemble(context: WorkerContext, { task, run }: Claimed, signal: AbortSignal): Promise<void> {
  const { db, queue, pool, clock, newId } = context;
  const results = createResultRepository(db);
  const snapshot = await snapshotOf(context, run.snapshotHash);
  const { simulated } = JSON.parse(snapshot) as { simulated: boolean };
  const fits = await results.fitsOf(run.id);
  const result = await pool.assemble({ snapshot, fits: storedFits(fits) }, signal);
  const names = await createCatalogueRepository(db).names();
  const region = run.regionCode;
  const seriesId = (side: 'demand' | 'supply', major: string) => `${run.id}.${side}.${region}.${major}`;
  const observations = (series: CellSeries) => series.history.filter((value) => value !== null).length;
  const summary = summarise(result, fits);
  const finished = await results.finish({
    ...{ taskId: task.id, attempt: task.attempts, runId: run.id, summary, simulated, now: clock() },
    series: result.series.map((series) => ({
      ...{ id: seriesId(series.side, series.major), runId: run.id, side: series.side, regionCode: region, code: series.major, simulated },
      ...{
        nature: 'flow' as const,
        unit: 'persons',
        firstYear: series.firstYear,
        history: series.history,
        level: 0,
        levelSpread: 0,
        widthScores: [],
        coverage95: null,
      },
      why: {
        model: series.side === 'demand' ? 'labour-demand' : 'cohorts',
        observations: observations(series),
        skill: null,
        weights: {},
        candidates: [],
        notes: [derivedNotes[series.side]],
      },
    })),
    forecasts: result.series.flatMap((series) => series.forecast.map((year) => ({ ...year, seriesId: seriesId(series.side, series.major) }))),
    gaps: result.gaps.map(({ chain, major, ...gap }) => ({
      ...{ ...gap, runId: run.id, regionCode: region, chainKey: chain, majorCode: major },
      key: [region, chain, major, gap.span, gap.window, gap.year].join('|'),
      demandSeriesId: seriesId('demand', major),
      supplySeriesId: seriesId('supply', major),
    })),
    flags: result.flags.map(({ major, reasons, evidence, ...flag }) => ({
      ...{ ...flag, runId: run.id, key: `${region}|${major}`, regionCode: region, majorCode: major, reasons: [...reasons] },
      evidence: {
        ...{ rule: flag.proposedClass, ruleVersion, demand: evidence.demand, supply: evidence.supply, bounds: evidence.bounds, pipeline: evidence.pipeline },
        ...{
          components: evidence.components,
          potentialDemand: evidence.potentialDemand,
          conditions: [...evidence.conditions],
          gradeReasons: [...evidence.gradeReasons],
        },
        occupations: evidence.occupations.map((occupation) => ({ ...occupation, name: names.occupations.get(occupation.code) ?? occupation.code })),
        schools: [...evidence.schools],
        supplyParts: evidence.supplyParts && { ...evidence.supplyParts, intakes: [...evidence.supplyParts.intakes] },
      },
    })),
    audit: {
      id: newId(),
      at: clock(),
      actor: 'worker',
      action: 'finish',
      entity: 'run',
      entityId: run.id,
      after: { status: 'succeeded', snapshotHash: run.snapshotHash, cells: summary.cells },
    },
  });
  if (finished) await queue.publish({ runId: run.id, event: 'done', done: run.total, total: run.total, stage: 'finished' });
}
