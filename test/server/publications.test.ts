import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { determinedBy } from '../../forecasting/disclosure/determined.ts';
import type { Problem } from '../../schemas/problem.ts';
import { PublishedFigure, type DataDictionary, type Publication, type PublicData, type PublicOverview } from '../../schemas/publications.ts';
import type { Run } from '../../schemas/runs.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let run: Run;
let published: Publication;
let data: PublicData;
/** The clock of the server runs ahead by so much. */
let ahead = 0;
const dayMs = 86_400_000;
const problemOf = async (path: string) => {
  const { statusCode, body } = await api.call('GET', path);
  return [statusCode, (JSON.parse(body) as Problem).detail];
};
const publish = (body: object, as: 'planner' | 'school' = 'planner') => api.call('POST', '/publications', { as, body });
const withdraw = (id: string, reason: string) => api.call('PUT', `/publications/${id}/withdrawal`, { as: 'planner', body: { reason } });
const whole = async () => (await api.call('GET', '/public/data.json')).body;

beforeAll(async () => {
  api = await buildTestApp({ working: true, clock: () => new Date(Date.now() + ahead) });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect(run.status).toBe('succeeded');
}, 240_000);
afterAll(() => api.close());

describe('before anything is published', () => {
  it('everybody is told so, in both languages', async () => {
    for (const path of ['/public/overview', '/public/gaps', '/public/data.csv', '/public/data.json', '/public/data-dictionary'])
      expect([path, await problemOf(path)]).toEqual([path, [404, expect.stringContaining('尚未公布')]]);
    // nobody keeps that there is nothing
    expect((await api.call('GET', '/public/overview')).headers['cache-control']).toBeUndefined();
    const english = await api.call('GET', '/public/overview', { headers: { 'accept-language': 'en' } });
    expect(english.json<Problem>().detail).toContain('Nothing has been published yet');
  });
});

describe('publishing', () => {
  it('refuses what cannot be published, names the field, and stores nothing', async () => {
    const refuse = await createRefusalCheck(api);
    await refuse('POST', '/publications', { as: 'planner', body: { runId: 'missing' } }, 422, ['/runId']);
    await refuse('POST', '/publications', { as: 'planner', body: { runId: run.id, validFrom: '2020-01-01T00:00:00Z' } }, 422, ['/validFrom']);
    await refuse('POST', '/publications', { as: 'planner', body: { runId: run.id, licence: 'mine' } }, 422, ['/licence']);
    await refuse('POST', '/publications', { as: 'school', body: { runId: run.id } }, 403);
    // what its bands mean would be told wrongly
    const { runs } = api.db.schema;
    const [{ parameters } = { parameters: {} }] = await api.db.query.select().from(runs).where(eq(runs.id, run.id));
    for (const other of [{ bandShortage: 0.95 }, { bandSurplus: 1.2 }]) {
      await api.db.query
        .update(runs)
        .set({ parameters: { ...parameters, ...other } })
        .where(eq(runs.id, run.id));
      await refuse('POST', '/publications', { as: 'planner', body: { runId: run.id } }, 422, ['/runId']);
    }
    await api.db.query.update(runs).set({ parameters }).where(eq(runs.id, run.id));
  });
  it('makes the figures of a run readable, once', async () => {
    const answer = await publish({ runId: run.id, note: '试行' });
    expect(answer.statusCode).toBe(201);
    published = answer.json<Publication>();
    expect(published).toMatchObject({ state: 'in_force', runId: run.id, licence: 'CC-BY-4.0', simulated: true, fewestEnterprises: 5, version: 1 });
    expect(answer.headers.etag).toBe('"v1"');
    expect((await publish({ runId: run.id })).statusCode).toBe(409);
    data = JSON.parse(await whole()) as PublicData;
    expect(data.figures.length).toBe(published.figures);
    expect(data.edition).toMatchObject({ id: published.id, note: '试行', simulated: true });
    const entries = await api.db.query.select().from(api.db.schema.auditEntries).where(eq(api.db.schema.auditEntries.entityId, published.id));
    expect(entries.map(({ action, after }) => [action, JSON.stringify(after).includes('试行')])).toEqual([['publish', false]]);
  });
});

