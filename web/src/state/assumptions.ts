import { api, dataOf, type EnterpriseReliability, type EnterpriseReliabilityPage, type RunAssumptions, type RunCheck } from '../api/client.ts';
import { withSession } from './session.ts';

export const loadAssumptions = (id: string): Promise<RunAssumptions> => dataOf(api.GET('/api/v1/runs/{id}/assumptions', { params: { path: { id } } }));
/** For files. */
export const assumptionsAddress = (id: string): string => `/api/v1/runs/${id}/assumptions`;
export const reliabilityAddress = (id: string): string => `/api/v1/runs/${id}/reliability`;
/** Of every enterprise for planners, of the own one for an enterprise. */
export async function loadReliability(id: string): Promise<EnterpriseReliability[]> {
  const params = (cursor: string | null) => ({ path: { id }, query: { limit: 200, ...(cursor === null ? {} : { cursor }) } });
  const found: EnterpriseReliability[] = [];
  let cursor: string | null = null;
  do {
    const page: EnterpriseReliabilityPage = await dataOf(api.GET('/api/v1/runs/{id}/reliability', { params: params(cursor) }));
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
export const askEffect = (id: string, parameter: string): Promise<RunCheck> =>
  withSession(() => dataOf(api.POST('/api/v1/runs/{id}/effects', { params: { path: { id } }, body: { parameter } })));
export const isUnderWay = (check: Pick<RunCheck, 'state'> | null): boolean => check?.state === 'queued' || check?.state === 'running';
