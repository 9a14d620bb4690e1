/** A worker process to be killed: takes a job, says so on stdout, and never finishes it. Arguments: Redis address, key prefix. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openBullQueue } from '../../workers/queue-bullmq.ts';

const [redisUrl = '', prefix = ''] = process.argv.slice(2);
const queue = await openBullQueue(redisUrl, { prefix });
await queue.work({
  runTask: async ({ taskId }) => {
    console.log(`active ${taskId}`);
    await sleep(600_000);
  },
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
});
console.log('working');
