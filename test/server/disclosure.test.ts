import { eq } from 'drizzle-orm';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../schemas/alerts.ts';
import type { ComparedCell } from '../../schemas/comparison.ts';
import type { Evaluation, FlagEvaluation } from '../../schemas/evaluations.ts';
import type { Flag, Gap, GapTotal, Series } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import type { Guard } from '../../schemas/seats.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { operationsOf } from '../support/operations.ts';
import { bytewise, walk, type ListPage } from '../support/pages.ts';

let api: TestApp;
let earlier: Run;
let run: Run;
let gaps: Gap[];
let hidden: Set<string>;
let flags: Flag[];
/** Numbers of withheld figures, as JSON writes them; short ones (shares of paths, whole numbers) may come up elsewhere by chance. */
const secrets = new Set<string>();
const outsiders = ['school', 'enterprise'] as const;
const insiders = ['planner', 'secretariat', 'administrator'] as const;

function collect(value: unknown): void {
  if (typeof value === 'number' && JSON.stringify(value).length >= 10) secrets.add(JSON.stringify(value));
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
}

beforeAll(async () => {
  api = await buildTestApp({ working: true });
  // five enterprises are behind few occupations of the demo city: much is withheld
  const parameters = { paths: 200, discloseEnterprises: 5 };
  earlier = await api.runToEnd({ asOfYear: api.t0 - 2, parameters });
  run = await api.runToEnd({ parameters });
  await api.call('POST', '/publications', { as: 'planner', body: { runId: run.id } });
  const { items: chains } = await api.getJson<ListPage<{ id: string }>>('/chains?limit=200');
  gaps = [];
  for (const chain of ['city', 'outside', ...chains.map(({ id }) => id)])
    for (const query of [`chain=${chain}`, `chain=${chain}&window=decision`]) gaps.push(...(await walk<Gap>(api, `/gaps?${query}`, 200, 'planner')));
  flags = await walk<Flag>(api, '/flags?sort=majorCode', 200, 'planner');
  hidden = new Set(gaps.filter((gap) => gap.chain === 'city' && gap.suppressed !== null).map((gap) => gap.majorCode));
  for (const { suppressed, demand, gap, lo80, hi80, lo95, hi95, ratio } of gaps) if (suppressed !== null) collect([demand, gap, lo80, hi80, lo95, hi95, ratio]);
  for (const by of ['class', 'category', 'level', 'chain', 'region'])
    for (const query of ['', '&window=decision'])
      for (const total of await walk<GapTotal>(api, `/gaps/totals?by=${by}${query}`, 200, 'planner'))
        if (total.suppressed !== null) collect([total.demand, total.gap, total.lo80, total.hi80, total.lo95, total.hi95, total.ratio]);
  for (const { suppressed, urgency, ratio, evidence } of flags)
    if (suppressed !== null)
      collect([
        urgency,
        ratio,
        evidence.demand,
        evidence.bounds,
        evidence.components,
        evidence.pipeline,
        evidence.decisive?.map(({ turnsAt }) => turnsAt),
        evidence.potentialDemand,
      ]);
    else collect(evidence.occupations.filter((occupation) => occupation.suppressed).map(({ demand }) => demand));
  for (const code of hidden)
    collect((await api.getJson<Series>(`/series/${run.id}.demand.150600.${code}`, 'planner')).forecast.map(({ mean, lo80, hi80 }) => [mean, lo80, hi80]));
}, 120_000);
afterAll(() => api.close());

describe('a run', () => {
  it('withholds some figures and tells others, each with at least as many enterprises as are asked for', () => {
    const city = gaps.filter(({ chain }) => chain === 'city');
    expect(hidden.size).toBeGreaterThan(20);
    expect(city.some(({ suppressed }) => suppressed === null)).toBe(true);
    for (const { suppressed, enterprises, demand } of gaps) {
      if (suppressed === 'primary') expect(enterprises).toBeLessThan(5);
      if (suppressed === null && demand! > 0) expect(enterprises).toBeGreaterThanOrEqual(5);
    }
  });
  it('does not ask for fewer than three', async () => {
    const response = await api.call('POST', '/runs', { as: 'planner', body: { parameters: { discloseEnterprises: 2 } } });
    expect([response.statusCode, response.json<{ errors: unknown }>().errors]).toEqual([422, [{ pointer: '/parameters/discloseEnterprises', detail: '应在 3 与 1000 之间' }]]); // prettier-ignore
  });
});

