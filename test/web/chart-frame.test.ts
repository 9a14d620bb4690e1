import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { digitsOf, shownValue } from '../../web/src/charts/frame-data.ts';
import { csvText, xlsxBytes } from '../../web/src/charts/frame-files.ts';
import { captioned, wrapText } from '../../web/src/charts/picture.ts';

const columns = [
  { key: 'name', label: '名称' },
  { key: 'year', label: '年份' },
  { key: 'persons', label: '人数', numeric: true },
  { key: 'share', label: '比例', numeric: true },
];
const rows = [
  { name: '=HYPERLINK("x")', year: 2029, persons: 1234.56, share: 0.25 },
  { name: '电工, "高级"', year: 2030, persons: null, share: -0.001 },
];

describe('table of a figure', () => {
  it('groups numbers, leaves years alone, and says nothing where nothing is known', () => {
    const shown = rows.map((row) => columns.map((column) => shownValue(row[column.key as 'name'], column, digitsOf(column, rows), 'zh')));
    expect(shown).toEqual([
      ['=HYPERLINK("x")', '2029', '1,235', '0.25'],
      ['电工, "高级"', '2030', '—', '0.00'],
    ]);
  });
  it('is a CSV that Excel reads and does not run, with run and nature on every row', () => {
    const text = csvText(columns, rows, [['批次编号', 'abc'], ['数据性质', '模拟数据']]); // prettier-ignore
    expect(text).toBe(
      '\ufeff名称,年份,人数,比例,批次编号,数据性质\r\n"\'=HYPERLINK(""x"")",2029,1234.56,0.25,abc,模拟数据\r\n"电工, ""高级""",2030,,-0.001,abc,模拟数据\r\n',
    );
  });
  it('is a spreadsheet with typed cells and a second sheet that says what it is', async () => {
    const bytes = await xlsxBytes('需求[人/年]', columns, rows, { title: '说明', lines: [['数据性质', '模拟数据']] });
    const { sheets } = await readXlsx(bytes);
    expect(sheets.map(({ name }) => name.trim())).toEqual(['需求 人 年', '说明']);
    expect(sheets[0]?.rows.slice(0, 2)).toEqual([['名称', '年份', '人数', '比例'], ['=HYPERLINK("x")', 2029, 1234.56, 0.25]]); // prettier-ignore
    expect(sheets[1]?.rows).toEqual([['数据性质', '模拟数据']]);
  });
});

describe('picture of a figure', () => {
  it('breaks Chinese anywhere and keeps Latin words whole', () => {
    expect(wrapText('需求与供给 demand and supply', 12)).toEqual(['需求与供给', 'demand and', 'supply']);
    expect(wrapText('决策窗口合计', 4)).toEqual(['决策', '窗口', '合计']);
  });
  it('holds title, drawing and notes as text, and room for all of them', () => {
    const drawing = { svg: '<svg width="300" height="200"></svg>', width: 300, height: 200 };
    const made = captioned(drawing, 'A < B & C', ['来源：填报。', '模拟数据']);
    expect(made.width).toBe(300);
    expect(made.height).toBeGreaterThan(200 + 3 * 18);
    expect(made.svg).toContain('A &lt; B &amp; C</text>');
    expect(made.svg).toContain(drawing.svg);
    expect(made.svg).toContain('模拟数据</text>');
    expect(made.svg.match(/ y="(\d+)"/g)?.every((y) => Number(y.replace(/\D/g, '')) <= made.height)).toBe(true);
  });
});
