import { createCooperationRepository, type CooperationRow, type MilestoneRow } from '../../../db/repositories/cooperations.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { Cooperation, CooperationMilestoneInput, CooperationStepInput, MilestoneCompletionInput } from '../../../schemas/cooperation.ts';
import { cooperationWorkflow } from '../../../schemas/workflows/cooperation.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, invalidFields, notFound } from '../../errors.ts';
import { checkVersion, stale } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import type { createCooperationService } from './cooperations.ts';
import { createCooperationFinder } from './find.ts';
import type { Doing } from './listings.ts';
import { actingSide, otherSide, sideIn, type Side } from './sides.ts';

const entity = 'cooperation';
const needed = (pointer: string, zh: string) => ({ pointer, zh: `须填写${zh}`, en: `${pointer.slice(1)} is required for this step` });

/** Columns that a step changes beside the state; what it needs and lacks is named field by field. */
function changesOf(
  row: CooperationRow,
  side: Side | null,
  { event, terms = '', capacity, fromOn, toOn, outcome, note }: CooperationStepInput,
  at: Date,
): Partial<CooperationRow> {
  if (event === 'invite') return { invitedBy: side ?? 'need' };
  if (event === 'propose') {
    const faults = [
      ...(terms.trim() === '' ? [needed('/terms', '协议要点')] : []),
      ...(fromOn === undefined ? [needed('/fromOn', '开始日期')] : []),
      ...(toOn === undefined ? [needed('/toOn', '结束日期')] : []),
      ...(fromOn !== undefined && toOn !== undefined && toOn < fromOn ? [{ pointer: '/toOn', zh: `不得早于开始日期 ${fromOn}`, en: `must not be before fromOn ${fromOn}` }] : []),
    ]; // prettier-ignore
    if (faults.length > 0 || fromOn === undefined || toOn === undefined) throw invalidFields(faults);
    return { terms: terms.trim(), agreedCapacity: capacity ?? null, agreedFrom: fromOn, agreedTo: toOn, proposedBy: side ?? 'need' };
  }
  if (event === 'confirm') return { agreedAt: at };
  if (event === 'revise') return { proposedBy: null };
  if (event === 'close') {
    if (outcome === undefined) throw invalidFields([needed('/outcome', '合作成效')]);
    return { outcome, outcomeNote: note?.trim() ?? null, over: row.id, overAt: at };
  }
  return event === 'decline' || event === 'end' ? { over: row.id, overAt: at } : {};
}

