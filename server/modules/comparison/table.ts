import { rounded, type NumberFormat, type Table, type TableColumn } from '../../../documents/table.ts';
import type { ComparedCell } from '../../../schemas/comparison.ts';

type Side = NonNullable<ComparedCell['before']>;

const measures: readonly {
  readonly title: string;
  readonly zh: string;
  readonly value: (side: Side) => string | number | null;
  readonly format?: NumberFormat;
}[] = [
  { title: 'first_year', zh: '窗口首年', value: (s) => s.firstYear, format: 'year' },
  { title: 'last_year', zh: '窗口末年', value: (s) => s.lastYear, format: 'year' },
  { title: 'demand_persons', zh: '需求（人）', value: (s) => rounded(s.demand), format: 'two' },
  { title: 'supply_persons', zh: '供给（人）', value: (s) => rounded(s.supply), format: 'two' },
  { title: 'gap_persons', zh: '缺口（人）', value: (s) => rounded(s.gap), format: 'two' },
  { title: 'gap_lo80', zh: '缺口80%下限', value: (s) => rounded(s.lo80), format: 'two' },
  { title: 'gap_hi80', zh: '缺口80%上限', value: (s) => rounded(s.hi80), format: 'two' },
  { title: 'ratio', zh: '供需比', value: (s) => rounded(s.ratio), format: 'two' },
  { title: 'probability_shortage', zh: '缺口为正的概率', value: (s) => rounded(s.probability), format: 'two' },
  { title: 'band', zh: '等级', value: (s) => s.band },
  { title: 'class', zh: '建议', value: (s) => s.class },
  { title: 'proposed_class', zh: '本批次计算结果', value: (s) => s.proposedClass },
  { title: 'suppressed', zh: '保密', value: (s) => s.suppressed },
];

/** Each measure of both runs side by side. */
export function comparisonTable(ids: { readonly before: string; readonly after: string; readonly simulated: boolean }): Table<ComparedCell> {
  const columns: TableColumn<ComparedCell>[] = [
    { title: 'run_before', zh: '原批次', value: () => ids.before },
    { title: 'run_after', zh: '新批次', value: () => ids.after },
    { title: 'region', zh: '地区', value: (c) => c.regionCode },
    { title: 'major', zh: '专业代码', value: (c) => c.majorCode },
    { title: 'major_name', zh: '专业', value: (c) => c.majorName },
    { title: 'level', zh: '层次', value: (c) => c.level },
    { title: 'gap_change_persons', zh: '缺口变化（人）', value: (c) => rounded(c.gapChange), format: 'two' },
    { title: 'changed', zh: '有变化', value: (c) => c.changed },
    ...measures.flatMap(({ title, zh, value, ...format }): TableColumn<ComparedCell>[] => [
      { title: `${title}_before`, zh: `${zh}·原`, value: ({ before }) => (before === null ? null : value(before)), ...format },
      { title: `${title}_after`, zh: `${zh}·新`, value: ({ after }) => (after === null ? null : value(after)), ...format },
    ]),
    { title: 'simulated', zh: '模拟数据', value: () => ids.simulated },
  ];
  return { name: 'comparison', zh: '批次比较', en: 'Comparison', columns, simulated: () => ids.simulated };
}
