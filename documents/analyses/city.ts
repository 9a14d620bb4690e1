import type { AnalysisCell, AnalysisPart, AnalysisSection } from '../../schemas/analyses.ts';
import type { Flag } from '../../schemas/results.ts';
import type { CityAnswers } from './answers.ts';
import { classSentence, countFigure, englishCounts, flagParts, gapBars, gapTable, methodSection, totalFigure, totalTable, window, yearFigure, englishWindow } from './common.ts'; // prettier-ignore
import { figure, plain, said, tableOf } from './figures.ts';
import { levelWords } from './words.ts';

const flagCount = (runId: string) => (name: Flag['class'], n: number) => countFigure(n, 'flags', { runId, class: name });

function overview({ city, run, region, levels, gaps, flags, schools, programmes }: CityAnswers): AnalysisPart[] {
  return [
    said`${city}现有院校${countFigure(schools, 'schools', {})}所，开设专业点${countFigure(programmes, 'programmes', {})}个；预测批次覆盖专业${countFigure(gaps.length, 'gaps', { runId: run.id, window: 'decision' })}个。`,
    ...(region
      ? [
          said`决策窗口${window(region)}，全市新增用工需求预计${totalFigure(region, 'demand')}人，院校毕业生供给预计${totalFigure(region, 'supply')}人，缺口${totalFigure(region, 'gap')}人（80%区间${totalFigure(region, 'lo80')}至${totalFigure(region, 'hi80')}人），供需比${totalFigure(region, 'ratio')}，短缺概率${totalFigure(region, 'probability')}。`,
        ]
      : []),
    classSentence(flags, flagCount(run.id)),
    totalTable('各层次供需', '层次', levels),
  ];
}
function industry({ chains, years }: CityAnswers): AnalysisPart[] {
  return [
    plain('各产业链的用工需求与对口专业的供给如下。同一专业服务多条产业链的，供给按各链需求分摊，各链相加等于全市。'),
    totalTable('各产业链供需', '产业链', chains),
    {
      ...{ kind: 'bars', caption: '全市各年需求与供给', unit: '人', names: ['需求', '供给'] },
      bars: years.map((total) => ({ label: String(total.year), figures: [yearFigure(total, 'demand'), yearFigure(total, 'supply')] })),
    },
  ];
}
function uncoveredTable({ uncovered, run }: CityAnswers): AnalysisPart[] {
  if (uncovered.length === 0) return [];
  const source = `/api/v1/crosswalk/uncovered?${new URLSearchParams({ runId: run.id, limit: '200' }).toString()}`;
  const rows = uncovered
    .slice(0, 200)
    .map(({ majorName, level, programmes, graduates, enrolled }, i): AnalysisCell[] => [
      ...[majorName, levelWords[level]],
      figure(programmes, 'count', source, `/items/${i}/programmes`),
      figure(graduates, 'persons', source, `/items/${i}/graduates`),
      figure(enrolled, 'persons', source, `/items/${i}/enrolled`),
    ]);
  return [
    plain('下列专业尚无职业与之对应，预测需求无法到达，不计入缺口，应先补充专业与职业的对应关系。'),
    tableOf('尚无对应职业的专业', ['专业/3', '层次', '#专业点', '#毕业生', '#在校生'], rows),
  ];
}
function schoolsTable(flags: readonly Flag[]): AnalysisPart[] {
  const schools = new Map<string, string>();
  for (const flag of flags) for (const { id, name } of flag.evidence.schools) schools.set(id, name);
  const majors = (id: string, wanted: readonly Flag['class'][]) =>
    flags.filter((flag) => wanted.includes(flag.class) && flag.evidence.schools.some((school) => school.id === id)).map(({ majorName }) => majorName).join('、') || '—'; // prettier-ignore
  const rows = [...schools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, name]) => [name, majors(id, ['expand', 'new']), majors(id, ['watch']), majors(id, ['reduce', 'suspend'])]); // prettier-ignore
  return [
    plain('学校所设专业的结论来自全市供需；多校同时扩招会使缺口变为富余，各校份额以招生名额核算为准。'),
    tableOf('各校所设专业的结论', ['学校/2', '建议扩大/3', '关注/3', '建议缩减或暂停招生/3'], rows),
  ];
}
function rulesPart({ findings, run }: CityAnswers): AnalysisPart[] {
  if (findings.length === 0) return [plain('本批次没有触发已公布的专业管理规则。')];
  const byRule = Map.groupBy(findings, ({ ruleId }) => ruleId);
  return [
    said`触发已公布的专业管理规则${countFigure(findings.length, 'rule-findings', { runId: run.id, outcome: 'hit' })}项。规则与预警结论方向相反的，两者并列，不作合并，由联席会议议定。`,
    ...[...byRule.values()].flatMap((rows) => {
      const first = rows[0];
      return first ? [tableOf(first.ruleTitle.zh, ['对象/2', '结论/5'], rows.map(({ subject, majorName, reason }) => [majorName ?? subject.name, reason.zh]))] : []; // prettier-ignore
    }),
  ];
}
function abstract({ city, run, region, flags }: CityAnswers): AnalysisPart[] {
  if (!region) return [plain(`Run ${run.id} holds no totals.`)];
  return [
    said`${city}: over ${englishWindow(region)} the city needs ${totalFigure(region, 'demand')} entrants and its schools supply ${totalFigure(region, 'supply')}, a gap of ${totalFigure(region, 'gap')} persons (80% interval ${totalFigure(region, 'lo80')} to ${totalFigure(region, 'hi80')}; supply/demand ${totalFigure(region, 'ratio')}; probability of shortage ${totalFigure(region, 'probability')}). Majors flagged: ${englishCounts(flags)}. Every figure is taken from forecast run ${run.id} with data up to ${String(run.asOfYear)}.`,
  ];
}

/** 专业设置与产业发展匹配分析报告 of a city: what the API answers, in sections. */
export const citySections = (answers: CityAnswers): AnalysisSection[] => [
  { id: 'overview', title: '概况', parts: overview(answers) },
  { id: 'industry', title: '产业与岗位需求', parts: industry(answers) },
  { id: 'programmes', title: '专业布局', parts: [totalTable('各专业大类供需', '专业大类', answers.categories), ...uncoveredTable(answers)] },
  {
    ...{ id: 'gaps', title: '供需匹配' },
    parts: [gapBars('缺口与富余最大的专业', answers.gaps, 8), gapTable('各专业供需（按缺口排列，单位：人）', answers.gaps)],
  },
  { id: 'flags', title: '预警与调整建议', parts: flagParts(answers.flags) },
  { id: 'schools', title: '分学校情况', parts: schoolsTable(answers.flags) },
  { id: 'rules', title: '问题与建议', parts: rulesPart(answers) },
  methodSection(answers.run, false),
  { id: 'abstract', title: 'Abstract', parts: abstract(answers) },
];
