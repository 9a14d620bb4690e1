import { api, dataOf, type Inflow, type Project } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';

export const outlookPage = 50;
type Page<T> = { readonly items: T[]; readonly nextCursor: string | null; readonly total?: number };
export type ProjectChange = NonNullable<paths['/api/v1/demand/projects']['post']['requestBody']>['content']['application/json'];
export type InflowChange = NonNullable<paths['/api/v1/supply/inflows']['post']['requestBody']>['content']['application/json'];

const queryOf = (state: string, cursor?: string) => ({
  ...{ state: state === 'all' ? ('all' as const) : ('in_force' as const), limit: outlookPage, total: true },
  ...(cursor === undefined ? {} : { cursor }),
});
/** The routes also answer CSV, so their types are unions; without an Accept header they answer JSON. */
export const loadProjects = async (state: string, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/demand/projects', { params: { query: queryOf(state, cursor) } }))) as Page<Project>;
export const loadInflows = async (state: string, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/supply/inflows', { params: { query: queryOf(state, cursor) } }))) as Page<Inflow>;

export const addProject = (change: ProjectChange) => dataOf(api.POST('/api/v1/demand/projects', { body: change }));
export const addInflow = (change: InflowChange) => dataOf(api.POST('/api/v1/supply/inflows', { body: change }));

const stateOf = (state: string) => (state === 'all' ? 'all' : 'in_force');
export const projectsAddress = (state: string): string => `/api/v1/demand/projects?state=${stateOf(state)}`;
export const inflowsAddress = (state: string): string => `/api/v1/supply/inflows?state=${stateOf(state)}`;
