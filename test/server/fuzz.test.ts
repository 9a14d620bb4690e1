import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../db/repositories/access.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Session } from '../../schemas/session.ts';
import { roles } from '../../schemas/vocabulary.ts';
import { buildApp } from '../../server/app.ts';
import type { App } from '../../server/context.ts';
import { openEmbeddedQueue } from '../../workers/queue-embedded.ts';
import { addPerson } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addCandidate, addOrganisation, openSession } from '../support/callers.ts';
import { addConference } from '../support/conference.ts';
import { firstRegions } from '../support/editions.ts';
import { addDocket } from '../support/dockets.ts';
import { watchAudit } from '../support/audit-watch.ts';
import { addAttachment, addFlagReply } from '../support/flag-replies.ts';
import { injectable, requestsOf, type FuzzRequest } from '../support/fuzz-requests.ts';
import type { Known } from '../support/fuzz-values.ts';
import { operationsOf } from '../support/operations.ts';

/** One request after the other, all of them the same in every run. */
const total = Number(process.env['FUZZ_REQUESTS'] ?? (process.env['TEST_FULL'] === '1' ? 100_000 : 8_000));
const seed = 20_261_122;
const batch = 1_000;
const longestMs = 30_000;
/** What lists cannot do without. */
const needed: Record<string, string> = {
  '/gaps/totals': '&by=level',
  '/catalogue/codes': '&kind=majors',
  '/catalogue/replacements': '&kind=majors',
  '/filings/coverage': '&kind=demand&year=2025',
  '/filings/coverage/groups': '&kind=demand&year=2025',
  '/filings/unusual': '&kind=demand&year=2025',
  '/gaps/heat': '&by=major',
  '/calendar': '&from=2026-01-01&to=2026-12-31',
};

