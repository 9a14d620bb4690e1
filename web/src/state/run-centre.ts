import { api, dataOf, type Publication, type RunCheck, type RunParameter } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { session, withSession } from './session.ts';

type RunJson = operations['listRuns']['responses'][200]['content']['application/json'];
type PublicationJson = operations['listPublications']['responses'][200]['content']['application/json'];
export type PublicationInput = operations['publishRun']['requestBody']['content']['application/json'];
export const runPage = 20;
export const publicationsAddress = '/api/v1/publications';

export const mayPublish = (): boolean => session.role === 'planner' || session.role === 'administrator';

export const loadRunPage = (cursor?: string): Promise<RunJson> =>
  dataOf(api.GET('/api/v1/runs', { params: { query: { limit: runPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }));
export const loadParameters = (): Promise<RunParameter[]> => dataOf(api.GET('/api/v1/parameters'));
export const loadPublications = async (cursor?: string): Promise<PublicationJson> =>
  await dataOf(api.GET('/api/v1/publications', { params: { query: { limit: runPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }));

export const askReplay = (id: string): Promise<RunCheck> => withSession(() => dataOf(api.POST('/api/v1/runs/{id}/replay', { params: { path: { id } } })));
export const publish = (body: PublicationInput): Promise<Publication> => dataOf(api.POST('/api/v1/publications', { body }));
export const withdraw = ({ id, version }: Publication, reason: string): Promise<Publication> =>
  dataOf(
    api.PUT('/api/v1/publications/{id}/withdrawal', {
      params: { path: { id }, header: { 'if-match': `"v${version}"` } },
      body: { reason },
    }),
  );