describe.each(outsiders)('to a key of a %s', (as) => {
  it('no withheld number is told by any route, as JSON or CSV', async () => {
    expect(secrets.size).toBeGreaterThan(500);
    const [code] = hidden;
    const routes = [
      ...[
        '/gaps?limit=200',
        '/gaps?limit=200&window=decision',
        '/gaps?limit=200&window=pipeline',
        '/gaps?limit=200&chain=outside',
        '/gaps?limit=200&sort=-gap',
      ],
      ...[...new Set(gaps.map(({ chain }) => chain))].map((chain) => `/gaps?limit=200&chain=${chain}`),
      ...[
        '/flags?limit=200',
        ...['class', 'category', 'level', 'chain', 'region'].flatMap((by) =>
          ['', '&window=decision&sort=-gap'].map((query) => `/gaps/totals?limit=200&by=${by}${query}`),
        ),
        '/alerts?limit=200',
        '/evaluations?limit=200',
        '/evaluations/flags?limit=200',
        '/rules?limit=200',
        '/rule-findings',
        '/conflicts',
        '/runs',
      ],
      ...[
        `/runs/${run.id}/comparison?with=${earlier.id}&limit=200`,
        `/runs/${run.id}`,
        '/guard?limit=200',
        `/guard?majorCode=${code!}`,
        '/crosswalk/uncovered',
        '/chains',
      ],
      ...[...hidden].map((major) => `/series/${run.id}.demand.150600.${major}`),
      ...['/demand/declarations', '/enrolment/destinations', '/enrolment/reports', '/seat-requests', '/parameters'],
    ];
    for (const route of routes)
      for (const accept of ['application/json', 'text/csv']) {
        const response = await api.call('GET', route, { as, headers: { accept } });
        expect([route, [200, 403].includes(response.statusCode)]).toEqual([route, true]);
        const numbers = response.body.match(/-?\d+\.\d+(?:e-?\d+)?/g) ?? [];
        expect([route, accept, numbers.filter((number) => secrets.has(number))]).toEqual([route, accept, []]);
      }
  });
  it('nor by any other that is published, whatever it is about', async () => {
    const [chain] = gaps.filter(({ chain: id }) => !['city', 'outside'].includes(id)).map(({ chain: id }) => id);
    const { schema, query } = api.db;
    const [link] = await query.select().from(schema.crosswalkLinks).limit(1);
    const [programme] = await query.select().from(schema.programmes).limit(1);
    const home = (await api.getJson<{ organisationId: string }>('/session', as)).organisationId;
    const { items: publications } = await api.getJson<ListPage<{ id: string }>>('/publications', 'planner');
    const known: Readonly<Record<string, string>> = {
      ...{ runs: run.id, majors: [...hidden][0]!, chains: chain!, occupations: link!.occupationCode, programmes: programme!.id, schools: home },
      ...{ publications: publications[0]!.id, 'import-kinds': 'declarations', organisations: home },
    };
    const asked = operationsOf(api).filter((operation) => {
      const callers = operation['x-policy']!.callers;
      const open = callers === 'public' || callers === 'signed-in' || (Array.isArray(callers) && callers.includes(as));
      return (
        operation.method === 'GET' && open && !operation.path.endsWith('/events') && (!operation.path.includes('{') || known[operation.path.split('/')[1]!])
      );
    });
    expect(asked.length).toBeGreaterThan(60);
    const answered = new Set<string>();
    for (const { path, parameters = [] } of asked) {
      const url = path.replaceAll(/\{\w+\}/g, known[path.split('/')[1]!] ?? '');
      const values: Record<string, string> = {
        ...{ limit: '200', runId: run.id, majorCode: [...hidden][0]!, kind: 'majors', by: 'level' },
        ...{ year: String(api.t0), from: '2026-01-01', to: '2026-12-31' },
      };
      const all = parameters.filter(({ required, name }) => required === true || name === 'limit').map(({ name }) => `${name}=${values[name] ?? 'x'}`);
      const few = parameters.some(({ name }) => name === 'majorCode') ? [...all, `majorCode=${values['majorCode']!}`] : all;
      for (const query of new Set([all.join('&'), few.join('&')]))
        for (const accept of ['application/json', 'text/csv']) {
          const { statusCode, body } = await api.call('GET', `${url}?${query}`, { as, headers: { accept } });
          if (statusCode === 200) answered.add(path);
          const numbers = body.match(/-?\d+\.\d+(?:e-?\d+)?/g) ?? [];
          expect([url, query, accept, numbers.filter((number) => secrets.has(number))]).toEqual([url, query, accept, []]);
        }
    }
    expect(answered.size).toBeGreaterThan(asked.length * 0.8);
  }, 120_000);
  it('gaps are null, said to be withheld, and keep supply, band and grade', async () => {
    for (const window of ['', '&window=decision']) {
      const rows = await walk<Gap>(api, `/gaps?chain=city${window}`, 200, as);
      for (const row of rows) {
        const known = gaps.find((gap) => gap.chain === 'city' && gap.majorCode === row.majorCode && gap.year === row.year && gap.lastYear === row.lastYear)!;
        if (known.suppressed === null) expect(row).toEqual(known);
        else {
          const nothing = { demand: null, gap: null, lo80: null, hi80: null, lo95: null, hi95: null, ratio: null, probability: null, enterprises: null };
          expect(row).toEqual({ ...known, ...nothing });
        }
      }
    }
  });
  it('the order of withheld figures tells nothing: they stand last, by code, and every item comes once', async () => {
    for (const sort of ['gap', '-gap', 'demand', '-demand', 'probability', '-probability']) {
      const rows = await walk<Gap>(api, `/gaps?window=decision&sort=${sort}`, 7, as);
      const last = rows.filter(({ suppressed }) => suppressed !== null);
      expect(rows.slice(-last.length)).toEqual(last);
      expect(last.map(({ majorCode }) => majorCode)).toEqual([...hidden].sort(bytewise));
      expect(new Set(rows.map(({ majorCode }) => majorCode)).size).toBe(rows.length);
      const told = rows.slice(0, -last.length).map((row) => row[sort.replace('-', '') as 'gap']!);
      expect(told).toEqual(told.toSorted((a, b) => (sort.startsWith('-') ? b - a : a - b)));
    }
    const queue = await walk<Flag>(api, '/flags?sort=-urgency', 7, as);
    const last = queue.filter(({ suppressed }) => suppressed !== null).map(({ majorCode }) => majorCode);
    expect([last.length > 10, queue.slice(-last.length).map(({ majorCode }) => majorCode)]).toEqual([true, last.toSorted(bytewise)]);
    const compared = await walk<ComparedCell>(api, `/runs/${run.id}/comparison?with=${earlier.id}`, 7, as);
    const changes = compared.map(({ gapChange }) => gapChange);
    const first = changes.indexOf(null);
    expect(changes.slice(first).every((change) => change === null)).toBe(true);
    expect(compared.slice(first).map(({ majorCode }) => majorCode)).toEqual(compared.slice(first).map(({ majorCode }) => majorCode).toSorted(bytewise)); // prettier-ignore
  });
  it('the cursor of a withheld item holds no figure', async () => {
    const all = await walk<Gap>(api, '/gaps?window=decision&sort=-gap', 200, as);
    const at = all.length - [...hidden].length + 2;
    const { nextCursor } = await api.getJson<ListPage<Gap>>(`/gaps?window=decision&sort=-gap&limit=${at}`, as);
    const held = JSON.parse(Buffer.from(nextCursor!, 'base64url').toString('utf8')) as unknown[];
    expect(held.slice(0, 2)).toEqual([1, 0]);
  });
  it('flags keep their class and say that their figures are withheld, without a number but the years', async () => {
    const rows = await walk<Flag>(api, '/flags?sort=majorCode', 200, as);
    for (const flag of rows) {
      const known = flags.find(({ majorCode }) => majorCode === flag.majorCode)!;
      expect([flag.class, flag.band, flag.grade, flag.evidence.supply]).toEqual([known.class, known.band, known.grade, known.evidence.supply]);
      for (const occupation of flag.evidence.occupations) if (occupation.suppressed) expect(occupation.demand).toBe(null);
      if (flag.evidence.occupations.some(({ suppressed }) => suppressed)) expect(flag.evidence.bounds.gapLow).toBe(null);
      if (flag.suppressed === null) continue;
      const text = JSON.stringify([flag.reasons, flag.evidence.gradeReasons]).replaceAll(`${flag.firstYear}–${flag.lastYear}`, '');
      expect(text).not.toMatch(/\d/);
      expect([flag.gap, flag.ratio, flag.probability, flag.urgency, flag.evidence.demand]).toEqual([null, null, null, null, null]);
    }
  });
  it('series of withheld figures are empty, those of schools are not', async () => {
    const [major] = hidden;
    const demand = await api.getJson<Series>(`/series/${run.id}.demand.150600.${major!}`, as);
    expect([demand.suppressed !== null, demand.history, demand.forecast, demand.why.candidates]).toEqual([true, [], [], []]);
    const supply = await api.getJson<Series>(`/series/${run.id}.supply.150600.${major!}`, as);
    expect([supply.suppressed, supply.forecast.length > 0]).toEqual([null, true]);
    const { runSeries } = api.db.schema;
    for (const row of await api.db.query.select().from(runSeries).where(eq(runSeries.runId, run.id))) {
      if (row.side !== 'occupation' || row.suppressed === null) continue;
      expect((await api.getJson<Series>(`/series/${row.id}`, as)).history).toEqual([]);
      break;
    }
  });
  it('programmes of other schools keep their numbers, in flags, series and misses', async () => {
    const own = (await api.getJson<{ organisationId: string | null }>('/session', as)).organisationId;
    const programmes = await api.db.query.select().from(api.db.schema.programmes);
    const ofOwn = new Set(programmes.filter(({ schoolId }) => schoolId === own).map(({ id }) => id));
    const rows = (await walk<Flag>(api, '/flags?sort=majorCode', 200, as)).flatMap(({ evidence }) => evidence.schools);
    const told = rows.filter(({ intake, enrolled }) => intake !== null || enrolled !== null);
    expect([new Set(told.map(({ id }) => id)), rows.length > 100]).toEqual([new Set(as === 'school' ? [own] : []), true]);
    const { runSeries } = api.db.schema;
    const series = (await api.db.query.select().from(runSeries).where(eq(runSeries.runId, run.id))).filter(({ side }) => side === 'intake');
    const mine = series.filter(({ code }) => ofOwn.has(code)).slice(0, 2);
    for (const row of [...mine, ...series.filter(({ code }) => !ofOwn.has(code)).slice(0, 3)])
      expect((await api.getJson<Series>(`/series/${row.id}`, as)).history.length > 0).toBe(ofOwn.has(row.code));
    expect(mine.length).toBe(as === 'school' ? 2 : 0);
    const misses = (await walk<Evaluation>(api, '/evaluations?side=intake', 200, as)).flatMap((row) => row.misses);
    expect(misses.length).toBeGreaterThan(0);
    for (const { code, actual } of misses) expect([code, actual === null]).toEqual([code, !ofOwn.has(code)]);
  });
  it('intakes, graduates and past supply of a major need three schools, or the own school alone', async () => {
    const own = (await api.getJson<{ organisationId: string | null }>('/session', as)).organisationId;
    const rows = new Map((await walk<Flag>(api, '/flags?sort=majorCode', 200, as)).map((flag) => [flag.majorCode, flag]));
    const hiddenPast = new Set<string>();
    const told = { few: 0, alone: 0, many: 0 };
    for (const { majorCode, evidence: known } of flags) {
      const schools = new Set(known.schools.filter(({ enrolled, intake }) => enrolled! > 0 || intake! > 0).map(({ id }) => id));
      const { supplyParts, supplyPartsWithheld, decisive, supply } = rows.get(majorCode)!.evidence;
      expect(supply).toBe(known.supply);
      if (schools.size < 3 && known.schools.some(({ id }) => id !== own)) {
        expect([majorCode, supplyParts ?? null, supplyPartsWithheld ?? false]).toEqual([majorCode, null, known.supplyParts !== null]);
        expect((decisive ?? []).map(({ name }) => name)).not.toContain('localStay');
        hiddenPast.add(majorCode);
        told.few++;
      } else {
        expect([majorCode, supplyParts?.intakes.length]).toEqual([majorCode, known.supplyParts?.intakes.length]);
        if (schools.size > 2) told.many++;
        else if (schools.has(own ?? '')) told.alone++;
      }
    }
    expect([told.few > 5, told.many > 5]).toEqual([true, true]);
    const pastOf = async (code: string) => (await api.getJson<Series>(`/series/${run.id}.supply.150600.${code}`, as)).history;
    const withPast = flags.filter(({ evidence }) => evidence.schools.length > 0).map(({ majorCode }) => majorCode);
    for (const code of withPast.slice(0, 12)) expect([code, (await pastOf(code)).length > 0]).toEqual([code, !hiddenPast.has(code)]);
    const misses = (await walk<Evaluation>(api, '/evaluations?side=supply', 200, as)).flatMap((row) => row.misses);
    expect(misses.filter(({ code }) => hiddenPast.has(code)).every(({ actual, forecast }) => actual === null && forecast === null)).toBe(true);
    const outcomes = await walk<FlagEvaluation>(api, '/evaluations/flags', 200, as);
    expect(outcomes.filter(({ majorCode }) => hiddenPast.has(majorCode)).map(({ supply }) => supply)).toSatisfy((values: unknown[]) => values.length > 0 && values.every((value) => value === null)); // prettier-ignore
  });
  it('comparison, alerts and evaluations withhold what either run does', async () => {
    for (const cell of await walk<ComparedCell>(api, `/runs/${run.id}/comparison?with=${earlier.id}`, 200, as)) {
      const either = [cell.before, cell.after].some((side) => side !== null && side.suppressed !== null);
      expect([cell.majorCode, cell.gapChange === null]).toEqual([cell.majorCode, either]);
      for (const side of [cell.before, cell.after])
        if (side && side.suppressed !== null) expect([side.demand, side.gap, side.probability]).toEqual([null, null, null]);
    }
    for (const alert of await walk<Alert>(api, '/alerts', 200, as)) {
      if (alert.suppressed === null) continue;
      expect(alert.sentences[0]!.zh.replaceAll(String(alert.asOfYear), '')).not.toMatch(/\d/);
    }
    const outcomes = await walk<FlagEvaluation>(api, '/evaluations/flags', 200, as);
    expect(outcomes.filter(({ suppressed }) => suppressed !== null).map(({ demand }) => demand)).toSatisfy((values: unknown[]) => values.length > 0 && values.every((value) => value === null)); // prettier-ignore
    const misses = (await walk<Evaluation>(api, '/evaluations?side=occupation', 200, as)).flatMap((row) => row.misses);
    expect(misses.some(({ actual }) => actual === null)).toBe(true);
  });
  it('files leave withheld cells empty', async () => {
    const response = await api.call('GET', '/gaps?window=decision', { as, headers: { accept: 'text/csv', 'accept-language': 'en' } });
    const rows = parse<Record<string, string>>(response.body, { columns: true, bom: true });
    for (const row of rows)
      if (hidden.has(row['major']!)) {
        const { demand_persons, gap_persons, gap_lo80, gap_hi95, ratio_window, probability_shortage, suppressed } = row;
        expect([demand_persons, gap_persons, gap_lo80, gap_hi95, ratio_window, probability_shortage]).toEqual(['', '', '', '', '', '']);
        expect(suppressed).toMatch(/^(primary|secondary)$/);
      } else expect(row['demand_persons']).not.toBe('');
  });
});

