import { createPublicationRepository } from '../db/repositories/publications.ts';
import { createRunRepository } from '../db/repositories/runs.ts';
import type { ServerContext } from './context.ts';
import { createPublicationService } from './modules/publications/service.ts';

/** What the demo city opens its public page with: its newest run, marked as simulated. Once anything was published, withdrawn or not, nothing is added. */
export async function ensureFirstPublication(context: ServerContext): Promise<void> {
  const run = await createRunRepository(context.db).latest();
  if (!run?.simulated || (await createPublicationRepository(context.db).count()) > 0) return;
  const note = '演示城市：全部为模拟数据 · Demo city: all data are simulated';
  await createPublicationService(context).publish({ role: 'administrator', organisationId: null, actor: 'demo' }, { runId: run.id, note }, 'first-start');
}
