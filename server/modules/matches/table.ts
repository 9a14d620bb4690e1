import { rounded, type Table } from '../../../documents/table.ts';
import type { ProgrammeDemand, Supplier } from '../../../schemas/matches.ts';

/** A programme and graduation year a line; without a run one line a programme. */
export type SupplierLine = Supplier & { readonly outlook: Supplier['years'][number] | null };
export const supplierLines = (rows: readonly Supplier[]): SupplierLine[] =>
  rows.flatMap((row): SupplierLine[] => (row.years.length === 0 ? [{ ...row, outlook: null }] : row.years.map((outlook) => ({ ...row, outlook }))));

export const supplierTable: Table<SupplierLine> = {
  ...{ name: 'suppliers', zh: '供给专业点', en: 'Programmes that lead to an occupation' },
  columns: [
    { title: 'school', zh: '学校', value: (row) => row.schoolName },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'length_years', zh: '学制（年）', value: (row) => row.lengthYears, format: 'whole' },
    { title: 'region', zh: '地区代码', value: (row) => row.regionCode },
    { title: 'region_name', zh: '地区', value: (row) => row.regionName },
    { title: 'link_origin', zh: '对应关系来源', value: (row) => row.link.origin },
    { title: 'weight', zh: '在该职业需求中的份额', value: (row) => rounded(row.link.weight, 4), format: 'four' },
    { title: 'graduates_persons', zh: '基准年毕业生（人）', value: (row) => row.graduates, format: 'whole' },
    { title: 'enrolled_persons', zh: '在校生（人）', value: (row) => row.enrolled, format: 'whole' },
    { title: 'graduation_year', zh: '毕业年份', value: (row) => row.outlook?.year ?? null, format: 'year' },
    { title: 'expected_persons', zh: '预计在本市就业（人）', value: (row) => rounded(row.outlook?.mean ?? null), format: 'two' },
    { title: 'lo80_persons', zh: '下限（80 %）（人）', value: (row) => rounded(row.outlook?.lo80 ?? null), format: 'two' },
    { title: 'hi80_persons', zh: '上限（80 %）（人）', value: (row) => rounded(row.outlook?.hi80 ?? null), format: 'two' },
    { title: 'enrolled_already', zh: '已在校', value: (row) => row.outlook?.enrolled ?? null },
    { title: 'competences_covered', zh: '已培养的能力', value: (row) => row.covered.join('; ') },
    { title: 'competences_missing', zh: '缺少的能力', value: (row) => row.missing.join('; ') },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};

export type DemandLine = ProgrammeDemand['occupations'][number] & Pick<ProgrammeDemand, 'schoolName' | 'majorCode' | 'majorName' | 'taught' | 'simulated'>;
export const demandLines = ({ schoolName, majorCode, majorName, taught, simulated, occupations }: ProgrammeDemand): DemandLine[] =>
  occupations.map((row) => ({ ...row, schoolName, majorCode, majorName, taught, simulated }));

export const demandTable: Table<DemandLine> = {
  ...{ name: 'programme-demand', zh: '谁要毕业生', en: 'Who wants the graduates of a programme' },
  columns: [
    { title: 'school', zh: '学校', value: (row) => row.schoolName },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'occupation', zh: '职业代码', value: (row) => row.code },
    { title: 'occupation_name', zh: '职业', value: (row) => row.name },
    { title: 'link_origin', zh: '对应关系来源', value: (row) => row.origin },
    { title: 'enterprises', zh: '企业（家）', value: (row) => row.enterprises, format: 'whole' },
    { title: 'employees_persons', zh: '年末在岗（人）', value: (row) => row.employees, format: 'whole' },
    { title: 'planned_hires_persons', zh: '计划招聘（人）', value: (row) => row.plannedHires, format: 'whole' },
    { title: 'new_graduates_persons', zh: '面向应届（人）', value: (row) => row.openToNewGraduates, format: 'whole' },
    { title: 'internships', zh: '实习岗位（个）', value: (row) => row.internships, format: 'whole' },
    { title: 'open_postings', zh: '在招岗位（个）', value: (row) => row.openPostings, format: 'whole' },
    { title: 'withheld', zh: '保密', value: (row) => row.withheld },
    { title: 'competences_asked', zh: '企业要求的能力', value: (row) => row.asked.join('; ') },
    { title: 'competences_covered', zh: '已培养的能力', value: (row) => (row.taught ? row.covered.join('; ') : null) },
    { title: 'competences_missing', zh: '缺少的能力', value: (row) => (row.taught ? row.missing.join('; ') : null) },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
