import type { Table } from '../../../documents/table.ts';
import type { PlanItem } from '../../../schemas/conference-work.ts';
import type { ConferenceMember, Meeting } from '../../../schemas/conference.ts';

export const memberTable: Table<ConferenceMember> = {
  ...{ name: 'conference-members', zh: '联席会议成员', en: 'Members of the joint conference' },
  columns: [
    { title: 'unit', zh: '单位', value: (row) => row.unit },
    { title: 'role', zh: '席位', value: (row) => row.role },
    { title: 'title', zh: '职务', value: (row) => row.personTitle },
    { title: 'name', zh: '姓名', value: (row) => row.personName },
    { title: 'leads', zh: '牵头单位', value: (row) => row.leads },
    { title: 'invited', zh: '受邀', value: (row) => row.invited },
    { title: 'from', zh: '自', value: (row) => row.validFrom },
    { title: 'to', zh: '至', value: (row) => row.validTo },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const meetingTable: Table<Meeting> = {
  ...{ name: 'conference-meetings', zh: '联席会议会议', en: 'Meetings of the joint conference' },
  columns: [
    { title: 'number', zh: '编号', value: (row) => row.number },
    { title: 'kind', zh: '类别', value: (row) => row.kind },
    { title: 'title', zh: '名称', value: (row) => row.title },
    { title: 'planned_at', zh: '时间', value: (row) => row.plannedAt },
    { title: 'place', zh: '地点', value: (row) => row.place },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'items', zh: '议程（项）', value: (row) => row.items },
    { title: 'resolutions', zh: '议定事项（项）', value: (row) => row.resolutions },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const planTable: Table<PlanItem> = {
  ...{ name: 'conference-plan', zh: '联席会议年度工作计划', en: 'Yearly work plan of the joint conference' },
  columns: [
    { title: 'year', zh: '年度', value: (row) => row.year, format: 'year' },
    { title: 'quarter', zh: '季度', value: (row) => row.quarter },
    { title: 'title', zh: '事项', value: (row) => row.title },
    { title: 'unit', zh: '责任单位', value: (row) => row.unit },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
