import { createRunCheckRepository, type CheckRow } from '../../db/repositories/run-checks.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import type { CheckResult, ReplayVerdict } from '../../schemas/run-checks.ts';
import { TerminalError, type Handlers } from '../catalog.ts';
import type { WorkerContext } from './context.ts';
import { effectOf } from './effect.ts';
import { ReplayError, replayRun, type Replayed } from './replay.ts';

/** Longer than a check takes on a slow machine, so that two workers never do one. */
const leaseMs = 900_000;
const attemptsInAll = 3;

function verdictOf({ rows, first, counts, digest }: Replayed): ReplayVerdict {
  const compared = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return { equal: first === null, rows, first: first && `${first.table} ${first.key} ${first.field}`, compared, digest };
}

/** One check of a finished run. The claim is a compare-and-set on its row: a message delivered twice finds nothing to do. */
export function createCheckHandler({ db, pool, clock, newId }: WorkerContext): Handlers['checkRun'] {
  const checks = createRunCheckRepository(db);
  const runs = createRunRepository(db);
  const audit = ({ id, kind, runId }: CheckRow, after: { readonly equal?: boolean; readonly failed?: boolean }) => ({
    ...{ id: newId(), at: clock(), actor: 'worker', action: 'finish', entity: 'run_check', entityId: id },
    after: { kind, runId, ...after },
  });

  async function found({ kind, runId, parameter }: CheckRow): Promise<CheckResult> {
    const run = await runs.find(runId);
    if (run?.status !== 'succeeded') throw new ReplayError(`a check needs a run that succeeded, got ${runId}`);
    return kind === 'replay' ? verdictOf(await replayRun(db, pool, run)) : effectOf(db, pool, run, parameter ?? '');
  }

  return async ({ checkId }, { signal, lastAttempt }) => {
    const claimed = await checks.claim(checkId, clock(), new Date(+clock() + leaseMs));
    if (!claimed) return;
    try {
      const result = await found(claimed);
      await checks.finish(checkId, claimed.attempts, { result }, clock(), audit(claimed, 'equal' in result ? { equal: result.equal } : {}));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const givenUp = error instanceof ReplayError || lastAttempt || claimed.attempts >= attemptsInAll;
      // a worker that closes gives the check back; that says nothing against it
      if (!givenUp || signal.aborted) {
        await checks.release(checkId, claimed.attempts);
        throw error;
      }
      await checks.finish(checkId, claimed.attempts, { error: message }, clock(), audit(claimed, { failed: true }));
      throw new TerminalError(message, { cause: error });
    }
  };
}
