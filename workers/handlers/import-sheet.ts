import { createImportRepository, type ImportRow } from '../../db/repositories/imports.ts';
import { TerminalError, type Handlers } from '../catalog.ts';
import { importTelling } from '../imports/telling.ts';
import { workOnImport } from '../imports/work.ts';
import type { WorkerContext } from './context.ts';

/** What a file may take before it is given up, and how long a worker keeps it: longer, so that two never work on one. */
const timeoutMs = 240_000;
const leaseMs = 300_000;
const attemptsInAll = 3;
/** An upload that has not ended by then has broken off. */
const uploadMs = 3_600_000;

interface Failure {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}
/** Why work that cannot succeed a second time failed. */
function failureOf(error: unknown, timedOut: boolean): Failure | undefined {
  if (timedOut) return { code: 'too_slow', zh: '读取时间过长，已停止：请分成几份上传', en: 'Reading it took too long and was stopped: upload it in parts' };
  if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return { code: 'too_large', zh: '读取所需内存过多，已停止：请分成几份上传', en: 'Reading it took too much memory and was stopped: upload it in parts' };
  return undefined;
}
const unexplained: Failure = { code: 'internal', zh: '服务器内部错误，未导入任何数据：请重新上传', en: 'Something went wrong on the server, nothing was imported: upload it again' }; // prettier-ignore

/** One step of an import. The claim is a compare-and-set on its row: a message delivered twice finds nothing to do. */
export function createImportHandler(context: WorkerContext): Handlers['importSheet'] {
  const { db, clock, newId, imports: thread } = context;
  const imports = createImportRepository(db);
  const audit = ({ id }: ImportRow, action: string, after: { readonly error: string }) => ({ id: newId(), at: clock(), actor: 'worker', action, entity: 'import', entityId: id, after }); // prettier-ignore

  return async ({ importId }, { signal, lastAttempt }) => {
    const claimed = await imports.claim(importId, clock(), new Date(+clock() + leaseMs));
    if (!claimed) return;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      if (thread) await thread.run(claimed, AbortSignal.any([signal, timeout]));
      else await workOnImport(context, claimed);
    } catch (error) {
      const failure = failureOf(error, timeout.aborted);
      const givenUp = failure !== undefined || lastAttempt || claimed.attempts >= attemptsInAll;
      // a worker that closes gives the import back; that says nothing against it
      if (!givenUp || (signal.aborted && !timeout.aborted)) {
        await imports.release(importId, claimed.attempts);
        throw error;
      }
      const told = failure ?? unexplained;
      if (claimed.state === 'undoing') await imports.keep(importId, audit(claimed, 'undo_failed', { error: told.code }));
      else {
        const failed = { ...audit(claimed, 'failed', { error: told.code }), tell: [importTelling(claimed, 'import_failed')] };
        await imports.fail(importId, claimed.state, told, failed);
      }
      throw new TerminalError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  };
}

/** Queues again what a crash left behind. */
export function createImportSweep({ db, queue, clock }: WorkerContext): Handlers['sweepImports'] {
  const imports = createImportRepository(db);
  return async () => {
    await imports.dropBroken(new Date(+clock() - uploadMs));
    const left = await imports.unfinished(clock());
    await queue.addMany(
      'importSheet',
      left.map(({ id }) => ({ importId: id })),
    );
  };
}
