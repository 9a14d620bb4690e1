import { createAnalysisRepository } from '../../db/repositories/analyses.ts';
import { createRunCheckRepository } from '../../db/repositories/run-checks.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import type { Handlers } from '../catalog.ts';
import type { WorkerContext } from './context.ts';

/** Queues again what a crash left behind: tasks, checks and reports waiting or past their lease, and runs whose assembly was never called for. */
export function createSweepHandler({ db, queue, clock, newId }: WorkerContext): Handlers['sweepRuns'] {
  const runs = createRunRepository(db);
  const checks = createRunCheckRepository(db);
  const analyses = createAnalysisRepository(db);
  return async () => {
    for (const { id } of await runs.stalledRuns()) {
      if (await runs.readyToAssemble(id)) await runs.ensureTask({ id: newId(), runId: id, kind: 'assemble', no: 0, from: 0, to: 0 });
    }
    const tasks = await runs.unfinishedTasks(clock());
    await queue.addMany(
      'runTask',
      tasks.map(({ id }) => ({ taskId: id })),
    );
    await queue.addMany(
      'checkRun',
      (await checks.unfinished(clock())).map(({ id }) => ({ checkId: id })),
    );
    await queue.addMany(
      'writeAnalysis',
      (await analyses.unfinished(clock())).map(({ id }) => ({ analysisId: id })),
    );
  };
}
