import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { tableCsv } from '../../documents/csv.ts';
import { rounded, type Table } from '../../documents/table.ts';
import { workbookOf } from '../../documents/workbook.ts';
import { writeWorkbook } from '../../documents/xlsx.ts';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly year: number;
  readonly gap: number | null;
  readonly simulated: boolean;
}
const table: Table<Row> = {
  ...{ name: 'rows', zh: '缺口/表', en: 'Rows', simulated: (row) => row.simulated },
  columns: [
    { title: 'code', zh: '代码', value: (row) => row.code },
    { title: 'name', zh: '名称', value: (row) => row.name },
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'gap', zh: '缺口（人）', value: (row) => rounded(row.gap), format: 'two' },
    { title: 'said', zh: '说法', value: (_row, language) => (language === 'zh' ? '是' : 'yes') },
  ],
};
const rows: Row[] = [
  { code: '010105', name: '园艺技术', year: 2029, gap: -1234.567, simulated: false },
  { code: '460702', name: '=HYPERLINK("http://x","y")', year: 2030, gap: null, simulated: true },
  { code: '610105', name: ' ＝1+1\u0000\ud800', year: 2031, gap: 5, simulated: false },
];
async function* from(all: readonly Row[]) {
  await Promise.resolve();
  yield* all;
}
const about = (simulated: boolean) => ({ title: '说明', lines: [['数据性质', simulated ? '模拟数据' : '填报数据'] as const] });
const write = async (all: readonly Row[], language: 'zh' | 'en' = 'zh') =>
  readXlsx(await writeWorkbook(await workbookOf(table, from(all), language, about)), { readStyles: true });

describe('a spreadsheet', () => {
  it('holds codes as text, numbers as numbers with a format, nothing for nothing, and titles in the language', async () => {
    const { sheets } = await write(rows);
    expect(sheets.map(({ name }) => name)).toEqual(['缺口 表', '说明']);
    const [sheet] = sheets;
    expect(sheet!.rows[0]).toEqual(['代码', '名称', '年份', '缺口（人）', '说法']);
    expect(sheet!.rows[1]).toEqual(['010105', '园艺技术', 2029, -1234.57, '是']);
    expect(sheet!.rows[2]![3] ?? null).toBe(null);
    expect((await write(rows, 'en')).sheets[0]!.rows[0]).toEqual(['code', 'name', 'year', 'gap', 'said']);
  });
  it('takes text as text: formulas stay what was written, characters no file can hold are left out', async () => {
    const [sheet] = (await write(rows)).sheets;
    expect([sheet!.rows[2]![1], sheet!.rows[3]![1]]).toEqual(['=HYPERLINK("http://x","y")', ' ＝1+1\ufffd']);
    expect([...(sheet!.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([]);
  });
  it('keeps its header row in view and says on the second sheet whether anything is simulated', async () => {
    const { sheets } = await write(rows);
    expect(sheets[0]!.freezePane?.rows).toBe(1);
    expect(sheets[1]!.rows).toEqual([['数据性质', '模拟数据']]);
    expect((await write(rows.slice(0, 1))).sheets[1]!.rows).toEqual([['数据性质', '填报数据']]);
    expect((await write([])).sheets[0]!.rows.length).toBe(1);
  });
  it('writes twenty thousand rows', async () => {
    const many = Array.from({ length: 20_000 }, (_, i): Row => ({
      code: String(100_000 + i),
      name: `专业${i % 90}`,
      year: 2026 + (i % 7),
      gap: i / 3,
      simulated: true,
    }));
    const [sheet] = (await write(many)).sheets;
    expect([sheet!.rows.length, sheet!.rows[20_000]![0]]).toEqual([20_001, '119999']);
  });
});

describe('CSV of the same table', () => {
  it('has its titles and figures, with formulas made harmless and numbers left alone', async () => {
    let text = '';
    for await (const chunk of tableCsv(table, from(rows), 'en')) text += String(chunk);
    expect(text).toContain('010105,园艺技术,2029,-1234.57,yes');
    expect(text).toContain(`460702,"'=HYPERLINK(""http://x"",""y"")",2030,,yes`);
    expect(text).toContain(`' ＝1+1`);
  });
});