describe('what everybody reads', () => {
  it('has the published shape, says that it is simulated, and holds what the run found in ranges', async () => {
    const schema = Compile(PublishedFigure);
    const { gaps } = api.db.schema;
    const stored = (await api.db.query.select().from(gaps).where(eq(gaps.runId, run.id))).filter(
      (gap) => gap.span === 'total' && gap.window === 'decision' && gap.chainKey === 'city',
    );
    const own = new Map(stored.map((gap) => [gap.majorCode, gap]));
    const told = data.figures.filter(({ cut }) => cut === 'major');
    expect(told.length).toBe(stored.length);
    const counts = { told: 0, withheld: 0 };
    for (const figure of data.figures) {
      expect(schema.Errors(figure)).toEqual([]);
      expect(figure.simulated).toBe(true);
      expect([figure.code, figure.low === null]).toEqual([figure.code, figure.withheld !== null || figure.band === 'insufficient']);
      if (figure.withheld !== null) expect([figure.band, figure.low, figure.high, figure.grade, figure.flag]).toEqual([null, null, null, null, null]);
    }
    for (const figure of told) {
      const gap = own.get(figure.code)!;
      counts[figure.withheld === null ? 'told' : 'withheld']++;
      // nothing that few enterprises make up, and nothing that schools and enterprises are not told
      if (figure.withheld === null) expect([figure.code, gap.suppressed, (gap.enterprises ?? 0) >= 5 || gap.demand === 0]).toEqual([figure.code, null, true]);
      if (figure.low === null || figure.high === null) continue;
      expect([figure.low <= gap.lo80, figure.high >= gap.hi80, Math.abs(figure.low % 10), Math.abs(figure.high % 10)]).toEqual([true, true, 0, 0]);
      expect(figure.band).toBe(gap.band);
    }
    expect(Math.min(counts.told, counts.withheld)).toBeGreaterThan(10);
  });
  it('gives no withheld figure away by how figures add up', () => {
    const hidden = (cut: string) => data.figures.filter((figure) => figure.cut === cut && figure.withheld !== null);
    const key = ({ cut, code }: PublishedFigure) => `${cut}|${code}`;
    const region = key(data.figures.find(({ cut }) => cut === 'region')!);
    const lines = [
      ...Map.groupBy(hidden('major'), ({ level }) => `level|${level ?? ''}`),
      ...Map.groupBy(hidden('level'), () => region),
      ...Map.groupBy(hidden('chain'), () => region),
    ];
    const all = new Set(data.figures.filter(({ withheld }) => withheld !== null).map(key));
    const equations = lines.map(
      ([total, parts]) => new Map<string, number>([...parts.map((part) => [key(part), 1] as const), ...(all.has(total) ? [[total, -1] as const] : [])]),
    );
    const few = new Set(data.figures.filter(({ withheld }) => withheld === 'few_enterprises').map(key));
    expect(few.size).toBeGreaterThan(5);
    expect([...determinedBy(equations)].filter((one) => few.has(one))).toEqual([]);
  });
  it('is the same in pages, CSV and JSON, with the columns of the dictionary', async () => {
    const csv = await api.call('GET', '/public/data.csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    const rows = parse<Record<string, string>>(csv.body, { bom: true, columns: true });
    const dictionary = await api.getJson<DataDictionary>('/public/data-dictionary');
    expect(Object.keys(rows[0]!)).toEqual(dictionary.columns.map(({ name }) => name));
    expect(dictionary).toEqual(data.dictionary);
    expect(rows.map(({ cut, code, gap_low_persons: low, simulated }) => [cut, code, low, simulated])).toEqual(
      data.figures.map(({ cut, code, low }) => [cut, code, low === null ? '' : String(low), 'true']),
    );
    const majors = await walk<PublishedFigure>(api, '/public/gaps', 50);
    expect(majors).toEqual(data.figures.filter(({ cut }) => cut === 'major'));
    const chain = majors.find(({ chains }) => chains.length > 0)!.chains[0]!;
    const inChain = await walk<PublishedFigure>(api, `/public/gaps?chain=${chain}&level=associate`, 50);
    expect(inChain).toEqual(majors.filter(({ level, chains }) => level === 'associate' && chains.includes(chain)));
    expect(await walk<PublishedFigure>(api, '/public/gaps?cut=chain', 50)).toEqual(data.figures.filter(({ cut }) => cut === 'chain'));
    const found = await walk<PublishedFigure>(api, `/public/gaps?q=${majors[0]!.code}`, 50);
    expect(found.map(({ code }) => code)).toEqual([majors[0]!.code]);
  });
  it('begins with what is short, and says how it was made and how to cite it', async () => {
    const { short, surplus, bands, about, levels } = await api.getJson<PublicOverview>('/public/overview');
    const majors = data.figures.filter(({ cut }) => cut === 'major');
    expect(short).toEqual(majors.filter(({ band }) => band === 'severe_shortage' || band === 'shortage').slice(0, 10));
    expect(surplus.map(({ band }) => band?.endsWith('surplus'))).toEqual(surplus.map(() => true));
    expect(Object.values(bands).reduce((sum, n) => sum + n, 0)).toBe(majors.length);
    expect(levels.length).toBeGreaterThan(1);
    expect([about.method[0]!.zh, about.citation.zh, about.licence.name]).toEqual([
      expect.stringContaining('模拟数据'),
      expect.stringContaining(published.id),
      'CC BY 4.0',
    ]);
  });
  it('may be kept for a minute, and is not sent again to whoever has it', async () => {
    for (const path of ['/public/data.csv', '/public/data.json', '/public/gaps', '/public/overview']) {
      const first = await api.call('GET', path);
      expect([path, first.headers['cache-control']]).toEqual([path, 'public, max-age=60, must-revalidate']);
      const again = await api.call('GET', path, { headers: { 'if-none-match': String(first.headers.etag) } });
      expect([path, again.statusCode, again.body]).toEqual([path, 304, '']);
    }
  });
  it('does not change with a later run, a renamed major or another crosswalk', async () => {
    const before = await whole();
    const { majors, crosswalkLinks } = api.db.schema;
    const code = data.figures.find(({ cut, band }) => cut === 'major' && band !== null)!.code;
    const [major] = await api.db.query.select().from(majors).where(eq(majors.code, code));
    await api.db.query.update(majors).set({ name: '改名' }).where(eq(majors.code, code));
    await api.db.query.update(crosswalkLinks).set({ strength: 3 }).where(eq(crosswalkLinks.majorCode, code));
    expect((await api.runToEnd({ parameters: { paths: 100, lambdaNet: 0.3 } })).status).toBe('succeeded');
    expect(await whole()).toBe(before);
    await api.db.query.update(majors).set({ name: major!.name }).where(eq(majors.code, code));
  });
});

describe('the time of a publication', () => {
  let next: Publication;
  it('is kept: nobody reads it before', async () => {
    const { items } = await api.getJson<{ items: Run[] }>('/runs?limit=1', 'planner');
    const answer = await publish({ runId: items[0]!.id, validFrom: new Date(Date.now() + dayMs).toISOString() });
    next = answer.json<Publication>();
    expect([answer.statusCode, next.state]).toEqual([201, 'scheduled']);
    expect((JSON.parse(await whole()) as PublicData).edition.id).toBe(published.id);
    ahead = 2 * dayMs;
    expect((JSON.parse(await whole()) as PublicData).edition.id).toBe(next.id);
    const states = await walk<Publication>(api, '/publications', 1, 'planner');
    expect(states.map(({ id, state }) => [id, state])).toEqual([
      [next.id, 'in_force'],
      [published.id, 'superseded'],
    ]);
    ahead = 0;
  });
  it('does not come where it was withdrawn before', async () => {
    expect((await withdraw(next.id, '暂缓')).json<Publication>()).toMatchObject({ state: 'withdrawn', withdrawReason: '暂缓', version: 2 });
    ahead = 2 * dayMs;
    expect((JSON.parse(await whole()) as PublicData).edition.id).toBe(published.id);
    ahead = 0;
  });
  it('ends with a withdrawal, whose reason everybody reads', async () => {
    expect((await withdraw(published.id, '企业申报有误')).statusCode).toBe(200);
    expect(await problemOf('/public/overview')).toEqual([404, expect.stringContaining('企业申报有误')]);
    const entries = await api.db.query.select().from(api.db.schema.auditEntries).where(eq(api.db.schema.auditEntries.entityId, published.id));
    expect(entries.map(({ action }) => action)).toEqual(['publish', 'withdraw']);
    expect((await publish({ runId: run.id })).statusCode).toBe(201);
    expect((await api.call('GET', '/public/overview')).statusCode).toBe(200);
  });
});