/** What the two sides do with a cooperation, and its milestones. */
export function createCooperationSteps(context: ServerContext, { one }: ReturnType<typeof createCooperationService>) {
  const { db, clock, newId } = context;
  const cooperations = createCooperationRepository(db);
  const moves = createStateMoveRepository(db);
  const record = createRecorder(context);
  const find = createCooperationFinder(context);

  /** A cooperation that the caller has a side in and has seen as it is. */
  async function own({ principal, seen }: Doing, id: string) {
    const { row } = await find.cooperation(principal, id);
    checkVersion(seen, row.version);
    return { row, side: sideIn(row, principal) };
  }
  /** One whose milestones are set: agreed or under way. */
  async function withMilestones(doing: Doing, id: string) {
    const { row } = await own(doing, id);
    if (row.state !== 'agreed' && row.state !== 'underway')
      throw new ApiError('conflict', { zh: '签约之后、完成之前才能设置和办理节点', en: 'Milestones are kept from the agreement to the close' });
    return row;
  }
  async function milestone(doing: Doing, milestoneId: string): Promise<readonly [CooperationRow, MilestoneRow]> {
    const missing = () => notFound({ zh: '此节点', en: 'This milestone' });
    const found = await cooperations.findMilestone(milestoneId);
    if (!found) throw missing();
    const visible = await find.cooperation(doing.principal, found.cooperationId).catch(() => undefined);
    if (!visible) throw missing();
    return [await withMilestones(doing, found.cooperationId), found];
  }

  return {
    async step(id: string, doing: Doing, input: CooperationStepInput): Promise<Cooperation> {
      const { principal, requestId } = doing;
      const { row, side } = await own(doing, id);
      const { event } = input;
      const move = nextMove(cooperationWorkflow, row.state, { event, by: principal.role, reason: input.reason });
      const acting = actingSide(row, event);
      if (principal.role !== 'administrator' && acting !== null && side !== acting)
        throw new ApiError('forbidden', { zh: `此步骤须由对方办理：${move.zh}`, en: `It is for the other side to ${move.en}` });
      const now = clock();
      const set = changesOf(row, acting ?? side, input, now);
      const reason = input.reason?.trim() ?? null;
      const step = { workflow: cooperationWorkflow.name, id, version: row.version, move, from: row.state, set: { ...set, changedAt: now }, at: now, actor: principal.actor, moveId: newId(), reason }; // prettier-ignore
      const { outcome = null } = set;
      const after = { state: move.to, ...(outcome === null ? {} : { outcome }) };
      const done = acting ?? side ?? 'need';
      const to = otherSide(done) === 'need' ? row.needOrganisationId : row.offerOrganisationId;
      const tell = [{ to: { organisationId: to }, kind: event === 'invite' ? ('cooperation_invited' as const) : ('cooperation_moved' as const), values: { pair: row.pair, state: move.to } }]; // prettier-ignore
      const audit = { ...record({ actor: principal.actor, requestId }, now, event, [entity, id], after, { state: row.state }), tell };
      const changed = event === 'confirm' ? await cooperations.confirm(step, row, audit) : await moves.move(db.schema.cooperations, step, audit);
      if (changed === 'full')
        throw new ApiError('conflict', {
          zh: '供需双方剩余规模不足以签订此协议，请退回协商后调整',
          en: 'There is not so much left of the need or the offer: send it back to talks',
        });
      if (!changed) throw stale();
      return one(principal, id);
    },
    async addMilestone(id: string, doing: Doing, { title, dueOn }: CooperationMilestoneInput): Promise<Cooperation> {
      const row = await withMilestones(doing, id);
      const [milestoneId, now] = [newId(), clock()];
      const audit = record({ actor: doing.principal.actor, requestId: doing.requestId }, now, 'create', ['cooperation_milestone', milestoneId], {
        cooperationId: id,
        dueOn,
      });
      const added = { id: milestoneId, cooperationId: id, title: title.trim(), dueOn, doneOn: null, note: null, createdAt: now };
      if (!(await cooperations.addMilestone(row, added, audit))) throw stale();
      return one(doing.principal, id);
    },
    async completeMilestone(milestoneId: string, doing: Doing, { doneOn, note }: MilestoneCompletionInput): Promise<Cooperation> {
      const [row, found] = await milestone(doing, milestoneId);
      const now = clock();
      if (doneOn > dayOf(now)) throw invalidField('/doneOn', '完成日期不得晚于今天', `must not be after today, ${dayOf(now)}`);
      if (found.doneOn !== null) throw new ApiError('conflict', { zh: '此节点已经完成', en: 'The milestone is done already' });
      const set = { doneOn, note: note?.trim() ?? null };
      const audit = record({ actor: doing.principal.actor, requestId: doing.requestId }, now, 'completed', ['cooperation_milestone', milestoneId], { doneOn });
      if (!(await cooperations.completeMilestone(row, milestoneId, set, now, audit))) throw stale();
      return one(doing.principal, row.id);
    },
    async removeMilestone(milestoneId: string, doing: Doing): Promise<Cooperation> {
      const [row, found] = await milestone(doing, milestoneId);
      if (found.doneOn !== null) throw new ApiError('conflict', { zh: '已完成的节点不能删除', en: 'A milestone that is done stays' });
      const now = clock();
      const { dueOn } = found;
      const audit = record({ actor: doing.principal.actor, requestId: doing.requestId }, now, 'delete', ['cooperation_milestone', milestoneId], undefined, {
        dueOn,
      });
      if (!(await cooperations.removeMilestone(row, milestoneId, now, audit))) throw stale();
      return one(doing.principal, row.id);
    },
  };
}
