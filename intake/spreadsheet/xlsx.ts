import { streamXlsxRows } from 'hucre/xlsx';
import { damagedFile, SpreadsheetError, suspiciousFile, type Notice } from './errors.ts';
import type { SpreadsheetLimits } from './limits.ts';
import { sheetParts, type SheetPart } from './parts.ts';
import { scanSheet } from './scan.ts';
import { letterOf, type RawCell, type Sheet, type SheetRow } from './sheet.ts';
import type { ZipEntry } from './zip-directory.ts';

const rowsOfAnySheet = 1_048_576;
const blank = (cell: RawCell) => cell === null || (typeof cell === 'string' && cell.trim() === '');

/** Whatever the reader says of a file that passed the pre-flight means that the file is not whole. */
function readable(cause: unknown): SpreadsheetError {
  if (cause instanceof SpreadsheetError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return /bomb|exceeds limit/i.test(message)
    ? suspiciousFile('解压后的内容异常地大', `The workbook unpacks to more than it may (${message})`, cause)
    : damagedFile(`the workbook cannot be read: ${message}`, cause);
}

async function* filledRows(bytes: Buffer, { name }: SheetPart, { xlsxRows, columns }: SpreadsheetLimits): AsyncGenerator<SheetRow> {
  let filled = 0;
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: name })) {
      if (!Number.isInteger(index) || index < 0 || index >= rowsOfAnySheet) throw damagedFile(`rows need numbers up to ${rowsOfAnySheet}, got ${index + 1}`);
      const last = values.findLastIndex((cell) => !blank(cell));
      if (last < 0) continue;
      if (last >= columns)
        throw new SpreadsheetError('too_many_columns', `第 ${index + 1} 行用到第 ${last + 1} 列，最多 ${columns} 列：请删去多余的列`, `Row ${index + 1} uses column ${last + 1}, at most ${columns} are read: delete those that are not needed`); // prettier-ignore
      // the header is none of the rows
      if (++filled > xlsxRows + 1)
        throw new SpreadsheetError('too_many_rows', `数据超过 ${xlsxRows} 行：请分成几份上传`, `There are more than ${xlsxRows} rows: upload them in parts`);
      yield { number: index + 1, cells: values.slice(0, last + 1) };
    }
  } catch (cause) {
    throw readable(cause);
  }
}

/**
 * The first visible worksheet that holds anything, row by row. Cached values stand for formulas, nothing is computed.
 *
 * @param skip sheets that are part of a template and hold no data
 */
export async function openXlsx(bytes: Buffer, entries: readonly ZipEntry[], limits: SpreadsheetLimits, skip: ReadonlySet<string>): Promise<Sheet> {
  const all = sheetParts(bytes, entries).filter(({ name }) => !skip.has(name));
  const [hidden, visible] = [all.filter((part) => part.hidden), all.filter((part) => !part.hidden)];
  const filled: SheetPart[] = [];
  for (const part of visible) {
    for await (const _row of filledRows(bytes, part, limits)) {
      filled.push(part);
      break;
    }
  }
  const [part] = filled;
  if (!part)
    throw new SpreadsheetError(
      'no_sheet',
      '没有可见的、有内容的工作表：请取消隐藏或填写后重新上传',
      'The workbook has no visible sheet with rows: show the sheet, or fill it in, and upload it again',
    );
  const { formulas, hiddenRows, merges } = await scanSheet(bytes, part.entry);
  const notices: Notice[] = [];
  const names = (parts: readonly SheetPart[]) => parts.map(({ name }) => name).join('、');
  if (filled.length > 1)
    notices.push({ code: 'other_sheets', zh: `只读取工作表“${part.name}”，未读取：${names(filled.slice(1))}`, en: `Only sheet “${part.name}” is read, not ${names(filled.slice(1))}` }); // prettier-ignore
  if (hidden.length > 0)
    notices.push({ code: 'hidden_sheets', zh: `有隐藏的工作表，未读取：${names(hidden)}`, en: `Hidden sheets are not read: ${names(hidden)}` });
  if (hiddenRows > 0) notices.push({ code: 'hidden_rows', zh: `有 ${hiddenRows} 个隐藏行，同样读取`, en: `${hiddenRows} hidden rows are read too` });
  if (merges.length > 0)
    notices.push({
      code: 'merged_cells',
      zh: `有合并单元格（${merges.slice(0, 5).join('、')}）：只有左上角的格有值`,
      en: `There are merged cells (${merges.slice(0, 5).join(', ')}): only their top left cell has a value`,
    });
  if (formulas.size > 0)
    notices.push({
      code: 'formulas',
      zh: `${formulas.size} 个单元格是公式，按其缓存的结果读取`,
      en: `${formulas.size} cells are formulas; their stored results are read`,
    });
  return { name: part.name, rows: filledRows(bytes, part, limits), notices, computed: (row, column) => formulas.has(`${letterOf(column)}${row}`) };
}
