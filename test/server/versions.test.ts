import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filing } from '../../schemas/filings.ts';
import type { Member } from '../../schemas/accounts.ts';
import type { Publication } from '../../schemas/publications.ts';
import type { ProgrammeCompetences } from '../../schemas/competences.ts';
import type { Problem } from '../../schemas/problem.ts';
import { deliveredTemplate } from '../../documents/analyses/template.ts';
import type { AnalysisTemplate } from '../../schemas/analyses.ts';
import type { Rule } from '../../schemas/rules.ts';
import { addPerson, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addCandidate, addOrganisation } from '../support/callers.ts';
import { addDocket } from '../support/dockets.ts';
import { addConference, type AddedConference } from '../support/conference.ts';
import { addFlagReply } from '../support/flag-replies.ts';
import { addressWith, operationsOf } from '../support/operations.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let boss: Browser;
let applicant: Browser;
let pending: string;
let programme: string;
const publication = 'published';
let post: string;
let placementRound: string;
let student: Browser;
let postVersion: () => Promise<number>;
let flagReply: string;
let change: string;
let keyList: string;
let docket: string;
let task: string;
let bulletin: string;
let conference: AddedConference;
let lines: { readonly plan: string; readonly inspection: string };
interface Offered {
  readonly schoolId: string;
  readonly majorCode: string;
  readonly closedYear: number | null;
}

let listing: string;
beforeAll(async () => {
  api = await buildTestApp();
  pending = await addOrganisation(api, 'enterprise', 'pending');
  await addPerson(api, { login: 'boss', role: 'administrator', manager: true });
  await addPerson(api, { login: 'second', role: 'administrator', manager: true });
  await addPerson(api, { login: 'applicant', role: 'enterprise', organisationId: pending, manager: true });
  [boss, applicant] = [await signIn(api, 'boss'), await signIn(api, 'applicant')];
  const [first] = (await api.getJson<{ items: { id: string }[] }>('/programmes?limit=1')).items;
  programme = first!.id;
  await addPublication();
  const makes = await boss.call('POST', '/placement/rounds', { name: '双选', kind: 'hiring' });
  const { id: round } = makes.json<{ id: string }>();
  placementRound = round;
  const offers = { title: '操作工', capacity: 3, organisationId: await addOrganisation(api, 'enterprise') };
  post = (await boss.call('POST', `/placement/rounds/${round}/posts`, offers)).json<{ id: string }>().id;
  student = { ...boss, headers: await (await addCandidate(api, await addOrganisation(api, 'school'), round))() };
  await boss.call('POST', `/placement/rounds/${round}/opening`);
  postVersion = async () => (await boss.get<{ items: { version: number }[] }>(`/placement/rounds/${round}/posts`)).items[0]!.version;
  const written = { pair: 'training', title: '订单培养', text: '共建', fromOn: '2027-01-01', toOn: '2027-12-31', organisationId: offers.organisationId };
  listing = (await boss.call('POST', '/cooperation-listings', written)).json<{ id: string }>().id;
  flagReply = await addFlagReply(api, programme);
  const open = (await api.getJson<{ items: Offered[] }>('/programmes?limit=50')).items.find(({ closedYear }) => closedYear === null)!;
  const said = { change: 'expand', fromYear: api.t0 + 1, seatsBefore: 40, seatsAfter: 50, reasons: '', costs: [] };
  const begun = await boss.call('POST', '/programme-changes', { organisationId: open.schoolId, majorCode: open.majorCode, ...said });
  change = begun.json<{ id: string }>().id;
  const listed = { name: '急需', kind: 'urgent', fromYear: 2027, toYear: 2028, basis: '批次', majorCodes: ['460702'] };
  keyList = (await boss.call('POST', '/key-lists', listed)).json<{ id: string }>().id;
  docket = await addDocket(api, (await api.getJson<{ items: { id: string }[] }>('/schools?limit=1')).items[0]!.id, 'assessed');
  task = (await boss.call('POST', '/tasks', { title: '实训基地', content: '建成', units })).json<{ id: string }>().id;
  bulletin = (await boss.call('POST', '/bulletins', { kind: 'yearly_summary', year: 2025 })).json<{ id: string }>().id;
  conference = await addConference(api, pending, 'conference-seat');
  const idOf = async (path: string, body: object) => (await boss.call('POST', path, body)).json<{ id: string }>().id;
  lines = { plan: await idOf('/conference/plan', planLine(1)), inspection: await idOf('/conference/inspections', inspection('甲')) };
});
afterAll(() => api.close());

