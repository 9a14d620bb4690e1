import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retentionDays } from '../../db/repositories/personal-data.ts';
import type { Role } from '../../db/repositories/access.ts';
import type { Notification } from '../../schemas/notifications.ts';
import { createForgetHandler } from '../../workers/handlers/forget.ts';
import { silentLogger } from '../../workers/queue.ts';
import { addPerson, createClock, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addOrganisation } from '../support/callers.ts';
import { createRefusalCheck } from '../support/refusal.ts';

interface List {
  readonly items: readonly Notification[];
  readonly total?: number;
}
const { clock, advance } = createClock();
let api: TestApp;
let school: string;
let teacher: Browser;
let colleague: Browser;
let filing: string;
beforeAll(async () => {
  api = await buildTestApp({ clock });
  school = await addOrganisation(api, 'school');
  await addPerson(api, { login: 'teacher', role: 'school', organisationId: school, manager: true });
  await addPerson(api, { login: 'colleague', role: 'school', organisationId: school });
  [teacher, colleague] = [await signIn(api, 'teacher'), await signIn(api, 'colleague')];
  const { programmes } = api.db.schema;
  const [one] = await api.db.query.select().from(programmes);
  await api.db.query.insert(programmes).values({ ...one!, id: 'told-programme', schoolId: school, closedYear: null });
  const begun = await teacher.call('POST', '/filings', { kind: 'enrolment', year: api.t0 });
  filing = begun.json<{ id: string }>().id;
  // what is told of are steps; whether lines are sound is looked at elsewhere
  await api.db.query.update(api.db.schema.filings).set({ state: 'submitted' });
}, 240_000);
afterAll(() => api.close());

const told = (who: Browser, query = '') => who.get<List>(`/notifications?total=true${query}`);
const kindsOf = ({ items }: List) => items.map(({ kind }) => kind);
const decide = async (body: object) => (await api.call('POST', `/filings/${filing}/decision`, { as: 'planner', body })).statusCode;

