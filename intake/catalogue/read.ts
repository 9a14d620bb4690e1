import { CsvError, parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';

/** Lines of a table as text, each with the number a spreadsheet program shows beside it. */
export interface TableLines {
  /** Name of the sheet; null for CSV. */
  readonly sheet: string | null;
  readonly lines: readonly { readonly line: number; readonly cells: readonly string[] }[];
}
/** A file that cannot be read as a table, and what to do about it. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  readonly line: number;
  readonly zh: string;
  constructor(line: number, zh: string, en: string) {
    super(en);
    this.line = line;
    this.zh = zh;
  }
}

/** Bytes of a file, at most; the largest official catalogue is under a hundredth of it. */
export const largestFile = 20 * 1024 * 1024;
/** Lines of a table, at most. */
export const mostLines = 100_000;
const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

/** UTF-8, else GB 18030 (what Chinese Excel calls CSV); bytes that are neither are refused, not replaced. */
function decode(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  throw new UnreadableTable(1, '文件编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”', 'the file needs to be UTF-8 or GB 18030: save it as CSV UTF-8');
}

/** Reads a CSV text; blank lines are left out and counted. */
export function readCsv(text: string): TableLines {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    const read = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return { sheet: null, lines: read.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    throw new UnreadableTable(line, `文件不是有效的 CSV：第 ${line} 行无法解析，请检查引号`, `the file needs to be readable as CSV: ${error.message}`);
  }
}

/** Whatever a reader of foreign bytes stumbles over, the file is what to look at. */
async function sheetsOf(bytes: Uint8Array) {
  let found = false;
  try {
    const { sheets } = await readXlsx(bytes, {
      maxRows: mostLines + 2,
      sheets: ({ hidden, veryHidden }) => {
        const first = !found && hidden !== true && veryHidden !== true;
        found ||= first;
        return first;
      },
    });
    return sheets;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnreadableTable(1, '无法读取此 xlsx 文件，请在表格软件中打开后重新另存', `the file needs to be a readable .xlsx: ${reason}`);
  }
}

/** Reads the first sheet that is shown. */
async function readSheet(bytes: Uint8Array): Promise<TableLines> {
  const [sheet] = await sheetsOf(bytes);
  if (!sheet) throw new UnreadableTable(1, '工作簿中没有可见的工作表', 'the workbook needs a sheet that is not hidden');
  const lines = sheet.rows.map((row, i) => ({ line: i + 1, cells: row.map((cell) => (cell === null ? '' : String(cell).trim())) }));
  return { sheet: sheet.name, lines: lines.filter(({ cells }) => cells.some((cell) => cell !== '')) };
}

/**
 * Reads a spreadsheet (.xlsx) or CSV; what it is, is seen in its first bytes, not in its name.
 *
 * @param bytes the file, at most 20 MB
 * @returns the lines of its first visible sheet, blank ones left out
 * @throws UnreadableTable where it is neither, too large, or in no known encoding
 */
export async function readTable(bytes: Uint8Array): Promise<TableLines> {
  if (bytes.length > largestFile) throw new UnreadableTable(1, '文件超过 20 MB', `the file needs to be at most ${largestFile} bytes, got ${bytes.length}`);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableTable(
      1,
      '不支持旧式 .xls 或加密的工作簿，请另存为 .xlsx 或 CSV',
      'the file needs to be .xlsx or CSV, got an old .xls or an encrypted workbook',
    );
  const table = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? await readSheet(bytes) : readCsv(decode(bytes));
  if (table.lines.length > mostLines + 1)
    throw new UnreadableTable(mostLines + 2, `表格超过 ${mostLines} 行`, `the table needs at most ${mostLines} rows, got ${table.lines.length - 1}`);
  return table;
}
