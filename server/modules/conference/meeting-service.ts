import type { Principal } from '../../../db/repositories/access.ts';
import { createAgendaRepository } from '../../../db/repositories/agendas.ts';
import { createConferenceMemberRepository } from '../../../db/repositories/conference-members.ts';
import { createIssueRepository } from '../../../db/repositories/conference-issues.ts';
import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import { createMeetingRepository, type MeetingRow } from '../../../db/repositories/meetings.ts';
import type { Telling } from '../../../db/repositories/notifications.ts';
import { minimumYear } from '../../../schemas/common.ts';
import type { AttendanceInput } from '../../../schemas/agendas.ts';
import type { MeetingChange, MeetingDetail, MeetingInput, MeetingMove } from '../../../schemas/conference.ts';
import { meetingWorkflow } from '../../../schemas/workflows/meeting.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createMeetingReader } from './reading.ts';
import { createRegion, current, doerOf, taken, type Doing } from './shared.ts';

const told = ({ kind, year, number, state, quorum, decisionRule }: MeetingRow) => ({ kind, year, number, state, quorum, decisionRule });
/** While its agenda is made and it sits, a meeting can be changed; afterwards its minutes stand. */
const open = ['planned', 'convened', 'held'] as const satisfies readonly MeetingRow['state'][];

/** A moment may be well-formed and none: the sixtieth second of a minute. */
function momentOf(text: string): Date {
  const when = new Date(text);
  const year = Number.isNaN(+when) ? 0 : when.getUTCFullYear();
  if (year < minimumYear || year > 2100) throw invalidField('/plannedAt', '须为 2000 至 2100 年间的时间', 'must be a moment between 2000 and 2100');
  return when;
}

