import type { FastifyReply } from 'fastify';
import type { Run } from '../../../schemas/runs.ts';
import type { JobQueue } from '../../../workers/queue.ts';
import { ApiError } from '../../errors.ts';

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

/** Whether the caller takes server-sent events; nothing else is given at that address. */
export function checkStreamAccepted(accept: string | undefined): void {
  const ranges = (accept ?? '*/*').split(',').map((range) => range.split(';').map((part) => part.trim().toLowerCase()));
  const weight = (parameters: readonly string[]) => Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
  const fitting = ['text/event-stream', 'text/*', '*/*', ''].flatMap((name) => ranges.filter(([range]) => range === name));
  const [nearest] = fitting;
  if (nearest && weight(nearest) > 0) return;
  throw new ApiError('not_acceptable', {
    zh: '此地址只提供 text/event-stream；查看状态请读取此批次本身',
    en: 'This address gives text/event-stream only; read the run itself for its state',
  });
}
