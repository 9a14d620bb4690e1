import { writeXlsx, type Cell } from 'hucre/xlsx';
import type { CellValue } from './table.ts';

/** How cells of a column are typed in: text keeps codes as they are. */
export type ColumnFormat = 'text' | 'whole' | 'date' | 'plain';
export interface BookSheet {
  readonly name: string;
  readonly hidden?: boolean;
  readonly columns: readonly { readonly width: number; readonly format: ColumnFormat }[];
  /** The first one is the header, bold and kept in view. */
  readonly rows: readonly (readonly CellValue[])[];
  /** Cells that are coloured and commented on; row and column from 0. */
  readonly marks?: readonly { readonly row: number; readonly column: number; readonly comment: string; readonly wrong: boolean }[];
  readonly validations?: readonly SheetValidation[];
}
/** What a spreadsheet program lets into a range: a list, or whole numbers. `strict` refuses, otherwise it asks. */
export interface SheetValidation {
  readonly range: string;
  readonly list?: readonly string[] | string;
  readonly whole?: readonly [minimum: number, maximum: number];
  readonly strict: boolean;
  readonly message: string;
}
/** Several sheets that are made to be filled in, as plain values: they can be handed to another thread. */
export interface SheetBook {
  readonly title: string;
  readonly sheets: readonly BookSheet[];
  readonly names?: readonly { readonly name: string; readonly range: string }[];
}
export type WriteSheetBook = (book: SheetBook) => Promise<Uint8Array>;

const formats: Record<ColumnFormat, string | undefined> = { text: '@', whole: '0', date: 'yyyy-mm-dd', plain: undefined };
const headerStyle = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EEF1F4' } } } as const;
const fillOf = (wrong: boolean) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb: wrong ? 'F8D0D8' : 'FFF1C7' } }) as const;
/** Characters that XML 1.0 cannot hold. */
const unstorable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const stored = (value: CellValue): CellValue => (typeof value === 'string' ? value.toWellFormed().replace(unstorable, '').slice(0, 32_767) : value);

function validation({ range, list, whole, strict, message }: SheetValidation) {
  const shown = { range, allowBlank: true, showErrorMessage: true, errorStyle: strict ? ('stop' as const) : ('warning' as const), errorMessage: message.slice(0, 225) }; // prettier-ignore
  if (whole) return { ...shown, type: 'whole' as const, operator: 'between' as const, formula1: String(whole[0]), formula2: String(whole[1]) };
  return typeof list === 'string' ? { ...shown, type: 'list' as const, formula1: list } : { ...shown, type: 'list' as const, values: [...(list ?? [])] };
}

/** Writes a book as .xlsx. Strings are typed cells: nothing is read as a formula. */
export function writeSheetBook({ title, sheets, names = [] }: SheetBook): Promise<Uint8Array> {
  return writeXlsx({
    properties: { title, creator: 'Gongxu 产教供需' },
    namedRanges: names.map((name) => ({ ...name })),
    sheets: sheets.map(({ name, hidden = false, columns, rows, marks = [], validations = [] }) => ({
      ...{ name, hidden, freezePane: { rows: 1 } },
      columns: columns.map(({ width, format }) => ({ width, ...(formats[format] === undefined ? {} : { numFmt: formats[format] }) })),
      rows: rows.map((row) => row.map(stored)),
      cells: new Map<string, Partial<Cell>>([
        ...(rows[0] ?? []).map((value, column) => [`0,${column}`, { value: stored(value), style: headerStyle }] as const),
        ...marks.map(({ row, column, comment, wrong }) => [`${row},${column}`, { value: stored(rows[row]?.[column] ?? null), style: { fill: fillOf(wrong), numFmt: '@' }, comment: { author: 'Gongxu', text: String(stored(comment)) } }] as const), // prettier-ignore
      ]),
      dataValidations: validations.map(validation),
    })),
  });
}