describe('what else a reader could try', () => {
  it('requests of seats do not feel for a withheld gap', async () => {
    const own = (await api.getJson<{ organisation: { id: string } | null }>('/session', 'school').catch(() => null))?.organisation?.id;
    const { programmes, apiKeys } = api.db.schema;
    const keys = await api.db.query.select().from(apiKeys);
    const school = own ?? keys.find(({ role }) => role === 'school')!.organisationId!;
    const offered = await api.db.query.select().from(programmes).where(eq(programmes.schoolId, school));
    const programme = offered.find(({ majorCode, closedYear }) => hidden.has(majorCode) && closedYear === null)!;
    const body = { programmeId: programme.id, entryYear: api.t0 + 1, seats: 35 };
    expect((await api.call('POST', '/seat-requests', { as: 'school', body })).statusCode).toBe(201);
    const { items } = await api.getJson<ListPage<Guard>>(`/guard?majorCode=${programme.majorCode}`, 'school');
    for (const sums of [...items[0]!.years, items[0]!.window!]) {
      expect([sums.gap, sums.lo80, sums.recommended, sums.afterApproved, sums.afterEveryone, sums.afterRecommended, sums.overshoot]).toEqual(
        Array(7).fill(null),
      );
      expect(sums.schools.every(({ recommended }) => recommended === null)).toBe(true);
    }
    const asked = items[0]!.years.some(({ requested }) => requested !== 0);
    expect(asked).toBe(true);
    expect((await api.getJson<ListPage<Guard>>(`/guard?majorCode=${programme.majorCode}`, 'planner')).items[0]!.window!.gap).not.toBe(null);
  });
  it.each(insiders)('a %s sees every figure', async (as) => {
    for (const gap of await walk<Gap>(api, '/gaps?window=decision', 200, as))
      expect([gap.majorCode, gap.demand !== null, gap.enterprises !== null]).toEqual([gap.majorCode, true, true]);
    for (const flag of await walk<Flag>(api, '/flags', 200, as))
      expect([flag.majorCode, flag.urgency !== null, flag.evidence.demand !== null]).toEqual([flag.majorCode, true, true]);
  });
  it('destinations of few graduates are told to those who plan only', async () => {
    const strict = await api.runToEnd({ parameters: { paths: 100, discloseGraduates: 1000 } });
    const seen = await walk<Flag>(api, `/flags?runId=${strict.id}&sort=majorCode`, 200, 'school');
    const known = await walk<Flag>(api, `/flags?runId=${strict.id}&sort=majorCode`, 200, 'planner');
    const few = known.map(({ evidence }) => (evidence.supplyParts?.rates.persons ?? 0) > 0 && (evidence.supplyParts?.rates.persons ?? 0) < 1000);
    expect(few.filter(Boolean).length).toBeGreaterThan(10);
    expect(seen.map(({ evidence }) => evidence.destinationsWithheld === true)).toEqual(few);
    expect(seen.filter((_, i) => few[i]).every(({ evidence }) => evidence.supplyParts === null)).toBe(true);
  });
  it('a run that did not count enterprises tells its figures to those who plan only', async () => {
    const { gaps: rows, flags: flagRows } = api.db.schema;
    await api.db.query.update(rows).set({ enterprises: null, suppressed: null }).where(eq(rows.runId, earlier.id));
    await api.db.query.update(flagRows).set({ enterprises: null, suppressed: null }).where(eq(flagRows.runId, earlier.id));
    const seen = await walk<Gap>(api, `/gaps?runId=${earlier.id}&window=decision&sort=-gap`, 9, 'enterprise');
    expect([seen.length > 50, seen.every(({ demand, gap, suppressed }) => demand === null && gap === null && suppressed === 'primary')]).toEqual([true, true]);
    expect((await walk<Flag>(api, `/flags?runId=${earlier.id}`, 200, 'school')).every(({ gap }) => gap === null)).toBe(true);
    expect((await walk<Gap>(api, `/gaps?runId=${earlier.id}&window=decision`, 200, 'planner')).every(({ demand }) => demand !== null)).toBe(true);
  });
});
