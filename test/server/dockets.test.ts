import { parse } from 'csv-parse/sync';
import { and, asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlagReply, AskedProgramme } from '../../schemas/flag-replies.ts';
import type { Docket, DocketCheck, DocketStep, DocketSummary } from '../../schemas/dockets.ts';
import type { Attachment } from '../../schemas/attachments.ts';
import { DocketOutcome, DocketReview } from '../../schemas/docket-reviews.ts';
import type { Notification } from '../../schemas/notifications.ts';
import { Flag, type Series } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { moveOf } from '../../schemas/workflow.ts';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { createDocketReviewer } from '../../workers/handlers/review-dockets.ts';
import { silentLogger } from '../../workers/queue.ts';
import { buildTestApp, type Call, type TestApp } from '../support/app.ts';
import { addKey } from '../support/callers.ts';
import { createMeeting } from '../support/dockets.ts';
import { walk, type ListPage, type ToldFlag } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let meeting: ReturnType<typeof createMeeting>;
let run: Run;
/** A programme that a flag asks, and one of another school that the flag does not concern. */
let asked: AskedProgramme;
let own: Record<string, string>;
let foreign: Record<string, string>;
let flags: ToldFlag[];

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  meeting = createMeeting(api);
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect(run.status).toBe('succeeded');
  const all = await walk<AskedProgramme>(api, '/flag-replies/asked', 200, 'planner');
  asked = all.find(({ flagClass }) => flagClass === 'expand') ?? all[0]!;
  own = await addKey(api, 'school', asked.organisationId);
  const offering = new Set(
    (await walk<{ majorCode: string; schoolId: string }>(api, `/programmes?majorCode=${asked.majorCode}`, 200)).map(({ schoolId }) => schoolId),
  );
  const schools = await walk<{ id: string }>(api, '/schools', 200);
  foreign = await addKey(api, 'school', schools.find(({ id }) => !offering.has(id))!.id);
  flags = await walk<ToldFlag>(api, '/flags', 200, 'planner');
}, 240_000);
afterAll(() => api.close());

const open = async (majorCode: string, body: object = {}) => api.call('POST', '/dockets', { as: 'planner', body: { majorCode, ...body } });
const opened = async (majorCode: string, body: object = {}): Promise<Docket> => {
  const answer = await open(majorCode, body);
  expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([201, answer.body.slice(0, 300)]);
  return answer.json<Docket>();
};
const get = (id: string) => api.getJson<Docket>(`/dockets/${id}`, 'planner');
const move = (id: string, event: string, more: object = {}, headers: Record<string, string> = {}) =>
  api.call('POST', `/dockets/${id}/moves`, { as: 'planner', headers, body: { event, ...more } });
const ledger = (docketId: string) => {
  const { adjustments } = api.db.schema;
  return api.db.query.select().from(adjustments).where(eq(adjustments.docketId, docketId)).orderBy(asc(adjustments.id));
};
const expand = () => ({ schoolId: asked.organisationId, change: 'expand', fromYear: api.t0 + 1, seatsAfter: 5_000 });

