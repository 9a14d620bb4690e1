import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { Evaluation, FlagEvaluation } from '../../../schemas/evaluations.ts';

const forecastColumns: readonly TableColumn<Evaluation>[] = [
  { title: 'run', zh: '预测批次', value: (e) => e.runId },
  { title: 'as_of_year', zh: '数据截至', value: (e) => e.asOfYear, format: 'year' },
  { title: 'against_run', zh: '检验批次', value: (e) => e.againstRunId },
  { title: 'against_year', zh: '检验数据截至', value: (e) => e.againstYear, format: 'year' },
  { title: 'region', zh: '地区', value: (e) => e.regionCode },
  { title: 'side', zh: '对象', value: (e) => e.side },
  { title: 'years_ahead', zh: '提前年数', value: (e) => e.yearsAhead, format: 'whole' },
  { title: 'forecasts', zh: '预测数', value: (e) => e.n, format: 'whole' },
  { title: 'mae_persons', zh: '平均绝对误差（人）', value: (e) => rounded(e.mae, 4), format: 'two' },
  { title: 'naive_mae_persons', zh: '朴素法误差（人）', value: (e) => rounded(e.naiveMae, 4), format: 'two' },
  { title: 'ratio_to_naive', zh: '误差比', value: (e) => rounded(e.ratio, 4), format: 'four' },
  { title: 'coverage80', zh: '80%区间覆盖率', value: (e) => rounded(e.coverage80, 4), format: 'four' },
  { title: 'coverage95', zh: '95%区间覆盖率', value: (e) => rounded(e.coverage95, 4), format: 'four' },
  { title: 'bias_persons', zh: '偏差（人）', value: (e) => rounded(e.bias, 4), format: 'two' },
  { title: 'simulated', zh: '模拟数据', value: (e) => e.simulated },
];
const flagColumns: readonly TableColumn<FlagEvaluation>[] = [
  { title: 'run', zh: '预测批次', value: (e) => e.runId },
  { title: 'against_run', zh: '检验批次', value: (e) => e.againstRunId },
  { title: 'region', zh: '地区', value: (e) => e.regionCode },
  { title: 'major', zh: '专业代码', value: (e) => e.majorCode },
  { title: 'major_name', zh: '专业', value: (e) => e.majorName },
  { title: 'level', zh: '层次', value: (e) => e.level },
  { title: 'class', zh: '建议', value: (e) => e.class },
  { title: 'proposed_class', zh: '当时计算结果', value: (e) => e.proposedClass },
  { title: 'direction', zh: '方向', value: (e) => e.direction },
  { title: 'first_year', zh: '窗口首年', value: (e) => e.firstYear, format: 'year' },
  { title: 'last_year', zh: '窗口末年', value: (e) => e.lastYear, format: 'year' },
  { title: 'observed_years', zh: '已过年数', value: (e) => e.observedYears, format: 'whole' },
  { title: 'demand_persons', zh: '已过年份需求（人，估计）', value: (e) => rounded(e.demand, 4), format: 'two' },
  { title: 'supply_persons', zh: '已过年份毕业生（人）', value: (e) => rounded(e.supply, 4), format: 'two' },
  { title: 'outcome', zh: '结果', value: (e) => e.outcome },
  { title: 'suppressed', zh: '保密', value: (e) => e.suppressed },
  { title: 'simulated', zh: '模拟数据', value: (e) => e.simulated },
];

export const evaluationTable: Table<Evaluation> = {
  name: 'evaluations',
  zh: '预测检验',
  en: 'Evaluations',
  columns: forecastColumns,
  simulated: (e) => e.simulated,
};
export const flagEvaluationTable: Table<FlagEvaluation> = {
  name: 'flag-evaluations',
  zh: '建议检验',
  en: 'Flag evaluations',
  columns: flagColumns,
  simulated: (e) => e.simulated,
};
