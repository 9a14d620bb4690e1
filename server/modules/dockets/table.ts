import type { Table } from '../../../documents/table.ts';
import type { DocketSummary } from '../../../schemas/dockets.ts';

const sum = (values: readonly (number | null)[]) =>
  values.every((value) => value === null) ? null : values.reduce((all: number, value) => all + (value ?? 0), 0);

export const docketTable: Table<DocketSummary> = {
  ...{ name: 'dockets', zh: '议题档案', en: 'Dockets' },
  columns: [
    { title: 'number', zh: '编号', value: (row) => `${row.year}-${String(row.number).padStart(3, '0')}` },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'origin', zh: '来源', value: (row) => row.origin },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'flag', zh: '建议', value: (row) => row.flagClass },
    { title: 'measures', zh: '措施', value: (row) => row.measures.map(({ schoolName, change, fromYear }) => `${schoolName} ${change} ${fromYear}`).join('; ') },
    { title: 'seats_before', zh: '调整前招生计划', value: (row) => sum(row.measures.map(({ seatsBefore }) => seatsBefore)), format: 'whole' },
    { title: 'seats_after', zh: '调整后招生计划', value: (row) => sum(row.measures.map(({ seatsAfter }) => seatsAfter)), format: 'whole' },
    { title: 'outcome', zh: '议决结果', value: (row) => row.outcome },
    { title: 'resolution', zh: '决议编号', value: (row) => row.resolutionNumber },
    { title: 'decided_on', zh: '议决日期', value: (row) => row.decidedOn },
    { title: 'review_on', zh: '复核日期', value: (row) => row.reviewOn },
    { title: 'opened_at', zh: '立档时间', value: (row) => row.createdAt },
    { title: 'run', zh: '预测批次', value: (row) => row.runId },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