describe('a docket', () => {
  it('freezes what its run says of the major, and says so as long as nobody touches it', async () => {
    const docket = await opened(asked.majorCode, { measures: [expand()] });
    expect([docket.state, docket.version, docket.number, docket.flagClass, docket.simulated]).toEqual(['opened', 1, 1, asked.flagClass, true]);
    expect(docket.measures).toMatchObject([{ schoolId: asked.organisationId, programmeId: asked.programmeId, change: 'expand', seatsAfter: 5_000 }]);
    expect(docket.measures[0]!.seatsBefore).toBeGreaterThan(0);
    expect([...Compile(Flag).Errors(docket.evidence!.flag)]).toEqual([]);
    const flag = flags.find(({ majorCode }) => majorCode === asked.majorCode)!;
    expect(docket.evidence!.flag).toEqual(flag);
    expect(docket.evidence!.gaps.find(({ span, window }) => span === 'total' && window === 'decision')).toMatchObject({
      band: flag.band,
      year: flag.firstYear,
    });
    expect(docket.evidence!.demand.forecast.length).toBeGreaterThan(3);
    const check = () => api.getJson<DocketCheck>(`/dockets/${docket.id}/check`, 'secretariat');
    const sound = await check();
    expect([sound.untouched, sound.same, sound.presentHash]).toEqual([true, true, docket.evidenceHash]);
    expect(sound.parts.every(({ fields }) => fields > 0)).toBe(true);
    // names are what things were called: another edition changes nothing
    const { majors, dockets } = api.db.schema;
    const named = await api.db.query.select().from(majors).where(eq(majors.code, asked.majorCode));
    await api.db.query.update(majors).set({ name: '别名' }).where(eq(majors.code, asked.majorCode));
    expect((await check()).same).toBe(true);
    await api.db.query.update(majors).set({ name: named[0]!.name }).where(eq(majors.code, asked.majorCode));
    // one digit of the evidence
    const bent = structuredClone(docket.evidence!);
    bent.flag.gap = (bent.flag.gap ?? 0) + 1;
    await api.db.query.update(dockets).set({ evidence: bent }).where(eq(dockets.id, docket.id));
    const touched = await check();
    expect([touched.untouched, touched.same]).toEqual([false, false]);
    expect(touched.parts.filter(({ differing }) => differing > 0)).toMatchObject([{ part: 'flag', differing: 1, first: { pointer: '/flag/gap' } }]);
    await api.db.query.update(dockets).set({ evidence: docket.evidence! }).where(eq(dockets.id, docket.id));

    const again = await open(asked.majorCode);
    expect([again.statusCode, again.body.includes(docket.id)]).toEqual([409, true]);
    expect((await move(docket.id, 'withdraw', { reason: '另行立档' })).statusCode).toBe(200);
  });
  it('is opened once, however many ask at the same moment, and numbers have no gaps', async () => {
    const others = flags.filter(({ majorCode }) => majorCode !== asked.majorCode).slice(0, 2);
    const answers = await Promise.all([...others, ...others].map(({ majorCode }) => open(majorCode)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 201, 409, 409]);
    const numbers = (await walk<DocketSummary>(api, '/dockets?sort=number', 1, 'planner')).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    for (const { id, state } of await walk<DocketSummary>(api, '/dockets', 200, 'planner'))
      if (state === 'opened') await move(id, 'withdraw', { reason: '试' });
  });
  it('names the fields at fault, in both languages', async () => {
    const refused = await createRefusalCheck(api);
    const bad = (measures: object[], pointers: string[]) =>
      refused('POST', '/dockets', { as: 'planner', body: { majorCode: asked.majorCode, measures } }, 422, pointers);
    await refused('POST', '/dockets', { as: 'planner', body: { majorCode: '999999' } }, 422, ['/majorCode']);
    await refused('POST', '/dockets', { as: 'planner', body: { majorCode: asked.majorCode, runId: 'none' } }, 422, ['/runId']);
    await bad([{ ...expand(), schoolId: 'nobody' }], ['/measures/0/schoolId']);
    await bad([{ ...expand(), change: 'new' }], ['/measures/0/change']);
    await bad([{ ...expand(), fromYear: api.t0 }], ['/measures/0/fromYear']);
    await bad([{ ...expand(), seatsAfter: 1 }], ['/measures/0/seatsAfter']);
    await bad([{ ...expand(), change: 'reduce' }], ['/measures/0/seatsAfter']);
    await bad([{ ...expand(), change: 'rename' }], ['/measures/0/newName']);
    await bad([expand(), expand()], ['/measures/1/change']);
    await refused('POST', '/dockets', { as: 'secretariat', body: { majorCode: asked.majorCode } }, 403);
  });
});

