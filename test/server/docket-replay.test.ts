import { readFileSync } from 'node:fs';
import { and, eq } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceFormat, type DocketEvidence } from '../../schemas/docket-evidence.ts';
import type { Docket, DocketCheck } from '../../schemas/dockets.ts';
import { Flag } from '../../schemas/results.ts';
import type { RunCheck } from '../../schemas/run-checks.ts';
import type { Run } from '../../schemas/runs.ts';
import { evidenceHash } from '../../server/docket-evidence.ts';
import { compareEvidence } from '../../server/modules/dockets/check.ts';
import { readEvidence } from '../../server/modules/dockets/told.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk, type ToldFlag } from '../support/pages.ts';

let api: TestApp;
let run: Run;
let docket: Docket;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  const flags = await walk<ToldFlag>(api, '/flags', 200, 'planner');
  const { majorCode } = flags.find(({ class: name }) => name === 'expand') ?? flags[0]!;
  docket = (await api.call('POST', '/dockets', { as: 'planner', body: { majorCode } })).json<Docket>();
}, 240_000);
afterAll(() => api.close());
const check = () => api.getJson<DocketCheck>(`/dockets/${docket.id}/check`, 'planner');
const partsOf = ({ parts }: DocketCheck) => parts.map(({ part, differing }) => [part, differing]);
const sound = ['run', 'flag', 'gaps', 'findings', 'demand', 'supply', 'flags'].map((part) => [part, 0]);

describe('a docket is replayed from its snapshot', () => {
  it('value by value against its run, and the run from its inputs', async () => {
    const found = await check();
    expect([found.same, found.untouched, partsOf(found)]).toEqual([true, true, sound]);
    // every value that the run determines is compared: as many as the evidence has
    const leaves = (value: unknown): number => {
      const inside = typeof value === 'object' && value !== null ? Object.values(value) : [];
      return inside.length === 0 ? 1 : inside.reduce((sum: number, one) => sum + leaves(one), 0);
    };
    for (const { part, fields } of found.parts) expect([part, fields]).toEqual([part, leaves(docket.evidence![part])]);
    expect(docket.evidence!.run.snapshotHash).toBe(run.snapshotHash);
    const asked = (await api.call('POST', `/runs/${run.id}/replay`, { as: 'planner' })).json<RunCheck>();
    const replayed = async () => (await api.getJson<{ items: RunCheck[] }>(`/runs/${run.id}/checks`, 'planner')).items.find(({ id }) => id === asked.id)!;
    await expect.poll(async () => (await replayed()).state, { timeout: 60_000 }).toBe('succeeded');
    expect((await replayed()).replay).toMatchObject({ equal: true, rows: 0, first: null });
  }, 120_000);

  it('also after lines of the ledger, reports and later runs', async () => {
    const school = docket.evidence!.flag.evidence.schools[0]!.id;
    const line = { organisationId: school, majorCode: docket.majorCode, year: api.t0, change: 'reduce', seatsBefore: 90, seatsAfter: 30, basis: '补登', decidedOn: `${api.t0}-01-01` }; // prettier-ignore
    const entered = await api.call('POST', '/adjustments', { as: 'planner', body: line });
    expect(entered.statusCode).toBe(201);
    expect((await check()).same).toBe(true);
    // a run that takes the line in, with other parameters, and one of an earlier year
    expect((await api.runToEnd({ parameters: { paths: 120 } })).status).toBe('succeeded');
    expect((await api.runToEnd({ asOfYear: api.t0 - 1, parameters: { paths: 100 } })).status).toBe('succeeded');
    expect((await api.call('POST', `/adjustments/${entered.json<{ id: string }>().id}/reversal`, { as: 'planner', body: { reason: '登记有误' } })).statusCode).toBe(201); // prettier-ignore
    const found = await check();
    expect([found.same, partsOf(found)]).toEqual([true, sound]);
    const again = await api.getJson<Docket>(`/dockets/${docket.id}`, 'planner');
    expect(again.evidence).toEqual(docket.evidence);
  }, 240_000);

  it('and a stored row of the run that was changed is named', async () => {
    const { gaps } = api.db.schema;
    const [row] = await api.db.query.select().from(gaps).where(and(eq(gaps.runId, run.id), eq(gaps.majorCode, docket.majorCode), eq(gaps.chainKey, 'city'))); // prettier-ignore
    const set = (supply: number) => api.db.query.update(gaps).set({ supply }).where(eq(gaps.key, row!.key));
    await set(row!.supply + 1);
    const found = await check();
    await set(row!.supply);
    expect([found.untouched, found.same]).toEqual([true, false]);
    expect(found.parts.filter(({ differing }) => differing > 0)).toMatchObject([{ part: 'gaps', differing: 1, first: { frozen: String(row!.supply), found: String(row!.supply + 1) } }]); // prettier-ignore
    expect((await check()).same).toBe(true);
  });
});

describe('evidence that was frozen before', () => {
  const frozen = JSON.parse(readFileSync('test/support/frozen-evidence.json', 'utf8')) as DocketEvidence;
  async function stored(evidence: object): Promise<Docket> {
    const { dockets } = api.db.schema;
    const set = { evidence: evidence as never, evidenceHash: evidenceHash(evidence) };
    await api.db.query.update(dockets).set(set).where(eq(dockets.id, docket.id));
    return api.getJson<Docket>(`/dockets/${docket.id}`, 'planner');
  }
  it('keeps its hash and every value; a field that flags come to need asks for a layout of its own', async () => {
    expect([evidenceFormat, evidenceHash(frozen)]).toEqual([1, 'af6cf58ea3b9cd822d931dcf0b1c0f13d4cd180ddfe6da3ab4871d10c0a615dc']);
    expect([...Compile(Flag).Errors(frozen.flag)]).toEqual([]);
    expect((await stored(frozen)).evidence).toEqual(frozen);
    expect(await check()).toMatchObject({ untouched: true });
  });
  it('is compared in what it holds: a field that came later says nothing against it, a row that came later does', () => {
    const later = { ...frozen, flag: { ...frozen.flag, mood: 1 }, gaps: frozen.gaps.map((gap) => ({ ...gap, mood: 1 })) };
    expect(compareEvidence(frozen, later).every(({ differing }) => differing === 0)).toBe(true);
    const [gap] = frozen.gaps;
    const more = compareEvidence(frozen, {
      ...frozen,
      gaps: [...frozen.gaps, gap!],
      run: { ...frozen.run, parameters: { ...frozen.run.parameters, mood: 1 } },
    });
    expect(more.filter(({ differing }) => differing > 0).map(({ part, differing }) => [part, differing])).toEqual([['run', 1], ['gaps', Object.keys(gap!).length]]); // prettier-ignore
    const { gap: _gap, ...less } = frozen.flag;
    expect(compareEvidence(frozen, { ...frozen, flag: less as DocketEvidence['flag'] }).filter(({ differing }) => differing > 0)).toMatchObject([{ part: 'flag', first: { pointer: '/flag/gap', found: '' } }]); // prettier-ignore
  });
  it('opens also where its layout is of another number: told by its hash', async () => {
    for (const format of [0, 2]) {
      const other = { ...frozen, format };
      expect(readEvidence(other)).toBeNull();
      const opened = await stored(other);
      expect([opened.evidence, opened.flagClass]).toEqual([null, docket.flagClass]);
      expect(await check()).toMatchObject({ untouched: true, same: true, parts: [] });
    }
  });
});
