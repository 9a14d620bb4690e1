import { rounded, type Table } from '../../../documents/table.ts';
import type { HeatCell, HeatRow } from '../../../schemas/heat.ts';

/** A line a cell: files are read by machines, which turn rows and columns themselves. */
export type HeatLine = Omit<HeatRow, 'cells'> & HeatCell;
export async function* heatLines(rows: AsyncIterable<HeatRow>): AsyncGenerator<HeatLine> {
  for await (const { cells, ...row } of rows) for (const cell of cells) yield { ...row, ...cell };
}
export const heatTable: Table<HeatLine> = {
  ...{ name: 'gap-heat', zh: '缺口热力图', en: 'Gap heat map' },
  columns: [
    { title: 'run', zh: '预测批次', value: (l) => l.runId },
    { title: 'by', zh: '口径', value: (l) => l.by },
    { title: 'code', zh: '代码', value: (l) => l.code },
    { title: 'name', zh: '名称', value: (l) => l.name },
    { title: 'level', zh: '层次', value: (l) => (l.by === 'chain' ? l.column : l.level) },
    { title: 'year', zh: '年份', value: (l) => l.year, format: 'year' },
    { title: 'majors', zh: '专业数', value: (l) => l.majors, format: 'whole' },
    { title: 'demand_persons', zh: '需求（人）', value: (l) => rounded(l.demand), format: 'two' },
    { title: 'supply_persons', zh: '供给（人）', value: (l) => rounded(l.supply), format: 'two' },
    { title: 'gap_persons', zh: '缺口（人）', value: (l) => rounded(l.gap), format: 'two' },
    { title: 'gap_share', zh: '缺口占需求', value: (l) => rounded(l.share, 4), format: 'four' },
    { title: 'band', zh: '等级', value: (l) => l.band },
    { title: 'suppressed', zh: '保密', value: (l) => l.suppressed },
    { title: 'simulated', zh: '模拟数据', value: (l) => l.simulated },
  ],
  simulated: (l) => l.simulated,
};
