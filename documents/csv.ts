import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import { titleOf, type Language, type Table } from './table.ts';

export interface CsvColumn<T> {
  readonly title: string;
  readonly value: (row: T) => string | number | boolean | null;
}

/** Text that a spreadsheet would run as a formula, full-width signs and leading blanks included. Numbers are never touched. */
const formula = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u;
export const neutralise = (value: string | number | boolean | null) => (typeof value === 'string' && formula.test(value) ? `'${value}` : value);

async function* cells<T>(columns: readonly CsvColumn<T>[], rows: AsyncIterable<T>) {
  for await (const row of rows) yield columns.map((column) => neutralise(column.value(row)));
}

/** CSV with a byte order mark (Excel reads Chinese then), a header row, and formulas made harmless; streams as the rows come. */
export function csvOf<T>(columns: readonly CsvColumn<T>[], rows: AsyncIterable<T>): Readable {
  const out = stringify({ bom: true, header: true, columns: columns.map((c) => c.title), cast: { boolean: String } });
  // an error of the rows ends the file without its last line; the reader of `out` sees the error
  pipeline(Readable.from(cells(columns, rows)), out, () => undefined);
  return out;
}

/** A table as CSV in the reader's language. */
export const tableCsv = <T>(table: Table<T>, rows: AsyncIterable<T>, language: Language): Readable =>
  csvOf(
    table.columns.map((column) => ({ title: titleOf(column, language), value: (row: T) => column.value(row, language) })),
    rows,
  );
