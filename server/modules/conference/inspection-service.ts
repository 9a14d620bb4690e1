import { createInspectionRepository, type InspectionFilter, type InspectionRow } from '../../../db/repositories/conference-work.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { Inspection, InspectionInput, InspectionMove } from '../../../schemas/conference-work.ts';
import { inspectionWorkflow } from '../../../schemas/workflows/inspection.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createRegion, current, doerOf, goesOn, over, taken, type Doing } from './shared.ts';

export const presentInspection = ({ id, title, startsOn, endsOn, units, places, findings, state, version, simulated }: InspectionRow): Inspection => ({
  ...{ id, title, startsOn, endsOn, units, places, findings, state, version, simulated },
});
/** Joint inspections 联合督导调研: planned, made by several units, concluded with what they found. */
export function createInspectionService(context: ServerContext) {
  const { db, clock, newId } = context;
  const inspections = createInspectionRepository(db);
  const moves = createStateMoveRepository(db);
  const region = createRegion(context);
  const record = createRecorder(context);
  async function find(id: string, by: Doing): Promise<InspectionRow> {
    const row = await inspections.find(id);
    if (!row) throw notFound({ zh: '此督导调研', en: 'This inspection' });
    return current(row, by);
  }
  function columns({ title, startsOn, endsOn, units, places, findings }: InspectionInput) {
    if (endsOn < startsOn) throw invalidField('/endsOn', `不能早于开始日期 ${startsOn}`, `must not come before the first day, ${startsOn}`);
    return {
      ...{ title: title.trim(), startsOn, endsOn, places: places.trim(), findings: findings?.trim() ?? null },
      units: [...new Set(units.map((unit) => unit.trim()))],
    };
  }
  const told = ({ startsOn, endsOn, units, state }: Pick<InspectionRow, 'startsOn' | 'endsOn' | 'units' | 'state'>) => ({
    startsOn,
    endsOn,
    units: units.length,
    state,
  });
  return {
    async list(asked: Omit<InspectionFilter, 'regionCode'>, query: PageQuery) {
      const filter = { ...asked, regionCode: await region() };
      const page = await inspections.page(filter, toPageRequest(query, ['text', 'text']));
      return toList(page, query, presentInspection, () => inspections.count(filter));
    },
    async add(input: InspectionInput, by: Doing): Promise<Inspection> {
      const [id, now] = [newId(), clock()];
      const row: InspectionRow = {
        ...{ id, regionCode: await region(), ...columns(input), state: inspectionWorkflow.initial, version: 1, simulated: false },
        ...{ createdBy: by.principal.actor, createdAt: now, changedAt: now },
      };
      await inspections.add(row, record(doerOf(by), now, 'create', ['inspection', id], told(row)));
      return presentInspection(row);
    },
    async change(id: string, input: InspectionInput, by: Doing): Promise<Inspection> {
      const row = await find(id, by);
      if (!goesOn(row)) throw over();
      const [set, now] = [columns(input), clock()];
      const audit = record(doerOf(by), now, 'update', ['inspection', id], told({ ...row, ...set }), told(row));
      return presentInspection(taken(await inspections.change(row, { ...set, changedAt: now }, audit)));
    },
    async move(id: string, { event, reason }: InspectionMove, by: Doing): Promise<Inspection> {
      const row = await find(id, by);
      const move = nextMove(inspectionWorkflow, row.state, { event, by: by.principal.role, reason });
      if (event === 'conclude' && row.findings === null)
        throw new ApiError('conflict', { zh: '尚未填写督导调研意见，不能结束', en: 'Nothing is written of what was found: it cannot be concluded' });
      const now = clock();
      const step = {
        ...{ workflow: inspectionWorkflow.name, id, version: row.version, move, from: row.state, set: { changedAt: now }, at: now },
        ...{ actor: by.principal.actor, moveId: newId(), reason: reason?.trim() ?? null },
      };
      const audit = record(doerOf(by), now, event, ['inspection', id], { state: move.to }, { state: row.state });
      return presentInspection(taken(await moves.move(db.schema.inspections, step, audit)));
    },
  };
}
