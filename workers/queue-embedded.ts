import { Cron } from 'croner';
import PQueue from 'p-queue';
import { backoffDelayMs, catalog, dedupeKeyOf, jobNames, TerminalError, type Handlers, type JobName, type PayloadOf, type RunEvent } from './catalog.ts';
import { defaultGraceMs, deliver, silentLogger, tell, timeZone, type JobQueue, type Logger, type QueueOptions } from './queue.ts';

type Lane = ReturnType<typeof openLane>;

/** The messages of one job name. Memory only: what a crash loses, the sweep finds again in the rows. */
function openLane<N extends JobName>(name: N, logger: Logger, signal: AbortSignal) {
  const { attempts, concurrency } = catalog[name];
  const pool = new PQueue({ concurrency, autoStart: false });
  const waiting = new Set<string>();
  const active = new Set<string>();
  const followers = new Map<string, PayloadOf<N>>(); // added while one of the same key was active
  const retries = new Set<NodeJS.Timeout>();
  let handlers: Handlers | undefined;
  let closed = false;

  function push(payload: PayloadOf<N>, key: string, attempt: number): void {
    waiting.add(key);
    // rejects only when close() clears the pool: run() settles every failure itself
    pool.add(() => run(payload, key, attempt)).catch(() => undefined);
  }
  async function run(payload: PayloadOf<N>, key: string, attempt: number): Promise<void> {
    if (!handlers) throw new Error(`job ${name} needs handlers before it starts, got none`);
    waiting.delete(key);
    active.add(key);
    const lastAttempt = attempt >= attempts;
    try {
      await deliver(name, handlers[name], payload, { signal, attempt, lastAttempt }, logger);
    } catch (error) {
      if (!closed && !lastAttempt && !(error instanceof TerminalError)) {
        retryLater(payload, key, attempt);
        return;
      }
    } finally {
      active.delete(key);
    }
    const follower = followers.get(key);
    followers.delete(key);
    if (follower !== undefined && !closed) push(follower, key, 1);
  }
  /** The pause is a timer outside the pool, so it holds no slot. */
  function retryLater(payload: PayloadOf<N>, key: string, attempt: number): void {
    waiting.add(key);
    const timer = setTimeout(
      () => {
        retries.delete(timer);
        push(payload, key, attempt + 1);
      },
      backoffDelayMs(name, attempt),
    );
    retries.add(timer);
  }
  return {
    add(payload: PayloadOf<N>): void {
      const copy = JSON.parse(JSON.stringify(payload)) as PayloadOf<N>; // as a payload that travelled: no shared object
      const key = dedupeKeyOf(name, copy);
      if (active.has(key)) followers.set(key, copy);
      else if (!waiting.has(key)) push(copy, key, 1);
    },
    work(given: Handlers): void {
      handlers = given;
      pool.start();
    },
    async close(): Promise<void> {
      closed = true;
      for (const timer of retries) clearTimeout(timer);
      pool.clear();
      await pool.onIdle();
    },
  };
}

/** In-process delivery for the installation of one process. */
export function openEmbeddedQueue({ logger = silentLogger, graceMs = defaultGraceMs }: QueueOptions = {}): JobQueue {
  const aborter = new AbortController();
  const lanes = Object.fromEntries(jobNames.map((name) => [name, openLane(name, logger, aborter.signal)])) as Record<JobName, Lane>;
  const schedules = new Map<JobName, Cron>();
  const subscriptions = new Set<{ readonly listener: (event: RunEvent) => void }>();
  let working = false;
  let closing: Promise<void> | undefined;

  function assertOpen(): void {
    if (closing) throw new Error('the job queue takes jobs until it is closed, got one after');
  }
  async function closeAll(): Promise<void> {
    for (const cron of schedules.values()) cron.stop();
    const grace = setTimeout(() => {
      aborter.abort(new Error('the job queue is closing'));
    }, graceMs);
    await Promise.all(Object.values(lanes).map((lane) => lane.close()));
    clearTimeout(grace);
    subscriptions.clear();
  }
  return {
    async add(name, payload) {
      assertOpen();
      lanes[name].add(payload);
    },
    async addMany(name, payloads) {
      assertOpen();
      for (const payload of payloads) lanes[name].add(payload);
    },
    async schedule(name, pattern, payload) {
      assertOpen();
      const cron = new Cron(pattern, { timezone: timeZone, protect: true }, () => {
        lanes[name].add(payload);
      });
      schedules.get(name)?.stop();
      schedules.set(name, cron);
    },
    async work(handlers) {
      assertOpen();
      if (working) throw new Error('a job queue starts consuming once, got a second call of work');
      working = true;
      for (const lane of Object.values(lanes)) lane.work(handlers);
    },
    async publish(event) {
      const listeners = [...subscriptions].map((subscription) => subscription.listener);
      tell(listeners, event, logger);
    },
    async subscribe(listener) {
      const subscription = { listener };
      subscriptions.add(subscription);
      return async () => {
        subscriptions.delete(subscription);
      };
    },
    close: () => (closing ??= closeAll()),
  };
}
