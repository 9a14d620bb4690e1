import { eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Issue, type SeatChange } from '../../schemas/conference-work.ts';
import { AgendaItem, Attendance } from '../../schemas/agendas.ts';
import type { ConferenceMember, MeetingDetail } from '../../schemas/conference.ts';
import type { Adjustment } from '../../schemas/adjustments.ts';
import { Resolution } from '../../schemas/resolutions.ts';
import { buildTestApp, type Call, type TestApp } from '../support/app.ts';
import { addKey, addOrganisation } from '../support/callers.ts';
import { addDocket } from '../support/conference.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let programmeId: string;
/** A school with a seat, and one without. */
let [own, other]: Record<string, string>[] = [];
let schoolId: string;
let seats: string[];
const as = 'secretariat' as const;

beforeAll(async () => {
  api = await buildTestApp();
  const [programme] = (await api.db.query.select().from(api.db.schema.programmes)).filter(({ closedYear }) => closedYear === null);
  programmeId = programme!.id;
  schoolId = programme!.schoolId;
  own = await addKey(api, 'school', schoolId);
  other = await addKey(api, 'school', await addOrganisation(api, 'school'));
  const seat = { role: 'member', personTitle: '分管负责同志', validFrom: '2026-01-01' };
  const units = [{ unit: '市人民政府', role: 'convener', personTitle: '市长' }, { unit: '市财政局' }, { unit: '某学院', organisationId: schoolId }];
  seats = [];
  for (const unit of units) seats.push((await done<ConferenceMember>('POST', '/conference/members', { ...seat, ...unit })).id);
  await done('POST', '/conference/members', { ...seat, unit: '某银行', invited: true });
  await done('POST', '/conference/members', { ...seat, unit: '市财政局', role: 'liaison' });
}, 240_000);
afterAll(() => api.close());

async function done<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: object = {}, call: Call = { as }): Promise<T> {
  const response = await api.call(method, path, { ...call, ...(method === 'DELETE' ? {} : { body }) });
  expect([method, path, response.statusCode, response.body.slice(0, 300)]).toEqual([method, path, method === 'POST' ? response.statusCode : 200, response.body.slice(0, 300)]); // prettier-ignore
  expect(response.statusCode).toBeLessThan(300);
  return response.json<T>();
}
const plan = (more: object = {}) =>
  done<MeetingDetail>('POST', '/conference/meetings', {
    ...{ kind: 'regular', title: '例会', plannedAt: '2026-12-18T01:00:00Z', place: '三会议室', decisionRule: 'majority', quorum: 2, ...more },
  });
const attend = (id: string, states: readonly string[]) =>
  done<MeetingDetail>('PUT', `/conference/meetings/${id}/attendance`, {
    members: states.map((state, i) => ({ memberId: seats[i], state, ...(state === 'represented' ? { by: '副局长' } : {}) })),
  });
const step = (id: string, event: string, reason?: string) =>
  done<MeetingDetail>('POST', `/conference/meetings/${id}/moves`, { event, ...(reason === undefined ? {} : { reason }) });
const docketState = async (id: string) => {
  const { dockets } = api.db.schema;
  return (await api.db.query.select({ state: dockets.state }).from(dockets).where(eq(dockets.id, id)))[0]?.state;
};

