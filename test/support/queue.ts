import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { Handlers } from '../../workers/catalog.ts';
import { openBullQueue } from '../../workers/queue-bullmq.ts';
import { openEmbeddedQueue } from '../../workers/queue-embedded.ts';
import type { JobQueue, Logger, QueueOptions } from '../../workers/queue.ts';

export interface Adapter {
  readonly name: string;
  /** false where its server is missing; `title` then says so. */
  readonly available: boolean;
  readonly title: string;
  open(options?: QueueOptions): Promise<JobQueue>;
}
const redisUrl = inject('redisUrl');
/** Keys of its own for every queue, so that tests share nothing but the server. */
export const newPrefix = () => `test-${randomUUID()}`;
export const requireRedis = (): string => {
  if (redisUrl === null) throw new Error('this test needs Redis, got none: guard it with the adapter’s `available`');
  return redisUrl;
};
export const embedded: Adapter = { name: 'embedded', available: true, title: 'job queue, embedded', open: async (options) => openEmbeddedQueue(options) };
export const bullmq: Adapter = {
  name: 'bullmq',
  available: redisUrl !== null,
  title: redisUrl === null ? 'job queue, BullMQ (skipped: redis-server is missing)' : 'job queue, BullMQ',
  open: (options) => openBullQueue(requireRedis(), { ...options, prefix: newPrefix() }),
};

/** Handlers that do nothing, but for those given. */
export const handlersWith = (given: Partial<Handlers>): Handlers => ({
  runTask: async () => undefined,
  writeAnalysis: async () => undefined,
  reviewDockets: async () => undefined,
  sweepRuns: async () => undefined,
  importSheet: async () => undefined,
  sweepImports: async () => undefined,
  checkRun: async () => undefined,
  closePlacement: async () => undefined,
  sweepPlacements: async () => undefined,
  sweepFiles: async () => undefined,
  forgetPersonalData: async () => undefined,
  remindTasks: async () => undefined,
  ...given,
});

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}
export function recordingLogger(): Logger & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const record = (level: LogLine['level']) => (_fields: object, message: string) => void lines.push({ level, message });
  return { lines, info: record('info'), warn: record('warn'), error: record('error') };
}

/** A handler parks here until the test opens the gate. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return {
    opened: promise,
    open: () => {
      resolve(undefined);
    },
  };
}

export const tasks = (count: number): { taskId: string }[] => Array.from({ length: count }, (_, i) => ({ taskId: `t${i}` }));
