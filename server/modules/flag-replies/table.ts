import type { Table } from '../../../documents/table.ts';
import type { AskedProgramme, FlagReply } from '../../../schemas/flag-replies.ts';

export const replyTable: Table<FlagReply> = {
  ...{ name: 'flag-replies', zh: '对建议的答复', en: 'Replies to flags' },
  columns: [
    { title: 'school', zh: '学校', value: (row) => row.organisationName },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'flag', zh: '建议', value: (row) => row.flagClass },
    { title: 'as_of_year', zh: '数据截至', value: (row) => row.asOfYear, format: 'year' },
    { title: 'kind', zh: '照办或说明', value: (row) => row.kind },
    { title: 'text', zh: '内容', value: (row) => row.text },
    { title: 'done_by', zh: '办结日期', value: (row) => row.doneBy },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'reason', zh: '请补充的原因', value: (row) => row.reason },
    { title: 'sent_at', zh: '答复时间', value: (row) => row.sentAt },
    { title: 'decided_at', zh: '处理时间', value: (row) => row.decidedAt },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
export const askedTable: Table<AskedProgramme> = {
  ...{ name: 'flag-replies-asked', zh: '须答复的学校', en: 'Schools asked for a reply' },
  columns: [
    { title: 'school', zh: '学校', value: (row) => row.organisationName },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'flag', zh: '建议', value: (row) => row.flagClass },
    { title: 'since', zh: '始于', value: (row) => row.since, format: 'year' },
    { title: 'standing', zh: '状态', value: (row) => row.standing },
    { title: 'due_at', zh: '期限', value: (row) => row.dueAt },
    { title: 'overdue', zh: '逾期', value: (row) => row.overdue },
  ],
};
