import { createRunRepository } from '../db/repositories/runs.ts';
import type { ServerContext } from './context.ts';
import { createRunService } from './modules/runs/service.ts';

const pollMs = 50;

/**
 * The two runs a demo city opens with, one a year, oldest first, so that the second has something to be compared with. They go through the same door as any
 * other run; those already made are not made again.
 */
export async function ensureFirstRuns(context: ServerContext, years: readonly number[]): Promise<void> {
  const service = createRunService(context);
  const runs = createRunRepository(context.db);
  for (const asOfYear of years) {
    const { items } = await runs.page({}, { limit: 200 });
    const existing = items.find((row) => row.asOfYear === asOfYear && row.status !== 'failed' && row.status !== 'cancelled');
    const id = existing?.id ?? (await service.start({ role: 'administrator', organisationId: null, actor: 'demo' }, { asOfYear }, 'first-start')).id;
    for (;;) {
      const { status, error } = await service.find(id);
      if (status === 'succeeded') break;
      if (status === 'failed' || status === 'cancelled') throw new Error(`the first run as of ${asOfYear} ${status}: ${error ?? 'no reason given'}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}
