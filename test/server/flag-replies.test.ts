import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AskedProgramme, FlagReply, ReplyCount, type FlagReplyEvent } from '../../schemas/flag-replies.ts';
import { ProgrammeStanding } from '../../schemas/programme-standing.ts';
import type { Notification } from '../../schemas/notifications.ts';
import type { Run } from '../../schemas/runs.ts';
import { dayOf } from '../../schemas/days.ts';
import { answers, standsSince } from '../../server/flag-standing.ts';
import { replyFaults } from '../../server/modules/flag-replies/faults.ts';
import { newId } from '../../server/runtime.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addKey } from '../support/callers.ts';
import { walk, type ListPage, type ToldFlag } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let run: Run;
let asked: AskedProgramme;
/** Of the school that is asked, and of another one. */
let [own, other]: Record<string, string>[] = [];
const promise = `${new Date().getFullYear() + 1}-09-01`;
const reasons = '现有实训工位与专任教师只够目前的规模，二期校舍要到 2028 年才能建成，届时再报增招计划。';

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect(run.status).toBe('succeeded');
  const all = await walk<AskedProgramme>(api, '/flag-replies/asked', 7, 'planner');
  asked = all[0]!;
  own = await addKey(api, 'school', asked.organisationId);
  other = await addKey(api, 'school', all.find(({ organisationId }) => organisationId !== asked.organisationId)!.organisationId);
}, 240_000);
afterAll(() => api.close());

const standingOf = async (headers: Record<string, string>, query = '') => {
  const response = await api.call('GET', `/schools/${asked.organisationId}/programmes/standing?limit=200${query}`, { headers });
  expect([response.statusCode, response.body.slice(0, 300)]).toEqual([200, response.body.slice(0, 300)]);
  return response.json<ListPage<ProgrammeStanding>>().items;
};
const rowOf = async (headers: Record<string, string>, query = '') =>
  (await standingOf(headers, query)).find(({ programmeId }) => programmeId === asked.programmeId)!;
const countOf = async () => (await api.getJson<ListPage<ReplyCount>>(`/flag-replies/counts?majorCode=${asked.majorCode}`, 'planner')).items[0]!;
const act = (step: string, options: Parameters<TestApp['call']>[2]) => api.call('POST', `/flag-replies/${step}`, options);

describe('who is asked', () => {
  it('is every open programme under a flag for more or fewer places, and no other', async () => {
    const all = await walk<AskedProgramme>(api, '/flag-replies/asked', 200, 'planner');
    const flags = await walk<ToldFlag>(api, '/flags', 200, 'planner');
    const offered = await walk<{ id: string; majorCode: string; closedYear: number | null; schoolId: string }>(api, '/programmes', 200);
    const closed = new Set((await api.db.query.select().from(api.db.schema.organisations)).filter((row) => row.closedYear !== null).map(({ id }) => id));
    const asking = new Set(flags.filter((flag) => ['expand', 'reduce', 'suspend'].includes(flag.class)).map(({ majorCode }) => majorCode));
    const wanted = offered.filter((row) => asking.has(row.majorCode) && row.closedYear === null && !closed.has(row.schoolId)).map(({ id }) => id);
    expect(all.length).toBeGreaterThan(5);
    expect(all.map(({ programmeId }) => programmeId).sort()).toEqual(wanted.sort());
    expect(all.flatMap((row) => [...Compile(AskedProgramme).Errors(row)])).toEqual([]);
    expect(all.every(({ standing, since, overdue }) => standing === 'none' && since === api.t0 && !overdue)).toBe(true);
    const counts = await walk<ReplyCount>(api, '/flag-replies/counts', 2, 'planner');
    expect(counts.map(({ majorCode, asked: n, open }) => [majorCode, n, open])).toEqual(
      [...Map.groupBy(all, ({ majorCode }) => majorCode)].map(([code, rows]) => [code, rows.length, rows.length]),
    );
  });
});

describe('the calendar', () => {
  interface Entry {
    readonly kind: string;
    readonly date: string;
    readonly title: { readonly zh: string };
  }
  it('has the day by which replies are due: for a school its own, for who plans all of the day', async () => {
    const all = await walk<AskedProgramme>(api, '/flag-replies/asked', 200, 'planner');
    const day = dayOf(new Date(asked.dueAt));
    const duesOf = async (headers: Record<string, string>) => {
      const page = (await api.call('GET', `/calendar?from=${day}&to=${day}`, { headers })).json<ListPage<Entry>>();
      return page.items.map(({ kind, date, title }) => [kind, date, title.zh]);
    };
    expect(await duesOf({ authorization: 'Bearer test-planner' })).toEqual([['reply_due', day, `答复到期：${all.length} 个专业点未答复`]]);
    const ours = all.filter(({ organisationId }) => organisationId === asked.organisationId);
    expect(await duesOf(own!)).toEqual(expect.arrayContaining(ours.map(({ majorName }) => ['reply_due', day, `答复到期：${majorName}`])));
    expect([(await duesOf(own!)).length, (await duesOf({ authorization: 'Bearer test-enterprise' })).length]).toEqual([ours.length, 0]);
  });
});

