import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { crosswalkWeights } from '../../forecasting/labour/crosswalk.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import { CrosswalkLink, type CrosswalkEdit, type UncoveredMajor } from '../../schemas/crosswalk.ts';
import type { Run } from '../../schemas/runs.ts';
import type { Problem } from '../../schemas/problem.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { bytewise, walk } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let loaded: CrosswalkLink[];
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  loaded = await walk<CrosswalkLink>(api, '/crosswalk', 200, 'school');
});
afterAll(() => api.close());

const keyOf = ({ majorCode, occupationCode }: Pick<CrosswalkLink, 'majorCode' | 'occupationCode'>) => `${majorCode}/${occupationCode}`;
const bodyOf = ({ majorCode, occupationCode }: CrosswalkLink, changes: object = {}) => ({
  ...{ majorCode, occupationCode, strength: 2, reason: '座谈会意见', ...changes },
});
const set = (body: object) => api.call('POST', '/crosswalk', { as: 'planner', body });
const close = (link: CrosswalkLink) => api.call('DELETE', `/crosswalk/${keyOf(link)}`, { as: 'administrator', body: { reason: '不再对应' } });
const undo = (link: CrosswalkLink) => api.call('POST', `/crosswalk/${keyOf(link)}/undo`, { as: 'planner', body: { reason: '误改' } });
const found = async (link: CrosswalkLink, state = 'in_force') =>
  (await api.getJson<{ items: CrosswalkLink[] }>(`/crosswalk?majorCode=${link.majorCode}&occupationCode=${link.occupationCode}&state=${state}`, 'planner'))
    .items[0];
/** A major and an occupation nobody linked. */
const unlinked = (): CrosswalkLink => {
  const taken = new Set(loaded.map(keyOf));
  const [other] = loaded.filter(({ occupationCode }) => !taken.has(`${loaded[0]!.majorCode}/${occupationCode}`));
  return { ...other!, majorCode: loaded[0]!.majorCode, majorName: loaded[0]!.majorName };
};

describe('GET /crosswalk', () => {
  it('lists every loaded link in the published shape, by major and occupation', async () => {
    const rows = await api.db.query.select().from(api.db.schema.crosswalkLinks);
    expect(loaded.length).toBe(rows.length);
    expect(loaded.map(keyOf)).toEqual(rows.map(keyOf).sort(bytewise));
    const published = Compile(CrosswalkLink as TSchema);
    for (const link of loaded) {
      expect(published.Errors(link)).toEqual([]);
      expect(link).toMatchObject({ strength: 1, loadedStrength: 1, since: null, lowFactor: null, reason: null });
    }
    const { total } = await api.getJson<{ total: number }>('/crosswalk?total=true&limit=1', 'enterprise');
    expect(total).toBe(loaded.length);
  });
  it('filters by major, occupation, origin and text', async () => {
    const { majorCode, occupationCode, occupationName } = loaded[7]!;
    for (const [query, keep] of [
      [`majorCode=${majorCode}`, (link: CrosswalkLink) => link.majorCode === majorCode],
      [`occupationCode=${occupationCode}`, (link: CrosswalkLink) => link.occupationCode === occupationCode],
      ['origin=editorial', (link: CrosswalkLink) => link.origin === 'editorial'],
      [`q=${encodeURIComponent(occupationName)}`, (link: CrosswalkLink) => link.occupationName.includes(occupationName)],
    ] as const) {
      const expected = loaded.filter(keep);
      expect(expected.length).toBeGreaterThan(0);
      expect(await walk<CrosswalkLink>(api, `/crosswalk?${query}`, 200, 'planner')).toEqual(expected);
    }
    expect((await api.getJson<{ items: unknown[] }>('/crosswalk?origin=user', 'planner')).items).toEqual([]);
  });
  it('answers a file with every row', async () => {
    const response = await api.call('GET', '/crosswalk', { as: 'school', headers: { accept: 'text/csv' } });
    const lines = response.body.trim().split('\n');
    expect(lines.length).toBe(loaded.length + 1);
    expect(lines[0]).toContain('专业代码');
    expect(lines[1]).toContain(loaded[0]!.occupationCode);
  });
});

