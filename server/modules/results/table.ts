import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { Flag, Gap, GapTotal } from '../../../schemas/results.ts';

const columns: TableColumn<Gap>[] = [
  { title: 'run', zh: '预测批次', value: (g) => g.runId },
  { title: 'region', zh: '地区', value: (g) => g.regionCode },
  { title: 'chain', zh: '产业链', value: (g) => g.chain },
  { title: 'major', zh: '专业代码', value: (g) => g.majorCode },
  { title: 'major_name', zh: '专业', value: (g) => g.majorName },
  { title: 'level', zh: '层次', value: (g) => g.level },
  { title: 'window', zh: '窗口', value: (g) => g.window },
  { title: 'year', zh: '年份', value: (g) => g.year, format: 'year' },
  { title: 'last_year', zh: '末年', value: (g) => g.lastYear, format: 'year' },
  { title: 'demand_persons', zh: '需求（人）', value: (g) => rounded(g.demand), format: 'two' },
  { title: 'supply_persons', zh: '供给（人）', value: (g) => rounded(g.supply), format: 'two' },
  { title: 'gap_persons', zh: '缺口（人）', value: (g) => rounded(g.gap), format: 'two' },
  { title: 'gap_lo80', zh: '缺口80%下限', value: (g) => rounded(g.lo80), format: 'two' },
  { title: 'gap_hi80', zh: '缺口80%上限', value: (g) => rounded(g.hi80), format: 'two' },
  { title: 'gap_lo95', zh: '缺口95%下限', value: (g) => rounded(g.lo95), format: 'two' },
  { title: 'gap_hi95', zh: '缺口95%上限', value: (g) => rounded(g.hi95), format: 'two' },
  { title: 'ratio_window', zh: '供需比（窗口）', value: (g) => rounded(g.ratio), format: 'two' },
  { title: 'probability_shortage', zh: '缺口为正的概率', value: (g) => rounded(g.probability), format: 'two' },
  { title: 'band', zh: '等级', value: (g) => g.band },
  { title: 'evidence_grade', zh: '证据等级', value: (g) => g.grade },
  { title: 'tightness', zh: '双选紧张度 τ', value: (g) => rounded(g.tightness?.tightness ?? null), format: 'two' },
  { title: 'tightness_round', zh: '双选轮次', value: (g) => (g.tightness ? `${g.tightness.roundName} ${g.tightness.publishedOn}` : null) },
  { title: 'enterprises_at_least', zh: '企业数（不少于）', value: (g) => g.enterprises, format: 'whole' },
  { title: 'suppressed', zh: '保密', value: (g) => g.suppressed },
  { title: 'simulated', zh: '模拟数据', value: (g) => g.simulated },
];

export const gapTable: Table<Gap> = { name: 'gaps', zh: '缺口', en: 'Gaps', columns, simulated: (g) => g.simulated };

const totalColumns: TableColumn<GapTotal>[] = [
  { title: 'run', zh: '预测批次', value: (g) => g.runId },
  { title: 'region', zh: '地区', value: (g) => g.regionCode },
  { title: 'by', zh: '口径', value: (g) => g.by },
  { title: 'code', zh: '代码', value: (g) => g.code },
  { title: 'name', zh: '名称', value: (g) => g.name },
  { title: 'level', zh: '层次', value: (g) => g.level },
  { title: 'majors', zh: '专业数', value: (g) => g.cells, format: 'whole' },
  { title: 'window', zh: '窗口', value: (g) => g.window },
  { title: 'year', zh: '年份', value: (g) => g.year, format: 'year' },
  { title: 'last_year', zh: '末年', value: (g) => g.lastYear, format: 'year' },
  { title: 'demand_persons', zh: '需求（人）', value: (g) => rounded(g.demand), format: 'two' },
  { title: 'supply_persons', zh: '供给（人）', value: (g) => rounded(g.supply), format: 'two' },
  { title: 'gap_persons', zh: '缺口（人）', value: (g) => rounded(g.gap), format: 'two' },
  { title: 'gap_lo80', zh: '缺口80%下限', value: (g) => rounded(g.lo80), format: 'two' },
  { title: 'gap_hi80', zh: '缺口80%上限', value: (g) => rounded(g.hi80), format: 'two' },
  { title: 'gap_lo95', zh: '缺口95%下限', value: (g) => rounded(g.lo95), format: 'two' },
  { title: 'gap_hi95', zh: '缺口95%上限', value: (g) => rounded(g.hi95), format: 'two' },
  { title: 'ratio_window', zh: '供需比（窗口）', value: (g) => rounded(g.ratio), format: 'two' },
  { title: 'probability_shortage', zh: '缺口为正的概率', value: (g) => rounded(g.probability), format: 'two' },
  { title: 'band', zh: '等级', value: (g) => g.band },
  { title: 'enterprises_at_least', zh: '企业数（不少于）', value: (g) => g.enterprises, format: 'whole' },
  { title: 'suppressed', zh: '保密', value: (g) => g.suppressed },
  { title: 'simulated', zh: '模拟数据', value: (g) => g.simulated },
];
export const totalTable: Table<GapTotal> = { name: 'gap-totals', zh: '缺口汇总', en: 'Gap totals', columns: totalColumns, simulated: (g) => g.simulated };

