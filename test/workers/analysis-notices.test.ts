import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notification } from '../../schemas/notifications.ts';
import { clock, newId } from '../../server/runtime.ts';
import { createAnalysisHandler } from '../../workers/handlers/write-analysis.ts';
import type { WorkerContext } from '../../workers/handlers/context.ts';
import { addAnalysis } from '../support/analyses.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addKey } from '../support/callers.ts';

let api: TestApp;
let schoolId: string;
let school: Record<string, string>;
/** As the record names who asks. */
let asker: string;
beforeAll(async () => {
  api = await buildTestApp();
  schoolId = (await api.getJson<{ items: { id: string }[] }>('/organisations?kind=school&limit=1', 'administrator')).items[0]!.id;
  school = await addKey(api, 'school', schoolId);
  const { apiKeys } = api.db.schema;
  const keys = await api.db.query.select().from(apiKeys).where(eq(apiKeys.organisationId, schoolId)).orderBy(apiKeys.createdAt);
  asker = `key:${keys.at(-1)!.id}`;
});
afterAll(() => api.close());

type Word = WorkerContext['pool']['word'];
const notices = async (headers: Record<string, string>) => (await api.call('GET', '/notifications', { headers })).json<{ items: Notification[] }>().items;
const rowOf = async (id: string) => (await api.db.query.select().from(api.db.schema.analyses).where(eq(api.db.schema.analyses.id, id)))[0]!;
/** Lets a worker write the report, and says how far it was while the file was written. */
async function write(id: string, word: Word, lastAttempt = false): Promise<number> {
  let seen = 0;
  const pool = { word: async (task: Parameters<Word>[0]) => ((seen = (await rowOf(id)).progress), word(task)) } as unknown as WorkerContext['pool'];
  const handler = createAnalysisHandler({ db: api.db, pool, clock, newId } as unknown as WorkerContext);
  await handler({ analysisId: id }, { signal: new AbortController().signal, attempt: 1, lastAttempt });
  return seen;
}

describe('who asked for a report', () => {
  it('is told that it is ready, once; nobody else is', async () => {
    const id = await addAnalysis(api, schoolId, { requestedBy: asker });
    expect(await write(id, () => Promise.resolve(new Uint8Array([1])))).toBe(60);
    expect(await rowOf(id)).toMatchObject({ state: 'ready', progress: 100, fileSize: 1 });
    expect(await notices(school)).toMatchObject([{ kind: 'report_ready', entityId: id, values: { reportKind: 'school_matching' } }]);
    for (const role of ['planner', 'secretariat', 'administrator'] as const)
      expect([role, (await api.getJson<{ items: Notification[] }>('/notifications', role)).items.filter(({ entityId }) => entityId === id)]).toEqual([
        role,
        [],
      ]);
    // a message that comes twice finds nothing to do
    await write(id, () => Promise.reject(new Error('must not be asked')));
    expect(await notices(school)).toHaveLength(1);
  });
  it('is told that it could not be written once nobody tries it again, without the reason of the program', async () => {
    const id = await addAnalysis(api, schoolId, { requestedBy: asker });
    const fails: Word = () => Promise.reject(new Error('out of memory in part 3'));
    await expect(write(id, fails)).rejects.toThrow('out of memory');
    expect(await rowOf(id)).toMatchObject({ state: 'queued', progress: 10 });
    expect(await notices(school)).toHaveLength(1);
    await expect(write(id, fails, true)).rejects.toThrow('out of memory');
    expect(await rowOf(id)).toMatchObject({ state: 'failed', error: 'out of memory in part 3' });
    const [told, ...before] = await notices(school);
    expect([told, before.length]).toMatchObject([{ kind: 'report_failed', entityId: id }, 1]);
    expect(JSON.stringify(told)).not.toContain('memory');
    const entries = await api.db.query.select().from(api.db.schema.auditEntries).where(eq(api.db.schema.auditEntries.entityId, id));
    expect(entries.map(({ action, after }) => [action, (after as { failed?: boolean }).failed])).toEqual([['finish', true]]);
  });
});
