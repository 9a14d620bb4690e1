import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Posting } from '../../schemas/demand.ts';
import type { RunComparison } from '../../schemas/comparison.ts';
import type { PlacementPost, PlacementRound } from '../../schemas/placement.ts';
import type { Flag, Gap } from '../../schemas/results.ts';
import type { RunAssumptions } from '../../schemas/run-checks.ts';
import type { Run } from '../../schemas/runs.ts';
import type { MajorTightness } from '../../schemas/tightness.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';

const group = '2-02';
const parameters = { paths: 100 };
let api: TestApp;
let before: Run;
let after: Run;
let told: Posting[];
/** The school's own major with most answers, and what its graduates said. */
let tracked: { readonly majorCode: string; readonly level: string };

const ok = async <T>(call: ReturnType<TestApp['call']>): Promise<T> => {
  const response = await call;
  if (response.statusCode >= 300) throw new Error(`needs to succeed, got ${response.statusCode}: ${response.body}`);
  return (response.body === '' ? null : response.json()) as T;
};
const flagsOf = async (run: Run) => (await api.getJson<{ items: Flag[] }>(`/flags?runId=${run.id}&limit=200`, 'planner')).items;

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  before = await api.runToEnd({ parameters });
  const { items } = await api.getJson<{ items: Posting[] }>('/demand/postings?limit=200', 'planner');
  told = items.filter(({ occupationCode, openedOn }) => occupationCode.startsWith(group) && openedOn <= `${api.t0}-11-30`).slice(0, 25);
  for (const { id, headcount } of told) {
    const body = { outcome: 'filled', newGraduates: headcount, sameOccupation: 0, closedOn: `${api.t0}-12-31` };
    await ok(api.call('POST', `/demand/postings/${id}/outcome`, { as: 'administrator', body }));
  }
  const { items: reports } = await api.getJson<{ items: { year: number; majorCode: string; level: string; graduates: number }[] }>(
    '/enrolment/reports?limit=200',
    'school',
  );
  const report = reports.find(({ year, graduates }) => year === api.t0 - 1 && graduates >= 20)!;
  tracked = report;
  const body = {
    year: report.year,
    majorCode: report.majorCode,
    level: report.level,
    months: 6,
    asked: 20,
    localJob: 2,
    otherRegion: 16,
    furtherStudy: 1,
    military: 0,
    unemployed: 1,
    inField: 9,
  };
  await ok(api.call('POST', '/graduate-tracks', { as: 'school', body }));
  after = await api.runToEnd({ parameters });
});
afterAll(() => api.close());

describe('the next run after outcomes and tracking came in', () => {
  it('pools the observed entry share of the group towards the parameter, and says what it rests on', async () => {
    const [was, is] = [
      await api.getJson<RunAssumptions>(`/runs/${before.id}/assumptions`, 'planner'),
      await api.getJson<RunAssumptions>(`/runs/${after.id}/assumptions`, 'planner'),
    ];
    expect(was.entry.some(({ observed }) => observed.measure === 'net')).toBe(false);
    const net = is.entry.find(({ observed }) => observed.measure === 'net')!;
    const persons = told.reduce((sum, { headcount }) => sum + headcount, 0);
    const n = persons ** 2 / told.reduce((sum, { headcount }) => sum + headcount ** 2, 0);
    expect(net.observed).toMatchObject({ group, assumed: 0.5, share: 1, persons, postings: told.length });
    expect(net.observed.used).toBeCloseTo((30 * 0.5 + n) / (30 + n), 12);
    expect(net.occupations).toBeGreaterThan(0);
    expect(is.parameters.find(({ name }) => name === 'lambdaNet')?.value).toBe(0.5);
  });
  it('multiplies the demand of the group’s occupations by it, and of no other', async () => {
    const used = (await api.getJson<RunAssumptions>(`/runs/${after.id}/assumptions`, 'planner')).entry.find(({ observed }) => observed.measure === 'net')!
      .observed.used;
    const demandOf = (flags: Flag[]) =>
      new Map(flags.flatMap(({ majorCode, evidence }) => evidence.occupations.map(({ code, demand }) => [`${majorCode} ${code}`, demand!] as const)));
    const [was, is] = [demandOf(await flagsOf(before)), demandOf(await flagsOf(after))];
    const ratios = [...is]
      .filter(([key, demand]) => demand > 0 && (was.get(key) ?? 0) > 0)
      .map(([key, demand]) => [key.split(' ')[1]!, demand / was.get(key)!] as const);
    const ofGroup = ratios.filter(([code]) => code.startsWith(`${group}-`));
    expect(ofGroup.filter(([, ratio]) => Math.abs(ratio - used / 0.5) < 1e-9).length).toBeGreaterThan(5);
    for (const [code, ratio] of ratios) if (!code.startsWith(`${group}-`)) expect([code, ratio]).toEqual([code, 1]);
  });
  it('says so in the evidence of the flags it stands behind; outside planning from three enterprises on', async () => {
    const entryOf = async (as: 'planner' | 'school') =>
      (await api.getJson<{ items: Flag[] }>(`/flags?runId=${after.id}&limit=200`, as)).items.flatMap(({ evidence }) => evidence.entry ?? []);
    const all = await entryOf('planner');
    expect(all.some(({ measure, group: of }) => measure === 'net' && of === group)).toBe(true);
    const outside = await entryOf('school');
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.every(({ enterprises }) => enterprises >= 3)).toBe(true);
  });
  it('names its inputs as the cause, in a snapshot of another hash', async () => {
    expect(after.snapshotHash).not.toBe(before.snapshotHash);
    const { causes } = await api.getJson<RunComparison>(`/runs/${after.id}/comparison?with=${before.id}&limit=1`, 'planner');
    const changed = causes.inputs.filter(({ added, removed, changed: other }) => added + removed + other > 0).map(({ section }) => section);
    expect(changed.toSorted()).toEqual(['entries', 'tracks']);
  });
  it('takes stay and field of a year from what its graduates said six months later', async () => {
    const partsOf = async (run: Run) => (await flagsOf(run)).find(({ majorCode }) => majorCode === tracked.majorCode)?.evidence.supplyParts?.rates;
    const [was, is] = [await partsOf(before), await partsOf(after)];
    expect(was?.tracked).toBeUndefined();
    expect(is?.tracked).toMatchObject({ years: [api.t0 - 1] });
    expect(is!.localStay).toBeLessThan(was!.localStay);
    const [low, high] = is!.tracked!.localStay;
    expect([low! < is!.localStay, is!.localStay < high!, is!.furtherStudy]).toEqual([true, true, was!.furtherStudy]);
  });
});

