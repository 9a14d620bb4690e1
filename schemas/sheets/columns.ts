import { adjustmentWords, competenceWords, educationWords, gradeWords, levelWords, organisationWords, ownershipWords, seatWords, sizeWords } from './words.ts';
import { educationLevels, skillGrades } from '../vocabulary.ts';

/** How a cell is read before the report's schema looks at it. */
export type CellReading = 'whole' | 'amount' | 'share' | 'year' | 'date' | 'code' | 'text' | 'choice' | 'codes' | 'organisation';
export type DictionaryName = 'occupations' | 'majors' | 'competences' | 'organisations';

/** A column of a sheet. Template, reader, check, returned copy and the table in docs/imports.md all derive from it. */
export interface SheetColumn {
  /** Path into the body of the POST that reports the same thing; `organisation` names the reporter. */
  readonly field: string;
  /** Header in the template. */
  readonly zh: string;
  readonly en: string;
  /** Other headers under which it is recognised. */
  readonly also?: readonly string[];
  readonly reading: CellReading;
  readonly choices?: Readonly<Record<string, string>>;
  readonly dictionary?: DictionaryName;
  readonly note: { readonly zh: string; readonly en: string };
  readonly example: string | number | null;
  /** First year that a template takes; 2000 where nothing is said. */
  readonly from?: number;
}
type Options = Partial<Pick<SheetColumn, 'also' | 'choices' | 'dictionary' | 'example' | 'from'>> & { readonly note?: readonly [zh: string, en: string] };
export const column = (
  field: string,
  zh: string,
  en: string,
  reading: CellReading,
  { note = ['', ''], example = null, ...more }: Options = {},
): SheetColumn => ({
  ...{ field, zh, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}`, reading, example, ...more },
  note: { zh: note[0], en: note[1] },
});
const persons = (field: string, zh: string, en: string, example: number | null, more: Options = {}) => column(field, `${zh}（人）`, `${en} (persons)`, 'whole', { example, ...more }); // prettier-ignore
const yearOf = (field: string, zh: string, en: string, example: number, more: Options = {}) => column(field, zh, en, 'year', { example, ...more });

export const occupation = column('occupationCode', '职业代码', 'occupation code', 'code', {
  ...{ dictionary: 'occupations', example: '6-31-01-03', also: ['职业', '大典代码', 'occupation'] },
  note: ['大典 2022 代码，三段（小类）或四段（职业）', 'code of the 2022 catalogue of occupations, three or four parts'],
});
export const major = column('majorCode', '专业代码', 'major code', 'code', { dictionary: 'majors', example: '460702', also: ['专业', 'major'], note: ['六位代码，保留开头的 0，本科可带 T、K', 'six digits, leading zeros kept; of bachelor majors perhaps with T or K'] }); // prettier-ignore
const level = column('level', '层次', 'level', 'choice', { choices: levelWords, example: '高职专科', also: ['办学层次', '学历层次'] });
const competences = column('competences', '能力要求', 'competences', 'codes', { dictionary: 'competences', note: competenceWords, also: ['能力代码'] });
const jobTitle = column('jobTitle', '岗位名称', 'job title', 'text', { example: '装配技术员', also: ['岗位', '职位名称'] });
const organisation = (zh: string, en: string, also: readonly string[]) => column('organisation', zh, en, 'organisation', { also, note: ['仅管理员代报时填写', 'for administrators only'] }); // prettier-ignore

export const enterpriseColumn = organisation('统一社会信用代码', 'credit code', [
  '信用代码',
  '企业',
  '企业名称',
  '单位',
  '单位名称',
  'enterprise',
  'organisation name',
]);
export const schoolColumn = organisation('学校', 'school', [
  '学校名称',
  '学校代码',
  '统一社会信用代码',
  '院校',
  '单位',
  '单位名称',
  'school name',
  'organisation name',
]);

export const declarationColumns = [
  yearOf('year', '年份', 'year', 2025, { also: ['年度'] }),
  occupation,
  persons('headcount', '年末在岗人数', 'employees at year end', 120, { also: ['在岗人数', '人数'] }),
  persons('expectedLeavers', '预计离职退休', 'expected leavers', 6, { also: ['预计离职'] }),
  persons('plannedHires', '计划招聘', 'planned hires', 15),
  persons('openToNewGraduates', '面向应届毕业生', 'open to new graduates', 8, { note: ['计划招聘中的一部分', 'a part of the planned hires'] }),
  column('level', '学历要求', 'education asked for', 'choice', { choices: levelWords, example: '高职专科', also: ['层次', '学历层次', 'education asked'] }),
  column('acceptedMajors', '可接受专业', 'majors accepted', 'codes', {
    dictionary: 'majors',
    note: ['专业代码，多个用分号隔开', 'codes of majors, separated by semicolons'],
  }),
  persons('internships', '提供实习岗位', 'posts for interns', 4, { also: ['实习岗位'] }),
  persons('teacherPractice', '提供教师实践岗位', 'practice posts for teachers', 1, { also: ['教师实践岗位'] }),
  jobTitle,
  competences,
  ...educationLevels.map((name) => persons(`education.${name}`, `学历_${educationWords[name][0]}`, `education ${educationWords[name][1]}`, null)),
  ...skillGrades.map((name) => persons(`grades.${name}`, `等级_${gradeWords[name][0]}`, `grade ${gradeWords[name][1]}`, null)),
];
export const postingColumns = [
  column('openedOn', '发布日期', 'opened on', 'date', { example: '2025-03-01', also: ['日期'] }),
  occupation,
  persons('headcount', '招聘人数', 'wanted', 3, { also: ['人数', 'headcount'] }),
  column('experienceYears', '经验要求（年）', 'experience asked for (years)', 'whole', { example: 2, also: ['经验要求', '工作年限', 'experience (years)'] }),
  { ...level, zh: '学历要求', en: 'Education asked for', also: ['层次', '学历', '学历层次'] },
  jobTitle,
  competences,
];
const rateNote = ['0 至 1，或百分数如 62%', '0 to 1, or a percentage such as 62%'] as const;
const ofProgramme = [yearOf('year', '年份', 'year', 2025, { also: ['年度', '学年'] }), major, level];
export const enrolmentColumns = [
  ...ofProgramme,
  persons('plan', '招生计划', 'intake planned', 100, { also: ['计划'] }),
  persons('intake', '实际招生', 'intake', 96, { also: ['招生'] }),
  ...['一', '二', '三', '四', '五', '六', '七', '八'].map((grade, i) => persons(`enrolled.${i}`, `在校${grade}年级`, `enrolled grade ${i + 1}`, i < 3 ? 95 - i : null)), // prettier-ignore
  persons('graduates', '毕业生', 'graduates', 92, { also: ['毕业生数'] }),
  column('firstChoiceRate', '第一志愿率（0–1）', 'first-choice rate (0–1)', 'share', {
    example: 0.62,
    note: rateNote,
    also: ['第一志愿率', 'first choice rate'],
  }),
  column('registrationRate', '报到率（0–1）', 'registration rate (0–1)', 'share', { example: 0.95, note: rateNote, also: ['报到率', 'registration rate'] }),
];
export const destinationColumns = [
  ...ofProgramme,
  persons('localJob', '本市就业', 'local job', 50),
  persons('otherRegion', '外地就业', 'other region', 20),
  persons('furtherStudy', '升学', 'further study', 12),
  persons('military', '参军', 'military', 3),
  persons('unemployed', '待就业', 'unemployed', 5),
  persons('inField', '对口就业', 'in field', 35),
];
export const trackColumns = [
  ...ofProgramme.map((one) => (one.field === 'year' ? { ...one, zh: '毕业年份', en: 'graduation year', example: 2024, also: ['年份', '毕业年度'] } : one)),
  column('months', '毕业后月数', 'months after graduation', 'whole', { example: 12, also: ['月数', 'months'], note: ['6、12 或 36', '6, 12 or 36'] }),
  persons('asked', '调查人数', 'asked', 92, { also: ['调查人数', 'asked'] }),
  persons('localJob', '本市就业', 'local job', 48),
  persons('otherRegion', '外地就业', 'other region', 18),
  persons('furtherStudy', '升学', 'further study', 10),
  persons('military', '参军', 'military', 2),
  persons('unemployed', '待就业', 'unemployed', 4),
  persons('inField', '对口就业', 'in field', 40, { note: ['本市与外地就业中的一部分', 'of those at work here and elsewhere'] }),
  persons('wageTo3000', '月收入3000元以下', 'pay below 3000 yuan', 6, { also: ['pay to 3000'] }),
  persons('wageTo5000', '月收入3000-4999元', 'pay 3000-4999 yuan', 26, { also: ['pay 3000 to 4999'] }),
  persons('wageTo8000', '月收入5000-7999元', 'pay 5000-7999 yuan', 24, { also: ['pay 5000 to 7999'] }),
  persons('wageTo12000', '月收入8000-11999元', 'pay 8000-11999 yuan', 8, { also: ['pay 8000 to 11999'] }),
  persons('wageOver12000', '月收入12000元及以上', 'pay 12000 yuan and more', 2, { also: ['pay 12000 and more'] }),
  persons('satisfied1', '很不满意', 'very dissatisfied', 2, { also: ['satisfaction 1'] }),
  persons('satisfied2', '不满意', 'dissatisfied', 5, { also: ['satisfaction 2'] }),
  persons('satisfied3', '一般', 'neither', 20, { also: ['satisfaction 3'] }),
  persons('satisfied4', '满意', 'satisfied', 40, { also: ['satisfaction 4'] }),
  persons('satisfied5', '很满意', 'very satisfied', 12, { also: ['satisfaction 5'] }),
];
const round = column('round', '轮次', 'round', 'text', {
  example: '2027 届订单班',
  also: ['轮次名称', '双选轮次'],
  note: ['双选轮次的名称', 'name of a placement round'],
});
const studentNumber = column('number', '学生编号', 'student number', 'text', {
  ...{ example: 'A-001', also: ['编号'] },
  note: ['学校自编，字母、数字和连字符，不得用姓名、学号、身份证号', 'made up by the school: letters, digits, hyphens; no name, no student or identity number'],
});
export const candidateColumns = [round, studentNumber, major];
export const rankingColumns = [
  round,
  column('post', '岗位', 'post', 'text', {
    example: '焊接',
    also: ['岗位名称', '订单班'],
    note: ['本单位在此轮次提供的岗位', 'a post of the own in this round'],
  }),
  column('school', '院校', 'school', 'text', { example: '某职业学院', also: ['学校'], note: ['学生所在院校的名称', 'name of the school of the student'] }),
  studentNumber,
  column('place', '排序', 'place', 'whole', {
    example: 1,
    note: ['1 最优先，可并列；不录取者留空', '1 is best, equal places are ties; empty for who is refused'],
  }),
  column('refused', '不录取', 'refused', 'choice', { choices: { yes: '是', no: '否' }, note: ['填“是”则不录取', 'yes: refused'] }),
];
export const planColumns = [...ofProgramme, persons('plan', '招生计划', 'intake planned', 100, { also: ['计划'] })];
export const projectColumns = [
  column('name', '项目名称', 'project', 'text', { example: '二期扩建', also: ['项目'] }),
  occupation,
  yearOf('commissioningYear', '投产年份', 'commissioning year', 2027, { also: ['投产年度'] }),
  persons('plannedHeadcount', '计划用工', 'planned headcount', 80),
];
const yesNo = { yes: '是', no: '否' };
export const seatColumns = [
  column('unit', '成员单位', 'unit', 'text', { example: '市教育局', also: ['单位', '单位名称'] }),
  column('role', '席位', 'seat', 'choice', { choices: seatWords, example: '成员', also: ['会议职务', 'role'] }),
  column('personTitle', '职务', 'office', 'text', { example: '副局长', also: ['title'] }),
  column('personName', '姓名', 'name', 'text', { note: ['可不填；席位届满一年后删除', 'optional; forgotten a year after the seat has ended'] }),
  column('account', '平台账号单位', 'organisation with accounts', 'text', {
    ...{ dictionary: 'organisations', also: ['账号单位'] },
    note: ['信用代码或全称；不填则取与成员单位同名者，没有账号的留空', 'credit code or full name; left empty, the one called like the unit, or none'],
  }),
  column('leads', '牵头单位', 'leads', 'choice', { choices: yesNo, example: '否', also: ['牵头'] }),
  column('invited', '列席', 'invited', 'choice', {
    choices: yesNo,
    example: '否',
    also: ['列席单位', '受邀'],
    note: ['列席不参加表决', 'invited seats have no vote'],
  }),
  column('validFrom', '任职起', 'first day', 'date', { example: '2026-03-01', also: ['任职起始日', '起始日期', '自', 'from'] }),
  column('validTo', '任职止', 'last day', 'date', { also: ['任职截止日', '截止日期', '至', 'to'], note: ['在任的留空', 'empty while the seat is held'] }),
];
export const ledgerColumns = [
  { ...schoolColumn, note: { zh: '学校全称或代码', en: 'full name or code of the school' } },
  yearOf('year', '起始招生年份', 'first year of intake', 2023, { also: ['年份', '年度', 'year'] }),
  { ...major, note: { zh: '六位代码，保留开头的 0；已停用的专业也可填', en: 'six digits, leading zeros kept; retired majors too' } },
  column('change', '调整类型', 'change', 'choice', { choices: adjustmentWords, example: '减招', also: ['调整', '类型'] }),
  persons('seatsBefore', '调整前招生规模', 'seats before', 120, { also: ['原招生规模'] }),
  persons('seatsAfter', '调整后招生规模', 'seats after', 80),
  column('newName', '新名称', 'new name', 'text', { note: ['只有更名才填', 'for renaming only'] }),
  column('basis', '依据', 'basis', 'text', { example: '2023 年度职业学校专业设置备案', note: ['根据什么决定', 'what it was decided on'] }),
  column('resolutionNumber', '文号', 'number of the document', 'text', {
    ...{ example: '某教发〔2023〕12 号', also: ['决议编号', '决议文号', '议定事项编号', 'resolution'] },
    note: ['决议编号或文件文号', 'number of the resolution or document'],
  }),
  column('decidedOn', '决定日期', 'decided on', 'date', { example: '2023-04-18', also: ['议定日期', '日期'] }),
];
export const schoolYearColumns = [
  yearOf('year', '年份', 'year', 2025, { also: ['年度'] }),
  persons('fullTimeTeachers', '专任教师', 'full-time teachers', 210),
  persons('teacherPosts', '核定专任教师数', 'approved full-time teachers', 220, { also: ['核定专任教师', 'teacher posts', 'full-time teachers to be had'] }),
  persons('professionalTeachers', '专业教师', 'teachers of professional courses', 120, {
    note: ['专任教师中的一部分', 'of the full-time teachers'],
    also: ['teachers of majors'],
  }),
  persons('dualQualifiedTeachers', '双师型教师', 'dual-qualified teachers', 70, { note: ['专业教师中的一部分', 'of the teachers of professional courses'] }),
  persons('partTimeTeachers', '兼职教师', 'part-time teachers', 35),
  column('trainingPersonTimes', '培训人次', 'training (person-times)', 'whole', {
    ...{ example: 4200, also: ['培训人次（人次）', 'training person times', 'persons trained (person-times)'] },
    note: ['一人培训两次计两次', 'who is trained twice counts twice'],
  }),
  column('practiceBaseArea', '实训基地建筑面积（平方米）', 'practice base area (m²)', 'amount', {
    example: 18_500.5,
    also: ['实训基地建筑面积', '实训基地面积（平方米）', 'practice base area', 'practice base area m2'],
  }),
  column('practicePlaces', '实训工位（个）', 'practice places (places)', 'whole', { example: 960, also: ['实训工位', 'practice places'] }),
  column('equipmentValue', '教学仪器设备总值（万元）', 'teaching equipment (ten thousand yuan)', 'amount', {
    example: 3200,
    also: ['教学仪器设备总值', 'equipment value', 'equipment 10k yuan'],
  }),
];
export const inflowColumns = [
  major,
  yearOf('year', '毕业年份', 'graduation year', 2026, { also: ['年份', '毕业年度'] }),
  persons('persons', '来本市就业', 'persons who come', 40, {
    also: ['人数', '外来补充', 'inflow'],
    note: ['0 表示撤回此前的申报', '0 takes back what was declared'],
  }),
  column('reason', '来源与依据', 'origin and evidence', 'text', { example: '周边城市院校，人社部门统计', also: ['来源', '依据'] }),
];
export const organisationColumns = [
  column('kind', '单位类别', 'kind of organisation', 'choice', { choices: organisationWords, example: '学校', also: ['类别', '种类'] }),
  column('name', '单位名称', 'name', 'text', { example: '某职业技术学校', also: ['单位', '名称', '全称'] }),
  column('creditCode', '统一社会信用代码', 'credit code', 'code', {
    also: ['信用代码'],
    note: ['18 位，校验码不符的不予登记', '18 characters; one whose check character is wrong is refused'],
  }),
  { ...level, also: ['办学层次'], note: { zh: '学校必填', en: 'needed of schools' } },
  column('ownership', '办学或所有制性质', 'ownership', 'choice', { choices: ownershipWords, example: '公办', also: ['性质', '所有制', '举办性质'] }),
  column('sizeClass', '规模（人）', 'size (employees)', 'choice', { choices: sizeWords, also: ['规模', 'size'], note: ['企业必填', 'needed of enterprises'] }),
  column('chain', '产业链', 'industry chain', 'text', { also: ['所属产业链', 'chain id'], note: ['产业链的名称', 'name of the chain'] }),
];
