import type { FrameColumn, FrameRow, FrameValue } from './frame-data.ts';

/** Text that a spreadsheet would run as a formula; numbers are never touched. */
const formula = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u;
/** Numbers keep more decimals than are shown, and not those of floating point. */
const plain = (value: FrameValue | undefined): FrameValue => (typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : (value ?? null));

function csvCell(value: FrameValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The table as CSV with a byte order mark; every row carries `marks`, what the whole is: a run, simulated. */
export function csvText(columns: readonly FrameColumn[], rows: readonly FrameRow[], marks: readonly (readonly [name: string, value: string])[]): string {
  const lines = [
    [...columns.map(({ label }) => label), ...marks.map(([name]) => name)],
    ...rows.map((row) => [...columns.map(({ key }) => plain(row[key])), ...marks.map(([, value]) => value)]),
  ];
  return `\ufeff${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Columns a text takes in a sheet: Chinese characters are two wide. */
const widthOf = (text: string) => Array.from(text).reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
const sheetName = (title: string) => title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

/** The table as .xlsx, with a second sheet that says what it is; what writes it is fetched when somebody asks. */
export async function xlsxBytes(
  title: string,
  columns: readonly FrameColumn[],
  rows: readonly FrameRow[],
  about: { readonly title: string; readonly lines: readonly (readonly [name: string, value: string])[] },
): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({
    properties: { title, creator: 'Gongxu' },
    sheets: [
      {
        name: sheetName(title),
        columns: columns.map(({ key, label, numeric }) => ({
          width: Math.min(60, Math.max(8, widthOf(label) + 2, ...rows.map((row) => widthOf(String(plain(row[key]) ?? '')) + 2))),
          // text stays text, whatever it looks like: codes keep their zeros, and nothing is read as a formula
          numFmt: numeric === true ? '#,##0.##' : rows.some((row) => typeof row[key] === 'number') ? '0' : '@',
        })),
        rows: [columns.map(({ label }) => label), ...rows.map((row) => columns.map(({ key }) => plain(row[key])))],
        freezePane: { rows: 1 },
      },
      {
        name: sheetName(about.title),
        columns: [
          { width: 16, style: { font: { bold: true } } },
          { width: 90, numFmt: '@', style: { alignment: { wrapText: true } } },
        ],
        rows: about.lines.map(([name, value]) => [name, value]),
      },
    ],
  });
}
