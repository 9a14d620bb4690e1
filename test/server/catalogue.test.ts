import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chain, Major, Occupation, Programme, School } from '../../schemas/catalogue.ts';
import { Health } from '../../schemas/session.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp();
});
afterAll(() => api.close());

describe('published catalogues', () => {
  it.each([
    ['/majors', Major],
    ['/occupations', Occupation],
    ['/chains', Chain],
    ['/schools', School],
    ['/programmes', Programme],
  ] as const)('%s has the published shape', async (path, schema) => {
    const published = Compile(schema as TSchema);
    for (const item of await walk<unknown>(api, path, 200)) expect(published.Errors(item)).toEqual([]);
  });
  it('the city has its 19 schools and 16 chains, counted the same from every side', async () => {
    const schools = await walk<School>(api, '/schools', 200);
    const chains = await walk<Chain>(api, '/chains', 200);
    const programmes = await walk<Programme>(api, '/programmes', 200);
    expect([schools.length, chains.length]).toEqual([19, 16]);
    expect(schools.reduce((sum, school) => sum + school.programmes, 0)).toBe(programmes.length);
    for (const chain of chains) expect([chain.name, chain.segments.length]).toEqual([chain.name, 3]);
    const majors = await walk<Major>(api, '/majors', 200);
    const open = programmes.filter((programme) => programme.closedYear === null);
    for (const major of majors) expect([major.code, major.programmes]).toEqual([major.code, open.filter((p) => p.majorCode === major.code).length]);
    for (const chain of chains) {
      const linked = majors.filter((major) => major.chainIds.includes(chain.id)).map((major) => major.code);
      expect([chain.name, linked]).toEqual([chain.name, chain.majors.map((major) => major.code)]);
    }
  });
  it('schools show reported students of 2021 as real, later reports as simulated', async () => {
    const totals = (await walk<School>(api, '/schools', 200)).flatMap((school) => school.totals);
    expect(totals.filter((total) => total.year === 2021 && total.basis === 'reported').every((total) => !total.simulated)).toBe(true);
    expect(totals.some((total) => total.simulated)).toBe(true);
  });
});

describe('filters', () => {
  it('by level', async () => {
    const levels = new Set((await walk<Major>(api, '/majors?level=secondary', 200)).map((major) => major.level));
    expect(levels).toEqual(new Set(['secondary']));
  });
  it('by chain', async () => {
    const [chain] = await walk<Chain>(api, '/chains', 200);
    const found = await walk<Major>(api, `/majors?chain=${chain!.id}`, 200);
    expect(found.map((major) => major.code)).toEqual(chain!.majors.map((major) => major.code));
    expect((await walk<Major>(api, '/majors?chain=missing', 200)).length).toBe(0);
  });
  it('by part of a name or code', async () => {
    const majors = await walk<Major>(api, '/majors', 200);
    const { name, code } = majors[3]!;
    for (const q of [name, code, name.slice(0, 2), code.slice(0, 4)]) {
      const found = await walk<Major>(api, `/majors?q=${encodeURIComponent(q)}`, 200);
      expect(found).toEqual(majors.filter((major) => major.name.includes(q) || major.code.includes(q)));
    }
  });
  it.each(['%', '_', '\\', "' or 1=1 --", '%%'])('takes %j for itself, not for a pattern', async (q) => {
    for (const path of ['/majors', '/occupations', '/schools']) expect(await walk(api, `${path}?q=${encodeURIComponent(q)}`, 200)).toEqual([]);
  });
  it('programmes of a school and of a major', async () => {
    const all = await walk<Programme>(api, '/programmes', 200);
    const { schoolId, majorCode } = all[5]!;
    expect(await walk(api, `/programmes?school=${schoolId}`, 200)).toEqual(all.filter((p) => p.schoolId === schoolId));
    expect(await walk(api, `/programmes?majorCode=${majorCode}`, 200)).toEqual(all.filter((p) => p.majorCode === majorCode));
  });
});

describe('an answer', () => {
  it('has an ETag, and is not sent again while it stays the same', async () => {
    const first = await api.call('GET', '/majors');
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^W\/"/);
    const again = await api.call('GET', '/majors', { headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
    expect((await api.call('GET', '/majors?limit=3', { headers: { 'if-none-match': etag } })).statusCode).toBe(200);
  });
  it('is compressed for who can read it, and the same', async () => {
    const plain = await api.call('GET', '/majors?limit=200');
    const packed = await api.call('GET', '/majors?limit=200', { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    const text = await new Response(new Response(new Uint8Array(packed.rawPayload)).body!.pipeThrough(new DecompressionStream('gzip'))).text();
    expect(text).toBe(plain.body);
  });
  it('forbids framing and foreign scripts, and carries its trace id', async () => {
    const { headers } = await api.call('GET', '/majors');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('health', () => {
  it('says what is running', async () => {
    const health = await api.getJson<Health>('/health');
    expect(Compile(Health).Errors(health)).toEqual([]);
    expect(health).toMatchObject({ status: 'ok', demo: false, database: 'sqlite', engineVersion: api.context.engineVersion });
  });
  it('is 503 when the database is away', async () => {
    const lost = await buildTestApp({ seeded: false });
    await lost.db.close();
    const response = await lost.call('GET', '/health', { headers: { 'accept-language': 'en' } });
    expect([response.statusCode, response.headers['content-type']]).toEqual([503, 'application/problem+json; charset=utf-8']);
    await lost.app.close();
    await lost.queue.close();
  });
});