describe('edits', () => {
  it('change a strength and a range, once; the loaded row stays; undo brings it back step by step', async () => {
    const link = loaded[3]!;
    const before = await rowCounts(api);
    const first = await set(bodyOf(link, { lowFactor: 0.9, highFactor: 1.2 }));
    expect([first.statusCode, first.json()]).toEqual([
      201,
      { ...link, strength: 2, lowFactor: 0.9, highFactor: 1.2, origin: 'user', reason: '座谈会意见', since: expect.any(String) as string },
    ]);
    expect(await rowCounts(api)).toEqual({ ...before, crosswalkEdits: before['crosswalkEdits']! + 1, auditEntries: before['auditEntries']! + 1 });
    expect((await set(bodyOf(link, { lowFactor: 0.9, highFactor: 1.2 }))).statusCode).toBe(409);
    expect((await set(bodyOf(link, { strength: 3 }))).statusCode).toBe(201);
    expect((await found(link))!.strength).toBe(3);
    expect((await undo(link)).json<{ link: CrosswalkLink }>().link).toMatchObject({ strength: 2, lowFactor: 0.9, highFactor: 1.2 });
    expect((await undo(link)).json()).toEqual({ link });
    expect(await found(link)).toEqual(link);
    expect((await undo(link)).statusCode).toBe(409);
    const { items, total } = await api.getJson<{ items: CrosswalkEdit[]; total: number }>(
      `/crosswalk/edits?majorCode=${link.majorCode}&total=true`,
      'secretariat',
    );
    expect([items.length, total]).toEqual([4, 4]);
    expect(items.map(({ undoes, strength }) => [undoes, strength])).toEqual([
      [items[3]!.id, null],
      [items[2]!.id, null],
      [null, 3],
      [null, 2],
    ]);
    const { auditEntries } = api.db.schema;
    const audits = await api.db.query
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.entityId, `${link.majorCode}|${link.occupationCode}`))
      .orderBy(desc(auditEntries.id));
    expect(audits.map((row) => row.action)).toEqual(['undo', 'undo', 'change', 'change']);
    expect(audits[2]!.after).toMatchObject({ strength: 3, reason: '座谈会意见' });
  });
  it('close a link and bring it back', async () => {
    const link = loaded[5]!;
    expect((await close(link)).json()).toMatchObject({ strength: null, loadedStrength: 1, reason: '不再对应' });
    expect(await found(link)).toBeUndefined();
    expect(await found(link, 'closed')).toMatchObject({ strength: null });
    expect((await close(link)).statusCode).toBe(409);
    expect((await undo(link)).json()).toEqual({ link });
  });
  it('make a link of their own, which undo removes', async () => {
    const link = unlinked();
    expect((await close(link)).statusCode).toBe(404);
    expect((await undo(link)).statusCode).toBe(404);
    const made = await set(bodyOf(link, { strength: 0.5 }));
    expect([made.statusCode, made.json()]).toMatchObject([201, { strength: 0.5, origin: 'user', loadedStrength: null, edition: null, source: null }]);
    expect(await walk<CrosswalkLink>(api, '/crosswalk?state=edited', 200, 'planner')).toEqual([made.json()]);
    const { items } = await api.getJson<{ items: { code: string; majors: { code: string; origin: string }[] }[] }>(`/occupations?q=${link.occupationCode}`);
    expect(items.find(({ code }) => code === link.occupationCode)!.majors).toContainEqual(expect.objectContaining({ code: link.majorCode, origin: 'user' }));
    expect((await undo(link)).json()).toEqual({ link: null });
    expect(await found(link)).toBeUndefined();
  });
  it('are refused with the field or the row named, and nothing is stored', async () => {
    const link = loaded[0]!;
    const refused = await createRefusalCheck(api);
    const refuse = (changes: object, pointers: string[]) => refused('POST', '/crosswalk', { as: 'planner', body: bodyOf(link, changes) }, 422, pointers);
    await refuse({ majorCode: '999999' }, ['/majorCode']);
    await refuse({ occupationCode: '9-99-99' }, ['/occupationCode']);
    for (const strength of [0, -1, 1001, '1', null]) await refuse({ strength }, ['/strength']);
    for (const reason of [undefined, '', '  ', 'x'.repeat(501)]) await refuse({ reason }, ['/reason']);
    for (const lowFactor of [1.01, -0.1]) await refuse({ lowFactor }, ['/lowFactor']);
    for (const highFactor of [0.99, 101]) await refuse({ highFactor }, ['/highFactor']);
    await refuse({ lowFactor: 1.5, highFactor: 0.5 }, ['/lowFactor', '/highFactor']);
    await refused(
      'POST',
      '/crosswalk',
      { as: 'planner', body: JSON.stringify(bodyOf(link)).replace('"strength":2', '"strength":1e999'), headers: { 'content-type': 'application/json' } },
      422,
      ['/strength'],
    );
    await refused('POST', '/crosswalk', { as: 'planner', body: bodyOf(link, { strength: 1 }) }, 409);
    await refused('DELETE', `/crosswalk/${keyOf(link)}`, { as: 'planner', body: {} }, 422, ['/reason']);
    await refused('DELETE', `/crosswalk/${keyOf(link)}`, { as: 'planner' }, 422);
    for (const as of ['school', 'enterprise', 'secretariat'] as const) {
      await refused('POST', '/crosswalk', { as, body: bodyOf(link) }, 403);
      await refused('DELETE', `/crosswalk/${keyOf(link)}`, { as, body: { reason: 'x' } }, 403);
      await refused('POST', `/crosswalk/${keyOf(link)}/undo`, { as, body: { reason: 'x' } }, 403);
    }
    for (const as of ['school', 'enterprise'] as const) await refused('GET', '/crosswalk/edits', { as }, 403);
    const problem = (await set(bodyOf(link, { majorCode: '999999' }))).json<Problem>();
    expect(problem.errors![0]!.detail).toContain(`999999 → ${link.occupationCode}`);
    expect((await set(bodyOf(link, { strength: 1 }))).json<Problem>().detail).toContain(`${link.majorCode} → ${link.occupationCode}`);
  });
});

