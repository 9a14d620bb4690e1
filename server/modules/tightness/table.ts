import { rounded, type Table } from '../../../documents/table.ts';
import type { MajorTightness } from '../../../schemas/tightness.ts';

export const tightnessTable: Table<MajorTightness> = {
  ...{ name: 'tightness', zh: '双选紧张度', en: 'Tightness of placement rounds' },
  columns: [
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'round', zh: '双选轮次', value: (row) => row.roundName },
    { title: 'kind', zh: '类型', value: (row) => row.kind },
    { title: 'published_on', zh: '公布日期', value: (row) => row.publishedOn },
    { title: 'offered_persons', zh: '提供名额（人）', value: (row) => rounded(row.offered), format: 'two' },
    { title: 'empty_seats_persons', zh: '空余名额（人）', value: (row) => rounded(row.seats), format: 'two' },
    { title: 'students_persons', zh: '参加学生（人）', value: (row) => row.students, format: 'whole' },
    { title: 'unmatched_persons', zh: '未匹配学生（人）', value: (row) => row.unmatched, format: 'whole' },
    { title: 'tightness', zh: '紧张度 τ', value: (row) => rounded(row.tightness), format: 'two' },
    { title: 'enterprises', zh: '企业数', value: (row) => row.enterprises, format: 'whole' },
    { title: 'withheld', zh: '保密', value: (row) => row.withheld },
  ],
  simulated: () => false,
};
