import { api, dataOf, doneWith, fetchFile, type Attachment } from '../api/client.ts';
import { sendFile } from '../api/send-file.ts';
import { saveFile } from '../format/download.ts';
import { addressOf } from '../format/files.ts';
import type { paths } from '../api/schema.d.ts';

/** Kinds of things that files can be attached to. */
export type AttachmentKind = paths['/api/v1/attachments']['get']['parameters']['query']['kind'];
const at = (id: string) => ({ params: { path: { id } } });

export const loadAttachments = async (kind: AttachmentKind, subjectId: string): Promise<Attachment[]> =>
  (await dataOf(api.GET('/api/v1/attachments', { params: { query: { kind, subjectId } } }))).items;
/** The server looks inside: what the browser takes the file for does not matter. */
export const addAttachment = (kind: AttachmentKind, subjectId: string, file: File, progress: (share: number) => void) =>
  sendFile<Attachment>(addressOf('/api/v1/attachments', { kind, subjectId, name: file.name.trim() }), file, 'application/octet-stream', progress);
export const removeAttachment = (id: string): Promise<void> => doneWith(api.DELETE('/api/v1/attachments/{id}', at(id)));
export const restoreAttachment = (id: string): Promise<Attachment> => dataOf(api.POST('/api/v1/attachments/{id}/restoration', at(id)));
export async function saveAttachment({ id, name, type }: Attachment): Promise<void> {
  saveFile(await fetchFile(`/api/v1/attachments/${id}/content`, type), name);
}
