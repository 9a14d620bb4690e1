import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CalendarEntry, CalendarFeed, NewCalendarFeed } from '../../schemas/calendar.ts';
import { addDays, dayOf, endOf, startOf } from '../../schemas/days.ts';
import { calendarFile } from '../../server/modules/calendar/file.ts';
import { addPerson, createClock, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addOrganisation } from '../support/callers.ts';
import { createRefusalCheck } from '../support/refusal.ts';

interface List<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
const { clock } = createClock(new Date('2026-11-20T20:00:00Z')); // the next day already in the city
let api: TestApp;
let round: string;
let teacher: Browser;
let membershipId: string;
beforeAll(async () => {
  api = await buildTestApp({ clock });
  const { runs, publications } = api.db.schema;
  const at = clock();
  const both = { regionCode: '150600', asOfYear: 2025, engineVersion: 'test', simulated: true, createdAt: at };
  await api.db.query
    .insert(runs)
    .values({ ...both, id: 'run', status: 'succeeded', stage: 'finished', done: 1, total: 1, parameters: {}, requestedBy: 'test' });
  const rules = { fewestEnterprises: 5, smallestCell: 20, roundedTo: 10, figures: 0, digest: '', licence: 'CC-BY-4.0' as const, regionName: '鄂尔多斯市', runId: 'run', publishedBy: 'test', version: 1 }; // prettier-ignore
  await api.db.query.insert(publications).values([
    { ...both, ...rules, id: 'now', validFrom: at },
    { ...both, ...rules, id: 'ahead', validFrom: new Date('2026-12-31T16:00:00Z') },
    { ...both, ...rules, id: 'withdrawn', validFrom: at, withdrawnAt: at },
  ]);
  round = (await api.call('POST', '/placement/rounds', { as: 'planner', body: { name: '订单班, 一; 二', kind: 'order_class' } })).json<{ id: string }>().id;
  const school = await addOrganisation(api, 'school');
  ({ membershipId } = await addPerson(api, { login: 'teacher', role: 'school', organisationId: school }));
  teacher = await signIn(api, 'teacher');
  const { placementRounds } = api.db.schema;
  await api.db.query.update(placementRounds).set({ status: 'open', openedAt: clock() }).where(eq(placementRounds.id, round));
}, 240_000);
afterAll(() => api.close());

const seen = async (as: 'planner' | 'school' | 'secretariat', query: string) => {
  const { items } = await api.getJson<List<CalendarEntry>>(`/calendar?${query}`, as);
  return items.map(({ date, kind, id }) => [date, kind, id]);
};

describe('days of the city', () => {
  it('begin eight hours before those of UTC', () => {
    expect([dayOf(new Date('2026-11-20T15:59:59Z')), dayOf(new Date('2026-11-20T16:00:00Z'))]).toEqual(['2026-11-20', '2026-11-21']);
    expect([startOf('2026-11-21').toISOString(), endOf('2026-11-21').toISOString()]).toEqual(['2026-11-20T16:00:00.000Z', '2026-11-21T16:00:00.000Z']);
    expect([addDays('2026-02-28', 1), addDays('2028-03-01', -1)]).toEqual(['2026-03-01', '2028-02-29']);
  });
});

