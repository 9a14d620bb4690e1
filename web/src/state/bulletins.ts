import { api, dataOf, type Bulletin, type BulletinHead } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

type Page<T> = { readonly items: T[]; readonly nextCursor: string | null; readonly total?: number };
export type BulletinKind = BulletinHead['kind'];
export type BulletinEvent = BulletinHead['can'][number];
export const bulletinKinds: readonly BulletinKind[] = ['monthly_dispatch', 'quarterly_bulletin', 'yearly_summary'];
export type BulletinDraft = NonNullable<paths['/api/v1/bulletins/{id}']['put']['requestBody']>['content']['application/json'];
export const bulletinPage = 30;

export const loadBulletins = (kind: BulletinKind | undefined, cursor?: string): Promise<Page<BulletinHead>> =>
  dataOf(
    api.GET('/api/v1/bulletins', {
      params: { query: { limit: bulletinPage, total: true, ...(kind === undefined ? {} : { kind }), ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
/** For files. */
export const bulletinsAddress = (kind: BulletinKind | undefined): string => addressOf('/api/v1/bulletins', { kind });
const at = (id: string) => ({ params: { path: { id } } });
const match = ({ version }: Pick<Bulletin, 'version'>) => ({ headers: { 'if-match': `"v${version}"` } });
type Seen = Pick<Bulletin, 'id' | 'version'>;
export const loadBulletin = (id: string): Promise<Bulletin> => dataOf(api.GET('/api/v1/bulletins/{id}', at(id)));
export const makeBulletin = (kind: BulletinKind, year: number, period: number | undefined): Promise<Bulletin> =>
  dataOf(api.POST('/api/v1/bulletins', { body: { kind, year, ...(period === undefined ? {} : { period }) } }));
export const changeBulletin = (seen: Seen, draft: BulletinDraft): Promise<Bulletin> =>
  dataOf(api.PUT('/api/v1/bulletins/{id}', { ...at(seen.id), body: draft, ...match(seen) }));
export const moveBulletin = (seen: Seen, event: BulletinEvent, reason?: string): Promise<Bulletin> =>
  dataOf(api.POST('/api/v1/bulletins/{id}/moves', { ...at(seen.id), body: { event, ...(reason === undefined ? {} : { reason }) }, ...match(seen) }));
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const bulletinDocument = (id: string): string => `/api/v1/bulletins/${id}/document`;
