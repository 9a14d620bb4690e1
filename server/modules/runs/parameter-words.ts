import type { ParameterDefinition } from '../../../forecasting/labour/parameters.ts';
import type { Bilingual } from '../../errors.ts';

/** The Chinese of what definitions say in English; a test looks that nothing is left out. */
const chinese: Readonly<Record<string, string>> = {
  share: '比例',
  'share a year': '比例/年',
  'supply ÷ demand': '供给 ÷ 需求',
  factor: '倍',
  persons: '人',
  'persons a year': '人/年',
  years: '年',
  '0 or 1': '0 或 1',
  paths: '条',
  enterprises: '家',
  cells: '个单元',
  'judgement, to be replaced by local evidence': '经验判断，有本地证据后替换',
  'judgement, to be replaced by local evidence (0.3–0.8)': '经验判断（0.3–0.8），有本地证据后替换',
  'judgement, to be replaced by local evidence (0.1–0.5)': '经验判断（0.1–0.5），有本地证据后替换',
  'judgement, to be replaced by local evidence (0.4–1): announced headcounts are reached in part':
    '经验判断（0.4–1）：公布的用工只会部分兑现，有本地证据后替换',
  'judgement, to be replaced by local evidence: 50 % in the commissioning year': '经验判断：投产当年到岗 50%',
  'judgement, to be replaced by local evidence: 30 % in the year after, the remaining 20 % in the third': '经验判断：次年再到岗 30%，其余 20% 在第三年',
  'judgement, to be replaced by local evidence: shares of two years differ as if each rested on so many persons':
    '经验判断：两年的比例之差，相当于各由这么多人得出',
  'judgement, to be replaced by local evidence; counts as much as k persons beside the reported spread': '经验判断；与填报的波动并计，权重相当于 k 人',
  'judgement, to be replaced by local evidence; only where the run has no programme of the level to learn from':
    '经验判断；仅在批次中该层次没有专业点可参照时使用',
  'judgement, to be replaced by local evidence: with fewer answers the first destination says more': '经验判断：答复更少时以毕业去向为准',
  'national surveys 0.06–0.16 by occupation group': '全国性调查，各职业组 0.06–0.16',
  'share of openings asking for ≤ 1 year of experience in a national survey (0.2–0.4)': '一项全国性调查中要求一年以内经验的岗位比例（0.2–0.4）',
  'keeps demand from following supply only': '避免需求只随供给走',
  'partial pooling, so that a class of nine does not give 0 % or 100 %': '部分合并，使九人的班级不至于得出 0% 或 100%',
  'recent years say most of what students do': '近年最能说明学生的去向',
  'the three newest intakes': '最近三次招生',
  'work in the field is shown; whether it limits supply is a choice': '对口率照常显示；是否计入供给由使用者决定',
  'what became of postings is shown; whether announcements count by it is a choice': '岗位招聘结果照常显示；招聘与项目用工是否按其折算由使用者决定',
  'two decimals of a probability': '保证概率有两位小数',
  'smaller cells say nothing': '更小的单元不能说明问题',
  'one class': '一个班',
  'classes of few cells borrow from the others': '单元少的专业类借用其他专业类的表现',
  'ROA (Maastricht), bands of the indicator of future labour market situation': '荷兰马斯特里赫特 ROA 未来劳动力市场指标的分级',
  'cutting has costs: rarer than expanding': '缩减有代价：比扩大更少见',
  'the surplus must already be enrolled': '过剩须已体现在在校生中',
  'where the engine does not beat naive a flag needs more': '预测不优于“沿用上年”时，建议需要更大把握',
  'fewer say nothing': '更少则不能说明问题',
  'threshold rule of official statistics (Hundepool et al., Statistical Disclosure Control, 2012): with two, each could work the other out':
    '官方统计的门槛规则（Hundepool 等，Statistical Disclosure Control，2012）：只有两家时可互相推算',
  'threshold rule of official statistics (Hundepool et al., Statistical Disclosure Control, 2012); five where persons are counted':
    '官方统计的门槛规则（Hundepool 等，Statistical Disclosure Control，2012）；按人计数时取五',
};
const said = (en: string): Bilingual => ({ zh: chinese[en] ?? en, en });

/** Unit and source of a parameter in both languages. */
export const wordsOf = ({ unit, source }: Pick<ParameterDefinition, 'unit' | 'source'>) => ({ unit: said(unit), source: said(source) });
