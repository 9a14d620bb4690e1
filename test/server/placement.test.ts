import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutcomeRepository } from '../../db/repositories/placement-outcomes.ts';
import { keyEntries } from '../../matching/placement/entries.ts';
import { closeRound } from '../../matching/placement/round.ts';
import type { ApplicantPage, CandidatePage, IssuedCode, PlacementChange, PlacementPost, PlacementRound, StudentView } from '../../schemas/placement.ts';
import type { Static } from 'typebox';
import { clock, newId } from '../../server/runtime.ts';
import type { ImportReport } from '../../schemas/imports.ts';
import { createImportHandler } from '../../workers/handlers/import-sheet.ts';
import { createPlacementHandler, createPlacementSweep } from '../../workers/handlers/close-placement.ts';
import { silentLogger } from '../../workers/queue.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { addKey, addOrganisation } from '../support/callers.ts';
import { sharedThreads } from '../support/threads.ts';

type Headers = Record<string, string>;
let api: TestApp;
let school: Headers;
let otherSchool: Headers;
let enterprise: Headers;
let otherEnterprise: Headers;
let majors: string[];
let round: string;
let robotics: PlacementPost;
let welding: PlacementPost;
let wind: PlacementPost;
let codes: IssuedCode[];

async function ok<T>(status: number, response: ReturnType<TestApp['call']>): Promise<T> {
  const { statusCode, body } = await response;
  if (statusCode !== status) throw new Error(`needs to answer ${status}, got ${statusCode}: ${body}`);
  return (body === '' ? null : JSON.parse(body)) as T;
}
/** A student who has come in: headers of the session, and the version last seen. */
async function enter(code: string) {
  const response = await api.call('POST', '/placement/student/session', { body: { code } });
  expect(response.statusCode).toBe(201);
  const { csrfToken, version } = response.json<StudentView>();
  const [set] = response.cookies;
  expect(set).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 7_200 });
  const cookie = `${set!.name}=${set!.value}`;
  const headers = { cookie, 'x-csrf-token': csrfToken };
  const wish = (postIds: readonly string[], tag = `"v${version}"`) => api.call('PUT', '/placement/student/wishes', { headers: { ...headers, 'if-match': tag }, body: { postIds } }); // prettier-ignore
  return { headers, wish, view: () => ok<StudentView>(200, api.call('GET', '/placement/student', { headers })) };
}
const worker = () => ({ ...api.context, pool: sharedThreads(), logger: silentLogger });
const deliver = () => createPlacementHandler(worker())({ roundId: round }, { signal: new AbortController().signal, attempt: 1, lastAttempt: false });

beforeAll(async () => {
  api = await buildTestApp();
  majors = (await api.getJson<{ items: { code: string }[] }>('/majors?limit=3')).items.map(({ code }) => code);
  [school, otherSchool] = [
    await addKey(api, 'school', await addOrganisation(api, 'school')),
    await addKey(api, 'school', await addOrganisation(api, 'school')),
  ];
  enterprise = await addKey(api, 'enterprise', await addOrganisation(api, 'enterprise'));
  otherEnterprise = await addKey(api, 'enterprise', await addOrganisation(api, 'enterprise'));
  round = (await ok<PlacementRound>(201, api.call('POST', '/placement/rounds', { as: 'secretariat', body: { name: '2027 届订单班', kind: 'order_class', maxChoices: 2 } }))).id; // prettier-ignore
  const offer = (headers: Headers, body: object) => ok<PlacementPost>(201, api.call('POST', `/placement/rounds/${round}/posts`, { headers, body }));
  robotics = await offer(enterprise, { title: '机器人订单班', capacity: 2, majorCodes: [majors[0]] });
  welding = await offer(enterprise, { title: '焊接', capacity: 1 });
  wind = await offer(otherEnterprise, { title: '风电订单班', capacity: 5, minimum: 3 });
  const students = (headers: Headers, numbers: string[], majorCode: string) => ok<{ items: IssuedCode[] }>(201, api.call('POST', `/placement/rounds/${round}/candidates`, { headers, body: { candidates: numbers.map((number) => ({ number, majorCode })) } })); // prettier-ignore
  codes = [...(await students(school, ['1', '2', '3'], majors[0]!)).items, ...(await students(otherSchool, ['1'], majors[1]!)).items];
}, 240_000);
afterAll(() => api.close());

