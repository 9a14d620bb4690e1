import { api, dataOf, type RunAssumptions, type RunCheck } from '../api/client.ts';
import { withSession } from './session.ts';

export const loadAssumptions = (id: string): Promise<RunAssumptions> => dataOf(api.GET('/api/v1/runs/{id}/assumptions', { params: { path: { id } } }));
export const askEffect = (id: string, parameter: string): Promise<RunCheck> =>
  withSession(() => dataOf(api.POST('/api/v1/runs/{id}/effects', { params: { path: { id } }, body: { parameter } })));
export const isUnderWay = (check: Pick<RunCheck, 'state'> | null): boolean => check?.state === 'queued' || check?.state === 'running';
