import { api, dataOf, type Run, type RunComparison } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

export interface ComparisonQuestion {
  readonly run: string;
  readonly with: string;
  readonly level: string;
  readonly onlyChanged: boolean;
  readonly sort: string;
}
export const comparisonPage = 100;
const sorts = ['change', '-change', 'majorCode', '-majorCode'];
type Query = operations['compareRuns']['parameters']['query'];

function queryOf(asked: ComparisonQuestion): Query {
  return {
    with: asked.with,
    ...(asked.level === '' ? {} : { level: asked.level as NonNullable<Query['level']> }),
    onlyChanged: asked.onlyChanged,
    sort: (sorts.includes(asked.sort) ? asked.sort : '-change') as '-change', // an address typed by hand may hold anything
  };
}

/** All runs with results, newest first. */
export const loadComparable = async (): Promise<Run[]> =>
  (await dataOf(api.GET('/api/v1/runs', { params: { query: { limit: 200, status: 'succeeded' } } }))).items;

export const loadComparison = async (asked: ComparisonQuestion, cursor?: string): Promise<RunComparison> => {
  const query = { ...queryOf(asked), limit: comparisonPage, total: true, ...(cursor === undefined ? {} : { cursor }) };
  return await dataOf(api.GET('/api/v1/runs/{id}/comparison', { params: { path: { id: asked.run }, query } }));
};

/** For files. */
export const comparisonAddress = (asked: ComparisonQuestion): string =>
  addressOf(`/api/v1/runs/${encodeURIComponent(asked.run)}/comparison`, { ...queryOf(asked) });
