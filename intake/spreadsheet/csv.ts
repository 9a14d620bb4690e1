import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { SpreadsheetError, type Notice } from './errors.ts';
import type { SpreadsheetLimits } from './limits.ts';
import type { Sheet, SheetRow } from './sheet.ts';

interface Decoded {
  readonly text: string;
  readonly notices: readonly Notice[];
}
const decode = (label: string, bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** UTF-8 where it is, else the encoding of Chinese spreadsheet programs. */
export function decodeText(bytes: Buffer): Decoded {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  const text = wide === undefined ? decode('utf-8', bytes) : decode(wide, bytes);
  if (text === undefined) {
    const chinese = wide === undefined ? decode('gb18030', bytes) : undefined;
    if (chinese === undefined)
      throw new SpreadsheetError('encoding', '文字编码无法识别：请另存为“CSV UTF-8”后重新上传', 'The text needs UTF-8 or GB18030: save it as “CSV UTF-8”');
    return { text: withoutNul(chinese), notices: [{ code: 'encoding', zh: '文件不是 UTF-8，按 GB18030 读取：请核对汉字', en: 'The file is not UTF-8 and was read as GB18030: look at the Chinese text' }] }; // prettier-ignore
  }
  return { text: withoutNul(text), notices: [] };
}
function withoutNul(text: string): string {
  const at = text.indexOf('\0');
  if (at >= 0)
    throw new SpreadsheetError('nul', '文件含有空字符，不是文本：请重新导出', `Character ${at + 1} is a NUL, which no text holds: export the file again`);
  return text;
}

/** What separates the cells of the first line: comma, tab or semicolon, whichever is there most. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const line = text.slice(0, end < 0 ? undefined : end);
  const counted = [',', '\t', ';'].map((sign) => ({ sign, n: line.split(sign).length }));
  return counted.reduce((best, next) => (next.n > best.n ? next : best)).sign;
}

const broken = (zh: string, en: string, detail: string, cause?: unknown) =>
  new SpreadsheetError(
    'csv',
    `${zh}：请在表格软件中打开，另存为 .xlsx 或“CSV UTF-8”后重新上传`,
    `${en}: open the file in a spreadsheet program and save it as .xlsx or “CSV UTF-8” (${detail})`,
    cause,
  );
const reasons: Record<string, (message: string) => SpreadsheetError> = {
  CSV_QUOTE_NOT_CLOSED: (en) => broken('有引号没有闭合', 'A quote is not closed', en),
  CSV_INVALID_CLOSING_QUOTE: (en) => broken('引号之后有多余的文字', 'There is text behind a closing quote', en),
  CSV_MAX_RECORD_SIZE: (en) => broken('有一行异常地长', 'A line is far too long', en),
};

/** Pieces in which text is handed to the parser. */
const piece = 65_536;
function* pieces(text: string) {
  for (let at = 0; at < text.length;) {
    // a character outside the basic plane is not cut in two
    const end = at + piece + ((text.codePointAt(at + piece - 1) ?? 0) > 0xffff ? 1 : 0);
    yield text.slice(at, end);
    at = end;
  }
}

async function* filledRows(text: string, { csvRows, columns, cellLength }: SpreadsheetLimits): AsyncGenerator<SheetRow> {
  let filled = 0;
  let number = 0;
  const parser = parse({ bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: false, max_record_size: columns * cellLength });
  const source = Readable.from(pieces(text), { objectMode: false, encoding: 'utf8' });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
      number++;
      const last = cells.findLastIndex((cell) => cell.trim() !== '');
      if (last < 0) continue;
      if (last >= columns)
        throw new SpreadsheetError('too_many_columns', `第 ${number} 行有 ${last + 1} 列，最多 ${columns} 列：请删去多余的列`, `Row ${number} has ${last + 1} columns, at most ${columns} are read: delete those that are not needed`); // prettier-ignore
      if (++filled > csvRows + 1)
        throw new SpreadsheetError('too_many_rows', `数据超过 ${csvRows} 行：请分成几份上传`, `There are more than ${csvRows} rows: upload them in parts`);
      yield { number, cells: cells.slice(0, last + 1) };
    }
  } catch (cause) {
    if (cause instanceof SpreadsheetError) throw cause;
    const { code = '', message } = cause as { code?: string; message: string };
    throw reasons[code]?.(message) ?? broken(`第 ${number + 1} 行附近不符合 CSV 格式`, `Around row ${number + 1} this is no CSV`, message, cause);
  } finally {
    source.destroy();
  }
}

/** A CSV, strictly read: what does not parse is an error and not a guess. */
export function openCsv(bytes: Buffer, limits: SpreadsheetLimits): Sheet {
  const { text, notices } = decodeText(bytes);
  return { name: '', rows: filledRows(text, limits), notices, computed: () => false };
}
