import { api, dataOf, type Posting } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

type Body<P extends '/api/v1/demand/postings' | '/api/v1/demand/postings/{id}/outcome'> = NonNullable<
  paths[P]['post']['requestBody']
>['content']['application/json'];
export type PostingChange = Body<'/api/v1/demand/postings'>;
export type OutcomeChange = Body<'/api/v1/demand/postings/{id}/outcome'>;
export const postingPage = 50;
export const postingStatuses = ['open', 'filled', 'closed'] as const satisfies readonly Posting['status'][];
export const postingOutcomes = ['filled', 'partly', 'withdrawn', 'expired'] as const satisfies readonly OutcomeChange['outcome'][];

/** An address typed by hand may hold anything. */
const queryOf = (status: string) => (postingStatuses.some((one) => one === status) ? { status: status as Posting['status'] } : {});
export const loadPostings = (status: string, cursor?: string) =>
  dataOf(
    api.GET('/api/v1/demand/postings', {
      params: { query: { ...{ limit: postingPage, total: true }, ...queryOf(status), ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
/** For files. */
export const postingsAddress = (status: string): string => addressOf('/api/v1/demand/postings', queryOf(status));
export const addPosting = (change: PostingChange) => dataOf(api.POST('/api/v1/demand/postings', { body: change }));
export const tellOutcome = (id: string, change: OutcomeChange) =>
  dataOf(api.POST('/api/v1/demand/postings/{id}/outcome', { params: { path: { id } }, body: change }));

/** Occupations a title may stand for, best first. */
export const loadCandidates = (title: string) => dataOf(api.GET('/api/v1/occupations/candidates', { params: { query: { title } } }));
export const rememberTitle = (title: string, occupationCode: string, organisationId?: string) =>
  dataOf(api.POST('/api/v1/demand/title-choices', { body: { title, occupationCode, ...(organisationId === undefined ? {} : { organisationId }) } }));