let api: TestApp;
/** The server that is asked. Nobody works for it: runs it starts stay queued. */
let app: App;
let known: Known;
let callers: Readonly<Record<string, string>>[];
const idle = openEmbeddedQueue();
const logged: string[] = [];

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  const run = await api.runToEnd({ parameters: { paths: 200 } });
  await api.call('POST', '/publications', { as: 'planner', body: { runId: run.id } });
  // its sweep would take up, on the minute, the runs and files that are asked for below
  await api.queue.close();
  const logger = pino({ level: 'error' }, { write: (line: string) => logged.push(line) });
  app = await buildApp({ ...api.context, queue: idle }, logger);
  await app.ready();
  watchAudit(app, api.db);

  const { schema, query } = api.db;
  const ids = async (table: 'organisations' | 'programmes' | 'chains' | 'seatRequests' | 'alerts' | 'pathways') =>
    (await query.select({ id: schema[table].id }).from(schema[table]).limit(8)).map(({ id }) => id);
  const homeOf = async (role: Role) => (role === 'school' || role === 'enterprise' ? (await api.getJson<Session>('/session', role)).organisationId : null);
  const people = await Promise.all(
    roles.map(async (role) => addPerson(api, { login: `fuzz-${role}`, role, organisationId: await homeOf(role), manager: true })),
  );
  const pending = await addOrganisation(api, 'enterprise', 'pending');
  const applicant = await addPerson(api, { login: 'fuzz-applicant', role: 'enterprise', organisationId: pending, manager: true });
  const sessions = await Promise.all([...people, applicant].map(({ id, membershipId }) => openSession(api, id, membershipId)));
  const keys = Object.values(api.keys).map((key) => ({ authorization: `Bearer ${key}` }));
  callers = [{}, ...keys, ...keys, ...sessions.map(({ headers }) => headers)];

  // a round that is open, with a post, a student and what is needed to reach them; another that waits
  const asCity = async <T>(path: string, body: object) => (await api.call('POST', path, { as: 'administrator', body })).json<T & { id: string }>();
  const owner = { school: (await homeOf('school')) ?? '', enterprise: (await homeOf('enterprise')) ?? '' };
  const rounds = await Promise.all(['一', '二'].map(async (name) => (await asCity('/placement/rounds', { name, kind: 'hiring' })).id));
  const post = await asCity(`/placement/rounds/${rounds[0]!}/posts`, { title: '操作工', capacity: 3, organisationId: owner.enterprise });
  const student = await addCandidate(api, owner.school, rounds[0]);
  await asCity(`/placement/rounds/${rounds[0]!}/opening`, {});
  callers = [...callers, await student(), await student()];
  const students = (await query.select({ id: schema.placementCandidates.id }).from(schema.placementCandidates)).map(({ id }) => id);
  const taught = await query.select().from(schema.programmes);
  const replies = [await addFlagReply(api, taught.find((one) => one.schoolId === owner.school)!.id)];
  const attached = [await addAttachment(api, replies[0]!), await addAttachment(api, replies[0]!)];
  needed['/attachments'] = `&kind=flag_reply&subjectId=${replies[0]!}`;
  // what the conference has to do with: a docket, a meeting, proposals, tasks, and offers of two sides
  const programme = taught.find((one) => one.schoolId === owner.school && one.closedYear === null)!;
  const dockets = [await addDocket(api, owner.school, 'opened'), await addDocket(api, owner.school, 'assessed')];
  const seats = await addConference(api, owner.school);
  const open = { title: '合作', text: '共建', fromOn: '2027-01-01', toOn: '2027-12-31' };
  const listings = [await asCity('/cooperation-listings', { ...open, pair: 'training', organisationId: owner.enterprise })];
  listings.push(await asCity('/cooperation-listings', { ...open, pair: 'training', organisationId: owner.school }));
  for (const { id } of listings) await asCity(`/cooperation-listings/${id}/steps`, { event: 'open' });
  const file = async (path: string, body: string) =>
    (await api.call('POST', path, { as: 'administrator', body, headers: { 'content-type': 'text/csv' } })).json<{ id: string }>().id;
  const editions = [await file('/catalogue/imports?kind=regions&fileName=regions-2023.csv', firstRegions)];
  const change = { change: 'expand', fromYear: api.t0 + 1, seatsBefore: 40, seatsAfter: 50, reasons: '', costs: [] };
  const begun: Record<string, readonly string[]> = {
    '/dockets': dockets,
    '/programme-changes': [(await asCity('/programme-changes', { ...change, organisationId: owner.school, majorCode: programme.majorCode })).id],
    '/key-lists': [(await asCity('/key-lists', { name: '急需', kind: 'urgent', fromYear: 2027, toYear: 2028, basis: '批次', majorCodes: ['460702'] })).id],
    '/tasks': [(await asCity('/tasks', { title: '实训基地', content: '建成', units: [{ name: '市教育局', leads: true }] })).id],
    '/bulletins': [(await asCity('/bulletins', { kind: 'yearly_summary', year: 2025 })).id],
    '/conference/members': [seats.member],
    '/conference/issues': [seats.issue],
    '/conference/meetings': [seats.planned, seats.meeting],
    '/resolutions': [seats.resolution],
    '/conference/plan': [(await asCity('/conference/plan', { year: 2027, quarter: 1, title: '召开例会', unit: '市教育体育局' })).id],
    '/conference/inspections': [
      (await asCity('/conference/inspections', { title: '督导', startsOn: '2027-03-01', endsOn: '2027-03-05', units: ['市教育体育局'], places: '东胜区' })).id,
    ],
    '/adjustments': (await query.select({ id: schema.adjustments.id }).from(schema.adjustments).limit(8)).map(({ id }) => id),
    '/cooperation-listings': listings.map(({ id }) => id),
    '/catalogue/imports': editions,
    '/adjustment-targets': (
      await query.select({ from: schema.adjustmentTargets.fromYear, to: schema.adjustmentTargets.toYear }).from(schema.adjustmentTargets)
    ).map(({ from, to }) => `${from}-${to}`),
    '/reports': [(await asCity('/reports', { kind: 'city_matching' })).id],
    '/task-templates': (await api.getJson<{ items: { id: string }[] }>('/task-templates', 'administrator')).items.map(({ id }) => id),
  };
  const begunIds = operationsOf(api).flatMap(({ path }) => {
    const [base = '', rest] = path.split('/{id}');
    return rest !== undefined && begun[base] ? [[`${path} id`, begun[base]] as const] : [];
  });
  const published = (await query.select({ id: schema.publications.id }).from(schema.publications)).map(({ id }) => id);

  const [series] = await query.select({ id: schema.runSeries.id }).from(schema.runSeries).limit(1);
  const links = await query.select().from(schema.crosswalkLinks).limit(8);
  const runs = [run.id, 'missing'];
  const filings = (await query.select({ id: schema.filings.id }).from(schema.filings)).map(({ id }) => id);
  const postings = (await query.select({ id: schema.postings.id }).from(schema.postings).limit(8)).map(({ id }) => id);
  const codes = { majorCode: links.map((link) => link.majorCode), occupationCode: links.map((link) => link.occupationCode) };
  const organisations = [...(await ids('organisations')), pending, (await homeOf('school')) ?? '', (await homeOf('enterprise')) ?? ''];
  const chains = await ids('chains');
  const competences = (await query.select({ code: schema.competences.code }).from(schema.competences).limit(8)).map(({ code }) => code);
  const years = [api.t0 - 1, api.t0, api.t0 + 1, api.t0 + 2];
  known = {
    ...codes,
    ...Object.fromEntries(begunIds),
    itemId: [seats.item],
    ...{ runId: runs, with: runs, againstRunId: runs, organisationId: organisations, school: organisations, programmeId: await ids('programmes') },
    ...{ fromProgrammeId: await ids('programmes'), toProgrammeId: await ids('programmes'), chain: chains, chainId: chains, competences },
    ...{
      year: years,
      entryYear: years,
      commissioningYear: years,
      asOfYear: years,
      membershipId: people.map(({ membershipId }) => membershipId),
      decision: ['approved', 'rejected', 'withdrawn'],
    },
    '/runs/{id} id': runs,
    '/runs/{id}/cancel id': runs,
    '/runs/{id}/events id': runs,
    '/runs/{id}/comparison id': runs,
    ...Object.fromEntries(['replay', 'effects', 'checks', 'assumptions', 'reliability'].map((part) => [`/runs/{id}/${part} id`, runs])),
    ...Object.fromEntries(['', '/withdrawal'].map((part) => [`/publications/{id}${part} id`, published])),
    ...Object.fromEntries(
      ['', '/opening', '/closing', '/posts', '/candidates', '/appeals', '/changes'].map((part) => [`/placement/rounds/{id}${part} id`, rounds]),
    ),
    ...Object.fromEntries(['', '/candidates', '/ranking'].map((part) => [`/placement/posts/{id}${part} id`, [post.id]])),
    ...Object.fromEntries(['', '/code'].map((part) => [`/placement/candidates/{id}${part} id`, students])),
    ...Object.fromEntries(['', '/history', '/submission', '/decision'].map((part) => [`/flag-replies/{id}${part} id`, replies])),
    ...Object.fromEntries(['', '/content', '/restoration'].map((part) => [`/attachments/{id}${part} id`, attached])),
    subjectId: replies,
    ...{
      postIds: [post.id],
      candidateId: students,
      '/schools/{id}/programmes/standing id': [owner.school],
      '/programmes/{id}/demand id': await ids('programmes'),
    },
    ...{ '/occupations/{code}/suppliers code': codes.occupationCode, '/chains/{id}/map id': chains },
    ...{ '/majors/{code}/flags code': codes.majorCode, '/majors/{code}/employers code': codes.majorCode },
    ...{ '/majors/{code}/guidance code': codes.majorCode, '/placement/rounds/{id}/codes id': rounds, '/report-templates/{kind} kind': ['city_matching'] },
    '/notifications/{id}/read id': (await query.select({ id: schema.notifications.id }).from(schema.notifications).limit(8)).map(({ id }) => id),
    '/series/{id} id': [series?.id ?? 'missing'],
    '/organisations/{id} id': organisations,
    '/organisations/{id}/contact id': organisations,
    '/organisations/{id}/verification id': [pending],
    '/members/{id} id': [applicant.membershipId, 'missing'],
    '/accounts/{id}/status id': [applicant.id, 'missing'],
    '/accounts/{id}/password-reset id': ['missing'],
    '/seat-requests/{id}/decision id': [...(await ids('seatRequests')), 'missing'],
    ...Object.fromEntries(
      ['', '/history', '/lines/{key}', '/submission', '/withdrawal', '/decision', '/lock', '/unlock'].map((part) => [`/filings/{id}${part} id`, filings]),
    ),
    '/filings/{id}/lines/{key} key': codes.occupationCode,
    '/demand/postings/{id}/outcome id': postings,
    '/import-kinds/{kind}/template kind': ['declarations', 'enrolment'],
    title: ['电工', '装配技术员'],
    '/alerts/{id}/acknowledgement id': [...(await ids('alerts')), 'missing'],
    '/pathways/{id} id': [...(await ids('pathways')), 'missing'],
    '/programmes/{id}/competences id': await ids('programmes'),
    '/rules/{id}/thresholds id': ['nmg-chain-cover', 'red-50x3', 'wa-demand'],
    ...Object.fromEntries(['', '/employment', '/education', '/ladder', '/competences'].map((part) => [`/chains/{id}/profile${part} id`, chains])),
  };
}, 300_000);
afterAll(async () => {
  await app.close();
  await idle.close();
  await api.close();
});

