import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { catalog, TerminalError, type Handlers, type JobContext, type RunEvent } from '../../workers/catalog.ts';
import type { JobQueue, QueueOptions } from '../../workers/queue.ts';
import { bullmq, embedded, gate, handlersWith, recordingLogger, tasks } from '../support/queue.ts';

const { attempts, backoffMs, concurrency } = catalog.runTask;
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 10 });
const progress: RunEvent = { runId: 'r1', event: 'progress', done: 1, total: 4, stage: 'fit' };

// @ts-expect-error a job without a handler does not compile
export const incomplete: Handlers = { runTask: async () => undefined };

describe.each([embedded, bullmq])('$title', (adapter) => {
  const opened: JobQueue[] = [];
  const open = async (options?: QueueOptions) => {
    const queue = await adapter.open(options);
    opened.push(queue);
    return queue;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });
  const it = test.skipIf(!adapter.available);

  it('delivers every job, those added before work() too', async () => {
    const queue = await open();
    const seen: string[] = [];
    const all = tasks(60);
    await queue.addMany('runTask', all.slice(0, 30));
    await sleep(100);
    expect(seen).toEqual([]);
    await queue.work(handlersWith({ runTask: async ({ taskId }) => void seen.push(taskId) }));
    await Promise.all(all.slice(30).map((task) => queue.add('runTask', task)));
    await eventually(() => {
      expect(seen.toSorted()).toEqual(all.map(({ taskId }) => taskId).toSorted());
    });
  });

  it('runs as many side by side as the catalog says, and no more', async () => {
    const queue = await open();
    let active = 0;
    let finished = 0;
    let most = 0;
    const runTask: Handlers['runTask'] = async () => {
      most = Math.max(most, ++active);
      await sleep(60);
      active--;
      finished++;
    };
    await queue.work(handlersWith({ runTask }));
    await queue.addMany('runTask', tasks(concurrency * 4));
    await eventually(() => {
      expect(finished).toBe(concurrency * 4);
    });
    expect(most).toBe(concurrency);
  });

  it('retries with a doubling pause, which holds no slot, and gives up after the last attempt', async () => {
    const logger = recordingLogger();
    const queue = await open({ logger });
    const starts: { at: number; context: Omit<JobContext, 'signal'> }[] = [];
    let otherAt = Infinity;
    const runTask: Handlers['runTask'] = async ({ taskId }, { attempt, lastAttempt }) => {
      if (taskId === 'other') {
        otherAt = performance.now();
        return;
      }
      if (taskId === 't0') starts.push({ at: performance.now(), context: { attempt, lastAttempt } });
      throw new Error('no luck');
    };
    const failing = tasks(concurrency + 1);
    await queue.work(handlersWith({ runTask }));
    const addedAt = performance.now();
    await queue.addMany('runTask', failing);
    await eventually(() => {
      expect(logger.lines.filter((line) => line.level === 'warn')).toHaveLength(failing.length);
    });
    await queue.add('runTask', { taskId: 'other' }); // more jobs than slots are pausing now
    await eventually(() => {
      expect(logger.lines.filter((line) => line.message === 'job given up')).toHaveLength(failing.length);
    });
    expect(otherAt - addedAt).toBeLessThan(backoffMs);
    expect(starts.map(({ context }) => context)).toEqual(Array.from({ length: attempts }, (_, i) => ({ attempt: i + 1, lastAttempt: i + 1 === attempts })));
    starts.slice(1).forEach(({ at }, i) => {
      const pause = at - starts[i]!.at;
      expect(pause).toBeGreaterThanOrEqual(backoffMs * 2 ** i - 20); // timers round to milliseconds
      expect(pause).toBeLessThan(backoffMs * 2 ** (i + 1));
    });
  });

  it('delivers once what cannot get better: a terminal error, a payload against the schema', async () => {
    const logger = recordingLogger();
    const queue = await open({ logger });
    const seen: unknown[] = [];
    const runTask: Handlers['runTask'] = async ({ taskId }) => {
      seen.push(taskId);
      throw new TerminalError('the run was deleted');
    };
    await queue.work(handlersWith({ runTask }));
    await queue.add('runTask', { taskId: 'terminal' });
    await queue.add('runTask', { taskId: 7 } as never);
    await eventually(() => {
      expect(logger.lines.filter((line) => line.level === 'error')).toHaveLength(2);
    });
    await sleep(backoffMs * 1.5);
    expect(seen).toEqual(['terminal']); // the other one met no handler
    expect(logger.lines).toEqual(Array(2).fill({ level: 'error', message: 'job given up' }));
  });

  it('keeps one message of a key while it waits, and takes the key again after success and after failure', async () => {
    const queue = await open();
    const seen: string[] = [];
    const runTask: Handlers['runTask'] = async ({ taskId }) => {
      seen.push(taskId);
      if (taskId === 'bad') throw new TerminalError('always');
    };
    for (let i = 0; i < 5; i++) await queue.addMany('runTask', [{ taskId: 'good' }, { taskId: 'bad' }]);
    await queue.work(handlersWith({ runTask }));
    for (let round = 1; round <= 3; round++) {
      await eventually(() => {
        expect(seen.toSorted()).toEqual([...Array<string>(round).fill('bad'), ...Array<string>(round).fill('good')]);
      });
      await sleep(150); // a piled-up message would arrive now
      expect(seen).toHaveLength(2 * round);
      if (round < 3) await queue.addMany('runTask', [{ taskId: 'good' }, { taskId: 'bad' }]);
    }
  });

  it('keeps one message of a key while it waits for its retry', async () => {
    const queue = await open();
    const seen: number[] = [];
    const runTask: Handlers['runTask'] = async (_payload, { attempt }) => {
      seen.push(attempt);
      if (attempt === 1) throw new Error('once');
    };
    await queue.work(handlersWith({ runTask }));
    await queue.add('runTask', { taskId: 'a' });
    await eventually(() => {
      expect(seen).toEqual([1]);
    });
    await sleep(100);
    await queue.add('runTask', { taskId: 'a' });
    await sleep(backoffMs * 1.5);
    expect(seen).toEqual([1, 2]);
  });

  it('lets a message added in mid-job follow once, never beside', async () => {
    const queue = await open();
    const first = gate();
    const order: string[] = [];
    const runTask: Handlers['runTask'] = async () => {
      order.push('start');
      if (order.length === 1) await first.opened;
      order.push('end');
    };
    await queue.work(handlersWith({ runTask }));
    await queue.add('runTask', { taskId: 'a' });
    await eventually(() => {
      expect(order).toEqual(['start']);
    });
    for (let i = 0; i < 3; i++) await queue.add('runTask', { taskId: 'a' });
    await sleep(150);
    expect(order).toEqual(['start']);
    first.open();
    await eventually(() => {
      expect(order).toEqual(['start', 'end', 'start', 'end']);
    });
    await sleep(150);
    expect(order).toHaveLength(4);
  });

  it('delivers a task twice without harm when the handler claims it first', async () => {
    const queue = await open();
    const claimed = new Set<string>();
    let deliveries = 0;
    let work = 0;
    const runTask: Handlers['runTask'] = async ({ taskId }) => {
      deliveries++;
      if (claimed.has(taskId)) return;
      claimed.add(taskId);
      work++;
    };
    await queue.work(handlersWith({ runTask }));
    for (let n = 1; n <= 2; n++) {
      await queue.add('runTask', { taskId: 'a' });
      await eventually(() => {
        expect(deliveries).toBe(n);
      });
      await sleep(50);
    }
    expect(work).toBe(1);
  });

  it('keeps a schedule, one a job, and refuses a wrong one', async () => {
    const queue = await open();
    const fired: number[] = [];
    await queue.work(handlersWith({ sweepRuns: async () => void fired.push(Date.now()) }));
    await queue.schedule('sweepRuns', '* * * * * *', {});
    await eventually(() => {
      expect(fired.length).toBeGreaterThanOrEqual(3);
    });
    expect(fired[2]! - fired[0]!).toBeGreaterThan(1_500);
    await expect(queue.schedule('sweepRuns', 'every now and then', {})).rejects.toThrow();
    await queue.schedule('sweepRuns', '0 0 1 1 *', {}); // replaces the other
    await sleep(1_200); // for one that was on its way
    const soFar = fired.length;
    await sleep(1_500);
    expect(fired).toHaveLength(soFar);
  });

  it('tells subscribers of events until they leave, though one of them throws', async () => {
    const logger = recordingLogger();
    const queue = await open({ logger });
    const seen: RunEvent[] = [];
    await queue.subscribe(() => {
      throw new Error('bad listener');
    });
    const leave = await queue.subscribe((event) => void seen.push(event));
    await queue.publish(progress);
    await eventually(() => {
      expect(seen).toEqual([progress]);
    });
    expect(logger.lines).toEqual([{ level: 'warn', message: 'a subscriber of run events threw' }]);
    await leave();
    await queue.publish({ ...progress, event: 'done', done: 4 });
    await sleep(150);
    expect(seen).toHaveLength(1);
  });

  it('starts consuming once', async () => {
    const queue = await open();
    await queue.work(handlersWith({}));
    await expect(queue.work(handlersWith({}))).rejects.toThrow('starts consuming once');
  });

  it('waits for active jobs when it closes, starts no other and takes none', async () => {
    const queue = await open();
    const order: string[] = [];
    const runTask: Handlers['runTask'] = async ({ taskId }) => {
      order.push(`start ${taskId}`);
      if (taskId === 'failing') throw new Error('a retry would come in a second');
      await sleep(400);
      order.push(`end ${taskId}`);
    };
    await queue.work(handlersWith({ runTask }));
    await queue.add('runTask', { taskId: 'failing' });
    await eventually(() => {
      expect(order).toEqual(['start failing']);
    });
    await queue.add('runTask', { taskId: 'slow' });
    await eventually(() => {
      expect(order).toContain('start slow');
    });
    await Promise.all([queue.close(), queue.close()]);
    expect(order).toEqual(['start failing', 'start slow', 'end slow']);
    await expect(queue.add('runTask', { taskId: 'late' })).rejects.toThrow('until it is closed');
    await sleep(backoffMs);
    expect(order).toHaveLength(3);
  });

  it('aborts the signal of a job that outlasts the grace of close()', async () => {
    const queue = await open({ graceMs: 200 });
    const started = gate();
    let abortedAt = Infinity;
    const runTask: Handlers['runTask'] = async (_payload, { signal }) => {
      started.open();
      for (let i = 0; i < 500 && !signal.aborted; i++) await sleep(10);
      if (signal.aborted) abortedAt = performance.now();
    };
    await queue.work(handlersWith({ runTask }));
    await queue.add('runTask', { taskId: 'a' });
    await started.opened;
    const closedAt = performance.now();
    await queue.close();
    expect(abortedAt - closedAt).toBeGreaterThan(180);
    expect(abortedAt - closedAt).toBeLessThan(60_000);
  });
});
