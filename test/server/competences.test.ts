import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Programme } from '../../schemas/catalogue.ts';
import type { Competence, ProgrammeCompetences } from '../../schemas/competences.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
let own: Programme;
let foreign: Programme;
beforeAll(async () => {
  api = await buildTestApp();
  refused = await createRefusalCheck(api);
  const { organisationId } = await api.getJson<{ organisationId: string }>('/session', 'school');
  const { items } = await api.getJson<{ items: Programme[] }>('/programmes?limit=200');
  own = items.find((programme) => programme.schoolId === organisationId)!;
  foreign = items.find((programme) => programme.schoolId !== organisationId)!;
});
afterAll(() => api.close());
const input = { code: 'S-900', name: '氢燃料电池装调', kind: 'skill', source: '市工信局 2026' };

describe('refusals', () => {
  it.each([
    ['code malformed', { code: 's 900' }, '/code'],
    ['name blank', { name: ' ' }, '/name'],
    ['kind unknown', { kind: 'talent' }, '/kind'],
    ['source missing', { source: undefined }, '/source'],
    ['unknown field', { weight: 2 }, '/weight'],
  ])('a competence with %s', async (_what, change, pointer) => {
    await refused('POST', '/competences', { as: 'planner', body: { ...input, ...change } }, 422, [pointer]);
  });
  it.each(['school', 'enterprise', 'secretariat'] as const)('the catalogue is not for %s to change', async (as) => {
    await refused('POST', '/competences', { as, body: input }, 403);
  });
  it('what a programme teaches is entered by its own school', async () => {
    const body = { competences: ['S-01'] };
    await refused('PUT', `/programmes/${foreign.id}/competences`, { as: 'school', body }, 403);
    await refused('PUT', `/programmes/${own.id}/competences`, { as: 'planner', body }, 403);
    await refused('PUT', '/programmes/missing/competences', { as: 'school', body }, 404);
    await refused('GET', '/programmes/missing/competences', { as: 'planner' }, 404);
  });
  it('names each unknown competence by its place', async () => {
    const path = `/programmes/${own.id}/competences`;
    await refused('PUT', path, { as: 'school', body: { competences: ['S-01', 'X-1', 'X-2'] } }, 422, ['/competences/1', '/competences/2']);
    await refused('PUT', path, { as: 'school', body: { competences: ['S-01', 'S-01'] } }, 422, ['/competences']);
    await refused('PUT', path, { as: 'school', body: {} }, 422, ['/competences']);
  });
});

describe('the catalogue', () => {
  it('is public, marked editorial, found by name and kind, in pages', async () => {
    const all = await api.getJson<{ items: Competence[]; total: number }>('/competences?limit=200&total=true');
    expect(all.items).toHaveLength(all.total);
    expect(all.total).toBeGreaterThanOrEqual(40);
    for (const item of all.items) expect([item.origin, item.source.includes('editorial')]).toEqual(['editorial', true]);
    const welding = await api.getJson<{ items: Competence[] }>('/competences?q=焊接&kind=skill');
    expect(welding.items.map((item) => item.code)).toEqual(['S-02']);
    const first = await api.getJson<{ items: Competence[]; nextCursor: string }>('/competences?limit=40');
    const second = await api.getJson<{ items: Competence[] }>(`/competences?limit=200&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(all.items);
  });
  it('grows by an entry of a planner, once', async () => {
    const response = await api.call('POST', '/competences', { as: 'planner', body: input });
    expect([response.statusCode, response.json()]).toEqual([201, { ...input, origin: 'user' }]);
    const again = await api.call('POST', '/competences', { as: 'administrator', body: input });
    expect(again.statusCode).toBe(409);
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === 'S-900');
    expect(trail).toHaveLength(1);
    expect(trail[0]).toMatchObject({ action: 'create', entity: 'competence', after: input });
  });
});

describe('what a programme teaches', () => {
  it('is replaced as a whole, with what it was kept in the audit trail', async () => {
    const path = `/programmes/${own.id}/competences`;
    const before = await api.getJson<ProgrammeCompetences>(path, 'enterprise');
    const response = await api.call('PUT', path, { as: 'school', body: { competences: ['S-02', 'K-01'] } });
    const after = { programmeId: own.id, majorCode: own.majorCode, competences: ['K-01', 'S-02'], simulated: false, version: before.version + 1 };
    expect([response.statusCode, response.json()]).toEqual([200, after]);
    expect(await api.getJson(path, 'planner')).toEqual(after);
    const [entry] = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entityId }) => entityId === own.id);
    expect(entry).toMatchObject({ action: 'update', before: { competences: before.competences }, after: { competences: after.competences } });
    await api.call('PUT', path, { as: 'administrator', body: { competences: [] } });
    expect((await api.getJson<ProgrammeCompetences>(path, 'school')).competences).toEqual([]);
  });
});
