import { Queue, UnrecoverableError, Worker, type DeduplicationOptions, type JobsOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Compile } from 'typebox/compile';
import { catalog, dedupeKeyOf, jobNames, RunEvent, TerminalError, type Handlers, type JobName, type PayloadOf } from './catalog.ts';
import { defaultGraceMs, deliver, silentLogger, tell, timeZone, type JobQueue, type Logger, type QueueOptions } from './queue.ts';

export interface BullQueueOptions extends QueueOptions {
  /** Namespace of all keys and of the event channel. Default `gongxu`. */
  readonly prefix?: string;
}
/** A killed worker's job is somebody else's after at most lock + interval = 11 s. Renewed every 4 s, so 8 s without the event loop count as dead. */
const lockDuration = 8_000;
const stalledInterval = 3_000;
/** A request that enqueues fails after this instead of waiting for a Redis that is away. */
const commandTimeoutMs = 10_000;
const runEvent = Compile(RunEvent);

const jobOptions = (name: JobName): JobsOptions => ({
  attempts: catalog[name].attempts,
  backoff: { type: 'exponential', delay: catalog[name].backoffMs },
  removeOnComplete: { age: 3_600 },
  removeOnFail: { age: 86_400 },
});
/** Not the job id: a completed job keeps its id for an hour, and would swallow the next message of the same key. */
const once = <N extends JobName>(name: N, payload: PayloadOf<N>): { deduplication: DeduplicationOptions } => ({
  deduplication: { id: dedupeKeyOf(name, payload), keepLastIfActive: true },
});
const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//***@');

async function connect(redisUrl: string, logger: Logger): Promise<Redis> {
  const redis = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: null, commandTimeout: commandTimeoutMs });
  let reason: string | undefined;
  redis.on('error', (err: Error) => {
    reason = err.message || (err as NodeJS.ErrnoException).code; // of several refused addresses Node gives an AggregateError without a message
    logger.warn({ err }, 'job queue: Redis connection');
  });
  try {
    await redis.connect();
    return redis;
  } catch (cause) {
    redis.disconnect();
    throw new Error(`the job queue needs Redis at ${withoutPassword(redisUrl)}, got ${reason ?? String(cause)}`, { cause });
  }
}

/** What the event channel carried, or undefined when it is nothing of ours. */
function parseEvent(text: string): RunEvent | undefined {
  try {
    const event: unknown = JSON.parse(text);
    return runEvent.Check(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

function openWorker(name: JobName, handlers: Handlers, connection: Redis, prefix: string, logger: Logger): Worker {
  const { attempts, concurrency } = catalog[name];
  const worker: Worker = new Worker(
    name,
    // BullMQ makes a signal only for a processor whose `length` is 3: no default value here
    async (job, _token, signal) => {
      if (!signal) throw new Error(`job ${name} needs a signal from BullMQ, got none`);
      const attempt = job.attemptsMade + 1;
      try {
        await deliver(name, handlers[name], job.data, { signal, attempt, lastAttempt: attempt >= attempts }, logger);
      } catch (error) {
        throw error instanceof TerminalError ? new UnrecoverableError(error.message) : error;
      }
    },
    // a job that kills its worker gets as many deliveries as one that throws
    { connection, prefix, concurrency, lockDuration, stalledInterval, maxStalledCount: attempts - 1 },
  );
  worker.on('error', (err) => {
    logger.warn({ err, job: name }, 'job worker');
  });
  worker.on('stalled', (id) => {
    logger.warn({ job: name, id }, 'a worker went away in mid-job, its job is delivered again');
  });
  worker.on('failed', (job, err) => {
    if (job?.deferredFailure) logger.error({ err, job: name, payload: job.data as unknown }, 'job given up'); // it killed every worker it met: no handler saw it
  });
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'this delivery was taken over by another worker');
  });
  return worker;
}

/** Delivery through Redis, for any number of servers and workers. */
export async function openBullQueue(
  redisUrl: string,
  { logger = silentLogger, graceMs = defaultGraceMs, prefix = 'gongxu' }: BullQueueOptions = {},
): Promise<JobQueue> {
  const redis = await connect(redisUrl, logger);
  const channel = `${prefix}:run-events`;
  const queues = new Map<JobName, Queue>();
  const workers: Worker[] = [];
  const subscriptions = new Set<{ readonly listener: (event: RunEvent) => void }>();
  const connections = [redis];
  let subscriber: Redis | undefined;
  let working = false;
  let closing: Promise<void> | undefined;

  /** A further connection with the same address. BullMQ's blocking reads must not time out. */
  function duplicate(): Redis {
    const connection = redis.duplicate({ lazyConnect: false, maxRetriesPerRequest: null, commandTimeout: undefined });
    connection.on('error', (err: Error) => {
      logger.warn({ err }, 'job queue: Redis connection');
    });
    connections.push(connection);
    return connection;
  }
  function queueOf(name: JobName): Queue {
    if (closing) throw new Error('the job queue takes jobs until it is closed, got one after');
    let queue = queues.get(name);
    if (!queue) {
      queue = new Queue(name, { connection: redis, prefix, defaultJobOptions: jobOptions(name) });
      queue.on('error', (err) => {
        logger.warn({ err, job: name }, 'job queue');
      });
      queues.set(name, queue);
    }
    return queue;
  }
  function listen(): Redis {
    const connection = duplicate();
    connection.on('message', (_channel: string, text: string) => {
      const listeners = [...subscriptions].map((subscription) => subscription.listener);
      const event = parseEvent(text);
      if (event) tell(listeners, event, logger);
      else logger.warn({ text }, 'a run event of unknown shape was dropped');
    });
    return connection;
  }
  async function closeAll(): Promise<void> {
    const grace = setTimeout(() => {
      for (const worker of workers) worker.cancelAllJobs('the job queue is closing');
    }, graceMs);
    await Promise.all(workers.map((worker) => worker.close()));
    clearTimeout(grace);
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    for (const connection of connections) connection.disconnect();
  }
  return {
    async add(name, payload) {
      await queueOf(name).add(name, payload, once(name, payload));
    },
    async addMany(name, payloads) {
      await queueOf(name).addBulk(payloads.map((data) => ({ name, data, opts: once(name, data) })));
    },
    async schedule(name, pattern, payload) {
      await queueOf(name).upsertJobScheduler(name, { pattern, tz: timeZone }, { name, data: payload, opts: jobOptions(name) });
    },
    async work(handlers) {
      if (closing) throw new Error('the job queue takes handlers until it is closed, got them after');
      if (working) throw new Error('a job queue starts consuming once, got a second call of work');
      working = true;
      const connection = duplicate();
      workers.push(...jobNames.map((name) => openWorker(name, handlers, connection, prefix, logger)));
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    },
    async publish(event) {
      try {
        await redis.publish(channel, JSON.stringify(event));
      } catch (err) {
        logger.warn({ err, runId: event.runId }, 'a run event could not be published');
      }
    },
    async subscribe(listener) {
      const subscription = { listener };
      subscriptions.add(subscription);
      subscriber ??= listen();
      await subscriber.subscribe(channel); // a second time is harmless, and answers when the first is in effect
      return async () => {
        subscriptions.delete(subscription);
      };
    },
    close: () => (closing ??= closeAll()),
  };
}