describe('a round that is being prepared', () => {
  it('names what is wrong with a post or a student', async () => {
    const wrong = async (headers: Headers, path: string, body: object) => {
      const response = await api.call('POST', `/placement/rounds/${round}/${path}`, { headers, body });
      return [
        response.statusCode,
        response
          .json<{ errors?: { pointer: string }[] }>()
          .errors?.map(({ pointer }) => pointer)
          .join() ?? '',
      ];
    };
    expect(await wrong(enterprise, 'posts', { title: 'x', capacity: 2, minimum: 3 })).toEqual([422, '/minimum']);
    expect(await wrong(enterprise, 'posts', { title: 'x', capacity: 2, majorCodes: [majors[0], '999999'] })).toEqual([422, '/majorCodes/1']);
    expect(await wrong(enterprise, 'posts', { title: '焊接', capacity: 2 })).toEqual([409, '']);
    expect(await wrong(school, 'candidates', { candidates: [{ number: '9', majorCode: majors[0] }, { number: '1', majorCode: majors[0] }] })).toEqual([422, '/candidates/1/number']); // prettier-ignore
    expect(await wrong(school, 'candidates', { candidates: [{ number: '张三', majorCode: majors[0] }] })).toEqual([422, '/candidates/0/number']);
  });
  it('takes no wishes, and closes only once it was open', async () => {
    const student = await enter(codes[0]!.code.toLowerCase().replaceAll('-', ' '));
    expect((await student.wish([welding.id])).statusCode).toBe(409);
    expect((await api.call('POST', `/placement/rounds/${round}/closing`, { as: 'planner' })).statusCode).toBe(409);
    expect((await ok<PlacementRound>(200, api.call('POST', `/placement/rounds/${round}/opening`, { as: 'planner' }))).status).toBe('open');
    expect((await api.call('POST', `/placement/rounds/${round}/opening`, { as: 'planner' })).statusCode).toBe(409);
  });
});

describe('a round that is open', () => {
  it('lets students choose the posts for their major, in the order they wish, and no others', async () => {
    const [one, two, three, four] = await Promise.all(codes.map(({ code }) => enter(code)));
    const posts = await ok<{ items: { id: string }[] }>(200, api.call('GET', '/placement/student/posts', { headers: four!.headers }));
    expect(posts.items.map(({ id }) => id).sort()).toEqual([welding.id, wind.id].sort());
    expect((await four!.wish([robotics.id])).json()).toMatchObject({ errors: [{ pointer: '/postIds/0' }] });
    expect((await one!.wish([robotics.id, welding.id, wind.id])).json()).toMatchObject({ errors: [{ pointer: '/postIds' }] });
    expect((await one!.wish([welding.id], '"v9"')).statusCode).toBe(412);
    expect((await api.call('PUT', '/placement/student/wishes', { headers: { cookie: one!.headers.cookie }, body: { postIds: [] } })).statusCode).toBe(403);
    for (const [student, wishes] of [[one, [wind, welding]], [two, [wind, robotics]], [three, [welding, robotics]], [four, [welding]]] as const) expect((await student!.wish(wishes.map(({ id }) => id))).statusCode).toBe(200); // prettier-ignore
  });
  it('lets enterprises rank the candidates their post is for', async () => {
    const { items } = await ok<Static<typeof ApplicantPage>>(200, api.call('GET', `/placement/posts/${welding.id}/candidates?applied=true`, { headers: enterprise })); // prettier-ignore
    expect(items.map(({ id }) => id)).toEqual([0, 2, 3].map((index) => codes[index]!.id));
    const rank = (headers: Headers, post: PlacementPost, candidateIds: readonly string[], tag = '"v1"') =>
      api.call('PUT', `/placement/posts/${post.id}/ranking`, { headers: { ...headers, 'if-match': tag }, body: { unranked: 'after', places: candidateIds.map((candidateId, at) => ({ candidateId, place: at + 1 })) } }); // prettier-ignore
    expect((await rank(otherEnterprise, welding, [])).statusCode).toBe(404);
    expect((await rank(enterprise, robotics, [codes[3]!.id])).json()).toMatchObject({ errors: [{ pointer: '/places/0/candidateId' }] });
    expect((await rank(enterprise, welding, [codes[3]!.id, codes[0]!.id])).json()).toMatchObject({ version: 2, applied: 3 });
    expect((await rank(enterprise, welding, [])).statusCode).toBe(412);
  });
});

