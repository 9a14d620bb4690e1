import { api, dataOf, type AskedProgramme, type FlagReply, type FlagReplyEvent, type ProgrammeStanding, type ReplyCount } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

export type ReplyDraft = NonNullable<paths['/api/v1/flag-replies/{id}']['put']['requestBody']>['content']['application/json'];
export type ReplyStanding = AskedProgramme['standing'];
type Page<T> = { readonly items: T[]; readonly nextCursor: string | null; readonly total?: number };
/** Programmes of a school, or replies and schools listed at once: more are reached through files. */
const listed = 200;
export const replyPage = 20;

const paged = (limit: number, cursor?: string) => ({ limit, total: true, ...(cursor === undefined ? {} : { cursor }) });
/** The routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadStanding = async (schoolId: string, runId: string) =>
  (await dataOf(
    api.GET('/api/v1/schools/{id}/programmes/standing', { params: { path: { id: schoolId }, query: { runId, ...paged(listed) } } }),
  )) as Page<ProgrammeStanding>;
export const loadReplies = async (schoolId: string, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/flag-replies', { params: { query: { organisationId: schoolId, ...paged(replyPage, cursor) } } }))) as Page<FlagReply>;
export const loadAsked = async (runId: string, majorCode: string) =>
  (await dataOf(api.GET('/api/v1/flag-replies/asked', { params: { query: { runId, majorCode, ...paged(listed) } } }))) as Page<AskedProgramme>;
export const standingAddress = (schoolId: string, runId: string): string => addressOf(`/api/v1/schools/${schoolId}/programmes/standing`, { runId });
export const repliesAddress = (schoolId: string): string => addressOf('/api/v1/flag-replies', { organisationId: schoolId });

/** How far the replies to each flag of a run have come, by major. */
export async function loadReplyCounts(runId: string): Promise<ReadonlyMap<string, ReplyCount>> {
  const counts = new Map<string, ReplyCount>();
  let cursor: string | null | undefined;
  do {
    const page: Page<ReplyCount> = await dataOf(
      api.GET('/api/v1/flag-replies/counts', { params: { query: { runId, limit: listed, ...(typeof cursor === 'string' ? { cursor } : {}) } } }),
    );
    for (const count of page.items) counts.set(count.majorCode, count);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return counts;
}

const at = (id: string) => ({ params: { path: { id } } });
const match = ({ version }: Pick<FlagReply, 'version'>) => ({ headers: { 'if-match': `"v${version}"` } });
type Seen = Pick<FlagReply, 'id' | 'version'>;
export const loadReply = (id: string): Promise<FlagReply> => dataOf(api.GET('/api/v1/flag-replies/{id}', at(id)));
export async function loadReplyHistory(id: string): Promise<FlagReplyEvent[]> {
  return (await dataOf(api.GET('/api/v1/flag-replies/{id}/history', { params: { path: { id }, query: { limit: 100 } } }))).items;
}
export const beginReply = (programmeId: string, draft: ReplyDraft): Promise<FlagReply> =>
  dataOf(api.POST('/api/v1/flag-replies', { body: { programmeId, ...draft } }));
export const changeReply = (reply: Seen, draft: ReplyDraft): Promise<FlagReply> =>
  dataOf(api.PUT('/api/v1/flag-replies/{id}', { ...at(reply.id), body: draft, ...match(reply) }));
export const sendReply = (reply: Seen): Promise<FlagReply> => dataOf(api.POST('/api/v1/flag-replies/{id}/submission', { ...at(reply.id), ...match(reply) }));
export const decideReply = (reply: Seen, decision: 'note' | 'ask_again', reason?: string): Promise<FlagReply> =>
  dataOf(api.POST('/api/v1/flag-replies/{id}/decision', { ...at(reply.id), body: { decision, ...(reason === undefined ? {} : { reason }) }, ...match(reply) }));
