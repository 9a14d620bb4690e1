import { parse } from 'csv-parse/sync';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Programme } from '../../schemas/catalogue.ts';
import { Conflict, Rule, RuleFinding, type ThresholdEdit } from '../../schemas/rules.ts';
import type { Run } from '../../schemas/runs.ts';
import { Guard, SeatRequest } from '../../schemas/seats.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { walk, type ListPage, type ToldGap, type ToldGuard } from '../support/pages.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let run: Run;
let own: string;
let programme: Programme;
let other: Programme;
let refused: RefusalCheck;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  expect(run.status).toBe('succeeded');
  own = (await api.getJson<{ organisationId: string }>('/session', 'school')).organisationId;
  const offered = await walk<Programme>(api, '/programmes', 200, 'planner');
  programme = offered.find((one) => one.schoolId === own && one.closedYear === null)!;
  // a school that does not offer the major yet
  const holders = new Set(offered.filter((one) => one.majorCode === programme.majorCode).map(({ schoolId }) => schoolId));
  other = offered.find((one) => !holders.has(one.schoolId))!;
}, 240_000);
beforeEach(async () => {
  refused = await createRefusalCheck(api); // against what is stored now
});
afterAll(() => api.close());

const ask = async (as: 'school' | 'planner', body: object) => {
  const response = await api.call('POST', '/seat-requests', { as, body });
  expect([response.statusCode, response.body]).toEqual([201, response.body]);
  return response.json<SeatRequest>();
};
const guardOf = async (as: 'school' | 'planner' | 'secretariat' = 'planner') => {
  const { items } = await api.getJson<{ items: ToldGuard[] }>(`/guard?majorCode=${programme.majorCode}`, as);
  expect(items.length).toBe(1);
  return items[0]!;
};

