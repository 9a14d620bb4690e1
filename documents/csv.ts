import { stringify } from 'csv-stringify';

export interface CsvColumn<T> {
  readonly title: string;
  readonly value: (row: T) => string | number | boolean | null;
}

/** Text that a spreadsheet would run as a formula, full-width signs and leading blanks included. Numbers are never touched. */
const formula = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u;
export const neutralise = (value: string | number | boolean | null) => (typeof value === 'string' && formula.test(value) ? `'${value}` : value);

/** CSV with a byte order mark (Excel reads Chinese then), a header row, and formulas made harmless; streams as the rows come. */
export function csvStream<T>(columns: readonly CsvColumn<T>[]) {
  const out = stringify({ bom: true, header: true, columns: columns.map((c) => c.title), cast: { boolean: (b) => (b ? 'true' : 'false') } });
  return {
    stream: out,
    write: (row: T) => out.write(columns.map((column) => neutralise(column.value(row)))),
    end: () => {
      out.end();
    },
  };
}
