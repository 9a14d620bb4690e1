import { createAlertRepository, type AlertRows } from '../../db/repositories/alerts.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { alertsOf, heldConditions } from '../../forecasting/flags/alerts.ts';
import type { WatchedCell } from '../../forecasting/flags/watched-cell.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import type { WorkerContext } from './context.ts';
import type { FlagRow, GapRow, RowOwner } from './result-rows.ts';

type Watched = Awaited<ReturnType<ReturnType<typeof createAlertRepository>['watchedOf']>>;

/** The city figures of each major, from the rows of a run, kept or about to be. */
function watchedCells(gaps: readonly GapRow[], flags: Watched['flags'] | readonly FlagRow[]): WatchedCell[] {
  const shares = new Map(flags.map(({ majorCode, evidence }) => [majorCode, evidence.reporterShare ?? null]));
  const totals = gaps.filter((gap) => gap.span === 'total' && gap.chainKey === 'city');
  const pipelines = new Map(totals.filter((gap) => gap.window === 'pipeline').map((gap) => [gap.majorCode, gap]));
  return totals.flatMap((gap) => {
    const pipeline = pipelines.get(gap.majorCode);
    if (gap.window !== 'decision' || !pipeline) return [];
    const { majorCode: major, level, year: firstYear, lastYear, lo80, hi80, probability, band, grade, ratio = null } = gap;
    return [
      {
        ...{ major, level, firstYear, lastYear, gap: gap.gap, lo80, hi80, ratio, probability, band, grade, reporterShare: shares.get(major) ?? null },
        pipeline: { firstYear: pipeline.year, lastYear: pipeline.lastYear, ratio: pipeline.ratio ?? null, band: pipeline.band },
      },
    ];
  });
}

/**
 * Alerts of a run, from its rows and those stored of the earlier run its snapshot names; not part of the results, so a replay needs neither the earlier run nor what was
 * raised before. A look back at a year before the newest one warns of nothing and ends nothing; nor does anything change without an earlier run.
 */
export async function warnOf(
  { db, clock, newId }: Pick<WorkerContext, 'db' | 'clock' | 'newId'>,
  run: RowOwner & { readonly previousRunId: string | null },
  { simulated, parameters, previous }: Pick<CitySnapshot, 'simulated' | 'parameters' | 'previous'>,
  rows: { readonly gaps: readonly GapRow[]; readonly flags: readonly FlagRow[] },
): Promise<AlertRows> {
  const now = clock();
  const owner = { regionCode: run.regionCode, runId: run.id, now };
  const newest = await createRunRepository(db).latest(run.regionCode);
  const { previousRunId } = run;
  if (previous === null || previousRunId === null || (newest !== undefined && newest.asOfYear > run.asOfYear)) return { ...owner, holding: null, alerts: [] };
  const limit = parameters.gradeReporters;
  const before = await createAlertRepository(db).watchedOf(previousRunId);
  const cells = watchedCells(rows.gaps, rows.flags);
  const keyOf = (major: string, { kind, state }: { readonly kind: string; readonly state: string }) => `${major}|${kind}|${state}`;
  return {
    ...owner,
    holding: cells.flatMap((cell) => heldConditions(cell, limit).map((condition) => keyOf(cell.major, condition))),
    alerts: alertsOf(cells, watchedCells(before.gaps, before.flags), previous.asOfYear, limit).map(({ major, sentences, ...alert }) => ({
      ...{ ...alert, id: newId(), runId: run.id, previousRunId, key: keyOf(major, alert), regionCode: run.regionCode, majorCode: major },
      ...{ asOfYear: run.asOfYear, sentences: [...sentences], simulated, createdAt: now },
    })),
  };
}
