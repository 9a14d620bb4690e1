import type { AnalysisContent } from '../../schemas/analyses.ts';
import type { BookSheet, SheetBook } from '../sheet-book.ts';
import { figuresOf, sayText } from './figures.ts';

const sheetName = (text: string) => text.replace(/[[\]:*?/\\]/g, ' ').slice(0, 24);

/** The tables of a report as sheets with full numbers, its texts on the first, every figure with its address on the last. */
export function analysisBook({ title, run, simulated, sections }: AnalysisContent): SheetBook {
  const tables = sections.flatMap(({ parts }) => parts.filter((part) => part.kind === 'table'));
  const sheets = tables.map((table, i): BookSheet => ({
    name: sheetName(`${i + 1} ${table.caption}`),
    columns: table.columns.map(({ numeric, width }) => ({ width: Math.max(10, width * 12), format: numeric ? 'plain' : 'text' })),
    rows: [table.columns.map(({ label }) => label), ...table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.value)))],
  }));
  const text: BookSheet = {
    name: '报告 Report',
    columns: [
      { width: 24, format: 'text' },
      { width: 110, format: 'text' },
    ],
    rows: [
      ['题名', title],
      ['数据性质', simulated ? '模拟数据：不得作为真实情况使用' : '填报数据'],
      ['预测批次', `${run.id}（数据截至${run.asOfYear}年）`],
      ...sections.flatMap((section) => section.parts.filter((part) => part.kind === 'text').map((part) => [section.title, sayText(part)])),
    ],
  };
  const sources: BookSheet = {
    name: '数字来源 Sources',
    columns: [
      { width: 20, format: 'text' },
      { width: 16, format: 'plain' },
      { width: 10, format: 'text' },
      { width: 90, format: 'text' },
      { width: 30, format: 'text' },
    ],
    rows: [
      ['章节', '数值', '单位', '来源地址', '位置'],
      ...sections.flatMap((section) => section.parts.flatMap((part) => figuresOf(part).map(({ value, unit, source, pointer }) => [section.title, value, unit, source, pointer]))), // prettier-ignore
    ],
  };
  return { title, sheets: [text, ...sheets, sources] };
}
