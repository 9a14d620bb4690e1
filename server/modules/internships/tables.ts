import { rounded, type Table } from '../../../documents/table.ts';
import type { InternshipCompliance, InternshipYear } from '../../../schemas/internships.ts';

const standings: Record<InternshipCompliance['standing'], string> = { short: '不足', not_reported: '未填报', complies: '达标', exempt: '豁免' };

export const complianceTable: Table<InternshipCompliance> = {
  ...{ name: 'internship-compliance', zh: '实习岗位', en: 'Posts for interns' },
  columns: [
    { title: 'enterprise', zh: '企业', value: (row) => row.organisationName },
    { title: 'size_class', zh: '规模（人）', value: (row) => row.sizeClass },
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'standing', zh: '情况', value: (row, language) => (language === 'zh' ? standings[row.standing] : row.standing) },
    { title: 'staff_persons', zh: '职工（人）', value: (row) => row.staff, format: 'whole' },
    { title: 'required_posts', zh: '应提供（个）', value: (row) => row.required, format: 'whole' },
    { title: 'posts', zh: '实习岗位（个）', value: (row) => row.posts, format: 'whole' },
    { title: 'short_posts', zh: '缺少（个）', value: (row) => row.short, format: 'whole' },
    { title: 'share', zh: '占职工比例', value: (row) => rounded(row.share, 4), format: 'four' },
    { title: 'teacher_practice_posts', zh: '教师实践岗位（个）', value: (row) => row.teacherPractice, format: 'whole' },
    { title: 'exempt_because', zh: '豁免理由', value: (row) => row.exemption?.reason ?? null },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const yearTable: Table<InternshipYear> = {
  ...{ name: 'internship-years', zh: '实习岗位年度报告', en: 'Posts for interns by year' },
  columns: [
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'enterprises', zh: '规模以上企业（家）', value: (row) => row.enterprises, format: 'whole' },
    { title: 'complies', zh: '达标（家）', value: (row) => row.complies, format: 'whole' },
    { title: 'short', zh: '不足（家）', value: (row) => row.short, format: 'whole' },
    { title: 'not_reported', zh: '未填报（家）', value: (row) => row.notReported, format: 'whole' },
    { title: 'exempt', zh: '豁免（家）', value: (row) => row.exempt, format: 'whole' },
    { title: 'staff_persons', zh: '已填报企业职工（人）', value: (row) => row.staff, format: 'whole' },
    { title: 'required_posts', zh: '应提供（个）', value: (row) => row.required, format: 'whole' },
    { title: 'posts', zh: '实习岗位（个）', value: (row) => row.posts, format: 'whole' },
    { title: 'missing_posts', zh: '缺少（个）', value: (row) => row.missing, format: 'whole' },
    { title: 'share', zh: '占职工比例', value: (row) => rounded(row.share, 4), format: 'four' },
    { title: 'teacher_practice_posts', zh: '教师实践岗位（个）', value: (row) => row.teacherPractice, format: 'whole' },
    { title: 'required_share', zh: '要求比例', value: (row) => row.rule.share, format: 'four' },
    { title: 'rule', zh: '规则与版本', value: (row) => `${row.rule.id} v${row.rule.version}${row.rule.edited ? '*' : ''}` },
    { title: 'source', zh: '依据', value: (row) => row.rule.source },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
