import { api, dataOf, type Docket, type DocketSummary } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import type { MeasureInput } from '../format/dockets.ts';
import { addressOf } from '../format/files.ts';

export type DocketQuestion = NonNullable<paths['/api/v1/dockets']['get']['parameters']['query']>;
type Page<T> = { readonly items: T[]; readonly nextCursor: string | null; readonly total?: number };
type Seen = Pick<Docket, 'id' | 'version'>;
export const docketPage = 50;
const at = (id: string) => ({ params: { path: { id } } });
const match = ({ version }: Seen) => ({ headers: { 'if-match': `"v${version}"` } });

export const loadDockets = async (asked: DocketQuestion, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/dockets', { params: { query: { ...asked, limit: docketPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  )) as Page<DocketSummary>;
export const docketsAddress = (asked: DocketQuestion): string => addressOf('/api/v1/dockets', { ...asked });
/** The newest docket of a major, where there is one. */
export const loadDocketOf = async (majorCode: string): Promise<DocketSummary | null> => {
  const { items } = (await dataOf(api.GET('/api/v1/dockets', { params: { query: { majorCode, limit: 1 } } }))) as Page<DocketSummary>;
  return items[0] ?? null;
};
export const loadDocket = (id: string): Promise<Docket> => dataOf(api.GET('/api/v1/dockets/{id}', at(id)));
export const loadDocketHistory = async (id: string) =>
  (await dataOf(api.GET('/api/v1/dockets/{id}/history', { params: { path: { id }, query: { limit: 200 } } }))).items;
export const checkDocket = (id: string) => dataOf(api.GET('/api/v1/dockets/{id}/check', at(id)));
export const loadDocketOutcome = (id: string) => dataOf(api.GET('/api/v1/dockets/{id}/outcome', at(id)));
export const openDocket = (majorCode: string, runId: string): Promise<Docket> => dataOf(api.POST('/api/v1/dockets', { body: { majorCode, runId } }));
export const writeDocket = (docket: Seen, opinion: string, measures: MeasureInput[]): Promise<Docket> =>
  dataOf(api.PUT('/api/v1/dockets/{id}', { ...at(docket.id), body: { opinion: opinion.trim() === '' ? null : opinion, measures }, ...match(docket) }));
export const moveDocket = (docket: Seen, event: 'ask' | 'assess' | 'reopen' | 'withdraw', reason?: string): Promise<Docket> =>
  dataOf(api.POST('/api/v1/dockets/{id}/moves', { ...at(docket.id), body: { event, ...(reason === undefined ? {} : { reason }) }, ...match(docket) }));
export const reviewDocket = (docket: Seen, { note, again }: { readonly note: string; readonly again: string }): Promise<Docket> =>
  dataOf(
    api.POST('/api/v1/dockets/{id}/review', {
      ...at(docket.id),
      body: { ...(note.trim() === '' ? {} : { note }), ...(again === '' ? {} : { again }) },
      ...match(docket),
    }),
  );
/** Every school there is, for a measure that opens a major somewhere. */
export const loadSchoolNames = async () => (await dataOf(api.GET('/api/v1/schools', { params: { query: { limit: 200 } } }))).items;