describe('notifications', () => {
  it('tell the members of an organisation what became of its filing, newest first', async () => {
    expect(await decide({ decision: 'accept' })).toBe(200);
    advance(1_000);
    expect(await decide({ decision: 'return', reason: '张三填错了' })).toBe(200);
    const list = await told(teacher);
    expect([kindsOf(list), list.total]).toEqual([['filing_returned', 'filing_accepted'], 2]);
    expect(list.items[0]).toMatchObject({ entity: 'filing', entityId: filing, values: { filingKind: 'enrolment', year: api.t0 }, readAt: null });
    expect(JSON.stringify(list)).not.toContain('张三'); // the reason stands with the filing
    expect(kindsOf(await told(colleague))).toEqual(kindsOf(list));
    expect(kindsOf(await api.getJson<List>('/notifications', 'school'))).toEqual([]); // another school
  });
  it('leave no trace where the change was refused', async () => {
    expect(await decide({ decision: 'accept' })).toBe(409);
    expect((await told(teacher)).total).toBe(2);
  });
  it('are read by each person for themselves, once', async () => {
    const { id } = (await told(teacher)).items[0]!;
    const first = (await teacher.call('POST', `/notifications/${id}/read`)).json<Notification>();
    advance(60_000);
    const second = (await teacher.call('POST', `/notifications/${id}/read`)).json<Notification>();
    expect([first.id, first.readAt === null, second.readAt]).toEqual([id, false, first.readAt]);
    expect([(await told(teacher, '&unread=true&limit=1')).total, (await told(colleague, '&unread=true')).total]).toEqual([1, 2]);
  });
  it('are read all up to the newest that was seen', async () => {
    const [newest, older] = (await told(colleague)).items;
    const readAll = async (id: string) => (await colleague.call('POST', '/notifications/read', { newest: id })).json<{ read: number }>().read;
    expect([await readAll(older!.id), await readAll(newest!.id), await readAll(newest!.id)]).toEqual([1, 1, 0]);
    expect((await told(colleague, '&unread=true')).items).toEqual([]);
  });
  it('come in pages', async () => {
    const first = await teacher.get<List & { nextCursor: string }>('/notifications?limit=1');
    const second = await teacher.get<List & { nextCursor: null }>(`/notifications?limit=1&cursor=${first.nextCursor}`);
    expect([...kindsOf(first), ...kindsOf(second), second.nextCursor]).toEqual(['filing_returned', 'filing_accepted', null]);
  });
  it('tell nobody what they did, and administrators of a registration', async () => {
    const invited = await teacher.call('POST', '/invitations', { label: '李四', role: 'school' });
    expect(invited.statusCode).toBe(201);
    expect([kindsOf(await told(teacher, '&unread=true')), kindsOf(await told(colleague, '&unread=true'))]).toEqual([['filing_accepted'], ['member_invited']]);
    const { token } = invited.json<{ token: string }>();
    const joined = { token, login: 'li.si', displayName: '李四', password: 'four words in a row' };
    expect((await api.call('POST', '/invitations/acceptance', { body: joined })).statusCode).toBe(201);
    expect((await told(teacher)).items[0]).toMatchObject({ kind: 'invitation_accepted', values: { role: 'school' } });
    const pending = await addOrganisation(api, 'enterprise', 'pending');
    await addPerson(api, { login: 'owner', role: 'enterprise', organisationId: pending });
    const rejected = { as: 'administrator', body: { status: 'rejected', reason: '名称不符' }, headers: { 'if-match': '*' } } as const;
    expect((await api.call('POST', `/organisations/${pending}/verification`, rejected)).statusCode).toBe(200);
    expect(kindsOf(await told(await signIn(api, 'owner')))).toEqual(['organisation_rejected']); // readable while it is not verified
  });
  it('of a whole role begin when the organisation came', async () => {
    const { notifications, organisations } = api.db.schema;
    const late = await addOrganisation(api, 'enterprise');
    await api.db.query.update(organisations).set({ createdAt: clock() }).where(eq(organisations.id, late));
    const row = (id: string, after: number) => ({
      ...{ id, recipient: null, organisationId: null, role: 'enterprise' as const, kind: 'placement_opened' as const },
      ...{ entity: 'placement_round', entityId: id, values: {}, causedBy: 'demo', createdAt: new Date(clock().getTime() + after) },
    });
    await api.db.query.insert(notifications).values([row('told-before', -1_000), row('told-after', 1_000)]);
    await addPerson(api, { login: 'newcomer', role: 'enterprise', organisationId: late });
    const newcomer = await signIn(api, 'newcomer');
    expect((await told(newcomer)).items.map(({ entityId }) => entityId)).toEqual(['told-after']);
    expect((await newcomer.call('POST', '/notifications/told-before/read')).statusCode).toBe(404);
  });
  it.each<[string, string, Role, object | undefined, number, string[] | undefined]>([
    ['an id of nobody', '/notifications/none/read', 'school', undefined, 404, undefined],
    ['no newest', '/notifications/read', 'school', {}, 422, ['/newest']],
  ])('refuse %s', async (_what, path, as, body, status, pointers) => {
    const refused = await createRefusalCheck(api);
    await refused('POST', path, { as, ...(body ? { body } : {}) }, status, pointers);
  });
  it('are forgotten in time', async () => {
    const forget = createForgetHandler({ ...api.context, pool: undefined as never, logger: silentLogger });
    const once = () => forget({}, { signal: new AbortController().signal, attempt: 1, lastAttempt: true });
    await once();
    const { notifications, notificationReads } = api.db.schema;
    const stored = async () => [(await api.db.query.select().from(notifications)).length > 0, (await api.db.query.select().from(notificationReads)).length > 0];
    expect(await stored()).toEqual([true, true]);
    advance((retentionDays.notifications + 1) * 86_400_000);
    await once();
    expect(await stored()).toEqual([false, false]);
  });
});
