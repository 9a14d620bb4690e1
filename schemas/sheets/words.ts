import type { memberRoles } from '../conference-words.ts';
import type { adjustmentChanges, educationLevels, levels, organisationKinds, ownerships, segmentPositions, sizeClasses, skillGrades } from '../vocabulary.ts';

/** Words of codes as they stand in spreadsheets. */
export const levelWords: Record<(typeof levels)[number], string> = {
  secondary: '中职',
  associate: '高职专科',
  vocational_bachelor: '职业本科',
  bachelor: '本科',
};
export const adjustmentWords: Record<(typeof adjustmentChanges)[number], string> = {
  ...{ new: '新设', expand: '扩招', reduce: '减招', suspend: '停招', resume: '恢复招生', rename: '更名', close: '撤销', keep: '保持' },
};
export const seatWords: Record<(typeof memberRoles)[number], string> = { convener: '召集人', deputy: '副召集人', member: '成员', liaison: '联络员' };
type Pair = readonly [zh: string, en: string];
export const educationWords: Record<(typeof educationLevels)[number], Pair> = {
  junior_or_below: ['初中及以下', 'junior or below'],
  senior_secondary: ['普通高中', 'senior secondary'],
  secondary: ['中职', 'secondary vocational'],
  associate: ['大专', 'associate'],
  bachelor: ['本科', 'bachelor'],
  postgraduate: ['研究生', 'postgraduate'],
};
export const gradeWords: Record<(typeof skillGrades)[number], Pair> = {
  apprentice: ['学徒工', 'apprentice'],
  elementary: ['初级工', 'elementary'],
  intermediate: ['中级工', 'intermediate'],
  advanced: ['高级工', 'advanced'],
  technician: ['技师', 'technician'],
  senior_technician: ['高级技师', 'senior technician'],
  special_technician: ['特级技师', 'special technician'],
  chief_technician: ['首席技师', 'chief technician'],
  title_entry: ['员级职称', 'title entry'],
  title_assistant: ['助理级职称', 'title assistant'],
  title_intermediate: ['中级职称', 'title intermediate'],
  title_associate_senior: ['副高级职称', 'title associate senior'],
  title_senior: ['正高级职称', 'title senior'],
  manager_first_line: ['基层管理', 'first-line manager'],
  manager_middle: ['中层管理', 'middle manager'],
  manager_senior: ['高层管理', 'senior manager'],
};
export const competenceWords: Pair = ['能力代码，多个用分号隔开', 'codes of competences, separated by semicolons'];
export const organisationWords: Record<(typeof organisationKinds)[number], string> = { school: '学校', enterprise: '企业', bureau: '部门' };
export const ownershipWords: Record<(typeof ownerships)[number], string> = { public: '公办', private: '民办' };
export const sizeWords: Record<(typeof sizeClasses)[number], string> = { '1000+': '1000以上', '300-999': '300-999', '20-299': '20-299', '1-19': '1-19' };
export const positionWords: Record<(typeof segmentPositions)[number], string> = { upstream: '上游', midstream: '中游', downstream: '下游' };
