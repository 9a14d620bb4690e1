import { api, dataOf, type PublicOverview, type PublishedFigure } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';

type FigurePage = operations['listPublicGaps']['responses'][200]['content']['application/json'];
type Query = NonNullable<operations['listPublicGaps']['parameters']['query']>;
export interface FigureQuestion {
  readonly level: string;
  readonly chain: string;
  readonly band: string;
  readonly text: string;
}
export const figurePage = 50;
/** Addresses that never change, for whoever reads the data by machine. */
export const openData = { csv: '/api/v1/public/data.csv', json: '/api/v1/public/data.json', dictionary: '/api/v1/public/data-dictionary' } as const;
export const publicBands = ['severe_shortage', 'shortage', 'balanced', 'surplus', 'severe_surplus', 'uncertain', 'insufficient'] as const;

/** The page asks whether what it has is still so: whoever has just published looks here next. */
const cache = 'no-cache';
export const loadOverview = (): Promise<PublicOverview> => dataOf(api.GET('/api/v1/public/overview', { cache }));

function queryOf({ level, chain, band, text }: FigureQuestion): Query {
  return {
    ...(level === '' ? {} : { level: level as NonNullable<PublishedFigure['level']> }),
    ...(chain === '' ? {} : { chain }),
    ...(band === '' ? {} : { band: band as NonNullable<PublishedFigure['band']> }),
    ...(text.trim() === '' ? {} : { q: text.trim() }),
  };
}
export const loadFigures = async (question: FigureQuestion, cursor?: string): Promise<FigurePage> =>
  await dataOf(
    api.GET('/api/v1/public/gaps', {
      cache,
      params: { query: { ...queryOf(question), limit: figurePage, total: true, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
