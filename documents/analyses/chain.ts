import type { AnalysisCell, AnalysisPart, AnalysisSection } from '../../schemas/analyses.ts';
import type { ChainAnswers } from './answers.ts';
import { classSentence, englishCounts, flagParts, gapBars, gapTable, methodSection, totalFigure, window, englishWindow } from './common.ts';
import { figure, plain, said, tableOf } from './figures.ts';

function employment({ chain, profile, total }: ChainAnswers): AnalysisPart[] {
  const source = `/api/v1/chains/${chain.id}/profile?year=${profile.year}`;
  const { coverage } = profile;
  return [
    said`截至${String(profile.year)}年末，${chain.name}已知企业${figure(coverage.known, 'count', source, '/coverage/known')}家，其中${figure(coverage.enterprises, 'count', source, '/coverage/enterprises')}家填报；从业人员还原后${figure(coverage.stock, 'persons', source, '/coverage/stock')}人，填报企业占登记从业人员的${figure(coverage.covered, 'share', source, '/coverage/covered')}。`,
    ...(total
      ? [
          said`决策窗口${window(total)}，本链新增用工需求预计${totalFigure(total, 'demand')}人，对口专业供给预计${totalFigure(total, 'supply')}人，缺口${totalFigure(total, 'gap')}人（80%区间${totalFigure(total, 'lo80')}至${totalFigure(total, 'hi80')}人）。`,
        ]
      : []),
  ];
}
function occupations({ chain, profile, employment: rows }: ChainAnswers): AnalysisPart[] {
  const source = `/api/v1/chains/${chain.id}/profile/employment?year=${profile.year}&limit=200`;
  const year = rows.find(({ forecast }) => forecast !== null)?.forecast?.year;
  const line = ({ name, code, stock, forecast, posted }: ChainAnswers['employment'][number], i: number): AnalysisCell[] => [
    `${name}（${code}）`,
    figure(stock, 'persons', source, `/items/${i}/stock`),
    ...(['mean', 'lo80', 'hi80'] as const).map((field) => (forecast ? figure(forecast[field], 'persons', source, `/items/${i}/forecast/${field}`) : '—')),
    figure(posted.persons, 'persons', source, `/items/${i}/posted/persons`),
  ];
  return [tableOf('各职业从业人员与预测（人）', ['职业/3', '#从业人员', `#${year ?? ''}年预测`, '#80%下限', '#80%上限', '#当年招聘'], rows.slice(0, 200).map(line))]; // prettier-ignore
}
function competences({ chain, profile, competences: rows }: ChainAnswers): AnalysisPart[] {
  const source = `/api/v1/chains/${chain.id}/profile?year=${profile.year}`;
  const { gap, covered, taughtOnly } = profile.competences;
  const missing = rows.filter(({ state }) => state === 'gap').map(({ name }) => name);
  return [
    said`岗位要求的能力中，已有专业教授的${figure(covered, 'count', source, '/competences/covered')}项，尚无专业教授的${figure(gap, 'count', source, '/competences/gap')}项；教授而岗位未要求的${figure(taughtOnly, 'count', source, '/competences/taughtOnly')}项。`,
    plain(missing.length > 0 ? `尚无专业教授的能力：${missing.join('、')}。` : '岗位要求的能力均有专业教授，或企业尚未填报能力要求。'),
  ];
}

/** 产业链人才供需报告: who works there, what is wanted, which majors serve it, what is not taught. */
export const chainSections = (answers: ChainAnswers): AnalysisSection[] => [
  { id: 'overview', title: '产业链从业人员与总体供需', parts: [...employment(answers), classSentence(answers.flags)] },
  { id: 'occupations', title: '职业与岗位需求', parts: occupations(answers) },
  {
    ...{ id: 'gaps', title: '对口专业供需' },
    parts: [gapBars('本链缺口与富余最大的专业', answers.gaps, 8), gapTable('本链对口专业供需（按缺口排列，单位：人）', answers.gaps)],
  },
  { id: 'flags', title: '预警与调整建议', parts: flagParts(answers.flags) },
  { id: 'competences', title: '能力要求与培养', parts: competences(answers) },
  methodSection(answers.run, false),
  {
    ...{ id: 'abstract', title: 'Abstract' },
    parts: [
      answers.total
        ? said`${answers.chain.name}: over ${englishWindow(answers.total)} the chain needs ${totalFigure(answers.total, 'demand')} entrants and the majors that serve it supply ${totalFigure(answers.total, 'supply')}, a gap of ${totalFigure(answers.total, 'gap')} persons. Majors flagged: ${englishCounts(answers.flags)}. Every figure is taken from forecast run ${answers.run.id} with data up to ${String(answers.run.asOfYear)}.`
        : plain(`${answers.chain.name}: run ${answers.run.id} holds no totals of this chain.`),
    ],
  },
];
