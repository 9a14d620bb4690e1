import { createAgendaRepository, type Subjects } from '../../../db/repositories/agendas.ts';
import { createIssueRepository } from '../../../db/repositories/conference-issues.ts';
import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import { createMeetingRepository, type AgendaRow, type MeetingRow } from '../../../db/repositories/meetings.ts';
import { mostItems } from '../../../schemas/conference-words.ts';
import type { AgendaItemChange, AgendaItemInput } from '../../../schemas/agendas.ts';
import type { MeetingDetail } from '../../../schemas/conference.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import { issueWorkflow } from '../../../schemas/workflows/issue.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createMeetingReader } from './reading.ts';
import { current, doerOf, taken, type Doing } from './shared.ts';

/** Agendas of meetings. What a liaison meeting discusses is not held by it: it goes on to the meeting that was prepared. */
export function createAgendaService(context: ServerContext) {
  const { db, clock, newId } = context;
  const meetings = createMeetingRepository(db);
  const parts = createMeetingPartRepository(db);
  const agendas = createAgendaRepository(db);
  const issues = createIssueRepository(db);
  const reader = createMeetingReader(context);
  const record = createRecorder(context);
  const doingOf = ({ principal: { actor } }: Doing, at: Date) => ({ at, actor, newId });
  const missing = () => notFound({ zh: '此议程', en: 'This item of the agenda' });

  function mustTakeItems(row: MeetingRow): void {
    if (['planned', 'convened', 'held'].includes(row.state)) return;
    throw new ApiError('conflict', { zh: '纪要已成或会议已取消，议程不能再改', en: 'The minutes are made or the meeting is cancelled: its agenda stands' });
  }
  async function itemOf(meetingId: string, itemId: string) {
    const agenda = await parts.agenda(meetingId);
    const found = agenda.find(({ item }) => item.id === itemId);
    if (!found) throw missing();
    return { agenda, found };
  }
  /** What an item is about, if it may come onto an agenda now. */
  async function subjectsOf({ issueId, docketId }: AgendaItemInput, by: Doing, holds: boolean): Promise<Subjects & { readonly title?: string }> {
    if (issueId !== undefined && docketId !== undefined)
      throw invalidField('/issueId', '议程只对应一个议题或一份议题档案', 'an item is about an issue or a docket, not both');
    const { role } = by.principal;
    if (docketId !== undefined) {
      const found = await parts.docket(docketId);
      if (!found) throw invalidField('/docketId', '没有此议题档案', 'names no docket');
      const { id, version, year, number, state } = found.docket;
      if (holds) nextMove(docketWorkflow, state, { event: 'schedule', by: role });
      return { docket: { id, version }, title: `${year}-${String(number).padStart(3, '0')} ${found.majorName}` };
    }
    const issue = issueId === undefined ? undefined : await issues.find(issueId);
    if (issueId !== undefined && !issue) throw invalidField('/issueId', '没有此议题', 'names no issue');
    if (!issue) return {};
    if (holds) nextMove(issueWorkflow, issue.state, { event: 'schedule', by: role });
    return { issue: { id: issue.id, version: issue.version }, title: issue.title };
  }
  async function put(row: MeetingRow, input: AgendaItemInput, by: Doing): Promise<void> {
    mustTakeItems(row);
    const holds = row.kind !== 'liaison';
    const { title: known, ...subjects } = await subjectsOf(input, by, holds);
    const title = input.title?.trim() ?? known;
    if (title === undefined) throw invalidField('/title', '没有议题或议题档案的议程须有标题', 'is needed for an item that is neither an issue nor a docket');
    const agenda = await parts.agenda(row.id);
    if (agenda.length >= mostItems)
      throw new ApiError('conflict', { zh: `一次会议最多 ${mostItems} 项议程`, en: `An agenda holds at most ${mostItems} items` });
    const { issueId = null, docketId = null, reporter } = input;
    if (agenda.some(({ item }) => (issueId !== null && item.issueId === issueId) || (docketId !== null && item.docketId === docketId)))
      throw new ApiError('conflict', { zh: '此议题已在议程上', en: 'It is on the agenda already' });
    const [id, now] = [newId(), clock()];
    const item: AgendaRow = {
      ...{ id, meetingId: row.id, position: agenda.length + 1, title, issueId, docketId, reporter: reporter?.trim() ?? null, minutes: null, outcome: null },
      ...{ votesFor: null, votesAgainst: null, votesAbstained: null, decidedAt: null, resolutionId: null },
    };
    const audit = record(doerOf(by), now, 'item_added', ['meeting', row.id], { itemId: id, issueId, docketId });
    taken(await agendas.add(row, item, holds ? subjects : {}, doingOf(by, now), audit));
  }

  return {
    async add(meetingId: string, input: AgendaItemInput, by: Doing): Promise<MeetingDetail> {
      await put(current(await reader.visible(by.principal, meetingId), by), input, by);
      return reader.get(by.principal, meetingId);
    },
    /** Carries an item of a liaison meeting over to the meeting that it prepares; answers that meeting. */
    async forward(meetingId: string, itemId: string, by: Doing): Promise<MeetingDetail> {
      const row = current(await reader.visible(by.principal, meetingId), by);
      const { item } = (await itemOf(meetingId, itemId)).found;
      const target = row.preparesId === null ? undefined : await meetings.find(row.preparesId);
      if (!target)
        throw new ApiError('conflict', {
          zh: '此会议不为另一次会议做准备，议程不能提交',
          en: 'The meeting prepares no other: its items cannot be carried over',
        });
      const about = { ...(item.issueId === null ? {} : { issueId: item.issueId }), ...(item.docketId === null ? {} : { docketId: item.docketId }) };
      await put(target, { ...about, title: item.title, ...(item.reporter === null ? {} : { reporter: item.reporter }) }, by);
      return reader.get(by.principal, target.id);
    },
    async remove(meetingId: string, itemId: string, by: Doing): Promise<MeetingDetail> {
      const row = current(await reader.visible(by.principal, meetingId), by);
      const { agenda, found } = await itemOf(meetingId, itemId);
      mustTakeItems(row);
      const { item, docketVersion } = found;
      if (item.outcome !== null) throw new ApiError('conflict', { zh: '此议程已有结论，不能移出', en: 'The item has been decided: it cannot be taken off' });
      const now = clock();
      const issue = item.issueId === null ? undefined : await issues.find(item.issueId);
      const subjects: Subjects = {
        ...(item.docketId === null || docketVersion === null ? {} : { docket: { id: item.docketId, version: docketVersion } }),
        ...(issue ? { issue: { id: issue.id, version: issue.version } } : {}),
      };
      const audit = record(doerOf(by), now, 'item_removed', ['meeting', meetingId], undefined, {
        ...{ itemId, issueId: item.issueId, docketId: item.docketId, items: agenda.length },
      });
      taken(await agendas.remove(row, item, row.kind === 'liaison' ? {} : subjects, doingOf(by, now), audit));
      return reader.get(by.principal, meetingId);
    },
    async change(meetingId: string, itemId: string, { position, reporter, minutes }: AgendaItemChange, by: Doing): Promise<MeetingDetail> {
      const row = current(await reader.visible(by.principal, meetingId), by);
      const { agenda, found } = await itemOf(meetingId, itemId);
      mustTakeItems(row);
      const others = agenda.map(({ item }) => item).filter(({ id }) => id !== itemId);
      const order = others.toSpliced((position ?? agenda.indexOf(found) + 1) - 1, 0, found.item);
      const set = {
        ...(reporter === undefined ? {} : { reporter: reporter.trim() }),
        ...(minutes === undefined ? {} : { minutes: minutes.trim() === '' ? null : minutes.trim() }),
      };
      const changes = order
        .map((item, place) => ({ id: item.id, set: { ...(item.position === place + 1 ? {} : { position: place + 1 }), ...(item.id === itemId ? set : {}) } }))
        .filter((change) => Object.keys(change.set).length > 0);
      const now = clock();
      const audit = record(doerOf(by), now, 'item_changed', ['meeting', meetingId], { itemId, position: order.indexOf(found.item) + 1 });
      taken(await agendas.change(row, changes, doingOf(by, now), audit));
      return reader.get(by.principal, meetingId);
    },
  };
}
