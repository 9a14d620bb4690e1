import { api, dataOf, type HeatRow } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

export const heatCuts = ['class', 'chain', 'major'] as const;
export type HeatCut = (typeof heatCuts)[number];
export interface HeatQuestion {
  readonly runId: string;
  readonly by: HeatCut;
  readonly level: string;
  /** Of majors; '' is the whole city. */
  readonly chain: string;
  /** Of chains; '' is the first year of the decision window. */
  readonly year: string;
}
type Query = NonNullable<operations['listHeat']['parameters']['query']>;
export type Heat = operations['listHeat']['responses'][200]['content']['application/json'];
const pageSize = 200;

function queryOf({ runId, by, level, chain, year }: HeatQuestion): Query {
  return {
    ...{ runId, by },
    ...(level === '' || by === 'chain' ? {} : { level: level as NonNullable<HeatRow['level']> }),
    ...(chain === '' || by !== 'major' ? {} : { chain }),
    ...(/^\d{4}$/.test(year) && by === 'chain' ? { year: Number(year) } : {}),
  };
}
const ask = async (query: Query) => await dataOf(api.GET('/api/v1/gaps/heat', { params: { query } }));

export const loadHeat = (question: HeatQuestion, cursor?: string) =>
  ask({ ...queryOf(question), limit: pageSize, total: true, ...(cursor === undefined ? {} : { cursor }) });
/** For files. */
export const heatAddress = (question: HeatQuestion): string => addressOf('/api/v1/gaps/heat', { ...queryOf(question) });