describe('its way', () => {
  it('leads from the hearing over the opinion and the meeting to the ledger and the review', async () => {
    const docket = await opened(asked.majorCode);
    const url = `/dockets/${docket.id}`;
    expect((await api.call('GET', url, { headers: own })).statusCode).toBe(404); // nobody was asked yet
    const refused = await createRefusalCheck(api);
    await refused('POST', `${url}/moves`, { as: 'planner', body: { event: 'assess' } }, 409);
    await refused('POST', `${url}/moves`, { as: 'planner', body: { event: 'withdraw' } }, 422, ['/reason']);
    await refused('POST', `${url}/moves`, { as: 'planner', headers: { 'if-match': '"v7"' }, body: { event: 'ask' } }, 412);
    await refused('POST', `${url}/review`, { as: 'planner', body: {} }, 409);
    await refused('GET', `${url}/outcome`, { as: 'planner' }, 409);
    expect((await move(docket.id, 'ask')).json<Docket>()).toMatchObject({ state: 'hearing', version: 2, can: ['assess', 'withdraw'] });
    const notices = await api.call('GET', '/notifications', { headers: own });
    expect(notices.json<ListPage<Notification>>().items.map(({ kind, entityId }) => [kind, entityId])).toContainEqual(['docket_hearing', docket.id]);

    // the school answers the flag, and the docket shows it
    const body = { programmeId: asked.programmeId, kind: 'comply', text: '2027 年秋季起增招一个班', doneBy: `${new Date().getFullYear() + 1}-09-01` };
    const reply = (await api.call('POST', '/flag-replies', { headers: own, body })).json<FlagReply>();
    expect((await get(docket.id)).replies).toEqual([]);
    await api.call('POST', `/flag-replies/${reply.id}/submission`, { headers: own });
    expect((await get(docket.id)).replies).toMatchObject([{ id: reply.id, kind: 'comply', text: body.text }]);

    const put = (change: object, tag: string) => api.call('PUT', url, { as: 'planner', headers: { 'if-match': tag }, body: change });
    const written = await Promise.all([0, 1].map((n) => put({ opinion: `建议增招 ${n}`, measures: [expand()] }, '"v2"')));
    expect(written.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    expect((await move(docket.id, 'assess')).json<Docket>()).toMatchObject({ state: 'assessed', version: 4, can: ['reopen', 'withdraw'] });
    expect(await meeting.move(await get(docket.id), 'schedule')).toBe(true);
    expect((await put({ opinion: '晚了', measures: [] }, '"v5"')).statusCode).toBe(409);
    const amended = (await get(docket.id)).measures.map(({ schoolName: _name, ...measure }) => ({ ...measure, seatsAfter: 300 }));
    await expect(meeting.resolve({ docketId: docket.id, version: 5, outcome: 'amend' })).rejects.toThrow('needed to amend');
    await expect(meeting.resolve({ docketId: docket.id, version: 5, outcome: 'approve', measures: amended })).rejects.toThrow('left out to approve');
    const both = await Promise.all([0, 1].map(() => meeting.resolve({ docketId: docket.id, version: 5, outcome: 'amend', measures: amended })));
    expect(both.sort()).toEqual([false, true]);
    expect(await ledger(docket.id)).toMatchObject([{ change: 'expand', seatsAfter: 300, resolutionNumber: '2026-1-03', year: api.t0 + 1, simulated: true }]);

    const due = await walk<DocketSummary>(api, '/dockets?due=true', 200, 'planner');
    expect(due.map(({ id, reviewDue }) => [id, reviewDue])).toEqual([[docket.id, true]]);
    const outcome = await api.getJson<DocketOutcome>(`${url}/outcome`, 'planner');
    expect([...Compile(DocketOutcome).Errors(outcome)]).toEqual([]);
    expect(outcome).toMatchObject({ carriedOut: 'not_yet', judged: 'undecided', direction: 'short', againstYear: api.t0 });
    const later = `${new Date().getFullYear() + 4}-09-01`;
    const put_off = await api.call('POST', `${url}/review`, { as: 'planner', body: { note: '尚早', again: later } });
    expect(put_off.json<Docket>()).toMatchObject({ state: 'resolved', version: 7, reviewOn: later, reviewDue: false, review: { last: false, note: '尚早' } });
    expect((await api.call('POST', `${url}/review`, { as: 'planner', body: {} })).statusCode).toBe(409);
    await api.db.query.update(api.db.schema.dockets).set({ reviewOn: '2026-01-01' }).where(eq(api.db.schema.dockets.id, docket.id));
    expect((await api.call('POST', `${url}/review`, { as: 'planner', body: {} })).json<Docket>()).toMatchObject({ state: 'reviewed', version: 8, can: [] });

    const steps = await api.getJson<ListPage<DocketStep>>(`${url}/history`, 'secretariat');
    expect(steps.items.map(({ event, to }) => [event, to])).toEqual([['review', 'reviewed'], ['resolve', 'resolved'], ['schedule', 'scheduled'], ['assess', 'assessed'], ['ask', 'hearing']]); // prettier-ignore
    const entries = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entityId }) => entityId === docket.id);
    expect(entries.map(({ action }) => action)).toEqual(['create', 'ask', 'update', 'assess', 'review_again', 'review']);
    expect(JSON.stringify(entries)).not.toMatch(/建议增招|尚早/);
  });
  it('is told to a school as far as it concerns it, and withheld figures stay withheld', async () => {
    const suppressed = await walk<ToldFlag>(api, '/flags', 200, 'school');
    const hidden = suppressed.find((flag) => flag.suppressed !== null && flags.some(({ majorCode }) => majorCode === flag.majorCode));
    const listed = (await api.call('GET', '/dockets?limit=200', { headers: own })).json<ListPage<DocketSummary>>().items;
    expect(listed.map(({ majorCode }) => majorCode)).toContain(asked.majorCode);
    expect(listed.every(({ measures, state }) => state !== 'opened' && measures.every(({ schoolId }) => schoolId === asked.organisationId))).toBe(true);
    expect((await api.call('GET', '/dockets?limit=200', { headers: foreign })).json<ListPage<DocketSummary>>().items.filter(({ majorCode }) => majorCode === asked.majorCode)).toEqual([]); // prettier-ignore
    const mine = listed.find(({ state }) => state === 'reviewed')!;
    expect((await api.call('GET', `/dockets/${mine.id}`, { headers: foreign })).statusCode).toBe(404);
    const told = (await api.call('GET', `/dockets/${mine.id}`, { headers: own })).json<Docket>();
    const flag = (await api.call('GET', `/flags?majorCode=${asked.majorCode}&runId=${run.id}`, { headers: own })).json<ListPage<Flag>>().items[0];
    expect(told.evidence!.flag).toEqual(flag);
    for (const side of ['demand', 'supply'] as const) {
      const series = (await api.call('GET', `/series/${flag![`${side}SeriesId`]}`, { headers: own })).json<Series>();
      expect([side, told.evidence![side].history]).toEqual([side, series.history]);
    }
    expect([told.evidence!.findings, told.review!.years, told.review!.demand]).toEqual([[], [], null]);
    const steps = (await api.call('GET', `/dockets/${mine.id}/history`, { headers: own })).json<ListPage<DocketStep>>().items;
    expect(steps.every(({ actor, reason }) => actor === null && reason === null)).toBe(true);
    if (!hidden) return;
    const docket = await opened(hidden.majorCode);
    await move(docket.id, 'ask');
    const [one] = (await walk<{ schoolId: string }>(api, `/programmes?majorCode=${hidden.majorCode}`, 200)).slice(0, 1);
    if (!one) return;
    const seen = (await api.call('GET', `/dockets/${docket.id}`, { headers: await addKey(api, 'school', one.schoolId) })).json<Docket>();
    expect([seen.evidence!.flag.gap, seen.evidence!.gaps.every(({ demand }) => demand === null)]).toEqual([null, true]);
  });
  it('goes out as a file', async () => {
    const { body } = await api.call('GET', '/dockets?state=reviewed', { as: 'planner', headers: { accept: 'text/csv', 'accept-language': 'en' } });
    const rows = parse<Record<string, string>>(body, { columns: true, bom: true });
    expect(rows).toMatchObject([{ state: 'reviewed', major: asked.majorCode, resolution: '2026-1-03', seats_after: '300' }]);
  });
});

