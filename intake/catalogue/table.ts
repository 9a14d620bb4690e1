import { CsvError, parse } from 'csv-parse/sync';

/** One thing wrong in a file: where it stands and what was found there. */
export interface RowError {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

export interface Imported<Row> {
  readonly rows: Row[];
  readonly errors: RowError[];
}

/** One line of a table under its column names; `fail` reports a cell and leaves the row out. */
export interface TableRecord<Column extends string> {
  readonly line: number;
  readonly entry: Readonly<Record<string, string>>;
  value(column: Column): string;
  fail(column: Column, message: string): void;
}

interface Line {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function readLines(text: string, errors: RowError[]): Line[] {
  try {
    return parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    errors.push({ line: Number(error.lines ?? 1), column: '', value: '', message: `the file needs to be readable as CSV: ${error.message}` });
    return [];
  }
}

/**
 * Reads a CSV text whose first line names the columns. A row with any faulty cell is left out and every fault is reported;
 * a key seen before is a fault of the later row.
 */
export function importTable<Row, Column extends string>(
  text: string,
  columns: readonly Column[],
  read: (record: TableRecord<Column>) => Row,
  keyOf: (row: Row) => string,
): Imported<Row> {
  const errors: RowError[] = [];
  const [head, ...lines] = readLines(text, errors);
  const names = head?.record ?? [];
  const missing = columns.filter((column) => !names.includes(column));
  if (errors.length === 0)
    errors.push(...missing.map((column) => ({ line: 1, column, value: '', message: `the file needs a column ${column}, got ${names.join(', ') || 'none'}` })));
  if (errors.length > 0) return { rows: [], errors };

  const rows: Row[] = [];
  const firstLine = new Map<string, number>();
  for (const { record, info } of lines) {
    const faults = errors.length;
    const entry = Object.fromEntries(names.map((name, i) => [name, record[i] ?? '']));
    const fail = (column: string, message: string): void => void errors.push({ line: info.lines, column, value: entry[column] ?? '', message });
    if (record.length !== names.length) {
      fail('', `the row needs ${names.length} cells, got ${record.length}`);
      continue;
    }
    const row = read({ line: info.lines, entry, value: (column) => entry[column] ?? '', fail });
    if (errors.length > faults) continue;
    const key = keyOf(row);
    const first = firstLine.get(key);
    if (first === undefined) rows.push(row);
    else fail(columns[0] ?? '', `${key} is given twice, first on line ${first}`);
    firstLine.set(key, first ?? info.lines);
  }
  return { rows, errors };
}
