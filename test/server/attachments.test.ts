import { eq } from 'drizzle-orm';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachmentLimits, type Attachment } from '../../schemas/attachments.ts';
import { createFileSweep } from '../../workers/handlers/sweep-files.ts';
import { silentLogger } from '../../workers/queue.ts';
import { createClock } from '../support/accounts.ts';
import { buildTestApp, type Call, type TestApp } from '../support/app.ts';
import { addKey, addOrganisation } from '../support/callers.ts';
import { addFlagReply } from '../support/flag-replies.ts';
import { createRefusalCheck } from '../support/refusal.ts';

interface List {
  readonly items: readonly Attachment[];
}
const dayMs = 86_400_000;
const { clock, advance } = createClock();
let api: TestApp;
let reply: string;
let school: Record<string, string>;
let other: Record<string, string>;
beforeAll(async () => {
  api = await buildTestApp({ clock });
  const [programme] = await api.db.query.select().from(api.db.schema.programmes).limit(1);
  reply = await addFlagReply(api, programme!.id);
  school = await addKey(api, 'school', programme!.schoolId);
  other = await addKey(api, 'school', await addOrganisation(api, 'school'));
});
afterAll(() => api.close());

const report = Buffer.from('论证报告：现有教师 12 人');
const add = (name: string, { headers = school, body = report, ...more }: Call = {}) =>
  api.call('POST', `/attachments?kind=flag_reply&subjectId=${reply}&name=${encodeURIComponent(name)}`, {
    ...more,
    body,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
const listed = async (call: Call = { headers: school }) => {
  const answer = await api.call('GET', `/attachments?kind=flag_reply&subjectId=${reply}`, call);
  return [answer.statusCode, answer.statusCode === 200 ? answer.json<List>().items.map(({ name }) => name) : []];
};
const inState = (state: 'draft' | 'sent') => api.db.query.update(api.db.schema.flagReplies).set({ state }).where(eq(api.db.schema.flagReplies.id, reply));
const stored = () => (existsSync(api.folder) ? readdirSync(api.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : []);

describe('files beside a reply', () => {
  let file: Attachment;
  it('are added by its school, and given out as they came', async () => {
    const added = await add('师资“论证”(终稿) 100%.txt');
    expect(added.statusCode).toBe(201);
    file = added.json<Attachment>();
    expect(file).toMatchObject({ kind: 'flag_reply', subjectId: reply, type: 'text/plain', size: report.length });
    const { statusCode, headers, rawPayload } = await api.call('GET', `/attachments/${file.id}/content`, { headers: { ...school, 'accept-encoding': 'gzip' } });
    expect([statusCode, rawPayload]).toEqual([200, report]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const [, exact] = /^attachment; filename="[ -~]*"; filename\*=UTF-8''([A-Za-z0-9%._~-]+)$/.exec(String(headers['content-disposition'])) ?? [];
    expect(decodeURIComponent(exact ?? '')).toBe(file.name);
    // the record knows what, not what it is called
    const entries = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ entity }) => entity === 'attachment');
    expect(entries.map(({ action, after }) => [action, after])).toEqual([
      ['attach', { kind: 'flag_reply', subjectId: reply, type: 'text/plain', size: report.length, sha256: file.sha256 }],
    ]);
  });
  it('are for who may read the reply, and changed by who writes it', async () => {
    expect(await listed()).toEqual([200, [file.name]]);
    expect([await listed({ as: 'planner' }), await listed({ headers: other }), await listed({ as: 'enterprise' })]).toEqual([[404, []], [404, []], [404, []]]); // prettier-ignore
    await inState('sent');
    expect([await listed({ as: 'planner' }), await listed({ headers: other })]).toEqual([[200, [file.name]], [404, []]]); // prettier-ignore
    expect((await api.call('GET', `/attachments/${file.id}/content`, { as: 'planner' })).statusCode).toBe(200);
    expect([(await add('a.txt')).statusCode, (await add('a.txt', { headers: { authorization: 'Bearer test-planner' } })).statusCode]).toEqual([409, 403]);
    expect((await api.call('DELETE', `/attachments/${file.id}`, { headers: school })).statusCode).toBe(409);
    expect((await api.call('DELETE', `/attachments/${file.id}`, { headers: other })).statusCode).toBe(404);
    await inState('draft');
  });
  it('are refused with the field named, and nothing is kept of them', async () => {
    const before = stored().length;
    const refused = await createRefusalCheck(api);
    const at = (name: string, kind = 'flag_reply') => `/attachments?kind=${kind}&subjectId=${reply}&name=${encodeURIComponent(name)}`;
    const sending = (body: unknown, type = 'application/octet-stream'): Call => ({ body, headers: { ...school, 'content-type': type } });
    await refused('POST', at('a.exe'), sending(report), 422, ['/query/name']);
    await refused('POST', at('../a.txt'), sending(report), 422, ['/query/name']);
    await refused('POST', at('a.pdf'), sending(report), 422, ['/file']);
    await refused('POST', at('a.txt'), sending(Buffer.alloc(0)), 422, ['/file']);
    await refused('POST', at('a.txt', 'filing'), sending(report), 422, ['/query/kind']);
    await refused('POST', at('a.txt'), sending('{}', 'application/json'), 415);
    await refused('POST', at('a.txt'), sending('a', 'text/plain'), 415);
    await refused('POST', at('a.txt'), sending(Buffer.alloc(20 * 1024 * 1024 + 1)), 413);
    expect(stored()).toHaveLength(before);
  });
  it('are removed, put back, and after thirty days gone with their content', async () => {
    const second = (await add('b.txt', { body: Buffer.from('另一份') })).json<Attachment>();
    const remove = (id: string) => api.call('DELETE', `/attachments/${id}`, { headers: school });
    const restore = (id: string) => api.call('POST', `/attachments/${id}/restoration`, { headers: school });
    expect([(await remove(second.id)).statusCode, (await remove(second.id)).statusCode, (await listed())[1]]).toEqual([204, 404, [file.name]]);
    expect((await api.call('GET', `/attachments/${second.id}/content`, { headers: school })).statusCode).toBe(404);
    expect([(await restore(second.id)).statusCode, (await restore(second.id)).statusCode, (await listed())[1]]).toEqual([200, 404, [file.name, 'b.txt']]);
    await remove(second.id);
    const sweep = createFileSweep({ ...api.context, logger: silentLogger } as never);
    const context = { signal: new AbortController().signal, attempt: 1, lastAttempt: true };
    // what a process that was killed before it wrote the row leaves
    const orphan = await api.context.files.put(Buffer.from('no row'));
    writeFileSync(join(api.folder, orphan.slice(0, 2), `${orphan}.draft`), 'no');
    for (const { name, parentPath } of stored()) utimesSync(join(parentPath, name), clock(), new Date(+clock() - 2 * dayMs));
    await sweep({}, context);
    expect(stored().map(({ name }) => name).sort()).toEqual([file.sha256, second.sha256].sort()); // prettier-ignore
    advance((attachmentLimits.keptDays + 1) * dayMs);
    await sweep({}, context);
    expect(stored().map(({ name }) => name)).toEqual([file.sha256]);
    expect((await restore(second.id)).statusCode).toBe(404);
  });
  it('whose content is damaged are not given out', async () => {
    const path = join(api.folder, file.sha256.slice(0, 2), file.sha256);
    writeFileSync(path, 'other words');
    const { statusCode, body } = await api.call('GET', `/attachments/${file.id}/content`, { headers: school });
    expect([statusCode, body.includes('other words')]).toEqual([503, false]);
  });
  it('are as many as there may be', async () => {
    const answers: number[] = [];
    for (let n = 1; n <= attachmentLimits.perSubject; n++) answers.push((await add(`${n}.txt`)).statusCode);
    expect(answers).toEqual([...Array.from({ length: attachmentLimits.perSubject - 1 }, () => 201), 409]);
  });
});
