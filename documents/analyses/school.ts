import type { AnalysisPart, AnalysisSection } from '../../schemas/analyses.ts';
import type { SchoolAnswers } from './answers.ts';
import { classSentence, countFigure, englishCounts, flagParts, gapBars, gapTable, methodSection } from './common.ts';
import { plain, said, tableOf } from './figures.ts';
import { levelWords } from './words.ts';

/** 专业设置与产业发展匹配分析报告 of one school: its majors beside the supply and demand of the city. */
export function schoolSections(answers: SchoolAnswers): AnalysisSection[] {
  const { school, programmes, majors, gaps, flags, run, city } = answers;
  const known = new Set(gaps.map(({ majorCode }) => majorCode));
  const unknown = majors.filter(({ code }) => !known.has(code));
  const overview: AnalysisPart[] = [
    said`${school.name}开设专业点${countFigure(programmes, 'programmes', { school: school.id })}个。下列供需为${city}全市数字，不是本校一校之数。`,
    classSentence(flags),
  ];
  return [
    { id: 'overview', title: '概况', parts: overview },
    {
      ...{ id: 'gaps', title: '专业与岗位需求匹配' },
      parts: [
        gapBars('本校专业的全市缺口', gaps, 8),
        gapTable('本校专业的全市供需（按缺口排列，单位：人）', gaps),
        ...(unknown.length > 0
          ? [tableOf('批次未给出供需的专业', ['专业代码', '专业/2', '层次'], unknown.map(({ code, name, level }) => [code, name, levelWords[level]]))] // prettier-ignore
          : []),
      ],
    },
    { id: 'flags', title: '预警与调整建议', parts: flagParts(flags) },
    methodSection(run, true),
    {
      ...{ id: 'abstract', title: 'Abstract' },
      parts: [
        plain(
          `This report sets the majors of ${school.name} beside the supply and demand of ${city}. Of its majors ${englishCounts(flags)}; figures are those of the whole city. Every figure is taken from forecast run ${run.id} with data up to ${run.asOfYear}.`,
        ),
      ],
    },
  ];
}
