import type { Principal } from '../../../db/repositories/access.ts';
import { createRunCheckRepository, type CheckFilter, type CheckRow } from '../../../db/repositories/run-checks.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { parameterNames } from '../../../forecasting/labour/parameters.ts';
import type { RunAssumptions, RunCheck } from '../../../schemas/run-checks.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { runWords } from '../../words.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { assumptionsOf } from './assumptions.ts';
import { presentCheck } from './present-check.ts';
import { reliabilityOf } from './reliability.ts';

/** Questions about a finished run that take a worker: does it give the same again, and what does a parameter do to its flags. */
export function createRunCheckService({ db, queue, clock, newId, engineVersion }: ServerContext) {
  const checks = createRunCheckRepository(db);
  const runs = createRunRepository(db);

  async function succeeded(id: string) {
    const run = await runs.find(id);
    if (!run) throw notFound({ zh: '此预测批次', en: 'This run' });
    if (run.status === 'succeeded') return run;
    throw new ApiError('conflict', { zh: `批次没有结果（${runWords[run.status]}），无从核对`, en: `The run has no results (${run.status}) to check` });
  }
  /** One that waits or works is not asked for twice, and an effect is the same whenever the same engine looks. */
  const stands = ({ state, kind, engineVersion: by }: CheckRow) =>
    state === 'queued' || state === 'running' || (kind === 'effect' && state === 'succeeded' && by === engineVersion);
  async function ask(principal: Principal, runId: string, kind: CheckRow['kind'], parameter: string | null, requestId: string): Promise<RunCheck> {
    const run = await succeeded(runId);
    const newest = await checks.newest(run.id, kind, parameter);
    if (newest && stands(newest)) return presentCheck(newest);
    const now = clock();
    const row = {
      ...{ id: newId(), runId: run.id, kind, parameter, state: 'queued' as const, attempts: 0 },
      ...{ engineVersion, requestedBy: principal.actor, createdAt: now },
    };
    const stored = await checks.add(row, {
      ...{ id: newId(), at: now, actor: principal.actor, action: 'create', entity: 'run_check', entityId: row.id, requestId },
      after: { kind, runId: run.id, parameter },
    });
    await queue.add('checkRun', { checkId: row.id }).catch(() => undefined); // the sweep will
    return presentCheck(stored);
  }

  return {
    replay: (principal: Principal, runId: string, requestId: string) => ask(principal, runId, 'replay', null, requestId),
    async effect(principal: Principal, runId: string, parameter: string, requestId: string): Promise<RunCheck> {
      if (!parameterNames.some((name) => name === parameter)) throw invalidField('/parameter', '没有这个参数', 'is not a parameter');
      return ask(principal, runId, 'effect', parameter, requestId);
    },
    async list(filter: CheckFilter, query: PageQuery) {
      if (!(await runs.find(filter.runId))) throw notFound({ zh: '此预测批次', en: 'This run' });
      return toList(await checks.page(filter, toPageRequest(query, ['text'])), query, presentCheck, () => checks.count(filter));
    },
    async assumptions(runId: string): Promise<RunAssumptions> {
      return assumptionsOf({ db }, await succeeded(runId));
    },
    reliability: async (principal: Principal, runId: string) => reliabilityOf({ db }, principal, await succeeded(runId)),
  };
}