describe('seat requests', () => {
  it('refuse what cannot be, with the field named, and store nothing', async () => {
    const entryYear = api.t0 + 1;
    const good = { programmeId: programme.id, entryYear, seats: 10 };
    const cases: [object, string[]][] = [
      [{ ...good, majorCode: programme.majorCode }, ['/majorCode']],
      [{ entryYear, seats: 10 }, ['/majorCode']],
      [{ ...good, programmeId: other.id }, ['/programmeId']],
      [{ majorCode: '999999', entryYear, seats: 10 }, ['/majorCode']],
      [{ ...good, entryYear: api.t0 }, ['/entryYear']],
      [{ ...good, entryYear: api.t0 + 11 }, ['/entryYear']],
      [{ ...good, seats: 0 }, ['/seats']],
      [{ ...good, seats: 1.5 }, ['/seats']],
      [{ ...good, seats: -5000 }, ['/seats']],
      [{ majorCode: other.majorCode, entryYear, seats: -5 }, ['/seats']],
      [{ ...good, seats: 10, more: 1 }, ['/more']],
    ];
    for (const [body, pointers] of cases) await refused('POST', '/seat-requests', { as: 'school', body }, 422, pointers);
    await refused('POST', '/seat-requests', { as: 'planner', body: good }, 422, ['/organisationId']);
    await refused('POST', '/seat-requests', { as: 'planner', body: { ...good, organisationId: 'nobody' } }, 422, ['/organisationId']);
    await refused('POST', '/seat-requests', { as: 'school', body: { ...good, organisationId: other.schoolId } }, 403, ['/organisationId']);
    for (const as of ['enterprise', 'secretariat'] as const) await refused('POST', '/seat-requests', { as, body: good }, 403);
    await refused('POST', '/seat-requests', { body: good }, 401);
  });
  it('go from the school through the decision to the guard, with their trail', async () => {
    const before = await rowCounts(api);
    const entryYear = api.t0 + 1;
    const mine = await ask('school', { programmeId: programme.id, entryYear, seats: 40, note: '新实训楼' });
    expect(Compile(SeatRequest).Errors(mine)).toEqual([]);
    expect(mine).toMatchObject({ organisationId: own, majorCode: programme.majorCode, status: 'requested', seats: 40, note: '新实训楼', simulated: false });
    const theirs = await ask('planner', { majorCode: programme.majorCode, entryYear, seats: 60, organisationId: other.schoolId });
    expect([mine.programmeId, theirs.programmeId]).toEqual([programme.id, null]);
    const after = await rowCounts(api);
    expect([after['seatRequests']! - before['seatRequests']!, after['auditEntries']! - before['auditEntries']!]).toEqual([2, 2]);

    const seen = await walk<SeatRequest>(api, '/seat-requests', 1, 'school');
    expect(seen.map(({ id }) => id)).toEqual([mine.id]);
    expect((await walk<SeatRequest>(api, `/seat-requests?majorCode=${programme.majorCode}&status=requested`, 1, 'planner')).map(({ id }) => id)).toEqual([
      theirs.id,
      mine.id,
    ]);

    const asked = await guardOf();
    expect(Compile(Guard).Errors(asked)).toEqual([]);
    const year = asked.years.find((sums) => sums.year === entryYear + programme.lengthYears)!;
    const share = (id: string) => asked.survival.find(({ schoolId }) => schoolId === id)!;
    expect([share(own).source, share(other.schoolId).source]).toEqual(['programme', 'major']);
    expect(year.requested).toBeCloseTo(40 * share(own).share + 60 * share(other.schoolId).share, 6);
    expect(year.afterEveryone).toBeCloseTo(year.gap - year.requested, 6);
    const { items } = await api.getJson<ListPage<ToldGap>>(`/gaps?majorCode=${programme.majorCode}&window=decision`, 'planner');
    expect([asked.window!.gap, asked.window!.lo80, asked.window!.hi80]).toEqual([items[0]!.gap, items[0]!.lo80, items[0]!.hi80]);
    for (const sums of [...asked.years, asked.window!]) expect(Math.abs(sums.recommended)).toBeLessThanOrEqual(Math.abs(sums.afterApproved) + 1e-6);

    const decide = (as: 'school' | 'planner', id: string, decision: string) =>
      api.call('POST', `/seat-requests/${id}/decision`, { as, body: { decision, note: '同意' } });
    expect((await decide('school', mine.id, 'approved')).statusCode).toBe(403);
    expect((await decide('school', theirs.id, 'withdrawn')).statusCode).toBe(404);
    expect((await decide('planner', mine.id, 'withdrawn')).statusCode).toBe(403);
    expect((await decide('planner', mine.id, 'later')).statusCode).toBe(422);
    expect((await decide('planner', theirs.id, 'approved')).json<SeatRequest>()).toMatchObject({ status: 'approved', decisionNote: '同意' });
    expect((await decide('planner', theirs.id, 'rejected')).statusCode).toBe(409);
    const notices = (await api.db.query.select().from(api.db.schema.notifications)).filter(({ kind }) => kind.startsWith('seats_'));
    expect(notices).toMatchObject([{ kind: 'seats_approved', organisationId: other.schoolId, entityId: theirs.id }]);
    const decided = (await guardOf()).years.find((sums) => sums.year === year.year)!;
    expect(decided.approved).toBeCloseTo(60 * share(other.schoolId).share, 6);
    expect(decided.afterApproved).toBeCloseTo(decided.gap - decided.approved, 6);
    expect(decided.afterEveryone).toBeCloseTo(year.afterEveryone, 6);
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entityId }) => entityId === theirs.id);
    expect(trail.map(({ action, before: was, after: is }) => [action, was, is])).toEqual([
      ['create', null, { schoolId: other.schoolId, majorCode: programme.majorCode, entryYear, seats: 60, status: 'requested' }],
      ['approved', { status: 'requested' }, { status: 'approved', note: '同意' }],
    ]);
  });
});

describe('the guard', () => {
  it('shows a school the totals and its own share only', async () => {
    const [all, mine] = [await guardOf('secretariat'), await guardOf('school')];
    const schools = (guard: ToldGuard) => new Set([...guard.years, guard.window!].flatMap((sums) => sums.schools.map(({ schoolId }) => schoolId)));
    expect(schools(all)).toEqual(new Set([own, other.schoolId]));
    expect(schools(mine)).toEqual(new Set([own]));
    expect(mine.survival.map(({ schoolId }) => schoolId)).toEqual([own]);
    expect(mine.window!.afterEveryone).toBe(all.window!.afterEveryone);
    await refused('GET', '/guard', { as: 'enterprise' }, 403);
    await refused('GET', '/guard?runId=missing', { as: 'planner' }, 404);
    await refused('GET', '/guard?majorCode=999999', { as: 'planner' }, 422, ['/query/majorCode']);
  });
  it('lists majors with seats asked for, and forgets what was withdrawn', async () => {
    const codes = async () => (await walk<ToldGuard>(api, '/guard', 1, 'planner')).map(({ majorCode }) => majorCode);
    const majors = new Set((await walk<Programme>(api, `/programmes?school=${own}`, 200, 'planner')).map(({ majorCode }) => majorCode));
    const second = [...majors].find((code) => code !== programme.majorCode)!;
    const extra = await ask('school', { majorCode: second, entryYear: api.t0 + 2, seats: 5 });
    expect(await codes()).toEqual([programme.majorCode, second].sort());
    const response = await api.call('POST', `/seat-requests/${extra.id}/decision`, { as: 'school', body: { decision: 'withdrawn' } });
    expect(response.json<SeatRequest>().status).toBe('withdrawn');
    expect(await codes()).toEqual([programme.majorCode]);
  });
  it('comes as CSV with the same figures', async () => {
    const response = await api.call('GET', `/guard?majorCode=${programme.majorCode}`, {
      as: 'planner',
      headers: { accept: 'text/csv', 'accept-language': 'en' },
    });
    const rows = parse<Record<string, string>>(response.body, { columns: true, bom: true });
    const guard = await guardOf();
    expect(rows.filter((row) => row['school'] === '').length).toBe(guard.years.length + 1);
    const total = rows.find((row) => row['span'] === 'total' && row['school'] === '')!;
    expect(Number(total['gap_after_everyone'])).toBeCloseTo(guard.window!.afterEveryone, 1);
  });
});