describe('a round that closes', () => {
  it('survives a worker that dies with it: closed once, written once, the same whoever does it', async () => {
    await ok(202, api.call('POST', `/placement/rounds/${round}/closing`, { as: 'secretariat' }));
    const repository = createOutcomeRepository(api.db);
    // the first worker takes it and is killed: its lease runs out, nothing is written
    const dead = (await repository.claim(round, clock(), new Date(+clock() - 1)))!;
    const student = await enter(codes[0]!.code);
    expect((await student.wish([])).statusCode).toBe(409);
    expect((await student.view()).outcome).toBeNull();
    const queued: unknown[] = [];
    await createPlacementSweep({ ...worker(), queue: { ...api.queue, addMany: async (_name, payloads) => void queued.push(...payloads) } })({}, { signal: new AbortController().signal, attempt: 1, lastAttempt: true }); // prettier-ignore
    expect(queued).toEqual([{ roundId: round }]);
    await Promise.all([deliver(), deliver()]);
    const before = await rowCounts(api);
    const written = await repository.outcomesOf(round);
    expect(written).toHaveLength(4);
    // the dead one comes back with other results, and a message comes again
    const late = { outcomes: [], closings: [], verification: (await api.getJson<PlacementRound>(`/placement/rounds/${round}`, 'planner')).verification! };
    const audit = { id: newId(), at: clock(), actor: 'worker', action: 'published', entity: 'placement_round', entityId: round };
    expect(await repository.publish(dead, clock(), late, audit)).toBe(false);
    await deliver();
    expect(await rowCounts(api)).toEqual(before);
    const { seed } = await api.getJson<PlacementRound>(`/placement/rounds/${round}`, 'school');
    const again = keyEntries({ seed: seed!, proposing: 'students' }, await repository.entries(round));
    const anew = closeRound(again.input).outcomes.map(({ student: key, post }) => [
      again.candidateIdOf.get(key),
      post === null ? null : again.postIdOf.get(post),
    ]);
    expect(anew.sort()).toEqual(written.map(({ candidateId, postId }) => [candidateId, postId]).sort());
  });
  it('stores what was verified', async () => {
    const { status, verification } = await api.getJson<PlacementRound>(`/placement/rounds/${round}`, 'enterprise');
    expect([status, verification]).toEqual(['published', expect.objectContaining({ stable: true, blockingPairs: 0, bestForProposers: true, candidates: 4, placed: 3, closedClasses: 1 })]); // prettier-ignore
  });
  it('tells students their own outcome and why, enterprises and schools their own', async () => {
    const seen = await Promise.all(codes.map(async ({ code }) => (await enter(code)).view()));
    expect(seen[2]?.wishes[0]).toMatchObject({ reason: 'ranked-higher', place: 3, last: 1, capacity: 1 });
    const told = seen.map(({ outcome, wishes }) => [outcome?.post?.title ?? null, outcome?.choice ?? null, wishes.map(({ reason }) => reason)]);
    expect(told).toEqual([
      [null, null, ['closed', 'ranked-higher']],
      ['机器人订单班', 2, ['closed', null]],
      ['机器人订单班', 2, ['ranked-higher', null]],
      ['焊接', 1, [null]],
    ]);
    const list = (headers: Headers) => ok<Static<typeof CandidatePage>>(200, api.call('GET', `/placement/rounds/${round}/candidates`, { headers }));
    expect((await list(school)).items.map(({ number, postTitle, choice }) => [number, postTitle, choice])).toEqual([['1', null, null], ['2', '机器人订单班', 2], ['3', '机器人订单班', 2]]); // prettier-ignore
    expect((await list(school)).items[2]!.missed).toMatchObject([{ title: '焊接', reason: 'ranked-higher', place: 3, last: 1 }]);
    expect((await list(otherSchool)).items.map(({ id }) => id)).toEqual([codes[3]!.id]);
    const applicants = await ok<Static<typeof ApplicantPage>>(200, api.call('GET', `/placement/posts/${welding.id}/candidates?applied=true`, { headers: enterprise })); // prettier-ignore
    expect(applicants.items.map(({ outcome, drawn }) => [outcome, drawn])).toEqual([['ranked-higher', 2], ['ranked-higher', 3], ['placed', null]]); // prettier-ignore
    const posts = await ok<{ items: PlacementPost[] }>(200, api.call('GET', `/placement/rounds/${round}/posts`, { headers: otherEnterprise }));
    const numbers = new Map(posts.items.map(({ id, applied, filled, closed, wishedBy }) => [id, [applied, filled, closed, wishedBy]]));
    expect([numbers.get(wind.id), numbers.get(welding.id)]).toEqual([[2, 0, true, 2], [null, null, null, null]]); // prettier-ignore
    const csv = await api.call('GET', `/placement/posts/${welding.id}/candidates?applied=true`, { headers: { ...enterprise, accept: 'text/csv' } });
    expect(csv.body.trim().split('\n')).toHaveLength(4);
  });
});

