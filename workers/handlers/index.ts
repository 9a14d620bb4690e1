import type { Handlers } from '../catalog.ts';
import { createPlacementHandler, createPlacementSweep } from './close-placement.ts';
import type { WorkerContext } from './context.ts';
import { createCheckHandler } from './check-run.ts';
import { createForgetHandler } from './forget.ts';
import { createImportHandler, createImportSweep } from './import-sheet.ts';
import { createKeyReminder } from './remind-keys.ts';
import { createReminderHandler } from './remind-tasks.ts';
import { createDocketReviewer } from './review-dockets.ts';
import { createRunTaskHandler } from './run-task.ts';
import { createSweepHandler } from './sweep.ts';
import { createAnalysisHandler } from './write-analysis.ts';
import { createFileSweep } from './sweep-files.ts';

/** Every job's handler: leaving one out does not compile. */
export function createHandlers(context: WorkerContext): Handlers {
  const [tasks, keys] = [createReminderHandler(context), createKeyReminder(context)];
  return {
    runTask: createRunTaskHandler(context),
    checkRun: createCheckHandler(context),
    writeAnalysis: createAnalysisHandler(context),
    reviewDockets: createDocketReviewer(context),
    sweepRuns: createSweepHandler(context),
    importSheet: createImportHandler(context),
    sweepImports: createImportSweep(context),
    closePlacement: createPlacementHandler(context),
    sweepPlacements: createPlacementSweep(context),
    sweepFiles: createFileSweep(context),
    forgetPersonalData: createForgetHandler(context),
    remindTasks: async (payload, job) => {
      await tasks(payload, job);
      await keys();
    },
  };
}

/** Consumes jobs, sweeps every minute, and once at the start; forgets personal data and contents of files nothing points at every night; reminds of deadlines every morning; holds decisions against what happened at the start, after every run, and every night. */
export async function startWorker(context: WorkerContext): Promise<void> {
  await context.queue.work(createHandlers(context));
  await context.queue.schedule('sweepRuns', '* * * * *', {});
  await context.queue.schedule('sweepImports', '* * * * *', {});
  await context.queue.schedule('sweepPlacements', '* * * * *', {});
  await context.queue.schedule('forgetPersonalData', '30 3 * * *', {});
  await context.queue.schedule('remindTasks', '0 8 * * *', {});
  await context.queue.schedule('sweepFiles', '45 3 * * *', {});
  await context.queue.schedule('reviewDockets', '15 4 * * *', {});
  await context.queue.add('sweepRuns', {});
  await context.queue.add('sweepImports', {});
  await context.queue.add('sweepPlacements', {});
  await context.queue.add('reviewDockets', {}); // where a crash came between a run and its reviews
}
