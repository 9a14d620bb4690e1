import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdjustmentRepository } from '../../db/repositories/adjustments.ts';
import type { AdjustmentTargets } from '../../schemas/adjustment-targets.ts';
import { Adjustment, AdjustmentPlan, AdjustmentStatistics } from '../../schemas/adjustments.ts';
import { canonicalJson, sha256 } from '../../schemas/canonical.ts';
import { KeyList, PublicKeyMajor } from '../../schemas/key-lists.ts';
import { ChangeEvidence, ProgrammeChange, type AdjustmentMove } from '../../schemas/programme-changes.ts';
import type { Run } from '../../schemas/runs.ts';
import { newId } from '../../server/runtime.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addKey } from '../support/callers.ts';
import { walk, type ListPage, type ToldFlag } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

interface Programme {
  readonly id: string;
  readonly schoolId: string;
  readonly majorCode: string;
  readonly closedYear: number | null;
}
let api: TestApp;
let run: Run;
let offered: Programme;
let elsewhere: Programme;
let [own, other]: Record<string, string>[] = [];
const reasons = '两家整车企业每年需装调人员约六十人，现有毕业生全部本地就业，实训车间已经落成。';
const costs = [{ item: '高压安全实训台', yuan: 600_000, source: '市级专项' }];
const said = (more: object = {}) => ({ change: 'expand', fromYear: api.t0 + 1, seatsBefore: 40, seatsAfter: 80, reasons, costs, ...more });
const act = (id: string, event: string, options: Parameters<TestApp['call']>[2], more: object = {}) =>
  api.call('POST', `/programme-changes/${id}/moves`, { ...options, body: { event, ...more } });
const errorsOf = (schema: TSchema, value: unknown) => [...Compile(schema).Errors(value)];

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect(run.status).toBe('succeeded');
  const programmes = (await walk<Programme>(api, '/programmes', 200)).filter(({ closedYear }) => closedYear === null);
  const asking = (await walk<ToldFlag>(api, '/flags?class=expand', 200, 'planner')).map(({ majorCode }) => majorCode);
  offered = programmes.find((one) => asking.includes(one.majorCode) && programmes.some((two) => two.majorCode === one.majorCode && two.id !== one.id))!;
  elsewhere = programmes.find(({ majorCode, schoolId }) => majorCode === offered.majorCode && schoolId !== offered.schoolId)!;
  own = await addKey(api, 'school', offered.schoolId);
  other = await addKey(api, 'school', elsewhere.schoolId);
}, 240_000);
afterAll(() => api.close());

const propose = async (headers: Record<string, string>, body: object) => {
  const response = await api.call('POST', '/programme-changes', { headers, body });
  expect([response.statusCode, response.body.slice(0, 400)]).toEqual([201, response.body.slice(0, 400)]);
  return response.json<ProgrammeChange>();
};
const evidenceOf = (id: string, headers: Record<string, string>) =>
  api.call('GET', `/programme-changes/${id}/evidence`, { headers }).then((response) => response.json<ChangeEvidence>());