describe('the calendar', () => {
  it('shows what the modules know of, in order, to those who may know it', async () => {
    const [opened, now, ahead] = [
      ['2026-11-21', 'placement_opened', round],
      ['2026-11-21', 'publication', 'now'],
      ['2027-01-01', 'publication', 'ahead'],
    ];
    const counted = ['2026-12-31', 'internships_due', 'internships-2026'];
    expect(await seen('planner', 'from=2026-11-01&to=2027-01-31')).toEqual([opened, now, counted, ahead]);
    expect(await seen('school', 'from=2026-11-01&to=2027-01-31')).toEqual([opened, now]);
    expect([await seen('planner', 'from=2026-11-21&to=2026-11-21'), await seen('planner', 'from=2026-11-22&to=2026-12-31')]).toEqual([
      [opened, now],
      [counted],
    ]);
    const first = await api.getJson<List<CalendarEntry>>('/calendar?from=2026-11-01&to=2027-01-31&limit=2', 'planner');
    expect(await seen('planner', `from=2026-11-01&to=2027-01-31&cursor=${first.nextCursor!}`)).toEqual([counted, ahead]);
  });
  it('asks the office for the bulletins that are not made yet', async () => {
    const due = async () => (await seen('secretariat', 'from=2026-09-01&to=2026-12-31')).filter(([, kind]) => kind === 'bulletin_due');
    const all = ['monthly_dispatch-2026-11', 'monthly_dispatch-2026-12', 'quarterly_bulletin-2026-4', 'yearly_summary-2026-0'];
    expect((await due()).map(([date, , id]) => [date, id])).toEqual(all.map((id, i) => [i === 0 ? '2026-11-30' : '2026-12-31', id]));
    expect((await api.call('POST', '/bulletins', { as: 'secretariat', body: { kind: 'monthly_dispatch', year: 2026, period: 11 } })).statusCode).toBe(201);
    expect((await due()).map(([, , id]) => id)).toEqual(all.slice(1));
  });
  it('refuses days that are none, run backwards or span too much', async () => {
    const refused = await createRefusalCheck(api);
    await refused('GET', '/calendar?from=2026-02-30&to=2026-03-01', { as: 'planner' }, 422, ['/query/from']);
    await refused('GET', '/calendar?from=1999-01-01&to=2026-03-01', { as: 'planner' }, 422, ['/query/from']);
    await refused('GET', '/calendar?from=2026-03-02&to=2026-03-01', { as: 'planner' }, 422, ['/query/to']);
    await refused('GET', '/calendar?from=2026-03-02&to=2027-12-01', { as: 'planner' }, 422, ['/query/to']);
  });
  it('is a file that other programs read', async () => {
    const { headers, body } = await api.call('GET', '/calendar.ics', { as: 'planner', headers: { host: 'city.example' } });
    expect(headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="gongxu.ics"' });
    const lines = body.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(4);
    for (const line of ['BEGIN:VCALENDAR', 'VERSION:2.0', 'DTSTART;VALUE=DATE:20261121', 'DTSTART;VALUE=DATE:20270101', `UID:placement_opened.${round}@gongxu`])
      expect(lines).toContain(line);
    // commas and semicolons of a name do not end the field
    expect(lines).toContain('SUMMARY:双选开放：订单班\\, 一\\; 二');
    expect(body).toContain('http://city.example/#/placement');
    expect(body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
  it('has hours where something is held, in UTC', async () => {
    const startsAt = new Date('2026-12-01T01:00:00Z');
    const meeting = { id: 'm', kind: 'meeting', title: { zh: '联席会议', en: 'Meeting' }, date: '2026-12-01', startsAt, endsAt: new Date('2026-12-01T03:30:00Z'), place: '301', view: '/' }; // prettier-ignore
    const text = await calendarFile([meeting], 'en', 'http://x/');
    for (const line of ['DTSTART:20261201T010000Z', 'DTEND:20261201T033000Z', 'LOCATION:301', 'SUMMARY:Meeting']) expect(text).toContain(`${line}\r\n`);
    expect(await calendarFile([meeting], 'en', 'http://x/')).toBe(text); // the same entries, the same bytes
  });
});

describe('an address to subscribe to', () => {
  it('reads the calendar of its membership without signing in, until it is revoked or the membership ends', async () => {
    const made = await teacher.call('POST', '/account/calendar-feeds', undefined, { 'accept-language': 'en' });
    const feed = made.json<NewCalendarFeed>();
    expect(made.statusCode).toBe(201);
    const read = (path = feed.path) => api.call('GET', path);
    const { statusCode, body } = await read();
    expect([statusCode, body.includes('Placement opens'), body.includes('20270101')]).toEqual([200, true, false]); // as a school sees it, in its language
    const secret = /feeds\/([^/]+)\//.exec(feed.path)?.[1] ?? '';
    // it opens nothing else, and nobody reads it again
    expect((await api.call('GET', '/calendar', { headers: { authorization: `Bearer ${secret}` } })).statusCode).toBe(401);
    expect((await read(feed.path.replace(secret, secret.slice(1)))).statusCode).toBe(404);
    const listed = await teacher.get<List<CalendarFeed>>('/account/calendar-feeds');
    expect(listed.items).toMatchObject([{ id: feed.id, lastUsedAt: clock().toISOString() }]);
    const { auditEntries, calendarFeeds, memberships } = api.db.schema;
    expect(JSON.stringify([listed, await api.db.query.select().from(calendarFeeds), await api.db.query.select().from(auditEntries)])).not.toContain(secret);

    expect((await teacher.call('DELETE', `/account/calendar-feeds/${feed.id}`)).statusCode).toBe(204);
    expect([(await read()).statusCode, (await teacher.call('DELETE', `/account/calendar-feeds/${feed.id}`)).statusCode]).toEqual([404, 404]);

    const { path } = (await teacher.call('POST', '/account/calendar-feeds')).json<NewCalendarFeed>();
    expect((await read(path)).statusCode).toBe(200);
    await api.db.query.update(memberships).set({ endedAt: clock() }).where(eq(memberships.id, membershipId));
    expect((await read(path)).statusCode).toBe(404);
    await api.db.query.update(memberships).set({ endedAt: null }).where(eq(memberships.id, membershipId));
  });
  it('is one of ten at most', async () => {
    const answers: number[] = [];
    for (let n = 2; n <= 11; n++) answers.push((await teacher.call('POST', '/account/calendar-feeds')).statusCode);
    expect(answers).toEqual([201, 201, 201, 201, 201, 201, 201, 201, 201, 409]);
  });
});