describe('runs', () => {
  const snapshotOf = async (run: Run) => JSON.parse((await api.runs.snapshot(run.snapshotHash!))!) as CitySnapshot;

  it('take the links in force when they are prepared, and list the majors left uncovered', { timeout: 120_000 }, async () => {
    const body = { parameters: { paths: 100 } };
    const first = await api.runToEnd(body);
    expect(first.status).toBe('succeeded');
    const snapshot = await snapshotOf(first);
    // a major whose only link with demand goes away is uncovered afterwards
    const links = Map.groupBy(snapshot.links, (link) => link.major);
    const offered = new Set(snapshot.programmes.map((programme) => programme.major));
    const [only] = [...links.values()].find((own) => own.length === 1 && offered.has(own[0]!.major))!;
    const shared = crosswalkWeights(snapshot).find(
      ({ major, weight, occupation }) =>
        major !== only!.major && weight > 0.05 && weight < 0.5 && links.get(major)!.some((own) => own.occupation === occupation),
    )!;
    const linkOf = (major: string, occupation: string) => loaded.find((link) => link.majorCode === major && link.occupationCode === occupation)!;
    const edited = linkOf(shared.major, shared.occupation);
    expect((await set(bodyOf(edited, { strength: 5, lowFactor: 0.9 }))).statusCode).toBe(201);
    expect((await close(linkOf(only!.major, only!.occupation))).statusCode).toBe(200);

    const second = await api.runToEnd(body);
    expect(second.status).toBe('succeeded');
    expect(second.snapshotHash).not.toBe(first.snapshotHash);
    const changed = await snapshotOf(second);
    expect(changed.links.find((link) => link.major === shared.major && link.occupation === shared.occupation)).toEqual({
      ...{ major: shared.major, occupation: shared.occupation, strength: 5, origin: 'user', low: 0.9 },
    });
    const weightNow = crosswalkWeights(changed).find(({ major, occupation }) => major === shared.major && occupation === shared.occupation)!.weight;
    expect(weightNow).toBeGreaterThan(shared.weight * 1.2);

    const uncovered = (id: string) => walk<UncoveredMajor>(api, `/crosswalk/uncovered?runId=${id}`, 200, 'school');
    const [was, is] = [await uncovered(first.id), await uncovered(second.id)];
    expect(was.map((row) => row.majorCode)).not.toContain(only!.major);
    expect(new Set(is.map((row) => row.majorCode))).toEqual(new Set([...was.map((row) => row.majorCode), only!.major]));
    expect(is.find((row) => row.majorCode === only!.major)!.enrolled).toBeGreaterThan(0);
    const newest = await api.getJson<{ runId: string; persons: number; total: number }>('/crosswalk/uncovered?total=true', 'enterprise');
    expect(newest).toMatchObject({ runId: second.id, total: is.length, persons: is.reduce((sum, row) => sum + row.graduates + row.enrolled, 0) });
    const csv = await api.call('GET', '/crosswalk/uncovered', { as: 'planner', headers: { accept: 'text/csv' } });
    expect(csv.body.trim().split('\n').length).toBe(is.length + 1);

    // taken back, the inputs are those of the first run again
    expect((await undo(edited)).statusCode).toBe(200);
    expect((await undo(linkOf(only!.major, only!.occupation))).statusCode).toBe(200);
    expect((await api.runToEnd(body)).snapshotHash).toBe(first.snapshotHash);
  });
  it('that do not exist have no uncovered majors', async () => {
    const refused = await createRefusalCheck(api);
    await refused('GET', '/crosswalk/uncovered?runId=nothing', { as: 'planner' }, 404);
  });
});
