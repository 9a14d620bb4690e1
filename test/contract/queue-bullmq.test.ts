import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../workers/catalog.ts';
import { openBullQueue } from '../../workers/queue-bullmq.ts';
import type { JobQueue } from '../../workers/queue.ts';
import { bullmq, handlersWith, newPrefix, recordingLogger, requireRedis, tasks } from '../support/queue.ts';
import { startRedis } from '../support/services.ts';

const eventually = (check: () => void, timeout = 60_000) => vi.waitFor(check, { timeout, interval: 10 });
const done: RunEvent = { runId: 'r1', event: 'done', done: 4, total: 4, stage: 'assemble' };

/** What several processes on one Redis do to each other. */
describe.skipIf(!bullmq.available)(`${bullmq.title}, several at once`, () => {
  const undo: (() => unknown)[] = [];
  const open = async (prefix: string, logger = recordingLogger()): Promise<JobQueue> => {
    const queue = await openBullQueue(requireRedis(), { prefix, logger });
    undo.push(() => queue.close());
    return queue;
  };
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  /** Redis itself, for looking and for disturbing. */
  const connect = (url = requireRedis()) => {
    const redis = new Redis(url, { maxRetriesPerRequest: null });
    undo.push(() => {
      redis.disconnect();
    });
    return redis;
  };

  test('hands events to a subscriber elsewhere, and drops what is none', async () => {
    const prefix = newPrefix();
    const logger = recordingLogger();
    const [listening, speaking] = await Promise.all([open(prefix, logger), open(prefix)]);
    const seen: RunEvent[] = [];
    await listening.subscribe((event) => void seen.push(event));
    const redis = connect();
    await redis.publish(`${prefix}:run-events`, 'not JSON');
    await redis.publish(`${prefix}:run-events`, '{"runId":7}');
    await speaking.publish(done);
    await eventually(() => {
      expect(seen).toEqual([done]);
    });
    expect(logger.lines).toEqual(Array(2).fill({ level: 'warn', message: 'a run event of unknown shape was dropped' }));
  });

  test('a queue that only enqueues starts no worker', async () => {
    const prefix = newPrefix();
    const server = await open(prefix);
    await server.add('runTask', { taskId: 'a' });
    await server.schedule('sweepRuns', '* * * * *', {});
    const looking = new Queue('runTask', { connection: connect(), prefix });
    undo.push(() => looking.close());
    expect(await looking.getWorkersCount()).toBe(0);
    expect(await looking.getWaitingCount()).toBe(1);
    const seen: string[] = [];
    const worker = await open(prefix);
    await worker.work(handlersWith({ runTask: async ({ taskId }) => void seen.push(taskId) }));
    await eventually(() => {
      expect(seen).toEqual(['a']);
    });
    expect(await looking.getWorkersCount()).toBe(1);
  });

  test('two workers share the jobs, each job to one of them', async () => {
    const prefix = newPrefix();
    const [left, right] = await Promise.all([open(prefix), open(prefix)]);
    const seen: { by: string; taskId: string }[] = [];
    const handlersOf = (by: string) =>
      handlersWith({
        runTask: async ({ taskId }) => {
          seen.push({ by, taskId });
          await sleep(20);
        },
      });
    await Promise.all([left.work(handlersOf('left')), right.work(handlersOf('right'))]);
    await left.addMany('runTask', tasks(40));
    await eventually(() => {
      expect(seen).toHaveLength(40);
    });
    await sleep(150);
    expect(seen.map(({ taskId }) => taskId).toSorted()).toEqual(
      tasks(40)
        .map(({ taskId }) => taskId)
        .toSorted(),
    );
    expect(new Set(seen.map(({ by }) => by)).size).toBe(2);
  });

  test('the job of a killed worker is delivered to another within 15 s', async ({ annotate }) => {
    const prefix = newPrefix();
    const queue = await open(prefix);
    await queue.add('runTask', { taskId: 'a' });
    const program = join(import.meta.dirname, '../support/queue-worker.ts');
    const child = spawn(process.execPath, [program, requireRedis(), prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
    undo.push(() => child.kill('SIGKILL'));
    const said: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
    await eventually(() => {
      expect(said).toContain('active a');
    });
    const seen: { attempt: number; at: number }[] = [];
    await queue.work(handlersWith({ runTask: async (_payload, { attempt }) => void seen.push({ attempt, at: performance.now() }) }));
    await sleep(1_000);
    expect(seen).toEqual([]); // its owner is alive
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const killedAt = performance.now();
    await queue.add('runTask', { taskId: 'a' }); // as the sweep may do meanwhile: it follows
    await eventually(() => {
      expect(seen).toHaveLength(2);
    }, 120_000);
    const recovery = seen[0]!.at - killedAt;
    await annotate(`delivered again after ${Math.round(recovery)} ms`);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 1]); // a death is not a failure of the job
  });

  test('goes on after its connections were cut', async () => {
    const service = await startRedis(); // of its own: the cut hits every client
    undo.push(() => service.stop());
    const queue = await openBullQueue(service.url);
    undo.push(() => queue.close());
    const seen: string[] = [];
    const events: RunEvent[] = [];
    await queue.work(handlersWith({ runTask: async ({ taskId }) => void seen.push(taskId) }));
    await queue.subscribe((event) => void events.push(event));
    const redis = connect(service.url);
    for (const kind of ['normal', 'pubsub']) expect(await redis.call('CLIENT', 'KILL', 'TYPE', kind)).toBeGreaterThan(0);
    await sleep(500); // reconnecting
    await queue.add('runTask', { taskId: 'after' });
    await queue.publish(done);
    await eventually(() => {
      expect(seen).toEqual(['after']);
      expect(events).toEqual([done]);
    });
  });
});

test('openBullQueue says which Redis it cannot reach, without the password', async () => {
  const unreachable = openBullQueue('redis://user:secret@127.0.0.1:1/0');
  await expect(unreachable).rejects.toThrow(/^the job queue needs Redis at redis:\/\/\*\*\*@127\.0\.0\.1:1\/0, got connect E\w+/);
});
