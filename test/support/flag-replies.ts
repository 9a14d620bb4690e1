import { eq } from 'drizzle-orm';
import { clock, newId } from '../../server/runtime.ts';
import type { TestApp } from './app.ts';

/** A draft of a reply as if a run had asked for it, where the test has no run. */
export async function addFlagReply(api: TestApp, programmeId: string): Promise<string> {
  const { programmes, organisations, majors, flagReplies } = api.db.schema;
  const [found] = await api.db.query
    .select({ programme: programmes, regionCode: organisations.regionCode, level: majors.level })
    .from(programmes)
    .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
    .innerJoin(majors, eq(majors.code, programmes.majorCode))
    .where(eq(programmes.id, programmeId));
  if (!found) throw new Error(`a reply needs a programme, got ${programmeId}`);
  const { programme, regionCode, level } = found;
  const [id, now] = [newId(), clock()];
  await api.db.query.insert(flagReplies).values({
    ...{ id, schoolId: programme.schoolId, programmeId, regionCode, majorCode: programme.majorCode, level, flagClass: 'reduce', asOfYear: api.t0 },
    ...{ runId: 'none', kind: 'explain', text: '', doneBy: null, state: 'draft', version: 1, reason: null, simulated: false, source: 'test' },
    ...{ createdAt: now, changedAt: now, sentAt: null, decidedAt: null },
  });
  return id;
}

/** A file beside a reply, added by an administrator. */
export async function addAttachment(api: TestApp, replyId: string): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream' };
  const body = Buffer.from('附件');
  const added = await api.call('POST', `/attachments?kind=flag_reply&subjectId=${replyId}&name=a.txt`, { as: 'administrator', headers, body });
  if (added.statusCode !== 201) throw new Error(`a file needs to be taken, got ${added.statusCode}: ${added.body}`);
  return added.json<{ id: string }>().id;
}
