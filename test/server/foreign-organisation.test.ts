import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import { addPerson, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { addKey, openSession } from '../support/callers.ts';
import { addAnalysis } from '../support/analyses.ts';
import { addDocket } from '../support/dockets.ts';
import { addConference, type AddedConference } from '../support/conference.ts';
import { addFlagReply } from '../support/flag-replies.ts';
import { operationsOf, schemaOf, type Operation } from '../support/operations.ts';

/** Two organisations of a kind with rows of their own. The second one asks for the first one's. */
interface Side {
  readonly organisationId: string;
  readonly manager: Browser;
  readonly membershipId: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly keyId: string;
  readonly invitationId: string;
  /** Rows that only this organisation and those who plan may read. */
  readonly rows: string[];
}
let api: TestApp;
let school: readonly [Side, Side];
let enterprise: readonly [Side, Side];
let seatRequest: string;
let flagReply: string;
let change: string;
let adjustment: string;
let analysis: string;
let docket: string;
let attachment: string;
let feed: string;
let passkey: string;
let removed: string;
let sheet: string;
let filing: string;
let posting: string;
let post: string;
let candidate: string;
let programmeId: string;
let notice: string;
let task: string;
let conference: AddedConference;
let draft: string;
let cooperation: string;
let milestone: string;
const nameOf = ({ method, path }: Pick<Operation, 'method' | 'path'>) => `${method} ${path}`;
const idOf = async (response: ReturnType<TestApp['call']>) => {
  const { statusCode, body } = await response;
  if (statusCode !== 201) throw new Error(`a row needs to be stored, got ${statusCode}: ${body}`);
  return (JSON.parse(body) as { id: string }).id;
};

async function addPasskey(accountId: string): Promise<string> {
  const { db, context } = api;
  const [id, createdAt] = [context.newId(), context.clock()];
  await db.query.insert(db.schema.passkeys).values({ id, accountId, credentialId: id, publicKey: 'none', counter: 0, transports: [], name: '密钥', createdAt });
  return id;
}

async function addSide(kind: 'school' | 'enterprise', organisationId: string, name: string): Promise<Side> {
  const { id: accountId, membershipId } = await addPerson(api, { login: name, role: kind, organisationId, manager: true });
  await addPerson(api, { login: `${name}-2`, role: kind, organisationId, manager: true });
  const manager = await signIn(api, name);
  const { id: sessionId } = await openSession(api, accountId, membershipId);
  const keyId = await idOf(manager.call('POST', '/account/keys', { label: name, scopes: ['read'], days: 30 }));
  const invitationId = await idOf(manager.call('POST', '/invitations', { label: name, role: kind }));
  return { organisationId, manager, membershipId, accountId, sessionId, keyId, invitationId, rows: [membershipId, accountId, sessionId, keyId, invitationId] };
}

beforeAll(async () => {
  api = await buildTestApp();
  const { organisations, programmes } = api.db.schema;
  const all = await api.db.query.select().from(organisations).orderBy(organisations.id);
  const open = (kind: 'school' | 'enterprise') => all.filter((row) => row.kind === kind && row.openedYear === null && row.closedYear === null);
  const [e1, e2] = open('enterprise');
  const taught = await api.db.query.select().from(programmes);
  const [s1, s2] = open('school').filter(({ id }) => taught.some((programme) => programme.schoolId === id && programme.closedYear === null));
  school = [await addSide('school', s1!.id, 'school-one'), await addSide('school', s2!.id, 'school-two')];
  enterprise = [await addSide('enterprise', e1!.id, 'enterprise-one'), await addSide('enterprise', e2!.id, 'enterprise-two')];
  const [occupation] = (await api.getJson<{ items: { code: string }[] }>('/occupations?limit=1')).items;
  const year = api.t0;
  const offered = taught.find((programme) => programme.schoolId === s1!.id && programme.closedYear === null)!;
  programmeId = offered.id;
  const { items: majors } = await api.getJson<{ items: { code: string; level: string }[] }>(`/majors?q=${offered.majorCode}`);
  const programme = { year, majorCode: offered.majorCode, level: majors[0]!.level };
  const reports = [
    [enterprise[0], '/demand/declarations', { year, occupationCode: occupation!.code, headcount: 12 }],
    [enterprise[0], '/demand/postings', { openedOn: `${year}-05-01`, occupationCode: occupation!.code, headcount: 3 }],
    [enterprise[0], '/demand/projects', { name: '二期工程', occupationCode: occupation!.code, commissioningYear: year + 1, plannedHeadcount: 40 }],
    [school[0], '/enrolment/reports', { ...programme, intake: 40, enrolled: Array.from({ length: offered.lengthYears }, () => 38), graduates: 36 }],
    [school[0], '/enrolment/destinations', { ...programme, localJob: 20, otherRegion: 5, furtherStudy: 5, military: 1, unemployed: 5 }],
    [school[0], '/enrolment/plans', { ...programme, year: year + 1, plan: 45 }],
  ] as const;
  for (const [side, path, body] of reports) side.rows.push(await idOf(side.manager.call('POST', path, body)));
  posting = enterprise[0].rows.at(-2)!;
  filing = await idOf(enterprise[0].manager.call('POST', '/filings', { kind: 'demand', year: year + 1 }));
  enterprise[0].rows.push(filing);
  seatRequest = await idOf(school[0].manager.call('POST', '/seat-requests', { majorCode: offered.majorCode, entryYear: year + 2, seats: 5 }));
  school[0].rows.push(seatRequest);
  const round = await idOf(api.call('POST', '/placement/rounds', { as: 'planner', body: { name: '双选', kind: 'hiring' } }));
  post = await idOf(enterprise[0].manager.call('POST', `/placement/rounds/${round}/posts`, { title: '操作工', capacity: 3 }));
  const codes = await school[0].manager.call('POST', `/placement/rounds/${round}/candidates`, { candidates: [{ number: '1', majorCode: offered.majorCode }] });
  candidate = codes.json<{ items: { id: string }[] }>().items[0]!.id;
  school[0].rows.push(candidate);
  flagReply = await addFlagReply(api, offered.id);
  school[0].rows.push(flagReply);
  const proposal = { majorCode: offered.majorCode, change: 'expand', fromYear: year + 1, seatsBefore: 40, seatsAfter: 60, reasons: '', costs: [] };
  change = await idOf(school[0].manager.call('POST', '/programme-changes', proposal));
  const line = { organisationId: s1!.id, majorCode: offered.majorCode, year, change: 'keep', basis: '会议纪要', decidedOn: `${year}-01-10` };
  adjustment = await idOf(api.call('POST', '/adjustments', { as: 'planner', body: line }));
  school[0].rows.push(change, adjustment);
  analysis = await addAnalysis(api, school[0].organisationId);
  school[0].rows.push(analysis);
  docket = await addDocket(api, school[0].organisationId, 'hearing');
  school[0].rows.push(docket);
  conference = await addConference(api, s1!.id);
  school[0].rows.push(...Object.values(conference));
  const attach = () =>
    school[0].manager.call('POST', `/attachments?kind=flag_reply&subjectId=${flagReply}&name=a.txt`, Buffer.from('附件'), {
      'content-type': 'application/octet-stream',
    });
  passkey = await addPasskey(school[0].accountId);
  feed = await idOf(school[0].manager.call('POST', '/account/calendar-feeds'));
  [attachment, removed] = [await idOf(attach()), await idOf(attach())];
  await school[0].manager.call('DELETE', `/attachments/${removed}`);
  school[0].rows.push(attachment, removed, feed);
  const file = Buffer.from(`年份,专业代码,层次,招生计划\n${year + 1},${offered.majorCode},${majors[0]!.level},40\n`);
  const sent = await school[0].manager.call('POST', '/imports?kind=plans&filename=a.csv', file, { 'content-type': 'text/csv' });
  if (sent.statusCode !== 202) throw new Error(`a file needs to be taken, got ${sent.statusCode}: ${sent.body}`);
  sheet = sent.json<{ id: string }>().id;
  school[0].rows.push(sheet);
  const units = [{ organisationId: s1!.id, leads: true }];
  task = await idOf(api.call('POST', '/tasks', { as: 'secretariat', body: { title: '实训基地', content: '建成实训基地', units } }));
  school[0].rows.push(task);
  const listing = { pair: 'training', title: '订单培养', text: '共建订单班', majorCodes: [offered.majorCode], fromOn: '2026-01-01', toOn: '2099-12-31' };
  draft = await idOf(enterprise[0].manager.call('POST', '/cooperation-listings', listing));
  enterprise[0].rows.push(draft);
  const openListing = async (side: Side) => {
    const id = await idOf(side.manager.call('POST', '/cooperation-listings', listing));
    await side.manager.call('POST', `/cooperation-listings/${id}/steps`, { event: 'publish' });
    return id;
  };
  const both = { needId: await openListing(enterprise[0]), offerId: await openListing(school[0]) };
  cooperation = await idOf(enterprise[0].manager.call('POST', '/cooperations', both));
  const agreement = { terms: '共建', fromOn: '2027-01-01', toOn: '2027-12-31' };
  for (const [side, step] of [
    [school[0], { event: 'accept' }],
    [school[0], { event: 'propose', ...agreement }],
    [enterprise[0], { event: 'confirm' }],
  ] as const)
    await side.manager.call('POST', `/cooperations/${cooperation}/steps`, step);
  const kept = await school[0].manager.call('POST', `/cooperations/${cooperation}/milestones`, { title: '招生', dueOn: '2027-09-01' });
  milestone = kept.json<{ milestones: { id: string }[] }>().milestones[0]!.id;
  for (const side of [school[0], enterprise[0]]) side.rows.push(cooperation, milestone);
  // that somebody was invited is told to the organisation
  const { notifications } = api.db.schema;
  const [told] = await api.db.query.select().from(notifications).where(eq(notifications.organisationId, school[0].organisationId));
  notice = told!.id;
  school[0].rows.push(notice);
}, 240_000);
afterAll(() => api.close());

/** Routes by an id: what the second organisation asks, with the first one's id and with one that nobody has. */
const byId: Readonly<Record<string, () => readonly [Browser, id: string, body?: object]>> = {
  'DELETE /account/sessions/{id}': () => [school[1].manager, school[0].sessionId],
  'DELETE /account/passkeys/{id}': () => [school[1].manager, passkey],
  'DELETE /account/keys/{id}': () => [school[1].manager, school[0].keyId],
  'GET /organisations/{id}': () => [school[1].manager, school[0].organisationId],
  'PUT /organisations/{id}': () => [
    enterprise[1].manager,
    enterprise[0].organisationId,
    { name: '改名', creditCode: '91110108558521630L', sizeClass: '20-299', contact: '某人 0477' },
  ],
  'PUT /organisations/{id}/contact': () => [school[1].manager, school[0].organisationId, { contact: '某人 0477' }],
  'PUT /members/{id}': () => [school[1].manager, school[0].membershipId, { manager: false }],
  'DELETE /members/{id}': () => [school[1].manager, school[0].membershipId],
  'DELETE /invitations/{id}': () => [school[1].manager, school[0].invitationId],
  'GET /imports/{id}': () => [school[1].manager, sheet],
  'GET /imports/{id}/report': () => [school[1].manager, sheet],
  'GET /imports/{id}/copy': () => [school[1].manager, sheet],
  'POST /imports/{id}/confirmation': () => [school[1].manager, sheet, { mode: 'all-or-nothing' }],
  'POST /imports/{id}/undo': () => [school[1].manager, sheet],
  'DELETE /account/calendar-feeds/{id}': () => [school[1].manager, feed],
  'GET /attachments/{id}/content': () => [school[1].manager, attachment],
  'DELETE /attachments/{id}': () => [school[1].manager, attachment],
  'POST /attachments/{id}/restoration': () => [school[1].manager, removed],
  'GET /programmes/{id}/demand': () => [school[1].manager, programmeId],
  'GET /filings/{id}': () => [enterprise[1].manager, filing],
  'GET /filings/{id}/history': () => [enterprise[1].manager, filing],
  'PUT /filings/{id}/lines/{key}': () => [enterprise[1].manager, filing, { headcount: 1 }],
  'DELETE /filings/{id}/lines/{key}': () => [enterprise[1].manager, filing],
  'POST /filings/{id}/submission': () => [enterprise[1].manager, filing, { confirmedLines: [] }],
  'POST /filings/{id}/withdrawal': () => [enterprise[1].manager, filing, {}],
  'POST /demand/postings/{id}/outcome': () => [enterprise[1].manager, posting, { outcome: 'filled', filled: 3, closedOn: `${api.t0}-06-01` }],
  'DELETE /placement/posts/{id}': () => [enterprise[1].manager, post],
  'GET /placement/posts/{id}/candidates': () => [enterprise[1].manager, post],
  'PUT /placement/posts/{id}/ranking': () => [enterprise[1].manager, post, { unranked: 'after', places: [] }],
  'POST /placement/candidates/{id}/code': () => [school[1].manager, candidate],
  'DELETE /placement/candidates/{id}': () => [school[1].manager, candidate],
  'POST /notifications/{id}/read': () => [school[1].manager, notice],
  'POST /seat-requests/{id}/decision': () => [school[1].manager, seatRequest, { decision: 'withdrawn' }],
  'GET /cooperation-listings/{id}': () => [enterprise[1].manager, draft],
  'PUT /cooperation-listings/{id}': () => [enterprise[1].manager, draft, { title: 'x', text: 'x', fromOn: '2027-01-01', toOn: '2027-12-31' }],
  'POST /cooperation-listings/{id}/steps': () => [enterprise[1].manager, draft, { event: 'publish' }],
  'GET /cooperation-listings/{id}/suggestions': () => [enterprise[1].manager, draft],
  'GET /cooperations/{id}': () => [school[1].manager, cooperation],
  'GET /cooperations/{id}/history': () => [school[1].manager, cooperation],
  'POST /cooperations/{id}/steps': () => [enterprise[1].manager, cooperation, { event: 'begin' }],
  'POST /cooperations/{id}/milestones': () => [school[1].manager, cooperation, { title: 'x', dueOn: '2027-09-01' }],
  'POST /cooperation-milestones/{id}/completion': () => [school[1].manager, milestone, { doneOn: '2026-01-01' }],
  'DELETE /cooperation-milestones/{id}': () => [enterprise[1].manager, milestone],
  'GET /schools/{id}/programmes/standing': () => [school[1].manager, school[0].organisationId],
  'GET /reports/{id}': () => [school[1].manager, analysis],
  'GET /reports/{id}/file': () => [school[1].manager, analysis],
  'GET /flag-replies/{id}': () => [school[1].manager, flagReply],
  'GET /flag-replies/{id}/history': () => [school[1].manager, flagReply],
  'PUT /flag-replies/{id}': () => [school[1].manager, flagReply, { kind: 'explain', text: '' }],
  'GET /tasks/{id}': () => [school[1].manager, task],
  'GET /tasks/{id}/reports': () => [school[1].manager, task],
  'GET /tasks/{id}/history': () => [school[1].manager, task],
  'POST /tasks/{id}/moves': () => [school[1].manager, task, { event: 'begin' }],
  'POST /tasks/{id}/reports': () => [school[1].manager, task, { progress: 10, text: 'x' }],
  'POST /flag-replies/{id}/submission': () => [school[1].manager, flagReply],
  'GET /programme-changes/{id}': () => [school[1].manager, change],
  'PUT /programme-changes/{id}': () => [school[1].manager, change, { change: 'expand', fromYear: api.t0 + 1, reasons: '', costs: [] }],
  'GET /programme-changes/{id}/evidence': () => [school[1].manager, change],
  'GET /programme-changes/{id}/history': () => [school[1].manager, change],
  'POST /programme-changes/{id}/moves': () => [school[1].manager, change, { event: 'withdraw' }],
  'GET /adjustments/{id}': () => [school[1].manager, adjustment],
  'GET /dockets/{id}': () => [school[1].manager, docket],
  'GET /dockets/{id}/history': () => [school[1].manager, docket],
  'GET /conference/meetings/{id}': () => [school[1].manager, conference.meeting],
  'GET /conference/meetings/{id}/minutes': () => [school[1].manager, conference.meeting],
  'GET /conference/issues/{id}': () => [school[1].manager, conference.issue],
  'POST /conference/issues/{id}/moves': () => [school[1].manager, conference.issue, { event: 'withdraw' }],
  'GET /resolutions/{id}': () => [school[1].manager, conference.resolution],
  'GET /resolutions/{id}/reports': () => [school[1].manager, conference.resolution],
  'POST /resolutions/{id}/reports': () => [school[1].manager, conference.resolution, { text: '已完成', done: true }],
};
/** Routes by an id that have nothing of an organisation to hide or to protect from it, with the reason. */
const shared: Readonly<Record<string, string>> = {
  'GET /import-kinds/{kind}/template': 'kinds of sheet belong to nobody; a template holds the own programmes only',
  'GET /programmes/{id}/competences': 'what programmes teach is told to every role',
  'PUT /programmes/{id}/competences': 'programmes are public: refused below by 403',
  'GET /placement/rounds/{id}': 'rounds belong to the city',
  'POST /placement/rounds/{id}/codes': 'rounds belong to the city; codes are of the own students (placement.test.ts)',
  'GET /placement/rounds/{id}/posts': 'posts are told to every role; applications to their own enterprise (placement.test.ts)',
  'POST /placement/rounds/{id}/posts': 'rounds belong to the city',
  'GET /placement/rounds/{id}/candidates': 'rounds belong to the city; a school is told its own students (placement.test.ts)',
  'POST /placement/rounds/{id}/candidates': 'rounds belong to the city',
  'GET /placement/rounds/{id}/appeals': 'rounds belong to the city; a school is told its own students (placement.test.ts)',
  'GET /bulletins/{id}/document': 'published to every role; drafts are refused (tasks.test.ts)',
  'GET /bulletins/{id}': 'published to every role; drafts are refused (tasks.test.ts)',
  'GET /key-lists/{id}': 'lists belong to the city; schools and enterprises are told adopted ones (key-lists.test.ts)',
  'GET /runs/{id}': 'runs belong to the city',
  'GET /runs/{id}/events': 'runs belong to the city',
  'GET /runs/{id}/reliability': 'runs belong to the city; of enterprises the own record only, loop.test.ts',
  'GET /runs/{id}/comparison': 'runs belong to the city; small figures are withheld',
  'GET /series/{id}': 'series belong to runs; small figures are withheld',
  'GET /majors/{code}/flags': 'flags are public; small figures are withheld',
  'GET /majors/{code}/employers': 'enterprises are named to those who plan only',
  'GET /chains/{id}/map': 'chains are public; small figures are withheld',
  'GET /occupations/{code}/suppliers': 'programmes are public; competences that few ask for are withheld',
  'GET /chains/{id}/profile': 'chains are public; small figures are withheld',
  'GET /chains/{id}/profile/employment': 'chains are public; small figures are withheld',
  'GET /chains/{id}/profile/education': 'chains are public; small figures are withheld',
  'GET /chains/{id}/profile/ladder': 'chains are public; small figures are withheld',
  'GET /chains/{id}/profile/competences': 'chains are public; small figures are withheld',
};
/** Routes that name an organisation, in the query or in the body: what the second one sends. */
const byName: Readonly<Record<string, () => readonly [Browser, ours: string, body?: object]>> = {
  'GET /members': () => [school[1].manager, school[0].organisationId],
  'GET /invitations': () => [school[1].manager, school[0].organisationId],
  'POST /invitations': () => [school[1].manager, school[0].organisationId, { label: 'x', role: 'school' }],
  'GET /demand/declarations': () => [enterprise[1].manager, enterprise[0].organisationId],
  'GET /demand/postings': () => [enterprise[1].manager, enterprise[0].organisationId],
  'GET /demand/projects': () => [enterprise[1].manager, enterprise[0].organisationId],
  'POST /demand/declarations': () => [enterprise[1].manager, enterprise[0].organisationId, { year: api.t0, occupationCode: '6-22-02', headcount: 1 }],
  'POST /demand/postings': () => [
    enterprise[1].manager,
    enterprise[0].organisationId,
    { openedOn: `${api.t0}-05-01`, occupationCode: '6-22-02', headcount: 1 },
  ],
  'POST /demand/projects': () => [
    enterprise[1].manager,
    enterprise[0].organisationId,
    { name: 'x', occupationCode: '6-22-02', commissioningYear: api.t0 + 1, plannedHeadcount: 1 },
  ],
  'POST /demand/title-choices': () => [enterprise[1].manager, enterprise[0].organisationId, { title: '装配技术员', occupationCode: '6-22-02' }],
  'GET /enrolment/school-years': () => [school[1].manager, school[0].organisationId],
  'POST /enrolment/school-years': () => [school[1].manager, school[0].organisationId, { year: api.t0, fullTimeTeachers: 1 }],
  'GET /graduate-tracks': () => [school[1].manager, school[0].organisationId],
  'POST /graduate-tracks': () => [
    school[1].manager,
    school[0].organisationId,
    { year: api.t0, majorCode: '460702', level: 'associate', months: 6, asked: 1, localJob: 1, otherRegion: 0, furtherStudy: 0, military: 0, unemployed: 0 },
  ],
  'POST /cooperation-listings': () => [
    enterprise[1].manager,
    enterprise[0].organisationId,
    { pair: 'training', title: 'x', text: 'x', fromOn: '2027-01-01', toOn: '2027-12-31' },
  ],
  'GET /filings': () => [school[1].manager, school[0].organisationId],
  'POST /filings': () => [school[1].manager, school[0].organisationId, { kind: 'enrolment', year: api.t0 + 1 }],
  'GET /enrolment/reports': () => [school[1].manager, school[0].organisationId],
  'GET /enrolment/destinations': () => [school[1].manager, school[0].organisationId],
  'GET /enrolment/plans': () => [school[1].manager, school[0].organisationId],
  'POST /enrolment/reports': () => [
    school[1].manager,
    school[0].organisationId,
    { year: api.t0, majorCode: '460702', level: 'associate', intake: 1, enrolled: [1], graduates: 1 },
  ],
  'POST /enrolment/destinations': () => [
    school[1].manager,
    school[0].organisationId,
    { year: api.t0, majorCode: '460702', level: 'associate', localJob: 1, otherRegion: 0, furtherStudy: 0, military: 0, unemployed: 0 },
  ],
  'POST /enrolment/plans': () => [school[1].manager, school[0].organisationId, { year: api.t0 + 1, majorCode: '460702', level: 'associate', plan: 1 }],
  'POST /placement/rounds/{id}/posts': () => [enterprise[1].manager, enterprise[0].organisationId, { title: 'x', capacity: 1 }],
  'POST /placement/rounds/{id}/codes': () => [school[1].manager, school[0].organisationId, {}],
  'POST /placement/rounds/{id}/candidates': () => [school[1].manager, school[0].organisationId, { candidates: [{ number: '1', majorCode: '460702' }] }],
  'GET /imports': () => [school[1].manager, school[0].organisationId],
  'GET /seat-requests': () => [school[1].manager, school[0].organisationId],
  'POST /seat-requests': () => [school[1].manager, school[0].organisationId, { majorCode: '460702', entryYear: api.t0 + 2, seats: 5 }],
  'GET /programme-changes': () => [school[1].manager, school[0].organisationId],
  'POST /programme-changes': () => [
    school[1].manager,
    school[0].organisationId,
    { majorCode: '460702', change: 'new', fromYear: api.t0 + 1, reasons: '', costs: [] },
  ],
  'GET /adjustments': () => [school[1].manager, school[0].organisationId],
  'GET /adjustments/statistics': () => [school[1].manager, school[0].organisationId],
  'GET /flag-replies': () => [school[1].manager, school[0].organisationId],
  'GET /flag-replies/asked': () => [school[1].manager, school[0].organisationId],
  'GET /flag-replies/counts': () => [school[1].manager, school[0].organisationId],
  'GET /dockets': () => [school[1].manager, school[0].organisationId],
};
/** Open to organisations (enterprises or schools), as it is published. */
const forOrganisations = ({ 'x-policy': policy }: Operation) =>
  policy?.callers === 'account' || (Array.isArray(policy?.callers) && ['enterprise', 'school'].some((role) => policy.callers.includes(role)));
const namesOrganisation = (operation: Operation) => {
  const body = operation.requestBody?.content['application/json']?.schema;
  return (
    (operation.parameters ?? []).some(({ name }) => name === 'organisationId') ||
    (body !== undefined && 'organisationId' in (schemaOf(api, body).properties ?? {}))
  );
};
const wordsOf = ({ statusCode, body }: { statusCode: number; body: string }) => {
  const { title, detail, errors } = JSON.parse(body) as Problem;
  return { statusCode, title, detail, errors };
};
const audited = async () => (await api.db.query.select().from(api.db.schema.auditEntries)).length;

describe('every route by which an organisation could reach another', () => {
  it('has a case here', () => {
    const open = operationsOf(api).filter(forOrganisations);
    const cased = new Set([...Object.keys(byId), ...Object.keys(shared)]);
    expect(
      open
        .filter(({ path }) => path.includes('{'))
        .map(nameOf)
        .sort(),
    ).toEqual([...cased].sort());
    expect(open.filter(namesOrganisation).map(nameOf).sort()).toEqual(Object.keys(byName).sort());
  });
  it('by id: answers as if the row did not exist, and changes nothing', async () => {
    const [counts, entries] = [await rowCounts(api), await audited()];
    for (const [name, of] of Object.entries(byId)) {
      const [method, path] = name.split(' ') as ['GET', string];
      const [browser, id, body] = of();
      const send = async (which: string) =>
        wordsOf(
          await browser.call(
            method,
            path.replace('{id}', which).replace('{key}', '6-22-02'),
            body,
            method === ('PUT' as string) || method === ('DELETE' as string) ? { 'if-match': '"v1"' } : {},
          ),
        );
      const [foreign, missing] = [await send(id), await send('missing')];
      expect([name, foreign]).toEqual([name, missing]);
      expect([name, [403, 404].includes(foreign.statusCode)]).toEqual([name, true]);
    }
    expect([await rowCounts(api), await audited()]).toEqual([counts, entries]);
    // what was asked for still stands, untouched
    for (const own of [school[0], enterprise[0]]) {
      expect(await own.manager.status('GET', `/organisations/${own.organisationId}`)).toBe(200);
      const keys = (await own.manager.get<{ items: { id: string }[] }>('/account/keys')).items.map(({ id }) => id);
      const sessions = (await own.manager.get<{ items: { id: string }[] }>('/account/sessions')).items.map(({ id }) => id);
      const invitations = (await own.manager.get<{ items: { id: string }[] }>('/invitations')).items.map(({ id }) => id);
      const members = (await own.manager.get<{ items: { id: string; manager: boolean }[] }>('/members')).items;
      expect([keys.includes(own.keyId), sessions.includes(own.sessionId), invitations.includes(own.invitationId)]).toEqual([true, true, true]);
      expect(members.find(({ id }) => id === own.membershipId)?.manager).toBe(true);
    }
    const { seatRequests } = api.db.schema;
    expect(await api.db.query.select({ status: seatRequests.status }).from(seatRequests).where(eq(seatRequests.id, seatRequest))).toEqual([
      { status: 'requested' },
    ]);
  });
  it('by name: is refused, in the same words for an organisation that exists and one that does not', async () => {
    const [counts, entries] = [await rowCounts(api), await audited()];
    for (const [name, of] of Object.entries(byName)) {
      const [method, path] = name.split(' ') as ['GET' | 'POST', string];
      const [browser, ours, body] = of();
      const send = async (which: string) =>
        wordsOf(
          method === 'GET'
            ? await browser.call('GET', `${path}?organisationId=${which}`)
            : await browser.call('POST', path, { ...body, organisationId: which }),
        );
      const [foreign, missing] = [await send(ours), await send('missing')];
      expect([name, foreign]).toEqual([name, missing]);
      expect([name, [403, 404].includes(foreign.statusCode)]).toEqual([name, true]);
    }
    expect([await rowCounts(api), await audited()]).toEqual([counts, entries]);
  });
  it('by programme: another school may not say what it teaches', async () => {
    const { items } = await api.getJson<{ items: { id: string }[] }>(`/programmes?school=${school[0].organisationId}&limit=1`);
    const { statusCode } = await school[1].manager.call('PUT', `/programmes/${items[0]!.id}/competences`, { competences: [] }, { 'if-match': '"v1"' });
    expect(statusCode).toBe(403);
  });
});

describe('every list an organisation can read', () => {
  /** Published facts about organisations, which everybody reads. */
  const published = new Set(['/schools', '/programmes', '/pathways', '/crosswalk', '/cooperation-listings']);
  it('holds no row and no name of another one', async () => {
    const needed: Readonly<Record<string, string>> = {
      '/gaps/totals': 'by=level',
      '/calendar': `from=${api.t0}-01-01&to=${api.t0}-12-31`,
      '/attachments': `kind=flag_reply&subjectId=${flagReply}`,
    };
    const lists = operationsOf(api).filter((operation) => operation.method === 'GET' && !operation.path.includes('{') && forOrganisations(operation));
    expect(lists.length).toBeGreaterThan(20);
    for (const [one, two] of [school, enterprise]) {
      const [named] = await api.db.query.select().from(api.db.schema.organisations).where(eq(api.db.schema.organisations.id, one.organisationId));
      for (const { path } of lists.filter((operation) => !published.has(operation.path))) {
        for (const accept of ['application/json', 'text/csv']) {
          const { body } = await two.manager.call('GET', `${path}?${needed[path] ?? ''}`, undefined, { accept });
          const seen = [...one.rows, one.organisationId, named!.name].filter((word) => body.includes(word));
          expect([path, accept, seen]).toEqual([path, accept, []]);
        }
      }
      // and its own it does hold: the search above would find them
      const own = await one.manager.call('GET', '/members');
      expect(own.body).toContain(one.membershipId);
    }
    const planner = await addKey(api, 'planner', null);
    const all = await Promise.all(
      ['/demand/declarations', '/demand/projects', '/enrolment/reports', '/seat-requests'].map((path) => api.call('GET', path, { headers: planner })),
    );
    for (const { body } of all) expect([...school[0].rows, ...enterprise[0].rows].some((id) => body.includes(id))).toBe(true);
  });
});
