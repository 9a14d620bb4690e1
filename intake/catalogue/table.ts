import { readCsv, UnreadableTable, type TableLines } from './read.ts';

/** One thing in a file to look at: where it stands, what was found there, and what is needed (`message` English, `zh` Chinese). */
export interface RowError {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
  readonly zh: string;
}

export interface Imported<Row> {
  readonly rows: Row[];
  readonly errors: RowError[];
  /** Lines printed twice, cell for cell: read once. */
  readonly repeated: RowError[];
}

/** One line of a table under its column names; `fail` reports a cell and leaves the row out. */
export interface TableRecord<Column extends string> {
  readonly line: number;
  readonly entry: Readonly<Record<string, string>>;
  value(column: Column): string;
  fail(column: Column, message: string, zh?: string): void;
}

/** Other names a column goes by, in lower case: titles of the files this platform gives, and Chinese ones. */
export type Aliases<Column extends string> = Readonly<Record<string, Column>>;

function linesOf(source: string | TableLines, errors: RowError[]): TableLines['lines'] {
  if (typeof source !== 'string') return source.lines;
  try {
    return readCsv(source).lines;
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    errors.push({ line: error.line, column: '', value: '', message: error.message, zh: error.zh });
    return [];
  }
}

/**
 * Reads a table whose first line names the columns. A row with any faulty cell is left out and every fault is reported; a key seen before is a fault of
 * the later row, unless the two say the same in every cell.
 *
 * @param source CSV text, or the lines of a table
 * @param columns names the table has to have
 * @param read makes a row of a line
 * @param keyOf what no two rows share
 * @param aliases other names of columns
 */
export function importTable<Row, Column extends string>(
  source: string | TableLines,
  columns: readonly Column[],
  read: (record: TableRecord<Column>) => Row,
  keyOf: (row: Row) => string,
  aliases: Aliases<Column> = {},
): Imported<Row> {
  const errors: RowError[] = [];
  const repeated: RowError[] = [];
  const [head, ...lines] = linesOf(source, errors);
  const printed = head?.cells ?? [];
  const names = printed.map((name) => aliases[name.toLowerCase()] ?? name);
  const missing = columns.filter((column) => !names.includes(column));
  const got = printed.join(', ') || 'none';
  if (errors.length === 0)
    errors.push(
      ...missing.map((column) => ({
        ...{ line: head?.line ?? 1, column, value: '' },
        ...{ message: `the file needs a column ${column}, got ${got}`, zh: `首行缺少列 ${column}；现有：${printed.join('、') || '无'}` },
      })),
    );
  if (errors.length > 0) return { rows: [], errors, repeated };

  const rows: Row[] = [];
  const first = new Map<string, { line: number; text: string }>();
  for (const { line, cells } of lines) {
    const faults = errors.length;
    const entry = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
    const fail = (column: string, message: string, zh = message): void => void errors.push({ line, column, value: entry[column] ?? '', message, zh });
    if (cells.length !== names.length && !(cells.length < names.length && typeof source !== 'string')) {
      fail('', `the row needs ${names.length} cells, got ${cells.length}`, `此行应有 ${names.length} 格，现有 ${cells.length} 格`);
      continue;
    }
    const row = read({ line, entry, value: (column) => entry[column] ?? '', fail });
    if (errors.length > faults) continue;
    const key = keyOf(row);
    const text = JSON.stringify(entry);
    const before = first.get(key);
    first.set(key, before ?? { line, text });
    if (before === undefined) rows.push(row);
    else {
      const said = { message: `${key} is given twice, first on line ${before.line}`, zh: `${key} 重复，首次出现在第 ${before.line} 行` };
      (before.text === text ? repeated : errors).push({ line, column: columns[0] ?? '', value: entry[columns[0] ?? ''] ?? '', ...said });
    }
  }
  return { rows, errors, repeated };
}
