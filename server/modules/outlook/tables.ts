import type { Table, TableColumn } from '../../../documents/table.ts';
import type { Inflow, Project } from '../../../schemas/outlook.ts';

const told: readonly TableColumn<Pick<Project, 'inForce' | 'simulated' | 'source' | 'validFrom'>>[] = [
  { title: 'in_force', zh: '有效', value: (row) => row.inForce },
  { title: 'reported_at', zh: '填报时间', value: (row) => row.validFrom },
  { title: 'source', zh: '数据来源', value: (row) => row.source },
  { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
];
const projectColumns: readonly TableColumn<Project>[] = [
  { title: 'enterprise', zh: '企业', value: (row) => row.organisationName },
  { title: 'project', zh: '项目', value: (row) => row.name },
  { title: 'occupation', zh: '职业代码', value: (row) => row.occupationCode },
  { title: 'occupation_name', zh: '职业', value: (row) => row.occupationName },
  { title: 'commissioning_year', zh: '投产年份', value: (row) => row.commissioningYear, format: 'year' },
  { title: 'planned_headcount_persons', zh: '计划用工（人）', value: (row) => row.plannedHeadcount, format: 'whole' },
  ...told,
];
const inflowColumns: readonly TableColumn<Inflow>[] = [
  { title: 'region', zh: '地区代码', value: (row) => row.regionCode },
  { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
  { title: 'major_name', zh: '专业', value: (row) => row.majorName },
  { title: 'level', zh: '层次', value: (row) => row.level },
  { title: 'graduation_year', zh: '毕业年份', value: (row) => row.year, format: 'year' },
  { title: 'inflow_persons', zh: '外来补充（人）', value: (row) => row.persons, format: 'whole' },
  { title: 'reason', zh: '来源与依据', value: (row) => row.reason },
  ...told,
];

export const projectTable: Table<Project> = { name: 'projects', zh: '建设项目', en: 'Projects', columns: projectColumns, simulated: (row) => row.simulated };
export const inflowTable: Table<Inflow> = { name: 'inflows', zh: '外来补充', en: 'Declared inflow', columns: inflowColumns, simulated: (row) => row.simulated };