describe('a proposal', () => {
  it('names the field that contradicts itself or is missing, and is made of an own open programme', async () => {
    const refused = await createRefusalCheck(api);
    const send = (more: object, status: number, pointers: string[]) =>
      refused('POST', '/programme-changes', { headers: own!, body: { majorCode: offered.majorCode, ...said(more) } }, status, pointers);
    await send({ seatsAfter: 30 }, 422, ['/seatsAfter']);
    await send({ change: 'rename' }, 422, ['/newName']);
    await send({ newName: '新名称' }, 422, ['/newName']);
    await send({ fromYear: api.t0 }, 422, ['/fromYear']);
    await send({ change: 'new', seatsBefore: 0 }, 422, ['/majorCode']);
    await refused('POST', '/programme-changes', { as: 'planner', body: { majorCode: offered.majorCode, ...said() } }, 403);
  });

  it('goes from a draft over submission and return to a docket that carries its frozen evidence', async () => {
    const { seatsBefore: _before, ...unsaid } = said({ reasons: '' });
    const begun = await propose(own!, { majorCode: offered.majorCode, ...unsaid });
    expect([errorsOf(ProgrammeChange, begun), begun]).toMatchObject([[], { state: 'draft', version: 1, costYuan: 600_000, docket: null }]);
    const url = `/programme-changes/${begun.id}`;
    // one open proposal a school and major; a draft is its school's alone
    expect((await api.call('POST', '/programme-changes', { headers: own!, body: { majorCode: offered.majorCode, ...said() } })).statusCode).toBe(409);
    for (const options of [{ as: 'planner' as const }, { headers: other! }]) expect((await api.call('GET', url, options)).statusCode).toBe(404);
    expect((await walk<ProgrammeChange>(api, '/programme-changes', 200, 'planner')).map(({ id }) => id)).not.toContain(begun.id);
    expect((await evidenceOf(begun.id, own!)).frozenAt).toBeNull();

    const refused = await createRefusalCheck(api);
    await refused('POST', `${url}/moves`, { headers: own!, body: { event: 'submit' } }, 422, ['/seatsBefore', '/reasons']);
    await api.call('PUT', url, { headers: { ...own!, 'if-match': '"v1"' }, body: said() });
    expect((await act(begun.id, 'submit', { headers: own! })).json()).toMatchObject({ state: 'submitted', version: 3 });
    await (await createRefusalCheck(api))('POST', `${url}/moves`, { as: 'planner', body: { event: 'return' } }, 422, ['/reason']); // prettier-ignore
    expect((await act(begun.id, 'return', { headers: own! }, { reason: '自己退回' })).statusCode).toBe(403);
    expect((await act(begun.id, 'return', { as: 'planner' }, { reason: '请补充经费来源' })).json()).toMatchObject({
      state: 'returned',
      reason: '请补充经费来源',
    });
    expect((await act(begun.id, 'submit', { headers: own! })).json()).toMatchObject({ state: 'submitted', reason: null });

    const pack = await evidenceOf(begun.id, { authorization: `Bearer ${api.keys.planner}` });
    expect(errorsOf(ChangeEvidence, pack)).toEqual([]);
    const { frozenAt, hash, ...sealed } = pack;
    expect([typeof frozenAt, hash]).toEqual(['string', sha256(canonicalJson(sealed))]);
    expect(pack).toMatchObject({ runId: run.id, asOfYear: api.t0, costYuan: 600_000, gap: { flag: 'expand' }, guard: { proposals: 1, ownSeats: 40 } });
    expect(pack.peers.schools.map(({ id }) => id)).toContain(elsewhere.schoolId);
    expect(pack.peers.schools.map(({ id }) => id)).not.toContain(offered.schoolId);
    expect(pack.rules.length).toBeGreaterThan(0);

    // somebody else proposes later: what was submitted stays as it was
    const second = await propose(other!, { majorCode: elsewhere.majorCode, ...said({ seatsAfter: 60 }) });
    expect((await act(second.id, 'submit', { headers: other! })).statusCode).toBe(200);
    const later = await evidenceOf(second.id, { authorization: `Bearer ${api.keys.planner}` });
    expect(later.guard).toMatchObject({ proposals: 2, ownSeats: 20 });
    // gap − all proposals, by the seats of both and what a seat is worth
    expect(later.guard!.afterEveryone).toBeCloseTo(later.guard!.gap! - pack.guard!.ownGraduates - later.guard!.ownGraduates, 6);
    expect(await evidenceOf(begun.id, { authorization: `Bearer ${api.keys.planner}` })).toEqual(pack);

    const docketed = (await api.call('POST', `${url}/docket`, { as: 'planner' })).json<ProgrammeChange>();
    expect(docketed).toMatchObject({ state: 'docketed', docket: { state: 'opened', outcome: null } });
    expect((await api.call('POST', `${url}/docket`, { as: 'planner' })).statusCode).toBe(409);
    const { dockets, docketMeasures } = api.db.schema;
    const [docket] = await api.db.query.select().from(dockets).where(eq(dockets.changeId, begun.id));
    expect(docket).toMatchObject({ origin: 'proposal', runId: run.id, evidenceHash: hash, flagClass: 'expand' });
    expect(sha256(canonicalJson(docket!.evidence))).toBe(hash);
    expect(await api.db.query.select().from(docketMeasures).where(eq(docketMeasures.docketId, docket!.id))).toMatchObject([
      { schoolId: offered.schoolId, change: 'expand', seatsBefore: 40, seatsAfter: 80 },
    ]);
    // what the conference decided counts as it was decided
    await api.db.query.update(dockets).set({ outcome: 'amend', state: 'resolved' }).where(eq(dockets.id, docket!.id));
    await api.db.query.update(docketMeasures).set({ seatsAfter: 50 }).where(eq(docketMeasures.docketId, docket!.id));
    await act(second.id, 'return', { as: 'planner' }, { reason: '请重新测算' });
    const again = await evidenceOf(second.id, other!);
    expect(again.guard!.approved).toBeCloseTo(pack.guard!.ownGraduates / 4, 6);
    const history = await api.getJson<ListPage<AdjustmentMove>>(`${url}/history?total=true`, 'planner');
    expect(history.items.map(({ event, from, to }) => `${event} ${from} ${to}`)).toEqual([
      'docket submitted docketed',
      'submit returned submitted',
      'return submitted returned',
      'submit draft submitted',
    ]);
    expect(history.total).toBe(4);
    const csv = await api.call('GET', `/programme-changes?state=docketed`, { as: 'planner', headers: { accept: 'text/csv', 'accept-language': 'en' } });
    expect(parse<Record<string, string>>(csv.body, { columns: true, bom: true })).toMatchObject([{ docket: docketed.docket!.number, outcome: 'amend' }]);
  });

  it('is told to its school without what few enterprises make up, and to others not at all', async () => {
    const { flags } = api.db.schema;
    await api.db.query.update(flags).set({ suppressed: 'primary' }).where(eq(flags.majorCode, offered.majorCode));
    const { items } = (await api.call('GET', '/programme-changes?state=returned', { headers: other! })).json<ListPage<ProgrammeChange>>();
    const told = await evidenceOf(items[0]!.id, other!);
    expect(told.gap).toMatchObject({ gap: null, lo80: null, hi80: null, probability: null, boundLow: null, boundHigh: null, suppressed: 'primary' });
    expect(told.guard).toMatchObject({ gap: null, afterEveryone: null, afterApproved: null, recommended: null, overshoot: null });
    expect((await evidenceOf(items[0]!.id, { authorization: `Bearer ${api.keys.planner}` })).gap!.gap).not.toBeNull();
    expect((await api.call('GET', `/programme-changes/${items[0]!.id}`, { headers: own! })).statusCode).toBe(404);
  });
});

