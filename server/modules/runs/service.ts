import {
  parameterDefinitions,
  parameterNames,
  resolveParameters,
  type ParameterDefinition,
  type ParameterProblem,
} from '../../../forecasting/labour/parameters.ts';
import { groupedParameters, groupValues } from '../../../forecasting/labour/group-parameters.ts';
import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createRunCheckRepository } from '../../../db/repositories/run-checks.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { Run, RunInput } from '../../../schemas/runs.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { ApiError, invalidField, notFound, pointerToken, type FieldError } from '../../errors.ts';
import { runWords } from '../../words.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { parameterTitle } from '../../parameter-titles.ts';
import { wordsOf } from './parameter-words.ts';

const mayBeGrouped = (name: string) => groupedParameters.some((one) => one === name);
const runNotFound = () => notFound({ zh: '此预测批次', en: 'This run' });

function parameterError(problem: ParameterProblem): FieldError {
  const pointer = `/parameters/${pointerToken(problem.kind === 'range' || problem.kind === 'integer' ? (problem.key ?? problem.name) : problem.name)}`;
  if (problem.kind === 'unknown') return { pointer, zh: '没有这个参数', en: 'is not a parameter' };
  const { minimum, maximum }: ParameterDefinition = parameterDefinitions[problem.name];
  if (problem.kind === 'integer') return { pointer, zh: '应为整数', en: 'must be a whole number' };
  if (problem.kind === 'order') {
    const { zh, en } = parameterDefinitions[problem.after];
    return { pointer, zh: `不得大于“${zh}”（${problem.after}）`, en: `must not exceed “${en}” (${problem.after})` };
  }
  return { pointer, zh: `应在 ${minimum} 与 ${maximum} 之间`, en: `must lie between ${minimum} and ${maximum}` };
}

