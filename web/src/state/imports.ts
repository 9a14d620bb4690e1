import { api, dataOf, type Import, type ImportKind } from '../api/client.ts';
import { addressOf } from '../format/files.ts';

export const importsPage = 20;
type Page<T> = { readonly items: T[]; readonly nextCursor: string | null; readonly total?: number };
export type ImportMode = NonNullable<Import['mode']>;
export interface ImportsAsked {
  readonly kind: string;
  readonly state: string;
}
/** Whether a worker is at it: the page looks again until it is not. */
export const isAtWork = ({ state }: Pick<Import, 'state'>) => ['checking', 'importing', 'undoing'].includes(state);

export const loadKinds = async (): Promise<ImportKind[]> => (await dataOf(api.GET('/api/v1/import-kinds'))).items;
const queryOf = ({ kind, state }: ImportsAsked) => ({
  ...(kind === 'all' ? {} : { kind: kind as Import['kind'] }),
  ...(state === 'all' ? {} : { state: state as Import['state'] }),
});
export async function loadImports(asked: ImportsAsked, cursor?: string): Promise<Page<Import>> {
  const query = { ...{ limit: importsPage, total: true }, ...queryOf(asked), ...(cursor === undefined ? {} : { cursor }) };
  return dataOf(api.GET('/api/v1/imports', { params: { query } }));
}
export const loadReport = async (id: string) => await dataOf(api.GET('/api/v1/imports/{id}/report', { params: { path: { id } } }));
export const findImport = (id: string) => dataOf(api.GET('/api/v1/imports/{id}', { params: { path: { id } } }));
export const confirmImport = (id: string, mode: ImportMode) =>
  dataOf(api.POST('/api/v1/imports/{id}/confirmation', { params: { path: { id } }, body: { mode } }));
export const undoImport = (id: string) => dataOf(api.POST('/api/v1/imports/{id}/undo', { params: { path: { id } } }));

export const templateAddress = (kind: string): string => `/api/v1/import-kinds/${kind}/template`;
export const copyAddress = (id: string): string => `/api/v1/imports/${id}/copy`;
/** The list, for files. */
export const importsAddress = (asked: ImportsAsked): string => addressOf('/api/v1/imports', queryOf(asked));
export const reportAddress = (id: string): string => `/api/v1/imports/${id}/report`;
