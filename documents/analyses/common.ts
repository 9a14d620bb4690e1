import type { AnalysisCell, AnalysisFigure, AnalysisPart, AnalysisSection } from '../../schemas/analyses.ts';
import type { Flag, Gap, GapTotal } from '../../schemas/results.ts';
import type { RunNamed } from './answers.ts';
import { figure, plain, tableOf, type Unit } from './figures.ts';
import { acting, bandWords, classWords, englishClasses, levelWords } from './words.ts';

const query = (values: Readonly<Record<string, string | number | null>>) =>
  new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as [string, string]]))).toString();
type GapField = 'demand' | 'supply' | 'gap' | 'lo80' | 'hi80' | 'ratio' | 'probability';
const units: Record<GapField, Unit> = {
  demand: 'persons',
  supply: 'persons',
  gap: 'persons',
  lo80: 'persons',
  hi80: 'persons',
  ratio: 'ratio',
  probability: 'share',
};

export const gapFigure = (gap: Gap, field: GapField): AnalysisFigure =>
  figure(gap[field], units[field], `/api/v1/gaps?${query({ runId: gap.runId, window: gap.window, chain: gap.chain === 'city' ? null : gap.chain, majorCode: gap.majorCode })}`, `/items/0/${field}`); // prettier-ignore
export const totalFigure = (total: GapTotal, field: GapField): AnalysisFigure =>
  figure(total[field], units[field], `/api/v1/gaps/totals?${query({ runId: total.runId, by: total.by, code: total.code, level: total.level, window: total.window })}`, `/items/0/${field}`); // prettier-ignore
export const yearFigure = (total: GapTotal, field: 'demand' | 'supply' | 'gap'): AnalysisFigure =>
  figure(
    total[field],
    'persons',
    `/api/v1/gaps/totals?${query({ runId: total.runId, by: total.by, code: total.code, year: total.year })}`,
    `/items/0/${field}`,
  );
/** How many there are of a list. */
export const countFigure = (value: number, path: string, values: Readonly<Record<string, string>>): AnalysisFigure =>
  figure(value, 'count', `/api/v1/${path}?${query({ ...values, limit: 1, total: 'true' })}`, '/total');

/** For sentences in English. */
export const englishWindow = ({ year, lastYear }: Pick<Gap, 'year' | 'lastYear'>) => `${year}–${lastYear}`;
export const window = ({ year, lastYear }: Pick<Gap, 'year' | 'lastYear'>) => `${year}—${lastYear}年`;
const balance: readonly GapField[] = ['demand', 'supply', 'gap', 'lo80', 'hi80', 'ratio', 'probability'];
const balanceColumns = ['#需求/0.95', '#供给/0.95', '#缺口/0.9', '#80%下限/0.95', '#80%上限/0.95', '#供需比/0.75', '#短缺概率/0.8'];

/** Majors by gap with interval, ratio, probability, band and grade. */
export const gapTable = (caption: string, gaps: readonly Gap[]): AnalysisPart =>
  tableOf(
    caption,
    ['专业/1.9', '层次/1.2', '年度/1.45', ...balanceColumns, '判断/1.25', '等级/0.5'],
    gaps.map((gap): AnalysisCell[] => [gap.majorName, levelWords[gap.level], `${gap.year}—${gap.lastYear}`, ...balance.map((field) => gapFigure(gap, field)), bandWords[gap.band], gap.grade]), // prettier-ignore
  );
export const totalTable = (caption: string, first: string, totals: readonly GapTotal[]): AnalysisPart =>
  tableOf(
    caption,
    [`${first}/2.2`, '年度/1.45', ...balanceColumns, '判断/1.25'],
    totals.map((total): AnalysisCell[] => [nameOf(total), `${total.year}—${total.lastYear}`, ...balance.map((field) => totalFigure(total, field)), bandWords[total.band]]), // prettier-ignore
  );