/** Meetings of the joint conference: planned, convened, held, minuted, distributed. */
export function createMeetingService(context: ServerContext) {
  const { db, clock, newId } = context;
  const meetings = createMeetingRepository(db);
  const parts = createMeetingPartRepository(db);
  const agendas = createAgendaRepository(db);
  const issues = createIssueRepository(db);
  const members = createConferenceMemberRepository(db);
  const region = createRegion(context);
  const reader = createMeetingReader(context);
  const record = createRecorder(context);

  async function again(id: string, by: Doing): Promise<MeetingDetail> {
    return reader.get(by.principal, id);
  }
  function mustBeOpen(row: MeetingRow, states: readonly MeetingRow['state'][]): void {
    if (states.includes(row.state)) return;
    const { zh, en } = meetingWorkflow.states[row.state];
    throw new ApiError('conflict', { zh: `此会议为「${zh}」，不能再作此更改`, en: `The meeting is "${en}": this cannot be changed any more` });
  }
  /** What has to be so before a step is taken. */
  async function checkStep(row: MeetingRow, event: MeetingMove['event']): Promise<void> {
    const refuse = (zh: string, en: string) => new ApiError('conflict', { zh, en });
    const agenda = await parts.agenda(row.id);
    if (event === 'convene' && agenda.length === 0) throw refuse('议程为空，不能发出通知', 'The agenda is empty: the meeting cannot be convened');
    if (event === 'hold' && (await parts.attendance(row.id)).length === 0)
      throw refuse('尚未登记出席情况，不能召开', 'Nobody has been noted as present: the meeting cannot be held');
    const waiting = agenda.filter(({ item }) => item.outcome === null).length;
    if (event === 'minute' && waiting > 0)
      throw refuse(`还有 ${waiting} 项议程没有结论，请先记录或移出议程`, `${waiting} items of the agenda have no outcome: record it, or take them off`);
  }
  /** Who carries out what is told so when the minutes go out: before, they could not read it. */
  async function assigned(row: MeetingRow): Promise<Telling[]> {
    const agenda = await parts.agenda(row.id);
    const numbers = new Map(agenda.flatMap(({ resolution }) => (resolution ? [[resolution.id, resolution.number] as const] : [])));
    return (await parts.units([...numbers.keys()])).flatMap(({ resolutionId, organisationId }) =>
      organisationId === null
        ? []
        : [{ to: { organisationId }, kind: 'resolution_assigned', values: { number: numbers.get(resolutionId) ?? '' }, about: ['resolution', resolutionId] }],
    );
  }
  async function effectsOf(row: MeetingRow, event: MeetingMove['event'], at: Date) {
    const units = await members.units(row.regionCode, dayOf(row.plannedAt));
    const organisations = [...new Set(units.flatMap(({ organisationId }) => organisationId ?? []))];
    const tell = (kind: Telling['kind']): Telling[] =>
      organisations.map((organisationId) => ({ to: { organisationId }, kind, values: { year: row.year, number: row.number } }));
    if (event === 'convene') return { tell: tell('meeting_convened') };
    if (event === 'distribute')
      return {
        tell: [...tell('minutes_distributed'), ...(await assigned(row))],
        recipients: units.map(({ unit, organisationId }) => ({ meetingId: row.id, unit, organisationId, at })),
      };
    if (event !== 'cancel' || row.kind === 'liaison') return {};
    const freed = [];
    for (const { item, docketVersion } of await parts.agenda(row.id)) {
      const issue = item.issueId === null ? undefined : await issues.find(item.issueId);
      freed.push({
        ...(item.docketId === null || docketVersion === null ? {} : { docket: { id: item.docketId, version: docketVersion } }),
        ...(issue ? { issue: { id: issue.id, version: issue.version } } : {}),
      });
    }
    return { freed };
  }

  return {
    async add(input: MeetingInput, by: Doing): Promise<MeetingDetail> {
      const { kind, title, plannedAt, place, quorum, decisionRule, preparesId } = input;
      if (preparesId !== undefined && kind !== 'liaison') throw invalidField('/preparesId', '只有联络员会议为另一次会议做准备', 'is for liaison meetings only');
      const prepared = preparesId === undefined ? undefined : await meetings.find(preparesId);
      if (preparesId !== undefined && (!prepared || prepared.kind === 'liaison'))
        throw invalidField('/preparesId', '没有此会议，或它本身是联络员会议', 'names no meeting, or a liaison meeting');
      const [id, now, when] = [newId(), clock(), momentOf(plannedAt)];
      const row = {
        ...{ id, regionCode: await region(), year: Number(dayOf(when).slice(0, 4)), kind, title: title.trim(), plannedAt: when, place: place.trim() },
        ...{ quorum: quorum ?? null, decisionRule, preparesId: preparesId ?? null, summary: null, state: meetingWorkflow.initial, version: 1 },
        ...{ simulated: false, createdBy: by.principal.actor, createdAt: now, changedAt: now },
      };
      await meetings.add(row, record(doerOf(by), now, 'create', ['meeting', id], told({ ...row, number: 0 })));
      return again(id, by);
    },
    async change(id: string, { title, plannedAt, place, quorum, decisionRule, summary }: MeetingChange, by: Doing) {
      const row = current(await reader.visible(by.principal, id), by);
      mustBeOpen(row, open);
      const now = clock();
      const when = momentOf(plannedAt);
      if (dayOf(when).slice(0, 4) !== String(row.year))
        throw invalidField('/plannedAt', `会议编号属于 ${row.year} 年，日期须在该年内`, `must be in ${row.year}, the year of the meeting's number`);
      const set = { title: title.trim(), plannedAt: when, place: place.trim(), quorum: quorum ?? null, decisionRule, summary: summary?.trim() ?? null };
      const audit = record(doerOf(by), now, 'update', ['meeting', id], told({ ...row, ...set }), told(row));
      taken(await meetings.change(row, open, { ...set, changedAt: now }, audit));
      return again(id, by);
    },
    /** A meeting there are minutes of. */
    async minuted(principal: Principal, id: string): Promise<MeetingDetail> {
      const meeting = await reader.get(principal, id);
      if (!['held', 'minuted', 'distributed'].includes(meeting.state))
        throw new ApiError('conflict', { zh: '会议尚未召开，没有纪要', en: 'The meeting has not been held: there are no minutes' });
      return meeting;
    },
    async attend(id: string, { members: noted }: AttendanceInput, by: Doing) {
      const row = current(await reader.visible(by.principal, id), by);
      mustBeOpen(row, ['convened', 'held']);
      const { expected } = await reader.roll(row);
      const known = new Set(expected.map((member) => member.id));
      const seen = new Set<string>();
      for (const [place, { memberId, state, by: person }] of noted.entries()) {
        if (!known.has(memberId)) throw invalidField(`/members/${place}/memberId`, '此席位不参加本次会议', 'has no seat in this meeting');
        if (seen.has(memberId)) throw invalidField(`/members/${place}/memberId`, '此席位重复', 'is named twice');
        if (state === 'represented' && (person ?? '').trim() === '')
          throw invalidField(`/members/${place}/by`, '委派他人出席须写明代表的职务', 'is needed where somebody came in their place');
        seen.add(memberId);
      }
      const decided = (await parts.agenda(id)).some(({ item }) => item.votesFor !== null);
      if (decided)
        throw new ApiError('conflict', { zh: '已有表决结果，出席情况不能再改', en: 'There are votes already: who was present cannot be changed any more' });
      const now = clock();
      const rows = noted.map(({ memberId, state, by: person }) => ({
        meetingId: id,
        memberId,
        state,
        by: state === 'represented' ? (person?.trim() ?? null) : null,
      }));
      const counts = Object.fromEntries([...Map.groupBy(noted, ({ state }) => state)].map(([state, some]) => [state, some.length]));
      taken(await meetings.attend(row, ['convened', 'held'], rows, now, record(doerOf(by), now, 'attendance', ['meeting', id], counts)));
      return again(id, by);
    },
    async move(id: string, { event, reason }: MeetingMove, by: Doing) {
      const row = current(await reader.visible(by.principal, id), by);
      const move = nextMove(meetingWorkflow, row.state, { event, by: by.principal.role, reason });
      await checkStep(row, event);
      const now = clock();
      const { tell = [], ...effects } = await effectsOf(row, event, now);
      const step = {
        ...{ workflow: meetingWorkflow.name, id, version: row.version, move, from: row.state, set: { changedAt: now }, at: now },
        ...{ actor: by.principal.actor, moveId: newId(), reason: reason?.trim() ?? null },
      };
      const audit = { ...record(doerOf(by), now, event, ['meeting', id], { state: move.to }, { state: row.state }), tell };
      taken(await agendas.move(step, effects, { at: now, actor: by.principal.actor, newId }, audit));
      return again(id, by);
    },
  };
}