describe('a round with dates', () => {
  const once = { signal: new AbortController().signal, attempt: 1, lastAttempt: true };
  const [hour, now] = [3_600_000, +clock()];
  const at = (hours: number) => new Date(now + hours * hour);
  const queued: unknown[] = [];
  const sweep = (time: Date) =>
    createPlacementSweep({ ...worker(), clock: () => time, queue: { ...api.queue, addMany: async (_name, payloads) => void queued.push(...payloads) } })({}, once); // prettier-ignore
  const statusOf = async (id: string) => (await api.getJson<PlacementRound>(`/placement/rounds/${id}`, 'planner')).status;
  it('opens and closes by them, once, whoever looks; what was put off waits', async () => {
    const body = { name: '按时', kind: 'hiring', opensAt: at(1).toISOString(), closesAt: at(2).toISOString() };
    const wrong = await api.call('POST', '/placement/rounds', { as: 'planner', body: { ...body, closesAt: at(1).toISOString() } });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ pointer: '/closesAt' }] });
    const { id } = await ok<PlacementRound>(201, api.call('POST', '/placement/rounds', { as: 'planner', body }));
    await sweep(at(1.5));
    expect(await statusOf(id)).toBe('draft'); // nobody offers a post yet
    await ok(201, api.call('POST', `/placement/rounds/${id}/posts`, { headers: enterprise, body: { title: '装配', capacity: 1 } }));
    await Promise.all([sweep(at(1.5)), sweep(at(1.5))]);
    expect(await statusOf(id)).toBe('open');
    const change = await api.call('PUT', `/placement/rounds/${id}`, { as: 'planner', headers: { 'if-match': '"v1"' }, body: { name: '按时', closesAt: at(3).toISOString() } }); // prettier-ignore
    expect(change.json()).toMatchObject({ version: 2, opensAt: body.opensAt, closesAt: at(3).toISOString() });
    await sweep(at(2.5));
    expect([await statusOf(id), queued]).toEqual(['open', []]);
    await Promise.all([sweep(at(3)), sweep(at(3))]);
    expect([await statusOf(id), new Set(queued.map((one) => JSON.stringify(one)))]).toEqual(['closing', new Set([JSON.stringify({ roundId: id })])]);
    const { items } = await api.getJson<{ items: { action: string; entityId: string }[] }>('/audit?entity=placement_round&limit=200', 'administrator');
    expect(items.filter(({ entityId }) => entityId === id).map(({ action }) => action).reverse()).toEqual(['create', 'opened', 'update', 'closed']); // prettier-ignore
  });
  it('takes students and rankings from spreadsheets, hands out codes once, and takes a sheet back', async () => {
    const { id, name } = await ok<PlacementRound>(201, api.call('POST', '/placement/rounds', { as: 'planner', body: { name: '表格', kind: 'hiring' } }));
    const post = await ok<PlacementPost>(201, api.call('POST', `/placement/rounds/${id}/posts`, { headers: enterprise, body: { title: '钳工', capacity: 1 } }));
    const work = createImportHandler(worker());
    async function brought(kind: string, headers: Headers, lines: readonly string[]) {
      const file = { headers: { ...headers, 'content-type': 'text/csv' }, body: Buffer.from(lines.join('\n')) };
      const { id: importId } = await ok<{ id: string }>(202, api.call('POST', `/imports?kind=${kind}&filename=a.csv`, file));
      await work({ importId }, once);
      return { importId, report: await ok<ImportReport>(200, api.call('GET', `/imports/${importId}/report`, { headers })) };
    }
    async function confirmed(importId: string, headers: Headers) {
      await ok(202, api.call('POST', `/imports/${importId}/confirmation`, { headers, body: { mode: 'valid-rows-only' } }));
      await work({ importId }, once);
      return ok<{ state: string }>(200, api.call('GET', `/imports/${importId}`, { headers }));
    }
    const people = await brought('candidates', school, ['轮次,学生编号,专业代码', `${name},S-1,${majors[0]!}`, `${name},S-2,${majors[0]!}`, `没有,S-3,${majors[0]!}`, `${name},张三,${majors[0]!}`]); // prettier-ignore
    expect([people.report.valid, people.report.errors.map(({ cell, field }) => [cell, field])]).toEqual([2, [['A4', 'round'], ['B5', 'number']]]); // prettier-ignore
    expect(await confirmed(people.importId, school)).toMatchObject({ state: 'imported' });
    const codesNow = () => ok<{ items: IssuedCode[] }>(201, api.call('POST', `/placement/rounds/${id}/codes`, { headers: school, body: {} }));
    const { items: given } = await codesNow();
    expect([given.map(({ number }) => number), (await codesNow()).items]).toEqual([['S-1', 'S-2'], []]);
    expect((await (await enter(given[0]!.code)).view()).number).toBe('S-1');
    await ok(200, api.call('POST', `/placement/rounds/${id}/opening`, { as: 'planner' }));

    const named = (await api.getJson<Static<typeof CandidatePage>>(`/placement/rounds/${id}/candidates`, 'planner')).items[0]!.schoolName;
    const places = async () => {
      const { items } = await ok<Static<typeof ApplicantPage>>(200, api.call('GET', `/placement/posts/${post.id}/candidates`, { headers: enterprise }));
      return items.map(({ number, place, refused }) => [number, place, refused]);
    };
    const before = { unranked: 'after', places: [{ candidateId: given[1]!.id, place: 1 }] };
    await ok(200, api.call('PUT', `/placement/posts/${post.id}/ranking`, { headers: { ...enterprise, 'if-match': '"v1"' }, body: before }));
    const ranks = await brought('rankings', enterprise, ['轮次,岗位,院校,学生编号,排序,不录取', `${name},钳工,${named},S-1,3,`, `${name},钳工,${named},S-2,,是`, `${name},钳工,${named},S-9,1,`, `${name},车工,${named},S-1,1,`, `${name},钳工,${named},S-1,1,是`]); // prettier-ignore
    expect(ranks.report.errors.map(({ cell, field }) => [cell, field])).toEqual([['D4', 'number'], ['B5', 'post'], ['E6', 'place']]); // prettier-ignore
    expect(await confirmed(ranks.importId, enterprise)).toMatchObject({ state: 'imported' });
    expect(await places()).toEqual([['S-1', 3, false], ['S-2', null, true]]); // prettier-ignore
    await ok(202, api.call('POST', `/imports/${ranks.importId}/undo`, { headers: enterprise }));
    await work({ importId: ranks.importId }, once);
    expect(await places()).toEqual([['S-1', null, false], ['S-2', 1, false]]); // prettier-ignore
    await ok(202, api.call('POST', `/placement/rounds/${id}/closing`, { as: 'planner' }));
    expect((await api.call('POST', `/imports/${people.importId}/undo`, { headers: school })).statusCode).toBe(409);
  });
});