const nameOf = ({ method, url }: FuzzRequest) => `${method} ${url.slice(0, 300)}`;
/** What is wrong with an answer. */
function faultsOf(request: FuzzRequest, response: Awaited<ReturnType<App['inject']>>): string[] {
  const { statusCode, headers, body } = response;
  if (statusCode >= 500) return [`answers ${statusCode}: ${logged.at(-1)?.slice(0, 900) ?? body}`];
  const { method, operation } = request;
  if (method === operation.method && statusCode !== 304 && !(String(statusCode) in operation.responses))
    return [`answers ${statusCode}, which its description does not list: ${body.slice(0, 200)}`];
  if (statusCode < 400 || method === 'HEAD') return [];
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') return [`refuses with ${String(headers['content-type'])}`];
  const { type, title, status, traceId, errors = [] } = JSON.parse(body) as Problem;
  const right =
    /^\/problems\/[a-z_]+$/.test(type) &&
    title !== '' &&
    status === statusCode &&
    traceId === headers['x-request-id'] &&
    errors.every(({ pointer, detail }) => /^(\/|$)/.test(pointer) && detail !== '');
  return right ? [] : [`refuses with another shape: ${body.slice(0, 300)}`];
}
async function ask(request: FuzzRequest) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, longestMs);
  });
  const response = await Promise.race([app.inject(injectable(request)), late]);
  clearTimeout(timer);
  return response;
}