describe('rules', () => {
  it('are listed with thresholds, source and what is missing', async () => {
    const rules = await walk<Rule>(api, '/rules', 5, 'enterprise');
    expect(rules.length).toBe(16);
    for (const rule of rules) {
      expect(Compile(Rule).Errors(rule)).toEqual([]);
      const { hit, notHit, missing } = rule.findings;
      expect([rule.id, hit + notHit + missing > 0, missing > 0]).toEqual([rule.id, true, rule.missing.length > 0]);
    }
    expect(rules.find(({ id }) => id === 'rating-CC')!.missing.map(({ name }) => name)).toEqual(['ratings']);
  });
  it('have findings in the run: evaluated where there are figures, else saying what is missing', async () => {
    const findings = await walk<RuleFinding>(api, '/rule-findings', 100, 'secretariat');
    const schema = Compile(RuleFinding);
    for (const finding of findings) expect(schema.Errors(finding)).toEqual([]);
    const evaluated = new Set(findings.filter(({ outcome }) => outcome !== 'missing').map(({ ruleId }) => ruleId));
    for (const id of [
      'fujian-cap',
      'fujian-spread-secondary',
      'nmg-chain-cover',
      'nmg-fill',
      'red-50x3',
      'fujian-placement',
      'internship-2pct',
      'gansu-adjust',
      'ordos-plan',
    ])
      expect([id, evaluated.has(id)]).toEqual([id, true]);
    // small occupations fail in any case; for the others the ten-year forecast or the wages are missing
    const abroad = findings.filter(({ ruleId }) => ruleId === 'wa-demand' || ruleId === 'tn-ratios');
    expect(abroad.filter(({ outcome }) => outcome === 'hit')).toEqual([]);
    for (const { outcome, ruleId, missing } of abroad)
      if (outcome === 'missing') expect(missing).toContain(ruleId === 'wa-demand' ? 'occupationForecast10' : 'wages');
    expect(evaluated.has('rating-CC')).toBe(false);
    const hits = await walk<RuleFinding>(api, '/rule-findings?outcome=hit', 100, 'planner');
    expect(hits).toEqual(findings.filter(({ outcome }) => outcome === 'hit'));
    const response = await api.call('GET', '/rule-findings?rule=fujian-cap', { as: 'planner', headers: { accept: 'text/csv' } });
    const rows = parse<Record<string, string>>(response.body, { columns: true, bom: true });
    expect(rows.map((row) => row['说明'])).toEqual(findings.filter(({ ruleId }) => ruleId === 'fujian-cap').map(({ reason }) => reason.zh));
    await refused('GET', '/rule-findings?rule=none', { as: 'planner' }, 422, ['/query/rule']);
    await refused('GET', '/rule-findings', { as: 'enterprise' }, 403);
  });
  it('take thresholds as copies, refuse wrong ones, and use them in the next run', async () => {
    const path = '/rules/nmg-chain-cover/thresholds';
    await refused('PUT', path, { as: 'planner', body: { thresholds: { schools: 1000, other: 1 }, note: '试算' } }, 422, [
      '/thresholds/other',
      '/thresholds/schools',
    ]);
    await refused('PUT', path, { as: 'planner', body: {} }, 422, ['/note', '/thresholds']);
    for (const note of [undefined, '  ']) await refused('PUT', path, { as: 'planner', body: { thresholds: { schools: 3 }, note } }, 422, ['/note']);
    await refused('PUT', path, { as: 'secretariat', body: { thresholds: {}, note: '试算' } }, 403);
    await refused('PUT', '/rules/none/thresholds', { as: 'planner', body: { thresholds: {}, note: '试算' } }, 404);
    const put = async (thresholds: object) => (await api.call('PUT', path, { as: 'planner', body: { thresholds, note: '试算' } })).json<Rule>();
    const changed = await put({ schools: 100 });
    expect([changed.thresholds[0]!.original, changed.thresholds[0]!.value, changed.copy?.note]).toEqual([2, 100, '试算']);
    const later = await api.runToEnd({ parameters: { paths: 100 } });
    const inRun = (id: string) => walk<RuleFinding>(api, `/rule-findings?rule=nmg-chain-cover&runId=${id}`, 100, 'planner');
    expect((await inRun(later.id)).every(({ outcome, edited }) => outcome === 'hit' && edited['schools'] === 100)).toBe(true);
    expect((await inRun(run.id)).some(({ outcome }) => outcome === 'not_hit')).toBe(true);
    expect((await put({})).copy).toBeNull();
    expect((await api.db.query.select().from(api.db.schema.ruleOverrides)).map(({ thresholds }) => thresholds)).toEqual([{ schools: 100 }, {}]);
    // who changed what, newest first, as a list and as a file
    const still = await createRefusalCheck(api);
    await still('GET', '/rules/threshold-edits', { as: 'enterprise' }, 403);
    await still('GET', '/rules/threshold-edits?rule=none', { as: 'planner' }, 422, ['/query/rule']);
    const edits = await walk<ThresholdEdit>(api, '/rules/threshold-edits?rule=nmg-chain-cover', 1, 'secretariat');
    expect(edits.map(({ version, restored, note, changes }) => ({ version, restored, note, changes: changes.map(({ from, to }) => [from, to]) }))).toEqual([
      { version: 3, restored: true, note: '试算', changes: [[100, 2]] },
      { version: 2, restored: false, note: '试算', changes: [[2, 100]] },
    ]);
    expect((await api.call('GET', '/rules/threshold-edits?rule=red-50x3', { as: 'planner' })).json<ListPage<ThresholdEdit>>().items).toEqual([]);
    const sheet = await api.call('GET', '/rules/threshold-edits', { as: 'planner', headers: { accept: 'text/csv' } });
    const lines = parse<Record<string, string>>(sheet.body, { columns: true, bom: true });
    expect(lines.map((line) => [line['规则'], line['原值'], line['新值'], line['恢复公布值'], line['理由']])).toEqual([
      ['nmg-chain-cover', '100', '2', 'true', '试算'],
      ['nmg-chain-cover', '2', '100', 'false', '试算'],
    ]);
    // files of the rules have one line a threshold
    const packs = (await api.call('GET', '/rules?limit=200', { as: 'planner' })).json<ListPage<Rule>>().items;
    const list = await api.call('GET', '/rules', { as: 'planner', headers: { accept: 'text/csv' } });
    const told = parse<Record<string, string>>(list.body, { columns: true, bom: true });
    expect(told.map((line) => [line['规则'], line['界线'], line['公布值']])).toEqual(
      packs.flatMap(({ id, thresholds }) => thresholds.map(({ title, original }) => [id, title.zh, original === null ? '' : String(original)])),
    );
  });
  it('stand beside flags that point the other way', async () => {
    const { flags, ruleFindings } = api.db.schema;
    const [flag] = (await api.db.query.select().from(flags)).filter((row) => row.runId === run.id && row.class === 'expand');
    const finding = {
      ...{ runId: run.id, ruleId: 'red-50x3', ruleVersion: 1, edited: {}, subjectKind: 'programme' as const, subjectName: 'X', level: flag!.level },
      ...{ outcome: 'hit' as const, step: 'suspend', numbers: [], missing: [], reason: { zh: '落实率', en: 'placement' }, majorCode: flag!.majorCode },
    };
    await refused('GET', '/conflicts', { as: 'school' }, 403);
    const conflicts = () => walk<Conflict>(api, `/conflicts?runId=${run.id}`, 1, 'planner');
    const before = await conflicts();
    expect(before.map(({ majorCode }) => majorCode)).not.toContain(flag!.majorCode);
    await api.db.query.insert(ruleFindings).values([
      { ...finding, key: 'test|programme|down', subjectId: 'down', direction: 'down' },
      { ...finding, key: 'test|programme|up', subjectId: 'up', direction: 'up' }, // agrees with the flag
      { ...finding, key: 'test|programme|unsure', subjectId: 'unsure', direction: 'down', outcome: 'missing' },
    ]);
    const conflict = (await conflicts()).find(({ majorCode }) => majorCode === flag!.majorCode)!;
    expect(new Set(conflict.findings.flatMap((one) => Compile(RuleFinding).Errors(one)))).toEqual(new Set());
    expect(conflict.flag).toMatchObject({ class: 'expand', probability: flag!.probability });
    expect(conflict.findings.map(({ subject }) => subject.id)).toEqual(['down']);
  });
});
