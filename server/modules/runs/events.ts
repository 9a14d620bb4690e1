import type { FastifyReply } from 'fastify';
import type { Run } from '../../../schemas/runs.ts';
import type { JobQueue } from '../../../workers/queue.ts';

/** Events are only a wake-up and may be lost: the row is read again at least this often. */
const rereadMs = 1_000;
const over: Partial<Record<Run['status'], 'done' | 'failed' | 'cancelled'>> = { succeeded: 'done', failed: 'failed', cancelled: 'cancelled' };

/** Streams a run's state until it is over: `progress` when the row changes, then `done`, `failed` or `cancelled`. */
export async function streamRun(reply: FastifyReply, queue: JobQueue, runId: string, read: () => Promise<Run>): Promise<void> {
  let wake: () => void = () => undefined;
  const unsubscribe = await queue.subscribe((event) => {
    if (event.runId === runId) wake();
  });
  try {
    let last = '';
    for (let n = 1; reply.sse.isConnected;) {
      const run = await read();
      const { status, stage, done, total, error } = run;
      const event = over[status] ?? 'progress';
      const data = { id: runId, status, stage, done, total, error };
      const state = JSON.stringify(data);
      if (state !== last) await reply.sse.send({ id: String(n++), event, data });
      last = state;
      if (event !== 'progress') return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rereadMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    await unsubscribe();
  }
}
