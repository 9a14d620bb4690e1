import { rounded, type Table } from '../../../documents/table.ts';
import type { Cooperation, CooperationListing, CooperationStatistics } from '../../../schemas/cooperation.ts';
import { cooperationWorkflow, listingWorkflow } from '../../../schemas/workflows/cooperation.ts';

const pairs = { training: '人才培养合作', staff_training: '职工培训', technology: '技术研发', teachers: '双师与教师实践' } as const;
const sides = { need: '需求', offer: '供给' } as const;
const resources = {
  ...{ order_class: '订单培养', apprenticeship: '学徒制', hiring: '用人', course: '培训课程', assessment: '技能等级认定' },
  ...{ research: '技术研发', platform: '共性技术平台', expert: '专家', practice_post: '教师实践岗位', dual_teacher: '双师' },
} as const;
const outcomes = { achieved: '达成', partly: '部分达成', not_achieved: '未达成' } as const;
const codes = (list: readonly { code: string; name: string }[]) => list.map(({ code, name }) => `${code} ${name}`).join('；');

export const listingTable: Table<CooperationListing> = {
  ...{ name: 'cooperation-listings', zh: '校企合作供需', en: 'Cooperation listings' },
  columns: [
    { title: 'pair', zh: '类别', value: (row, language) => (language === 'zh' ? pairs[row.pair] : row.pair) },
    { title: 'side', zh: '供需', value: (row, language) => (language === 'zh' ? sides[row.side] : row.side) },
    { title: 'organisation', zh: '单位', value: (row) => row.organisationName },
    { title: 'title', zh: '标题', value: (row) => row.title },
    { title: 'text', zh: '说明', value: (row) => row.text },
    { title: 'resource', zh: '资源', value: (row, language) => (row.resource === null ? null : language === 'zh' ? resources[row.resource] : row.resource) },
    { title: 'chain', zh: '产业链', value: (row) => row.chain?.name ?? null },
    { title: 'majors', zh: '专业', value: (row) => codes(row.majors) },
    { title: 'occupations', zh: '职业', value: (row) => codes(row.occupations) },
    { title: 'region', zh: '地区', value: (row) => row.region?.name ?? null },
    { title: 'from', zh: '开始', value: (row) => row.fromOn },
    { title: 'to', zh: '结束', value: (row) => row.toOn },
    { title: 'capacity_persons_or_projects', zh: '规模（人或项）', value: (row) => row.capacity, format: 'whole' },
    { title: 'left_persons_or_projects', zh: '剩余（人或项）', value: (row) => row.left, format: 'whole' },
    { title: 'one_to_one', zh: '接受一对一匹配', value: (row) => row.oneToOne },
    { title: 'state', zh: '状态', value: (row, language) => listingWorkflow.states[row.state][language] },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const cooperationTable: Table<Cooperation> = {
  ...{ name: 'cooperations', zh: '校企合作', en: 'Cooperations' },
  columns: [
    { title: 'pair', zh: '类别', value: (row, language) => (language === 'zh' ? pairs[row.pair] : row.pair) },
    { title: 'need_organisation', zh: '需求单位', value: (row) => row.need.organisationName },
    { title: 'need', zh: '需求', value: (row) => row.need.title },
    { title: 'offer_organisation', zh: '供给单位', value: (row) => row.offer.organisationName },
    { title: 'offer', zh: '供给', value: (row) => row.offer.title },
    { title: 'state', zh: '状态', value: (row, language) => cooperationWorkflow.states[row.state][language] },
    { title: 'score', zh: '匹配分（0–1）', value: (row) => rounded(row.score, 4), format: 'four' },
    { title: 'agreed_persons_or_projects', zh: '协议规模（人或项）', value: (row) => row.agreedCapacity, format: 'whole' },
    { title: 'agreed_from', zh: '协议开始', value: (row) => row.agreedFrom },
    { title: 'agreed_to', zh: '协议结束', value: (row) => row.agreedTo },
    { title: 'milestones', zh: '节点（个）', value: (row) => row.milestones.length, format: 'whole' },
    { title: 'milestones_done', zh: '已完成节点（个）', value: (row) => row.milestones.filter(({ doneOn }) => doneOn !== null).length, format: 'whole' },
    { title: 'milestones_late', zh: '逾期节点（个）', value: (row) => row.milestones.filter(({ late }) => late).length, format: 'whole' },
    { title: 'outcome', zh: '成效', value: (row, language) => (row.outcome === null ? null : language === 'zh' ? outcomes[row.outcome] : row.outcome) },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
const counted = ['suggested', 'invited', 'talking', 'proposed', 'agreed', 'underway', 'closed', 'declined', 'ended'] as const;
export const statisticsTable: Table<CooperationStatistics> = {
  ...{ name: 'cooperation-statistics', zh: '校企合作统计', en: 'Cooperation statistics' },
  columns: [
    { title: 'pair', zh: '类别', value: (row, language) => (language === 'zh' ? pairs[row.pair] : row.pair) },
    { title: 'open_needs', zh: '在架需求（条）', value: (row) => row.openNeeds, format: 'whole' },
    { title: 'open_offers', zh: '在架供给（条）', value: (row) => row.openOffers, format: 'whole' },
    { title: 'needed_persons_or_projects', zh: '需求规模（人或项）', value: (row) => row.needCapacity, format: 'whole' },
    { title: 'offered_persons_or_projects', zh: '供给规模（人或项）', value: (row) => row.offerCapacity, format: 'whole' },
    ...counted.map((state) => ({
      ...{ title: state, zh: `${cooperationWorkflow.states[state].zh}（个）`, format: 'whole' as const },
      value: (row: CooperationStatistics) => row[state],
    })),
    { title: 'achieved', zh: '达成（个）', value: (row) => row.achieved, format: 'whole' },
    { title: 'partly', zh: '部分达成（个）', value: (row) => row.partly, format: 'whole' },
    { title: 'not_achieved', zh: '未达成（个）', value: (row) => row.notAchieved, format: 'whole' },
    { title: 'agreed_persons_or_projects', zh: '协议规模（人或项）', value: (row) => row.agreedCapacity, format: 'whole' },
    { title: 'late_milestones', zh: '逾期节点（个）', value: (row) => row.lateMilestones, format: 'whole' },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