export function nameOf({ by, code, name, level }: GapTotal): string {
  if (by === 'chain' && code === 'outside') return '产业链以外';
  return by === 'level' && level !== null ? levelWords[level] : by === 'category' && level !== null ? `${name}（${levelWords[level]}）` : name;
}

/** The largest shortages and surpluses as bars. */
export function gapBars(caption: string, gaps: readonly Gap[], each: number): AnalysisPart {
  const told = gaps.filter(({ gap }) => gap !== null);
  const short = told.filter(({ gap }) => (gap ?? 0) > 0).slice(0, each);
  const surplus = told.filter(({ gap }) => (gap ?? 0) < 0).slice(-each);
  const bars = [...short, ...surplus].map((gap) => ({ label: `${gap.majorName}（${levelWords[gap.level]}）`, figures: [gapFigure(gap, 'gap')] }));
  return { kind: 'bars', caption, unit: '人', names: ['缺口（正为短缺）'], bars };
}

/** Flags that ask for something, with the first sentence of their reasons. */
export function flagParts(flags: readonly Flag[]): AnalysisPart[] {
  const parts = acting.flatMap((name) => {
    const found = flags.filter((flag) => flag.class === name);
    if (found.length === 0) return [];
    const rows = found.map((flag): AnalysisCell[] => [`${flag.majorName}（${levelWords[flag.level]}）`, flag.grade, flag.reasons[0]?.zh ?? '']);
    return [tableOf(`${classWords[name]}的专业及理由`, ['专业/2', '证据等级/1', '理由/5'], rows)];
  });
  return parts.length > 0 ? parts : [plain('本批次没有需要调整的专业。')];
}
export const countsOf = (flags: readonly Flag[]) => acting.map((name) => [name, flags.filter((flag) => flag.class === name).length] as const);

/** Where the numbers come from, and what they cannot say. */
export const methodSection = (run: RunNamed, withheld: boolean): AnalysisSection => ({
  ...{ id: 'method', title: '数据来源与方法' },
  parts: [
    plain(`本报告的数字全部取自预测批次${run.id}（数据截至${run.asOfYear}年，完成于${run.finishedAt?.slice(0, 10) ?? '—'}，引擎版本${run.engineVersion}，输入快照SHA-256：${run.snapshotHash ?? '—'}），每个数字均可在平台上按来源地址查得。`), // prettier-ignore
    plain(
      '需求据企业用工填报经就业登记还原后预测，按职业与专业的对应关系折算；供给据院校在校生、招生计划与毕业去向推算。缺口等于需求减供给，正数为短缺；短缺概率为样本路径中需求大于供给的比例；供需比为供给中位数与需求中位数之比。',
    ),
    plain('预测值附80%区间。证据等级A至D表示数据年限、填报覆盖、预测表现与稳健性是否充分；等级为C、D的结论宜结合实地调研。各年数字为均值，区间不可相加。'),
    ...(withheld ? [plain('标“—”的数字不予公开：背后填报企业过少，或可由其推算出此类数字。')] : []),
  ],
});

/** How many flags of each kind there are; `figureOf` names a number the API answers, without it they are counted here. */
export function classSentence(flags: readonly Flag[], figureOf?: (name: Flag['class'], n: number) => AnalysisFigure): AnalysisPart {
  const found = countsOf(flags).filter(([, n]) => n > 0);
  if (found.length === 0) return plain('预警结论：各专业均为保持。');
  if (!figureOf) return plain(`预警结论：${found.map(([name, n]) => `${classWords[name]}${n}个`).join('，')}。`);
  return { kind: 'text', text: `预警结论：${found.map(([name], i) => `${classWords[name]}{${i}}个`).join('，')}。`, figures: found.map(([name, n]) => figureOf(name, n)) }; // prettier-ignore
}
export const englishCounts = (flags: readonly Flag[]) =>
  countsOf(flags).filter(([, n]) => n > 0).map(([name, n]) => `${n} ${englishClasses[name]}`).join(', ') || 'none'; // prettier-ignore
