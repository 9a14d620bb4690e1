import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { PostingOutcomes, PostingStatistics } from '../../../schemas/posting-statistics.ts';

const parts: readonly (readonly [field: keyof PostingOutcomes, title: string, zh: string, share?: true])[] = [
  ['postings', 'postings', '岗位（个）'],
  ['open', 'open', '招聘中（个）'],
  ['withdrawn', 'withdrawn', '撤回（个）'],
  ['wanted', 'wanted_persons', '招聘人数（人）'],
  ['hired', 'hired_persons', '实际录用（人）'],
  ['fillRate', 'fill_rate', '招满率', true],
  ['lo80', 'fill_rate_lo80', '招满率下限（80 %）', true],
  ['hi80', 'fill_rate_hi80', '招满率上限（80 %）', true],
  ['days', 'median_days', '招聘天数中位数（天）'],
  ['daysLow', 'days_quarter', '四分之一不超过（天）'],
  ['daysHigh', 'days_three_quarters', '四分之三不超过（天）'],
];
const columnsOf = (whose: 'city' | 'own', zhWhose: string) =>
  parts.map(([field, title, zh, share]): TableColumn<PostingStatistics> => {
    const value = (row: PostingStatistics) => row[whose]?.[field] ?? null;
    return share
      ? { title: `${whose}_${title}`, zh: `${zhWhose}${zh}`, value: (row) => rounded(value(row) as number | null, 4), format: 'four' }
      : { title: `${whose}_${title}`, zh: `${zhWhose}${zh}`, value, format: 'whole' };
  });

export const postingStatisticsTable: Table<PostingStatistics> = {
  ...{ name: 'posting-statistics', zh: '岗位招聘结果', en: 'What became of postings' },
  columns: [
    { title: 'occupation', zh: '职业代码', value: (row) => row.occupationCode },
    { title: 'occupation_name', zh: '职业', value: (row, language) => row.occupationName ?? (language === 'zh' ? '全部职业' : 'all occupations') },
    { title: 'from', zh: '起始年份', value: (row) => row.from, format: 'year' },
    { title: 'to', zh: '截止年份', value: (row) => row.to, format: 'year' },
    ...columnsOf('city', '全市'),
    ...columnsOf('own', '本企业'),
    { title: 'withheld', zh: '保密', value: (row) => row.city.withheld },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
