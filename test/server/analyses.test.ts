import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresOf, sayFigure } from '../../documents/analyses/figures.ts';
import { analysisDocument } from '../../documents/analyses/blocks.ts';
import type { Analysis, AnalysisFigure, AnalysisItem, AnalysisTemplate } from '../../schemas/analyses.ts';
import type { Gap } from '../../schemas/results.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Role } from '../../db/repositories/access.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  await api.runToEnd({ parameters: { paths: 100 } });
}, 240_000);
afterAll(() => api.close());

async function make(body: object, role: Role = 'planner'): Promise<Analysis> {
  const response = await api.call('POST', '/reports', { as: role, body });
  expect(response.statusCode, response.body).toBe(202);
  const { id } = response.json<AnalysisItem>();
  await expect.poll(async () => (await api.getJson<Analysis>(`/reports/${id}`, role)).state, { timeout: 30_000, interval: 50 }).toBe('ready');
  return api.getJson<Analysis>(`/reports/${id}`, role);
}
const at = (answer: unknown, pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, key) => (value as Record<string, unknown>)[key], answer);

/** Looks every figure up where it says the API answers it; how many there are. Majors are read in one list, a few of them at their own address too. */
async function compare(report: Analysis, role: Role): Promise<number> {
  const figures = report.content.sections.flatMap(({ parts }) => parts.flatMap((part) => [...figuresOf(part)]));
  const wrong: [AnalysisFigure, unknown][] = [];
  const lists = new Map<string, Map<string, Gap>>();
  let own = 0;
  for (const [source, asked] of Map.groupBy(figures, (figure) => figure.source)) {
    const address = new URL(source, 'http://api');
    const major = address.searchParams.get('majorCode');
    let answer: unknown;
    if (address.pathname === '/api/v1/gaps' && major !== null && own++ >= 3) {
      address.searchParams.delete('majorCode');
      const list = `${address.pathname}${address.search}&limit=200`;
      if (!lists.has(list)) lists.set(list, new Map((await api.getJson<{ items: Gap[] }>(list, role)).items.map((gap) => [gap.majorCode, gap])));
      answer = { items: [lists.get(list)!.get(major)] };
    } else answer = await api.getJson<unknown>(source, role);
    for (const figure of asked) {
      const told = at(answer, figure.pointer);
      if (told !== figure.value) wrong.push([figure, told]);
    }
  }
  expect(wrong).toEqual([]);
  return figures.length;
}

describe('a written report', () => {
  it('of the city says what the API says, figure by figure, and so does its Word file', async () => {
    const report = await make({ kind: 'city_matching' });
    expect(await compare(report, 'planner')).toBeGreaterThan(200);
    const { blocks } = analysisDocument(report.content);
    const words = JSON.stringify(blocks);
    const region = report.content.sections[0]!.parts[1]!;
    for (const figure of figuresOf(region)) expect(words).toContain(sayFigure(figure));
    const file = await api.call('GET', `/reports/${report.id}/file`, { as: 'planner' });
    expect([file.statusCode, file.headers['content-disposition']]).toEqual([200, expect.stringContaining(encodeURIComponent(report.title))]);
    expect([report.fileSize, report.content.simulated]).toEqual([file.rawPayload.length, true]);
    const sheet = await api.call('GET', `/reports/${report.id}/file?format=xlsx`, { as: 'secretariat' });
    expect([sheet.statusCode, sheet.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  });
  it('of a chain says what its profile and the gaps of the chain say', async () => {
    const [chain] = (await api.getJson<{ items: { id: string }[] }>('/chains', 'planner')).items;
    expect(await compare(await make({ kind: 'chain', scopeId: chain!.id }), 'planner')).toBeGreaterThan(10);
  });
  it('of a school is made by it with what it is told, and read by it alone and those who plan', async () => {
    const own = await make({ kind: 'school_matching' }, 'school');
    expect(await compare(own, 'school')).toBeGreaterThan(5);
    expect(own.audience).toBe('school');
    const planned = await make({ kind: 'school_matching', scopeId: own.scopeId });
    expect((await api.call('GET', `/reports/${planned.id}`, { as: 'school' })).statusCode).toBe(404);
    expect((await api.call('GET', `/reports/${planned.id}/file`, { as: 'school' })).statusCode).toBe(404);
    expect((await api.getJson<{ items: AnalysisItem[] }>('/reports', 'school')).items.map(({ id }) => id)).toEqual([own.id]);
    const refused = await api.call('POST', '/reports', { as: 'school', body: { kind: 'city_matching' } });
    expect(refused.statusCode).toBe(403);
  });
  it('names what it lacks', async () => {
    const missing = await api.call('POST', '/reports', { as: 'planner', body: { kind: 'school_matching' } });
    expect(missing.json<Problem>().errors?.map(({ pointer }) => pointer)).toEqual(['/scopeId']);
    const unknown = await api.call('POST', '/reports', { as: 'planner', body: { kind: 'school_matching', scopeId: 'nobody' } });
    expect(unknown.json<Problem>().errors?.map(({ pointer }) => pointer)).toEqual(['/scopeId']);
  });
});

describe('a template', () => {
  it('arranges reports made after it was changed, with paragraphs of its own; unknown placeholders and missing sections are refused by name', async () => {
    const template = (await api.getJson<{ items: AnalysisTemplate[] }>('/report-templates', 'planner')).items.find(({ kind }) => kind === 'school_matching')!;
    const { kind: _kind, version, ...body } = template;
    const put = (changed: object, tag = version) =>
      api.call('PUT', '/report-templates/school_matching', { as: 'planner', body: { ...body, ...changed }, headers: { 'if-match': `"v${tag}"` } });
    const bad = await put({ title: '{town}报告', sections: body.sections.slice(1) });
    expect(bad.json<Problem>().errors?.map(({ pointer }) => pointer)).toEqual(['/title', '/sections']);
    expect(bad.body).toContain('{town}');
    const sections = [...body.sections].reverse().map((one) => (one.id === 'method' ? { ...one, shown: false } : one.id === 'gaps' ? { ...one, before: '{school}说明\n第二段' } : one)); // prettier-ignore
    expect((await put({ title: '{school}{year}', sections })).statusCode).toBe(200);
    expect((await put({ sections })).statusCode).toBe(412);
    const report = await make({ kind: 'school_matching' }, 'school');
    expect(report.content.sections.map(({ id }) => id)).toEqual(['abstract', 'flags', 'gaps', 'overview']);
    expect(report.content.sections[2]!.parts.slice(0, 2)).toMatchObject([{ text: `${report.scopeName}说明` }, { text: '第二段' }]);
    expect([report.title, report.templateVersion]).toEqual([`${report.scopeName}${report.year}`, version + 1]);
  });
});