const memberOf = async (login: string) => (await boss.get<{ items: Member[] }>('/members?limit=200')).items.find((member) => member.login === login)!;
const ruleOf = async (id: string) => (await boss.get<{ items: Rule[] }>('/rules?limit=200')).items.find((rule) => rule.id === id)!;
const units = [{ name: '市教育局', leads: true }];
const correction = (name: string) => ({ name, creditCode: '91110108558521630L', sizeClass: '20-299', contact: '张工 0477-0000000' });

const targets = (majors: number) => ({ source: '规划，专栏 3', targets: [{ level: 'bachelor', action: 'added', majors }] });
const planLine = (quarter: number) => ({ year: 2027, quarter, title: '召开例会', unit: '市教育体育局' });
const inspection = (title: string) => ({ title, startsOn: '2027-03-01', endsOn: '2027-03-05', units: ['市教育体育局'], places: '东胜区' });
const seat = (personTitle: string) => ({ unit: '市财政局', role: 'member', personTitle, validFrom: '2020-01-01' });
const meet = (title: string) => ({ title, plannedAt: '2099-03-01T01:00:00Z', place: '会议室', decisionRule: 'majority' });
const meetingVersion = async () => (await boss.get<{ version: number }>(`/conference/meetings/${conference.planned}`)).version;
const rowVersion = async (path: string, id: string) =>
  (await boss.get<{ items: { id: string; version: number }[] }>(path)).items.find((one) => one.id === id)!.version;
/** A publication of a run, without figures: only its state is looked at here. */
async function addPublication(): Promise<void> {
  const { runs, publications, regions } = api.db.schema;
  const [region] = await api.db.query.select().from(regions).where(eq(regions.code, '150600'));
  const at = new Date();
  const both = { regionCode: region!.code, asOfYear: api.t0, engineVersion: 'test', simulated: true, createdAt: at };
  const run = { ...both, id: 'published-run', status: 'succeeded' as const, stage: 'finished', done: 1, total: 1, parameters: {}, requestedBy: 'test' };
  await api.db.query.insert(runs).values(run);
  const rules = { fewestEnterprises: 5, smallestCell: 20, roundedTo: 10, figures: 0, digest: '', licence: 'CC-BY-4.0' as const };
  await api.db.query
    .insert(publications)
    .values({ ...both, ...rules, id: publication, version: 1, regionName: region!.name, runId: run.id, validFrom: at, publishedBy: 'test' });
}

/** A draft of the demo city. */
const filing = async () => (await boss.get<{ items: Filing[] }>('/filings?kind=demand&state=draft&limit=1')).items[0]!;

