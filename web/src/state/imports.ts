import { api, dataOf, sendFile, type Import, type ImportKind, type ImportReport } from '../api/client.ts';
import { addressOf, fileTypes } from '../format/files.ts';
import { session, type Role } from './session.ts';

export const importsPage = 20;
type Page<T> = { readonly items: T[]; readonly nextCursor: string | null; readonly total?: number };
export type ImportMode = NonNullable<Import['mode']>;
export interface ImportsAsked {
  readonly kind: string;
  readonly state: string;
}
const is = (...roles: readonly Role[]) => session.role !== null && roles.includes(session.role);
export const mayReadImports = () => is('enterprise', 'school', 'planner', 'administrator');
export const mayImport = () => is('enterprise', 'school', 'administrator');
/** Whether a worker is at it: the page looks again until it is not. */
export const isAtWork = ({ state }: Pick<Import, 'state'>) => ['checking', 'importing', 'undoing'].includes(state);

export const loadKinds = async (): Promise<ImportKind[]> => (await dataOf(api.GET('/api/v1/import-kinds'))).items;
export async function loadImports({ kind, state }: ImportsAsked, cursor?: string): Promise<Page<Import>> {
  const query = {
    ...{ limit: importsPage, total: true },
    ...(kind === 'all' ? {} : { kind: kind as Import['kind'] }),
    ...(state === 'all' ? {} : { state: state as Import['state'] }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return dataOf(api.GET('/api/v1/imports', { params: { query } }));
}
/** The route also answers files, so its type is a union; without an Accept header it answers JSON. */
export const loadReport = async (id: string) => (await dataOf(api.GET('/api/v1/imports/{id}/report', { params: { path: { id } } }))) as ImportReport;
export const findImport = (id: string) => dataOf(api.GET('/api/v1/imports/{id}', { params: { path: { id } } }));
export const confirmImport = (id: string, mode: ImportMode) =>
  dataOf(api.POST('/api/v1/imports/{id}/confirmation', { params: { path: { id } }, body: { mode } }));
export const undoImport = (id: string) => dataOf(api.POST('/api/v1/imports/{id}/undo', { params: { path: { id } } }));

const ends = (file: File, ending: string) => file.name.toLowerCase().endsWith(ending);
/** The browser's own guess depends on what is installed: the ending decides, and the server looks inside. */
const typeOf = (file: File) => (ends(file, '.csv') ? fileTypes.csv : ends(file, '.xlsx') ? fileTypes.xlsx : 'application/octet-stream');
export const uploadImport = (kind: string, file: File, progress: (share: number) => void) =>
  sendFile<Import>(addressOf('/api/v1/imports', { kind, filename: file.name }), file, typeOf(file), progress);

export const templateAddress = (kind: string): string => `/api/v1/import-kinds/${kind}/template`;
export const copyAddress = (id: string): string => `/api/v1/imports/${id}/copy`;
export const reportAddress = (id: string): string => `/api/v1/imports/${id}/report`;
