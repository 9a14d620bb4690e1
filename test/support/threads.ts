import { createHash } from 'node:crypto';
import type { AssembleTask } from '../../workers/threads/assemble.ts';
import type { FitTask } from '../../workers/threads/fit.ts';
import { openThreadPool, type ThreadPool } from '../../workers/threads/pool.ts';

/** Results kept: enough for what test files have in common, few enough for the memory of one process. */
const keptResults = 64;

/** The same task is done once: threads compute a pure function of their task. Callers get copies, as from a thread. */
export function rememberTasks(pool: ThreadPool): ThreadPool {
  const known = new Map<string, unknown>();
  const remember =
    <T extends object, R>(kind: string, work: (task: T, signal?: AbortSignal) => Promise<R>) =>
    async (task: T, signal?: AbortSignal): Promise<R> => {
      const key = createHash('sha256').update(kind).update(JSON.stringify(task)).digest('hex');
      let result = known.get(key) as R | undefined;
      result ??= await work(task, signal);
      known.delete(key); // last in the order of age
      known.set(key, result);
      if (known.size > keptResults) known.delete(known.keys().next().value!);
      return structuredClone(result);
    };
  return {
    ...pool,
    fit: remember('fit', (task: FitTask, signal) => pool.fit(task, signal)),
    assemble: remember('assemble', (task: AssembleTask, signal) => pool.assemble(task, signal)),
  };
}

let shared: ThreadPool | undefined;
/** The threads of this process, for all test files in it: starting and warming them up takes longer than a run. Its idle threads do not keep the process alive. */
export function sharedThreads(): ThreadPool {
  shared ??= { ...rememberTasks(openThreadPool(2)), close: () => Promise.resolve() };
  return shared;
}
