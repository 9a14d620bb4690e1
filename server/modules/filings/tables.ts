import type { Table } from '../../../documents/table.ts';
import type { Filing, FilingCoverage } from '../../../schemas/filings.ts';

export const filingTable: Table<Filing> = {
  ...{ name: 'filings', zh: '填报单', en: 'Filings' },
  columns: [
    { title: 'organisation', zh: '单位', value: (row) => row.organisationName },
    { title: 'kind', zh: '类别', value: (row) => row.kind },
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'lines', zh: '行数', value: (row) => row.lines, format: 'whole' },
    { title: 'faults', zh: '待更正字段', value: (row) => row.faults, format: 'whole' },
    { title: 'reason', zh: '原因', value: (row) => row.reason },
    { title: 'submitted_at', zh: '提交时间', value: (row) => row.submittedAt },
    { title: 'changed_at', zh: '最近更改', value: (row) => row.changedAt },
    { title: 'source', zh: '数据来源', value: (row) => row.source },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const coverageTable: Table<FilingCoverage> = {
  ...{ name: 'filing-coverage', zh: '填报情况', en: 'Who has filed' },
  columns: [
    { title: 'organisation', zh: '单位', value: (row) => row.organisationName },
    { title: 'standing', zh: '情况', value: (row) => row.standing },
    { title: 'persons_last_year', zh: '上年人数（人）', value: (row) => row.personsLastYear, format: 'whole' },
    { title: 'reported', zh: '已填报项数', value: (row) => row.facts, format: 'whole' },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