interface Case {
  readonly name: string;
  readonly browser: () => Browser;
  /** Two changes, one after the other. */
  readonly path: () => Promise<string>;
  readonly bodies: readonly [object, object];
  readonly version: () => Promise<number>;
}
const cases: readonly Case[] = [
  {
    name: 'PUT /organisations/{id}',
    browser: () => applicant,
    path: () => Promise.resolve(`/organisations/${pending}`),
    bodies: [correction('甲公司'), correction('乙公司')],
    version: async () => (await applicant.get<{ version: number }>(`/organisations/${pending}`)).version,
  },
  {
    name: 'PUT /organisations/{id}/contact',
    browser: () => boss,
    path: () => Promise.resolve(`/organisations/${pending}/contact`),
    bodies: [{ contact: '李工 0477-1111111' }, { contact: null }],
    version: async () => (await boss.get<{ version: number }>(`/organisations/${pending}`)).version,
  },
  {
    name: 'PUT /members/{id}',
    browser: () => boss,
    path: async () => `/members/${(await memberOf('second')).id}`,
    bodies: [{ manager: false }, { manager: true }],
    version: async () => (await memberOf('second')).version,
  },
  {
    name: 'PUT /accounts/{id}/status',
    browser: () => boss,
    path: async () => `/accounts/${(await memberOf('second')).accountId}/status`,
    bodies: [{ status: 'disabled' }, { status: 'active' }],
    version: async () => (await memberOf('second')).accountVersion,
  },
  {
    name: 'PUT /programmes/{id}/competences',
    browser: () => boss,
    path: () => Promise.resolve(`/programmes/${programme}/competences`),
    bodies: [{ competences: ['S-01'] }, { competences: ['S-02'] }],
    version: async () => (await boss.get<ProgrammeCompetences>(`/programmes/${programme}/competences`)).version,
  },
  {
    name: 'PUT /publications/{id}/withdrawal',
    browser: () => boss,
    path: () => Promise.resolve(`/publications/${publication}/withdrawal`),
    bodies: [{ reason: '有误' }, { reason: '企业申报有误' }],
    version: async () => (await boss.get<Publication>(`/publications/${publication}`)).version,
  },
  {
    name: 'PUT /report-templates/{kind}',
    browser: () => boss,
    path: () => Promise.resolve('/report-templates/chain'),
    bodies: [{ ...deliveredTemplate('chain'), issuer: '甲' }, deliveredTemplate('chain')],
    version: async () => (await boss.get<{ items: AnalysisTemplate[] }>('/report-templates')).items.find(({ kind }) => kind === 'chain')!.version,
  },
  {
    name: 'PUT /rules/{id}/thresholds',
    browser: () => boss,
    path: () => Promise.resolve('/rules/nmg-chain-cover/thresholds'),
    bodies: [
      { thresholds: { schools: 3 }, note: '试算' },
      { thresholds: {}, note: '复原' },
    ],
    version: async () => (await ruleOf('nmg-chain-cover')).thresholdsVersion,
  },
  {
    name: 'PUT /placement/rounds/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/placement/rounds/${placementRound}`),
    bodies: [{ name: '双选一' }, { name: '双选二' }],
    version: async () => (await boss.get<{ version: number }>(`/placement/rounds/${placementRound}`)).version,
  },
  {
    name: 'PUT /placement/posts/{id}/ranking',
    browser: () => boss,
    path: () => Promise.resolve(`/placement/posts/${post}/ranking`),
    bodies: [
      { unranked: 'refused', places: [] },
      { unranked: 'after', places: [] },
    ],
    version: () => postVersion(),
  },
  {
    name: 'PUT /placement/student/wishes',
    browser: () => student,
    path: () => Promise.resolve('/placement/student/wishes'),
    bodies: [{ postIds: [] }, { postIds: [] }],
    version: async () => (await api.call('GET', '/placement/student', { headers: { ...student.headers } })).json<{ version: number }>().version,
  },
  {
    name: 'PUT /filings/{id}/lines/{key}',
    browser: () => boss,
    path: async () => {
      const { id, organisationId, year } = await filing();
      const { items } = await api.getJson<{ items: { occupationCode: string }[] }>(
        `/demand/declarations?organisationId=${organisationId}&year=${year - 1}&limit=1`,
        'planner',
      );
      return `/filings/${id}/lines/${items[0]!.occupationCode}`;
    },
    bodies: [{ headcount: 5 }, { headcount: 6 }],
    version: async () => (await filing()).version,
  },
  {
    name: 'PUT /cooperation-listings/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/cooperation-listings/${listing}`),
    bodies: [
      { title: '甲', text: '共建', fromOn: '2027-01-01', toOn: '2027-12-31' },
      { title: '乙', text: '共建', fromOn: '2027-02-01', toOn: '2027-12-31' },
    ],
    version: async () => (await boss.get<{ version: number }>(`/cooperation-listings/${listing}`)).version,
  },
  {
    name: 'PUT /flag-replies/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/flag-replies/${flagReply}`),
    bodies: [
      { kind: 'comply', text: '增招一个班' },
      { kind: 'explain', text: '' },
    ],
    version: async () => (await boss.get<{ version: number }>(`/flag-replies/${flagReply}`)).version,
  },
  {
    name: 'PUT /programme-changes/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/programme-changes/${change}`),
    bodies: [
      { change: 'expand', fromYear: 2027, seatsBefore: 40, seatsAfter: 60, reasons: '', costs: [] },
      { change: 'reduce', fromYear: 2027, seatsBefore: 40, seatsAfter: 20, reasons: '', costs: [] },
    ],
    version: async () => (await boss.get<{ version: number }>(`/programme-changes/${change}`)).version,
  },
  {
    name: 'PUT /key-lists/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/key-lists/${keyList}`),
    bodies: [
      { name: '急需', kind: 'urgent', fromYear: 2027, toYear: 2028, basis: '批次', majorCodes: ['460702'] },
      { name: '紧缺', kind: 'scarce', fromYear: 2027, toYear: 2028, basis: '批次', majorCodes: ['430301'] },
    ],
    version: async () => (await boss.get<{ version: number }>(`/key-lists/${keyList}`)).version,
  },
  {
    name: 'PUT /dockets/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/dockets/${docket}`),
    bodies: [
      { opinion: '同意', measures: [] },
      { opinion: '建议再议', measures: [] },
    ],
    version: async () => (await boss.get<{ version: number }>(`/dockets/${docket}`)).version,
  },
  {
    name: 'PUT /tasks/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/tasks/${task}`),
    bodies: [
      { title: '实训基地', content: '年内建成', dueOn: '2027-12-31', units },
      { title: '实训基地', content: '建成', units },
    ],
    version: async () => (await boss.get<{ version: number }>(`/tasks/${task}`)).version,
  },
  {
    name: 'PUT /bulletins/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/bulletins/${bulletin}`),
    bodies: [
      { title: '年度总结', paragraphs: [{ id: 'p1', text: '全年工作总体平稳。' }] },
      { title: '2025年年度总结', paragraphs: [] },
    ],
    version: async () => (await boss.get<{ version: number }>(`/bulletins/${bulletin}`)).version,
  },
  {
    name: 'PUT /conference/members/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/conference/members/${conference.member}`),
    bodies: [seat('局长'), seat('副局长')],
    version: () => rowVersion('/conference/members?limit=200', conference.member),
  },
  {
    name: 'PUT /conference/meetings/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/conference/meetings/${conference.planned}`),
    bodies: [meet('甲'), meet('乙')],
    version: meetingVersion,
  },
  {
    name: 'PUT /conference/meetings/{id}/items/{itemId}',
    browser: () => boss,
    path: () => Promise.resolve(`/conference/meetings/${conference.planned}/items/${conference.item}`),
    bodies: [{ position: 2 }, { position: 1 }],
    version: meetingVersion,
  },
  {
    name: 'PUT /conference/meetings/{id}/attendance',
    browser: () => boss,
    path: async () => {
      const { conferenceMeetings } = api.db.schema;
      await api.db.query.update(conferenceMeetings).set({ state: 'convened' }).where(eq(conferenceMeetings.id, conference.planned));
      return `/conference/meetings/${conference.planned}/attendance`;
    },
    bodies: [{ members: [{ memberId: 'conference-seat', state: 'present' }] }, { members: [{ memberId: 'conference-seat', state: 'absent' }] }],
    version: meetingVersion,
  },
  {
    name: 'PUT /adjustment-targets/{id}',
    browser: () => boss,
    path: () => Promise.resolve('/adjustment-targets/2021-2025'),
    bodies: [targets(48), targets(49)],
    version: () => rowVersion('/adjustment-targets', '2021-2025'),
  },
  {
    name: 'PUT /conference/plan/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/conference/plan/${lines.plan}`),
    bodies: [planLine(2), planLine(3)],
    version: () => rowVersion('/conference/plan', lines.plan),
  },
  {
    name: 'PUT /conference/inspections/{id}',
    browser: () => boss,
    path: () => Promise.resolve(`/conference/inspections/${lines.inspection}`),
    bodies: [inspection('乙'), inspection('丙')],
    version: () => rowVersion('/conference/inspections', lines.inspection),
  },
];
/** Overwrites nothing that somebody else could have changed. */
const without = ['PUT /account/password'];
const put = (browser: Browser, url: string, payload: object, tag?: string) =>
  api.app.inject({ method: 'PUT', url: `/api/v1${url}`, payload, headers: { ...browser.headers, ...(tag === undefined ? {} : { 'if-match': tag }) } });

