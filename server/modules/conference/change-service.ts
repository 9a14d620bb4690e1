import type { Principal } from '../../../db/repositories/access.ts';
import { createConferenceMemberRepository } from '../../../db/repositories/conference-members.ts';
import { createMeetingRepository } from '../../../db/repositories/meetings.ts';
import { createMemberChangeRepository, type MemberChangeRow } from '../../../db/repositories/member-changes.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { SeatChange, SeatChangeInput, SeatChangeMove } from '../../../schemas/conference-work.ts';
import { memberChangeWorkflow } from '../../../schemas/workflows/member-change.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createRegion, current, doerOf, ownOrganisation, seesAll, taken, written, type Doing } from './shared.ts';

type ShownChange = NonNullable<Awaited<ReturnType<ReturnType<typeof createMemberChangeRepository>['find']>>>;
const presentChange = ({ row, unit, decidedAt, reason }: ShownChange): SeatChange => {
  const { id, memberId, role, personTitle, personName, fromOn, text, meetingId, state, version, createdAt } = row;
  return {
    ...{ id, memberId, unit, role, personTitle, personName, fromOn, text, meetingId, state, decidedAt: decidedAt?.toISOString() ?? null, reason },
    ...{ version, createdAt: createdAt.toISOString() },
  };
};
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Changes of who sits in the conference: proposed by the unit whose seat it is, confirmed by the conference through its office. */
export function createMemberChangeService(context: ServerContext) {
  const { db, clock, newId } = context;
  const changes = createMemberChangeRepository(db);
  const members = createConferenceMemberRepository(db);
  const meetings = createMeetingRepository(db);
  const moves = createStateMoveRepository(db);
  const region = createRegion(context);
  const record = createRecorder(context);
  async function visible(principal: Principal, id: string) {
    const found = await changes.find(id);
    if (!found || (!seesAll(principal) && found.row.organisationId !== ownOrganisation(principal)))
      throw notFound({ zh: '此成员调整', en: 'This change of a member' });
    return found;
  }
  return {
    async list(principal: Principal, asked: { readonly state?: MemberChangeRow['state'] }, query: PageQuery) {
      const filter = { ...asked, regionCode: await region(), ...(seesAll(principal) ? {} : { organisationId: ownOrganisation(principal) }) };
      const page = await changes.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentChange, () => changes.count(filter));
    },
    async add({ memberId, personTitle, personName, fromOn, text }: SeatChangeInput, by: Doing): Promise<SeatChange> {
      const { principal } = by;
      const found = await members.find(memberId);
      const own = seesAll(principal) || found?.row.organisationId === ownOrganisation(principal);
      if (!found || !own) throw invalidField('/memberId', '贵单位没有此席位', 'names no seat of the organisation');
      const [id, now] = [newId(), clock()];
      if (found.row.validTo !== null && found.row.validTo < dayOf(now)) throw invalidField('/memberId', '此席位已结束', 'names a seat that has ended');
      if (fromOn <= found.row.validFrom) throw invalidField('/fromOn', `须晚于 ${found.row.validFrom}`, `must come after ${found.row.validFrom}`);
      const row: MemberChangeRow = {
        ...{ id, regionCode: found.row.regionCode, memberId, organisationId: found.row.organisationId, role: found.row.role },
        ...{ personTitle: personTitle.trim(), personName: written(personName), fromOn, text: text.trim(), meetingId: null },
        ...{ state: memberChangeWorkflow.initial, version: 1, createdBy: principal.actor, createdAt: now, changedAt: now },
      };
      await changes.add(row, record(doerOf(by), now, 'create', ['member_change', id], { memberId, role: row.role, fromOn }));
      return presentChange({ row, unit: found.row.unit, decidedAt: null, reason: null });
    },
    async move(id: string, { event, reason, meetingId }: SeatChangeMove, by: Doing): Promise<SeatChange> {
      const found = await visible(by.principal, id);
      const row = current(found.row, by);
      const move = nextMove(memberChangeWorkflow, row.state, { event, by: by.principal.role, reason });
      if (meetingId !== undefined && !(await meetings.find(meetingId))) throw invalidField('/meetingId', '没有此会议', 'names no meeting');
      const now = clock();
      const step = {
        ...{ workflow: memberChangeWorkflow.name, id, version: row.version, move, from: row.state, at: now },
        ...{ set: { changedAt: now, meetingId: meetingId ?? null }, actor: by.principal.actor, moveId: newId(), reason: reason?.trim() ?? null },
      };
      const audit = record(doerOf(by), now, event, ['member_change', id], { state: move.to, memberId: row.memberId }, { state: row.state });
      if (event === 'refuse') taken(await moves.move(db.schema.memberChanges, step, audit));
      else {
        const seat = (await members.find(row.memberId))?.row;
        if (!seat || (seat.validTo !== null && seat.validTo < row.fromOn) || row.fromOn <= seat.validFrom)
          throw new ApiError('conflict', { zh: '此席位已变更，请按现状重新提出', en: 'The seat has changed hands since: propose the change anew' });
        const fresh = {
          ...{ ...seat, id: newId(), personTitle: row.personTitle, personName: row.personName, validFrom: row.fromOn, validTo: seat.validTo },
          ...{ version: 1, simulated: false, createdBy: by.principal.actor, createdAt: now },
        };
        taken(await changes.confirm(step, seat, dayBefore(row.fromOn), fresh, audit));
      }
      return presentChange(await visible(by.principal, id));
    },
  };
}
