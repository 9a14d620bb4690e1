import type { FastifyReply } from 'fastify';
import type { Run } from '../../../schemas/runs.ts';
import type { JobQueue } from '../../../workers/queue.ts';

/** Events are only a wake-up and may be lost: the row is read again at least this often. */
const rereadMs = 1_000;
const over: Partial<Record<Run['status'], 'done' | 'failed' | 'cancelled'>> = { succeeded: 'done', failed: 'failed', cancelled: 'cancelled' };

/**
 * Streams a run's state until it is over: `progress` when the row changes, then `done`, `failed` or `cancelled`. A server that closes (`closing`) ends the
 * stream in the middle; the browser comes back to the next one.
 */
export async function streamRun(reply: FastifyReply, queue: JobQueue, runId: string, read: () => Promise<Run>, closing: AbortSignal): Promise<void> {
  let wake: () => void = () => undefined;
  const unsubscribe = await queue.subscribe((event) => {
    if (event.runId === runId) wake();
  });
  const stop = () => {
    wake();
  };
  closing.addEventListener('abort', stop);
  try {
    let last = '';
    for (let n = 1; reply.sse.isConnected && !closing.aborted;) {
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
    closing.removeEventListener('abort', stop);
    await unsubscribe();
  }
}
