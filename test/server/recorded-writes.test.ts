import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { idle, unrecorded } from '../support/audit-watch.ts';
import { addCandidate, addOrganisation } from '../support/callers.ts';
import { operationsOf } from '../support/operations.ts';

/**
 * A test server ends every test in which a change succeeds without an audit entry of its request (audit-watch.ts). Here: that no operation
 * goes by it, and those that no other test brings to success.
 */
let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp();
});
afterAll(() => api.close());
const writing = () => operationsOf(api).filter(({ method }) => method !== 'GET');
const entries = async (action: string) => (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.action === action);

/** Called by a helper that puts the address together: a part of it that stands in the named test. */
const helped: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'POST /crosswalk/{majorCode}/{occupationCode}/undo': ['crosswalk.test.ts', '/undo'],
  'POST /filings/{id}/lock': ['filings.test.ts', "'lock'"],
  'POST /filings/{id}/unlock': ['filings.test.ts', "'unlock'"],
  'POST /flag-replies/{id}/decision': ['flag-replies.test.ts', '/decision'],
  'POST /programme-changes/{id}/docket': ['programme-changes.test.ts', '/docket'],
  'POST /key-lists/{id}/moves': ['programme-changes.test.ts', 'key-lists'],
  'POST /bulletins/{id}/moves': ['tasks.test.ts', 'bulletins'],
  'PUT /conference/meetings/{id}/items/{itemId}': ['conference.test.ts', '/items/'],
  'DELETE /conference/meetings/{id}/items/{itemId}': ['conference.test.ts', "'DELETE'"],
  'POST /conference/meetings/{id}/items/{itemId}/decision': ['conference.test.ts', '/decision'],
  'POST /conference/plan/{id}/moves': ['resolutions.test.ts', '/conference/plan'],
  'POST /conference/inspections/{id}/moves': ['resolutions.test.ts', '/conference/inspections'],
};

describe('every operation that writes', () => {
  it('is called in a test of the server, or has its reason why nothing is recorded', () => {
    const folder = import.meta.dirname;
    // those that go through all operations by themselves bring few to success
    const files = readdirSync(folder).filter((file) => !['foreign-organisation.test.ts', 'versions.test.ts', 'role-matrix.test.ts'].includes(file));
    const texts = new Map(files.map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]));
    const uncalled = writing().filter(({ method, path }) => {
      const name = `${method} ${path}`;
      if (unrecorded[name] !== undefined) return false;
      const [file, words] = helped[name] ?? [];
      if (file !== undefined) return !texts.get(file)?.includes(words ?? '');
      const address = new RegExp(`${path.replaceAll(/\{\w+\}/g, String.raw`(\$\{[^\x60\n]*?\}|[\w-]+)`)}[?'\x60"$]`);
      return ![...texts.values()].some((text) => address.test(text));
    });
    expect(uncalled.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
  it('that is excepted is there, and stays a short list', () => {
    const names = new Set(writing().map(({ method, path }) => `${method} ${path}`));
    expect([...Object.keys(unrecorded), ...Object.keys(idle), ...Object.keys(helped)].filter((name) => !names.has(name))).toEqual([]);
    expect([Object.keys(unrecorded).length <= 10, Object.keys(idle).length <= 8]).toEqual([true, true]);
  });
});

describe('is recorded', () => {
  it('a student who leaves', async () => {
    const student = await (await addCandidate(api, await addOrganisation(api, 'school')))();
    expect((await api.call('POST', '/placement/student/logout', { headers: student })).statusCode).toBe(204);
    expect((await api.call('GET', '/placement/student', { headers: student })).statusCode).toBe(401);
    expect((await entries('sign_out')).map(({ entity }) => entity)).toEqual(['placement_candidate']);
  });
  it('somebody who signs out at the older address', async () => {
    await addPerson(api, { login: 'leaver', role: 'planner' });
    const browser = await signIn(api, 'leaver');
    expect(await browser.status('POST', '/session/close')).toBe(204);
    expect((await entries('sign_out')).map(({ entity }) => entity)).toEqual(['placement_candidate', 'account']);
  });
  it('a line, a post and a student taken out', async () => {
    const made = async (path: string, as: 'enterprise' | 'school' | 'secretariat', body: object) => {
      const response = await api.call('POST', path, { as, body });
      expect([path, response.statusCode]).toEqual([path, 201]);
      return response.json<{ id: string; items: { id: string; key: string }[] }>();
    };
    const filing = await made('/filings', 'enterprise', { kind: 'demand', year: api.t0 + 1, copyFrom: api.t0 });
    const round = await made('/placement/rounds', 'secretariat', { name: '双选', kind: 'hiring' });
    const post = await made(`/placement/rounds/${round.id}/posts`, 'enterprise', { title: '操作工', capacity: 1 });
    const majorCode = (await api.getJson<{ items: { code: string }[] }>('/majors?limit=1')).items[0]!.code;
    const students = await made(`/placement/rounds/${round.id}/candidates`, 'school', { candidates: [{ number: '1', majorCode }] });
    const headers = { 'if-match': '*' };
    for (const [path, as] of [
      [`/filings/${filing.id}/lines/${filing.items[0]!.key}`, 'enterprise'],
      [`/placement/posts/${post.id}`, 'enterprise'],
      [`/placement/candidates/${students.items[0]!.id}`, 'school'],
    ] as const) {
      const { statusCode, body } = await api.call('DELETE', path, { as, headers });
      expect([path, statusCode < 300 ? 'done' : body]).toEqual([path, 'done']);
    }
    expect([...api.recorded].filter((name) => name.startsWith('DELETE')).sort()).toEqual([
      'DELETE /filings/{id}/lines/{key}',
      'DELETE /placement/candidates/{id}',
      'DELETE /placement/posts/{id}',
    ]);
  });
});
