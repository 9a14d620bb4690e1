import type { Readable } from 'node:stream';
import { csvOf, type CsvColumn } from '../../../documents/csv.ts';
import type { Evaluation, FlagEvaluation } from '../../../schemas/evaluations.ts';
import type { Language } from '../../problems.ts';

type Titled<T> = CsvColumn<T> & { readonly zh: string };
const round = (value: number | null) => (value === null ? null : Math.round(value * 10_000) / 10_000);
const inLanguage = <T>(columns: readonly Titled<T>[], language: Language) =>
  columns.map(({ title, zh, value }) => ({ title: language === 'zh' ? zh : title, value }));

const forecastColumns: readonly Titled<Evaluation>[] = [
  { title: 'run', zh: '预测批次', value: (e) => e.runId },
  { title: 'as_of_year', zh: '数据截至', value: (e) => e.asOfYear },
  { title: 'against_run', zh: '检验批次', value: (e) => e.againstRunId },
  { title: 'against_year', zh: '检验数据截至', value: (e) => e.againstYear },
  { title: 'region', zh: '地区', value: (e) => e.regionCode },
  { title: 'side', zh: '对象', value: (e) => e.side },
  { title: 'years_ahead', zh: '提前年数', value: (e) => e.yearsAhead },
  { title: 'forecasts', zh: '预测数', value: (e) => e.n },
  { title: 'mae_persons', zh: '平均绝对误差（人）', value: (e) => round(e.mae) },
  { title: 'naive_mae_persons', zh: '朴素法误差（人）', value: (e) => round(e.naiveMae) },
  { title: 'ratio_to_naive', zh: '误差比', value: (e) => round(e.ratio) },
  { title: 'coverage80', zh: '80%区间覆盖率', value: (e) => round(e.coverage80) },
  { title: 'coverage95', zh: '95%区间覆盖率', value: (e) => round(e.coverage95) },
  { title: 'bias_persons', zh: '偏差（人）', value: (e) => round(e.bias) },
  { title: 'simulated', zh: '模拟数据', value: (e) => e.simulated },
];
const flagColumns: readonly Titled<FlagEvaluation>[] = [
  { title: 'run', zh: '预测批次', value: (e) => e.runId },
  { title: 'against_run', zh: '检验批次', value: (e) => e.againstRunId },
  { title: 'region', zh: '地区', value: (e) => e.regionCode },
  { title: 'major', zh: '专业代码', value: (e) => e.majorCode },
  { title: 'major_name', zh: '专业', value: (e) => e.majorName },
  { title: 'level', zh: '层次', value: (e) => e.level },
  { title: 'class', zh: '建议', value: (e) => e.class },
  { title: 'proposed_class', zh: '当时计算结果', value: (e) => e.proposedClass },
  { title: 'direction', zh: '方向', value: (e) => e.direction },
  { title: 'first_year', zh: '窗口首年', value: (e) => e.firstYear },
  { title: 'last_year', zh: '窗口末年', value: (e) => e.lastYear },
  { title: 'observed_years', zh: '已过年数', value: (e) => e.observedYears },
  { title: 'demand_persons', zh: '已过年份需求（人，估计）', value: (e) => round(e.demand) },
  { title: 'supply_persons', zh: '已过年份毕业生（人）', value: (e) => round(e.supply) },
  { title: 'outcome', zh: '结果', value: (e) => e.outcome },
  { title: 'suppressed', zh: '保密', value: (e) => e.suppressed },
  { title: 'simulated', zh: '模拟数据', value: (e) => e.simulated },
];

export const evaluationCsv = (rows: AsyncIterable<Evaluation>, language: Language): Readable => csvOf(inLanguage(forecastColumns, language), rows);
export const flagEvaluationCsv = (rows: AsyncIterable<FlagEvaluation>, language: Language): Readable => csvOf(inLanguage(flagColumns, language), rows);
