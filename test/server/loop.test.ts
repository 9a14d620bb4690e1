import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Posting } from '../../schemas/demand.ts';
import type { RunComparison } from '../../schemas/comparison.ts';
import type { MajorGuidance } from '../../schemas/guidance.ts';
import type { InternshipYear } from '../../schemas/internships.ts';
import type { PlacementPost, PlacementRound } from '../../schemas/placement.ts';
import type { Flag, Gap } from '../../schemas/results.ts';
import type { EnterpriseReliability } from '../../schemas/reliability.ts';
import type { RunAssumptions, RunCheck } from '../../schemas/run-checks.ts';
import type { Run } from '../../schemas/runs.ts';
import type { MajorTightness } from '../../schemas/tightness.ts';
import { createInternshipReminder } from '../../workers/handlers/remind-internships.ts';
import { silentLogger } from '../../workers/queue.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { sharedThreads } from '../support/threads.ts';

const group = '2-02';
const parameters = { paths: 100 };
let api: TestApp;
let before: Run;
let after: Run;
let told: Posting[];
/** Old enough to count for the reliability of their enterprises. */
let expired: Posting[];
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
  const { items: open } = await api.getJson<{ items: Posting[] }>(`/demand/postings?status=open&year=${api.t0 - 1}&limit=8`, 'planner');
  expired = open;
  for (const { id } of expired) {
    const body = { outcome: 'expired', closedOn: `${api.t0}-12-31` };
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
    expect(changed.toSorted()).toEqual(['entries', 'reliability', 'tracks']);
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

describe('the reliability of what enterprises announce', () => {
  const recordsOf = async (run: Run, as: 'planner' | 'enterprise') =>
    (await api.getJson<{ items: EnterpriseReliability[] }>(`/runs/${run.id}/reliability?limit=200`, as)).items;
  const cityOf = async (run: Run) => (await api.getJson<RunAssumptions>(`/runs/${run.id}/assumptions`, 'secretariat')).reliability!;
  it('rises with the outcomes an enterprise tells, and only theirs are counted', async () => {
    const [was, is] = [await recordsOf(before, 'planner'), await recordsOf(after, 'planner')];
    const tellers = new Set(expired.map(({ organisationId }) => organisationId));
    const changed = is.filter((row) => row.told !== was.find(({ organisationId }) => organisationId === row.organisationId)?.told);
    expect(new Set(changed.map(({ organisationId }) => organisationId))).toEqual(tellers);
    for (const row of changed) {
      const earlier = was.find(({ organisationId }) => organisationId === row.organisationId)!;
      expect([row.persons, row.share > earlier.share, row.told > earlier.told]).toEqual([earlier.persons, true, true]);
    }
    const [first, city] = [is[0]!, await cityOf(after)];
    expect(first.share).toBeCloseTo((30 * city.share + (first.answers * first.told) / first.persons) / (30 + first.answers), 12);
    expect(first.weight).toBeCloseTo(first.share / city.share, 12);
    expect(is.map(({ share }) => share)).toEqual(is.map(({ share }) => share).toSorted((a, b) => a - b));
    expect(city.share).toBeGreaterThan((await cityOf(before)).share);
  });
  it('is read by planners and by the enterprise itself', async () => {
    const all = await recordsOf(after, 'planner');
    const own = await recordsOf(after, 'enterprise');
    expect(all.length).toBeGreaterThan(1);
    expect(own).toEqual(all.filter(({ organisationId }) => organisationId === own[0]?.organisationId));
    expect(own.length).toBe(1);
    for (const as of ['school', 'secretariat', 'administrator'] as const)
      expect((await api.call('GET', `/runs/${after.id}/reliability`, { as })).statusCode).toBe(403);
    const csv = await api.call('GET', `/runs/${after.id}/reliability`, { as: 'enterprise', headers: { accept: 'text/csv' } });
    expect([csv.statusCode, csv.body.trim().split('\n').length]).toEqual([200, 2]);
  });
  it('weighs demand only in a run that says so, which replays to the same bytes', async () => {
    expect((await cityOf(after)).used).toBe(false);
    const weighed = await api.runToEnd({ parameters: { ...parameters, reliabilityUsed: 1 } });
    expect((await cityOf(weighed)).used).toBe(true);
    const demand = async (run: Run) => (await api.getJson<{ items: Gap[] }>(`/gaps?runId=${run.id}&window=decision&limit=200`, 'planner')).items.map(({ demand: persons }) => persons); // prettier-ignore
    expect(await demand(weighed)).not.toEqual(await demand(after));
    for (const run of [after, weighed]) {
      await ok(api.call('POST', `/runs/${run.id}/replay`, { as: 'planner' }));
      await expect.poll(async () => (await api.getJson<{ items: RunCheck[] }>(`/runs/${run.id}/checks`, 'planner')).items[0]?.replay?.equal, { timeout: 120_000 }).toBe(true); // prettier-ignore
    }
  });
});

describe('posts for interns', () => {
  it('are reminded of once a year: each enterprise that lacks some or told nothing, nobody else', async () => {
    const remind = createInternshipReminder({ ...api.context, pool: sharedThreads(), logger: silentLogger });
    const { items: years } = await api.getJson<{ items: InternshipYear[] }>('/internship-compliance/years', 'planner');
    const { short, notReported } = years.find(({ year }) => year === api.t0)!;
    const told = async () => (await api.db.query.select().from(api.db.schema.notifications)).filter(({ kind }) => kind.startsWith('internships_'));
    await remind();
    const first = await told();
    expect(first.length).toBe(short + notReported);
    expect(new Set(first.map(({ organisationId }) => organisationId)).size).toBe(first.length);
    expect(first.filter(({ kind }) => kind === 'internships_short').every(({ values }) => Number(values['n']) > 0)).toBe(true);
    await remind();
    expect(await told()).toEqual(first);
  });
});

describe('guidance by major', () => {
  it('is for everybody, tells what graduates said, and withholds what few are behind', async () => {
    const guidance = await api.getJson<MajorGuidance>(`/majors/${tracked.majorCode}/guidance`);
    expect(guidance).toMatchObject({ majorCode: tracked.majorCode, level: tracked.level });
    expect(guidance.schools).toBeGreaterThan(0);
    expect(guidance.occupations.length).toBeGreaterThan(0);
    expect(guidance.rates.map(({ months, year, answered, withheld }) => [months, year, answered, withheld])).toEqual([[6, api.t0 - 1, 20, null]]);
    const [rates] = guidance.rates;
    expect(rates).toMatchObject({ furtherStudy: { part: 1, of: 20, share: 0.05 }, medianWage: null, payAnswers: null, wages: null });
    expect((await api.call('GET', '/majors/999999/guidance')).statusCode).toBe(404);
    const csv = await api.call('GET', `/majors/${tracked.majorCode}/guidance`, { headers: { accept: 'text/csv' } });
    expect(csv.body.trim().split('\n').length).toBe(1 + guidance.rates.length + guidance.occupations.length);
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