type Components = Flag['evidence']['components'];
type Parts = Flag['evidence']['supplyParts'];
const component = (title: string, zh: string, of: (components: Components) => number | null | undefined): TableColumn<Flag> => ({
  ...{ title, zh, value: (f) => rounded(of(f.evidence.components) ?? null), format: 'two' },
});
const part = (title: string, zh: string, of: (parts: NonNullable<Parts>) => number | null | undefined): TableColumn<Flag> => ({
  ...{ title, zh, value: (f) => (f.evidence.supplyParts ? rounded(of(f.evidence.supplyParts) ?? null) : null), format: 'two' },
});
/** From the stock to the demand, and from the graduates to the supply, over the window: what the waterfall on the page of a major shows. */
const madeOf: TableColumn<Flag>[] = [
  component('stock_persons', '存量（人）', ({ stock }) => stock),
  component('growth_persons', '增长（人）', ({ growth }) => growth),
  component('replacement_persons', '更替（人）', ({ replacement }) => replacement),
  component('projects_persons', '项目（人）', ({ projects }) => projects),
  component('openings_persons', '需补充岗位（人）', ({ openings }) => openings),
  part('graduates_persons', '毕业生（人）', ({ graduates }) => graduates),
  part('further_study_persons', '升学（人）', ({ furtherStudy }) => furtherStudy),
  part('military_persons', '参军（人）', ({ military }) => military),
  part('other_region_persons', '外地就业（人）', ({ otherRegion }) => otherRegion),
  part('out_of_field_persons', '不对口（人）', ({ outOfField }) => outOfField),
  part('inflow_persons', '外来补充（人）', ({ inflow }) => inflow),
];
const flagColumns: TableColumn<Flag>[] = [
  { title: 'run', zh: '预测批次', value: (f) => f.runId },
  { title: 'region', zh: '地区', value: (f) => f.regionCode },
  { title: 'major', zh: '专业代码', value: (f) => f.majorCode },
  { title: 'major_name', zh: '专业', value: (f) => f.majorName },
  { title: 'class_name', zh: '专业类', value: (f) => f.className },
  { title: 'level', zh: '层次', value: (f) => f.level },
  { title: 'class', zh: '建议', value: (f) => f.class },
  { title: 'proposed_class', zh: '本批次计算结果', value: (f) => f.proposedClass },
  { title: 'previous_class', zh: '上一年度建议', value: (f) => f.previousClass },
  { title: 'first_year', zh: '窗口首年', value: (f) => f.firstYear, format: 'year' },
  { title: 'last_year', zh: '窗口末年', value: (f) => f.lastYear, format: 'year' },
  { title: 'demand_persons', zh: '需求（人）', value: (f) => rounded(f.evidence.demand), format: 'two' },
  { title: 'supply_persons', zh: '供给（人）', value: (f) => rounded(f.evidence.supply), format: 'two' },
  { title: 'gap_persons', zh: '缺口（人）', value: (f) => rounded(f.gap), format: 'two' },
  { title: 'gap_lo80', zh: '缺口80%下限', value: (f) => rounded(f.lo80), format: 'two' },
  { title: 'gap_hi80', zh: '缺口80%上限', value: (f) => rounded(f.hi80), format: 'two' },
  { title: 'ratio', zh: '供需比', value: (f) => rounded(f.ratio), format: 'two' },
  { title: 'probability_shortage', zh: '缺口为正的概率', value: (f) => rounded(f.probability), format: 'two' },
  { title: 'band', zh: '等级', value: (f) => f.band },
  { title: 'evidence_grade', zh: '证据等级', value: (f) => f.grade },
  { title: 'urgency_persons', zh: '紧迫程度（人/年）', value: (f) => rounded(f.urgency), format: 'two' },
  { title: 'enterprises_at_least', zh: '企业数（不少于）', value: (f) => f.enterprises, format: 'whole' },
  { title: 'suppressed', zh: '保密', value: (f) => f.suppressed },
  { title: 'simulated', zh: '模拟数据', value: (f) => f.simulated },
  ...madeOf,
  { title: 'reasons', zh: '理由', value: (f, language) => f.reasons.map((reason) => reason[language]).join(language === 'zh' ? '。' : '. ') },
];
export const flagTable: Table<Flag> = { name: 'flags', zh: '建议', en: 'Flags', columns: flagColumns, simulated: (f) => f.simulated };
