import { templateLimits, type TemplateLine } from '../schemas/task-templates.ts';
import { openSpreadsheet, spreadsheetLimits, type RawCell, type Said, type SheetRow } from './spreadsheet/index.ts';

/** What is wrong with a row of a list, under the number the spreadsheet program gives it. */
export interface TaskListFault extends Said {
  readonly row: number;
  readonly column: string;
}
export interface TaskList {
  readonly lines: TemplateLine[];
  readonly faults: TaskListFault[];
}
/** Columns by the names they go by in plans. */
const columns = {
  no: ['no', '序号', '编号'],
  title: ['title', '任务', '任务名称', '工作任务'],
  content: ['content', '内容', '任务内容', '具体内容', '建设指标任务'],
  units: ['units', '责任单位', '牵头单位', '责任部门', '牵头部门'],
  cooperating: ['cooperating', '配合单位', '协办单位', '配合部门'],
  due: ['due', '完成时限', '时限', '截止日期', '完成时间'],
} as const;
type Field = keyof typeof columns;
const titles: Readonly<Record<Field, string>> = { no: '序号', title: '任务', content: '内容', units: '责任单位', cooperating: '配合单位', due: '完成时限' };
const mebibyte = 1_048_576;
/** A list of tasks is short: whatever is larger is another file. */
export const taskListBytes = 2 * mebibyte;
const limits = { ...spreadsheetLimits, xlsxBytes: taskListBytes, csvBytes: taskListBytes, partBytes: 16 * mebibyte, totalBytes: 24 * mebibyte, xlsxRows: 1_000, csvRows: 1_000 }; // prettier-ignore

const textOf = (cell: RawCell | undefined): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '')).trim();
const plain = (text: string) => text.replaceAll(/[\s*＊:：]/g, '').toLowerCase();

/** Deadlines as plans write them: a day, a month, or a year, of which the last day is meant. Undefined where it is none of these. */
export function parseDeadline(text: string): string | undefined {
  const [, year = '', month, day] =
    /^(20\d{2})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?:底|末|前|底前|年底|年底前)?$/.exec(text.replaceAll(/\s/g, '')) ?? [];
  if (year === '') return undefined;
  if (month === undefined) return `${year}-12-31`;
  const at = day === undefined ? new Date(Date.UTC(Number(year), Number(month), 0)) : new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const [m, d] = [Number(month), day === undefined ? at.getUTCDate() : Number(day)];
  return m >= 1 && m <= 12 && at.getUTCMonth() === m - 1 && at.getUTCDate() === d ? at.toISOString().slice(0, 10) : undefined;
}
const unitsIn = (text: string) => [...new Set(text.split(/[、，,;；\n]/).map((unit) => unit.trim()).filter((unit) => unit !== ''))]; // prettier-ignore

function headerOf({ cells }: SheetRow): Map<Field, number> | undefined {
  const places = new Map<Field, number>();
  for (const [index, cell] of cells.entries())
    for (const field of Object.keys(columns) as Field[])
      if ((columns[field] as readonly string[]).includes(plain(textOf(cell))) && !places.has(field)) places.set(field, index);
  return places.has('units') && (places.has('title') || places.has('content')) ? places : undefined;
}

/**
 * Reads a list of tasks, .xlsx or CSV: a header row with 任务 or 内容, 责任单位, and where there are 序号, 配合单位, 完成时限.
 *
 * @throws SpreadsheetError where the file itself cannot be read
 */
export async function readTaskList(bytes: Buffer, filename: string): Promise<TaskList> {
  const sheet = await openSpreadsheet(bytes, filename, { limits });
  const lines: TemplateLine[] = [];
  const faults: TaskListFault[] = [];
  let header: Map<Field, number> | undefined;
  for await (const row of sheet.rows) {
    if (!header) {
      header = headerOf(row);
      continue;
    }
    const places = header;
    const cell = (field: Field) => textOf(row.cells[places.get(field) ?? -1]);
    const fault = (field: Field, zh: string, en: string) => faults.push({ row: row.number, column: titles[field], zh, en });
    const [content, dueText, units] = [cell('content') || cell('title'), cell('due'), unitsIn(cell('units'))];
    const title = (cell('title') || content).slice(0, templateLimits.title);
    const number = cell('no') === '' ? lines.length + 1 : Number(cell('no'));
    if (content === '') fault('content', '任务内容为空', 'is empty');
    if (content.length > templateLimits.content) fault('content', `最多 ${templateLimits.content} 字`, `may have ${templateLimits.content} characters at most`);
    if (!Number.isSafeInteger(number) || number < 1) fault('no', `应为正整数，现为“${cell('no')}”`, `needs a whole number from 1, got "${cell('no')}"`);
    else if (lines.some(({ no }) => no === number)) fault('no', `序号 ${number} 重复`, `holds ${number} a second time`);
    if (units.length === 0) fault('units', '至少要有一个责任单位', 'needs at least one unit');
    const cooperating = unitsIn(cell('cooperating')).filter((unit) => !units.includes(unit));
    if (units.length + cooperating.length > templateLimits.units)
      fault('units', `最多 ${templateLimits.units} 个单位`, `may name ${templateLimits.units} units at most`);
    if ([...units, ...cooperating].some((unit) => unit.length > 80)) fault('units', '单位名称最多 80 字', 'may hold names of 80 characters at most');
    const dueOn = dueText === '' ? null : (parseDeadline(dueText) ?? null);
    if (dueText !== '' && dueOn === null) fault('due', `“${dueText}”不是年份、年月或日期（如 2027-06-30、2027年）`, `needs a day, month or year such as 2027-06-30 or 2027, got "${dueText}"`); // prettier-ignore
    lines.push({ no: number, title, content, units, cooperating, dueText: dueText === '' ? null : dueText, dueOn });
    if (lines.length > templateLimits.lines) {
      faults.push({ row: row.number, column: titles.no, zh: `最多 ${templateLimits.lines} 项任务`, en: `is one of more than ${templateLimits.lines} tasks` });
      break;
    }
  }
  if (!header)
    faults.push({ row: 1, column: titles.units, zh: '没有找到表头：需要“任务”或“内容”列和“责任单位”列', en: 'is missing: the header needs a column 任务 or 内容, and 责任单位' }); // prettier-ignore
  else if (lines.length === 0) faults.push({ row: 1, column: titles.content, zh: '表中没有任务', en: 'holds no task' });
  return { lines, faults };
}
