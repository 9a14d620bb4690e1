import { createResultRepository } from '../../db/repositories/results.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import type { Series } from '../../schemas/results.ts';
import { TerminalError } from '../catalog.ts';
import type { FittedBase } from '../threads/fit.ts';
import type { WorkerContext } from './context.ts';

type Claimed = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['claimTask']>>>;

export async function snapshotOf({ db }: WorkerContext, hash: string | null): Promise<string> {
  const content = hash === null ? undefined : await createRunRepository(db).snapshot(hash);
  if (content === undefined) throw new TerminalError('a fit needs the snapshot of its run, got none');
  return content;
}

function whyOf({ forecast: { why }, tested }: FittedBase): Series['why'] {
  return {
    ...{ model: why.model, observations: why.observations, skill: tested.skill, weights: { ...why.weights } },
    candidates: tested.candidates.map(({ model, mae, folds }) => ({ model, mae, folds })),
    notes: [],
  };
}

/** Fits one batch in a worker thread and stores it; whoever stores the last one calls for the assembly. */
export async function fit(context: WorkerContext, { task, run }: Claimed, signal: AbortSignal): Promise<void> {
  const { db, queue, pool, newId } = context;
  const results = createResultRepository(db);
  const runs = createRunRepository(db);
  const snapshot = await snapshotOf(context, run.snapshotHash);
  const { simulated } = JSON.parse(snapshot) as { simulated: boolean };
  const fitted = await pool.fit({ snapshot, from: task.from, to: task.to }, signal);
  const idOf = ({ series }: FittedBase) => `${run.id}.${series.side}.${run.regionCode}.${series.code}`;
  const saved = await results.saveFits({
    ...{ taskId: task.id, attempt: task.attempts, runId: run.id },
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
  });
  if (!saved) return;
  await queue.publish({ runId: run.id, event: 'progress', done: saved.done, total: saved.total, stage: 'fit' });
  if (!(await runs.readyToAssemble(run.id))) return;
  const taskId = await runs.ensureTask({ id: newId(), runId: run.id, kind: 'assemble', no: 0, from: 0, to: 0 });
  if (taskId !== undefined) await queue.add('runTask', { taskId });
}
