import { writeXlsx } from 'hucre/xlsx';
import type { CellValue, NumberFormat } from './table.ts';
import type { Workbook } from './workbook.ts';

const formats: Record<NumberFormat, string> = { whole: '#,##0', two: '#,##0.00', four: '0.0000', year: '0' };
/** Text as text, whatever it looks like: codes keep their zeros, and nothing is read as a formula. */
const asText = '@';
/** A cell holds no more than this, in every spreadsheet program. */
const longestText = 32_767;
/** Characters that XML 1.0 cannot hold. */
const unstorable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Names of sheets hold no such signs and at most 31 characters. */
const sheetName = (title: string) => title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
const stored = (value: CellValue): CellValue => (typeof value === 'string' ? value.toWellFormed().replace(unstorable, '').slice(0, longestText) : value);

/**
 * An .xlsx of two sheets: the table with its header row kept in view, and what it is. Strings are typed cells: a text that begins with = is that text.
 *
 * @param workbook plain values
 * @returns the bytes of the file
 */
export async function writeWorkbook({ title, columns, rows, about }: Workbook): Promise<Uint8Array> {
  const bold = { font: { bold: true } };
  const header = new Map(columns.map((column, i) => [`0,${i}`, { value: column.title, style: { ...bold, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EEF1F4' } } } } as const])); // prettier-ignore
  const written = await writeXlsx({
    properties: { title, creator: 'Gongxu 产教供需' },
    sheets: [
      {
        name: sheetName(title),
        columns: columns.map(({ format, width }) => ({ width, numFmt: format === null ? asText : formats[format] })),
        rows: [columns.map((column) => column.title), ...rows.map((row) => row.map(stored))],
        cells: header,
        freezePane: { rows: 1 },
        ...(rows.length > 0 ? { autoFilter: { range: `A1:${letterOf(columns.length - 1)}${rows.length + 1}` } } : {}),
      },
      {
        name: sheetName(about.title),
        columns: [
          { width: 22, style: bold },
          { width: 90, numFmt: asText, style: { alignment: { wrapText: true } } },
        ],
        rows: about.lines.map(([name, value]) => [stored(name), stored(value)]),
      },
    ],
  });
  return written;
}

/** 0 → A, 26 → AA. */
function letterOf(index: number): string {
  return (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}
