import { createPlanRepository, type PlanFilter, type PlanItemRow } from '../../../db/repositories/conference-work.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { PlanItem, PlanItemInput, PlanItemMove } from '../../../schemas/conference-work.ts';
import { planItemWorkflow } from '../../../schemas/workflows/plan-item.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createRegion, current, doerOf, goesOn, over, taken, type Doing } from './shared.ts';

export const presentPlanItem = ({ id, year, quarter, title, unit, state, version, simulated }: PlanItemRow): PlanItem => ({
  ...{ id, year, quarter, title, unit, state, version, simulated },
});
/** The yearly work plan of the conference. */
export function createPlanService(context: ServerContext) {
  const { db, clock, newId } = context;
  const plan = createPlanRepository(db);
  const moves = createStateMoveRepository(db);
  const region = createRegion(context);
  const record = createRecorder(context);
  async function find(id: string, by: Doing): Promise<PlanItemRow> {
    const row = await plan.find(id);
    if (!row) throw notFound({ zh: '此计划事项', en: 'This line of the plan' });
    return current(row, by);
  }
  return {
    async list(asked: Omit<PlanFilter, 'regionCode'>, query: PageQuery) {
      const filter = { ...asked, regionCode: await region() };
      const page = await plan.page(filter, toPageRequest(query, ['number', 'number', 'text']));
      return toList(page, query, presentPlanItem, () => plan.count(filter));
    },
    /** All of them, for files. */
    async rows(asked: Omit<PlanFilter, 'regionCode'>) {
      const filter = { ...asked, regionCode: await region() };
      return walk((page) => plan.page(filter, page), presentPlanItem);
    },
    async add({ year, quarter, title, unit }: PlanItemInput, by: Doing): Promise<PlanItem> {
      const [id, now] = [newId(), clock()];
      const row: PlanItemRow = {
        ...{ id, regionCode: await region(), year, quarter, title: title.trim(), unit: unit.trim(), state: planItemWorkflow.initial, version: 1 },
        ...{ simulated: false, createdBy: by.principal.actor, createdAt: now, changedAt: now },
      };
      await plan.add(row, record(doerOf(by), now, 'create', ['plan_item', id], { year, quarter }));
      return presentPlanItem(row);
    },
    async change(id: string, { year, quarter, title, unit }: PlanItemInput, by: Doing): Promise<PlanItem> {
      const row = await find(id, by);
      if (!goesOn(row)) throw over();
      const now = clock();
      const audit = record(doerOf(by), now, 'update', ['plan_item', id], { year, quarter }, { year: row.year, quarter: row.quarter });
      return presentPlanItem(taken(await plan.change(row, { year, quarter, title: title.trim(), unit: unit.trim(), changedAt: now }, audit)));
    },
    /** Takes out what was entered by mistake; what was begun stays on record and is dropped instead. */
    async remove(id: string, by: Doing): Promise<void> {
      const row = await find(id, by);
      if (row.state !== planItemWorkflow.initial)
        throw new ApiError('conflict', { zh: '此事项已启动，不能删除；如不再办理，请取消', en: 'It was begun and cannot be removed: drop it instead' });
      const { year, quarter, state } = row;
      taken(await plan.remove(row, record(doerOf(by), clock(), 'delete', ['plan_item', id], undefined, { year, quarter, state })));
    },
    async move(id: string, { event, reason }: PlanItemMove, by: Doing): Promise<PlanItem> {
      const row = await find(id, by);
      const move = nextMove(planItemWorkflow, row.state, { event, by: by.principal.role, reason });
      const now = clock();
      const step = {
        ...{ workflow: planItemWorkflow.name, id, version: row.version, move, from: row.state, set: { changedAt: now }, at: now },
        ...{ actor: by.principal.actor, moveId: newId(), reason: reason?.trim() ?? null },
      };
      const audit = record(doerOf(by), now, event, ['plan_item', id], { state: move.to }, { state: row.state });
      return presentPlanItem(taken(await moves.move(db.schema.planItems, step, audit)));
    },
  };
}
