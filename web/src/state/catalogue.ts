import { api, dataOf, type CatalogueImport } from '../api/client.ts';
import { addressOf } from '../format/files.ts';

export type CatalogueKind = CatalogueImport['kind'];
export const catalogueKinds: readonly CatalogueKind[] = ['majors', 'occupations', 'industries', 'regions', 'crosswalk'];
export const editionPage = 50;

export const loadEditions = (kind: CatalogueKind | null, cursor?: string) =>
  dataOf(
    api.GET('/api/v1/catalogue/editions', {
      params: { query: { limit: editionPage, total: true, ...(kind === null ? {} : { kind }), ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
/** For files. */
export const editionsAddress = (kind: CatalogueKind | null): string => addressOf('/api/v1/catalogue/editions', kind === null ? {} : { kind });
/** The newest files that wait to be confirmed. */
export const loadWaiting = () => dataOf(api.GET('/api/v1/catalogue/imports', { params: { query: { status: 'ready', limit: 20 } } }));
/** How many codes stand in each catalogue; links have a page of their own. */
export async function loadCodeCounts(): Promise<Partial<Record<CatalogueKind, { inForce: number; retired: number }>>> {
  const of = async (kind: Exclude<CatalogueKind, 'crosswalk'>, retired: boolean) => {
    const page = await dataOf(api.GET('/api/v1/catalogue/codes', { params: { query: { kind, retired, limit: 1, total: true } } }));
    return page.total ?? 0;
  };
  const kinds = ['majors', 'occupations', 'industries', 'regions'] as const;
  const counts = await Promise.all(kinds.map(async (kind) => [kind, { inForce: await of(kind, false), retired: await of(kind, true) }] as const));
  return Object.fromEntries(counts);
}

export interface FileDraft {
  readonly kind: CatalogueKind;
  readonly content: 'catalogue' | 'replacements';
  readonly edition: string;
  readonly additions: boolean;
}
/** Sends a file to be checked; nothing of the catalogue is changed. */
export const checkFile = (file: File, { kind, content, edition, additions }: FileDraft): Promise<CatalogueImport> =>
  dataOf(
    api.POST('/api/v1/catalogue/imports', {
      params: { query: { kind, content, additions, fileName: file.name, ...(edition.trim() === '' ? {} : { edition: edition.trim() }) } },
      body: file,
      bodySerializer: (body) => body as File,
      headers: { 'content-type': 'application/octet-stream' },
    }),
  );
export const confirmFile = (id: string, force: boolean): Promise<CatalogueImport> =>
  dataOf(api.POST('/api/v1/catalogue/imports/{id}/confirmation', { params: { path: { id } }, body: { force } }));

export const codesAddress = (kind: CatalogueKind, retired: boolean): string =>
  kind === 'crosswalk' ? '/api/v1/crosswalk' : addressOf('/api/v1/catalogue/codes', { kind, retired });
export const replacementsAddress = '/api/v1/catalogue/replacements';
