import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditRepository } from '../../db/repositories/audit.ts';
import { noCode } from '../../db/repositories/placement-candidates.ts';
import { retentionDays } from '../../db/repositories/personal-data.ts';
import type { PersonalData } from '../../schemas/accounts.ts';
import type { AuditEntry } from '../../schemas/audit.ts';
import { personalDigest } from '../../schemas/personal.ts';
import { createForgetHandler } from '../../workers/handlers/forget.ts';
import { openEmbeddedQueue } from '../../workers/queue-embedded.ts';
import { silentLogger } from '../../workers/queue.ts';
import { addCandidate } from '../support/callers.ts';
import { addPerson, createClock, goodPassword, login, nextAddress, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';

const { clock, advance } = createClock();
const dayMs = 86_400_000;
let api: TestApp;
let boss: Browser;
let school: string;
beforeAll(async () => {
  api = await buildTestApp({ clock });
  school = (await api.db.query.select().from(api.db.schema.organisations)).find((row) => row.kind === 'school')!.id;
  await addPerson(api, { login: 'boss', role: 'administrator', manager: true });
  await addPerson(api, { login: 'head', role: 'school', organisationId: school, manager: true });
  boss = await signIn(api, 'boss');
});
afterAll(() => api.close());

/** Everything in the database as text, to show what is not in it. */
async function everything(): Promise<string> {
  const rows = await Promise.all(Object.values(api.db.schema).map((table) => api.db.query.select().from(table as typeof api.db.schema.installation)));
  return JSON.stringify(rows);
}
const accountNamed = async (name: string) => (await api.db.query.select().from(api.db.schema.accounts)).find((row) => row.login === name);
const audited = async (query: string) => (await boss.get<{ items: AuditEntry[] }>(`/audit?limit=200&${query}`)).items;

/** A teacher who was invited, has a key, and has done something. */
async function teacher(name: string, displayName: string): Promise<Browser> {
  const head = await signIn(api, 'head');
  const { token } = (await head.call('POST', '/invitations', { label: `${displayName}（${name}）`, role: 'school' })).json<{ token: string }>();
  const payload = { token, login: name, displayName, password: goodPassword };
  const accepted = await api.app.inject({ method: 'POST', url: '/api/v1/invitations/acceptance', remoteAddress: nextAddress(), payload });
  expect(accepted.statusCode).toBe(201);
  const browser = await signIn(api, name);
  expect(await browser.status('POST', '/account/keys', { label: `${displayName}的脚本`, scopes: ['read'], days: 10 })).toBe(201);
  return browser;
}

describe('what is held of somebody', () => {
  it('is told to them whole, and holds no secret', async () => {
    const wang = await teacher('wang.fang@example.com', '王芳');
    const response = await wang.call('GET', '/account/data');
    expect(response.headers['content-disposition']).toContain('personal-data.json');
    const held = response.json<PersonalData>();
    expect(held).toMatchObject({
      account: { login: 'wang.fang@example.com', displayName: '王芳' },
      memberships: [{ role: 'school', manager: false, endedAt: null }],
      keys: [{ label: '王芳的脚本' }],
      invitations: [{ label: '王芳（wang.fang@example.com）' }],
    });
    expect(held.sessions).toHaveLength(1);
    expect(held.recordedActions).toBeGreaterThanOrEqual(3); // joined, signed in, made a key
    const account = await accountNamed('wang.fang@example.com');
    for (const secret of [account!.passwordHash, account!.personalKey!]) expect(response.body).not.toContain(secret);
  });
  it('stands in the audit record as keyed digests only', async () => {
    const entries = JSON.stringify(await api.db.query.select().from(api.db.schema.auditEntries));
    for (const said of ['wang.fang', '王芳']) expect(entries).not.toContain(said);
    const { id, personalKey } = (await accountNamed('wang.fang@example.com'))!;
    const [accepted] = await audited(`actor=account:${id}&action=accept`);
    expect(accepted?.after).toEqual({ account: id, login: personalDigest(personalKey!, 'wang.fang@example.com') });
  });
  it('is shown beside the record, and found by login, while the account is there', async () => {
    const entries = await audited('actor=Wang.Fang@example.com');
    expect(entries.length).toBeGreaterThanOrEqual(3);
    expect(new Set(entries.map((entry) => entry.actorName))).toEqual(new Set(['wang.fang@example.com']));
    const csv = (await boss.call('GET', '/audit?action=accept', undefined, { accept: 'text/csv' })).body;
    expect(csv).toContain('wang.fang@example.com');
  });
});

describe('deleting an account', () => {
  it('needs the password, which is counted like a sign-in', async () => {
    const wang = await signIn(api, 'wang.fang@example.com');
    const refused = await wang.call('POST', '/account/deletion', { password: 'a wrong one' });
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/password' }] });
    expect((await accountNamed('wang.fang@example.com'))?.failedCount).toBe(1);
  });
  it('leaves nothing of the person anywhere, and the audit chain whole', async () => {
    const wang = await signIn(api, 'wang.fang@example.com');
    const { id } = (await accountNamed('wang.fang@example.com'))!;
    const before = await audited(`actor=account:${id}`);
    expect(await wang.status('POST', '/account/deletion', { password: goodPassword })).toBe(204);
    expect(await wang.status('GET', '/account/sessions')).toBe(401);
    expect((await login(api, 'wang.fang@example.com')).statusCode).toBe(401);
    expect((await login(api, `deleted:${id}`, '')).statusCode).toBe(422);
    const text = await everything();
    for (const said of ['wang.fang', '王芳']) expect(text).not.toContain(said);
    expect((await createAuditRepository(api.db).verify()).faults).toEqual([]);
    const after = await audited(`actor=account:${id}`);
    expect(after.map((entry) => entry.hash)).toEqual(expect.arrayContaining(before.map((entry) => entry.hash)));
    expect(after.map((entry) => entry.actorName)).toEqual(after.map(() => null));
    expect(after[0]).toMatchObject({ action: 'delete', entity: 'account', entityId: id });
  });
  it('frees the login, whose digest is another from then on', async () => {
    await teacher('wang.fang@example.com', '王芳');
    const digests = (await audited('action=accept')).map((entry) => (entry.after as { login: string }).login);
    expect(new Set(digests).size).toBe(digests.length);
  });
  it('is refused to the last administrator, and to the last manager who has colleagues', async () => {
    const last = await boss.call('POST', '/account/deletion', { password: goodPassword });
    expect([last.statusCode, last.json<{ detail: string }>().detail]).toEqual([409, expect.stringContaining('最后一位系统管理员')]);
    const head = await signIn(api, 'head');
    expect(await head.status('POST', '/account/deletion', { password: goodPassword })).toBe(409);
    expect(await boss.status('POST', `/accounts/${boss.session.account!.id}/deletion`)).toBe(409);
  });
  it('is done by an administrator for others', async () => {
    const { id } = (await accountNamed('wang.fang@example.com'))!;
    const head = await signIn(api, 'head');
    expect(await head.status('POST', `/accounts/${id}/deletion`)).toBe(403);
    expect(await boss.status('POST', `/accounts/${id}/deletion`)).toBe(204);
    expect(await boss.status('POST', `/accounts/${id}/deletion`)).toBe(404);
    expect(await everything()).not.toContain('王芳');
  });
});

describe('the contact of an organisation', () => {
  it('is changed and deleted by its managers and administrators, and not told to the record', async () => {
    const head = await signIn(api, 'head');
    const put = (by: Browser, contact: unknown, id = school) => by.call('PUT', `/organisations/${id}/contact`, { contact });
    expect((await put(head, '赵主任 0477-8888888')).json()).toMatchObject({ contact: '赵主任 0477-8888888' });
    expect(JSON.stringify(await api.db.query.select().from(api.db.schema.auditEntries))).not.toContain('赵主任');
    expect((await put(boss, null)).json()).toMatchObject({ contact: null });
    expect(await everything()).not.toContain('赵主任');
    const teacherOf = await teacher('zhou@example.com', '周老师');
    expect((await put(teacherOf, '周老师 0477')).statusCode).toBe(403);
    const other = (await api.db.query.select().from(api.db.schema.organisations)).find((row) => row.id !== school)!.id;
    expect((await put(head, '赵主任 0477', other)).statusCode).toBe(404);
    expect((await put(head, '')).json()).toMatchObject({ status: 422 });
  });
});

describe('what has outlived its purpose', () => {
  it('is forgotten by the nightly job, once, and counted in the record', async () => {
    await teacher('li.lei@example.com', '李雷');
    await (
      await addCandidate(api, school)
    )();
    const { placementCandidates, placementSessions, placementChoices, placementRankings, placementPosts, placementRankingBatches } = api.db.schema;
    const [candidate] = await api.db.query.select().from(placementCandidates);
    const [enterprise] = (await api.db.query.select().from(api.db.schema.organisations)).filter(({ kind }) => kind === 'enterprise');
    const post = { id: api.context.newId(), roundId: candidate!.roundId, organisationId: enterprise!.id, title: '岗位', capacity: 1, minimum: 0, unranked: 'after', createdAt: clock() } as const; // prettier-ignore
    await api.db.query.insert(placementPosts).values(post);
    await api.db.query.insert(placementChoices).values({ candidateId: candidate!.id, postId: post.id, place: 1 });
    await api.db.query.insert(placementRankings).values({ postId: post.id, candidateId: candidate!.id, place: 1 });
    await api.db.query.insert(placementRankingBatches).values({ batchId: 'b', postId: post.id, version: 1, unranked: 'after', places: [] });
    for (const kind of ['candidates', 'organisations', 'declarations'] as const) {
      const sheet = { id: `sheet-${kind}`, kind, organisationId: null, filename: 'a.csv', sha256: kind, createdBy: 'key:x', createdAt: clock() };
      await api.db.query.insert(api.db.schema.imports).values({ ...sheet, size: 1, state: 'imported' });
      await api.db.query.insert(api.db.schema.importRows).values({ importId: sheet.id, row: 2, valid: true, cells: [`${kind} 韩梅`] });
    }
    const queue = openEmbeddedQueue();
    const forget = createForgetHandler({ ...api.context, queue, pool: undefined as never, logger: silentLogger });
    const once = () => forget({}, { signal: new AbortController().signal, attempt: 1, lastAttempt: true });
    await once();
    expect(await audited('action=forget')).toEqual([]);
    advance((retentionDays.sessions + 1) * dayMs);
    await once();
    boss = await signIn(api, 'boss');
    expect((await audited('action=forget')).map((entry) => entry.after)).toEqual([expect.objectContaining({ invitations: 0, keyLabels: 0 })]);
    advance((retentionDays.keyLabels + 10 - retentionDays.sessions) * dayMs);
    await once();
    await once();
    const text = await everything();
    expect([text.includes('李雷的脚本'), text.includes('李雷（'), text.includes('li.lei@example.com')]).toEqual([false, false, true]);
    expect((await api.db.query.select().from(api.db.schema.importRows)).map(({ importId }) => importId)).toEqual(['sheet-declarations']);
    expect((await api.db.query.select().from(placementCandidates)).map(({ id, codeHash }) => codeHash === noCode(id))).toEqual([true]);
    expect(await api.db.query.select().from(placementSessions)).toEqual([]);
    boss = await signIn(api, 'boss');
    expect((await audited('action=forget')).map(({ after }) => (after as { placement: number }).placement).sort()).toEqual([0, 1]);
    expect((await audited('action=forget')).map(({ after }) => (after as { rankings: number }).rankings).sort()).toEqual([0, 3]);
    expect([await api.db.query.select().from(placementChoices), await api.db.query.select().from(placementRankings), await api.db.query.select().from(placementRankingBatches)]).toEqual([[], [], []]); // prettier-ignore
    await queue.close();
  });
  it('has its days told in the document', async () => {
    const document = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
    for (const days of Object.values(retentionDays)) expect(document).toContain(`${days} days`);
  });
});