describe('a meeting', () => {
  it('decides a docket: resolution, ledger and task come in one, and only with a quorum and votes that add up', async () => {
    const { id: docketId } = await addDocket(api, programmeId);
    const { id: early } = await addDocket(api, programmeId, 'opened');
    const meeting = await plan();
    expect([meeting.number.slice(0, 5), meeting.state]).toEqual(['2026-', 'planned']);
    expect(meeting.attendance.flatMap((one) => [...Compile(Attendance).Errors(one)])).toEqual([]);
    // who is to come: seats with and without a vote, no liaison officers
    expect(meeting.attendance.map(({ unit, votes }) => [unit, votes])).toEqual([['市人民政府', true], ['市财政局', true], ['某学院', true], ['某银行', false]]); // prettier-ignore
    const url = `/conference/meetings/${meeting.id}`;
    const refused = await createRefusalCheck(api);
    await refused('POST', `${url}/items`, { as, body: { docketId: early } }, 409);
    await refused('POST', `${url}/items`, { as, body: {} }, 422, ['/title']);
    await refused('POST', `${url}/items`, { as, body: { docketId: 'missing' } }, 422, ['/docketId']);
    await refused('POST', `${url}/moves`, { as, body: { event: 'convene' } }, 409);
    const listed = await done<MeetingDetail>('POST', `${url}/items`, { docketId, reporter: '市教育体育局' });
    expect(await docketState(docketId)).toBe('scheduled');
    const itemId = listed.items[0]!.id;
    await step(meeting.id, 'convene');
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/moves`, { as, body: { event: 'hold' } }, 409);
    await attend(meeting.id, ['present', 'absent', 'absent']);
    await step(meeting.id, 'hold');
    const decision = `${url}/items/${itemId}/decision`;
    const body = {
      ...{ outcome: 'approve', text: '同意压减招生', votes: { for: 3, against: 0, abstained: 0 }, dueOn: '2027-06-30', reviewOn: '2030-09-01' },
      units: [{ unit: '市教育体育局' }, { unit: '某学院', organisationId: schoolId }],
    };
    await (
      await createRefusalCheck(api)
    )('POST', decision, { as, body }, 409); // one seat of two
    await attend(meeting.id, ['present', 'represented', 'present']);
    const now = await createRefusalCheck(api);
    const bad = (change: object, ...pointers: string[]) => now('POST', decision, { as, body: { ...body, ...change } }, 422, pointers);
    await bad({ votes: { for: 2, against: 0, abstained: 0 } }, '/votes');
    await bad({ votes: { for: 1, against: 1, abstained: 1 } }, '/votes/for');
    await bad({ outcome: 'note', votes: undefined }, '/outcome');
    await bad({ dueOn: '2026-12-17' }, '/dueOn');
    await bad({ units: [{ unit: '甲', organisationId: 'missing' }] }, '/units/0/organisationId');
    await bad({ measures: [] }, '/measures');
    await bad({ outcome: 'amend' }, '/measures');
    await bad({ outcome: 'amend', measures: [{ schoolId: 'missing', change: 'reduce', fromYear: 2027 }] }, '/measures/0/schoolId');
    await now('POST', decision, { as: 'planner', body }, 403);
    await now('POST', decision, { as, body, headers: { 'if-match': '"v1"' } }, 412);
    const [first, second] = await Promise.all([api.call('POST', decision, { as, body }), api.call('POST', decision, { as, body })]);
    expect([first.statusCode, second.statusCode].sort()).toEqual([200, 409]);
    const { items } = await api.getJson<MeetingDetail>(url, 'planner');
    expect(items[0]).toMatchObject({ outcome: 'approve', votes: { for: 3, against: 0, abstained: 0 }, resolutionNumber: `${meeting.number}-01` });
    expect([[...Compile(AgendaItem).Errors(items[0])], items[0]!.units]).toEqual([[], ['市教育体育局', '某学院']]);
    expect(await docketState(docketId)).toBe('resolved');
    const { adjustments, tasks, auditEntries } = api.db.schema;
    const ledger = (await api.db.query.select().from(adjustments)).filter((line) => line.docketId === docketId);
    expect(ledger).toMatchObject([{ schoolId, change: 'reduce', seatsAfter: 40, resolutionNumber: `${meeting.number}-01`, decidedOn: '2026-12-18' }]);
    expect((await api.db.query.select().from(tasks)).filter(({ originId }) => originId === items[0]!.resolutionId)).toMatchObject([{ dueOn: '2027-06-30' }]);
    // the record holds ids and numbers, no text
    const records = JSON.stringify(await api.db.query.select().from(auditEntries).where(eq(auditEntries.entityId, meeting.id)));
    for (const word of ['同意压减', '副局长', '市教育体育局']) expect(records).not.toContain(word);
  });

  it('that the authority does not approve leaves nothing that counts: ledger answered, docket ended, task cancelled, in one', async () => {
    const { id: docketId } = await addDocket(api, programmeId);
    const meeting = await plan({ decisionRule: 'consensus' });
    const url = `/conference/meetings/${meeting.id}`;
    const { items } = await done<MeetingDetail>('POST', `${url}/items`, { docketId });
    await step(meeting.id, 'convene');
    await attend(meeting.id, ['present', 'present', 'present']);
    await step(meeting.id, 'hold');
    const units = [{ unit: '市教育体育局' }];
    await done('POST', `${url}/items/${items[0]!.id}/decision`, { outcome: 'approve', text: '同意', dueOn: '2027-06-30', units, needsApproval: true });
    const [resolution] = (await api.getJson<{ items: Resolution[] }>(`/resolutions?docketId=${docketId}`, as)).items;
    const moves = `/resolutions/${resolution!.id}/moves`;
    const lines = async () => (await api.getJson<{ items: Adjustment[] }>(`/adjustments?docketId=${docketId}`, as)).items;
    expect((await lines()).map(({ stands }) => stands)).toEqual([true]);
    await done('POST', moves, { event: 'submit', on: '2026-12-20', authority: '市政府' });
    const answer = { event: 'refuse', on: '2026-12-25', documentNumber: '〔2026〕31 号', reason: '条件不足' };
    const two = await Promise.all([api.call('POST', moves, { as, body: answer }), api.call('POST', moves, { as, body: answer })]);
    expect(two.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const [reversal, line] = await lines();
    expect([line, reversal]).toMatchObject([
      { stands: false, takenBackId: reversal!.id, takesBackId: null },
      { stands: false, takesBackId: line!.id, decidedOn: '2026-12-25', basis: `${resolution!.number} 未获批准（〔2026〕31 号）：条件不足`, seatsAfter: 40 },
    ]);
    expect(await docketState(docketId)).toBe('rejected');
    const { tasks, auditEntries } = api.db.schema;
    const given = (await api.db.query.select().from(tasks)).filter(({ originId }) => originId === resolution!.id);
    expect(given.map(({ state }) => state)).toEqual(['cancelled']);
    const record = (await api.db.query.select().from(auditEntries).where(eq(auditEntries.entityId, resolution!.id))).find(({ action }) => action === 'refuse');
    expect(record?.after).toEqual({ state: 'refused', docketId, lines: [line!.id], tasks: given.map(({ id }) => id) });
  });

  it('is read by a member once its minutes are distributed, without names of persons, and by nobody else outside', async () => {
    const meeting = await plan({ decisionRule: 'consensus' });
    const url = `/conference/meetings/${meeting.id}`;
    const { items } = await done<MeetingDetail>('POST', `${url}/items`, { title: '通报情况' });
    const second = (await done<MeetingDetail>('POST', `${url}/items`, { title: '听取汇报' })).items[1]!;
    const moved = await done<MeetingDetail>('PUT', `${url}/items/${second.id}`, { position: 1, minutes: '会议听取了汇报。' });
    expect(moved.items.map(({ title }) => title)).toEqual(['听取汇报', '通报情况']);
    await step(meeting.id, 'convene');
    await attend(meeting.id, ['present', 'present', 'present']);
    await step(meeting.id, 'hold');
    const against = { outcome: 'approve', text: '同意', votes: { for: 2, against: 1, abstained: 0 } };
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/items/${items[0]!.id}/decision`, { as, body: against }, 422, ['/votes/against']);
    await done('POST', `${url}/items/${items[0]!.id}/decision`, { outcome: 'approve', text: '同意', units: [{ unit: '某学院', organisationId: schoolId }] });
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/moves`, { as, body: { event: 'minute' } }, 409);
    await done('POST', `${url}/items/${second.id}/decision`, { outcome: 'note' });
    await step(meeting.id, 'minute');
    const [resolution] = (await api.getJson<{ items: Resolution[] }>(`/resolutions?meetingId=${meeting.id}`, as)).items;
    for (const path of [url, `/resolutions/${resolution!.id}`]) expect((await api.call('GET', path, { headers: own! })).statusCode).toBe(404);
    const sent = await step(meeting.id, 'distribute');
    const word = await api.call('GET', `${url}/minutes`, { headers: own! });
    expect([word.statusCode, word.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect((await api.call('GET', `${url}/minutes`, { headers: other! })).statusCode).toBe(404);
    expect(sent.recipients.map(({ unit }) => unit).sort()).toEqual(['市人民政府', '市财政局', '某学院', '某银行'].sort());
    const seen = await api.call('GET', url, { headers: own! });
    expect([seen.statusCode, seen.json<MeetingDetail>().items.length]).toEqual([200, 2]);
    for (const path of [url, `/resolutions/${resolution!.id}`]) {
      expect((await api.call('GET', path, { headers: own! })).statusCode).toBe(200);
      expect((await api.call('GET', path, { headers: other! })).statusCode).toBe(404);
    }
    expect((await api.call('GET', '/conference/meetings', { headers: other! })).json<{ items: object[] }>().items).toEqual([]);
    const { notifications } = api.db.schema;
    const told = await api.db.query.select().from(notifications).where(eq(notifications.organisationId, schoolId));
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['meeting_convened', 'minutes_distributed', 'resolution_assigned']));
  });

  it('lets go of its docket when it is cancelled, and one that is taken off can come again', async () => {
    const { id: docketId } = await addDocket(api, programmeId);
    const meeting = await plan();
    const url = `/conference/meetings/${meeting.id}`;
    const { items } = await done<MeetingDetail>('POST', `${url}/items`, { docketId });
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/items`, { as, body: { docketId } }, 409);
    expect((await api.call('DELETE', `${url}/items/${items[0]!.id}`, { as })).statusCode).toBe(428);
    await done('DELETE', `${url}/items/${items[0]!.id}`, {}, { as, headers: { 'if-match': '*' } });
    expect(await docketState(docketId)).toBe('assessed');
    await done('POST', `${url}/items`, { docketId });
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/moves`, { as, body: { event: 'cancel' } }, 422, ['/reason']);
    expect((await step(meeting.id, 'cancel', '时间冲突')).state).toBe('cancelled');
    expect(await docketState(docketId)).toBe('assessed');
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/items`, { as, body: { title: '再议' } }, 409);
  });
});

