import { createIssueRepository } from '../../../db/repositories/conference-issues.ts';
import { storeDecision, type Decision, type ResolutionRow } from '../../../db/repositories/meeting-decisions.ts';
import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import type { MeetingRow } from '../../../db/repositories/meetings.ts';
import type { MeetingDetail } from '../../../schemas/conference.ts';
import type { ItemDecisionInput } from '../../../schemas/resolutions.ts';
import { resolutionWorkflow } from '../../../schemas/workflows/resolution.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, invalidFields, notFound } from '../../errors.ts';
import { createRecorder } from '../../recording.ts';
import { createAmendment } from './measures.ts';
import { numberOf } from './present.ts';
import { createMeetingReader } from './reading.ts';
import { current, doerOf, taken, type Doing } from './shared.ts';
import { voteFaults } from './voting.ts';

/** Decisions of a meeting on the items of its agenda, and all that follows from them. */
export function createDecisionService(context: ServerContext) {
  const { db, clock, newId } = context;
  const parts = createMeetingPartRepository(db);
  const issues = createIssueRepository(db);
  const reader = createMeetingReader(context);
  const measuresOf = createAmendment(context);
  const record = createRecorder(context);
  const conflict = (zh: string, en: string) => new ApiError('conflict', { zh, en });

  async function unitsOf({ units = [] }: ItemDecisionInput) {
    const known = new Map((await parts.organisations(units.flatMap(({ organisationId }) => organisationId ?? []))).map((one) => [one.id, one]));
    const seen = new Set<string>();
    return units.map(({ unit, organisationId }, place) => {
      const name = unit.trim();
      if (organisationId !== undefined && !known.has(organisationId))
        throw invalidField(`/units/${place}/organisationId`, '没有此单位', 'names no organisation');
      if (seen.has(name)) throw invalidField(`/units/${place}/unit`, '责任单位重复', 'is named twice');
      seen.add(name);
      return { unit: name, organisationId: organisationId ?? null, leads: place === 0 };
    });
  }
  /** What may be decided at all: in a meeting that sits, with enough seats taken, on an item that waits. */
  async function checkSitting(row: MeetingRow, { outcome }: ItemDecisionInput): Promise<number> {
    if (row.state !== 'held')
      throw conflict('会议召开后、纪要完成前方可记录结论', 'Outcomes are recorded once the meeting is held, until its minutes are made');
    if (row.kind === 'liaison' && outcome !== 'note')
      throw conflict('联络员会议只作讨论，不作决议', 'Liaison meetings discuss and resolve nothing: note the item, or carry it over');
    const { present, quorate } = await reader.roll(row);
    if (quorate === false && outcome !== 'note')
      throw conflict(
        `到会 ${present} 席，不足法定 ${row.quorum ?? 0} 席，不能作出决议`,
        `${present} seats are taken, ${row.quorum ?? 0} are needed to decide anything`,
      );
    return present;
  }

  return {
    async decide(meetingId: string, itemId: string, input: ItemDecisionInput, by: Doing): Promise<MeetingDetail> {
      const row = current(await reader.visible(by.principal, meetingId), by);
      const agenda = await parts.agenda(meetingId);
      const found = agenda.find(({ item }) => item.id === itemId);
      if (!found) throw notFound({ zh: '此议程', en: 'This item of the agenda' });
      const { item, docketVersion } = found;
      if (item.outcome !== null) throw conflict('此议程已有结论', 'The item has been decided already');
      const present = await checkSitting(row, input);
      const { outcome, text, votes, dueOn, reviewOn, needsApproval = false } = input;
      if (outcome === 'note' && item.docketId !== null && row.kind !== 'liaison')
        throw invalidField('/outcome', '议题档案须议决或缓议', 'must decide a docket, or defer it');
      if (outcome !== 'note' && (text ?? '').trim() === '') throw invalidField('/text', '议定事项须有内容', 'is needed for a resolution');
      const faults = voteFaults(input, { rule: row.decisionRule, present });
      if (faults.length > 0) throw invalidFields(faults);
      const decidedOn = dayOf(row.plannedAt);
      for (const [name, day] of [
        ['dueOn', dueOn],
        ['reviewOn', reviewOn],
      ] as const)
        // prettier-ignore
        if (day !== undefined && day < decidedOn) throw invalidField(`/${name}`, `不能早于会议日期 ${decidedOn}`, `must not come before the meeting, ${decidedOn}`);
      const [now, { actor }] = [clock(), by.principal];
      const doing = { at: now, actor, newId };
      const shared = { regionCode: row.regionCode, simulated: row.simulated, createdBy: actor, createdAt: now };
      const set = {
        ...{ outcome, decidedAt: now, ...(votes ? { votesFor: votes.for, votesAgainst: votes.against, votesAbstained: votes.abstained } : {}) },
      };
      const issue = item.issueId === null || row.kind === 'liaison' ? undefined : await issues.find(item.issueId);
      const base = { meeting: row, itemId, doing, ...(issue ? { issue: { id: issue.id, version: issue.version } } : {}) };
      if (outcome === 'note') {
        const audit = record(doerOf(by), now, 'decide', ['meeting', meetingId], { itemId, outcome });
        return presented(taken(await storeDecision(db, { ...base, set, units: [], audit })).id, by);
      }
      const taker = await unitsOf(input);
      const measures = await measuresOf(item.docketId, input);
      const place = agenda.filter((one) => one.item.resolutionId !== null).length + 1;
      const [id, number] = [newId(), `${numberOf(row)}-${String(place).padStart(2, '0')}`];
      const said = (text ?? '').trim();
      const resolution: ResolutionRow = {
        ...{ id, number, meetingId, itemId, docketId: item.docketId, outcome, title: item.title, text: said, decidedOn },
        ...{ dueOn: dueOn ?? null, reviewOn: reviewOn ?? null, authority: null, submittedOn: null, documentNumber: null, answeredOn: null, answerNumber: null },
        ...{ ...shared, state: needsApproval ? resolutionWorkflow.initial : taker.length === 0 ? 'closed' : 'open', version: 1, changedAt: now },
      };
      const after = { itemId, outcome, number, docketId: item.docketId, state: resolution.state, units: taker.length, dueOn: resolution.dueOn };
      const decision: Decision = {
        ...{ ...base, set: { ...set, resolutionId: id }, resolution, units: taker.map((unit) => ({ resolutionId: id, ...unit })) },
        ...(item.docketId === null || docketVersion === null
          ? {}
          : {
              docket: {
                ...{ docketId: item.docketId, version: docketVersion, resolutionId: id, resolutionNumber: number, outcome, decidedOn },
                ...{ reviewOn: reviewOn ?? null, ...doing, ...(measures ? { measures } : {}) },
              },
            }),
        ...(taker.length === 0 || dueOn === undefined
          ? {}
          : {
              task: {
                row: { ...shared, id: newId(), origin: 'resolution' as const, originId: id, title: item.title, content: said, dueOn },
                units: taker.map(({ unit, ...rest }) => ({ id: newId(), name: unit, ...rest })),
              },
            }),
        audit: record(doerOf(by), now, 'decide', ['meeting', meetingId], after),
      };
      return presented(taken(await storeDecision(db, decision)).id, by);
    },
  };
  function presented(id: string, by: Doing): Promise<MeetingDetail> {
    return reader.get(by.principal, id);
  }
}
