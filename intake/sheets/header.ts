import { isRequired, type SheetKind } from '../../schemas/sheets/kinds.ts';
import type { SheetColumn } from '../../schemas/sheets/columns.ts';
import { SpreadsheetError, letterOf, type Notice, type SheetRow } from '../spreadsheet/index.ts';
import { normalised, textOf } from './cells.ts';

export interface PlacedColumn {
  readonly column: SheetColumn;
  /** From 0. */
  readonly index: number;
}
export interface Header {
  /** Row of the header as the spreadsheet program numbers it. */
  readonly row: number;
  readonly columns: readonly PlacedColumn[];
  /** Every header cell as it was written, by place. */
  readonly titles: readonly string[];
  readonly notices: readonly Notice[];
}
/** Headers are compared without blanks, underscores, marks of required columns, case, and the unit of persons. */
const plain = (text: string) => normalised(text).replaceAll(/[\s_.*＊:：]/g, '').replaceAll(/[‐‑‒–—―−－]/g, '-').toLowerCase().replace(/(.)(?:\((?:人|人\/年|persons)\)|(?<=\w)persons)$/, '$1'); // prettier-ignore

/** The column that a returned copy adds. */
const returned = new Set(['问题', 'problems']);

/** Columns by every name under which they are recognised, and by their own names alone. */
function namesOf(kind: SheetKind) {
  const known = new Map<string, SheetColumn>();
  const exact = new Map<string, SheetColumn>();
  const columns = kind.columns.toReversed();
  for (const column of columns) for (const name of column.also ?? []) known.set(plain(name), column);
  for (const column of columns) for (const name of [column.field, column.en, column.zh]) exact.set(plain(name), column);
  return { known: new Map([...known, ...exact]), exact };
}

/** Which column each header cell names; undefined where the row is no header of this kind. */
export function matchHeader(kind: SheetKind, { number, cells }: SheetRow, byAdministrator: boolean): Header | undefined {
  const { known, exact } = namesOf(kind);
  // a column under its own name: another that could also be meant by it (the name beside a code) is not
  const named = new Set(cells.flatMap((cell) => exact.get(plain(textOf(cell))) ?? []));
  const columns: PlacedColumn[] = [];
  const unknown: string[] = [];
  const twice: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const text = textOf(cell);
    if (plain(text) === '' || returned.has(plain(text))) continue;
    const column = known.get(plain(text));
    if (!column || (named.has(column) && !exact.has(plain(text)))) unknown.push(`${letterOf(index)} ${text.slice(0, 40)}`);
    else if (columns.some((placed) => placed.column === column)) twice.push(`${letterOf(index)} ${text.slice(0, 40)}`);
    else columns.push({ column, index });
  }
  if (columns.length < 2) return undefined;
  if (twice.length > 0)
    throw new SpreadsheetError(
      'header',
      `表头重复：${twice.join('、')}；请只保留一列`,
      `Headers may be there once, got again: ${twice.join(', ')}; keep one of them`,
    );
  const missing = kind.columns.filter((column) => isRequired(kind, column, byAdministrator) && !columns.some((placed) => placed.column === column));
  if (missing.length > 0)
    throw new SpreadsheetError(
      'header',
      `缺少必填列：${missing.map(({ zh }) => zh).join('、')}；请补上，或下载模板填写`,
      `Columns are missing: ${missing.map(({ en }) => en).join(', ')}; add them, or fill in the template`,
    );
  const notices: Notice[] =
    unknown.length === 0
      ? []
      : [{ code: 'unknown_columns', zh: `未识别的列，未读取：${unknown.slice(0, 10).join('、')}`, en: `Columns not known are not read: ${unknown.slice(0, 10).join(', ')}` }]; // prettier-ignore
  return { row: number, columns, titles: cells.map(textOf), notices };
}

/** Rows above the header that may hold a title. */
const lookedAt = 10;
/** Finds the header among the first rows; what comes before it is a title. */
export async function findHeader(kind: SheetKind, rows: AsyncIterator<SheetRow>, byAdministrator: boolean): Promise<Header> {
  for (let i = 0; i < lookedAt; i++) {
    const next = await rows.next();
    if (next.done === true) break;
    const header = matchHeader(kind, next.value, byAdministrator);
    if (header) return header;
  }
  const needed = kind.columns.filter((column) => isRequired(kind, column));
  throw new SpreadsheetError(
    'header',
    `没有找到“${kind.zh}”的表头，需要：${needed.map(({ zh }) => zh).join('、')}；请看选的种类对不对，或下载模板填写`,
    `The header of “${kind.en}” was not found; needed are ${needed.map(({ en }) => en).join(', ')}: see whether the kind is the right one, or fill in the template`,
  );
}