describe('a liaison meeting', () => {
  it('discusses an issue of a member and carries it over to the meeting it prepares', async () => {
    const refused = await createRefusalCheck(api);
    const body = { title: '增设专业', text: '本地用人增加' };
    await refused('POST', '/conference/issues', { headers: other!, body }, 403);
    await refused('POST', '/conference/issues', { as: 'planner', body: { ...body, unit: '无此单位' } }, 422, ['/unit']);
    const issue = await done<Issue>('POST', '/conference/issues', body, { headers: own! });
    expect([issue.unit, issue.state, [...Compile(Issue).Errors(issue)]]).toEqual(['某学院', 'proposed', []]);
    expect((await api.call('GET', `/conference/issues/${issue.id}`, { headers: other! })).statusCode).toBe(404);
    const regular = await plan();
    const liaison = await plan({ kind: 'liaison', preparesId: regular.id });
    expect(liaison.attendance.map(({ unit }) => unit)).toEqual(['市财政局']);
    const item = { as, body: { issueId: issue.id } };
    await (
      await createRefusalCheck(api)
    )('POST', `/conference/meetings/${regular.id}/items`, item, 409); // not accepted yet
    const { items } = await done<MeetingDetail>('POST', `/conference/meetings/${liaison.id}/items`, { issueId: issue.id });
    await (
      await createRefusalCheck(api)
    )('POST', `/conference/issues/${issue.id}/moves`, { headers: own!, body: { event: 'accept' } }, 403);
    await done('POST', `/conference/issues/${issue.id}/moves`, { event: 'accept' });
    const carried = await done<MeetingDetail>('POST', `/conference/meetings/${liaison.id}/items/${items[0]!.id}/forwarding`);
    expect([carried.id, carried.items.map(({ issueId }) => issueId)]).toEqual([regular.id, [issue.id]]);
    expect((await api.getJson<Issue>(`/conference/issues/${issue.id}`, 'planner')).state).toBe('scheduled');
  });
});

