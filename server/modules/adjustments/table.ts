import { rounded, type Table } from '../../../documents/table.ts';
import type { AdjustmentTargets } from '../../../schemas/adjustment-targets.ts';
import type { Adjustment, AdjustmentPlanRow, AdjustmentYear } from '../../../schemas/adjustments.ts';

export const ledgerTable: Table<Adjustment> = {
  ...{ name: 'adjustments', zh: '专业调整台账', en: 'Ledger of adjustments' },
  columns: [
    { title: 'id', zh: '编号', value: (row) => row.id },
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'school', zh: '学校', value: (row) => row.organisationName },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'change', zh: '调整类型', value: (row) => row.change },
    { title: 'seats_before', zh: '原招生规模（人/年）', value: (row) => row.seatsBefore, format: 'whole' },
    { title: 'seats_after', zh: '调整后招生规模（人/年）', value: (row) => row.seatsAfter, format: 'whole' },
    { title: 'new_name', zh: '新名称', value: (row) => row.newName },
    { title: 'basis', zh: '依据', value: (row) => row.basis },
    { title: 'resolution', zh: '决议文号', value: (row) => row.resolutionNumber },
    { title: 'decided_on', zh: '决定日期', value: (row) => row.decidedOn },
    { title: 'takes_back', zh: '冲销的记录', value: (row) => row.takesBackId },
    { title: 'taken_back', zh: '被冲销于', value: (row) => row.takenBackId },
    { title: 'stands', zh: '有效', value: (row) => row.stands },
    { title: 'source', zh: '来源', value: (row) => row.source },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const statisticsTable: Table<AdjustmentYear> = {
  ...{ name: 'adjustment-statistics', zh: '专业调整统计', en: 'Adjustments by year' },
  columns: [
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'lines', zh: '有效记录（条）', value: (row) => row.lines, format: 'whole' },
    { title: 'adjusted_programmes', zh: '调整的专业点（个）', value: (row) => row.adjusted, format: 'whole' },
    { title: 'open_programmes', zh: '在办专业点（个）', value: (row) => row.open, format: 'whole' },
    { title: 'share_adjusted', zh: '调整占比', value: (row) => rounded(row.share, 4), format: 'four' },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const planTable: Table<AdjustmentPlanRow> = {
  ...{ name: 'adjustment-plan', zh: '专业增减与规划对照', en: 'Additions and cuts beside the plan' },
  columns: [
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'action', zh: '类型', value: (row) => row.action },
    { title: 'planned', zh: '规划（个）', value: (row) => row.planned, format: 'whole' },
    { title: 'done', zh: '台账（个）', value: (row) => row.done, format: 'whole' },
    { title: 'missing', zh: '尚缺（个）', value: (row) => row.missing, format: 'whole' },
    { title: 'by_year', zh: '逐年', value: (row) => row.years.map(({ year, lines }) => `${year}: ${lines}`).join('; ') },
    { title: 'source', zh: '规划出处', value: (row) => row.source },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};

type TargetLine = Pick<AdjustmentTargets, 'fromYear' | 'toYear' | 'source'> & AdjustmentTargets['targets'][number];
/** Lines of a file: each target with the plan it is of. */
export async function* targetsOf(plans: AsyncIterable<AdjustmentTargets>): AsyncGenerator<TargetLine> {
  for await (const { fromYear, toYear, source, targets } of plans) for (const target of targets) yield { fromYear, toYear, source, ...target };
}
export const targetTable: Table<TargetLine> = {
  ...{ name: 'adjustment-targets', zh: '专业增减规划', en: 'Additions and cuts that plans ask for' },
  columns: [
    { title: 'from', zh: '起始年份', value: (row) => row.fromYear, format: 'year' },
    { title: 'to', zh: '截止年份', value: (row) => row.toYear, format: 'year' },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'action', zh: '类型', value: (row) => row.action },
    { title: 'planned', zh: '规划（个）', value: (row) => row.majors, format: 'whole' },
    { title: 'source', zh: '规划出处', value: (row) => row.source },
  ],
};
