import type { Handlers } from '../catalog.ts';
import { createPlacementHandler, createPlacementSweep } from './close-placement.ts';
import type { WorkerContext } from './context.ts';
import { createCheckHandler } from './check-run.ts';
import { createForgetHandler } from './forget.ts';
import { createImportHandler, createImportSweep } from './import-sheet.ts';
import { createRunTaskHandler } from './run-task.ts';
import { createSweepHandler } from './sweep.ts';
import { createFileSweep } from './sweep-files.ts';

/** Every job's handler: leaving one out does not compile. */
export function createHandlers(context: WorkerContext): Handlers {
  return {
    runTask: createRunTaskHandler(context),
    checkRun: createCheckHandler(context),
    sweepRuns: createSweepHandler(context),
    importSheet: createImportHandler(context),
    sweepImports: createImportSweep(context),
    closePlacement: createPlacementHandler(context),
    sweepPlacements: createPlacementSweep(context),
    sweepFiles: createFileSweep(context),
    forgetPersonalData: createForgetHandler(context),
  };
}

/** Consumes jobs, sweeps every minute, and once at the start; forgets personal data and contents of files nothing points at every night. */
export async function startWorker(context: WorkerContext): Promise<void> {
  await context.queue.work(createHandlers(context));
  await context.queue.schedule('sweepRuns', '* * * * *', {});
  await context.queue.schedule('sweepImports', '* * * * *', {});
  await context.queue.schedule('sweepPlacements', '* * * * *', {});
  await context.queue.schedule('forgetPersonalData', '30 3 * * *', {});
  await context.queue.schedule('sweepFiles', '45 3 * * *', {});
  await context.queue.add('sweepRuns', {});
  await context.queue.add('sweepImports', {});
  await context.queue.add('sweepPlacements', {});
}