describe('a decision whose years have come', () => {
  it('is reviewed by the system once every year of its window is known, and people add a word', async () => {
    const review = createDocketReviewer({ ...api.context, logger: silentLogger } as never);
    const due = async () => review({}, { signal: new AbortController().signal, attempt: 1, lastAttempt: true });
    const { majorCode } = flags.find((flag) => flag.majorCode !== asked.majorCode && flag.class === 'reduce')!;
    const { id } = await opened(majorCode);
    await api.call('PUT', `/dockets/${id}`, { as: 'planner', body: { opinion: '意见', measures: [] } });
    await move(id, 'assess');
    await meeting.move(await get(id), 'schedule');
    await meeting.resolve({ docketId: id, version: (await get(id)).version, outcome: 'approve', reviewOn: null });
    await due();
    expect((await get(id)).state).toBe('resolved'); // its window has not come
    const { gaps, auditEntries } = api.db.schema;
    const window = and(eq(gaps.runId, run.id), eq(gaps.majorCode, majorCode), eq(gaps.span, 'total'), eq(gaps.window, 'decision'));
    await api.db.query
      .update(gaps)
      .set({ year: api.t0 - 1, lastYear: api.t0 })
      .where(window);
    await Promise.all([due(), due()]);
    const found = await get(id);
    expect(found).toMatchObject({ state: 'reviewed', can: ['review'], review: { bySystem: true, last: true, observedYears: 2, againstRunId: run.id } });
    expect([...Compile(DocketReview).Errors(found.review)]).toEqual([]);
    const notices = (await api.getJson<ListPage<Notification>>('/notifications', 'planner')).items.filter(({ entityId }) => entityId === id);
    expect(notices.map(({ kind, values }) => [kind, values['judged']])).toEqual([['docket_scored', found.review!.judged]]);
    const refused = await createRefusalCheck(api);
    await refused('POST', `/dockets/${id}/review`, { as: 'planner', body: {} }, 422, ['/note']);
    await refused('POST', `/dockets/${id}/review`, { as: 'planner', body: { note: '好', again: '2040-01-01' } }, 422, ['/again']);
    const noted = await api.call('POST', `/dockets/${id}/review`, { as: 'planner', body: { note: '方向无误' } });
    expect(noted.json<Docket>()).toMatchObject({ state: 'reviewed', can: [], review: { ...found.review, note: '方向无误' } });
    expect((await api.call('POST', `/dockets/${id}/review`, { as: 'planner', body: { note: '再说' } })).statusCode).toBe(409);
    const entries = (await api.db.query.select().from(auditEntries)).filter(({ entityId }) => entityId === id);
    expect(entries.map(({ action, actor }) => `${actor.split(':')[0] ?? ''} ${action}`).slice(-2)).toEqual(['system review', 'key review_note']);
    expect(JSON.stringify(entries)).not.toContain('方向无误');
  });
});

