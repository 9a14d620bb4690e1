import { api, dataOf, type Gap } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { bands as bandWords } from '../../../schemas/vocabulary.ts';
import { addressOf } from '../format/files.ts';

export type GapWindow = Gap['window'];
export interface GapQuestion {
  readonly runId: string;
  readonly window: GapWindow;
  /** One year instead of a window; '' for the window. */
  readonly year: string;
  readonly level: string;
  /** '' is the whole city. */
  readonly chain: string;
  readonly sort: string;
  /** '' is every band. */
  readonly band?: string;
  /** Codes of a class and a category, '' for all. */
  readonly inClass?: string;
  readonly inCategory?: string;
}
export const gapPage = 200;
const sorts = ['gap', 'demand', 'supply', 'probability', 'majorCode'].flatMap((name) => [name, `-${name}`]);

const bands: ReadonlySet<string> = new Set(bandWords);
/** A window, or the one year asked for; an address typed by hand may hold anything. */
export const spanOf = ({ window, year }: Pick<GapQuestion, 'window' | 'year'>) => (/^\d{4}$/.test(year) ? { year: Number(year) } : { window });

function queryOf({ runId, window, year, level, chain, sort, band = '', inClass = '', inCategory = '' }: GapQuestion) {
  return {
    ...{ runId, ...spanOf({ window, year }), chain: chain === '' ? 'city' : chain },
    ...(level === '' ? {} : { level: level as Gap['level'] }),
    ...(bands.has(band) ? { band: band as Gap['band'] } : {}),
    ...(inClass === '' ? {} : { class: inClass }),
    ...(inCategory === '' ? {} : { category: inCategory }),
    sort: (sorts.includes(sort) ? sort : '-gap') as '-gap', // an address typed by hand may hold anything
  };
}
type Query = NonNullable<operations['listGaps']['parameters']['query']>;
type JsonPage = operations['listGaps']['responses'][200]['content']['application/json'];
export const readGaps = (query: Query): Promise<JsonPage> => dataOf(api.GET('/api/v1/gaps', { params: { query } }));
export const loadGaps = (question: GapQuestion, cursor?: string) =>
  readGaps({ ...queryOf(question), limit: gapPage, total: true, ...(cursor === undefined ? {} : { cursor }) });

/** For files. */
export const gapsAddress = (question: GapQuestion): string => addressOf('/api/v1/gaps', queryOf(question));

const shortage = new Set<Gap['band']>(['severe_shortage', 'shortage']);
const surplus = new Set<Gap['band']>(['severe_surplus', 'surplus']);
export function countBands(gaps: readonly Pick<Gap, 'band'>[]) {
  const short = gaps.filter(({ band }) => shortage.has(band)).length;
  const over = gaps.filter(({ band }) => surplus.has(band)).length;
  const open = gaps.filter(({ band }) => band === 'uncertain' || band === 'insufficient').length;
  return { short, over, open };
}
/** The largest shortage that its band confirms, of those that are told. */
export function largestShortage<T extends Pick<Gap, 'band' | 'gap'>>(gaps: readonly T[]): T | null {
  const told = gaps.filter(({ band, gap }) => shortage.has(band) && gap !== null);
  return told.reduce<T | null>((best, gap) => (best === null || (gap.gap ?? 0) > (best.gap ?? 0) ? gap : best), null);
}
