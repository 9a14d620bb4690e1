import { createInflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';
import { damagedFile, SpreadsheetError, suspiciousFile } from './errors.ts';
import { lyingHeader, packedBytes, type ZipEntry } from './zip-directory.ts';

/** What the reader of rows does not tell of a sheet. */
export interface SheetScan {
  /** References such as B4. */
  readonly formulas: ReadonlySet<string>;
  readonly hiddenRows: number;
  readonly merges: readonly string[];
}
/** Longer than any opening tag of a cell and its formula. */
const overlap = 2_048;
const formula = /<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f[\s>/]/g;
const hiddenRow = /<(?:\w+:)?row\s[^>]*?\bhidden="(?:1|true)"[^>]*>/g;
const mergeCell = /<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z0-9:$]{1,24})"/g;
const declaration = /<!(?:DOCTYPE|ENTITY)/i;
/** Formulas told one by one; of a sheet with more, it is enough to know that. */
const toldFormulas = 200_000;

export const refuseDeclarations = (text: string, part: string): void => {
  if (declaration.test(text)) throw suspiciousFile('文件含有外部实体或文档类型声明', `Part ${part} of the package holds a document type declaration`);
};

/** Reads a worksheet once, in pieces, for what is hidden in it; ends as soon as it is larger than it says. */
export async function scanSheet(bytes: Buffer, entry: ZipEntry): Promise<SheetScan> {
  const formulas = new Set<string>();
  const merges = new Set<string>();
  let hiddenRows = 0;
  let [read, rest] = [0, ''];
  const packed = packedBytes(bytes, entry);
  const source = entry.method === 0 ? Readable.from([packed]) : Readable.from([packed]).pipe(createInflateRaw());
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      read += chunk.length;
      if (read > entry.size) throw lyingHeader(entry);
      const text = rest + chunk.toString('latin1');
      // a tag that reaches into the overlap is seen again with the next piece
      const cut = Math.max(0, text.length - overlap);
      refuseDeclarations(text, entry.name);
      if (formulas.size < toldFormulas) for (const match of text.matchAll(formula)) formulas.add(match[1] ?? '');
      for (const match of text.matchAll(mergeCell)) merges.add(match[1] ?? '');
      for (const match of text.matchAll(hiddenRow)) if (match.index < cut) hiddenRows++;
      rest = text.slice(cut);
    }
    hiddenRows += [...rest.matchAll(hiddenRow)].length;
  } catch (cause) {
    if (cause instanceof SpreadsheetError) throw cause;
    throw damagedFile(`part ${entry.name} cannot be unpacked`, cause);
  }
  return { formulas, hiddenRows, merges: [...merges] };
}
