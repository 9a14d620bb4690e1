import type { Table } from '../../../documents/table.ts';
import type { ProgrammeChange } from '../../../schemas/programme-changes.ts';

export const changeTable: Table<ProgrammeChange> = {
  ...{ name: 'programme-changes', zh: '专业调整申请', en: 'Proposals to change programmes' },
  columns: [
    { title: 'school', zh: '学校', value: (row) => row.organisationName },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'change', zh: '调整类型', value: (row) => row.change },
    { title: 'from_year', zh: '起始招生年份', value: (row) => row.fromYear, format: 'year' },
    { title: 'seats_before', zh: '原招生规模（人/年）', value: (row) => row.seatsBefore, format: 'whole' },
    { title: 'seats_after', zh: '调整后招生规模（人/年）', value: (row) => row.seatsAfter, format: 'whole' },
    { title: 'new_name', zh: '新名称', value: (row) => row.newName },
    { title: 'reasons', zh: '理由', value: (row) => row.reasons },
    { title: 'cost_yuan', zh: '经费（元）', value: (row) => row.costYuan, format: 'whole' },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'return_reason', zh: '退回原因', value: (row) => row.reason },
    { title: 'docket', zh: '议题档案', value: (row) => row.docket?.number ?? null },
    { title: 'outcome', zh: '议决结果', value: (row) => row.docket?.outcome ?? null },
    { title: 'resolution', zh: '决议文号', value: (row) => row.docket?.resolutionNumber ?? null },
    { title: 'submitted_at', zh: '提交时间', value: (row) => row.submittedAt },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
