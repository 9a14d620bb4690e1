import { parse } from 'csv-parse/sync';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inspection, PlanItem } from '../../schemas/conference-work.ts';
import { Resolution } from '../../schemas/resolutions.ts';
import { voteFaults } from '../../server/modules/conference/voting.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addKey, addOrganisation } from '../support/callers.ts';
import { addConference } from '../support/conference.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let id: string;
let [own, other]: Record<string, string>[] = [];
const as = 'secretariat' as const;
beforeAll(async () => {
  api = await buildTestApp();
  const [mine, theirs] = [await addOrganisation(api, 'enterprise'), await addOrganisation(api, 'enterprise')];
  [own, other] = [await addKey(api, 'enterprise', mine), await addKey(api, 'enterprise', theirs)];
  id = (await addConference(api, mine)).resolution;
}, 240_000);
afterAll(() => api.close());
const move = (body: object) => api.call('POST', `/resolutions/${id}/moves`, { as, body });
const find = () => api.getJson<Resolution>(`/resolutions/${id}`, as);

describe('a resolution', () => {
  it('is reported on by who carries it out until the office closes it', async () => {
    expect([...Compile(Resolution).Errors(await find())]).toEqual([]);
    expect(await find()).toMatchObject({ state: 'open', overdue: true, reports: 0 });
    const url = `/resolutions/${id}/reports`;
    const refused = await createRefusalCheck(api);
    await refused('POST', url, { headers: other!, body: { text: '已完成', done: true } }, 404);
    await refused('POST', `/resolutions/${id}/moves`, { as, body: { event: 'close' } }, 409);
    const report = (text: string, isDone: boolean) => api.call('POST', url, { headers: own!, body: { text, done: isDone } });
    expect((await report('推进中', false)).statusCode).toBe(201);
    expect((await report('已完成', true)).statusCode).toBe(201);
    expect((await report('再报', false)).statusCode).toBe(409);
    await (
      await createRefusalCheck(api)
    )('POST', `/resolutions/${id}/moves`, { as, body: { event: 'return' } }, 422, ['/reason']);
    expect((await move({ event: 'return', reason: '缺佐证' })).json()).toMatchObject({ state: 'open', reports: 2 });
    await report('附佐证', true);
    expect((await move({ event: 'close' })).json()).toMatchObject({ state: 'closed', overdue: false, reports: 3 });
    const { items } = await api.getJson<{ items: { text: string; done: boolean }[] }>(url, 'planner');
    expect(items.map(({ text, done: isDone }) => [text, isDone])).toEqual([['附佐证', true], ['已完成', true], ['推进中', false]]); // prettier-ignore
    const told = (await api.call('GET', '/notifications', { headers: own! })).json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind);
    expect(told).toEqual(['resolution_closed', 'resolution_returned']);
  });

  it('that needs approval is submitted and answered with documents before it is carried out', async () => {
    const { resolutions } = api.db.schema;
    await api.db.query.update(resolutions).set({ state: 'pending' });
    const refused = await createRefusalCheck(api);
    await refused('POST', `/resolutions/${id}/moves`, { as, body: { event: 'submit', authority: '市政府' } }, 422, ['/on']);
    await refused('POST', `/resolutions/${id}/moves`, { as, body: { event: 'submit', on: '2026-12-20' } }, 422, ['/authority']);
    await refused('POST', `/resolutions/${id}/reports`, { headers: own!, body: { text: '已完成', done: true } }, 409);
    expect((await move({ event: 'submit', on: '2026-12-20', authority: '市政府', documentNumber: '〔2026〕9 号' })).statusCode).toBe(200);
    expect((await move({ event: 'approve', on: '2026-12-25', documentNumber: '〔2026〕31 号' })).json()).toMatchObject({
      ...{
        state: 'open',
        authority: '市政府',
        submittedOn: '2026-12-20',
        documentNumber: '〔2026〕9 号',
        answeredOn: '2026-12-25',
        answerNumber: '〔2026〕31 号',
      },
    });
  });

  it('is listed by what is asked for, and given as a file', async () => {
    const numbers = async (query: string) => (await api.getJson<{ items: Resolution[] }>(`/resolutions?${query}`, as)).items.map(({ number }) => number);
    expect(await numbers('overdue=true&q=2099')).toEqual(['2099-1-01']);
    expect(await numbers('state=closed')).toEqual([]);
    expect(await numbers(`q=${encodeURIComponent('成员单位')}`)).toEqual(['2099-1-01']);
    const file = await api.call('GET', '/resolutions', { as, headers: { accept: 'text/csv', 'accept-language': 'zh' } });
    expect(parse(file.body, { bom: true, columns: true })).toMatchObject([{ 编号: '2099-1-01', 状态: 'open' }]);
    expect((await api.call('GET', '/resolutions', { headers: other! })).json<{ items: object[] }>().items).toEqual([]);
  });
});

