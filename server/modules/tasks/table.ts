import type { Table } from '../../../documents/table.ts';
import type { Task } from '../../../schemas/tasks.ts';
import { taskWorkflow } from '../../../schemas/workflows/task.ts';

const origins: Record<Task['origin'], string> = { resolution: '会议决议', template: '任务清单', manual: '自建' };
const named = ({ units }: Task, leads: boolean) => units.filter((unit) => unit.leads === leads).map(({ name }) => name).join('、'); // prettier-ignore

export const taskTable: Table<Task> = {
  ...{ name: 'tasks', zh: '督办任务', en: 'Supervised tasks' },
  columns: [
    { title: 'task', zh: '任务', value: (row) => row.title },
    { title: 'content', zh: '内容', value: (row) => row.content },
    { title: 'responsible_units', zh: '责任单位', value: (row) => named(row, true) },
    { title: 'cooperating_units', zh: '配合单位', value: (row) => named(row, false) },
    { title: 'due_on', zh: '完成时限', value: (row) => row.dueOn },
    { title: 'state', zh: '状态', value: (row, language) => (language === 'zh' ? taskWorkflow.states[row.state].zh : row.state) },
    { title: 'progress_percent', zh: '进度（%）', value: (row) => row.progress, format: 'whole' },
    { title: 'overdue', zh: '逾期', value: (row) => row.overdue },
    { title: 'days_left', zh: '距时限（天）', value: (row) => row.daysLeft, format: 'whole' },
    { title: 'origin', zh: '来源', value: (row, language) => (language === 'zh' ? origins[row.origin] : row.origin) },
    { title: 'origin_id', zh: '来源编号', value: (row) => row.originId },
    { title: 'done_at', zh: '办结时间', value: (row) => row.doneAt },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