describe('a round that cannot be placed', () => {
  async function closing(name: string): Promise<string> {
    const { id } = await ok<PlacementRound>(201, api.call('POST', '/placement/rounds', { as: 'secretariat', body: { name, kind: 'hiring' } }));
    await ok(201, api.call('POST', `/placement/rounds/${id}/posts`, { headers: enterprise, body: { title: '装配', capacity: 1 } }));
    for (const step of ['opening', 'closing']) await api.call('POST', `/placement/rounds/${id}/${step}`, { as: 'secretariat' });
    return id;
  }
  const at = (roundId: string, closePlacement: ReturnType<typeof worker>['pool']['closePlacement'], leaseMs = 30_000) =>
    createPlacementHandler({ ...worker(), leaseMs, pool: { ...sharedThreads(), closePlacement } })({ roundId }, { signal: new AbortController().signal, attempt: 1, lastAttempt: false }); // prettier-ignore
  it('is tried five times, then whoever runs it is told, and may close it again', async () => {
    const id = await closing('2027 届招聘');
    const fails = () => at(id, () => Promise.reject(new Error('out of memory')));
    for (let attempt = 1; attempt <= 5; attempt++) await expect(fails()).rejects.toThrow('out of memory');
    const roundNow = () => api.getJson<PlacementRound>(`/placement/rounds/${id}`, 'secretariat');
    expect(await roundNow()).toMatchObject({ status: 'closing', givenUp: true });
    const { items } = await api.getJson<{ items: { kind: string }[] }>('/notifications', 'secretariat');
    expect(items.map(({ kind }) => kind)).toContain('placement_failed');
    await fails(); // a message that comes late finds nothing to do
    expect(await roundNow()).toMatchObject({ givenUp: true });
    await ok(202, api.call('POST', `/placement/rounds/${id}/closing`, { as: 'secretariat' }));
    await at(id, (input) => sharedThreads().closePlacement(input));
    expect(await roundNow()).toMatchObject({ status: 'published', givenUp: false });
  });
  it('keeps its lease while a worker is at it', async () => {
    const id = await closing('2028 届招聘');
    const leases: number[] = [];
    await at(
      id,
      async (input) => {
        const { placementRounds } = api.db.schema;
        const lease = async () => +((await api.db.query.select().from(placementRounds)).find((row) => row.id === id)?.leaseUntil ?? 0);
        leases.push(await lease());
        await expect.poll(lease, { timeout: 20_000 }).toBeGreaterThan(leases[0]!);
        return sharedThreads().closePlacement(input);
      },
      300,
    );
    expect(leases).toHaveLength(1);
  });
});