describe('what overwrites', () => {
  it('has a case here, and says If-Match, 412 and 428 in its description', () => {
    const puts = operationsOf(api).filter(({ method }) => method === 'PUT' || method === 'PATCH');
    expect(puts.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...cases.map(({ name }) => name), ...without].sort());
    for (const { method, path, parameters, responses } of puts) {
      const named = (parameters ?? []).some((parameter) => parameter.name === 'if-match');
      const said = [named, '412' in responses, '428' in responses];
      expect([path, said]).toEqual([path, without.includes(`${method} ${path}`) ? [false, false, false] : [true, true, true]]);
    }
  });
  it.each(cases)('$name: 428 without a version, 412 with an old one, and the row stays', async ({ browser, path, bodies, version }) => {
    const [url, seen] = [await path(), await version()];
    const refuse = await createRefusalCheck(api);
    const missing = await put(browser(), url, bodies[0]);
    expect([missing.statusCode, missing.json<Problem>().type]).toEqual([428, '/problems/precondition_required']);
    const headers = (tag: string) => ({ ...browser().headers, 'if-match': tag });
    for (const old of [`"v${seen + 1}"`, `W/"v${seen}"`, '"other"']) await refuse('PUT', url, { body: bodies[0], headers: headers(old) }, 412);
    for (const odd of ['v1', '1', '"v1', '"v1" "v2"']) await refuse('PUT', url, { body: bodies[0], headers: headers(odd) }, 422, ['/headers/if-match']);
    expect(await version()).toBe(seen);
  });
  it.each(cases)('$name: counts up, and the second of two who read the same is refused', async ({ browser, path, bodies, version }) => {
    const [url, seen] = [await path(), await version()];
    const first = await put(browser(), url, bodies[0], `"v${seen}"`);
    expect([200, 204]).toContain(first.statusCode);
    if (first.statusCode === 200) expect(first.headers.etag).toBe(`"v${seen + 1}"`);
    expect(await version()).toBe(seen + 1);
    expect((await put(browser(), url, bodies[1], `"v${seen}"`)).statusCode).toBe(412);
    expect((await put(browser(), url, bodies[1], `"v${seen}", "v${seen + 1}"`)).statusCode).toBe(first.statusCode);
    expect(await version()).toBe(seen + 2);
  });
  it.each(cases)('$name: of several at once one is done', async ({ browser, path, bodies, version }) => {
    const [url, seen] = [await path(), await version()];
    const answers = await Promise.all([0, 1, 2, 3].map(() => put(browser(), url, bodies[1], `"v${seen}"`)));
    expect(answers.map(({ statusCode }) => statusCode >= 400).sort()).toEqual([false, true, true, true]);
    expect(answers.filter(({ statusCode }) => statusCode >= 400).map(({ statusCode }) => statusCode)).toEqual([412, 412, 412]);
    expect(await version()).toBe(seen + 1);
  });
  it('is told who comes without rights, before any version is looked at', async () => {
    for (const operation of operationsOf(api).filter(({ method }) => method === 'PUT')) {
      const { statusCode } = await api.app.inject({ method: 'PUT', url: `/api/v1${addressWith(operation, 'missing')}`, payload: {} });
      expect([operation.path, statusCode]).toEqual([operation.path, 401]);
    }
  });
});

