import type { RouteLocationRaw } from 'vue-router';
import { api, dataOf } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';

export type ChainMap = components['schemas']['ChainMap'];
export type MapNode = ChainMap['nodes'][number];

export const loadChainMap = ({ runId, id }: { readonly runId: string; readonly id: string }): Promise<ChainMap> =>
  dataOf(api.GET('/api/v1/chains/{id}/map', { params: { path: { id }, query: runId === '' ? {} : { runId } } }));

/** The page that says more about a place of the map. */
export function pageOf({ kind, code }: Pick<MapNode, 'kind' | 'code'>, chainId: string): RouteLocationRaw | null {
  switch (kind) {
    case 'segment':
      return { name: 'chainProfile', params: { id: chainId }, query: { segment: code } };
    case 'occupation':
      return code === 'other' ? { name: 'crosswalk' } : { name: 'suppliers', query: { occupation: code } };
    case 'unlinked':
      return { name: 'crosswalk' };
    case 'major':
      return { name: 'major', params: { code } };
    case 'school':
      return { name: 'report', params: { kind: 'school', id: code } };
    case 'uncovered':
      return { name: 'gaps', query: { chain: chainId, sort: '-gap' } };
    default:
      return null;
  }
}
