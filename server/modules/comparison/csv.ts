import type { Readable } from 'node:stream';
import { csvOf, type CsvColumn } from '../../../documents/csv.ts';
import type { ComparedCell } from '../../../schemas/comparison.ts';
import type { Language } from '../../problems.ts';

type Side = NonNullable<ComparedCell['before']>;
type Titled = CsvColumn<ComparedCell> & { readonly zh: string };
const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);

const measures: readonly { readonly title: string; readonly zh: string; readonly value: (side: Side) => string | number | null }[] = [
  { title: 'first_year', zh: '窗口首年', value: (s) => s.firstYear },
  { title: 'last_year', zh: '窗口末年', value: (s) => s.lastYear },
  { title: 'demand_persons', zh: '需求（人）', value: (s) => round(s.demand) },
  { title: 'supply_persons', zh: '供给（人）', value: (s) => round(s.supply) },
  { title: 'gap_persons', zh: '缺口（人）', value: (s) => round(s.gap) },
  { title: 'gap_lo80', zh: '缺口80%下限', value: (s) => round(s.lo80) },
  { title: 'gap_hi80', zh: '缺口80%上限', value: (s) => round(s.hi80) },
  { title: 'ratio', zh: '供需比', value: (s) => round(s.ratio) },
  { title: 'probability_shortage', zh: '缺口为正的概率', value: (s) => round(s.probability) },
  { title: 'band', zh: '等级', value: (s) => s.band },
  { title: 'class', zh: '建议', value: (s) => s.class },
  { title: 'proposed_class', zh: '本批次计算结果', value: (s) => s.proposedClass },
  { title: 'suppressed', zh: '保密', value: (s) => s.suppressed },
];

/** Each measure of both runs side by side; column names are stable, Chinese titles come with Accept-Language. */
export function comparisonCsv(
  rows: AsyncIterable<ComparedCell>,
  ids: { readonly before: string; readonly after: string; readonly simulated: boolean },
  language: Language,
): Readable {
  const columns: Titled[] = [
    { title: 'run_before', zh: '原批次', value: () => ids.before },
    { title: 'run_after', zh: '新批次', value: () => ids.after },
    { title: 'region', zh: '地区', value: (c) => c.regionCode },
    { title: 'major', zh: '专业代码', value: (c) => c.majorCode },
    { title: 'major_name', zh: '专业', value: (c) => c.majorName },
    { title: 'level', zh: '层次', value: (c) => c.level },
    { title: 'gap_change_persons', zh: '缺口变化（人）', value: (c) => round(c.gapChange) },
    { title: 'changed', zh: '有变化', value: (c) => c.changed },
    ...measures.flatMap(({ title, zh, value }): Titled[] => [
      { title: `${title}_before`, zh: `${zh}·原`, value: ({ before }) => (before === null ? null : value(before)) },
      { title: `${title}_after`, zh: `${zh}·新`, value: ({ after }) => (after === null ? null : value(after)) },
    ]),
    { title: 'simulated', zh: '模拟数据', value: () => ids.simulated },
  ];
  return csvOf(
    columns.map(({ title, zh, value }) => ({ title: language === 'zh' ? zh : title, value })),
    rows,
  );
}