describe('the tightness of a placement round', () => {
  it('stands beside the gap of its major, changes nothing in it, and is withheld where few stand behind it', async () => {
    const code = tracked.majorCode;
    const gapOf = async (as: 'planner' | 'enterprise') => (await api.getJson<{ items: Gap[] }>(`/gaps?majorCode=${code}&window=decision`, as)).items[0]!;
    const calm = await gapOf('planner');
    expect(calm.tightness).toBeNull();
    const { id } = await ok<PlacementRound>(
      api.call('POST', '/placement/rounds', { as: 'secretariat', body: { name: '2026 届毕业生双选', kind: 'hiring', maxChoices: 2 } }),
    );
    await ok<PlacementPost>(
      api.call('POST', `/placement/rounds/${id}/posts`, { as: 'enterprise', body: { title: '技术员', capacity: 8, majorCodes: [code] } }),
    );
    await ok(
      api.call('POST', `/placement/rounds/${id}/candidates`, {
        as: 'school',
        body: { candidates: ['1', '2', '3'].map((number) => ({ number, majorCode: code })) },
      }),
    );
    await ok(api.call('POST', `/placement/rounds/${id}/opening`, { as: 'secretariat' }));
    await ok(api.call('POST', `/placement/rounds/${id}/closing`, { as: 'secretariat' }));
    await expect.poll(async () => (await api.getJson<PlacementRound>(`/placement/rounds/${id}`, 'planner')).status, { timeout: 20_000 }).toBe('published');
    const gap = await gapOf('planner');
    // nobody chose: eight places empty, three students without
    expect(gap.tightness).toMatchObject({ roundId: id, seats: 8, unmatched: 3, students: 3, tightness: 9 / 4 });
    expect({ ...gap, tightness: null }).toEqual(calm);
    expect((await gapOf('enterprise')).tightness).toBeNull();
    const list = async (as: 'planner' | 'school') => (await api.getJson<{ items: MajorTightness[] }>(`/tightness?majorCode=${code}`, as)).items;
    expect((await list('planner')).map(({ tightness, newest, withheld }) => [tightness, newest, withheld])).toEqual([[9 / 4, true, null]]);
    expect((await list('school')).map(({ tightness, unmatched, withheld }) => [tightness, unmatched, withheld])).toEqual([[null, null, 'few_enterprises']]);
    const csv = (await api.call('GET', `/gaps?majorCode=${code}&window=decision`, { as: 'planner', headers: { accept: 'text/csv' } })).body;
    expect(csv).toContain('2026 届毕业生双选');
  });
});