describe('files beside it', () => {
  it('are added by who plans and by schools that are heard, and a school sees its own alone', async () => {
    const docket = (await walk<DocketSummary>(api, '/dockets?state=hearing', 200, 'planner')).find(({ majorCode }) => majorCode === asked.majorCode);
    const { id } = docket ?? (await opened(asked.majorCode));
    if (!docket) await move(id, 'ask');
    const type = { 'content-type': 'application/octet-stream' };
    const add = (name: string, headers: Record<string, string>) =>
      api.call('POST', `/attachments?kind=docket&subjectId=${id}&name=${name}`, { body: Buffer.from(name), headers: { ...headers, ...type } });
    const names = async (call: Call) => {
      const answer = await api.call('GET', `/attachments?kind=docket&subjectId=${id}`, call);
      return answer.statusCode === 200 ? answer.json<ListPage<Attachment>>().items.map(({ name }) => name) : answer.statusCode;
    };
    const planner = { authorization: 'Bearer test-planner' };
    const paper = (await add('paper.txt', planner)).json<Attachment>();
    expect((await add('plan.txt', own)).statusCode).toBe(201);
    expect([(await add('x.txt', foreign)).statusCode, (await add('x.txt', { authorization: 'Bearer test-enterprise' })).statusCode]).toEqual([404, 404]);
    expect((await add('x.txt', { authorization: 'Bearer test-secretariat' })).statusCode).toBe(403);
    expect([await names({ headers: own }), await names({ headers: foreign }), await names({ as: 'secretariat' })]).toEqual([['plan.txt'], 404, ['paper.txt', 'plan.txt']]); // prettier-ignore
    expect((await api.call('GET', `/attachments/${paper.id}/content`, { headers: own })).statusCode).toBe(404);
    expect((await api.call('DELETE', `/attachments/${paper.id}`, { headers: own })).statusCode).toBe(404);
    await api.call('PUT', `/dockets/${id}`, { as: 'planner', body: { opinion: '意见', measures: [] } });
    await move(id, 'assess');
    expect([(await add('late.txt', own)).statusCode, (await add('more.txt', planner)).statusCode]).toEqual([409, 201]);
    await move(id, 'withdraw', { reason: '试' });
  });
});

