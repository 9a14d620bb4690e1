import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry, AuditVerification } from '../../schemas/audit.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let requestId: string;
beforeAll(async () => {
  api = await buildTestApp();
  const occupationCode = (await api.getJson<{ items: { code: string }[] }>('/occupations?limit=1')).items[0]!.code;
  const declared = await api.call('POST', '/demand/declarations', { as: 'enterprise', body: { year: api.t0, occupationCode, headcount: 41 } });
  expect(declared.statusCode).toBe(201);
  requestId = String(declared.headers['x-request-id']);
  for (let i = 0; i < 4; i++) expect((await api.call('POST', '/runs', { as: 'planner', body: { parameters: { paths: 100 + i } } })).statusCode).toBe(202);
});
afterAll(() => api.close());
const verify = (query = '') => api.getJson<AuditVerification>(`/audit/verification${query}`, 'administrator');

describe('GET /audit', () => {
  it('tells who changed what, newest first, found by request, thing, actor and time', async () => {
    const all = await walk<AuditEntry>(api, '/audit', 2, 'administrator');
    expect(all.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    const [declaration] = await walk<AuditEntry>(api, `/audit?requestId=${requestId}`, 50, 'administrator');
    expect(declaration).toMatchObject({ action: 'create', entity: 'declaration', before: null, after: { headcount: 41 }, requestId });
    expect(await walk<AuditEntry>(api, `/audit?entity=declaration&entityId=${declaration!.entityId}`, 50, 'administrator')).toEqual([declaration]);
    expect(await walk<AuditEntry>(api, `/audit?actor=${encodeURIComponent(declaration!.actor)}`, 50, 'administrator')).toEqual([declaration]);
    expect(await walk<AuditEntry>(api, `/audit?to=${declaration!.at}`, 50, 'administrator')).toEqual([]);
    expect((await walk<AuditEntry>(api, `/audit?from=${declaration!.at}&entity=run`, 50, 'administrator')).length).toBe(4);
    const { items } = await api.getJson<{ items: object[] }>('/audit/kinds', 'administrator');
    expect(items).toEqual([
      { entity: 'declaration', action: 'create' },
      { entity: 'run', action: 'create' },
    ]);
  });
  it('answers a file in the language of the caller', async () => {
    const file = await api.call('GET', '/audit?entity=declaration', { as: 'administrator', headers: { accept: 'text/csv', 'accept-language': 'zh-CN' } });
    const [head, line] = file.body.split('\n');
    expect(head).toBe('\uFEFF序号,时间,操作者,操作者名称,操作,对象,对象编号,变更前,变更后,请求编号,散列值');
    expect(line).toContain('headcount');
    expect(file.headers['content-disposition']).toBe('attachment; filename="audit.csv"');
  });
  it('is for administrators only, and says what is wrong with a question', async () => {
    for (const path of ['/audit', '/audit/kinds', '/audit/verification']) {
      expect((await api.call('GET', path)).statusCode).toBe(401);
      for (const as of ['planner', 'secretariat', 'school', 'enterprise'] as const) expect((await api.call('GET', path, { as })).statusCode).toBe(403);
    }
    const refused = await createRefusalCheck(api);
    await refused('GET', '/audit?from=yesterday', { as: 'administrator' }, 422, ['/query/from']);
    await refused('GET', '/audit?cursor=zzz', { as: 'administrator' }, 422, ['/query/cursor']);
    await refused('GET', '/audit/verification?seq=1', { as: 'administrator' }, 422, ['/query/hash']);
    await refused('GET', `/audit/verification?hash=${'0'.repeat(64)}`, { as: 'administrator' }, 422, ['/query/seq']);
  });
});

describe('GET /audit/verification', () => {
  it('finds the chain intact, and what was noted earlier still there', async () => {
    const found = await verify();
    expect(found).toMatchObject({ intact: true, entries: 5, faults: [], faultCount: 0 });
    expect((await verify(`?seq=5&hash=${found.hash}`)).intact).toBe(true);
    expect(await verify(`?seq=4&hash=${found.hash}`)).toMatchObject({ intact: false, faults: [{ kind: 'anchor', seq: 4, last: null, id: null }] });
  });
  it('names a row someone changed', async () => {
    const { auditEntries } = api.db.schema;
    await api.db.query.update(auditEntries).set({ actor: 'nobody' }).returning();
    const { intact, faults, faultCount } = await verify();
    expect([intact, faultCount, faults.map(({ kind, seq }) => [kind, seq])]).toEqual([false, 5, [1, 2, 3, 4, 5].map((seq) => ['altered', seq])]);
  });
});
