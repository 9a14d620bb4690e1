import { api, dataOf, type GapTotal } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import { spanOf } from './gaps.ts';

export type Cut = GapTotal['by'];
/** The cuts of the gap page, majors first. */
export const cuts = ['major', 'class', 'category', 'level', 'chain', 'region'] as const;
export const isCut = (name: string): name is Cut => name !== 'major' && cuts.some((cut) => cut === name);

export interface TotalQuestion {
  readonly runId: string;
  readonly by: Cut;
  readonly window: GapTotal['window'];
  /** One year instead of a window; '' for the window. */
  readonly year: string;
  readonly level: string;
  readonly sort: string;
}
type Query = NonNullable<operations['listGapTotals']['parameters']['query']>;
type JsonPage = operations['listGapTotals']['responses'][200]['content']['application/json'];
export const totalPage = 200;
const sorts = ['gap', 'demand', 'supply', 'probability'].flatMap((name) => [name, `-${name}`]);

const queryOf = ({ runId, by, window, year, level, sort }: TotalQuestion) => ({
  ...{ runId, by, ...spanOf({ window, year }) },
  ...(level === '' ? {} : { level: level as NonNullable<GapTotal['level']> }),
  sort: (sorts.includes(sort) ? sort : '-gap') as '-gap', // an address typed by hand may hold anything
});
const read = (query: Query): Promise<JsonPage> => dataOf(api.GET('/api/v1/gaps/totals', { params: { query } }));
export const loadTotals = (question: TotalQuestion, cursor?: string) =>
  read({ ...queryOf(question), limit: totalPage, total: true, ...(cursor === undefined ? {} : { cursor }) });
/** The years a run has figures of. */
export const loadYears = async (runId: string): Promise<number[]> => (runId === '' ? [] : (await read({ runId, by: 'region', limit: totalPage })).items.map(({ year }) => year).sort((a, b) => a - b)); // prettier-ignore
/** For files. */
export const totalsAddress = (question: TotalQuestion): string => addressOf('/api/v1/gaps/totals', queryOf(question));