describe('a seat', () => {
  it('changes hands when the unit asks for it and the conference confirms', async () => {
    const asked = { memberId: seats[2], personTitle: '院长', fromOn: '2026-11-01', text: '工作变动' };
    await (
      await createRefusalCheck(api)
    )('POST', '/conference/member-changes', { headers: other!, body: asked }, 422, ['/memberId']);
    const { id } = await done<{ id: string }>('POST', '/conference/member-changes', asked, { headers: own! });
    await done('POST', `/conference/member-changes/${id}/moves`, { event: 'confirm' });
    const mine = await api.call('GET', '/conference/members', { headers: own! });
    expect(mine.json<{ items: ConferenceMember[] }>().items.map(({ personTitle, validFrom, validTo }) => [personTitle, validFrom, validTo])).toEqual([
      ['分管负责同志', '2026-01-01', '2026-10-31'],
      ['院长', '2026-11-01', null],
    ]);
    const past = await api.call('GET', '/conference/member-changes', { headers: own! });
    expect(past.json<{ items: SeatChange[] }>().items).toMatchObject([{ id, state: 'confirmed', reason: null, decidedAt: expect.any(String) as string }]);
    await (
      await createRefusalCheck(api)
    )('POST', `/conference/member-changes/${id}/moves`, { as, body: { event: 'confirm' } }, 409);
  });
  it('that ends on a planned day changes hands until then', async () => {
    const { conferenceMembers } = api.db.schema;
    const mine = async () => (await api.call('GET', '/conference/members', { headers: own! })).json<{ items: ConferenceMember[] }>().items;
    const head = (await mine()).find(({ personTitle }) => personTitle === '院长')!;
    await api.db.query.update(conferenceMembers).set({ validTo: '2027-12-31' }).where(eq(conferenceMembers.id, head.id));
    const asked = { memberId: head.id, personTitle: '副院长', fromOn: '2027-03-01', text: '分工调整' };
    const { id } = await done<{ id: string }>('POST', '/conference/member-changes', asked, { headers: own! });
    await done('POST', `/conference/member-changes/${id}/moves`, { event: 'confirm' });
    expect((await mine()).slice(-2).map(({ personTitle, validFrom, validTo }) => [personTitle, validFrom, validTo])).toEqual([
      ['院长', '2026-11-01', '2027-02-28'],
      ['副院长', '2027-03-01', '2027-12-31'],
    ]);
  });
});
