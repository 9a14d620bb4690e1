import type { Readable } from 'node:stream';
import { csvOf, type CsvColumn } from '../../../documents/csv.ts';
import type { Gap } from '../../../schemas/results.ts';
import type { Language } from '../../problems.ts';

const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);
type Titled = CsvColumn<Gap> & { readonly zh: string };

/** Column names are stable; Chinese titles come with Accept-Language. Units stand in the titles. */
const columns: Titled[] = [
  { title: 'run', zh: '预测批次', value: (g) => g.runId },
  { title: 'region', zh: '地区', value: (g) => g.regionCode },
  { title: 'chain', zh: '产业链', value: (g) => g.chain },
  { title: 'major', zh: '专业代码', value: (g) => g.majorCode },
  { title: 'major_name', zh: '专业', value: (g) => g.majorName },
  { title: 'level', zh: '层次', value: (g) => g.level },
  { title: 'window', zh: '窗口', value: (g) => g.window },
  { title: 'year', zh: '年份', value: (g) => g.year },
  { title: 'last_year', zh: '末年', value: (g) => g.lastYear },
  { title: 'demand_persons', zh: '需求（人）', value: (g) => round(g.demand) },
  { title: 'supply_persons', zh: '供给（人）', value: (g) => round(g.supply) },
  { title: 'gap_persons', zh: '缺口（人）', value: (g) => round(g.gap) },
  { title: 'gap_lo80', zh: '缺口80%下限', value: (g) => round(g.lo80) },
  { title: 'gap_hi80', zh: '缺口80%上限', value: (g) => round(g.hi80) },
  { title: 'gap_lo95', zh: '缺口95%下限', value: (g) => round(g.lo95) },
  { title: 'gap_hi95', zh: '缺口95%上限', value: (g) => round(g.hi95) },
  { title: 'ratio_window', zh: '供需比（窗口）', value: (g) => round(g.ratio) },
  { title: 'probability_shortage', zh: '缺口为正的概率', value: (g) => round(g.probability) },
  { title: 'band', zh: '等级', value: (g) => g.band },
  { title: 'evidence_grade', zh: '证据等级', value: (g) => g.grade },
  { title: 'enterprises_at_least', zh: '企业数（不少于）', value: (g) => g.enterprises },
  { title: 'suppressed', zh: '保密', value: (g) => g.suppressed },
  { title: 'simulated', zh: '模拟数据', value: (g) => g.simulated },
];

export function gapCsv(rows: AsyncIterable<Gap>, language: Language): Readable {
  return csvOf(
    columns.map(({ title, zh, value }) => ({ title: language === 'zh' ? zh : title, value })),
    rows,
  );
}
