import { createRunRepository } from '../../db/repositories/runs.ts';
import { TerminalError, type Handlers } from '../catalog.ts';
import { assemble } from './assemble.ts';
import { defaultLeaseMs, type WorkerContext } from './context.ts';
import { fit } from './fit.ts';
import { prepare } from './prepare.ts';

/** A task that failed this often fails its run, whatever delivered it. */
const maximumAttempts = 5;

type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;

/** One unit of a run. The claim is a compare-and-set on its row: a message delivered twice finds nothing to do. */
export function createRunTaskHandler(context: WorkerContext): Handlers['runTask'] {
  const { db, queue, clock, newId, logger, leaseMs = defaultLeaseMs } = context;
  const runs = createRunRepository(db);
  const lease = () => new Date(+clock() + leaseMs);

  async function failRun({ id: runId, requestedBy, asOfYear }: Run, message: string): Promise<void> {
    const now = clock();
    const failed = await runs.fail(runId, message, now, {
      id: newId(),
      at: now,
      actor: 'worker',
      action: 'fail',
      entity: 'run',
      entityId: runId,
      after: { error: message },
      tell: [{ to: { actor: requestedBy }, kind: 'run_failed', values: { year: asOfYear } }],
    });
    if (failed) await queue.publish({ runId, event: 'failed', done: failed.done, total: failed.total, stage: failed.stage });
  }

  return async ({ taskId }, { signal, lastAttempt }) => {
    const claimed = await runs.claimTask(taskId, clock(), lease());
    if (!claimed) return;
    const { task, run } = claimed;
    const renewal = setInterval(() => {
      runs.extendLease(task.id, task.attempts, lease()).catch((err: unknown) => {
        logger.warn({ err, taskId }, 'could not extend a lease');
      });
    }, leaseMs / 3);
    try {
      await queue.publish({ runId: run.id, event: 'progress', done: run.done, total: run.total, stage: task.kind });
      if (task.kind === 'prepare') await prepare(context, claimed);
      else if (task.kind === 'fit') await fit(context, claimed, signal);
      else await assemble(context, claimed, signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // a worker that closes (or lost its delivery) gives the task back; that says nothing against the task
      const interrupted = signal.aborted;
      if (!interrupted && (error instanceof TerminalError || lastAttempt || task.attempts >= maximumAttempts)) {
        await failRun(run, message);
        throw error instanceof TerminalError ? error : new TerminalError(message, { cause: error });
      }
      await runs.releaseTask(task.id, task.attempts, message);
      throw error;
    } finally {
      clearInterval(renewal);
    }
  };
}
