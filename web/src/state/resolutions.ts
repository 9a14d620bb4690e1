import { api, dataOf, type Resolution, type ResolutionReport } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

export type ResolutionStep = NonNullable<paths['/api/v1/resolutions/{id}/moves']['post']['requestBody']>['content']['application/json'];
export interface ResolutionQuestion {
  readonly state?: Resolution['state'];
  readonly overdue?: boolean;
  readonly q?: string;
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
export const resolutionPage = 50;
const match = ({ id, version }: Pick<Resolution, 'id' | 'version'>) => ({ params: { path: { id } }, headers: { 'if-match': `"v${version}"` } });

export const loadResolutions = async (asked: ResolutionQuestion, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/resolutions', { params: { query: { ...asked, limit: resolutionPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  )) as Page<Resolution>;
export const resolutionsAddress = (asked: ResolutionQuestion): string => addressOf('/api/v1/resolutions', { ...asked });
export const loadResolution = (id: string): Promise<Resolution> => dataOf(api.GET('/api/v1/resolutions/{id}', { params: { path: { id } } }));
export const loadReports = async (id: string): Promise<ResolutionReport[]> =>
  (await dataOf(api.GET('/api/v1/resolutions/{id}/reports', { params: { path: { id }, query: { limit: 100 } } }))).items;
export const moveResolution = (row: Resolution, body: ResolutionStep): Promise<Resolution> =>
  dataOf(api.POST('/api/v1/resolutions/{id}/moves', { ...match(row), body }));
export const reportResolution = (row: Resolution, text: string, done: boolean): Promise<ResolutionReport> =>
  dataOf(api.POST('/api/v1/resolutions/{id}/reports', { ...match(row), body: { text, done } }));
