import { createResultRepository } from '../../db/repositories/results.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { TerminalError } from '../catalog.ts';
import type { WorkerContext } from './context.ts';
import { fitRows } from './result-rows.ts';

type Claimed = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['claimTask']>>>;

export async function snapshotOf({ db }: WorkerContext, hash: string | null): Promise<string> {
  const content = hash === null ? undefined : await createRunRepository(db).snapshot(hash);
  if (content === undefined) throw new TerminalError('a fit needs the snapshot of its run, got none');
  return content;
}

/** Fits one batch in a worker thread and stores it; whoever stores the last one calls for the assembly. */
export async function fit(context: WorkerContext, { task, run }: Claimed, signal: AbortSignal): Promise<void> {
  const { db, queue, pool, newId } = context;
  const results = createResultRepository(db);
  const runs = createRunRepository(db);
  const snapshot = await snapshotOf(context, run.snapshotHash);
  const { simulated } = JSON.parse(snapshot) as { simulated: boolean };
  const fitted = await pool.fit({ snapshot, from: task.from, to: task.to }, signal);
  const saved = await results.saveFits({
    ...{ taskId: task.id, attempt: task.attempts, runId: run.id },
    ...fitRows(run, simulated, fitted),
  });
  if (!saved) return;
  await queue.publish({ runId: run.id, event: 'progress', done: saved.done, total: saved.total, stage: 'fit' });
  if (!(await runs.readyToAssemble(run.id))) return;
  const taskId = await runs.ensureTask({ id: newId(), runId: run.id, kind: 'assemble', no: 0, from: 0, to: 0 });
  if (taskId !== undefined) await queue.add('runTask', { taskId });
}
