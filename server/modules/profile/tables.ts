import type { Table, TableColumn } from '../../../documents/table.ts';
import type { ProfileCompetence, ProfileEducation, ProfileEmployment, ProfileLadder } from '../../../schemas/profile.ts';
import { educationLevels } from '../../../schemas/vocabulary.ts';

const round = (value: number | null | undefined) => (value === null || value === undefined ? null : Math.round(value * 1000) / 1000);
interface Place {
  readonly segment: string;
  readonly code: string;
  readonly name: string;
}
const place = <T>(of: (row: T) => Place): TableColumn<T>[] => [
  { title: 'segment', zh: '环节', value: (row) => of(row).segment },
  { title: 'occupation', zh: '职业代码', value: (row) => of(row).code },
  { title: 'occupation_name', zh: '职业', value: (row) => of(row).name },
];
const window = <T>(of: (row: T) => { readonly from: number; readonly to: number }): TableColumn<T>[] => [
  { title: 'from_year', zh: '起始年', value: (row) => of(row).from, format: 'year' },
  { title: 'to_year', zh: '截止年', value: (row) => of(row).to, format: 'year' },
];
const simulated = <T>(of: (row: T) => { readonly simulated: boolean }): TableColumn<T> => ({
  title: 'simulated',
  zh: '模拟数据',
  value: (row) => of(row).simulated,
});

export const employmentTable: Table<ProfileEmployment> = {
  name: 'chain-employment',
  zh: '产业链从业人员',
  en: 'Employees of the chain',
  simulated: (row) => row.simulated,
  columns: [
    ...place<ProfileEmployment>((row) => row),
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'enterprises', zh: '填报企业', value: (row) => row.enterprises },
    { title: 'reported_persons_stock', zh: '填报从业人员（人，存量）', value: (row) => row.reported },
    { title: 'grossed_persons_stock', zh: '推算从业人员（人，存量）', value: (row) => round(row.stock) },
    { title: 'factor', zh: '推算系数', value: (row) => round(row.factor) },
    { title: 'share_of_chain', zh: '占本链', value: (row) => round(row.share) },
    { title: 'forecast_year', zh: '预测年份', value: (row) => row.forecast?.year ?? null, format: 'year' },
    { title: 'forecast_persons_stock', zh: '预测从业人员（人，存量）', value: (row) => round(row.forecast?.mean) },
    { title: 'forecast_lo80', zh: '预测80%下限', value: (row) => round(row.forecast?.lo80) },
    { title: 'forecast_hi80', zh: '预测80%上限', value: (row) => round(row.forecast?.hi80) },
    { title: 'posted_persons_a_year', zh: '招聘（人/年，流量）', value: (row) => row.posted.persons },
    { title: 'withheld', zh: '不公布原因', value: (row) => row.withheld },
    { title: 'posted_withheld', zh: '招聘不公布原因', value: (row) => row.posted.withheld },
    simulated((row) => row),
  ],
};

type EducationLine = ProfileEducation & { readonly part: (typeof educationLevels)[number] };
/** One line an occupation and level. */
const partOf = ({ parts, part }: Pick<EducationLine, 'parts' | 'part'>) => parts.find((one) => one.part === part);
export const educationLines = (rows: readonly ProfileEducation[]): EducationLine[] => rows.flatMap((row) => educationLevels.map((part) => ({ ...row, part })));
export const educationTable: Table<EducationLine> = {
  name: 'chain-education',
  zh: '产业链学历结构',
  en: 'Education in the chain',
  simulated: (row) => row.simulated,
  columns: [
    ...place<EducationLine>((row) => row),
    ...window<EducationLine>((row) => row),
    { title: 'education', zh: '学历', value: (row) => row.part },
    { title: 'enterprises', zh: '填报企业', value: (row) => row.enterprises },
    { title: 'persons_stock', zh: '从业人员（人，存量）', value: (row) => partOf(row)?.persons ?? null },
    { title: 'share', zh: '占已知', value: (row) => round(partOf(row)?.share) },
    { title: 'asked_persons_flow', zh: '招聘要求（人，流量）', value: (row) => partOf({ parts: row.asked.parts, part: row.part })?.persons ?? null },
    { title: 'asked_share', zh: '占写明要求', value: (row) => round(partOf({ parts: row.asked.parts, part: row.part })?.share) },
    { title: 'withheld', zh: '不公布原因', value: (row) => row.withheld },
    { title: 'asked_withheld', zh: '招聘不公布原因', value: (row) => row.asked.withheld },
    simulated((row) => row),
  ],
};

type LadderLine = ProfileLadder & { readonly on: ProfileLadder['rungs'][number] | null };
/** One line a group and rung; groups without an answer have one line. */
export const ladderLines = (rows: readonly ProfileLadder[]): LadderLine[] =>
  rows.flatMap((row): LadderLine[] => (row.rungs.length === 0 ? [{ ...row, on: null }] : row.rungs.map((on) => ({ ...row, on }))));
export const ladderTable: Table<LadderLine> = {
  name: 'chain-ladder',
  zh: '产业链职业岗位序列',
  en: 'Occupation ladder of the chain',
  simulated: (row) => row.simulated,
  columns: [
    ...place<LadderLine>((row) => ({ segment: row.segment, code: row.group, name: row.name })),
    ...window<LadderLine>((row) => row),
    { title: 'enterprises', zh: '填报企业', value: (row) => row.enterprises },
    { title: 'series', zh: '序列', value: (row) => row.on?.series ?? null },
    { title: 'grade', zh: '等级', value: (row) => row.on?.grade ?? null },
    { title: 'persons_stock', zh: '从业人员（人，存量）', value: (row) => row.on?.persons ?? null },
    { title: 'share', zh: '占从业人员', value: (row) => round(row.on?.share) },
    { title: 'entry_share_of_postings', zh: '招聘中一年以内经验占比', value: (row) => round(row.experience.entryShare) },
    { title: 'postings', zh: '写明经验的岗位数', value: (row) => row.experience.postings },
    { title: 'withheld', zh: '不公布原因', value: (row) => row.withheld },
    simulated((row) => row),
  ],
};

export const competenceTable: Table<ProfileCompetence> = {
  name: 'chain-competences',
  zh: '产业链能力要求与培养',
  en: 'Competences asked and taught in the chain',
  simulated: (row) => row.simulated,
  columns: [
    { title: 'competence', zh: '能力代码', value: (row) => row.code },
    { title: 'competence_name', zh: '能力', value: (row) => row.name },
    { title: 'kind', zh: '类别', value: (row) => row.kind },
    { title: 'origin', zh: '来源', value: (row) => row.origin },
    { title: 'state', zh: '状态', value: (row) => row.state },
    ...window<ProfileCompetence>((row) => row),
    { title: 'staff_persons_stock', zh: '要求此能力的在岗人员（人，存量）', value: (row) => row.staff.persons },
    { title: 'staff_enterprises', zh: '要求的企业（在岗）', value: (row) => row.staff.enterprises },
    { title: 'posted_persons_flow', zh: '要求此能力的招聘（人，流量）', value: (row) => row.applicants.persons },
    { title: 'posted_enterprises', zh: '要求的企业（招聘）', value: (row) => row.applicants.enterprises },
    { title: 'programmes', zh: '本链专业点', value: (row) => row.programmes },
    { title: 'programmes_elsewhere', zh: '其他专业点', value: (row) => row.elsewhere },
    { title: 'withheld', zh: '不公布原因', value: (row) => row.staff.withheld },
    { title: 'posted_withheld', zh: '招聘不公布原因', value: (row) => row.applicants.withheld },
    simulated((row) => row),
  ],
};
