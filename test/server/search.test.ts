import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchResult } from '../../schemas/search.ts';
import { roles } from '../../schemas/vocabulary.ts';
import { readingsOf } from '../../server/modules/search/pinyin.ts';
import { createSearchIndex } from '../../server/modules/search/search-index.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createRefusalCheck } from '../support/refusal.ts';

describe('readings', () => {
  it.each([
    ['数控技术', ['shu kong ji shu']],
    ['旅游服务与管理', ['lu you fu wu yu guan li']],
    ['会计', ['hui ji', 'kuai ji']],
    ['Ａ区3号', ['a qu 3 hao']],
    ['鄂尔多斯职业学院', ['e er duo si zhi ye xue yuan']],
  ])('%s', (text, expected) => {
    expect(readingsOf(text).map((syllables) => syllables.join(' '))).toEqual(expected);
  });
});

describe('the index', () => {
  const names = ['数控技术', '数控技术应用', '数字媒体技术', '高速铁路技术', '工业机器人技术', '会计事务'];
  const index = createSearchIndex(names.map((name, i) => ({ kind: 'major', id: String(i), code: `46010${i}`, name })));
  const find = (question: string) => index.find(question, () => true).map(({ entry, way }) => `${entry.name} ${way}`);
  it.each([
    ['数控技术', ['数控技术 name', '数控技术应用 name']],
    ['技术应用', ['数控技术应用 name']],
    ['skjs', ['数控技术 initials', '数控技术应用 initials']],
    ['shukongjish', ['数控技术 pinyin', '数控技术应用 pinyin']],
    ['KJ', ['会计事务 initials', '数控技术 initials', '数控技术应用 initials']],
    ['lvjishu', ['高速铁路技术 pinyin']],
    ['460103', ['高速铁路技术 code']],
    ['机器人技术工业', ['工业机器人技术 similar']],
    ['无此专业名', []],
  ])('%s', (question, expected) => {
    expect(find(question)).toEqual(expected);
  });
  it('leaves out what is not wanted', () => {
    expect(index.find('数控', ({ id }) => id === '1').map(({ entry }) => entry.id)).toEqual(['1']);
  });
});

describe('GET /search', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await buildTestApp();
  });
  afterAll(() => api.close());
  const search = (q: string, as: (typeof roles)[number] = 'planner') => api.getJson<SearchResult>(`/search?q=${encodeURIComponent(q)}`, as);
  const kinds = ({ groups }: SearchResult) => groups.map(({ kind }) => kind);

  it.each(roles)('%s finds what everybody may see, enterprises only if they may be listed', async (role) => {
    const { organisations } = api.db.schema;
    const [enterprise] = (await api.db.query.select().from(organisations)).filter(({ kind }) => kind === 'enterprise');
    const told = (await search(enterprise!.name, role)).groups.flatMap(({ items }) => items).some(({ id }) => id === enterprise!.id);
    expect(told).toBe(role === 'planner' || role === 'administrator');
    expect(kinds(await search('化工', role))).toEqual(expect.arrayContaining(['major', 'occupation', 'chain']));
  });
  it('gives at most twenty, the best of every kind among them, and says how many there are', async () => {
    const result = await search('技术');
    expect(result.groups.flatMap(({ items }) => items)).toHaveLength(20);
    for (const { items, total } of result.groups) expect([items.length > 0, total >= items.length]).toEqual([true, true]);
    expect((await search('skjs')).groups[0]!.items[0]).toMatchObject({ name: expect.stringMatching(/^数控/) as string, way: 'initials', simulated: false });
  });
  it('knows an organisation as soon as it is verified', async () => {
    const added = await api.call('POST', '/organisations', { as: 'administrator', body: { kind: 'school', name: '星河示范技工学校', level: 'secondary' } });
    expect(added.statusCode).toBe(201);
    expect((await search('xhsfjg', 'enterprise')).groups[0]!.items[0]).toMatchObject({ name: '星河示范技工学校', level: 'secondary' });
  });
  it('answers within 50 ms', async () => {
    await search('机电');
    const times: number[] = [];
    for (const q of ['机电', 'jidian', 'jd', '机电一体化技术应用', '4607', '技术', 'xueyuan']) {
      const start = process.cpuUsage();
      await search(q);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1_000);
    }
    expect(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(50);
  });
  it.each(['', ' ', '长'.repeat(51)])('refuses %j', async (q) => {
    const refused = await createRefusalCheck(api);
    await refused('GET', `/search?q=${encodeURIComponent(q)}`, { as: 'planner' }, 422, ['/query/q']);
  });
});