describe('the ledger', () => {
  const line = (more: object = {}) => ({
    ...{ organisationId: offered.schoolId, majorCode: offered.majorCode, year: 2019, change: 'expand', seatsBefore: 40, seatsAfter: 60 },
    ...{ basis: '2018 年度专业设置会议纪要', resolutionNumber: '鄂职联〔2018〕3 号', decidedOn: '2018-12-20', ...more },
  });
  const enter = (more: object = {}) => api.call('POST', '/adjustments', { as: 'secretariat', body: line(more) });

  it('is added to and never changed: a wrong line is answered by another, once', async () => {
    // whoever writes lines through the repository can add, and nothing else
    const names = Object.keys(createAdjustmentRepository(api.db));
    expect(names.filter((name) => /update|change|delete|remove|set/i.test(name))).toEqual([]);
    const { adjustments } = api.db.schema;
    const before = await api.db.query.select().from(adjustments).orderBy(adjustments.id);
    const entered = (await enter()).json<Adjustment>();
    expect([errorsOf(Adjustment, entered), entered]).toMatchObject([[], { stands: true, source: 'entered', takenBackId: null }]);
    const back = await api.call('POST', `/adjustments/${entered.id}/reversal`, { as: 'planner', body: { reason: '专业代码登记有误' } });
    expect([back.statusCode, back.json()]).toMatchObject([201, { takesBackId: entered.id, stands: false, basis: '专业代码登记有误' }]);
    const again = await api.call('POST', `/adjustments/${entered.id}/reversal`, { as: 'planner', body: { reason: '再次' } });
    const reversal = back.json<Adjustment>();
    const ofReversal = await api.call('POST', `/adjustments/${reversal.id}/reversal`, { as: 'planner', body: { reason: '反悔' } });
    expect([again.statusCode, ofReversal.statusCode]).toEqual([409, 409]);
    const rows = await api.db.query.select().from(adjustments).orderBy(adjustments.id);
    expect(rows.slice(0, before.length)).toEqual(before);
    expect(rows).toHaveLength(before.length + 2);
    expect(await api.getJson<Adjustment>(`/adjustments/${entered.id}`, 'planner')).toMatchObject({ stands: false, takenBackId: reversal.id });
  });

  it('names what is wrong with a line', async () => {
    const refused = await createRefusalCheck(api);
    const send = (more: object, pointers: string[]) => refused('POST', '/adjustments', { as: 'planner', body: line(more) }, 422, pointers);
    await send({ seatsAfter: 40 }, ['/seatsAfter']);
    await send({ organisationId: 'nobody' }, ['/organisationId']);
    await send({ decidedOn: '2099-01-01' }, ['/decidedOn']);
    await send({ majorCode: '999999' }, ['/majorCode']);
    await send({ basis: ' ' }, ['/basis']);
    await refused('POST', '/adjustments', { as: 'school', body: line() }, 403);
  });

  it('sums are those of the lines that stand, and shares say of what', async () => {
    const all = await walk<Adjustment>(api, '/adjustments?from=2019&to=2025', 7, 'planner');
    expect(all.map(({ year }) => year)).toEqual(all.map(({ year }) => year).toSorted((a, b) => b - a));
    const statistics = await api.getJson<AdjustmentStatistics>('/adjustments/statistics?from=2019&to=2025', 'planner');
    expect(errorsOf(AdjustmentStatistics, statistics)).toEqual([]);
    const programmes = await walk<Programme & { openedYear: number | null }>(api, '/programmes', 200);
    for (const { year, lines, adjusted, open, share, counts } of statistics.years) {
      const standing = all.filter((row) => row.year === year && row.stands);
      expect([year, lines, counts.reduce((sum, row) => sum + row.lines, 0)]).toEqual([year, standing.length, standing.length]);
      const changed = new Set(standing.filter(({ change }) => change !== 'keep').map((row) => `${row.organisationId}|${row.majorCode}`));
      const were = programmes.filter((row) => (row.openedYear ?? year) <= year && (row.closedYear ?? year) >= year).length;
      expect([adjusted, open]).toEqual([changed.size, were]);
      expect(share).toBeCloseTo(changed.size / were, 12);
    }
    // the line of 2019 was taken back above
    expect(statistics.years[0]).toMatchObject({ year: 2019, lines: 0, adjusted: 0 });
    const mine = await api.call('GET', '/adjustments?from=2019&to=2019', { headers: own! });
    expect(mine.json<ListPage<Adjustment>>().items.map(({ stands }) => stands)).toEqual([false, false]);
    expect((await api.call('GET', '/adjustments?from=2019&to=2019', { headers: other! })).json<ListPage<Adjustment>>().items).toEqual([]);
    const found = await walk<Adjustment>(api, `/adjustments?q=${encodeURIComponent('〔2018〕3')}`, 50, 'planner');
    expect(found).toHaveLength(2);
  });

  it('stands beside the plan by level, and says what is missing', async () => {
    const plan = await api.getJson<AdjustmentPlan>('/adjustment-plan?from=2021&to=2025', 'secretariat');
    expect(errorsOf(AdjustmentPlan, plan)).toEqual([]);
    const planned = plan.rows.map(({ level, action, planned: n }) => [level, action, n]);
    for (const row of [['bachelor', 'added', 47], ['associate', 'added', 73], ['secondary', 'added', 18], ['secondary', 'cut', 6], ['associate', 'cut', 27]]) expect(planned).toContainEqual(row); // prettier-ignore
    const all = (await walk<Adjustment>(api, '/adjustments?from=2021&to=2025', 200, 'planner')).filter(({ stands }) => stands);
    expect(all.length).toBeGreaterThan(10);
    expect(all.every(({ simulated }) => simulated)).toBe(true);
    for (const { level, action, planned: asked, done, missing, years, source } of plan.rows) {
      const own_ = all.filter(
        (row) => row.level === level && (action === 'added' ? row.change === 'new' : ['suspend', 'reduce', 'close'].includes(row.change)),
      );
      expect([level, action, done, years.reduce((sum, { lines }) => sum + lines, 0)]).toEqual([level, action, own_.length, own_.length]);
      expect(missing).toBe(asked === null ? null : Math.max(0, asked - done));
      expect(source === null).toBe(asked === null);
    }
    // another plan is entered, corrected under its version, and taken out; a year of the plan is part of it
    const body = { fromYear: 2023, toYear: 2023, source: '2023 年专业设置计划', targets: [{ level: 'secondary', action: 'added', majors: 4 }] };
    const send = (more: object = {}, by: 'planner' | 'secretariat' = 'planner') =>
      api.call('POST', '/adjustment-targets', { as: by, body: { ...body, ...more } });
    expect((await send({}, 'secretariat')).statusCode).toBe(403);
    const refused = await createRefusalCheck(api);
    const bad = (more: object, pointers: string[]) => refused('POST', '/adjustment-targets', { as: 'planner', body: { ...body, ...more } }, 422, pointers);
    await bad({ toYear: 2022 }, ['/toYear']);
    await bad({ fromYear: 2020 }, ['/fromYear']);
    await bad({ targets: [body.targets[0], body.targets[0]] }, ['/targets/1']);
    const two = await Promise.all([send(), send()]);
    expect(two.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const inner = await api.getJson<AdjustmentPlan>('/adjustment-plan?from=2021&to=2025', 'planner');
    expect(inner.rows).toEqual(plan.rows);
    const change = { source: body.source, targets: [{ level: 'secondary', action: 'cut', majors: 2 }] };
    const at = (version: number) => ({ as: 'planner' as const, headers: { 'if-match': `"v${version}"` } });
    expect((await api.call('PUT', '/adjustment-targets/2023-2023', { ...at(1), body: change })).json()).toMatchObject({ ...change, version: 2 });
    expect((await api.getJson<AdjustmentPlan>('/adjustment-plan?from=2023&to=2023', 'planner')).rows).toContainEqual(expect.objectContaining({ level: 'secondary', action: 'cut', planned: 2, source: body.source })); // prettier-ignore
    const plans = await walk<AdjustmentTargets>(api, '/adjustment-targets', 1, 'secretariat');
    expect(plans.map(({ id }) => id)).toEqual(['2023-2023', '2021-2025']);
    const csv = (await api.call('GET', '/adjustment-targets', { as: 'planner', headers: { accept: 'text/csv' } })).body;
    expect(csv.trim().split('\n')).toHaveLength(1 + 1 + 5);
    expect((await api.call('DELETE', '/adjustment-targets/2023-2023', at(1))).statusCode).toBe(412);
    expect((await api.call('DELETE', '/adjustment-targets/2023-2023', at(2))).statusCode).toBe(204);
    expect((await api.call('DELETE', '/adjustment-targets/2023-2023', at(2))).statusCode).toBe(404);
    // targets of years that are not asked for whole do not count
    expect((await api.getJson<AdjustmentPlan>('/adjustment-plan?from=2022&to=2025', 'planner')).rows.every(({ planned: n }) => n === null)).toBe(true);
  });

  it('answers a page of thousands of lines in time', async () => {
    const { adjustments } = api.db.schema;
    const [model] = await api.db.query.select().from(adjustments).limit(1);
    const many = Array.from({ length: 5_000 }, (_, i) => ({ ...model!, id: newId(), year: 2001 + (i % 5), takesBackId: null }));
    for (let i = 0; i < many.length; i += 1_000) await api.db.query.insert(adjustments).values(many.slice(i, i + 1_000));
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      const from = performance.now();
      await api.getJson('/adjustments?from=2001&to=2005&limit=100', 'planner');
      times.push(performance.now() - from);
    }
    // a whole answer within 100 ms; the best of twenty, since others use the machine too
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

describe('lists of key majors', () => {
  it('are drafted from flags, adopted with a number, and public without figures', async () => {
    const codes = (await walk<ToldFlag>(api, '/flags?class=expand', 200, 'planner')).slice(0, 3).map(({ majorCode }) => majorCode);
    const body = { name: '急需专业清单', kind: 'urgent', fromYear: 2026, toYear: 2099, basis: '建议扩大的专业', majorCodes: codes };
    await (await createRefusalCheck(api))('POST', '/key-lists', { as: 'planner', body }, 422, ['/toYear']); // prettier-ignore
    await (await createRefusalCheck(api))('POST', '/key-lists', { as: 'planner', body: { ...body, toYear: 2027, majorCodes: ['999999'] } }, 422, ['/majorCodes/0']); // prettier-ignore
    const thisYear = new Date().getUTCFullYear();
    const made = await api.call('POST', '/key-lists', { as: 'planner', body: { ...body, fromYear: thisYear, toYear: thisYear + 1 } });
    const list = made.json<KeyList>();
    expect([made.statusCode, errorsOf(KeyList, list), list]).toMatchObject([201, [], { state: 'draft', inForce: false, runId: run.id }]);
    expect(list.majors.map(({ majorCode }) => majorCode)).toEqual(codes.toSorted());
    expect(list.majors.every(({ evidence }) => evidence?.class === 'expand')).toBe(true);
    const url = `/key-lists/${list.id}`;
    expect((await api.call('GET', url, { as: 'school' })).statusCode).toBe(404);
    const move = (as: 'planner' | 'secretariat', more: object) => api.call('POST', `${url}/moves`, { as, body: more });
    expect((await move('secretariat', { event: 'adopt' })).statusCode).toBe(409);
    expect((await move('planner', { event: 'propose' })).json()).toMatchObject({ state: 'proposed' });
    expect((await move('planner', { event: 'adopt', resolutionNumber: '1', decidedOn: '2026-01-01' })).statusCode).toBe(403);
    await (await createRefusalCheck(api))('POST', `${url}/moves`, { as: 'secretariat', body: { event: 'adopt' } }, 422, ['/resolutionNumber']); // prettier-ignore
    await (await createRefusalCheck(api))('POST', `${url}/moves`, { as: 'secretariat', body: { event: 'adopt', resolutionId: 'none' } }, 422, ['/resolutionId']); // prettier-ignore
    expect((await move('secretariat', { event: 'adopt', resolutionNumber: '鄂职联〔2026〕5 号', decidedOn: '2026-01-10' })).json()).toMatchObject({
      inForce: true,
    });
    expect((await api.call('PUT', url, { as: 'planner', body: { ...body, toYear: 2027 } })).statusCode).toBe(409);
    const told = await api.getJson<KeyList>(url, 'school');
    for (const { evidence } of told.majors) if (evidence?.suppressed) expect([evidence.gap, evidence.probability]).toEqual([null, null]);

    const open = await api.getJson<ListPage<PublicKeyMajor>>('/public/key-programmes?kind=urgent');
    expect(open.items.flatMap((row) => errorsOf(PublicKeyMajor, row))).toEqual([]);
    expect(open.items.map(({ majorCode, inForce }) => [majorCode, inForce])).toEqual(codes.toSorted().map((code) => [code, true]));
    expect(Object.keys(open.items[0]!)).not.toContain('evidence');
    // the plan's own list is over, and says so
    const past = await walk<PublicKeyMajor>(api, '/public/key-programmes?kind=key', 200);
    expect(past.length).toBeGreaterThan(50);
    expect(past.every(({ inForce, toYear, simulated }) => !inForce && toYear === 2025 && !simulated)).toBe(true);
    const csv = await api.call('GET', '/public/key-programmes', { headers: { accept: 'text/csv' } });
    expect(parse<Record<string, string>>(csv.body, { columns: true, bom: true })).toHaveLength(past.length + codes.length);
    expect((await move('secretariat', { event: 'end', reason: '批次更新' })).json()).toMatchObject({ state: 'withdrawn' });
    expect((await api.getJson<ListPage<PublicKeyMajor>>('/public/key-programmes?kind=urgent')).items).toEqual([]);
  });
});
