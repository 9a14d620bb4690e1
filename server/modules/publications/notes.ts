import type { PublicationRow } from '../../../db/repositories/publications.ts';
import type { DataDictionary } from '../../../schemas/publications.ts';
import { bands, flagClasses, grades, levels, publishedCuts, withheldReasons } from '../../../schemas/vocabulary.ts';

const licences: Record<PublicationRow['licence'], DataDictionary['licence']> = {
  'CC-BY-4.0': { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  'CC0-1.0': { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
};

/** Limits of the bands as every publication states them. A run with others is not published: what its bands mean would be told wrongly. */
export const publishedBands = { bandSevereShortage: 0.85, bandShortage: 1, bandBalanced: 1.05, bandSurplus: 1.15 } as const;
const [severe, short, balanced, surplus] = Object.values(publishedBands).map((limit) => limit.toFixed(2));

/** How the figures were made and what they do not say, in the words of somebody who does not forecast. */
function methodOf({ asOfYear, fewestEnterprises, smallestCell, roundedTo, simulated }: PublicationRow): DataDictionary['method'] {
  const mark = {
    zh: '这是模拟数据：企业、学校与人数均由程序生成，不代表任何真实城市的情况。',
    en: 'This is simulated data: enterprises, schools and numbers are generated and say nothing about any real city.',
  };
  return [
    ...(simulated ? [mark] : []),
    {
      zh: `缺口 = 每年需要多少应届毕业生 − 每年会有多少毕业生留在本市求职。依据截至 ${asOfYear} 年的企业用工申报、招聘岗位与学校招生、在校和毕业去向填报。`,
      en: `Gap = new graduates wanted − graduates who stay in the city to work. It rests on what enterprises (employees, vacancies) and schools (intake, enrolment, destinations) reported up to ${asOfYear}.`,
    },
    {
      zh: '年份是下一届招生毕业的三年：现在调整招生，最早在这几年见效。数字是这三年的合计。',
      en: 'The years are the three in which the next intake graduates: what is decided now has its first effect then. Figures are for these years together.',
    },
    {
      zh: `只给范围，不给单一数字：按模型，实际值有 80% 的可能落在范围内；范围两端向外取整到 ${roundedTo} 人。范围跨过 0 表示缺或多尚不能确定。`,
      en: `Ranges, never single numbers: by the model the actual value lies inside in 80 of 100 cases; both ends are rounded outwards to ${roundedTo} persons. A range that crosses 0 leaves open whether there are too few or too many.`,
    },
    {
      zh: `等级按供给 ÷ 需求划分：不超过 ${severe} 严重短缺，不超过 ${short} 短缺，不超过 ${balanced} 平衡，不超过 ${surplus} 过剩，更高为严重过剩；把握不足时写“不确定”。界线出自荷兰马斯特里赫特大学 ROA 的劳动力市场指标。`,
      en: `Bands go by supply ÷ demand: up to ${severe} severe shortage, up to ${short} shortage, up to ${balanced} balanced, up to ${surplus} surplus, above it severe surplus; “uncertain” where the paths of the model do not agree. The limits are those of the labour market indicators of ROA, Maastricht University.`,
    },
    {
      zh: `背后不足 ${fewestEnterprises} 家企业的数字不公布；为防止由合计反推，另有一些数字一并不公布。需求与供给合计不足 ${smallestCell} 人的标为“数据不足”。`,
      en: `Figures with fewer than ${fewestEnterprises} enterprises behind them are withheld, and others with them, so that no total gives one away. Where demand and supply together are below ${smallestCell} persons, the band is “insufficient”.`,
    },
    {
      zh: '证据等级 A 最可靠，D 最弱。建议由预测规则得出，供决策参考，不是招生决定。',
      en: 'Evidence is graded A (best) to D. A recommendation follows from rules on the forecast; it informs a decision and is none.',
    },
  ];
}

const day = (at: Date) => at.toISOString().slice(0, 10);

/** Method, licence and how to cite, of a publication. */
export function aboutOf(row: PublicationRow): Omit<DataDictionary, 'columns'> {
  const licence = licences[row.licence];
  const [zhMark, enMark] = row.simulated ? ['（模拟数据）', ' (simulated data)'] : ['', ''];
  return {
    method: methodOf(row),
    licence,
    citation: {
      zh: `${row.regionName}人才供需缺口${zhMark}，数据截至 ${row.asOfYear} 年，${day(row.validFrom)} 发布，编号 ${row.id}，许可 ${licence.name}。`,
      en: `Talent supply and demand gaps of ${row.regionName}${enMark}, data up to ${row.asOfYear}, published ${day(row.validFrom)}, edition ${row.id}, licence ${licence.name}.`,
    },
  };
}

type Column = DataDictionary['columns'][number];
const column = (name: string, zh: string, en: string, meaning: Column['meaning'], more: Partial<Pick<Column, 'unit' | 'values'>> = {}): Column => ({
  ...{ name, title: { zh, en }, meaning, unit: null, values: null },
  ...more,
});

/** Every column of the data as it is downloaded, in order: the names of the CSV with English heads. */
export const columns: readonly Column[] = [
  column('edition', '发布编号', 'Edition', { zh: '同一编号的数字永不改变', en: 'Figures of one edition never change' }),
  column('as_of_year', '数据截至', 'Data up to', { zh: '所用填报的最新年份', en: 'Newest year of the reports used' }, { unit: 'year' }),
  column('region', '地区', 'Region', { zh: '行政区划代码', en: 'Code of the administrative division' }),
  column('cut', '口径', 'Cut', { zh: '全市、层次、产业链或专业', en: 'The city, a level, a chain, or a major' }, { values: [...publishedCuts] }),
  column('code', '代码', 'Code', {
    zh: '专业代码；其他口径为该组代码（outside 为不在任何链上的企业）',
    en: 'Code of the major; of the group in other cuts (outside: enterprises in no chain)',
  }),
  column('name', '名称', 'Name', { zh: '发布时的名称', en: 'Name when it was published' }),
  column('level', '层次', 'Level', { zh: '中职、高职专科、职业本科、本科', en: 'Level of education' }, { values: [...levels] }),
  column('category', '专业大类', 'Category', { zh: '专业目录的大类', en: 'Category of the catalogue of majors' }),
  column('chains', '产业链', 'Chains', {
    zh: '发布时把该专业列为相关专业的产业链编号，以空格分隔',
    en: 'Ids of the chains that named the major when it was published, separated by blanks',
  }),
  column('first_year', '首年', 'First year', { zh: '数字为首年至末年合计', en: 'Figures are for first to last year together' }, { unit: 'year' }),
  column('last_year', '末年', 'Last year', { zh: '见首年', en: 'See first year' }, { unit: 'year' }),
  column('band', '等级', 'Band', { zh: '按供给 ÷ 需求划分', en: 'By supply ÷ demand' }, { values: [...bands] }),
  column(
    'gap_low_persons',
    '缺口下限（人）',
    'Gap, lower end',
    { zh: '正数为缺，负数为多', en: 'Positive is shortage, negative surplus' },
    { unit: 'persons' },
  ),
  column('gap_high_persons', '缺口上限（人）', 'Gap, upper end', { zh: '80% 范围，向外取整', en: '80 % range, rounded outwards' }, { unit: 'persons' }),
  column('evidence_grade', '证据等级', 'Evidence', { zh: 'A 最可靠', en: 'A is best' }, { values: [...grades] }),
  column(
    'recommendation',
    '建议',
    'Recommendation',
    { zh: '预测对该专业的建议', en: 'What the forecast recommends for the major' },
    { values: [...flagClasses] },
  ),
  column(
    'withheld',
    '不公布原因',
    'Withheld',
    { zh: '企业过少，或会泄露此类数字', en: 'Too few enterprises, or it would give such a figure away' },
    { values: [...withheldReasons] },
  ),
  column('simulated', '模拟数据', 'Simulated', { zh: 'true 表示由程序生成', en: 'true: generated data' }, { values: ['true', 'false'] }),
  column('licence', '许可', 'Licence', { zh: '使用条件', en: 'Terms of use' }),
];
