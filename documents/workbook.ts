import { titleOf, type CellValue, type Language, type NumberFormat, type Table } from './table.ts';

/** What a spreadsheet is written from: plain values, so that it can be handed to another thread. */
export interface Workbook {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly format: NumberFormat | null; readonly width: number }[];
  readonly rows: readonly (readonly CellValue[])[];
  /** The second sheet, 说明: what the table is, by name and value. */
  readonly about: { readonly title: string; readonly lines: readonly (readonly [name: string, value: string])[] };
}
/** Writes a workbook as .xlsx; where the work is done is the business of who gives it. */
export type WriteWorkbook = (workbook: Workbook) => Promise<Uint8Array>;

const narrowest = 8;
const widest = 60;
/** Rows looked at for the width of a column. */
const measured = 200;
/** Columns a text takes: Chinese characters are two wide. */
const widthOf = (text: string) => Array.from(text).reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);

/** Reads a table to its end, in the pages its rows come in. */
export async function workbookOf<T>(
  table: Table<T>,
  source: AsyncIterable<T>,
  language: Language,
  about: (simulated: boolean) => Workbook['about'],
): Promise<Workbook> {
  const rows: CellValue[][] = [];
  let simulated = false;
  for await (const row of source) {
    rows.push(table.columns.map((column) => column.value(row, language)));
    simulated ||= table.simulated?.(row) === true;
  }
  const shown = rows.slice(0, measured);
  const columns = table.columns.map((column, i) => {
    const title = titleOf(column, language);
    const needed = Math.max(widthOf(title), ...shown.map((row) => widthOf(String(row[i] ?? ''))));
    return { title, format: column.format ?? null, width: Math.min(widest, Math.max(narrowest, needed + 2)) };
  });
  return { title: language === 'zh' ? table.zh : table.en, columns, rows, about: about(simulated) };
}