describe('a reply', () => {
  it('goes from a draft nobody else sees through the decision to another round, and every word stays on record', async () => {
    const refused = await createRefusalCheck(api);
    const body = { programmeId: asked.programmeId, kind: 'explain', text: '条件不够' };
    await refused('POST', '/flag-replies', { headers: other!, body }, 422, ['/programmeId']);
    await refused('POST', '/flag-replies', { as: 'planner', body }, 403);
    const begun = await api.call('POST', '/flag-replies', { headers: own!, body });
    const reply = begun.json<FlagReply>();
    expect([begun.statusCode, begun.headers.etag, [...Compile(FlagReply).Errors(reply)]]).toEqual([201, '"v1"', []]);
    expect(reply).toMatchObject({ state: 'draft', flagClass: asked.flagClass, majorCode: asked.majorCode, asOfYear: api.t0, runId: run.id });
    expect((await api.call('POST', '/flag-replies', { headers: own!, body })).statusCode).toBe(409);
    const url = `/flag-replies/${reply.id}`;
    // a draft is its school's alone
    for (const as of ['planner', 'secretariat'] as const) expect((await api.call('GET', url, { as })).statusCode).toBe(404);
    expect((await api.call('GET', url, { headers: other! })).statusCode).toBe(404);
    expect(await countOf()).toMatchObject({ sent: 0, noted: 0, returned: 0 });
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/submission`, { headers: own! }, 422, ['/text']);

    const change = await api.call('PUT', url, { headers: { ...own!, 'if-match': '"v1"' }, body: { kind: 'comply', text: '2027 年秋季起增招一个班' } });
    expect([change.statusCode, change.headers.etag]).toEqual([200, '"v2"']);
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/submission`, { headers: own! }, 422, ['/doneBy']);
    await api.call('PUT', url, { headers: own!, body: { kind: 'comply', text: '2027 年秋季起增招一个班', doneBy: promise } });
    expect((await act(`${reply.id}/submission`, { headers: own! })).json()).toMatchObject({ state: 'sent', version: 4 });
    expect(await countOf()).toMatchObject({ sent: 1 });
    const promised = await api.getJson<ListPage<{ kind: string; title: { zh: string } }>>(`/calendar?from=${promise}&to=${promise}`, 'planner');
    expect(promised.items).toMatchObject([{ kind: 'reply_done_by', title: { zh: `承诺办结：${asked.majorName}（${asked.organisationName}）` } }]);
    expect((await api.call('GET', `/calendar?from=${promise}&to=${promise}`, { headers: other! })).json<ListPage<object>>().items).toEqual([]);
    expect((await api.call('PUT', url, { headers: own!, body: { kind: 'comply', text: '' } })).statusCode).toBe(409);

    const again = { decision: 'ask_again', reason: '请写明师资怎样解决' };
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/decision`, { as: 'planner', body: { decision: 'ask_again' } }, 422, ['/reason']);
    expect((await act(`${reply.id}/decision`, { as: 'school', body: again })).statusCode).toBe(403);
    expect((await act(`${reply.id}/decision`, { as: 'planner', headers: { 'if-match': '"v3"' }, body: again })).statusCode).toBe(412);
    expect((await act(`${reply.id}/decision`, { as: 'planner', body: again })).json()).toMatchObject({ state: 'returned', reason: again.reason });
    const sent = { kind: 'comply', text: '2027 年秋季起增招一个班', state: 'returned' };
    const told = (await api.call('GET', url, { as: 'planner' })).json<FlagReply>();
    await api.call('PUT', url, { headers: own!, body: { kind: 'explain', text: reasons } });
    // what the school is writing is nobody's but its own until it is sent: not in the reply, not in lists, not in files, not beside the programme, nor found by its kind
    const readers = [{ as: 'planner' }, { as: 'secretariat' }] as const;
    for (const reader of readers) {
      const read = async (address: string) => (await api.call('GET', address, reader)).json<FlagReply>();
      expect(await read(url)).toEqual({ ...told, version: told.version + 1 });
      const list = async (query: string) => (await api.call('GET', `/flag-replies?${query}`, reader)).json<ListPage<FlagReply> & { total?: number }>();
      expect((await list('state=returned')).items).toMatchObject([sent]);
      expect([(await list('kind=explain&total=true')).total, (await list('kind=comply&total=true')).total]).toEqual([0, 1]);
      expect((await rowOf({ authorization: `Bearer test-${reader.as}` })).reply).toMatchObject({ kind: 'comply', changedAt: told.changedAt });
      const file = await api.call('GET', '/flag-replies', { ...reader, headers: { accept: 'text/csv' } });
      expect(file.body).toContain(sent.text);
      expect(file.body).not.toContain(reasons);
    }
    expect((await api.call('GET', url, { headers: own! })).json()).toMatchObject({ kind: 'explain', text: reasons, doneBy: null });
    expect((await rowOf(own!)).reply).toMatchObject({ kind: 'explain' });
    expect((await act(`${reply.id}/submission`, { headers: own! })).json()).toMatchObject({ state: 'sent', kind: 'explain', doneBy: null, reason: null });
    const decisions = await Promise.all([0, 1].map(() => act(`${reply.id}/decision`, { as: 'planner', body: { decision: 'note' } })));
    expect(decisions.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);

    // the school is told what became of it, planners that something came
    const noticesOf = async (options: object) => (await api.call('GET', '/notifications?limit=100', options)).json<ListPage<Notification>>().items;
    expect((await noticesOf({ headers: own! })).filter(({ entityId }) => entityId === reply.id)).toMatchObject([
      { kind: 'reply_noted', values: { major: asked.majorCode } },
      { kind: 'reply_returned' },
    ]);
    expect((await noticesOf({ as: 'planner' })).filter(({ kind }) => kind === 'reply_sent')).toHaveLength(2);
    expect((await noticesOf({ headers: other! })).filter(({ kind }) => kind.startsWith('reply_'))).toEqual([]);

    const history = await api.call('GET', `${url}/history`, { headers: own! });
    expect(history.json<ListPage<FlagReplyEvent>>().items.map(({ action, kind, reason }) => [action, kind, reason])).toEqual([
      ['note', 'explain', null],
      ['send', 'explain', null],
      ['ask_again', 'comply', again.reason],
      ['send', 'comply', null],
    ]);
    const listed = await api.call('GET', '/flag-replies?state=noted', { as: 'planner', headers: { accept: 'text/csv', 'accept-language': 'en' } });
    expect(parse<Record<string, string>>(listed.body, { columns: true, bom: true })).toMatchObject([{ major: asked.majorCode, state: 'noted', text: reasons }]);
    // what people wrote is not in the audit record
    const entries = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entity }) => entity === 'flag_reply');
    expect(entries.map(({ action }) => action)).toEqual(['create', 'update', 'update', 'submit', 'return', 'update', 'submit', 'acknowledge']);
    expect(JSON.stringify(entries)).not.toMatch(/二期校舍|师资/);
  });

  it('stands for a later run that says the same, and is asked for anew by one that does not', async () => {
    const { runs, flags } = api.db.schema;
    const [[base], [flag]] = [
      await api.db.query.select().from(runs).where(eq(runs.id, run.id)),
      (await api.db.query.select().from(flags).where(eq(flags.runId, run.id))).filter((row) => row.majorCode === asked.majorCode).map((row) => [row])[0] ?? [],
    ];
    const later = async (years: number, name: 'expand' | 'reduce') => {
      const id = newId();
      await api.db.query.insert(runs).values({ ...base!, id, asOfYear: api.t0 + years });
      await api.db.query.insert(flags).values({ ...flag!, runId: id, class: name });
      return id;
    };
    const otherClass = asked.flagClass === 'expand' ? 'reduce' : 'expand';
    const same = await later(1, asked.flagClass === 'suspend' ? 'reduce' : asked.flagClass);
    const state = async (runId: string) => (await rowOf(own!, `&runId=${runId}`)).reply?.state;
    expect([await state(run.id), await state(same), await state(await later(2, otherClass))]).toEqual([
      'noted',
      asked.flagClass === 'suspend' ? undefined : 'noted',
      undefined,
    ]);
    // and what was said before the change does not answer it when it comes back
    const back = await later(3, asked.flagClass === 'suspend' ? 'reduce' : asked.flagClass);
    expect([await state(back), (await rowOf(own!, `&runId=${back}`)).flag]).toMatchObject([undefined, { since: api.t0 + 3, asks: true }]);
    for (const year of [1, 2, 3]) await api.db.query.delete(runs).where(eq(runs.asOfYear, api.t0 + year));
  });
});

describe('programmes beside the city', () => {
  it('are what the flags, reports and lists of the same run say', async () => {
    const rows = await standingOf(own!);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.flatMap((row) => [...Compile(ProgrammeStanding).Errors(row)])).toEqual([]);
    const flags = new Map((await walk<ToldFlag>(api, '/flags', 200, 'school')).map((flag) => [flag.majorCode, flag]));
    for (const { flag, majorCode } of rows) {
      const said = flags.get(majorCode);
      expect([majorCode, flag?.class, flag?.gap, flag?.suppressed]).toEqual([majorCode, said?.class, said?.gap, said?.suppressed]);
    }
    const reports = await walk<{ programmeId: string; year: number; intake: number }>(
      api,
      `/enrolment/reports?year=${api.t0}&majorCode=${asked.majorCode}`,
      200,
      'planner',
    );
    const row = await rowOf({ authorization: 'Bearer test-planner' });
    const mine = reports.find(({ programmeId }) => programmeId === asked.programmeId)!;
    expect([row.share.entrants, row.share.withheld]).toEqual([mine.intake, false]);
    expect(row.share.ofEntrants).toBeCloseTo(mine.intake / reports.reduce((sum, { intake }) => sum + intake, 0), 10);
  });
  it('have shares that add up over the schools of a major', async () => {
    const all = (await walk<AskedProgramme>(api, `/flag-replies/asked?majorCode=${asked.majorCode}`, 200, 'planner')).map(
      ({ organisationId }) => organisationId,
    );
    let [supply, entrants] = [0, 0];
    for (const id of all) {
      const { items } = await api.getJson<ListPage<ProgrammeStanding>>(`/schools/${id}/programmes/standing?limit=200`, 'planner');
      const row = items.find(({ majorCode }) => majorCode === asked.majorCode)!;
      expect(row.peers.map((peer) => peer.id).sort()).toEqual(all.filter((one) => one !== id).sort());
      supply += row.share.ofSupply ?? 0;
      entrants += row.share.ofEntrants ?? 0;
    }
    expect([supply, entrants]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
  });
  it('tell a school nothing from which a single other one could be read', async () => {
    const schools = new Set((await walk<AskedProgramme>(api, '/flag-replies/asked', 200, 'planner')).map(({ organisationId }) => organisationId));
    const offered = await walk<{ majorCode: string; closedYear: number | null }>(api, '/programmes', 200);
    const ended = new Set(offered.filter(({ closedYear }) => closedYear !== null).map(({ majorCode }) => majorCode)); // their last students count too
    let seen = 0;
    for (const id of schools) {
      const headers = await addKey(api, 'school', id);
      const { items } = (await api.call('GET', `/schools/${id}/programmes/standing?limit=200`, { headers })).json<ListPage<ProgrammeStanding>>();
      for (const { share, peers } of items.filter((row) => row.peers.length === 1 && !ended.has(row.majorCode))) {
        expect([peers.length, share.ofEntrants, share.ofSupply, share.withheld]).toEqual([1, null, null, true]);
        seen++;
      }
      expect(JSON.stringify(items.map(({ peers }) => peers))).not.toMatch(/intake|enrolled|entrants/);
    }
    expect(seen).toBeGreaterThan(0);
  });
  it('are for the own school', async () => {
    const refused = await createRefusalCheck(api);
    await refused('GET', `/schools/${asked.organisationId}/programmes/standing`, { headers: other! }, 404);
    await refused('GET', `/schools/${asked.organisationId}/programmes/standing`, { as: 'enterprise' }, 403);
    await refused('GET', '/schools/nobody/programmes/standing', { as: 'planner' }, 404);
  });
});

describe('the year since which a flag stands', () => {
  it('is where its class was last another one', () => {
    expect(standsSince([[2025, 'expand']])).toBe(2025);
    expect(standsSince([[2022, 'expand'], [2023, 'watch'], [2024, 'expand'], [2026, 'expand']])).toBe(2024); // prettier-ignore
    expect(standsSince([[2024, undefined], [2025, 'reduce']])).toBe(2025); // prettier-ignore
    expect([standsSince([]), standsSince([[2025, undefined]])]).toEqual([undefined, undefined]);
    const flag = { majorCode: 'm', class: 'reduce', since: 2024 } as const;
    const reply = { majorCode: 'm', flagClass: 'reduce', asOfYear: 2024 } as const;
    expect([answers(reply, flag), answers({ ...reply, asOfYear: 2023 }, flag), answers({ ...reply, flagClass: 'expand' }, flag)]).toEqual([true, false, false]);
  });
});

describe('what a reply lacks', () => {
  it('is told by field', () => {
    const today = '2026-11-22';
    const faults = (kind: 'comply' | 'explain', text: string, doneBy: string | null = null) =>
      replyFaults({ kind, text, doneBy }, today).map(({ pointer }) => pointer);
    expect(faults('explain', reasons)).toEqual([]);
    expect(faults('explain', ` ${' '.repeat(40)}好 `)).toEqual(['/text']);
    expect(faults('comply', '增招一个班，先招聘教师', today)).toEqual([]);
    for (const day of [null, '2026-11-21', '2033-01-01']) expect(faults('comply', '增招一个班，先招聘教师', day)).toEqual(['/doneBy']);
    expect(faults('comply', '增招')).toEqual(['/text', '/doneBy']);
  });
});