describe('after publication', () => {
  it('a change by hand leaves a trail and says what it breaks', async () => {
    const move = (body: object) => api.call('POST', `/placement/rounds/${round}/changes`, { as: 'secretariat', body });
    const change = await ok<PlacementChange>(201, move({ candidateId: codes[0]!.id, postId: welding.id, reason: '企业同意增加一人' }));
    // one place, two students: the first is there with another; nobody else was passed over for it but student 3
    expect(change.verification).toMatchObject({ stable: false, overfull: 1, blockingPairs: 0, bestForProposers: null });
    const back = await ok<PlacementChange>(201, move({ candidateId: codes[3]!.id, postId: null, reason: '学生放弃' }));
    expect(back.verification).toMatchObject({ stable: false, overfull: 0, blockingPairs: 1 });
    expect((await move({ candidateId: codes[3]!.id, postId: null, reason: 'x' })).json()).toMatchObject({ errors: [{ pointer: '/postId' }] });
    const { items } = await api.getJson<{ items: PlacementChange[] }>(`/placement/rounds/${round}/changes`, 'planner');
    expect(items.map(({ id }) => id)).toEqual([back.id, change.id]);
    expect((await (await enter(codes[0]!.code)).view()).outcome).toMatchObject({ post: { id: welding.id }, choice: 2, byHand: true });
    // the student who left their post is told why, and the round is verified as it is now
    const left = await (await enter(codes[3]!.code)).view();
    expect([left.outcome, left.wishes.map(({ reason }) => reason)]).toEqual([{ post: null, choice: null, byHand: true }, ['by-hand']]);
    expect((await api.getJson<PlacementRound>(`/placement/rounds/${round}`, 'school')).verification).toEqual(back.verification);
  });
  it('a class that takes somebody by hand is held; a student keeps the reasons of what they would rather have', async () => {
    const move = (postId: string | null) =>
      api.call('POST', `/placement/rounds/${round}/changes`, { as: 'secretariat', body: { candidateId: codes[1]!.id, postId, reason: '企业同意开班' } });
    const closedOf = async () => {
      const { items } = await api.getJson<{ items: PlacementPost[] }>(`/placement/rounds/${round}/posts`, 'planner');
      return items.find(({ id }) => id === wind.id)!.closed;
    };
    expect(await closedOf()).toBe(true);
    expect((await ok<PlacementChange>(201, move(wind.id))).verification).toMatchObject({ closedClasses: 0, belowMinimum: 1 });
    expect([await closedOf(), (await (await enter(codes[1]!.code)).view()).outcome?.choice]).toEqual([false, 1]);
    await ok<PlacementChange>(201, move(robotics.id));
    const { wishes, outcome } = await (await enter(codes[1]!.code)).view();
    expect([await closedOf(), outcome?.choice, wishes.map(({ reason }) => reason)]).toEqual([true, 2, ['by-hand', null]]);
  });
  it('of changes at once each is verified with the others in place', async () => {
    const move = (code: IssuedCode, postId: string | null) =>
      api.call('POST', `/placement/rounds/${round}/changes`, { as: 'secretariat', body: { candidateId: code.id, postId, reason: '同时' } });
    await ok(201, move(codes[0]!, null));
    // one place is free: each of the two fits alone
    const both = await Promise.all([move(codes[2]!, welding.id), move(codes[3]!, welding.id)]);
    const stored = both.filter(({ statusCode }) => statusCode === 201).map((response) => response.json<PlacementChange>().verification.overfull);
    expect(both.map(({ statusCode }) => statusCode).every((status) => status === 201 || status === 409)).toBe(true);
    const placed = (await createOutcomeRepository(api.db).outcomesOf(round)).filter(({ postId }) => postId === welding.id).length;
    expect([stored.length, stored.toSorted()]).toEqual(placed === 2 ? [2, [0, 1]] : [1, [0]]);
    await ok(201, move(codes[2]!, robotics.id));
    if (placed === 1 && both[1].statusCode === 409) return;
    await ok(201, move(codes[3]!, null));
  });
  it('students appeal and are answered once; a school sees the appeals of its own', async () => {
    const { headers } = await enter(codes[3]!.code);
    const { appeals } = await ok<StudentView>(201, api.call('POST', '/placement/student/appeals', { headers, body: { text: '我没有放弃' } }));
    const decide = () => api.call('POST', `/placement/appeals/${appeals[0]!.id}/decision`, { as: 'planner', body: { status: 'granted', answer: '已恢复' } });
    expect((await decide()).json()).toMatchObject({ status: 'granted', answer: '已恢复', number: '1' });
    expect((await decide()).statusCode).toBe(409);
    const seen = (by: Headers) => ok<{ items: unknown[] }>(200, api.call('GET', `/placement/rounds/${round}/appeals`, { headers: by }));
    expect([(await seen(school)).items.length, (await seen(otherSchool)).items.length]).toEqual([0, 1]);
    const kinds = async (as: 'planner' | 'secretariat') => new Set((await api.getJson<{ items: { kind: string }[] }>('/notifications?limit=200', as)).items.map(({ kind }) => kind)); // prettier-ignore
    expect([(await kinds('planner')).has('placement_appealed'), (await kinds('secretariat')).has('placement_appealed')]).toEqual([true, true]);
    const stored = await api.db.query.select().from(api.db.schema.notifications);
    const schools = (kind: string) => new Set(stored.filter((row) => row.kind === kind).map(({ organisationId }) => organisationId));
    const [own] = await api.db.query.select().from(api.db.schema.placementCandidates).where(eq(api.db.schema.placementCandidates.id, codes[3]!.id));
    for (const kind of ['placement_appealed', 'placement_appeal_answered', 'placement_changed'])
      expect([kind, schools(kind).has(own!.schoolId)]).toEqual([kind, true]);
  });
  it('a new code ends the old one and its sessions', async () => {
    const old = await enter(codes[1]!.code);
    expect((await api.call('POST', `/placement/candidates/${codes[1]!.id}/code`, { headers: otherSchool })).statusCode).toBe(404);
    const renewed = await ok<IssuedCode>(201, api.call('POST', `/placement/candidates/${codes[1]!.id}/code`, { headers: school }));
    expect((await api.call('GET', '/placement/student', { headers: old.headers })).statusCode).toBe(401);
    expect((await api.call('POST', '/placement/student/session', { body: { code: codes[1]!.code } })).statusCode).toBe(401);
    expect((await (await enter(renewed.code)).view()).number).toBe('2');
  });
  it('the audit record holds neither numbers nor codes nor what people wrote', async () => {
    const { auditEntries } = api.db.schema;
    const rows = await api.db.query.select().from(auditEntries);
    const said = JSON.stringify(rows.filter(({ entity }) => entity.startsWith('placement')).map(({ before, after }) => ({ before, after })));
    for (const word of ['放弃', '恢复', '企业同意', ...codes.map(({ code }) => code)]) expect(said).not.toContain(word);
    expect(rows.filter(({ entityId, action }) => entityId === round && action === 'published')).toHaveLength(1);
  });
});
