import { writeXlsx } from 'hucre/xlsx';
import type { Role } from '../../db/repositories/access.ts';
import type { Import, ImportReport } from '../../schemas/imports.ts';
import type { ImportKind } from '../../schemas/sheets/kinds.ts';
import type { TestApp } from './app.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Cell = string | number | boolean | Date | null;

/** A workbook of one sheet. */
export const sheetOf = async (rows: readonly (readonly Cell[])[], name = '数据'): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: [{ name, rows: rows.map((row) => [...row]) }] }));

export interface UploadOptions {
  readonly as?: Role;
  readonly filename?: string;
  readonly language?: 'zh' | 'en';
}
/** One upload, as the page sends it. */
export const upload = (api: TestApp, kind: ImportKind, body: Buffer, { as = 'enterprise', filename = 'a.xlsx', language = 'zh' }: UploadOptions = {}) =>
  api.call('POST', `/imports?kind=${kind}&filename=${encodeURIComponent(filename)}`, {
    ...{ as, body },
    headers: { 'content-type': filename.endsWith('.csv') ? 'text/csv' : xlsxType, 'accept-language': language },
  });

/** The import once no worker is at it. */
export async function settled(api: TestApp, id: string, as: Role = 'administrator'): Promise<Import> {
  for (let i = 0; i < 400; i++) {
    const found = await api.getJson<Import>(`/imports/${id}`, as);
    if (!['checking', 'importing', 'undoing'].includes(found.state)) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`import ${id} needs to settle within ten seconds, it did not`);
}

/** Uploads a file that is accepted and waits for its dry run. */
export async function checkedFile(api: TestApp, kind: ImportKind, body: Buffer, options: UploadOptions = {}): Promise<Import> {
  const response = await upload(api, kind, body, options);
  if (response.statusCode !== 202) throw new Error(`the upload needs to answer 202, got ${response.statusCode}: ${response.body}`);
  return settled(api, response.json<Import>().id, options.as);
}
export const reportOf = (api: TestApp, id: string, as: Role = 'administrator') => api.getJson<ImportReport>(`/imports/${id}/report`, as);

/** Decides and waits until it is done. */
export async function imported(api: TestApp, id: string, mode: 'all-or-nothing' | 'valid-rows-only', as: Role = 'enterprise'): Promise<Import> {
  const response = await api.call('POST', `/imports/${id}/confirmation`, { as, body: { mode } });
  if (response.statusCode !== 202) throw new Error(`the confirmation needs to answer 202, got ${response.statusCode}: ${response.body}`);
  return settled(api, id, as);
}