export function createRunService({ db, queue, clock, newId, engineVersion }: ServerContext) {
  const runs = createRunRepository(db);
  const reports = createReportRepository(db);
  const installation = createInstallationRepository(db);
  const checks = createRunCheckRepository(db);
  const actors = createActorRepository(db);
  const catalogue = createCatalogueRepository(db);

  /** Rows as they are told: with the newest replay, and with names to those who plan. */
  async function presentAll(principal: Principal | undefined, rows: readonly RunRow[]): Promise<Map<string, Run>> {
    const names = principal && seesAll(principal) ? await actors.names(rows.map(({ requestedBy }) => requestedBy)) : new Map<string, string>();
    const replays = new Map((await checks.newestReplays(rows.map(({ id }) => id))).map((check) => [check.runId, check]));
    return new Map(rows.map((row) => [row.id, present(row, names.get(row.requestedBy) ?? null, replays.get(row.id))]));
  }
  const told = async (row: RunRow, principal?: Principal): Promise<Run> => (await presentAll(principal, [row])).get(row.id) ?? present(row, null, undefined);

  /** Groups without an occupation would be a typing error that nothing ever shows. */
  async function checkGroups(parameters: Readonly<Record<string, number>>): Promise<void> {
    const set = groupValues(parameters);
    const known = await catalogue.knownOccupationGroups([...new Set(set.map(({ group }) => group))]);
    const wrong = set.filter(({ group }) => !known.has(group));
    if (wrong.length === 0) return;
    throw new ApiError(
      'invalid',
      { zh: '请更正所列参数', en: 'Correct the parameters listed' },
      wrong.map(({ name, group }) => ({
        ...{ pointer: `/parameters/${pointerToken(`${name}:${group}`)}` },
        ...{ zh: `职业分类中没有中类 ${group}`, en: `names the occupation group ${group}, which the catalogue does not have` },
      })),
    );
  }

  return {
    parameters() {
      return parameterNames.map((name) => {
        const { default: value, minimum, maximum, unit, source, zh, en }: ParameterDefinition = parameterDefinitions[name];
        return {
          name,
          value,
          default: value,
          minimum,
          maximum,
          unit,
          source,
          title: { zh, en },
          words: wordsOf({ unit, source }),
          byGroup: mayBeGrouped(name),
        };
      });
    },
    /** Stores the run with its first task, then tells the queue; if that fails the sweep will. */
    async start(principal: Principal, input: RunInput, requestId: string): Promise<Run> {
      const newest = await reports.newestYear();
      if (newest === undefined) throw new ApiError('conflict', { zh: '还没有任何填报数据，无法预测', en: 'There are no reports yet to forecast from' });
      const asOfYear = input.asOfYear ?? newest;
      if (asOfYear > newest) throw invalidField('/asOfYear', `不得晚于最新填报年份 ${newest}`, `must be at most ${newest}, the newest reported year`);
      const { parameters, problems } = resolveParameters(input.parameters ?? {});
      if (problems.length > 0) throw new ApiError('invalid', { zh: '请更正所列参数', en: 'Correct the parameters listed' }, problems.map(parameterError));
      await checkGroups(parameters);
      const now = clock();
      const id = newId();
      const regionCode = await installation.region();
      const row = await runs.create(
        {
          ...{ id, regionCode, asOfYear, status: 'queued', stage: 'queued', done: 0, total: 1, parameters, engineVersion, simulated: false },
          ...{ requestedBy: principal.actor, createdAt: now },
        },
        { id: newId(), runId: id, kind: 'prepare', no: 0, from: 0, to: 0 },
        { id: newId(), at: now, actor: principal.actor, action: 'create', entity: 'run', entityId: id, after: { asOfYear, parameters }, requestId },
      );
      await queue
        .addMany(
          'runTask',
          (await runs.unfinishedTasks(now)).map((task) => ({ taskId: task.id })),
        )
        .catch(() => undefined);
      return told(row, principal);
    },
    async find(id: string, principal?: Principal): Promise<Run> {
      const row = await runs.find(id);
      if (!row) throw runNotFound();
      return told(row, principal);
    },
    async list(principal: Principal, status: Run['status'] | undefined, query: PageQuery) {
      const filter = status === undefined ? {} : { status };
      const page = await runs.page(filter, toPageRequest(query, ['text']));
      const all = await presentAll(principal, page.items);
      return toList(page, query, (row) => all.get(row.id) ?? present(row, null, undefined), () => runs.count(filter)); // prettier-ignore
    },
    async cancel(principal: Principal, id: string, requestId: string): Promise<Run> {
      const now = clock();
      const before = await runs.find(id);
      if (!before) throw runNotFound();
      const row = await runs.cancel(id, now, {
        ...{ id: newId(), at: now, actor: principal.actor, action: 'cancel', entity: 'run', entityId: id, requestId },
        before: { status: before.status },
        after: { status: 'cancelled' },
      });
      if (!row)
        throw new ApiError('conflict', {
          zh: `批次已结束（${runWords[before.status]}），不能取消`,
          en: `The run is over (${before.status}) and cannot be cancelled`,
        });
      await queue.publish({ runId: id, event: 'cancelled', done: row.done, total: row.total, stage: row.stage });
      return told(row, principal);
    },
  };
}

type RunRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;

type CheckRow = Awaited<ReturnType<ReturnType<typeof createRunCheckRepository>['newestReplays']>>[number];

/** Values that are not the defaults of today's table; parameters it does not know belong to an engine of another time. */
function changedParameters(values: Readonly<Record<string, number>>): Run['changedParameters'] {
  const changed = Object.entries(parameterDefinitions).flatMap(([name, { default: usual, zh, en }]) => {
    const value = values[name];
    return value === undefined || value === usual ? [] : [{ name, title: { zh, en }, value, default: usual }];
  });
  const groups = groupValues(values).map(({ name, group, value }) => ({ name: `${name}:${group}`, value, default: parameterDefinitions[name].default }));
  return [...changed, ...groups.map((row) => ({ ...row, title: parameterTitle(row.name) }))];
}

function present(row: RunRow, requestedByName: string | null, check: CheckRow | undefined): Run {
  const { createdAt, startedAt, finishedAt, ...rest } = row;
  const replay = check
    ? { state: check.state, equal: check.result && 'equal' in check.result ? check.result.equal : null, at: check.finishedAt?.toISOString() ?? null }
    : null;
  return {
    ...{ ...rest, changedParameters: changedParameters(rest.parameters), requestedByName, replay, createdAt: createdAt.toISOString() },
    ...{ startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null },
  };
}
