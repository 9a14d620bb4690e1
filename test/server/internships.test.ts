import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InternshipCompliance, InternshipExemption, InternshipYear } from '../../schemas/internships.ts';
import { xlsxType } from '../../server/downloads.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let all: InternshipCompliance[];
const path = '/internship-compliance';
/** Counts rows anew: what was stored before is no fault of this refusal. */
const refused: RefusalCheck = async (...asked) => (await createRefusalCheck(api))(...asked);
const list = async (query = '', as: 'planner' | 'enterprise' = 'planner') =>
  api.getJson<{ items: InternshipCompliance[]; nextCursor: string | null; total?: number }>(`${path}?total=true${query}`, as);
async function everyone(query = ''): Promise<InternshipCompliance[]> {
  const items: InternshipCompliance[] = [];
  let cursor: string | null = null;
  do {
    const page = await list(`&limit=70${query}${cursor === null ? '' : `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
const find = async (organisationId: string) => (await everyone()).find((row) => row.organisationId === organisationId)!;
beforeAll(async () => {
  api = await buildTestApp();
  all = await everyone();
});
afterAll(() => api.close());

describe('posts for interns against 2 % of staff', () => {
  it('lists every enterprise of twenty or more once, by hand counted from its declarations', async () => {
    const { declarations, organisations } = api.db.schema;
    const firms = (await api.db.query.select().from(organisations)).filter(
      ({ kind, sizeClass, openedYear, closedYear }) =>
        kind === 'enterprise' && sizeClass !== null && sizeClass !== '1-19' && (openedYear ?? 0) <= api.t0 && (closedYear ?? 9999) >= api.t0,
    );
    const rows = (await api.db.query.select().from(declarations)).filter(({ year }) => year === api.t0).sort((a, b) => (a.id < b.id ? -1 : 1));
    const newest = [...new Map(rows.map((row) => [`${row.organisationId}|${row.occupationCode}`, row])).values()];
    expect(all.map(({ organisationId }) => organisationId).sort()).toEqual(firms.map(({ id }) => id).sort());
    expect(all.length).toBeGreaterThan(70); // more than a page
    for (const row of all) {
      const own = newest.filter(({ organisationId }) => organisationId === row.organisationId);
      const staff = own.reduce((sum, { headcount }) => sum + headcount, 0);
      const told = own.flatMap(({ internships }) => (internships === null ? [] : [internships]));
      const posts = told.length === 0 ? null : told.reduce((sum, n) => sum + n, 0);
      const required = Math.ceil((staff * 2) / 100);
      const standing = posts === null ? 'not_reported' : posts >= required ? 'complies' : 'short';
      expect(row).toMatchObject({ staff, posts, required, standing, short: standing === 'short' ? required - posts! : 0 });
    }
  });
  it('puts those that lack most first, and filters by standing, size and name', async () => {
    const order = { short: 0, not_reported: 1, complies: 2, exempt: 3 };
    const keys = all.map(({ standing, short }) => order[standing] * 1e6 - short);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
    expect(await everyone('&standing=short')).toEqual(all.filter(({ standing }) => standing === 'short'));
    expect(await everyone('&sizeClass=1000%2B')).toEqual(all.filter(({ sizeClass }) => sizeClass === '1000+'));
    expect((await everyone(`&q=${encodeURIComponent(all[0]!.organisationName)}`)).map(({ organisationId }) => organisationId)).toContain(
      all[0]!.organisationId,
    );
  });
  it('shows an enterprise itself alone', async () => {
    const own = await list('', 'enterprise');
    const mine = await api.getJson<{ items: { organisationId: string }[] }>('/demand/declarations?limit=1', 'enterprise');
    expect(own.items.every(({ organisationId }) => organisationId === mine.items[0]!.organisationId)).toBe(true);
    expect(own.total).toBe(own.items.length);
    expect(own.items.length).toBeLessThanOrEqual(1);
  });
  it('the yearly report adds the list up and names rule, version and sources', async () => {
    const { items } = await api.getJson<{ items: InternshipYear[] }>(`${path}/years`, 'planner');
    const year = items.find((row) => row.year === api.t0)!;
    const told = all.filter(({ posts }) => posts !== null);
    const sum = (of: (row: InternshipCompliance) => number, rows = told) => rows.reduce((total, row) => total + of(row), 0);
    expect(year).toMatchObject({
      ...{ enterprises: all.length, staff: sum((row) => row.staff), posts: sum((row) => row.posts ?? 0), required: sum((row) => row.required) },
      ...{ missing: sum((row) => row.short), notReported: all.length - told.length, teacherPractice: sum((row) => row.teacherPractice ?? 0), simulated: true },
      rule: { id: 'internship-2pct', share: 0.02, edited: false, minimumStaff: 20 },
    });
    expect(year.complies + year.short + year.exempt + year.notReported).toBe(year.enterprises);
    expect(year.rule.source.length * year.rule.minimumSource.length).toBeGreaterThan(0);
  });
  it('comes as CSV and as a spreadsheet', async () => {
    const csv = await api.call('GET', `${path}?standing=short`, { as: 'secretariat', headers: { accept: 'text/csv', 'accept-language': 'zh' } });
    expect(csv.body.trim().split('\n').length).toBe(1 + all.filter(({ standing }) => standing === 'short').length);
    expect(csv.body).toContain('缺少（个）');
    const sheet = await api.call('GET', `${path}/years`, { as: 'planner', headers: { accept: xlsxType } });
    expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
  it('follows a copy of the threshold', async () => {
    await api.call('PUT', '/rules/internship-2pct/thresholds', { as: 'planner', body: { thresholds: { posts: 0.035 }, note: '试算' } });
    const stricter = await everyone();
    expect(stricter.every(({ staff, required }) => required === Math.ceil((staff * 35) / 1000))).toBe(true);
    const { items } = await api.getJson<{ items: InternshipYear[] }>(`${path}/years`, 'planner');
    expect(items[0]!.rule).toMatchObject({ share: 0.035, edited: true });
    await api.call('PUT', '/rules/internship-2pct/thresholds', { as: 'planner', body: { thresholds: {}, note: '试算完毕' } });
    expect(await everyone()).toEqual(all);
  });
});

describe('exemptions', () => {
  const body = () => ({ organisationId: all[0]!.organisationId, year: api.t0, reason: ' 当年停产检修 ' });
  it.each([
    ['an unknown enterprise', () => ({ organisationId: 'nobody' }), '/organisationId'],
    ['no reason', () => ({ reason: '  ' }), '/reason'],
    ['a year to come', () => ({ year: 2099 }), '/year'],
  ])('refuses %s', (_what, change, pointer) => refused('POST', '/internship-exemptions', { as: 'planner', body: { ...body(), ...change() } }, 422, [pointer]));
  it('refuses an enterprise that the rule is not for', async () => {
    const firms = await api.db.query.select().from(api.db.schema.organisations);
    const small = firms.find(({ sizeClass }) => sizeClass === '1-19')!;
    await refused('POST', '/internship-exemptions', { as: 'planner', body: { ...body(), organisationId: small.id } }, 422, ['/organisationId']);
  });
  it('one stands, with its reason; withdrawn, the enterprise is short again and another may be granted', async () => {
    const grant = () => api.call('POST', '/internship-exemptions', { as: 'planner', body: body() });
    const given = (await grant()).json<InternshipExemption>();
    expect(given).toMatchObject({ reason: '当年停产检修', withdrawnAt: null });
    await refused('POST', '/internship-exemptions', { as: 'planner', body: body() }, 409);
    expect(await find(given.organisationId)).toMatchObject({ standing: 'exempt', short: 0, exemption: { id: given.id, reason: '当年停产检修' } });
    const address = `/internship-exemptions/${given.id}`;
    expect((await api.call('DELETE', address, { as: 'planner' })).json<InternshipExemption>().withdrawnAt).not.toBeNull();
    await refused('DELETE', address, { as: 'planner' }, 409);
    expect(await find(given.organisationId)).toEqual(all[0]);
    expect((await grant()).statusCode).toBe(201);
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entity }) => entity === 'internship_exemption');
    expect(trail.map(({ action, after }) => [action, after])).toEqual(
      ['create', 'withdrawn', 'create'].map((action) => [action, { organisationId: given.organisationId, year: api.t0 }]),
    );
  });
});