describe('whatever is tried, in whatever order', () => {
  it('a docket follows its workflow, counts every step, and writes the ledger once', async () => {
    const events = ['ask', 'assess', 'reopen', 'withdraw', 'schedule', 'unschedule', 'approve', 'defer', 'reject', 'review', 'write'] as const;
    const majors = flags.map(({ majorCode }) => majorCode).filter((code) => code !== asked.majorCode);
    const busy = new Set(
      (await walk<DocketSummary>(api, '/dockets', 200, 'planner')).filter(({ state }) => state === 'hearing').map(({ majorCode }) => majorCode),
    );
    let next = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...events), { minLength: 4, maxLength: 14 }), async (tried) => {
        const majorCode = majors.filter((code) => !busy.has(code))[next++]!;
        const { id } = await opened(majorCode);
        const model = { state: 'opened' as Docket['state'], version: 1, opinion: false, lines: 0, moves: 0 };
        for (const event of tried) {
          const name = event === 'approve' ? 'resolve' : event;
          const legal = event === 'write' ? undefined : moveOf(docketWorkflow, model.state, name as 'ask');
          const docket = await get(id);
          let done: boolean;
          if (event === 'write') {
            const school = (await walk<{ schoolId: string; closedYear: number | null }>(api, `/programmes?majorCode=${majorCode}`, 200)).find(
              ({ closedYear }) => closedYear === null,
            );
            const measures = school ? [{ schoolId: school.schoolId, change: 'keep', fromYear: api.t0 + 1 }] : [];
            const answer = await api.call('PUT', `/dockets/${id}`, { as: 'planner', body: { opinion: '意见', measures } });
            done = answer.statusCode === 200;
            expect(done).toBe(['opened', 'hearing', 'assessed'].includes(model.state));
            if (done) Object.assign(model, { opinion: true, lines: measures.length, version: model.version + 1 });
            continue;
          }
          if (event === 'schedule' || event === 'unschedule') done = await meeting.move(docket, event);
          else if (event === 'approve' || event === 'defer' || event === 'reject')
            done = await meeting.resolve({ docketId: id, version: docket.version, outcome: event, reviewOn: null });
          else
            done =
              (await (event === 'review' ? api.call('POST', `/dockets/${id}/review`, { as: 'planner', body: {} }) : move(id, event, { reason: '试' })))
                .statusCode === 200;
          expect([event, model.state, done]).toEqual([event, model.state, legal !== undefined && (event !== 'assess' || model.opinion)]);
          if (done && legal) Object.assign(model, { state: legal.to, version: model.version + 1, moves: model.moves + 1 });
        }
        const end = await get(id);
        const { total } = await api.getJson<{ total: number }>(`/dockets/${id}/history?total=true`, 'planner');
        expect([end.state, end.version, total]).toEqual([model.state, model.version, model.moves]);
        expect((await ledger(id)).length).toBe(['resolved', 'reviewed'].includes(model.state) ? model.lines : 0);
      }),
      { numRuns: 8 },
    );
  });
});
