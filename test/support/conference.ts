import { meetingWorkflow } from '../../schemas/workflows/meeting.ts';
import { clock, newId } from '../../server/runtime.ts';
import type { TestApp } from './app.ts';

/** A seat of an organisation in the conference, an issue it proposed, a meeting whose minutes it was sent, and a resolution that names it. */
export async function addConference(api: TestApp, organisationId: string, member = newId()) {
  const { conferenceMembers, conferenceMeetings, conferenceIssues, agendaItems, minutesRecipients, resolutions, resolutionUnits } = api.db.schema;
  const [meeting, planned, item, issue, resolution] = Array.from({ length: 5 }, newId) as [string, string, string, string, string];
  const at = clock();
  const made = { regionCode: '150600', version: 1, simulated: false, createdBy: 'test', createdAt: at };
  const unit = `成员单位 ${organisationId}`;
  const seat = { unit, organisationId, role: 'member' as const, personTitle: '副职', personName: null, leads: false, invited: false };
  await api.db.query.insert(conferenceMembers).values({ ...made, ...seat, id: member, validFrom: '2020-01-01', validTo: null });
  const meet = {
    kind: 'regular' as const,
    title: '例会',
    plannedAt: new Date('2099-03-01T01:00:00Z'),
    place: '会议室',
    decisionRule: 'consensus' as const,
    year: 2099,
    changedAt: at,
  };
  const number = (await api.db.query.select().from(conferenceMeetings)).length + 1;
  await api.db.query.insert(conferenceMeetings).values([
    { ...made, ...meet, id: meeting, number, state: 'distributed' },
    { ...made, ...meet, id: planned, number: number + 1, state: meetingWorkflow.initial },
  ]);
  await api.db.query.insert(agendaItems).values([
    { id: item, meetingId: planned, position: 1, title: '议程' },
    { id: newId(), meetingId: planned, position: 2, title: '第二项' },
  ]);
  await api.db.query.insert(minutesRecipients).values({ meetingId: meeting, unit, organisationId, at });
  await api.db.query
    .insert(conferenceIssues)
    .values({ ...made, id: issue, unit, organisationId, title: '议题', text: '缘由', state: 'proposed', changedAt: at });
  const resolved = {
    meetingId: meeting,
    itemId: newId(),
    outcome: 'approve' as const,
    title: '事项',
    text: '内容',
    decidedOn: '2026-01-05',
    dueOn: '2026-06-30',
  };
  await api.db.query.insert(resolutions).values({ ...made, ...resolved, id: resolution, number: `2099-${number}-01`, state: 'open', changedAt: at });
  await api.db.query.insert(resolutionUnits).values({ resolutionId: resolution, unit, organisationId, leads: true });
  return { member, meeting, planned, item, issue, resolution };
}
export type AddedConference = Awaited<ReturnType<typeof addConference>>;

/** A docket that waits for the conference, with one measure: places of a school's programme. */
export async function addDocket(api: TestApp, programmeId: string, state: 'assessed' | 'opened' = 'assessed'): Promise<{ id: string; schoolId: string }> {
  const { dockets, docketMeasures, programmes, majors } = api.db.schema;
  const [programme] = (await api.db.query.select().from(programmes)).filter(({ id }) => id === programmeId);
  const [major] = (await api.db.query.select().from(majors)).filter(({ code }) => code === programme?.majorCode);
  if (!programme || !major) throw new Error(`a docket needs a programme, got ${programmeId}`);
  const [id, at] = [newId(), clock()];
  const about = { regionCode: '150600', origin: 'flag' as const, runId: 'none', majorCode: major.code, level: major.level, flagClass: 'reduce' };
  const number = (await api.db.query.select().from(dockets)).length + 1;
  await api.db.query.insert(dockets).values({
    ...{ ...about, id, year: 2026, number, evidence: {}, evidenceHash: 'none', opinion: '同意压减', state, version: 1 },
    ...{ simulated: false, createdBy: 'test', createdAt: at, changedAt: at },
  });
  const measure = { change: 'reduce' as const, fromYear: 2027, seatsBefore: 80, seatsAfter: 40 };
  await api.db.query.insert(docketMeasures).values({ id: newId(), docketId: id, schoolId: programme.schoolId, programmeId, ...measure });
  return { id, schoolId: programme.schoolId };
}