describe('the work of the conference', () => {
  it('is planned by quarter and taken along', async () => {
    const body = { year: 2027, quarter: 2, title: '召开例会', unit: '市教育体育局' };
    const made = (await api.call('POST', '/conference/plan', { as, body })).json<PlanItem>();
    const url = `/conference/plan/${made.id}`;
    expect((await api.call('PUT', url, { as, body: { ...body, quarter: 3 } })).json()).toMatchObject({ quarter: 3, state: 'planned', version: 2 });
    expect((await api.call('POST', `${url}/moves`, { as, body: { event: 'finish' } })).json()).toMatchObject({ state: 'done' });
    await (
      await createRefusalCheck(api)
    )('PUT', url, { as, body }, 409);
    expect((await api.call('DELETE', url, { as, headers: { 'if-match': '*' } })).statusCode).toBe(409); // what was begun stays
    const mistake = (await api.call('POST', '/conference/plan', { as, body })).json<PlanItem>();
    expect((await api.call('DELETE', `/conference/plan/${mistake.id}`, { as, headers: { 'if-match': '"v9"' } })).statusCode).toBe(412);
    expect((await api.call('DELETE', `/conference/plan/${mistake.id}`, { as })).statusCode).toBe(428);
    expect((await api.call('DELETE', `/conference/plan/${mistake.id}`, { as, headers: { 'if-match': '*' } })).statusCode).toBe(204);
    expect((await api.getJson<{ items: PlanItem[] }>('/conference/plan?year=2027', 'planner')).items).toHaveLength(1);
  });

  it('holds joint inspections, which are concluded with what they found', async () => {
    const body = { title: '督导', startsOn: '2027-03-01', endsOn: '2027-03-05', units: ['市教育体育局', '市教育体育局'], places: '东胜区' };
    await (
      await createRefusalCheck(api)
    )('POST', '/conference/inspections', { as, body: { ...body, endsOn: '2027-02-01' } }, 422, ['/endsOn']);
    const made = (await api.call('POST', '/conference/inspections', { as, body })).json<Inspection>();
    expect(made.units).toEqual(['市教育体育局']);
    const url = `/conference/inspections/${made.id}`;
    await api.call('POST', `${url}/moves`, { as, body: { event: 'begin' } });
    await (
      await createRefusalCheck(api)
    )('POST', `${url}/moves`, { as, body: { event: 'conclude' } }, 409);
    await api.call('PUT', url, { as, body: { ...body, findings: '总体按期' } });
    expect((await api.call('POST', `${url}/moves`, { as, body: { event: 'conclude' } })).json()).toMatchObject({ state: 'concluded', findings: '总体按期' });
  });
});

describe('votes', () => {
  const majority = { rule: 'majority', present: 5 } as const;
  it.each([
    ['pass with more than half of those present', 'approve', { for: 3, against: 2, abstained: 0 }, majority, []],
    ['not with half, abstentions counted', 'approve', { for: 2, against: 1, abstained: 2 }, majority, ['/votes/for']],
    ['that add up to more than are there', 'approve', { for: 5, against: 1, abstained: 0 }, majority, ['/votes']],
    ['are a must by majority', 'approve', undefined, majority, ['/votes']],
    ['cannot refuse what more than half want', 'reject', { for: 3, against: 2, abstained: 0 }, majority, ['/outcome']],
    ['are not needed to defer', 'defer', undefined, majority, []],
    ['are not needed by consensus', 'approve', undefined, { rule: 'consensus', present: 5 } as const, []],
  ] as const)('%s', (_name, outcome, votes, sitting, pointers) => {
    expect(voteFaults({ outcome, ...(votes ? { votes } : {}) }, sitting).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
