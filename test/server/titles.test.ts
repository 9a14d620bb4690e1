import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OccupationCandidates } from '../../schemas/titles.ts';
import { roles } from '../../schemas/vocabulary.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
beforeAll(async () => {
  api = await buildTestApp();
  refused = await createRefusalCheck(api);
});
afterAll(() => api.close());

const ask = (title: string, as: (typeof roles)[number] = 'enterprise') =>
  api.getJson<OccupationCandidates>(`/occupations/candidates?title=${encodeURIComponent(title)}`, as);
const choose = (body: object) => api.call('POST', '/demand/title-choices', { as: 'enterprise', body });

describe('GET /occupations/candidates', () => {
  it.each(roles)('%s gets at most five with their reasons', async (role) => {
    const { title, good, items } = await ask('急聘高级电工（鄂尔多斯）8k', role);
    expect([title, good]).toEqual(['电工', true]);
    expect(items.length).toBeLessThanOrEqual(5);
    expect(items[0]).toMatchObject({ name: '电工', score: 1, remembered: false, reason: { zh: '名称相同', en: 'the same name' } });
    for (const { reason } of items) expect(reason.zh).not.toBe('');
  });
  it.each(['', '   ', '电'.repeat(61)])('refuses the title %j', (title) =>
    refused('GET', `/occupations/candidates?title=${encodeURIComponent(title)}`, { as: 'planner' }, 422, ['/query/title']),
  );
  it('knows a name as soon as the catalogue holds it', async () => {
    expect((await ask('量子咖啡调香师')).items.map(({ name }) => name)).not.toContain('量子咖啡调香师');
    const { occupations } = api.db.schema;
    const [one] = await api.db.query.select().from(occupations).limit(1);
    await api.db.query.insert(occupations).values({ ...one!, code: '4-99-99-99', name: '量子咖啡调香师' });
    expect((await ask('量子咖啡调香师')).items[0]).toMatchObject({ code: '4-99-99-99', score: 1 });
    refused = await createRefusalCheck(api);
  });
});

describe('POST /demand/title-choices', () => {
  it('refuses an occupation the catalogue does not hold, and a title of nothing but noise', async () => {
    await refused('POST', '/demand/title-choices', { as: 'enterprise', body: { title: '电工', occupationCode: '9-99-99' } }, 422, ['/occupationCode']);
    await refused('POST', '/demand/title-choices', { as: 'enterprise', body: { title: '8000+', occupationCode: '4-99-99-99' } }, 422, ['/title']);
    await refused('POST', '/demand/title-choices', { as: 'administrator', body: { title: '电工', occupationCode: '4-99-99-99' } }, 422, ['/organisationId']);
  });
  it('puts the choice first for the own enterprise, however the title is written, and for nobody else', async () => {
    const before = await rowCounts(api);
    const [, second] = (await ask('设备维修')).items;
    const chosen = await choose({ title: '急招 设备维修（包吃住）', occupationCode: second!.code });
    expect([chosen.statusCode, chosen.json()]).toEqual([201, expect.objectContaining({ title: '设备维修', occupationName: second!.name })]);
    expect(await rowCounts(api)).toEqual({ ...before, titleChoices: before['titleChoices']! + 1, auditEntries: before['auditEntries']! + 1, auditHead: 1 });
    const own = (await ask('高级设备维修')).items;
    expect(own[0]).toMatchObject({ code: second!.code, remembered: true });
    expect(own.filter(({ code }) => code === second!.code)).toHaveLength(1);
    expect(own.length).toBeLessThanOrEqual(5);
    expect((await ask('设备维修', 'planner')).items.some(({ remembered }) => remembered)).toBe(false);
  });
  it('the newest choice counts, even one that no letter leads to', async () => {
    await choose({ title: '设备维修', occupationCode: '4-99-99-99' });
    expect((await ask('设备维修')).items[0]).toMatchObject({ code: '4-99-99-99', remembered: true });
  });
});