describe('a decision on a registration', () => {
  it('is for the registration as it was read, where it says so', async () => {
    const read = await boss.call('GET', `/organisations/${pending}`);
    const decide = (tag?: string) =>
      boss.call('POST', `/organisations/${pending}/verification`, { status: 'verified' }, tag === undefined ? {} : { 'if-match': tag });
    expect((await put(applicant, `/organisations/${pending}`, correction('丙公司'), String(read.headers.etag))).statusCode).toBe(200);
    expect((await decide(String(read.headers.etag))).statusCode).toBe(412);
    const { organisations } = api.db.schema;
    expect(await api.db.query.select({ status: organisations.status }).from(organisations).where(eq(organisations.id, pending))).toEqual([
      { status: 'pending' },
    ]);
    expect((await decide()).json()).toMatchObject({ status: 'verified', name: '丙公司' });
  });
});

describe('what is read', () => {
  it('carries its version as a strong tag, and is not sent again to whoever has it', async () => {
    for (const path of [`/organisations/${pending}`, `/programmes/${programme}/competences`]) {
      const { headers, body } = await boss.call('GET', path);
      expect(headers.etag).toBe(`"v${(JSON.parse(body) as { version: number }).version}"`);
      const again = await boss.call('GET', path, undefined, { 'if-none-match': String(headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
  });
  it('in lists carries a weak tag of its content', async () => {
    for (const path of ['/majors?limit=200', '/members', '/rules', '/demand/declarations']) {
      const first = await boss.call('GET', path);
      expect([path, String(first.headers.etag).startsWith('W/"')]).toEqual([path, true]);
      expect((await boss.call('GET', path, undefined, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
      expect((await boss.call('GET', path, undefined, { 'if-none-match': 'W/"other"' })).statusCode).toBe(200);
    }
  });
});
