import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { GraduateRates, GraduateTrack } from '../../../schemas/graduate-tracks.ts';
import type { MajorGuidance } from '../../../schemas/guidance.ts';

type Counted = 'asked' | 'localJob' | 'otherRegion' | 'furtherStudy' | 'military' | 'unemployed' | 'inField' | `wage${string}` | `satisfied${string}`;
const counts: readonly (readonly [field: Counted & keyof GraduateTrack, title: string, zh: string])[] = [
  ['asked', 'asked', '调查人数'],
  ['localJob', 'local_job', '本市就业'],
  ['otherRegion', 'other_region', '外地就业'],
  ['furtherStudy', 'further_study', '升学'],
  ['military', 'military', '参军'],
  ['unemployed', 'unemployed', '待就业'],
  ['inField', 'in_field', '对口就业'],
  ['wageTo3000', 'pay_to_3000', '月收入 3000 元以下'],
  ['wageTo5000', 'pay_3000_to_4999', '月收入 3000–4999 元'],
  ['wageTo8000', 'pay_5000_to_7999', '月收入 5000–7999 元'],
  ['wageTo12000', 'pay_8000_to_11999', '月收入 8000–11999 元'],
  ['wageOver12000', 'pay_12000_and_more', '月收入 12000 元及以上'],
  ['satisfied1', 'satisfaction_1', '很不满意'],
  ['satisfied2', 'satisfaction_2', '不满意'],
  ['satisfied3', 'satisfaction_3', '一般'],
  ['satisfied4', 'satisfaction_4', '满意'],
  ['satisfied5', 'satisfaction_5', '很满意'],
];
export const trackTable: Table<GraduateTrack> = {
  ...{ name: 'graduate-tracks', zh: '就业跟踪', en: 'Graduate tracking' },
  columns: [
    { title: 'school', zh: '学校', value: (row) => row.organisationName },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'graduation_year', zh: '毕业年份', value: (row) => row.year, format: 'year' },
    { title: 'months', zh: '毕业后月数', value: (row) => row.months, format: 'whole' },
    ...counts.map(([field, title, zh]): TableColumn<GraduateTrack> => ({
      title: `${title}_persons`,
      zh: `${zh}（人）`,
      value: (row) => row[field],
      format: 'whole',
    })),
    { title: 'in_force', zh: '有效', value: (row) => row.inForce },
    { title: 'reported_at', zh: '填报时间', value: (row) => row.validFrom },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
const shares = [
  ['placed', 'placed', '去向落实率'],
  ['stayed', 'stayed', '留本市率'],
  ['inField', 'in_field', '对口率'],
  ['furtherStudy', 'further_study', '升学率'],
] as const;
export const ratesTable: Table<GraduateRates> = {
  ...{ name: 'graduate-rates', zh: '就业跟踪指标', en: 'Rates of graduates' },
  columns: [
    { title: 'by', zh: '分组', value: (row) => row.by },
    { title: 'code', zh: '代码', value: (row) => row.code },
    { title: 'name', zh: '名称', value: (row, language) => (row.by === 'city' ? (language === 'zh' ? '全市' : 'city') : row.name) },
    { title: 'school', zh: '学校', value: (row) => row.organisationName },
    { title: 'graduation_year', zh: '毕业年份', value: (row) => row.year, format: 'year' },
    { title: 'months', zh: '毕业后月数', value: (row) => row.months, format: 'whole' },
    { title: 'asked_persons', zh: '调查人数（人）', value: (row) => row.asked, format: 'whole' },
    { title: 'answered_persons', zh: '答复（人）', value: (row) => row.answered, format: 'whole' },
    ...shares.flatMap(([field, title, zh]): TableColumn<GraduateRates>[] => [
      { title, zh, value: (row) => rounded(row[field]?.share ?? null, 4), format: 'four' },
      { title: `${title}_lo80`, zh: `${zh}下限（80 %）`, value: (row) => rounded(row[field]?.lo80 ?? null, 4), format: 'four' },
      { title: `${title}_hi80`, zh: `${zh}上限（80 %）`, value: (row) => rounded(row[field]?.hi80 ?? null, 4), format: 'four' },
    ]),
    { title: 'lower_quartile_pay_band', zh: '收入下四分位所在段', value: (row) => row.lowerWage },
    { title: 'median_pay_band', zh: '收入中位数所在段', value: (row) => row.medianWage },
    { title: 'upper_quartile_pay_band', zh: '收入上四分位所在段', value: (row) => row.upperWage },
    { title: 'pay_answers_persons', zh: '填写收入（人）', value: (row) => row.payAnswers, format: 'whole' },
    { title: 'satisfaction_mean_1_to_5', zh: '满意度均值（1–5）', value: (row) => rounded(row.satisfaction?.mean ?? null, 2), format: 'two' },
    { title: 'withheld', zh: '保密', value: (row) => row.withheld },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};

/** What guidance by major tells as a file: rates by months, then occupations. */
export type GuidanceLine = Pick<MajorGuidance, 'majorCode' | 'majorName' | 'level' | 'simulated'> & {
  readonly rates: GraduateRates | null;
  readonly occupation: MajorGuidance['occupations'][number] | null;
};
export const guidanceLines = ({ majorCode, majorName, level, simulated, rates, occupations }: MajorGuidance): GuidanceLine[] => [
  ...rates.map((row) => ({ majorCode, majorName, level, simulated, rates: row, occupation: null })),
  ...occupations.map((row) => ({ majorCode, majorName, level, simulated, rates: null, occupation: row })),
];
const aboutRates = new Set(['by', 'code', 'name', 'school', 'simulated']);
export const guidanceTable: Table<GuidanceLine> = {
  ...{ name: 'guidance', zh: '就业指导', en: 'Guidance by major' },
  columns: [
    { title: 'major', zh: '专业代码', value: (line) => line.majorCode },
    { title: 'major_name', zh: '专业', value: (line) => line.majorName },
    { title: 'level', zh: '层次', value: (line) => line.level },
    ...ratesTable.columns
      .filter(({ title }) => !aboutRates.has(title))
      .map((column): TableColumn<GuidanceLine> => ({
        ...column,
        value: (line, language) => (line.rates === null ? null : column.value(line.rates, language)),
      })),
    { title: 'occupation', zh: '职业代码', value: (line) => line.occupation?.code ?? null },
    { title: 'occupation_name', zh: '职业', value: (line) => line.occupation?.name ?? null },
    { title: 'open_postings', zh: '在招岗位（个）', value: (line) => line.occupation?.openPostings ?? null, format: 'whole' },
    { title: 'simulated', zh: '模拟数据', value: (line) => line.simulated },
  ],
  simulated: (line) => line.simulated,
};
