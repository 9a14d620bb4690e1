import type { Import } from '../api/client.ts';
import { sendFile } from '../api/send-file.ts';
import { addressOf, fileTypes } from '../format/files.ts';

const ends = (file: File, ending: string) => file.name.toLowerCase().endsWith(ending);
/** The browser's own guess depends on what is installed: the ending decides, and the server looks inside. */
const typeOf = (file: File) => (ends(file, '.csv') ? fileTypes.csv : ends(file, '.xlsx') ? fileTypes.xlsx : 'application/octet-stream');
export const uploadImport = (kind: string, file: File, progress: (share: number) => void) =>
  sendFile<Import>(addressOf('/api/v1/imports', { kind, filename: file.name }), file, typeOf(file), progress);
