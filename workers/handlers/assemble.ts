import { createResultRepository } from '../../db/repositories/results.ts';
import type { createRunRepository } from '../../db/repositories/runs.ts';
import type { Telling } from '../../db/repositories/notifications.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import { warnOf } from './warn.ts';
import type { WorkerContext } from './context.ts';
import { evaluateEarlier } from './evaluate.ts';
import { snapshotOf } from './fit.ts';
import { cityRows, storedFits } from './result-rows.ts';
import { ruleRows } from './rule-rows.ts';
import { summarise } from './run-summary.ts';

type Claimed = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['claimTask']>>>;

/** Who started the run, and where it warns of something those who take note of it and the schools that offer the majors. */
function tellingOf(
  { requestedBy, asOfYear: year }: Claimed['run'],
  raised: number,
  schools: readonly { readonly school: string; readonly n: number }[],
): Telling[] {
  const done: Telling = { to: { actor: requestedBy }, kind: 'run_succeeded', values: { year } };
  if (raised === 0) return [done];
  const offices = (['planner', 'secretariat'] as const).map((role): Telling => ({ to: { role }, kind: 'alerts_raised', values: { n: raised, year } }));
  const own = schools.map(({ school, n }): Telling => ({ to: { organisationId: school, role: 'school' }, kind: 'alerts_raised', values: { n, year } }));
  return [done, ...offices, ...own];
}

/** Joint paths, gaps, bands and flags from the stored fits; stored with the end of the run in one transaction. */
export async function assemble(context: WorkerContext, { task, run }: Claimed, signal: AbortSignal): Promise<void> {
  const { db, queue, pool, clock, newId } = context;
  const results = createResultRepository(db);
  const content = await snapshotOf(context, run.snapshotHash);
  const snapshot = JSON.parse(content) as CitySnapshot;
  const fits = await results.fitsOf(run.id);
  const result = await pool.assemble({ snapshot: content, fits: storedFits(fits) }, signal);
  const { bases, ...rows } = cityRows(run, snapshot, fits.series, result);
  const summary = summarise(result, bases);
  const evaluations = await evaluateEarlier(db, run, snapshot, rows.series, clock());
  const alerts = await warnOf(context, run, snapshot, rows);
  const finished = await results.finish({
    ...{ taskId: task.id, attempt: task.attempts, runId: run.id, summary, simulated: snapshot.simulated, now: clock() },
    ...{ ...rows, ...ruleRows(run.id, result), evaluations, alerts },
    tellingOf: (raised, schools) => tellingOf(run, raised, schools),
    audit: {
      id: newId(),
      at: clock(),
      actor: 'worker',
      action: 'finish',
      entity: 'run',
      entityId: run.id,
      after: { status: 'succeeded', snapshotHash: run.snapshotHash, cells: summary.cells },
    },
  });
  if (finished) await queue.add('reviewDockets', {}).catch(() => undefined); // the night will
  if (finished) await queue.publish({ runId: run.id, event: 'done', done: run.total, total: run.total, stage: 'finished' });
}