describe(`${total} requests, fitting and broken`, () => {
  const statuses = new Map<string, number>();
  it('are all answered, none with a fault of the server, every refusal as a problem', async () => {
    const gaps = (await api.getJson<{ items: object[] }>('/gaps?limit=200', 'planner')).items;
    const operations = operationsOf(api);
    const any = fc.oneof(...operations.map((operation) => requestsOf(api, operation, known, callers)));
    const faults: string[] = [];
    for (let done = 0; done < total && faults.length < 40; done += batch) {
      for (const request of fc.sample(any, { numRuns: batch, seed: seed + done })) {
        const response = await ask(request);
        const found = response ? faultsOf(request, response) : [`is not answered within ${longestMs} ms`];
        faults.push(...found.map((fault) => `${nameOf(request)} ${JSON.stringify(request.headers)} ${String(request.payload).slice(0, 200)}: ${fault}`));
        const group = `${request.operation.method} ${request.operation.path} ${Math.floor((response?.statusCode ?? 900) / 100)}`;
        statuses.set(group, (statuses.get(group) ?? 0) + 1);
      }
    }
    expect(faults).toEqual([]);
    // finished runs are what they were
    expect((await api.getJson<{ items: object[] }>('/gaps?limit=200', 'planner')).items).toEqual(gaps);
  }, 3_600_000);
  it('reach past the door: most operations did what was asked at least once', () => {
    const reached = operationsOf(api).filter(({ method, path }) => (statuses.get(`${method} ${path} 2`) ?? 0) > 0);
    expect(reached.length).toBeGreaterThan(operationsOf(api).length * 0.6);
  });
  it('leave an audit record that holds, and rows that can be read', async () => {
    expect(await api.getJson<{ intact: boolean }>('/audit/verification', 'administrator')).toMatchObject({ intact: true });
    // what was withdrawn meanwhile is published again: without it open data answer that there are none
    const [run] = (await api.getJson<{ items: { id: string }[] }>('/runs?status=succeeded&limit=1', 'planner')).items;
    await api.call('POST', '/publications', { as: 'planner', body: { runId: run!.id } });
    for (const { method, path, parameters = [] } of operationsOf(api)) {
      if (method !== 'GET' || path.includes('{') || /^\/(placement\/student|account\/)/.test(path) || !parameters.some(({ name }) => name === 'limit'))
        continue;
      const { statusCode, body } = await api.call('GET', `${path}?limit=200${needed[path] ?? ''}`, { as: 'administrator' });
      expect([path, statusCode, statusCode === 200 ? '' : body]).toEqual([path, 200, '']);
    }
  });
});
