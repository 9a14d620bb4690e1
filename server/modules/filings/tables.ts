import { rounded, type Table } from '../../../documents/table.ts';
import type { Filing, FilingCoverage, FilingCoverageGroup, UnusualReport } from '../../../schemas/filings.ts';

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
    { title: 'newest_year', zh: '最近填报年份', value: (row) => row.newestYear, format: 'year' },
    { title: 'last_report_at', zh: '最近填报时间', value: (row) => row.lastReportAt },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};

export const coverageGroupTable: Table<FilingCoverageGroup> = {
  ...{ name: 'filing-coverage-groups', zh: '填报覆盖', en: 'Coverage of reports' },
  columns: [
    { title: 'kind', zh: '类别', value: (row) => row.kind },
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'code', zh: '代码', value: (row) => row.code },
    { title: 'name', zh: '产业链或层次', value: (row) => row.name },
    { title: 'organisations', zh: '单位数', value: (row) => row.organisations, format: 'whole' },
    { title: 'reported', zh: '已填报单位', value: (row) => row.reported, format: 'whole' },
    { title: 'one_year_late', zh: '最近填报为上一年', value: (row) => row.oneYearLate, format: 'whole' },
    { title: 'two_years_late', zh: '最近填报为前两年', value: (row) => row.twoYearsLate, format: 'whole' },
    { title: 'older', zh: '更早', value: (row) => row.older, format: 'whole' },
    { title: 'never', zh: '从未填报', value: (row) => row.never, format: 'whole' },
    { title: 'persons_before', zh: '上年人数（人）', value: (row) => row.personsBefore, format: 'whole' },
    { title: 'persons_of_reporters', zh: '其中已填报单位（人）', value: (row) => row.personsOfReporters, format: 'whole' },
    { title: 'share', zh: '覆盖率', value: (row) => rounded(row.share), format: 'two' },
    { title: 'persons_now', zh: '本年人数（人）', value: (row) => row.personsNow, format: 'whole' },
    { title: 'register', zh: '登记从业人数（人）', value: (row) => row.register, format: 'whole' },
    { title: 'register_share', zh: '占登记从业人数', value: (row) => rounded(row.registerShare), format: 'two' },
    { title: 'last_report_at', zh: '最近填报时间', value: (row) => row.lastReportAt },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const unusualTable: Table<UnusualReport> = {
  ...{ name: 'unusual-values', zh: '异常值', en: 'Unusual values' },
  columns: [
    { title: 'organisation', zh: '单位', value: (row) => row.organisationName },
    { title: 'kind', zh: '类别', value: (row) => row.kind },
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'code', zh: '代码', value: (row) => row.key },
    { title: 'name', zh: '名称', value: (row) => row.name },
    { title: 'field', zh: '字段', value: (row) => row.pointer },
    { title: 'was', zh: '上年（人）', value: (row) => row.was, format: 'whole' },
    { title: 'is', zh: '本年（人）', value: (row) => row.is, format: 'whole' },
    { title: 'what', zh: '说明', value: (row, language) => row[language] },
    { title: 'submitted_at', zh: '提交时间', value: (row) => row.submittedAt },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
