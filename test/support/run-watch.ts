import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../schemas/runs.ts';

type Reader = { get<T>(path: string): Promise<T> };
/** The run as soon as it satisfies the condition; throws when it is over before. */
export async function until(reader: Reader, id: string, what: string, holds: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const run = await reader.get<Run>(`/runs/${id}`);
    if (holds(run)) return run;
    if (!['queued', 'running'].includes(run.status)) throw new Error(`run ${id} was to be caught in ${what}, but is over: ${run.status} ${run.error ?? ''}`);
    await sleep(3);
  }
}
export const toEnd = (reader: Reader, id: string) => until(reader, id, 'its end', (run) => run.status !== 'queued' && run.status !== 'running');
