import { fileTypeFromBuffer } from 'file-type';

/** Kinds of file that can be attached: their media type, the endings that stand for them, and how a spreadsheet or text without a mark of its own is told. */
export const fileKinds = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', endings: ['pptx'] },
  png: { type: 'image/png', endings: ['png'] },
  jpg: { type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  csv: { type: 'text/csv', endings: ['csv'] },
  txt: { type: 'text/plain', endings: ['txt'] },
} as const;
export type FileKind = keyof typeof fileKinds;
export const fileLimits = { bytes: 20 * 1024 * 1024, nameLength: 200 } as const;
export type FileFault = 'name' | 'ending' | 'empty' | 'content';

const kinds = Object.keys(fileKinds) as FileKind[];
/** Parts of a path, characters that cannot be seen, and those that turn the direction of what is read: `invoice\u202efdp.exe`. */
const unfit = /[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** What a browser or a spreadsheet program might take a text for. */
const markup = /^\s*<(!doctype|html|svg|\?xml|script|body|head|!--)/i;

/** The kind a name stands for by its ending. */
export function kindOfName(name: string): FileKind | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return kinds.find((kind) => (fileKinds[kind].endings as readonly (string | undefined)[]).includes(ending));
}

/** The text of bytes in one of the encodings Chinese offices write; undefined where they are neither, or hold characters no text has. */
function textOf(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // tab, line feed, form feed and carriage return are what a text needs of them
      // eslint-disable-next-line no-control-regex
      return /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text) ? undefined : text;
    } catch {
      continue;
    }
  }
  return undefined;
}

/**
 * Looks at a file from outside: its name has to be one, its ending that of a kind that is taken, and its content what the ending says. A zip that is no
 * Office file, an Office file with macros, and text that is markup are none of the kinds.
 */
export async function kindOf(bytes: Uint8Array, name: string): Promise<FileKind | { readonly fault: FileFault }> {
  if (unfit.test(name) || name.trim() !== name || name.length > fileLimits.nameLength) return { fault: 'name' };
  const kind = kindOfName(name);
  if (kind === undefined) return { fault: 'ending' };
  if (bytes.length === 0) return { fault: 'empty' };
  const found = await fileTypeFromBuffer(bytes);
  if (kind !== 'csv' && kind !== 'txt') return found?.ext === kind ? kind : { fault: 'content' };
  const text = found === undefined ? textOf(bytes) : undefined;
  return text !== undefined && !markup.test(text) ? kind : { fault: 'content' };
}
