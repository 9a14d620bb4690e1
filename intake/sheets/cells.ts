import type { SheetColumn } from '../../schemas/sheets/columns.ts';
import type { RawCell } from '../spreadsheet/index.ts';

export interface CellFault {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}
/** What a cell says: a value (undefined where it is blank), and what is wrong with it or only odd. */
export interface ReadCell {
  readonly value: unknown;
  readonly fault?: CellFault;
  readonly warning?: CellFault;
}
const invisible = /[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/g;
const faultOf = (code: string, zh: string, en: string): ReadCell => ({ value: undefined, fault: { code, zh, en } });

/** Text as it is stored: without blanks around it (ideographic ones too) and characters nobody sees. */
export const cleaned = (text: string) => text.replace(invisible, '').trim();
/** Text as it is compared: full-width letters and digits are the plain ones. */
export const normalised = (text: string) => cleaned(text.normalize('NFKC'));
/** What a program writes into a cell that it could not compute. */
const cellError = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)/i;
const dashes = /[‐‑‒–—―−－]/g;
const dayMs = 86_400_000;
/** Serial numbers of days from 1990 to 2100. */
const [firstSerial, lastSerial] = [32_874, 73_051];
const dateOfSerial = (serial: number) => new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * dayMs);
const isoOf = (date: Date) => date.toISOString().slice(0, 10);

export const textOf = (cell: RawCell): string =>
  cell === null ? '' : cell instanceof Date ? isoOf(cell) : typeof cell === 'boolean' ? (cell ? '是' : '否') : String(cell);

function whole(cell: RawCell): ReadCell {
  if (typeof cell === 'number') return { value: cell };
  const text = normalised(textOf(cell)).replace(/(\d)[,\s](?=\d{3}(\D|$))/g, '$1');
  const [, digits, fraction = ''] = /^([+-]?\d{1,15})(?:\.(\d+))?\s*[人名个年]?$/.exec(text.replace(dashes, '-')) ?? [];
  if (digits === undefined) return faultOf('not_a_number', '应为整数', 'must be a whole number');
  return { value: Number(fraction === '' ? digits : `${digits}.${fraction}`) };
}
function amount(cell: RawCell): ReadCell {
  if (typeof cell === 'number') return { value: cell };
  const text = normalised(textOf(cell)).replace(/(\d)[,\s](?=\d{3}(\D|$))/g, '$1');
  const [, digits] = /^([+-]?\d{1,15}(?:\.\d+)?)\s*(?:万元|平方米|m2|㎡)?$/.exec(text.replace(dashes, '-')) ?? [];
  return digits === undefined ? faultOf('not_an_amount', '应为数值', 'must be a number') : { value: Number(digits) };
}
function share(cell: RawCell): ReadCell {
  if (typeof cell === 'number') return { value: cell };
  const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%)?$/.exec(normalised(textOf(cell))) ?? [];
  if (digits === undefined) return faultOf('not_a_share', '应为 0 到 1 的小数或百分数', 'must be a share from 0 to 1, or a percentage');
  return { value: percent === undefined ? Number(digits) : Number((Number(digits) / 100).toPrecision(12)) };
}
function year(cell: RawCell): ReadCell {
  if (cell instanceof Date) return { value: cell.getUTCFullYear() };
  if (typeof cell === 'number') return { value: cell >= firstSerial && cell <= lastSerial ? dateOfSerial(cell).getUTCFullYear() : cell };
  const text = normalised(textOf(cell));
  const digits = /^(\d{4})(?:\.0+)?\s*(?:年度?|学年)?$/.exec(text)?.[1] ?? /^(\d{4})[-/.年]\d{1,2}/.exec(text)?.[1];
  return digits === undefined ? faultOf('not_a_year', '应为四位年份，如 2025', 'must be a year of four digits such as 2025') : { value: Number(digits) };
}
function date(cell: RawCell): ReadCell {
  const bad = faultOf('not_a_date', '应为日期，如 2026-03-01', 'must be a date such as 2026-03-01');
  if (cell instanceof Date) return Number.isNaN(+cell) ? bad : { value: isoOf(cell) };
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= firstSerial && cell <= lastSerial) return { value: isoOf(dateOfSerial(cell)) };
  const text = normalised(textOf(cell)).replace(dashes, '-');
  if (typeof cell === 'number' && /^\d{4}\.1$/.test(text))
    return faultOf('ambiguous_date', `${text} 可能是 1 月或 10 月：请写成 2026-01 或 2026-10`, `${text} may be January or October: write 2026-01 or 2026-10`);
  const [, y, m, d = '1'] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?\s*[日月]?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []; // prettier-ignore
  if (y === undefined || m === undefined) return bad;
  const read = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  return read.getUTCMonth() === Number(m) - 1 && read.getUTCDate() === Number(d) ? { value: isoOf(read) } : bad;
}
function code(cell: RawCell, { field }: SheetColumn): ReadCell {
  if (cell instanceof Date)
    return faultOf('code_became_a_date', '代码被表格软件改成了日期：请把此列设为文本格式后重新填写', 'The program turned this code into a date: format the column as text and write it again'); // prettier-ignore
  const text = normalised(textOf(cell)).replace(dashes, '-').toUpperCase();
  if (field !== 'majorCode' || typeof cell !== 'number' || text.length !== 5) return { value: text };
  return { value: `0${text}`, warning: { code: 'zero_added', zh: `按 0${text} 读取：代码开头的 0 丢失，请把此列设为文本格式`, en: `read as 0${text}: the leading zero was lost, format the column as text` } }; // prettier-ignore
}
/** Yes and no as programs write them. */
const plainly = new Map([...['true', 'y', '1'].map((word) => [word, 'yes'] as const), ...['false', 'n', '0'].map((word) => [word, 'no'] as const)]);
function choice(cell: RawCell, { choices = {} }: SheetColumn): ReadCell {
  const text = normalised(textOf(cell));
  const said = 'yes' in choices ? (plainly.get(text.toLowerCase()) ?? text) : text;
  const found = Object.entries(choices).find(([name, word]) => name === said.toLowerCase() || word === said);
  const words = Object.values(choices);
  return found ? { value: found[0] } : faultOf('not_a_choice', `应为以下之一：${words.join('、')}`, `must be one of ${words.join(', ')}`);
}
const readings: Record<SheetColumn['reading'], (cell: RawCell, column: SheetColumn) => ReadCell> = {
  ...{ whole, amount, share, year, date, code, choice },
  text: (cell) => ({ value: cleaned(textOf(cell)) }),
  organisation: (cell) => ({ value: normalised(textOf(cell)) }),
  codes: (cell) => ({ value: normalised(textOf(cell)).replace(dashes, '-').toUpperCase().split(/[;,、\s]+/).filter((part) => part !== '') }), // prettier-ignore
};

/** Reads a cell by its column. Blank cells say nothing, error values are errors. */
export function readCell(cell: RawCell, column: SheetColumn): ReadCell {
  const text = typeof cell === 'string' ? cleaned(cell) : cell;
  if (text === null || text === '') return { value: undefined };
  if (typeof text === 'string' && cellError.test(text))
    return faultOf('cell_error', `单元格是错误值 ${text}：请填写数值`, `the cell holds the error ${text}: write the value`);
  return readings[column.reading](text, column);
}
