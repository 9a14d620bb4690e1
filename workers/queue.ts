import { parsePayload, TerminalError, type Handlers, type JobContext, type JobName, type PayloadOf, type RunEvent } from './catalog.ts';

/**
 * Delivery, and nothing but delivery: at least once, in no promised order. Two adapters (embedded, BullMQ) keep the same contract:
 * - a failed job is delivered again after a doubling pause, up to its `attempts`; a TerminalError ends it at once;
 * - while a message waits (or waits for its retry), another with the same dedupe key is dropped; one added while it runs follows when it has ended.
 */
export interface JobQueue {
  add<N extends JobName>(name: N, payload: PayloadOf<N>): Promise<void>;
  addMany<N extends JobName>(name: N, payloads: readonly PayloadOf<N>[]): Promise<void>;
  /** Adds the job at every time the cron expression names, in China Standard Time. One schedule a job: a second call replaces the first. */
  schedule<N extends JobName>(name: N, cron: string, payload: PayloadOf<N>): Promise<void>;
  /** Starts consuming. At most once a queue object; without it the queue only enqueues. */
  work(handlers: Handlers): Promise<void>;
  /** Best effort and never rejects: a lost event costs a subscriber time, not truth. */
  publish(event: RunEvent): Promise<void>;
  /** Resolves once events will arrive; the function it gives ends the subscription. */
  subscribe(listener: (event: RunEvent) => void): Promise<() => Promise<void>>;
  /** Takes no new job and waits for the active ones; after `graceMs` their signals abort, and it goes on waiting. */
  close(): Promise<void>;
}

export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface QueueOptions {
  readonly logger?: Logger;
  /** How long close() leaves active jobs alone before it aborts their signals. Default 5000, to end before a container is killed. */
  readonly graceMs?: number;
}
export const defaultGraceMs = 5_000;
/** Schedules are read in the time zone of the people they serve. */
export { cityZone as timeZone } from '../schemas/days.ts';

/** One delivery in either adapter: parse, run, and say in the log what follows from a failure. Rethrows it. */
export async function deliver<N extends JobName>(name: N, handler: Handlers[N], payload: unknown, context: JobContext, logger: Logger): Promise<void> {
  try {
    await handler(parsePayload(name, payload), context);
  } catch (err) {
    const fields = { err, job: name, payload, attempt: context.attempt };
    if (err instanceof TerminalError || context.lastAttempt) logger.error(fields, 'job given up');
    else logger.warn(fields, 'job failed, will be tried again');
    throw err;
  }
}

/** Calls every listener, though one throws. */
export function tell(listeners: Iterable<(event: RunEvent) => void>, event: RunEvent, logger: Logger): void {
  for (const listener of listeners) {
    try {
      listener(event);
    } catch (err) {
      logger.warn({ err, runId: event.runId }, 'a subscriber of run events threw');
    }
  }
}
